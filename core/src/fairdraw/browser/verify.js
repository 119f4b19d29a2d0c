// The checks of a record or a door proof, in their order (spec/6-verification.md).

import { Fault, concat, hex, same, tag, unhex, utf8 } from "./bytes.js";
import { Announcement } from "./announcement.js";
import { load } from "./container.js";
import { checkCosigned } from "./cosigned.js";
import { DoorCase } from "./door.js";
import { draw, readSealed, salter } from "./draw.js";
import { cut, cutLines, knownHash, parse } from "./entries.js";
import { History, checkAsked, checkEvents, checkOpenings, replay } from "./history.js";
import { link, follow } from "./link.js";
import { NAMES, readInputs, readPool, readTables, rowLeaf, saltedRoot } from "./lists.js";
import { leaf, root } from "./merkle.js";
import { Others, checkOrigins } from "./origins.js";
import { boundSources, gather } from "./sources.js";
import { Findings, levelOf } from "./report.js";
import { compareSealed } from "./compare.js";

const LINE = ["cycle", "item", "region", "period"];

/** Number, window and sources of a round entry as announced. */
export function checkBound(announced, entry, place) {
  const planned = announced.round(BigInt(entry.get("round")));
  if (entry.get("window") !== `${planned.start} ${planned.end}`) throw new Fault("round-window", `${place} window`);
  boundSources(announced.sources, entry.all("source"), `${place} source`);
  return planned;
}

class RecordCase {
  constructor(data, { head = null, progress = null } = {}) {
    Object.assign(this, { data, head });
    this.findings = new Findings("record", progress);
  }

  walk() {
    const steps = ["container", "entries", "acts", "announcement", "parallel", "key", "pool", "binding",
      "lists", "origins", "randomness", "cosigned", "draw", "seal", "openings", "events", "substitutes"];
    if (this.head !== null) steps.push("head");
    return this.findings.walk(steps.map((code) => [code, () => this[`_${code}`]()]));
  }

  headAt(size) {
    if (size > this.entries.length) return null;
    if (!this.heads.has(size)) {
      this.heads.set(size, `${size} ${hex(root(this.leaves.slice(0, size)))}`);
    }
    return this.heads.get(size);
  }

  _container() {
    this.members = load(this.data);
    const first = this.members.keys().next().value;
    if (first !== "log.txt" && first !== "entries.txt") throw new Fault("record-members", first);
    this.log = first;
    this.whole = first === "log.txt";
    return { bytes: this.data.length };
  }

  _entries() {
    const raws = cut(this.members.get(this.log), this.log);
    if (!raws.length) throw new Fault("log-empty", this.log);
    this.entries = raws.map((raw, at) => parse(raw, `${this.log} entry ${at}`));
    this.leaves = this.entries.map((entry) => leaf(entry.raw));
    this.heads = new Map();
    return { entries: this.entries.length };
  }

  _acts() {
    this.acts = link(this.entries);
    const { announce, abort } = this.acts;
    this.findings.exercise = announce.entry.get("exercise") === "yes";
    this.findings.aborted = !!abort;
    this.findings.title = `${announce.entry.get("draw")} ${announce.entry.get("title")}`;
    if (!this.whole) {
      const own = new Set(this.acts.all.map((act) => act.index));
      const foreign = this.entries.findIndex((_, index) => !own.has(index));
      if (foreign >= 0) throw new Fault("entry-foreign", `entries.txt entry ${foreign}`);
    }
    this.checkMembers();
    this.others = new Others(this.entries, this.members, announce.digest);
    return { draw: announce.entry.get("draw"), attempt: announce.entry.get("attempt") };
  }

  checkMembers() {
    const { acts, members } = this;
    const expected = [this.log, ...(acts.pool ? ["pool.tsv"] : [])];
    const must = new Set(acts.sealed.flatMap((each) => each.bound.entry.all("after")));
    const may = new Set(acts.rounds.flatMap((each) => each.bound.entry.all("after")));
    for (const each of acts.rounds) {
      expected.push(...NAMES.map((name) => `round-${each.number}/${name}.tsv`));
      if (each.seal) expected.push(`round-${each.number}/sealed.tsv`);
      const skips = members.get(`round-${each.number}/skips.tsv`) || new Uint8Array();
      for (const line of new TextDecoder().decode(skips).split("\n")) may.add(line.split("\t").pop());
    }
    if (acts.rounds.some((each) => each.substitutions.some((one) => one.done))) expected.push("substitutes.tsv");
    for (const digest of may) if (members.has(`other/${digest}.tsv`)) must.add(digest);
    expected.push(...[...must].sort().map((digest) => `other/${digest}.tsv`));
    const found = [...members.keys()];
    if (found.join("\n") !== expected.join("\n")) throw new Fault("record-members", found[0]);
  }

