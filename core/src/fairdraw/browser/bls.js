// BLS signatures of drand quicknet (bls-unchained-g1-rfc9380), spec/3-acts-and-draw.md.

import { bigint, concat, unhex, utf8 } from "./bytes.js";
import {
  P, R, UNIT, XI, add2, conjugate12, frobenius12, inverse12, inverse2, invert, mod, mul12, mul2,
  power12, root, root2, scale2, sub2,
} from "./fields.js";
import * as isogeny from "./isogeny.js";
import { sha256 } from "./sha256.js";

export const GENESIS = 1692803367;
export const PERIOD = 3;
export const PUBLIC = unhex(
  "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c" +
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb" +
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
);
const DST = utf8("BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_");
const HALF = (P - 1n) / 2n;
const BASE = [
  [
    0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8n,
    0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7en,
  ],
  [
    0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801n,
    0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79ben,
  ],
];

function add1(a, b) {
  if (!a || !b) return a || b;
  let slope;
  if (a[0] === b[0]) {
    if (mod(a[1] + b[1]) === 0n) return null;
    slope = mod(3n * a[0] * a[0] * invert(2n * a[1]));
  } else {
    slope = mod((b[1] - a[1]) * invert(b[0] - a[0]));
  }
  const x = mod(slope * slope - a[0] - b[0]);
  return [x, mod(slope * (a[0] - x) - a[1])];
}

function times1(a, factor) {
  let result = null;
  for (const bit of factor.toString(2)) {
    result = add1(result, result);
    if (bit === "1") result = add1(result, a);
  }
  return result;
}

const alike = (a, b) => a[0] === b[0] && a[1] === b[1];

function slopeOf(a, b) {
  if (alike(a[0], b[0]) && alike(a[1], b[1])) {
    return mul2(scale2(mul2(a[0], a[0]), 3n), inverse2(scale2(a[1], 2n)));
  }
  return mul2(sub2(b[1], a[1]), inverse2(sub2(b[0], a[0])));
}

function sum2(a, b, slope) {
  const x = sub2(sub2(mul2(slope, slope), a[0]), b[0]);
  return [x, sub2(mul2(slope, sub2(a[0], x)), a[1])];
}

function hasOrder2(a) {
  let result = null;
  for (const bit of R.toString(2)) {
    if (result) result = sum2(result, result, slopeOf(result, result));
    if (bit !== "1") continue;
    if (!result) result = a;
    else if (alike(result[0], a[0])) return !alike(result[1], a[1]);
    else result = sum2(result, a, slopeOf(result, a));
  }
  return false;
}

function flags(data) {
  if (data[0] >> 7 !== 1 || (data[0] >> 6) & 1) return null;
  const x = bigint(concat(new Uint8Array([data[0] & 31]), data.subarray(1, 48)));
  return x < P ? { sign: ((data[0] >> 5) & 1) === 1, x } : null;
}

function read1(data) {
  const read = data.length === 48 ? flags(data) : null;
  const y = read && root(read.x ** 3n + 4n);
  if (!read || y === null) return null;
  const point = [read.x, y > HALF === read.sign ? y : P - y];
  return times1(point, R) === null ? point : null;
}

function read2(data) {
  const read = data.length === 96 ? flags(data) : null;
  const low = read && bigint(data.subarray(48));
  if (!read || low >= P) return null;
  const x = [low, read.x];
  const y = root2(add2(mul2(mul2(x, x), x), scale2(XI, 4n)));
  if (!y) return null;
  const large = y[1] ? y[1] > HALF : y[0] > HALF;
  const point = [x, large === read.sign ? y : sub2([0n, 0n], y)];
  return hasOrder2(point) ? point : null;
}

function expand(message, size) {
  const suffix = concat(DST, new Uint8Array([DST.length]));
  const length = new Uint8Array([size >> 8, size & 255, 0]);
  const start = sha256(concat(new Uint8Array(64), message, length, suffix));
  let block = sha256(concat(start, new Uint8Array([1]), suffix));
  const parts = [block];
  for (let number = 2; number <= Math.ceil(size / 32); number++) {
    const mixed = start.map((byte, at) => byte ^ block[at]);
    block = sha256(concat(mixed, new Uint8Array([number]), suffix));
    parts.push(block);
  }
  return concat(...parts).subarray(0, size);
}

function mapped(u) {
  const { A, B, Z } = isogeny;
  const square = mod(Z * u * u);
  const both = mod(square * square + square);
  const curve = (x) => root(mod(x * x * x + A * x + B));
  let x = both ? mod(-B * invert(A) * (1n + invert(both))) : mod(B * invert(Z * A));
  let y = curve(x);
  if (y === null) {
    x = mod(square * x);
    y = curve(x);
  }
  return [x, (y & 1n) === (u & 1n) ? y : P - y];
}

const evaluate = (coefficients, x) =>
  coefficients.reduceRight((total, coefficient) => mod(total * x + coefficient), 0n);

function carried([x, y]) {
  const across = evaluate(isogeny.X_NUMERATOR, x) * invert(evaluate(isogeny.X_DENOMINATOR, x));
  const up = evaluate(isogeny.Y_NUMERATOR, x) * invert(evaluate(isogeny.Y_DENOMINATOR, x));
  return [mod(across), mod(y * up)];
}

function hashed(message) {
  const data = expand(message, 128);
  const [first, second] = [0, 64].map((at) => carried(mapped(mod(bigint(data.subarray(at, at + 64))))));
  return times1(add1(first, second), 0xd201000000010001n);
}

const LOOP = 0xd201000000010000n.toString(2).slice(1);
const NONE = [0n, 0n];
const line = (at, slope, point) => [
  sub2(mul2(slope, at[0]), at[1]), NONE, scale2(slope, -point[0]), [point[1], 0n], NONE, NONE,
];

function miller(point, twisted) {
  let value = UNIT;
  let at = twisted;
  for (const bit of LOOP) {
    let slope = slopeOf(at, at);
    value = mul12(mul12(value, value), line(at, slope, point));
    at = sum2(at, at, slope);
    if (bit === "1") {
      slope = slopeOf(at, twisted);
      value = mul12(value, line(at, slope, point));
      at = sum2(at, twisted, slope);
    }
  }
  return value;
}

/** Whether a signature (48 bytes, G1) signs a message under a key (96 bytes, G2). */
export function verify(key, message, signature) {
  const twisted = read2(key);
  const signed = read1(signature);
  if (!twisted || !signed) return false;
  let value = mul12(miller([signed[0], P - signed[1]], BASE), miller(hashed(message), twisted));
  value = mul12(conjugate12(value), inverse12(value));
  value = mul12(frobenius12(value), value);
  value = power12(value, (P ** 4n - P ** 2n + 1n) / R);
  return value.every((part, at) => alike(part, UNIT[at]));
}

