// Rows of the pool and the lists of a round (spec/3-acts-and-draw.md, "Pool", "Lists").

import { Fault, compare, concat, fromUtf8, isCertificate, tag, u32 } from "./bytes.js";
import { cutLines } from "./entries.js";
import { leaf, root } from "./merkle.js";
import { FORMS } from "./schema.js";

export const NAMES = ["officers", "edges", "caps", "skips"];
const ROW = /^([0-9A-Z]{1,23})\t([0-9A-Z_-]{1,16})\t([0-9A-Z_-]{1,16})$/;
const CELL = /^[0-9A-Z_-]{1,32}$/;
const ascii = (data) => String.fromCharCode(...data);

/** Read one row (without line feed): id, stratum, reason; row-syntax. */
export function readRow(line, place) {
  const found = ROW.exec(ascii(line));
  if (!found) throw new Fault("row-syntax", place);
  return { id: found[1], stratum: found[2], reason: found[3], line };
}

/** Read `pool.tsv`; row-syntax, row-duplicate, row-order. */
export function readPool(data) {
  const rows = [];
  let start = 0;
  for (let at = 0; at < data.length; at++) {
    if (data[at] !== 10) continue;
    rows.push(readRow(data.subarray(start, at), `pool.tsv line ${rows.length + 1}`));
    start = at + 1;
  }
  if (start !== data.length) throw new Fault("row-syntax", `pool.tsv line ${rows.length + 1}`);
  for (let at = 1; at < rows.length; at++) {
    const [one, other] = [rows[at - 1].id, rows[at].id];
    if (one >= other) {
      throw new Fault(one === other ? "row-duplicate" : "row-order", `pool.tsv line ${at + 1}`);
    }
  }
  return rows;
}

const LF = new Uint8Array([10]);

/** The leaf of a row, given s_i. */
export const rowLeaf = (line, salt, digest) => leaf(concat(line, LF, digest(salt)), digest);

/** Hashed salts H(e_j) of the lines of a tree. */
export function hashedSalts(name, key, number, count, digest) {
  const prefix = digest(concat(tag(name), key, u32(Number(number))));
  return Array.from({ length: count }, (_, at) => digest(digest(concat(prefix, u32(at)))));
}

/** The root of a salted tree over lines. */
export function saltedRoot(name, lines, key, number, digest) {
  const salts = hashedSalts(name, key, number, lines.length, digest);
  return root(lines.map((line, at) => leaf(concat(line, salts[at]), digest)), digest);
}

/** Read the four lists of a round; table-syntax, table-order, table-twice. */
export function readTables(members, number) {
  const tables = { place: `round-${number}/` };
  for (const name of NAMES) tables[name] = cutLines(members.get(`round-${number}/${name}.tsv`), `round-${number}/${name}.tsv`);
  for (const name of NAMES) {
    tables[name].reduce((one, other, at) => {
      const order = at && compare(one, other);
      if (at && order >= 0) {
        throw new Fault(order ? "table-order" : "table-twice", `${tables.place}${name}.tsv line ${at + 1}`);
      }
      return other;
    }, null);
  }
  return tables;
}

function* cells(tables, name, width) {
  for (let at = 0; at < tables[name].length; at++) {
    const place = `${tables.place}${name}.tsv line ${at + 1}`;
    let parts = [];
    try {
      parts = fromUtf8(tables[name][at]).split("\t");
    } catch (error) {
      parts = [];
    }
    if (parts.length !== width) throw new Fault("table-syntax", place);
    yield [place, parts];
  }
}

function officers(tables, planned) {
  const found = new Set();
  for (const [place, [name, bureau, from, to]] of cells(tables, "officers", 4)) {
    const good = isCertificate(name) && isCertificate(bureau) && FORMS.window(`${from} ${to}`);
    if (!good) throw new Fault("table-syntax", place);
    if (found.has(name)) throw new Fault("officer-twice", place, { certificate: name });
    if (!(from <= planned.end && planned.end <= to)) throw new Fault("officer-not-valid", place);
    found.add(name);
  }
  return found;
}

function caps(tables, known, planned) {
  const found = new Map();
  for (const [place, [name, cap]] of cells(tables, "caps", 2)) {
    if (!/^(?:0|[1-9][0-9]{0,8})$/.test(cap)) throw new Fault("table-syntax", place);
    if (!known.has(name) || found.has(name)) throw new Fault("caps-officers", place);
    if (BigInt(cap) > planned.cap) throw new Fault("cap-high", place);
    found.set(name, Number(cap));
  }
  if (found.size < known.size) throw new Fault("caps-officers", `${tables.place}caps.tsv`);
  return found;
}