  _announcement() {
    this.announced = new Announcement(this.acts.announce.entry);
    const { abort, sealed, reveal } = this.acts;
    if (!abort && sealed.length < this.announced.rounds.length) throw new Fault("rounds-missing", "log");
    const by = abort ? abort.entry.all("by") : ["", "-"];
    if (by.length < 2 || new Set(by).size < by.length) throw new Fault("announce-people", "abort by");
    if (this.announced.shares.length) this.findings.note("shares", { holders: this.announced.shares.map((s) => s.holder).join(", ") });
    if (reveal.entry.get("time") > this.announced.entry.get("deadline")) this.findings.note("reveal-late");
    this.rounds = this.acts.rounds.map((acts) => ({ announced: this.announced, acts, number: acts.number }));
    return { by: this.announced.entry.all("by").join(", ") };
  }

  _parallel() {
    if (!this.whole) return null;
    const own = this.announced.entry;
    const last = Number(own.get("attempt"));
    const until = this.acts.pool ? this.acts.pool.index : this.entries.length;
    const aborted = this.acts.abort ? this.acts.abort.index : this.entries.length;
    const earlier = new Map();
    const later = new Set();
    this.entries.forEach((entry, index) => {
      if (entry.kind !== "announce" || index === this.acts.announce.index) return;
      if (LINE.some((key) => entry.get(key) !== own.get(key))) return;
      const number = Number(entry.get("attempt"));
      if (number > last && index > aborted && !later.has(number)) {
        later.add(number);
        return;
      }
      if (number >= last || earlier.has(number)) throw new Fault("parallel-plan", `${this.log} entry ${index} announce`);
      earlier.set(number, this.ended(entry, index, until));
    });
    for (let number = 1; number < last; number++) {
      if (!earlier.has(number)) throw new Fault("attempt-missing", "announce attempt", { attempt: number });
      this.findings.note(earlier.get(number) ? "attempt-after" : "attempt-before", { attempt: number });
    }
    return { attempt: last };
  }

  ended(entry, index, until) {
    const open = new Fault("attempt-open", `entry ${index} announce`);
    // Under a hash nobody knows an announcement has no digest: nothing can name it.
    const hash = knownHash(entry.get("hash"));
    if (!hash) throw open;
    const digest = hex(entry.digest(hash));
    const entries = this.entries.slice(0, until);
    const last = (kind) =>
      entries.map((one) => one.kind === kind && one.get("announce") === digest).lastIndexOf(true);
    if (last("reveal") < 0) throw open;
    if (last("abort") < 0) throw new Fault("attempt-complete", `entry ${index} announce`);
    const made = hash(concat(tag("commit"), entries[last("reveal")].bytes("key")));
    const by = entries[last("abort")].all("by");
    const two = by.length >= 2 && new Set(by).size === by.length;
    const late = last("abort") > this.acts.announce.index;
    if (late || !two || hex(made) !== entry.get("commitment")) throw open;
    return randomnessKnown(follow(entries, { index, entry, digest }));
  }

  _key() {
    this.key = this.acts.reveal.entry.bytes("key");
    const made = this.announced.digest(concat(tag("commit"), this.key));
    if (hex(made) !== this.announced.entry.get("commitment")) throw new Fault("commitment-mismatch", "reveal key");
    return { commitment: hex(made) };
  }

  _pool() {
    this.rows = [];
    if (!this.acts.pool) return {};
    const { entry } = this.acts.pool;
    this.rows = readPool(this.members.get("pool.tsv"));
    if (String(this.rows.length) !== entry.get("rows")) throw new Fault("pool-count", "pool.tsv");
    this.checkCounts(entry);
    const { digest } = this.announced;
    const salt = salter(this.key, digest);
    const made = root(this.rows.map((row) => rowLeaf(row.line, salt(row.id), digest)), digest);
    if (hex(made) !== entry.get("root")) throw new Fault("pool-root", "pool.tsv");
    if (this.whole) {
      const before = this.entries.slice(0, this.acts.pool.index).filter((one) => one.kind === "register");
      const roots = before.map((one) => one.get("root"));
      if (!(roots.length ? roots : ["-"]).includes(entry.get("register"))) throw new Fault("register-root", "pool register");
    }
    return { rows: this.rows.length, root: entry.get("root") };
  }

