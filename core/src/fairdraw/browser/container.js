// The canonical container: stored members, one byte string (spec/5-record-and-proof.md).

import { Fault, compare, fromUtf8, same, utf8 } from "./bytes.js";

const LIMIT = 0xffffffff;
const MAGIC = utf8("PK\u0003\u0004");

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let word = byte;
  for (let bit = 0; bit < 8; bit++) word = word & 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  return word;
});

/** CRC-32 of bytes. */
export function crc32(data) {
  let word = -1;
  for (const byte of data) word = TABLE[(word ^ byte) & 255] ^ (word >>> 8);
  return (word ^ -1) >>> 0;
}

class Writer {
  constructor() {
    this.bytes = [];
  }
  raw(data) {
    this.bytes.push(...data);
    return this;
  }
  number(value, width) {
    for (let at = 0; at < width; at++) {
      this.bytes.push(value % 256);
      value = Math.floor(value / 256);
    }
    return this;
  }
  done() {
    return new Uint8Array(this.bytes);
  }
}

function local(member) {
  const large = member.size >= LIMIT;
  const size = large ? LIMIT : member.size;
  const out = new Writer().raw(MAGIC).number(large ? 45 : 20, 2).number(0, 6).number(0x21, 2);
  out.number(member.crc, 4).number(size, 4).number(size, 4);
  out.number(member.name.length, 2).number(large ? 20 : 0, 2).raw(member.name);
  if (large) out.number(1, 2).number(16, 2).number(member.size, 8).number(member.size, 8);
  return out.done();
}

function central(out, member) {
  const values = [];
  if (member.size >= LIMIT) values.push(member.size, member.size);
  if (member.offset >= LIMIT) values.push(member.offset);
  const version = values.length ? 45 : 20;
  const size = Math.min(member.size, LIMIT);
  out.raw(utf8("PK\u0001\u0002")).number(version, 2).number(version, 2).number(0, 6).number(0x21, 2);
  out.number(member.crc, 4).number(size, 4).number(size, 4).number(member.name.length, 2);
  out.number(values.length ? 4 + 8 * values.length : 0, 2).number(0, 10);
  out.number(Math.min(member.offset, LIMIT), 4).raw(member.name);
  if (values.length) out.number(1, 2).number(8 * values.length, 2);
  for (const value of values) out.number(value, 8);
}

function directory(members, start) {
  const out = new Writer();
  for (const member of members) central(out, member);
  const size = out.bytes.length;
  const large = start >= LIMIT || size >= LIMIT;
  const count = members.length;
  if (large) {
    out.raw(utf8("PK\u0006\u0006")).number(44, 8).number(45, 2).number(45, 2).number(0, 8);
    out.number(count, 8).number(count, 8).number(size, 8).number(start, 8);
    out.raw(utf8("PK\u0006\u0007")).number(0, 4).number(start + size, 8).number(1, 4);
  }
  out.raw(utf8("PK\u0005\u0006")).number(0, 4).number(count, 2).number(count, 2);
  out.number(large ? LIMIT : size, 4).number(large ? LIMIT : start, 4).number(0, 2);
  return out.done();
}

function header(data, view, offset) {
  if (offset + 30 > data.length) throw new Fault("container-truncated", `byte ${offset}`);
  const length = view.getUint16(offset + 26, true);
  const more = view.getUint16(offset + 28, true);
  const start = offset + 30 + length + more;
  const raw = data.subarray(offset + 30, offset + 30 + length);
  if (!raw.length || raw.some((byte) => byte <= 0x20 || byte >= 0x7f)) {
    throw new Fault("container-name", `byte ${offset}`);
  }
  const name = fromUtf8(raw);
  let size = view.getUint32(offset + 18, true);
  const method = view.getUint16(offset + 8, true);
  if (method || size !== view.getUint32(offset + 22, true)) {
    throw new Fault("container-compressed", name);
  }
  if (size === LIMIT && more === 20 && start <= data.length) {
    size = Number(view.getBigUint64(start - 16, true));
  }
  if (start + size > data.length) throw new Fault("container-truncated", name);
  const member = { name: raw, crc: view.getUint32(offset + 14, true), size, offset };
  if (!same(data.subarray(offset, start), local(member))) throw new Fault("container-header", name);
  return { member, name, start };
}

function checkEnd(data, offset, expected) {
  const found = data.subarray(offset);
  if (same(found, expected)) return;
  const shared = Math.min(found.length, expected.length);
  const agree = compare(found.subarray(0, shared), expected.subarray(0, shared)) === 0;
  if (agree && found.length < expected.length) throw new Fault("container-truncated", "directory");
  if (agree) throw new Fault("container-slack", `byte ${offset + expected.length}`);
  throw new Fault("container-directory", "directory");
}

/** The members by name, in order; the faults of the check `container`. */
export function load(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const starts = (at) => same(data.subarray(at, at + 4), MAGIC);
  if (!starts(0)) throw new Fault("container-magic", "file");
  const members = new Map();
  const listed = [];
  let offset = 0;
  while (starts(offset)) {
    const { member, name, start } = header(data, view, offset);
    if (members.has(name)) throw new Fault("container-twice", name);
    const content = data.subarray(start, start + member.size);
    if (crc32(content) !== member.crc) throw new Fault("container-checksum", name);
    members.set(name, content);
    listed.push(member);
    offset = start + member.size;
  }
  checkEnd(data, offset, directory(listed, offset));
  return members;
}

