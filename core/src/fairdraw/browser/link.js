// Finds the acts of one draw in a log (spec/3-acts-and-draw.md, "Order").

import { Fault, hex } from "./bytes.js";
import { hasher } from "./entries.js";
import { CONTRIBUTIONS, VALUES } from "./sources.js";

class Placed {
  constructor(entries, digest) {
    this.acts = entries.map((entry, index) => ({ index, entry, digest: hex(entry.digest(digest)) }));
    this.byKind = new Map();
    for (const act of this.acts) {
      if (!this.byKind.has(act.entry.kind)) this.byKind.set(act.entry.kind, []);
      this.byKind.get(act.entry.kind).push(act);
    }
  }
  /** Entries of some kinds that name one of the digests, in the log's order. */
  of(kinds, links) {
    return kinds
      .flatMap((kind) => this.byKind.get(kind) || [])
      .filter((act) => Object.entries(links).some(([key, digest]) => act.entry.find(key) === digest))
      .sort((a, b) => a.index - b.index);
  }
  one(kind, links) {
    const found = this.of([kind], links);
    const code = kind === "substituted" ? "substitute-second" : `${kind}-second`;
    if (found.length > 1) throw new Fault(code, `entry ${found[1].index}`, { first: found[0].index });
    return found[0] || null;
  }
}

/** The announcement with a digest under its own hash, or null; hash-unknown. */
export function findAnnouncement(entries, digest) {
  let refused = null;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry.kind !== "announce") continue;
    try {
      if (hex(entry.digest(hasher(entry.get("hash")))) === digest) return { index, entry, digest };
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      refused = fault;
    }
  }
  if (refused) throw refused;
  return null;
}

const before = (first, second) => {
  if (first.index >= second.index) {
    throw new Fault("act-order", `entry ${second.index} ${second.entry.kind}`);
  }
};

const notAfter = (act, end) => {
  if (act.index > end.index) {
    const code = VALUES.includes(act.entry.kind) ? "source-late" : "opening-late";
    throw new Fault(code, `entry ${act.index} ${act.entry.kind}`);
  }
};

function round(placed, number, bound) {
  const seal = placed.one("seal", { round: bound.digest });
  const links = { seal: seal ? seal.digest : "" };
  const substitutions = placed.of(["substitute"], links).map((asked) => ({
    asked,
    contributions: placed.of(CONTRIBUTIONS, { for: asked.digest }),
    done: placed.one("substituted", { for: asked.digest }),
  }));
  return {
    number,
    bound,
    commits: placed
      .of(["commit"], { pool: bound.entry.get("pool") })
      .filter((act) => BigInt(act.entry.get("round")) === number),
    contributions: placed.of(CONTRIBUTIONS, { for: bound.digest }),
    seal,
    opens: placed.of(["open"], links),
    events: placed.of(["event"], links),
    substitutions,
  };
}

function rounds(placed, announce, pool) {
  const links = { announce: announce.digest, ...(pool ? { pool: pool.digest } : {}) };
  const found = new Map();
  for (const bound of placed.of(["round"], links)) {
    const number = BigInt(bound.entry.get("round"));
    if (found.has(number)) throw new Fault("round-second", `entry ${bound.index}`);
    if (!pool) throw new Fault("pool-missing", "log");
    const right = bound.entry.get("announce") === announce.digest && bound.entry.get("pool") === pool.digest;
    if (!right) throw new Fault("round-link", `entry ${bound.index} round`);
    found.set(number, bound);
  }
  const numbers = [...found.keys()].sort((a, b) => (a < b ? -1 : 1));
  if (numbers.some((number, at) => number !== BigInt(at + 1))) throw new Fault("round-gap", "log");
  return numbers.map((number) => round(placed, number, found.get(number)));
}

const actsOf = (each) => [
  each.bound, ...each.commits, ...each.contributions, ...each.opens, ...each.events,
  ...(each.seal ? [each.seal] : []),
  ...each.substitutions.flatMap((one) => [one.asked, ...one.contributions, ...(one.done ? [one.done] : [])]),
];

function checkRound(acts, each) {
  for (const act of each.commits) {
    if (acts.pool) before(acts.pool, act);
    before(act, each.bound);
  }
  for (const act of each.contributions) {
    before(each.bound, act);
    if (each.seal) notAfter(act, each.seal);
  }
  if (!each.seal) return;
  for (const act of [...each.opens, ...each.events]) before(each.seal, act);
  for (const { asked, contributions, done } of each.substitutions) {
    before(each.seal, asked);
    for (const act of contributions) {
      before(asked, act);
      if (done) notAfter(act, done);
    }
    if (done) before(asked, done);
  }
}

function checkOrder(acts) {
  const line = [acts.announce, ...(acts.pool ? [acts.pool] : [])];
  for (const each of acts.rounds) {
    line.push(each.bound, ...(each.seal ? [each.seal] : []));
    checkRound(acts, each);
  }
  if (acts.rounds.slice(0, -1).some((each) => !each.seal)) throw new Fault("seal-missing", "log");
  const ended = [acts.abort, acts.reveal].filter(Boolean);
  [...line, ...ended].reduce((first, second) => (before(first, second), second));
  for (const act of acts.all) {
    for (const end of ended) if (!ended.includes(act)) before(act, end);
  }
  acts.all.reduce((first, second) => {
    if (second.entry.get("time") < first.entry.get("time")) {
      throw new Fault("time-order", `entry ${second.index} ${second.entry.kind} time`);
    }
    return second;
  });
}

/** The acts of an announced draw, as far as it went. */
export function follow(entries, announce) {
  const placed = new Placed(entries, hasher(announce.entry.get("hash")));
  const pool = placed.one("pool", { announce: announce.digest });
  const acts = { announce, pool, rounds: rounds(placed, announce, pool) };
  acts.abort = placed.one("abort", { announce: announce.digest });
  acts.reveal = placed.one("reveal", { announce: announce.digest });
  // Commitments of witnesses to rounds that are not bound.
  const waiting = pool ? placed.of(["commit"], { pool: pool.digest }) : [];
  const late = waiting.filter((act) => BigInt(act.entry.get("round")) > BigInt(acts.rounds.length));
  acts.all = [announce, pool, acts.abort, acts.reveal, ...late, ...acts.rounds.flatMap(actsOf)]
    .filter(Boolean)
    .sort((a, b) => a.index - b.index);
  acts.sealed = acts.rounds.filter((each) => each.seal);
  checkOrder(acts);
  return acts;
}

/** The acts of the draw that the last entry reveals. */
export function link(entries) {
  const last = entries[entries.length - 1];
  if (last.kind !== "reveal") throw new Fault("reveal-last", `entry ${entries.length - 1}`);
  const announce = findAnnouncement(entries, last.get("announce"));
  if (!announce) throw new Fault("announce-missing", `entry ${entries.length - 1} reveal announce`);
  const acts = follow(entries, announce);
  if (!acts.abort) {
    if (!acts.pool) throw new Fault("pool-missing", "log");
    if (!acts.rounds.length) throw new Fault("round-missing", "log");
    if (!acts.rounds[acts.rounds.length - 1].seal) throw new Fault("seal-missing", "log");
  }
  return acts;
}
