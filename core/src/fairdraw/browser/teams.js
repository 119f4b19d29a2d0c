// Teams: the lexicographically first complete assignment, the ladder (spec/4-teams.md).

import { compare, compareText, concat, tag, utf8 } from "./bytes.js";
import { admits } from "./lists.js";

/** The ticket of an officer at a visit: H(v || o). */
export function officerTickets(seed, salt, digest) {
  const key = digest(concat(tag("team"), seed)).subarray(0, 16);
  const visit = digest(concat(key, salt));
  return (name) =>
    digest(concat(visit, digest(concat(tag("officer"), utf8(name))).subarray(0, 16)));
}

/** Compare officers by (ticket, certificate). */
export const byTicket = (a, b) => compare(a.ticket, b.ticket) || compareText(a.name, b.name);

/** Places kept filled by augmenting paths; `held[place]` is an officer or -1. */
class Matching {
  constructor(places, roles, caps, eligible) {
    this.roles = roles;
    this.room = [...caps];
    this.eligible = eligible;
    this.held = new Int32Array(places).fill(-1);
    this.fixed = new Uint8Array(places);
    this.of = caps.map(() => new Set());
  }

  take(place, officer) {
    this.held[place] = officer;
    this.room[officer]--;
    this.of[officer].add(place);
  }

  leave(place) {
    const officer = this.held[place];
    this.held[place] = -1;
    this.room[officer]++;
    this.of[officer].delete(place);
  }

  /** The place an officer holds in a visit, -1 if none. */
  inTeam(visit, officer) {
    for (let at = visit * this.roles; at < (visit + 1) * this.roles; at++) {
      if (this.held[at] === officer) return at;
    }
    return -1;
  }

  /** Fill a vacant place with all others kept filled; tell whether that is possible. */
  fill(vacant) {
    const cause = new Map([[vacant, null]]);
    const queue = [vacant];
    const tried = new Set();
    for (let head = 0; head < queue.length; head++) {
      const place = queue[head];
      const visit = Math.floor(place / this.roles);
      for (const officer of this.eligible[place]) {
        const here = this.inTeam(visit, officer);
        if (here >= 0) {
          // an officer of the same team moves over and leaves his own place
          if (!this.fixed[here] && !cause.has(here) && here !== place) {
            cause.set(here, { place, officer });
            queue.push(here);
          }
          continue;
        }
        if (tried.has(officer)) continue;
        tried.add(officer);
        if (this.room[officer] > 0) {
          this.shift(place, officer, cause);
          return true;
        }
        for (const other of this.of[officer]) {
          if (this.fixed[other] || cause.has(other)) continue;
          cause.set(other, { place, officer });
          queue.push(other);
        }
      }
    }
    return false;
  }

  shift(place, officer, cause) {
    for (;;) {
      const from = cause.get(place);
      if (this.held[place] >= 0) this.leave(place);
      this.take(place, officer);
      if (!from) return;
      ({ place, officer } = from);
    }
  }
}

function table(visits, announced, inputs, rung) {
  const names = [...inputs.caps.keys()].sort(compareText);
  const raised = announced.raised(rung);
  const caps = names.map((name) => inputs.caps.get(name) + raised);
  const eligible = visits.flatMap((visit) =>
    announced.roles.map((role) =>
      names.map((_, at) => at).filter((at) => admits(inputs, visit.id, role, names[at], rung)),
    ),
  );
  return { names, caps, eligible };
}

function assign(visits, announced, inputs, rung, seed) {
  const { names, caps, eligible } = table(visits, announced, inputs, rung);
  const roles = announced.roles.length;
  const matching = new Matching(visits.length * roles, roles, caps, eligible);
  for (let place = 0; place < eligible.length; place++) if (!matching.fill(place)) return null;
  visits.forEach((visit, at) => {
    const ticket = officerTickets(seed, visit.salt, announced.digest);
    const order = names.map((name, number) => ({ name, number, ticket: ticket(name) })).sort(byTicket);
    for (let place = at * roles; place < (at + 1) * roles; place++) settle(matching, place, at, order);
  });
  return visits.map((visit, at) => ({
    visit,
    team: announced.roles.map((role, which) => [role, names[matching.held[at * roles + which]]]),
  }));
}

/** Give a place to the first officer in order whose choice leaves every other place fillable. */
function settle(matching, place, visit, order) {
  const able = new Set(matching.eligible[place]);
  const present = matching.held[place];
  for (const { number } of order) {
    if (!able.has(number)) continue;
    if (number === present) break;
    const here = matching.inTeam(visit, number);
    if (here >= 0 && matching.fixed[here]) continue;
    if (matching.room[number] <= 0 && ![...matching.of[number]].some((at) => !matching.fixed[at])) continue;
    if (tryOut(matching, place, number, here)) break;
  }
  matching.fixed[place] = 1;
}

function tryOut(matching, place, officer, here) {
  const kept = matching.held.slice();
  matching.leave(place);
  let vacant = here;
  if (here >= 0) matching.leave(here);
  else if (matching.room[officer] <= 0) {
    vacant = [...matching.of[officer]].find((at) => !matching.fixed[at]);
    matching.leave(vacant);
  }
  matching.take(place, officer);
  matching.fixed[place] = 1;
  if (vacant < 0 || matching.fill(vacant)) return true;
  matching.fixed[place] = 0;
  restore(matching, kept);
  return false;
}

function restore(matching, kept) {
  kept.forEach((officer, place) => {
    if (matching.held[place] !== officer && matching.held[place] >= 0) matching.leave(place);
  });
  kept.forEach((officer, place) => {
    if (officer >= 0 && matching.held[place] !== officer) matching.take(place, officer);
  });
}

function keepable(visits, announced, inputs, rung) {
  const { caps, eligible } = table(visits, announced, inputs, rung);
  const roles = announced.roles.length;
  const matching = new Matching(visits.length * roles, roles, caps, eligible);
  return visits.filter((_, at) => {
    for (let place = at * roles; place < (at + 1) * roles; place++) {
      if (matching.fill(place)) continue;
      for (let back = at * roles; back < (at + 1) * roles; back++) {
        if (matching.held[back] >= 0) matching.leave(back);
      }
      return false;
    }
    return true;
  });
}

/** Staff visits ({id, salt}) by the ladder: the rung, the teams, and the deferred. */
export function staff(visits, announced, inputs, seed) {
  if (!announced.roles.length) return { rung: 0, teams: [], deferred: [] };
  const last = announced.rungs.length;
  for (let rung = 0; rung <= last; rung++) {
    const teams = assign(visits, announced, inputs, rung, seed);
    if (teams) return { rung, teams, deferred: [] };
  }
  const kept = keepable(visits, announced, inputs, last);
  const teams = assign(kept, announced, inputs, last, seed);
  return { rung: last, teams, deferred: visits.filter((visit) => !kept.includes(visit)) };
}
