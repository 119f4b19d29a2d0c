// Rows passed over for what other draws gave (spec/6-verification.md, "origins").

import { Fault, hex } from "./bytes.js";
import { readSealed } from "./draw.js";
import { cutLines, hasher, knownHash } from "./entries.js";
import { saltedRoot } from "./lists.js";

const member = (digest) => `other/${digest}.tsv`;

/** The rounds of other draws in the same log, by D(round entry) in hex. */
export class Others {
  constructor(entries, members, own) {
    Object.assign(this, { entries, members });
    this.rounds = new Map();
    const announced = new Map();
    const keys = new Map();
    const aborts = new Map();
    entries.forEach((entry, index) => {
      if (entry.kind === "announce" && knownHash(entry.get("hash"))) {
        announced.set(hex(entry.digest(knownHash(entry.get("hash")))), entry);
      } else if (entry.kind === "abort") {
        if (!aborts.has(entry.get("announce"))) aborts.set(entry.get("announce"), index);
      } else if (entry.kind === "reveal") {
        if (!keys.has(entry.get("announce"))) keys.set(entry.get("announce"), entry.bytes("key"));
      } else if (entry.kind === "round" && announced.has(entry.get("announce"))) {
        const announce = announced.get(entry.get("announce"));
        const digest = hex(entry.digest(knownHash(announce.get("hash"))));
        if (!this.rounds.has(digest)) this.rounds.set(digest, { announce, entry, index, seal: null });
      } else if (entry.kind === "seal" && this.rounds.has(entry.get("round"))) {
        const round = this.rounds.get(entry.get("round"));
        const digest = hex(entry.digest(knownHash(round.announce.get("hash"))));
        round.seal ||= { entry, index, digest };
      }
    });
    for (const [digest, round] of this.rounds) {
      if (round.entry.get("announce") === own) this.rounds.delete(digest);
      round.key = keys.get(round.entry.get("announce")) || null;
      const aborted = aborts.get(round.entry.get("announce"));
      round.aborted = aborted === undefined ? Infinity : aborted;
    }
  }

  lines(digest) {
    const data = this.members.get(member(digest));
    return data ? cutLines(data, member(digest)) : null;
  }

  visits(digest) {
    return (this.lines(digest) || [])
      .filter((line) => line[0] === 86)
      .map((line) => {
        const read = readSealed(line);
        if (!read) throw new Fault("sealed-syntax", member(digest));
        return read;
      });
  }

  proven(digest, other) {
    const lines = this.lines(digest);
    if (!lines || !other.key || !other.seal) return false;
    const hash = hasher(other.announce.get("hash"));
    const made = saltedRoot("seal", lines, other.key, BigInt(other.entry.get("round")), hash);
    if (hex(made) !== other.seal.entry.get("root")) throw new Fault("other-root", member(digest));
    return true;
  }

  standing(digest, other, until) {
    const gone = new Set();
    for (const entry of this.entries.slice(0, until)) {
      const here = entry.kind === "event" && entry.get("seal") === other.seal.digest;
      if (here && entry.get("what") === "void" && !entry.get("cause").startsWith("EXPIRED ")) {
        gone.add(entry.number("position"));
      }
    }
    return new Set(this.visits(digest).filter((_, at) => !gone.has(at)).map((visit) => visit.id));
  }
}

/** Whether a draw may rest on another: bound before, not aborted by then, no exercise unless both. */
function counts(other, announced, until) {
  const real = announced.exercise || other.announce.get("exercise") === "no";
  return real && other.index < until && other.aborted > until;
}

/** Examine a round; returns how many rows or draws could not be checked. */
export function checkOrigins(others, one, before, free) {
  const { bound, seal } = one.acts;
  let unchecked = 0;
  for (const digest of bound.entry.all("after")) {
    const other = others.rounds.get(digest);
    const at = other && other.seal ? other.seal.index : null;
    const known = at !== null && at < bound.index;
    const late = seal && (at === null || at > seal.index);
    if (!other || !counts(other, one.announced, bound.index) || known || late) throw new Fault("round-after", `entry ${bound.index}`);
    if (!others.proven(digest, other)) unchecked++;
  }
  const byOrigin = new Map();
  for (const [row, { origin }] of one.inputs.skips) {
    byOrigin.set(origin, [...(byOrigin.get(origin) || []), row]);
  }
  unchecked += (byOrigin.get("-") || []).length;
  byOrigin.delete("-");
  const covered = (row) => one.inputs.skips.has(row) || before.drawn.has(row) || before.elsewhere.has(row);
  for (const digest of [...byOrigin.keys()].sort()) {
    const rows = byOrigin.get(digest);
    const other = others.rounds.get(digest);
    const place = `round-${one.number}/skips.tsv`;
    const fits = other && counts(other, one.announced, bound.index);
    if (!fits || !other.seal || other.seal.index > bound.index) throw new Fault("skip-origin", place);
    if (!others.proven(digest, other)) {
      unchecked += rows.length;
      continue;
    }
    const drawn = others.standing(digest, other, bound.index);
    if (rows.some((row) => !drawn.has(row))) throw new Fault("skip-origin", place);
    const own = one.announced.entry;
    const same = ["cycle", "item"].every((field) => other.announce.get(field) === own.get(field));
    if (same && own.get("cycle-rule") !== "none") {
      for (const row of drawn) {
        if (!covered(row) && free.has(row)) throw new Fault("skip-missing", place, { id: row });
      }
    }
  }
  return unchecked;
}
