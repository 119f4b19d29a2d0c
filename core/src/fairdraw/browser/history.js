// What opened, void and substituted visits leave behind (spec/3-acts-and-draw.md, "Events").

import { Fault, concat, hex, tag, u32, unhex, utf8 } from "./bytes.js";
import { salter } from "./draw.js";
import { admits } from "./lists.js";
import { leaf } from "./merkle.js";
import { gatherFresh } from "./sources.js";
import { byTicket, officerTickets } from "./teams.js";

export const CAUSES = ["CAP", "CLOSED", "DUPLICATE", "EXPIRED", "MOVED", "REVOKED"];
const key = (round, position) => `${round}.${position}`;
export const whereOf = (round, act) => key(round, act.entry.get("position"));

/** The state of a draw at any index of the log; `sealed`: round number to read sealed lines. */
export class History {
  constructor(acts, sealed) {
    Object.assign(this, { acts, sealed });
  }

  rounds(until) {
    return this.acts.sealed.filter((each) => each.seal.index < until && this.sealed.has(each.number));
  }

  /** [where, visit] of all visits sealed before an index, by (round, position). */
  visits(until) {
    return this.rounds(until).flatMap((each) =>
      this.sealed
        .get(each.number)
        .filter((line) => line.kind === "V")
        .map((visit, at) => [key(each.number, at), visit]),
    );
  }

  voids(until) {
    const found = new Set();
    for (const each of this.acts.rounds) {
      for (const event of each.events) {
        const gone = event.index < until && event.entry.get("what") === "void";
        if (gone) found.add(whereOf(each.number, event));
      }
    }
    return found;
  }

  asked(until) {
    const first = new Map();
    for (const each of this.acts.rounds) {
      for (const one of each.substitutions) {
        const at = whereOf(each.number, one.asked);
        if (one.asked.index < until && !first.has(at)) first.set(at, one);
      }
    }
    return first;
  }

  staffed(until) {
    const teams = new Map();
    for (const [at, visit] of this.visits(until)) {
      if (visit.team.length) teams.set(at, { round: BigInt(at.split(".")[0]), team: visit.team });
    }
    for (const each of this.rounds(until)) {
      for (const late of this.sealed.get(each.number)) {
        if (late.kind === "S") teams.set(key(late.round, late.position), { round: each.number, team: late.team });
      }
    }
    return teams;
  }

  before(number, elsewhere) {
    const until = this.acts.rounds.find((each) => each.number === number).bound.index;
    const [voids, staffed, asked] = [this.voids(until), this.staffed(until), this.asked(until)];
    const made = { drawn: new Set(), standing: new Map(), waiting: [], elsewhere };
    for (const [at, visit] of this.visits(until)) {
      made.drawn.add(visit.id);
      if (voids.has(at)) continue;
      made.standing.set(visit.stratum, (made.standing.get(visit.stratum) || 0) + 1);
      if (staffed.has(at) || asked.has(at)) continue;
      const [round, position] = at.split(".");
      made.waiting.push({ round, position, id: visit.id });
    }
    return made;
  }

  staffingRound(at, until) {
    const staffed = this.staffed(until).get(at);
    if (staffed) return staffed.round;
    const first = this.asked(until).get(at);
    const limit = first ? first.asked.index : until;
    const rounds = this.rounds(limit);
    return rounds[rounds.length - 1].number;
  }

  ends() {
    const found = new Map();
    for (const each of this.acts.rounds) {
      for (const event of each.events) {
        const final = ["inspected", "void"].includes(event.entry.get("what"));
        const at = whereOf(each.number, event);
        if (final && !found.has(at)) found.set(at, event.index);
      }
    }
    return found;
  }
}

function checkPlace(history, number, act) {
  const drawn = history.sealed.get(number).filter((line) => line.kind === "V").length;
  if (act.entry.number("position") >= drawn) {
    throw new Fault("open-position", `entry ${act.index} ${act.entry.kind} position`);
  }
}

const checkOpen = (ends, at, act) => {
  if (ends.has(at) && act.index > ends.get(at)) throw new Fault("event-order", `entry ${act.index}`);
};

/** The check `openings`: [where, to] of everything opened. */
export function checkOpenings(history) {
  const ends = history.ends();
  const seen = new Set();
  for (const each of history.acts.rounds) {
    for (const act of each.opens) {
      checkPlace(history, each.number, act);
      const at = whereOf(each.number, act);
      const opened = `${at} ${act.entry.get("to")}`;
      if (seen.has(opened)) throw new Fault("open-twice", `entry ${act.index} open`);
      checkOpen(ends, at, act);
      seen.add(opened);
    }
  }
  return seen;
}

/** EXPIRED belongs to a visit that can no longer take place and was not opened: a next round would
make good what somebody chose to drop. */
function expired(history, each, act) {
  const position = act.entry.get("position");
  const opened = each.opens.some(({ index, entry }) =>
    index < act.index && entry.get("to") === "enterprise" && entry.get("position") === position);
  return !opened && history.acts.rounds.every(({ bound }) => bound.index < act.index);
}

