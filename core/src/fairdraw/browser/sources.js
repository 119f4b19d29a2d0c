// Where randomness comes from, announced and bound (spec/3-acts-and-draw.md, "Randomness").

import { Fault, concat, sized, tag, u32, utf8 } from "./bytes.js";
import { GENESIS, PERIOD, PUBLIC, verify as verifyBls } from "./bls.js";
import { sha256 } from "./sha256.js";

const FEWEST = { d10: 39, d6: 50 };
const FACES = { d10: /^[0-9]*$/, d6: /^[1-6]*$/ };

/** Kinds of entries that carry a value. */
export const VALUES = ["server", "dice", "lottery", "drand"];
/** Kinds of entries that serve a round or a substitute. */
export const CONTRIBUTIONS = ["opening", "failed", ...VALUES];

/** Seconds since 1970 of a time of the log. */
export const seconds = (time) => Date.parse(time) / 1000;

/** Read a source, announced or bound; dice-few. `known` is in seconds, or null. */
export function source(text) {
  const words = text.split(" ");
  const made = { text, kind: words[0], known: null, bound: true };
  if (words[0] === "dice") {
    made.throws = Number(words[2]);
    made.faces = FACES[words[1]];
    if (made.throws < FEWEST[words[1]]) throw new Fault("dice-few", "announce source", { value: text });
  } else if (words[0] === "lottery") {
    made.bound = words.length > 2;
    made.known = made.bound ? seconds(words[3]) : null;
  } else if (words[0] === "drand") {
    made.bound = words.length > 2;
    made.number = made.bound ? BigInt(words[2]) : 0n;
    made.known = made.bound ? GENESIS + PERIOD * (Number(words[2]) - 1) : null;
  }
  return made;
}

const binds = (bound, announced) =>
  bound.kind === "lottery" || bound.kind === "drand"
    ? bound.bound && bound.text.startsWith(`${announced.text} `)
    : bound.text === announced.text;

/** Read the sources bound by an entry; source-bound. */
export function boundSources(announced, texts, place) {
  const bound = texts.map(source);
  if (bound.length !== announced.length || !bound.every((one, at) => binds(one, announced[at]))) {
    throw new Fault("source-bound", place, { found: texts.join(", ") });
  }
  return bound;
}

function drandValue(from, signature) {
  const round = new Uint8Array(8);
  new DataView(round.buffer).setBigUint64(0, from.number);
  if (!verifyBls(PUBLIC, sha256(round), signature)) {
    throw new Fault("drand-signature", "drand signature", { number: String(from.number) });
  }
  return signature;
}

function valueOf(from, entry) {
  if (entry.kind === "dice" || entry.kind === "lottery") {
    const [one, other] = entry.all("typed");
    if (one === other) throw new Fault("dice-people", `${entry.kind} typed`);
  }
  if (entry.kind === "dice") {
    const throws = entry.get("throws");
    if (throws.length !== from.throws) throw new Fault("dice-count", "dice throws");
    if (!from.faces.test(throws)) throw new Fault("dice-face", "dice throws");
    return utf8(throws);
  }
  if (entry.kind === "lottery") return utf8(entry.get("numbers"));
  if (entry.kind === "drand") return drandValue(from, entry.bytes("signature"));
  return entry.bytes("value");
}

class Gathering {
  constructor(announced, serves, sources, commits) {
    Object.assign(this, { announced, serves, sources, commits });
    this.numbers = new Map();
    this.values = new Map();
    this.since = new Map();
    this.failed = [];
  }

  opening(entry) {
    const commit = this.commits.get(entry.get("commit"));
    if (!commit) throw new Fault("opening-unknown", "opening commit");
    const place = `opening seat ${commit.get("seat")}`;
    const at = seconds(entry.get("time"));
    if (this.values.size || this.sources.some((one) => one.known !== null && one.known <= at)) {
      throw new Fault("opening-late", place);
    }
    if (this.numbers.has(entry.get("commit"))) throw new Fault("opening-second", place);
    const made = this.announced.digest(
      concat(
        tag("witness"), commit.bytes("pool"), u32(commit.number("round")), u32(commit.number("seat")),
        sized(utf8(entry.get("number"))), entry.bytes("nonce"),
      ),
    );
    if (made.join() !== commit.bytes("commitment").join()) {
      throw new Fault("opening-mismatch", place, { name: commit.get("name") });
    }
    this.numbers.set(entry.get("commit"), entry.get("number"));
  }

