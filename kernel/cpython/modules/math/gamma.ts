/** The gamma function and its logarithm, by Lanczos' approximation.  CPython: Modules/mathmodule.c m_tgamma, m_lgamma. */
import { cos, exp, log, sin } from '../../abstract/libm.js';
import { powerOf } from '../../abstract/float-power.js';

const G_LESS_HALF = 5.52468004077673;
const G = 6.02468004077673;
const NUMERATOR = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157936, 2.5066282746310002
] as const;
const DENOMINATOR = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1
] as const;
const FACTORIALS = Array.from({ length: 23 }, (_, n) => {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
});
const LN_PI = 1.1447298858494002;

/** @cpython Modules/mathmodule.c lanczos_sum */
function lanczosSum(x: number): number {
  let p = 0,
    q = 0;
  if (x < 5) {
    for (let i = NUMERATOR.length - 1; i >= 0; i--) {
      p = p * x + NUMERATOR[i]!;
      q = q * x + DENOMINATOR[i]!;
    }
  } else {
    for (let i = 0; i < NUMERATOR.length; i++) {
      p = p / x + NUMERATOR[i]!;
      q = q / x + DENOMINATOR[i]!;
    }
  }
  return p / q;
}
/** sin(pi * x), exact about the zeros.  @cpython Modules/mathmodule.c m_sinpi */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const n = Math.round(2 * y);
  const r =
    n === 0
      ? sin(Math.PI * y)
      : n === 1
        ? cos(Math.PI * (y - 0.5))
        : n === 2
          ? sin(Math.PI * (1 - y))
          : n === 3
            ? -cos(Math.PI * (y - 1.5))
            : sin(Math.PI * (y - 2));
  return x < 0 ? -r : r;
}
/** NaN at a pole, infinite where it is too large.  @cpython Modules/mathmodule.c m_tgamma */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x > 0 || x !== x ? x : NaN;
  if (x === 0) return NaN;
  if (x === Math.floor(x)) {
    if (x < 0) return NaN;
    if (x <= FACTORIALS.length) return FACTORIALS[x - 1]!;
  }
  const size = Math.abs(x);
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = size + G_LESS_HALF;
  let z: number;
  if (size > G_LESS_HALF) z = y - size - G_LESS_HALF;
  else z = y - G_LESS_HALF - size;
  z = (z * G) / y;
  let r: number;
  if (x < 0) {
    r = ((-Math.PI / sinPi(size) / size) * exp(y)) / lanczosSum(size);
    r -= z * r;
    if (size < 140) return r / powerOf(y, size - 0.5);
    const root = powerOf(y, size / 2 - 0.25);
    return r / root / root;
  }
  r = lanczosSum(size) / exp(y);
  r += z * r;
  if (size < 140) return r * powerOf(y, size - 0.5);
  const root = powerOf(y, size / 2 - 0.25);
  return r * root * root;
}
/** NaN at a pole.  @cpython Modules/mathmodule.c m_lgamma */
export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return x !== x ? x : Infinity;
  if (x === Math.floor(x) && x <= 2) return x <= 0 ? NaN : 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -log(size);
  let r = log(lanczosSum(size)) - G;
  r += (size - 0.5) * (log(size + G - 0.5) - 1);
  if (x < 0) r = LN_PI - log(Math.abs(sinPi(size))) - log(size) - r;
  return r;
}
