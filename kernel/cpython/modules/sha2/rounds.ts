/** SHA-2 itself, for words of 32 and 64 bits alike.  FIPS 180-4. */

/** What one family computes with: its word, its rounds and its rotations. */
interface Family {
  readonly bits: 32 | 64;
  readonly rounds: number;
  readonly mask: bigint;
  readonly constants: readonly bigint[];
  /** Big and small sigmas: two or three rotations, and a shift. */
  readonly sigma: readonly (readonly [bigint, bigint, bigint])[];
}

const primes: number[] = [];
for (let n = 2; primes.length < 80; n++) if (primes.every(p => n % p !== 0)) primes.push(n);
/** The first 64 bits behind the point of a root of n. */
function rootBits(n: number, degree: bigint): bigint {
  const target = BigInt(n) << (64n * degree);
  let low = 0n,
    high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree > target) high = middle;
    else low = middle;
  }
  return BigInt.asUintN(64, low);
}
const cubeRoots = primes.map(p => rootBits(p, 3n));
const squareRoots = primes.slice(0, 16).map(p => rootBits(p, 2n));

export const sha512: Family = {
  bits: 64,
  rounds: 80,
  mask: (1n << 64n) - 1n,
  constants: cubeRoots,
  sigma: [
    [28n, 34n, 39n],
    [14n, 18n, 41n],
    [1n, 8n, 7n],
    [19n, 61n, 6n]
  ]
};
export const sha256: Family = {
  bits: 32,
  rounds: 64,
  mask: (1n << 32n) - 1n,
  constants: cubeRoots.map(k => k >> 32n),
  sigma: [
    [2n, 13n, 22n],
    [6n, 11n, 25n],
    [7n, 18n, 3n],
    [17n, 19n, 10n]
  ]
};
export type { Family };

/** The eight words that each hash begins with. */
export const beginnings = {
  sha512: squareRoots.slice(0, 8),
  sha384: squareRoots.slice(8),
  sha256: squareRoots.slice(0, 8).map(r => r >> 32n),
  sha224: squareRoots.slice(8).map(r => BigInt.asUintN(32, r))
} as const;

/** The eight words after sixteen more of message. */
export function compress(family: Family, words: readonly bigint[], message: readonly bigint[]): bigint[] {
  const { rounds, mask, constants, sigma } = family;
  const width = BigInt(family.bits);
  const turn = (x: bigint, n: bigint): bigint => (x >> n) | ((x << (width - n)) & mask);
  const big = (x: bigint, i: 0 | 1): bigint => {
    const [p, q, r] = sigma[i]!;
    return turn(x, p) ^ turn(x, q) ^ turn(x, r);
  };
  const small = (x: bigint, i: 2 | 3): bigint => {
    const [p, q, r] = sigma[i]!;
    return turn(x, p) ^ turn(x, q) ^ (x >> r);
  };
  const w = [...message];
  for (let t = 16; t < rounds; t++) {
    w.push((small(w[t - 2]!, 3) + w[t - 7]! + small(w[t - 15]!, 2) + w[t - 16]!) & mask);
  }
  let [a, b, c, d, e, f, g, h] = words as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  for (let t = 0; t < rounds; t++) {
    const first = h + big(e, 1) + ((e & f) ^ (~e & mask & g)) + constants[t]! + w[t]!;
    const second = big(a, 0) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & mask, c, b, a, (first + second) & mask];
  }
  return [a, b, c, d, e, f, g, h].map((x, i) => (x + words[i]!) & mask);
}