  checkCounts(entry) {
    const strata = new Map(this.announced.strata.map(({ code }) => [code, [0, 0]]));
    const reasons = new Map();
    this.rows.forEach((row, at) => {
      const counts = strata.get(row.stratum);
      if (!counts) this.unknown ||= new Fault("pool-stratum", `pool.tsv line ${at + 1}`);
      else {
        counts[0]++;
        if (row.reason === "-") counts[1]++;
      }
      if (row.reason !== "-") reasons.set(row.reason, (reasons.get(row.reason) || 0) + 1);
    });
    if (this.unknown) throw this.unknown;
    for (const code of reasons.keys()) {
      if (!this.announced.reasons.has(code)) throw new Fault("pool-reason", "pool.tsv");
    }
    const expected = [...strata].map(([code, [rows, base]]) => `${code} ${rows} ${base}`);
    const counted = [...reasons].sort().map(([code, number]) => `${code} ${number}`);
    const right = expected.join("\n") === entry.all("stratum").join("\n") && counted.join("\n") === entry.all("reason").join("\n");
    if (!right) throw new Fault("pool-count", "pool");
  }

  _binding() {
    let commits = 0;
    for (const one of this.rounds) {
      const { bound } = one.acts;
      one.planned = checkBound(this.announced, bound.entry, `entry ${bound.index} round`);
      const before = one.acts.commits.filter((act) => act.index < bound.index);
      before.sort((a, b) => a.entry.number("seat") - b.entry.number("seat"));
      if (before.some((act, at) => act.entry.get("seat") !== String(at + 1))) throw new Fault("commit-seat", "commit seat");
      const listed = before.map((act) => act.digest).join();
      if (bound.entry.all("commit").join() !== listed) throw new Fault("round-commits", `entry ${bound.index} round commit`);
      one.commits = new Map(before.map((act) => [act.digest, act.entry]));
      commits += before.length;
    }
    if (this.whole) {
      const acts = this.acts.rounds.flatMap((each) => [each.bound, each.seal]);
      for (const act of [...acts, this.acts.abort, this.acts.reveal]) {
        if (act && act.entry.get("log") !== this.headAt(act.index)) {
          throw new Fault(`${act.entry.kind}-log`, `entry ${act.index} ${act.entry.kind} log`);
        }
      }
    }
    return { commits };
  }

  _lists() {
    let skips = 0;
    for (const one of this.rounds) {
      const tables = readTables(this.members, one.number);
      for (const name of NAMES) {
        const made = saltedRoot(name, tables[name], this.key, one.number, this.announced.digest);
        if (`${tables[name].length} ${hex(made)}` !== one.acts.bound.entry.get(name)) {
          throw new Fault("list-root", `${tables.place}${name}.tsv`);
        }
      }
      one.inputs = readInputs(tables, this.announced, this.rows, one.planned);
      skips += one.inputs.skips.size;
    }
    return { skips };
  }

  elsewhere(one) {
    return new Set(
      one.acts.bound.entry.all("after").flatMap((digest) => this.others.visits(digest).map((visit) => visit.id)),
    );
  }

  stated(number) {
    const member = `round-${number}/sealed.tsv`;
    return cutLines(this.members.get(member), member).map((line, at) => {
      const read = readSealed(line);
      if (!read) throw new Fault("sealed-syntax", `${member} line ${at + 1}`);
      return read;
    });
  }

  _origins() {
    const passed = this.rounds.some((one) => one.inputs.skips.size || one.acts.bound.entry.all("after").length);
    if (!passed) return {};
    if (!this.whole) return null;
    const free = new Set(this.rows.filter((row) => row.reason === "-").map((row) => row.id));
    const later = this.rounds.length > 1 ? this.acts.sealed : [];
    const history = new History(this.acts, new Map(later.map((each) => [each.number, this.stated(each.number)])));
    let unchecked = 0;
    for (const one of this.rounds) {
      unchecked += checkOrigins(this.others, one, history.before(one.number, this.elsewhere(one)), free);
    }
    if (!unchecked) return {};
    this.findings.note("origins-unchecked", { rows: unchecked });
    return null;
  }

  _randomness() {
    for (const one of this.rounds) {
      const { bound, contributions, seal } = one.acts;
      try {
        one.gathered = gather(this.announced, bound.entry, one.commits, contributions.map((act) => act.entry));
      } catch (fault) {
        if (seal || fault.code !== "source-missing") throw fault;
        continue;
      }
      if (seal && hex(one.gathered.randomness) !== seal.entry.get("randomness")) {
        throw new Fault("randomness-mismatch", `entry ${seal.index} seal randomness`);
      }
      const { opened, commits, failed } = one.gathered;
      if (opened < commits) this.findings.note("unopened", { missing: commits - opened, commits });
      for (const source of failed) this.findings.note("failed-source", { source: source.text });
      const b = concat(tag("seed"), unhex(bound.digest), one.gathered.randomness);
      one.seed = this.announced.digest(b);
    }
    return {};
  }

