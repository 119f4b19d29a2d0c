// Byte strings shared by all parts (spec/1-bytes.md).

const encoder = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What is refused: a stable code, a place in plain words, details that fill a sentence. */
export class Fault extends Error {
  constructor(code, place = "", details = {}) {
    super(code);
    this.code = code;
    this.place = place;
    this.details = details;
  }
}

/** Text as UTF-8 bytes. */
export const utf8 = (text) => encoder.encode(text);

/** UTF-8 bytes as text; throws TypeError for anything else. */
export const fromUtf8 = (data) => strict.decode(data);

/** Bytes one after another. */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hex of bytes. */
export function hex(data) {
  let text = "";
  for (const byte of data) text += HEX[byte];
  return text;
}

/** Bytes of lower- or upper-case hex; null when it is none. */
export function unhex(text) {
  if (text.length % 2 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  const data = new Uint8Array(text.length / 2);
  for (let at = 0; at < data.length; at++) data[at] = parseInt(text.substr(2 * at, 2), 16);
  return data;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Padded base64 of bytes (RFC 4648). */
export function base64(data) {
  let text = "";
  for (let at = 0; at < data.length; at += 3) {
    const word = (data[at] << 16) | ((data[at + 1] || 0) << 8) | (data[at + 2] || 0);
    const kept = Math.min(3, data.length - at) + 1;
    for (let part = 0; part < 4; part++) {
      text += part < kept ? DIGITS[(word >> (18 - 6 * part)) & 63] : "=";
    }
  }
  return text;
}

/** Bytes of padded base64, null unless it is the one spelling of them. */
export function unbase64(text) {
  const bare = text.replace(/=+$/, "");
  const data = new Uint8Array(Math.floor((bare.length * 3) / 4));
  let word = 0;
  for (let at = 0; at < bare.length; at++) {
    const value = DIGITS.indexOf(bare[at]);
    if (value < 0) return null;
    word = ((word << 6) | value) & 0xffffff;
    const full = Math.floor(((at + 1) * 3) / 4);
    if (at % 4) data[full - 1] = (word >> (6 - 2 * (at % 4))) & 255;
  }
  return base64(data) === text ? data : null;
}

/** Compare bytes as unsigned numbers from the left: negative, 0 or positive. */
export function compare(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
}

/** Whether two byte strings are the same. */
export const same = (a, b) => a.length === b.length && compare(a, b) === 0;

/** A number as four bytes, big-endian. */
export function u32(number) {
  return new Uint8Array([number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]);
}

/** Data after its length as u32. */
export const sized = (data) => concat(u32(data.length), data);

/** T(name): what separates one use of the hash from another. */
export const tag = (name) => utf8(`fairdraw/1 ${name}\0`);

/** Bytes as a big-endian number. */
export const bigint = (data) => BigInt(data.length ? "0x" + hex(data) : 0);

const FORBIDDEN = new RegExp(
  "[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]",
  "u",
);

/** Whether a value may stand in an entry: NFC, not empty, nothing invisible, no outer space. */
export function isText(value) {
  return (
    value !== "" &&
    !/^[ \u00a0\u3000]|[ \u00a0\u3000]$/.test(value) &&
    !FORBIDDEN.test(value) &&
    value.normalize("NFC") === value
  );
}

/** Whether a value may be a certificate: text of 1 to 64 code points. */
export const isCertificate = (value) => isText(value) && [...value].length <= 64;

/** Compare texts by their UTF-8 bytes, which is the order of code points. */
export function compareText(a, b) {
  if (a === b) return 0;
  return compare(utf8(a), utf8(b));
}
