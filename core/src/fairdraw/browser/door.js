// The door proof of one enterprise (spec/5-record-and-proof.md, "Door proof").

import { Fault, concat, fromUtf8, hex, same, tag, unbase64, unhex, utf8 } from "./bytes.js";
import { Announcement } from "./announcement.js";
import { readSealed } from "./draw.js";
import { hasher, parse } from "./entries.js";
import { readRow, rowLeaf } from "./lists.js";
import { leaf, rootOfPath } from "./merkle.js";
import { Findings, levelOf } from "./report.js";
import { boundSources, source } from "./sources.js";

const KINDS = ["announce", "pool", "round", "seal"];
const INTEGER = "(?:0|[1-9][0-9]{0,17})";
const syntax = () => new Fault("door-syntax", "file");
const canonical = () => new Fault("door-canonical", "file");

/** Where the proof writes a number otherwise than it must, it is not canonical; else no proof. */
function numbers(line, word, count) {
  const strict = new RegExp(`^${word}${` (${INTEGER})`.repeat(count)}$`).exec(line);
  if (strict) return strict.slice(1).map(Number);
  const loose = new RegExp(`^\\S+${"\\s+(\\+?[0-9_]{1,18})".repeat(count)}\\s*$`).test(line);
  throw loose ? canonical() : syntax();
}

function nodes(lines) {
  return lines.map((line) => {
    const node = unbase64(line);
    if (!node || node.length !== 32) throw syntax();
    return node;
  });
}

function salt(text) {
  const data = unhex(text);
  if (!data || data.length !== 32) throw syntax();
  if (text !== text.toLowerCase()) throw canonical();
  return data;
}

function sections(data) {
  const found = [];
  let start = 0;
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] === 10 && data[at + 1] === 10) {
      found.push(data.subarray(start, at + 1));
      start = at + 2;
      at++;
    }
  }
  found.push(data.subarray(start));
  return found;
}

const text = (section) => {
  let whole;
  try {
    whole = fromUtf8(section);
  } catch (error) {
    throw syntax();
  }
  if (!whole.endsWith("\n")) throw syntax();
  return whole.slice(0, -1).split("\n");
};

function salted(section, word, count) {
  const [head, line, salted_, ...rest] = text(section);
  const found = numbers(head, word, count);
  if (salted_ === undefined) throw syntax();
  return { index: found[0], size: found[1], line: utf8(line), salt: salt(salted_), path: nodes(rest) };
}

/** A door proof under examination. */
export class DoorCase {
  constructor(data, { head = null, progress = null } = {}) {
    Object.assign(this, { data, head });
    this.findings = new Findings("door", progress);
  }

  walk() {
    return this.findings.walk([
      ["door", () => this.read()],
      ["entries", () => this.parse()],
      ["door-log", () => this.log()],
      ["door-acts", () => this.link()],
      ["announcement", () => this.announcement()],
      ["door-row", () => this.row()],
      ["door-sealed", () => this.sealed()],
      ["door-ticket", () => this.ticket()],
    ]);
  }

  read() {
    const parts = sections(this.data);
    if (parts.length !== 12) throw syntax();
    const [, top, ...rest] = text(parts[0]);
    const found = /^head (\S+) (\S+)$/.exec(top || "");
    if (!found || rest.length) throw syntax();
    this.size = numbers(`head ${found[1]}`, "head", 1)[0];
    this.root = salt(found[2]);
    this.acts = KINDS.map((kind, at) => {
      const [where, ...path] = text(parts[2 + 2 * at]);
      return { raw: parts[1 + 2 * at], index: numbers(where, "at", 1)[0], path: nodes(path) };
    });
    this.rowPart = salted(parts[9], "row", 1);
    this.limitPart = salted(parts[10], "line", 2);
    this.visitPart = salted(parts[11], "line", 2);
    return { bytes: this.data.length };
  }

  parse() {
    this.entries = this.acts.map((act, at) => {
      const entry = parse(act.raw, `entry ${act.index}`);
      if (entry.kind !== KINDS[at]) throw new Fault("door-kind", `entry ${act.index}`);
      return entry;
    });
    return { entries: 4 };
  }

