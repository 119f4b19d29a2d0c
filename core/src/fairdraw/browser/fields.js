// The fields of BLS12-381: Fp, Fp2 = Fp[u]/(u^2 + 1), Fp12 = Fp2[w]/(w^6 - (1 + u)).

export const P =
  0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;
export const R = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

export const mod = (a) => {
  const rest = a % P;
  return rest < 0n ? rest + P : rest;
};

/** Raise a number of Fp to a power. */
export function power(base, exponent) {
  let result = 1n;
  for (base = mod(base); exponent; exponent >>= 1n, base = (base * base) % P) {
    if (exponent & 1n) result = (result * base) % P;
  }
  return result;
}

/** Invert in Fp (extended Euclid). */
export function invert(a) {
  let [low, high, x, y] = [mod(a), P, 1n, 0n];
  while (low > 1n) {
    const q = high / low;
    [low, high, x, y] = [high - q * low, low, y - q * x, x];
  }
  return mod(x);
}

/** A square root in Fp, null for no square. */
export function root(a) {
  const found = power(a, (P + 1n) / 4n);
  return (found * found) % P === mod(a) ? found : null;
}

export const add2 = (a, b) => [mod(a[0] + b[0]), mod(a[1] + b[1])];
export const sub2 = (a, b) => [mod(a[0] - b[0]), mod(a[1] - b[1])];
export const scale2 = (a, k) => [mod(a[0] * k), mod(a[1] * k)];
export const mul2 = (a, b) => {
  const low = a[0] * b[0];
  const high = a[1] * b[1];
  return [mod(low - high), mod((a[0] + a[1]) * (b[0] + b[1]) - low - high)];
};
export const inverse2 = (a) => {
  const norm = invert(a[0] * a[0] + a[1] * a[1]);
  return [mod(a[0] * norm), mod(-a[1] * norm)];
};

/** Raise in Fp2. */
export function power2(a, exponent) {
  let result = [1n, 0n];
  for (const bit of exponent.toString(2)) {
    result = mul2(result, result);
    if (bit === "1") result = mul2(result, a);
  }
  return result;
}

/** A square root in Fp2, null for no square. */
export function root2(a) {
  const first = power2(a, (P - 3n) / 4n);
  let found = mul2(first, a);
  const alpha = mul2(first, found);
  if (alpha[0] === P - 1n && !alpha[1]) found = [mod(-found[1]), found[0]];
  else found = mul2(power2(add2([1n, 0n], alpha), (P - 1n) / 2n), found);
  const square = mul2(found, found);
  return square[0] === a[0] && square[1] === a[1] ? found : null;
}

const ZERO = [0n, 0n];
export const XI = [1n, 1n];
export const UNIT = [[1n, 0n], ZERO, ZERO, ZERO, ZERO, ZERO];

/** Multiply in Fp12; zero parts of the second factor cost nothing. */
export function mul12(a, b) {
  const low = new Array(11).fill(0n);
  const high = new Array(11).fill(0n);
  for (let j = 0; j < 6; j++) {
    const [b0, b1] = b[j];
    if (!b0 && !b1) continue;
    for (let i = 0; i < 6; i++) {
      const [a0, a1] = a[i];
      low[i + j] += a0 * b0 - a1 * b1;
      high[i + j] += a0 * b1 + a1 * b0;
    }
  }
  for (let at = 6; at < 11; at++) {
    low[at - 6] += low[at] - high[at];
    high[at - 6] += low[at] + high[at];
  }
  return low.slice(0, 6).map((part, at) => [mod(part), mod(high[at])]);
}

/** a to the power P^6. */
export const conjugate12 = (a) => a.map((part, at) => (at % 2 ? sub2(ZERO, part) : part));

/** Invert in Fp12. */
export function inverse12(a) {
  const other = conjugate12(a);
  const norm = mul12(a, other);
  const [n0, n1, n2] = [norm[0], norm[2], norm[4]];
  const c0 = sub2(mul2(n0, n0), mul2(XI, mul2(n1, n2)));
  const c1 = sub2(mul2(XI, mul2(n2, n2)), mul2(n0, n1));
  const c2 = sub2(mul2(n1, n1), mul2(n0, n2));
  const t = add2(mul2(n0, c0), mul2(XI, add2(mul2(n2, c1), mul2(n1, c2))));
  const k = inverse2(t);
  return mul12(other, [mul2(c0, k), ZERO, mul2(c1, k), ZERO, mul2(c2, k), ZERO]);
}

const GAMMA = power2(XI, (P * P - 1n) / 6n)[0];
const FACTORS = [1n];
for (let at = 1; at < 6; at++) FACTORS.push(mod(FACTORS[at - 1] * GAMMA));

/** a to the power P^2. */
export const frobenius12 = (a) => a.map((part, at) => scale2(part, FACTORS[at]));

/** Raise in Fp12. */
export function power12(a, exponent) {
  let result = UNIT;
  for (const bit of exponent.toString(2)) {
    result = mul12(result, result);
    if (bit === "1") result = mul12(result, a);
  }
  return result;
}
