// SHA-256 (FIPS 180-4) on 32-bit integers; needs nothing of the browser. Signed ones: engines count
// with what does not fit 31 bits of an unsigned one as with fractions, at half the speed.

const K = new Int32Array(64);
const START = new Int32Array(8);

// The constants are the first 32 bits of the fractions of roots of the first primes.
(function constants() {
  const fraction = (root) => Math.floor((root - Math.floor(root)) * 0x100000000) >>> 0;
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let by = 2; by * by <= candidate; by++) if (candidate % by === 0) prime = false;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(candidate));
    K[found++] = fraction(Math.cbrt(candidate));
  }
})();

const schedule = new Int32Array(64);

function block(state, data, at) {
  const w = schedule;
  for (let t = 0; t < 16; t++, at += 4) {
    w[t] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
  }
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15];
    const y = w[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (w[t - 16] + s0 + w[t - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

const tail = new Uint8Array(128); // the last one or two blocks, of every digest in turn
const lengths = new DataView(tail.buffer);

/** Pad as SHA-256 and SM3 do, run `step` over every block, return the state as 32 bytes. */
export function padded(start, step, data) {
  const state = start.slice();
  const whole = data.length - (data.length % 64);
  for (let at = 0; at < whole; at += 64) step(state, data, at);
  const rest = data.length - whole;
  const size = rest < 56 ? 64 : 128;
  for (let at = 0; at < rest; at++) tail[at] = data[whole + at];
  tail[rest] = 0x80;
  tail.fill(0, rest + 1, size - 8);
  lengths.setUint32(size - 8, Math.floor(data.length / 0x20000000));
  lengths.setUint32(size - 4, data.length << 3);
  for (let at = 0; at < size; at += 64) step(state, tail, at);
  const out = new Uint8Array(32);
  for (let at = 0; at < 8; at++) {
    const word = state[at];
    out[4 * at] = word >>> 24;
    out[4 * at + 1] = word >>> 16;
    out[4 * at + 2] = word >>> 8;
    out[4 * at + 3] = word;
  }
  return out;
}

/** The SHA-256 digest of bytes, 32 bytes. */
export const sha256 = (data) => padded(START, block, data);