class Edges {
  constructor(announced, known, free) {
    Object.assign(this, { known, free, roles: announced.roles });
    this.rungs = new Set(announced.rungs.map((rung) => `${rung.kind} ${rung.number}`));
    this.admitted = new Map();
    this.cellOf = new Map();
    this.barred = new Map();
  }
  admit(place, cell, role, name, rung) {
    if (!this.known.has(name)) throw new Fault("edge-officer", place, { certificate: name });
    if (!this.roles.includes(role)) throw new Fault("edge-role", place, { role });
    if (rung !== "0" && !this.rungs.has(`borrow ${rung}`)) throw new Fault("edge-rung", place);
    const key = `${cell}\t${role}`;
    if (!this.admitted.has(key)) this.admitted.set(key, new Map());
    const names = this.admitted.get(key);
    names.set(name, Math.min(Number(rung), names.has(name) ? names.get(name) : Infinity));
  }
  row(place, row, cell) {
    if (!this.free.has(row)) throw new Fault("edge-row", place, { id: row });
    if (this.cellOf.has(row)) throw new Fault("cell-twice", place, { id: row });
    this.cellOf.set(row, cell);
  }
  pair(place, row, name, rung) {
    if (!this.free.has(row)) throw new Fault("edge-row", place, { id: row });
    if (!this.known.has(name)) throw new Fault("edge-officer", place, { certificate: name });
    if (rung !== "-" && !this.rungs.has(`recent ${rung}`)) throw new Fault("edge-rung", place);
    const key = `${row}\t${name}`;
    const until = rung === "-" ? Infinity : Number(rung);
    this.barred.set(key, Math.max(until, this.barred.get(key) || 0));
  }
  read(lines, place) {
    lines.forEach((line, at) => {
      const here = `${place} line ${at + 1}`;
      let parts = [""];
      try {
        parts = fromUtf8(line).split("\t");
      } catch (error) {
        throw new Fault("table-syntax", here);
      }
      const [letter, a, b, c, d] = parts;
      const shape = letter + parts.length;
      if (shape === "B5" && CELL.test(a) && d !== "0") this.admit(here, a, b, c, d);
      else if (shape === "C4" && CELL.test(a)) this.admit(here, a, b, c, "0");
      else if (shape === "R3" && CELL.test(b)) this.row(here, a, b);
      else if (shape === "X4") this.pair(here, a, b, c);
      else throw new Fault("table-syntax", here);
    });
    for (const row of this.free) if (!this.cellOf.has(row)) throw new Fault("cell-missing", place, { id: row });
  }
}

function skips(tables, announced, free) {
  const found = new Map();
  for (const [place, [row, word, origin]] of cells(tables, "skips", 3)) {
    const good = /^(?:cycle|cap)$/.test(word) && /^(?:[0-9a-f]{64}|-)$/.test(origin);
    if (!good) throw new Fault("table-syntax", place);
    if (!free.has(row)) throw new Fault("skip-row", place, { id: row });
    if (found.has(row)) throw new Fault("skip-twice", place, { id: row });
    if (word === "cycle" && announced.entry.get("cycle-rule") === "none") {
      throw new Fault("skip-unannounced", place, { id: row });
    }
    found.set(row, { word, origin });
  }
  return found;
}

/** What the lists of a round mean; the faults of the check `lists`. */
export function readInputs(tables, announced, rows, planned) {
  const free = new Set(rows.filter((row) => row.reason === "-").map((row) => row.id));
  const made = { skips: skips(tables, announced, free), caps: new Map(), edges: null };
  if (!announced.roles.length) {
    for (const name of NAMES.slice(0, 3)) {
      if (tables[name].length) throw new Fault("table-not-empty", `${tables.place}${name}.tsv`);
    }
    return made;
  }
  const known = officers(tables, planned);
  made.caps = caps(tables, known, planned);
  made.edges = new Edges(announced, known, free);
  made.edges.read(tables.edges, `${tables.place}edges.tsv`);
  return made;
}

/** Whether an officer is admissible for a role at a row, at a rung. */
export function admits(inputs, row, role, name, rung) {
  const names = inputs.edges.admitted.get(`${inputs.edges.cellOf.get(row)}\t${role}`);
  if (!names || !(names.get(name) <= rung)) return false;
  const until = inputs.edges.barred.get(`${row}\t${name}`);
  return until === undefined || until <= rung;
}