  log() {
    const [, , round, seal] = this.entries;
    for (const [entry, act] of [[round, this.acts[2]], [seal, this.acts[3]]]) {
      const covered = Number(entry.get("log").split(" ")[0]);
      if (covered !== act.index) throw new Fault(`${entry.kind}-log`, `${entry.kind} log`);
    }
    const [size, root] = round.get("log").split(" ");
    const heads = [[Number(size), unhex(root)], [Number(size), unhex(root)], [this.size, this.root], [this.size, this.root]];
    this.acts.forEach((act, at) => {
      const made = rootOfPath(leaf(act.raw), act.index, heads[at][0], act.path);
      if (!made || !same(made, heads[at][1])) throw new Fault("path-log", `entry ${act.index}`);
    });
    if (this.acts.some((act, at) => at && this.acts[at - 1].index >= act.index)) throw new Fault("act-order", "entries");
    const reached = `${this.size} ${hex(this.root)}`;
    if (this.head !== null && this.head !== reached) throw new Fault("head-mismatch", "head");
    return { size: this.size };
  }

  link() {
    const [announce, pool, round, seal] = this.entries;
    const digest = hasher(announce.get("hash"));
    const named = [[pool, "announce", announce], [round, "announce", announce], [round, "pool", pool], [seal, "round", round]];
    for (const [entry, key, of] of named) {
      if (entry.get(key) !== hex(of.digest(digest))) throw new Fault("door-link", `${entry.kind} ${key}`);
    }
    const times = this.entries.map((entry) => entry.get("time"));
    if (times.some((time, at) => at && times[at - 1] > time)) throw new Fault("time-order", "entries");
    this.digest = digest;
    return { time: times[1] };
  }

  announcement() {
    const [entry, , round] = this.entries;
    this.announced = new Announcement(entry);
    this.findings.exercise = this.announced.exercise;
    this.findings.title = `${entry.get("draw")} ${entry.get("title")}`;
    const planned = this.announced.round(BigInt(round.get("round")));
    if (round.get("window") !== `${planned.start} ${planned.end}`) throw new Fault("round-window", "round window");
    boundSources(this.announced.sources, round.all("source"), "round source");
    const last = source(round.all("source").pop());
    this.findings.level = levelOf(this.announced.exercise, [last], false);
    return { by: entry.all("by").join(", ") };
  }

  row() {
    const part = this.rowPart;
    const pool = this.entries[1];
    this.found = readRow(part.line, "row");
    const made = rootOfPath(rowLeaf(part.line, part.salt, this.digest), part.index, Number(pool.get("rows")), part.path, this.digest);
    if (!made || hex(made) !== pool.get("root")) throw new Fault("path-pool", "row");
    if (this.found.reason !== "-") throw new Fault("door-excluded", "row");
    if (!this.announced.strata.some(({ code }) => code === this.found.stratum)) throw new Fault("pool-stratum", "row");
    return { id: this.found.id };
  }

  inSeal(part, place) {
    const hashed = leaf(concat(part.line, part.salt), this.digest);
    const made = rootOfPath(hashed, part.index, part.size, part.path, this.digest);
    if (!made || hex(made) !== this.entries[3].get("root")) throw new Fault("path-seal", place);
  }

  sealed() {
    this.inSeal(this.visitPart, "sealed line");
    this.inSeal(this.limitPart, "threshold line");
    if (this.visitPart.size !== this.limitPart.size) throw new Fault("path-seal", "threshold line");
    const visit = readSealed(this.visitPart.line);
    if (!visit || visit.kind !== "V") throw new Fault("sealed-syntax", "sealed line");
    if (visit.id !== this.found.id || visit.stratum !== this.found.stratum) throw new Fault("door-visit", "sealed line");
    const roles = visit.team.map(([role]) => role).join();
    if (roles && roles !== this.announced.roles.join()) throw new Fault("door-team", "sealed line");
    this.visit = visit;
    return { position: this.visitPart.index, team: visit.team };
  }

  ticket() {
    const { digest } = this;
    const [, , round, seal] = this.entries;
    const seed = digest(concat(tag("seed"), round.digest(digest), seal.bytes("randomness")));
    const key = digest(concat(tag("ticket"), seed)).subarray(0, 16);
    const made = hex(digest(concat(key, this.rowPart.salt)));
    if (made !== this.visit.ticket) throw new Fault("door-ticket", "sealed line");
    const limit = readSealed(this.limitPart.line);
    if (!limit || limit.kind !== "T") throw new Fault("sealed-syntax", "threshold line");
    if (limit.stratum !== this.visit.stratum) throw new Fault("door-threshold", "threshold line");
    const won = limit.limit === "all" || (limit.limit !== "none" && made <= limit.limit);
    if (!won) throw new Fault("door-above", "threshold line");
    return { ticket: made, limit: limit.limit };
  }
}
