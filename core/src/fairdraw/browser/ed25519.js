// Ed25519 verification (RFC 8032), strict: canonical numbers and points, no small-order keys.

import { concat } from "./bytes.js";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (a, m = P) => ((a % m) + m) % m;

function power(base, exponent, m = P) {
  let result = 1n;
  for (base = mod(base, m); exponent; exponent >>= 1n, base = (base * base) % m) {
    if (exponent & 1n) result = (result * base) % m;
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n);

const little = (data) => data.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

const ZERO = [0n, 1n, 1n, 0n];

function times(point, factor) {
  let result = ZERO;
  for (; factor; factor >>= 1n, point = add(point, point)) {
    if (factor & 1n) result = add(result, point);
  }
  return result;
}

const equal = (a, b) =>
  mod(a[0] * b[2]) === mod(b[0] * a[2]) && mod(a[1] * b[2]) === mod(b[1] * a[2]);

function decode(data) {
  const sign = data[31] >> 7;
  const y = little(data) & (2n ** 255n - 1n);
  if (y >= P) return null;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT);
  if (mod(v * x * x) !== u || (!x && sign)) return null;
  if (Number(x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

const BASE = decode(Uint8Array.from({ length: 32 }, (_, at) => (at ? 0x66 : 0x58)));

const MASK = 2n ** 64n - 1n;
const K512 = [];
const H512 = [];

function cubeRoot(n, digits) {
  let low = 0n;
  let high = 1n << digits;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** 3n <= n) low = middle;
    else high = middle;
  }
  return low;
}

function squareRoot(n) {
  let x = n;
  for (let y = (x + 1n) >> 1n; y < x; y = (x + n / x) >> 1n) x = y;
  return x;
}

for (let candidate = 2n; K512.length < 80; candidate++) {
  let prime = true;
  for (let by = 2n; by * by <= candidate; by++) if (candidate % by === 0n) prime = false;
  if (!prime) continue;
  if (H512.length < 8) H512.push(squareRoot(candidate << 128n) & MASK);
  K512.push(cubeRoot(candidate << 192n, 80n) & MASK);
}

const rotate = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;

function step(state, w) {
  for (let t = 16; t < 80; t++) {
    const s0 = rotate(w[t - 15], 1n) ^ rotate(w[t - 15], 8n) ^ (w[t - 15] >> 7n);
    const s1 = rotate(w[t - 2], 19n) ^ rotate(w[t - 2], 61n) ^ (w[t - 2] >> 6n);
    w[t] = (w[t - 16] + s0 + w[t - 7] + s1) & MASK;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 80; t++) {
    const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
    const t1 = h + s1 + ((e & f) ^ (~e & MASK & g)) + K512[t] + w[t];
    const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + state[at]) & MASK);
}

/** The SHA-512 digest of bytes (FIPS 180-4), 64 bytes. */
export function sha512(data) {
  const length = Math.ceil((data.length + 17) / 128) * 128;
  const whole = new Uint8Array(length);
  whole.set(data);
  whole[data.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setBigUint64(length - 8, BigInt(data.length) * 8n);
  let state = H512;
  for (let at = 0; at < length; at += 128) {
    const w = Array.from({ length: 16 }, (_, word) => view.getBigUint64(at + 8 * word));
    state = step(state, w);
  }
  const out = new Uint8Array(64);
  state.forEach((word, at) => new DataView(out.buffer).setBigUint64(8 * at, word));
  return out;
}

/** Whether a signature of 64 bytes verifies under a public key of 32 bytes. */
export function verify(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const s = little(signature.subarray(32));
  const a = decode(key);
  const r = decode(signature.subarray(0, 32));
  if (!a || !r || s >= L || equal(times(a, 8n), ZERO)) return false;
  const digest = sha512(concat(signature.subarray(0, 32), key, message));
  const left = times(BASE, s);
  return equal(left, add(r, times(a, little(digest) % L)));
}
