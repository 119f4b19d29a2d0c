// One round drawn again: quota, tickets, teams, sealed lines (spec/3-acts-and-draw.md).

import { bigint, compare, concat, fromUtf8, hex, tag, utf8 } from "./bytes.js";
import { staff } from "./teams.js";

const SPACE = 1n << 256n;

/** s_i of an id under K. */
export function salter(key, digest) {
  const prefix = digest(concat(tag("salt"), key));
  return (id) => digest(concat(prefix, utf8(id)));
}

function count(given, stratum, base, eligible) {
  const { announced, number, key, seed, before } = given;
  const standing = BigInt(before.standing.get(stratum.code) || 0);
  const planned = announced.quota(stratum, base);
  const left = planned > standing ? planned - standing : 0n;
  const later = announced.rounds.slice(Number(number) - 1).map((round) => round.weight);
  const weights = later.length ? later : [1n];
  const sum = weights.reduce((a, b) => a + b);
  const secret = announced.digest(concat(tag("split"), key));
  const u = bigint(announced.digest(concat(secret, seed, utf8(stratum.code))));
  const share = left * weights[0];
  const k = share / sum + (u * sum < (share % sum) * SPACE ? 1n : 0n);
  return Number(k < BigInt(eligible) ? k : BigInt(eligible));
}

function objects(given, salt) {
  const { announced, rows, inputs, before, seed } = given;
  const key = announced.digest(concat(tag("ticket"), seed)).subarray(0, 16);
  const strata = new Map(announced.strata.map(({ code }) => [code, { base: 0n, tickets: [] }]));
  for (const row of rows) {
    if (row.reason !== "-") continue;
    const stratum = strata.get(row.stratum);
    stratum.base++;
    if (inputs.skips.has(row.id) || before.drawn.has(row.id) || before.elsewhere.has(row.id)) continue;
    const made = salt(row.id);
    stratum.tickets.push({ ticket: announced.digest(concat(key, made)), row, salt: made });
  }
  const order = (a, b) => compare(a.ticket, b.ticket) || (a.row.id < b.row.id ? -1 : 1);
  const drawn = [];
  const limits = announced.strata.map((stratum) => {
    const { base, tickets } = strata.get(stratum.code);
    const k = count(given, stratum, base, tickets.length);
    const won = tickets.sort(order).slice(0, k);
    drawn.push(...won);
    let limit = "none";
    if (k) limit = k === tickets.length ? "all" : hex(won[k - 1].ticket);
    return `T\t${stratum.code}\t${k}\t${limit}`;
  });
  return { drawn: drawn.sort(order), limits };
}

const written = (team) => team.map(([role, name]) => `\t${role}=${name}`).join("");

/** Draw a round; `given`: announced, key, rows, inputs, number, seed, before. */
export function draw(given) {
  const salt = salter(given.key, given.announced.digest);
  const { drawn, limits } = objects(given, salt);
  const { waiting } = given.before;
  const places = [
    ...waiting.map((visit) => ({ id: visit.id, salt: salt(visit.id), at: `${visit.round}.${visit.position}` })),
    ...drawn.map((won, at) => ({ id: won.row.id, salt: won.salt, at: `${given.number}.${at}` })),
  ];
  const made = staff(places, given.announced, given.inputs, given.seed);
  const teams = new Map(made.teams.map(({ visit, team }) => [visit.at, team]));
  const lines = drawn.map((won, at) => {
    const team = teams.get(`${given.number}.${at}`) || [];
    return `V\t${won.row.id}\t${won.row.stratum}\t${hex(won.ticket)}${written(team)}`;
  });
  for (const visit of waiting) {
    const team = teams.get(`${visit.round}.${visit.position}`);
    if (team) lines.push(`S\t${visit.round}\t${visit.position}${written(team)}`);
  }
  const left = made.deferred.map((visit) => visit.at).join(",") || "-";
  lines.push(...limits, `L\t${made.rung}\t${left}`);
  return lines;
}

/** Read sealed lines into parts: V with id, stratum, ticket, team; S; T; L. Null for no line. */
export function readSealed(line) {
  let parts;
  try {
    parts = fromUtf8(line).split("\t");
  } catch (error) {
    return null;
  }
  const team = (from) =>
    parts.slice(from).map((member) => {
      const at = member.indexOf("=");
      return at < 0 ? [member, null] : [member.slice(0, at), member.slice(at + 1)];
    });
  const number = (text) => /^(?:0|[1-9][0-9]{0,17})$/.test(text || "");
  const [kind, a, b, c] = parts;
  const whole = (members) => members.every(([, name]) => name !== null);
  if (kind === "V" && parts.length >= 4 && whole(team(4))) {
    return { kind, id: a, stratum: b, ticket: c, team: team(4) };
  }
  if (kind === "S" && parts.length >= 4 && number(a) && number(b) && whole(team(3))) {
    return { kind, round: Number(a), position: Number(b), team: team(3) };
  }
  if (kind === "T" && parts.length === 4 && number(b)) {
    return { kind, stratum: a, drawn: Number(b), limit: c };
  }
  if (kind === "L" && parts.length === 3 && number(a)) {
    const pairs = b === "-" ? [] : b.split(",").map((pair) => pair.split("."));
    if (pairs.every((pair) => pair.length === 2 && pair.every(number))) {
      return { kind, rung: Number(a), deferred: pairs };
    }
  }
  return null;
}
