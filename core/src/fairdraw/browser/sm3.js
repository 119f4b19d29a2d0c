// SM3 (GB/T 32905-2016) on 32-bit integers.

import { padded } from "./sha256.js";

const START = new Int32Array([
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
]);
const rotate = (x, n) => (n % 32 ? (x << n % 32) | (x >>> (32 - (n % 32))) : x);
const p0 = (x) => x ^ rotate(x, 9) ^ rotate(x, 17);
const p1 = (x) => x ^ rotate(x, 15) ^ rotate(x, 23);
const T = Array.from({ length: 64 }, (_, j) => rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j));
const w = new Int32Array(68);

function block(state, data, at) {
  for (let j = 0; j < 16; j++, at += 4) {
    w[j] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
  }
  for (let j = 16; j < 68; j++) {
    w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)) ^ rotate(w[j - 13], 7) ^ w[j - 6];
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let j = 0; j < 64; j++) {
    const low = rotate(a, 12);
    const ss1 = rotate((low + e + T[j]) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ low) + (w[j] ^ w[j + 4])) | 0;
    const tt2 = (gg + h + ss1 + w[j]) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = p0(tt2);
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => {
    state[place] ^= word;
  });
}

/** The SM3 digest of bytes, 32 bytes. */
export const sm3 = (data) => padded(START, block, data);
