/** The keyed hash of str and bytes: siphash, in halves of 32 bits.  CPython: Python/pyhash.c, Python/bootstrap_hash.c. */
import type { Address } from '../heap/memory.js';
import { load, load8 } from '../heap/memory.js';
import { hashIs } from '../object/hash.js';
import { profile } from '../profiles/profile.js';
import { realm } from '../profiles/realm.js';

const [INNER, FINAL] = profile.str.hashRounds;

/** Sixteen bytes of key.  PYTHONHASHSEED 0: zeros; n: a linear congruence; null: random.  @cpython bootstrap_hash.c lcg_urandom */
function keyOf(seed: number | null): readonly number[] {
  const bytes = new Uint8Array(16);
  if (seed === null) for (let i = 0; i < 16; i++) bytes[i] = Math.floor(Math.random() * 256);
  else if (seed !== 0) {
    let x = seed | 0;
    for (let i = 0; i < 16; i++) {
      x = (Math.imul(x, 214013) + 2531011) | 0;
      bytes[i] = (x >>> 16) & 0xff;
    }
  }
  return [0, 4, 8, 12].map(
    i => bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
  );
}
const key = keyOf(realm.hashSeed);
const K0 = key[0]!,
  K0H = key[1]!,
  K1 = key[2]!,
  K1H = key[3]!;

/** The hash of `count` bytes at `p`: the low word, the high one in HASH_HIGH.  Nothing hashes to 0; -1 becomes -2. */
export function hashBytes(p: Address, count: number): number {
  if (count === 0) return hashIs(0, 0);
  let v0 = K0 ^ 0x70736575,
    v0h = K0H ^ 0x736f6d65;
  let v1 = K1 ^ 0x6e646f6d,
    v1h = K1H ^ 0x646f7261;
  let v2 = K0 ^ 0x6e657261,
    v2h = K0H ^ 0x6c796765;
  let v3 = K1 ^ 0x79746573,
    v3h = K1H ^ 0x74656462;
  const blocks = count >> 3;
  // A block of eight bytes; then the rest with the length; then the end.
  for (let i = 0; i <= blocks + 1; i++) {
    let m = 0,
      mh = 0,
      rounds = INNER;
    if (i < blocks) {
      if ((p & 3) === 0) {
        m = load(p);
        mh = load(p + 4);
      } else {
        m = load8(p) | (load8(p + 1) << 8) | (load8(p + 2) << 16) | (load8(p + 3) << 24);
        mh = load8(p + 4) | (load8(p + 5) << 8) | (load8(p + 6) << 16) | (load8(p + 7) << 24);
      }
      p += 8;
    } else if (i === blocks) {
      for (let j = 0; j < (count & 7); j++) {
        if (j < 4) m |= load8(p + j) << (8 * j);
        else mh |= load8(p + j) << (8 * (j - 4));
      }
      mh |= count << 24;
    } else {
      v2 ^= 0xff;
      rounds = FINAL;
    }
    v3 ^= m;
    v3h ^= mh;
    for (let r = 0; r < rounds; r++) {
      let t = (v0 >>> 0) + (v1 >>> 0);
      v0h = (v0h + v1h + (t > 0xffffffff ? 1 : 0)) | 0;
      v0 = t | 0;
      t = (v1 << 13) | (v1h >>> 19);
      v1h = ((v1h << 13) | (v1 >>> 19)) ^ v0h;
      v1 = t ^ v0;
      t = v0;
      v0 = v0h;
      v0h = t;
      t = (v2 >>> 0) + (v3 >>> 0);
      v2h = (v2h + v3h + (t > 0xffffffff ? 1 : 0)) | 0;
      v2 = t | 0;
      t = (v3 << 16) | (v3h >>> 16);
      v3h = ((v3h << 16) | (v3 >>> 16)) ^ v2h;
      v3 = t ^ v2;
      t = (v0 >>> 0) + (v3 >>> 0);
      v0h = (v0h + v3h + (t > 0xffffffff ? 1 : 0)) | 0;
      v0 = t | 0;
      t = (v3 << 21) | (v3h >>> 11);
      v3h = ((v3h << 21) | (v3 >>> 11)) ^ v0h;
      v3 = t ^ v0;
      t = (v2 >>> 0) + (v1 >>> 0);
      v2h = (v2h + v1h + (t > 0xffffffff ? 1 : 0)) | 0;
      v2 = t | 0;
      t = (v1 << 17) | (v1h >>> 15);
      v1h = ((v1h << 17) | (v1 >>> 15)) ^ v2h;
      v1 = t ^ v2;
      t = v2;
      v2 = v2h;
      v2h = t;
    }
    v0 ^= m;
    v0h ^= mh;
  }
  const low = v0 ^ v1 ^ v2 ^ v3,
    high = v0h ^ v1h ^ v2h ^ v3h;
  return hashIs((low & high) === -1 ? -2 : low, high);
}