  fail(entry) {
    const place = this.sources.findIndex((one) => one.text === entry.get("source"));
    const instead = source(entry.get("instead"));
    const allowed = place < 0 ? null : this.announced.fallbackOf(this.serves, this.sources[place]);
    if (!allowed || !binds(instead, allowed)) {
      throw new Fault("fallback-unannounced", "failed instead", { value: instead.text });
    }
    const old = this.sources[place];
    if (this.values.has(old.kind)) throw new Fault("failed-late", "failed", { source: old.text });
    const by = entry.all("by");
    if (by.length < 2 || new Set(by).size < by.length) throw new Fault("announce-people", "failed by");
    const at = seconds(entry.get("time"));
    if (instead.known !== null && instead.known < at + this.announced.margin) {
      throw new Fault("margin-short", "failed instead");
    }
    this.failed.push(old);
    this.since.set(instead.kind, at);
    this.sources[place] = instead;
  }

  value(entry) {
    const at = this.sources.findIndex((one) => one.kind === entry.kind);
    if (at < 0) throw new Fault("source-unannounced", entry.kind);
    if (this.values.has(entry.kind)) throw new Fault("source-second", entry.kind);
    for (const earlier of this.sources.slice(0, at)) {
      if (earlier.kind !== "witnesses" && !this.values.has(earlier.kind)) {
        throw new Fault("source-missing", entry.kind, { source: earlier.text });
      }
    }
    const from = this.sources[at];
    const logged = seconds(entry.get("time"));
    const known = from.known === null ? logged : from.known;
    const since = this.since.has(from.kind) ? this.since.get(from.kind) : seconds(this.serves.get("time"));
    if (known < since + this.announced.margin) throw new Fault("margin-short", `${entry.kind} time`);
    if (logged < known) throw new Fault("source-early", `${entry.kind} time`);
    this.values.set(entry.kind, valueOf(from, entry));
  }

  witnesses() {
    const parts = [];
    for (const [digest, commit] of this.commits) {
      const number = this.numbers.get(digest);
      const opened = number !== undefined;
      parts.push(new Uint8Array([opened ? 1 : 0]));
      parts.push(sized(opened ? utf8(number) : commit.bytes("commitment")));
    }
    return concat(...parts);
  }

  finished() {
    const parts = [tag("rand")];
    for (const one of this.sources) {
      const value = one.kind === "witnesses" ? this.witnesses() : this.values.get(one.kind);
      if (!value) throw new Fault("source-missing", "log", { source: one.text });
      parts.push(sized(utf8(one.text)), sized(value));
    }
    const { sources, failed } = this;
    const counts = { commits: this.commits.size, opened: this.numbers.size };
    return { randomness: this.announced.digest(concat(...parts)), sources, failed, ...counts };
  }

  run(contributions) {
    for (const entry of contributions) {
      if (entry.kind === "opening") this.opening(entry);
      else if (entry.kind === "failed") this.fail(entry);
      else this.value(entry);
    }
    return this.finished();
  }
}

/** Gather b of a round; `commits`: D(commit) in hex to entry, by seat. */
export function gather(announced, serves, commits, contributions) {
  const sources = boundSources(announced.sources, serves.all("source"), "round source");
  if (commits.size && sources.every((one) => one.kind !== "witnesses")) {
    throw new Fault("commit-unannounced", "commit seat 1");
  }
  return new Gathering(announced, serves, sources, commits).run(contributions);
}

/** Gather b of a substitute. */
export function gatherFresh(announced, serves, contributions) {
  const sources = boundSources(announced.fresh, serves.all("source"), "substitute source");
  return new Gathering(announced, serves, sources, new Map()).run(contributions);
}