/** The check `events`: how many there are. */
export function checkEvents(history) {
  const ends = history.ends();
  let count = 0;
  for (const each of history.acts.rounds) {
    for (const act of each.events) {
      checkPlace(history, each.number, act);
      const [what, cause] = [act.entry.get("what"), act.entry.get("cause")];
      let fits = cause === "-";
      if (what === "void") fits = CAUSES.includes(cause.split(" ")[0]);
      if (what === "void" && cause.startsWith("EXPIRED ")) fits = expired(history, each, act);
      if (what === "postponed") fits = cause !== "-";
      if (!fits) throw new Fault("event-cause", `entry ${act.index} event cause`, { what, cause });
      checkOpen(ends, whereOf(each.number, act), act);
      count++;
    }
  }
  return count;
}

const questions = (history) =>
  history.acts.rounds.flatMap((each) => each.substitutions.map((one) => ({ round: each.number, ...one })));

/** The order of substitutes; how many are still open. */
export function checkAsked(history, announced) {
  const ends = history.ends();
  const busy = new Map();
  let left = 0;
  for (const { round, asked, done } of questions(history)) {
    checkPlace(history, round, asked);
    const role = asked.entry.get("role");
    if (!announced.roles.includes(role)) throw new Fault("substitute-role", `entry ${asked.index}`);
    const at = whereOf(round, asked);
    checkOpen(ends, at, asked);
    if (done) checkOpen(ends, at, done);
    const place = `${at} ${role}`;
    if (busy.has(place) && asked.index < busy.get(place)) throw new Fault("substitute-second", `entry ${asked.index}`);
    busy.set(place, done ? done.index : Infinity);
    if (!done) left++;
  }
  return left;
}

class Places {
  constructor(history, cases, key_) {
    Object.assign(this, { history, cases, key: key_ });
    this.teams = new Map();
    this.gone = new Map();
  }
  team(at, until) {
    const staffed = this.history.staffed(until).get(at);
    const settled = this.teams.get(at);
    // A visit that had no team when its substitute was settled may get one from a later seal.
    if (settled && settled.staffed === (staffed ? staffed.round : 0n)) return settled.team;
    return new Map(staffed ? staffed.team : []);
  }
  settle(at, role, name, until) {
    const team = new Map(this.team(at, until));
    const old = team.get(role);
    if (!this.gone.has(at)) this.gone.set(at, new Set());
    if (old && old !== "-") this.gone.get(at).add(old);
    const staffed = this.history.staffed(until).get(at);
    this.teams.set(at, { staffed: staffed ? staffed.round : 0n, team: team.set(role, name) });
  }
  held(round, until) {
    const voids = this.history.voids(until);
    const counts = new Map();
    for (const at of new Set([...this.history.staffed(until).keys(), ...this.teams.keys()])) {
      if (voids.has(at) || this.history.staffingRound(at, until) !== round) continue;
      for (const name of this.team(at, until).values()) counts.set(name, (counts.get(name) || 0) + 1);
    }
    return counts;
  }
  choose(at, role, seed, until) {
    const round = this.history.staffingRound(at, until);
    const found = this.cases.find((one) => one.number === round);
    const sealed = this.history.sealed.get(round);
    const { rung } = sealed[sealed.length - 1];
    const { announced, inputs } = found;
    const id = this.history.visits(until).find(([where]) => where === at)[1].id;
    const here = new Set([...this.team(at, until).values(), ...(this.gone.get(at) || [])]);
    const held = this.held(round, until);
    const more = announced.raised(rung);
    const ticket = officerTickets(seed, salter(this.key, announced.digest)(id), announced.digest);
    const able = [...inputs.caps.keys()]
      .filter((name) => admits(inputs, id, role, name, rung) && !here.has(name))
      .filter((name) => (held.get(name) || 0) < inputs.caps.get(name) + more)
      .map((name) => ({ name, ticket: ticket(name) }))
      .sort(byTicket);
    return able.length ? able[0].name : "-";
  }
}

/** The lines of all substitutes in the log's order; the faults of randomness, substitute-line. */
export function replay(history, announced, cases, secret) {
  const { digest } = announced;
  const places = new Places(history, cases, secret);
  const done = questions(history).filter((one) => one.done);
  return done
    .sort((a, b) => a.done.index - b.done.index)
    .map(({ round, asked, contributions, done: end }) => {
      const found = gatherFresh(announced, asked.entry, contributions.map((act) => act.entry));
      if (hex(found.randomness) !== end.entry.get("randomness")) {
        throw new Fault("randomness-mismatch", `entry ${end.index} substituted randomness`);
      }
      const event = unhex(asked.digest);
      const seed = digest(concat(tag("subst"), event, found.randomness));
      const [at, role] = [whereOf(round, asked), asked.entry.get("role")];
      const name = places.choose(at, role, seed, end.index);
      places.settle(at, role, name, end.index);
      const line = `S\t${at.replace(".", "\t")}\t${role}\t${name}`;
      const salt = digest(concat(digest(concat(tag("substitute"), secret, u32(Number(round)))), event));
      const made = leaf(concat(utf8(line), digest(salt)), digest);
      if (hex(made) !== end.entry.get("line")) throw new Fault("substitute-line", `entry ${end.index}`);
      return line;
    });
}
