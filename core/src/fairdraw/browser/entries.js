// Entries of the log: lines (spec/2-entries.md, "Grammar").

import { Fault, concat, fromUtf8, isText, tag, unhex } from "./bytes.js";
import { leaf } from "./merkle.js";
import { FORMS, KINDS } from "./schema.js";
import { sha256 } from "./sha256.js";
import { sm3 } from "./sm3.js";

const LONGEST = 65535;
const HASHES = { sha256, sm3 };

/** The hash function of a name; hash-unknown. */
export function hasher(name) {
  if (!Object.hasOwn(HASHES, name)) throw new Fault("hash-unknown", "announce hash", { name });
  return HASHES[name];
}

/** The hash function of a name, or null. */
export const knownHash = (name) => (Object.hasOwn(HASHES, name) ? HASHES[name] : null);

/** One entry: its kind, its pairs in order, its bytes as received. */
export class Entry {
  constructor(kind, fields, raw) {
    this.kind = kind;
    this.fields = fields;
    this.raw = raw;
  }
  /** First value of a key, or undefined. */
  find(key) {
    const pair = this.fields.find(([name]) => name === key);
    return pair && pair[1];
  }
  /** First value of a key that must stand. */
  get(key) {
    const value = this.find(key);
    if (value === undefined) throw new Error(`${this.kind} ${key}`);
    return value;
  }
  /** All values of a key. */
  all(key) {
    return this.fields.filter(([name]) => name === key).map(([, value]) => value);
  }
  /** A value written in hex as bytes. */
  bytes(key) {
    return unhex(this.get(key));
  }
  /** A value as a number. */
  number(key) {
    return Number(this.get(key));
  }
  /** D(entry) under a hash function. */
  digest(hash) {
    return hash(concat(tag("entry"), this.raw));
  }
  /** Its leaf in the log's tree. */
  leaf() {
    return leaf(this.raw);
  }
}

function pair(line, place, number) {
  const at = line.indexOf(" ");
  const key = line.slice(0, at);
  if (at < 0 || !/^[a-z-]{1,32}$/.test(key)) {
    throw new Fault("entry-syntax", `${place} line ${number}`, { line: line.slice(0, 60) });
  }
  const value = line.slice(at + 1);
  if (!isText(value)) throw new Fault("entry-text", `${place} ${key}`, { value });
  return [key, value];
}

function checkGroup(field, values, place) {
  const least = { 1: 1, "+": 1, 2: 2 }[field.times] || 0;
  const most = { 1: 1, 2: 2 }[field.times] || Infinity;
  if (values.length < least || values.length > most) {
    throw new Fault("entry-key", `${place} ${field.key}`, { key: field.key });
  }
  for (const value of values) {
    if (!FORMS[field.form](value)) {
      throw new Fault("entry-value", `${place} ${field.key}`, { value, form: field.form });
    }
  }
}

function check(entry, place) {
  if (!Object.hasOwn(KINDS, entry.kind)) return;
  let at = 0;
  for (const field of KINDS[entry.kind]) {
    const values = [];
    while (at < entry.fields.length && entry.fields[at][0] === field.key) {
      values.push(entry.fields[at++][1]);
    }
    checkGroup(field, values, place);
  }
  if (at < entry.fields.length) {
    const key = entry.fields[at][0];
    throw new Fault("entry-key", `${place} ${key}`, { key });
  }
}

/** Read an entry; the faults of the check `entries`. */
export function parse(raw, place) {
  if (raw.length > LONGEST) throw new Fault("entry-long", place, { most: LONGEST });
  let text;
  try {
    text = fromUtf8(raw);
  } catch (error) {
    throw new Fault("entry-utf8", place);
  }
  const lines = text.split("\n");
  const found = /^fairdraw\/1 ([a-z][a-z0-9-]{0,31})$/.exec(lines[0]);
  if (!found || lines.length < 2 || lines.pop() !== "") {
    throw new Fault("entry-syntax", `${place} line 1`, { line: lines[0].slice(0, 60) });
  }
  const named = `${place} ${found[1]}`;
  const fields = lines.slice(1).map((line, at) => pair(line, named, at + 2));
  const entry = new Entry(found[1], fields, raw);
  check(entry, named);
  return entry;
}

/** Cut a log into the bytes of its entries; log-framing. */
export function cut(data, place) {
  if (!data.length) return [];
  const parts = [];
  let start = 0;
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] === 10 && data[at + 1] === 10) {
      if (at === start || data[start] === 10) throw new Fault("log-framing", place);
      parts.push(data.subarray(start, at + 1));
      start = at + 2;
      at = start - 1;
    }
  }
  if (start !== data.length) throw new Fault("log-framing", place, { entry: parts.length });
  return parts;
}

/** Cut bytes into lines without line feeds; table-syntax. */
export function cutLines(data, place) {
  const lines = [];
  let start = 0;
  for (let at = 0; at < data.length; at++) {
    if (data[at] !== 10) continue;
    if (at === start) throw new Fault("table-syntax", `${place} line ${lines.length + 1}`);
    lines.push(data.subarray(start, at));
    start = at + 1;
  }
  if (start !== data.length) throw new Fault("table-syntax", `${place} line ${lines.length + 1}`);
  return lines;
}