  _cosigned() {
    const { policy } = this.announced;
    let entries = 0;
    if (policy && this.whole) {
      const gathered = this.rounds.filter((one) => one.gathered);
      const ends = new Map(gathered.map(({ acts, number }) => [number, acts.seal || this.acts.abort]));
      entries = checkCosigned(this.announced, this.acts, this.entries, (size) => this.headAt(size), ends);
    }
    const last = this.rounds.filter((one) => one.gathered).map(({ gathered }) => gathered.sources[gathered.sources.length - 1]);
    if (!last.length) last.push(this.announced.sources[this.announced.sources.length - 1]);
    this.findings.level = levelOf(this.announced.exercise, last, !!policy && this.whole);
    return policy && !this.whole ? null : { entries };
  }

  _draw() {
    const sealed = new Map();
    let drawn = 0;
    for (const one of this.rounds) {
      if (!one.gathered) continue;
      const before = new History(this.acts, sealed).before(one.number, this.elsewhere(one));
      const { announced, rows, key } = this;
      const given = { announced, rows, key, before, inputs: one.inputs, number: one.number, seed: one.seed };
      one.lines = draw(given);
      const read = one.lines.map((line) => readSealed(utf8(line)));
      drawn += read.filter((line) => line.kind === "V").length;
      if (!one.acts.seal) continue;
      const member = `round-${one.number}/sealed.tsv`;
      compareSealed(one.lines.map(utf8), cutLines(this.members.get(member), member), member);
      sealed.set(one.number, read);
    }
    this.history = new History(this.acts, sealed);
    if (this.acts.abort) {
      const code = randomnessKnown(this.acts) ? "aborted-after" : "aborted-before";
      this.findings.note(code, { cause: this.acts.abort.entry.get("cause"), drawn });
    }
    return { drawn, rounds: sealed.size };
  }

  _seal() {
    for (const one of this.rounds) {
      if (!one.acts.seal) continue;
      const made = saltedRoot("seal", one.lines.map(utf8), this.key, one.number, this.announced.digest);
      if (hex(made) !== one.acts.seal.entry.get("root")) throw new Fault("seal-root", `entry ${one.acts.seal.index}`);
    }
    return {};
  }

  _openings() {
    const opened = checkOpenings(this.history);
    if (this.whole && this.head === null) {
      const [size, top] = this.headAt(this.entries.length).split(" ");
      this.findings.note("head", { size, root: top });
    }
    return { opened: opened.size };
  }

  _events() {
    return { events: checkEvents(this.history) };
  }

  _substitutes() {
    const left = checkAsked(this.history, this.announced);
    if (left) this.findings.note("substitute-open", { count: left });
    const made = replay(this.history, this.announced, this.rounds, this.key).map(utf8);
    const stated = cutLines(this.members.get("substitutes.tsv") || new Uint8Array(), "substitutes.tsv");
    const right = made.length === stated.length && made.every((line, at) => same(line, stated[at]));
    if (!right) throw new Fault("substitute-line", "substitutes.tsv");
    return { substitutes: made.length };
  }

  _head() {
    if (!this.whole) return null;
    const found = this.headAt(Number(this.head.split(" ")[0]));
    if (found === null) throw new Fault("head-beyond", "head");
    if (found !== this.head) throw new Fault("head-mismatch", "head");
    return { head: found };
  }
}

function randomnessKnown(acts) {
  return acts.rounds.some((each) => {
    const named = new Set(each.bound.entry.all("source").map((text) => text.split(" ")[0]));
    named.delete("witnesses");
    for (const { entry } of each.contributions) {
      if (entry.kind !== "failed") continue;
      named.delete(entry.get("source").split(" ")[0]);
      named.add(entry.get("instead").split(" ")[0]);
    }
    const given = new Set(each.contributions.map((act) => act.entry.kind));
    const opened = given.has("opening") || named.size > 0;
    return !!each.seal || (opened && [...named].every((kind) => given.has(kind)));
  });
}

const DOOR = utf8("fairdraw/1 door\n");

/** Verify a record or a door proof check by check; its return value is the report. */
export const walked = (data, options = {}) => {
  const door = same(data.subarray(0, DOOR.length), DOOR);
  return (door ? new DoorCase(data, options) : new RecordCase(data, options)).walk();
};

/** Verify a record or a door proof; never throws a Fault. `head`: a published `SIZE ROOT`. */
export function verify(data, options = {}) {
  const steps = walked(data, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
