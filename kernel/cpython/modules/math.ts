/** math: real functions and those of whole numbers.  CPython: Modules/mathmodule.c. */
import { defineModule, type Method } from '../abstract/define.js';
import * as libm from '../abstract/libm.js';
import { newFloat } from '../include/float.js';
import type { Owned, Ref } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { fma, frexpOf, isclose, ldexpOf, log, logarithm, modf, nextafter, ulp } from './math/floats.js';
import { gamma, lgamma } from './math/gamma.js';
import { ceil, comb, factorial, floor, gcd, isqrt, lcm, perm, trunc } from './math/integers.js';
import { dist, hypot } from './math/norm.js';
import { copysign, fmod, ofTwo, pow, question, real, remainder } from './math/real.js';
import { fsum, prod } from './math/sums.js';
import { sumprod } from './math/sumprod.js';

const constant = (x: number) => (): Owned => newFloat(x) as Owned;
const X = '($module, x, /)';
const method = (signature: string, doc: string, call: Method['call'], versions?: string): Method =>
  versions === undefined ? { signature, doc, call } : { signature, doc, call, versions };
const logarithmOf = (doc: string, f: (x: number) => number): Method =>
  method(X, doc, (_module: Ref, x: Ref) => logarithm(x, f));
const overflows = true;
const unchecked = { unchecked: true };
const inOne = { expected: 'a number in range from -1 up to 1' };
const finite = { expected: 'a finite input' };
const noPole = { expected: 'a noninteger or positive integer', overflows };

export const math = defineModule({
  name: 'math',
  doc: 'This module provides access to the mathematical functions\ndefined by the C standard.',
  constants: {
    pi: constant(Math.PI),
    e: constant(Math.E),
    tau: constant(2 * Math.PI),
    inf: constant(Infinity),
    nan: constant(NaN)
  },
  functions: {
    acos: real('Return the arc cosine (measured in radians) of x.', libm.acos, inOne),
    acosh: real('Return the inverse hyperbolic cosine of x.', libm.acosh, {
      expected: 'argument value not less than 1'
    }),
    asin: real('Return the arc sine (measured in radians) of x.', libm.asin, inOne),
    asinh: real('Return the inverse hyperbolic sine of x.', libm.asinh),
    atan: real('Return the arc tangent (measured in radians) of x.', libm.atan),
    atan2: ofTwo('y, x', 'Return the arc tangent (measured in radians) of y/x.', (y, x) =>
      newFloat(libm.atan2(y, x))
    ),
    atanh: real('Return the inverse hyperbolic tangent of x.', libm.atanh, {
      expected: 'a number between -1 and 1'
    }),
    cbrt: { ...real('Return the cube root of x.', libm.cbrt), versions: '3.11-' },
    ceil: method(X, 'Return the ceiling of x as an Integral.', ceil),
    comb: method('($module, n, k, /)', 'Number of ways to choose k items from n items.', comb),
    copysign: ofTwo('x, y', 'Return a float with the magnitude of x but the sign of y.', (x, y) =>
      newFloat(copysign(x, y))
    ),
    cos: real('Return the cosine of x (measured in radians).', libm.cos, finite),
    cosh: real('Return the hyperbolic cosine of x.', libm.cosh, { overflows }),
    degrees: real('Convert angle x from radians to degrees.', x => x * (180 / Math.PI), unchecked),
    dist: method('($module, p, q, /)', 'Return the Euclidean distance between two points p and q.', dist),
    erf: real('Error function at x.', libm.erf),
    erfc: real('Complementary error function at x.', libm.erfc),
    exp: real('Return e raised to the power of x.', libm.exp, { overflows }),
    exp2: { ...real('Return 2 raised to the power of x.', libm.exp2, { overflows }), versions: '3.11-' },
    expm1: real('Return exp(x)-1.', libm.expm1, { overflows }),
    fabs: real('Return the absolute value of the float x.', Math.abs),
    factorial: method(profile.math.factorialOfFloats ? X : '($module, n, /)', 'Find n!.', factorial),
    floor: method(X, 'Return the floor of x as an Integral.', floor),
    fma: method('($module, x, y, z, /)', 'Compute (x * y) + z with a single round.', fma, '3.13-'),
    fmod: ofTwo('x, y', 'Return fmod(x, y), according to platform C.', fmod),
    frexp: method(X, 'Return the mantissa and exponent of x, as pair (m, e).', frexpOf),
    fsum: method(
      '($module, seq, /)',
      'Return an accurate floating-point sum of values in the iterable seq.',
      fsum
    ),
    gamma: real('Gamma function at x.', gamma, noPole),
    gcd: method('($module, /, *integers)', 'Greatest Common Divisor.', gcd),
    hypot: method('($module, /, *coordinates)', 'Euclidean distance from the origin to a point.', hypot),
    isclose: method(
      '($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)',
      'Determine whether two floating-point numbers are close in value.',
      isclose
    ),
    isfinite: question('Return True if x is neither an infinity nor a NaN.', Number.isFinite),
    isinf: question('Return True if x is a positive or negative infinity.', x => Math.abs(x) === Infinity),
    isnan: question('Return True if x is a NaN (not a number).', Number.isNaN),
    isqrt: method('($module, n, /)', 'Return the integer part of the square root of the input.', isqrt),
    lcm: method('($module, /, *integers)', 'Least Common Multiple.', lcm),
    ldexp: method('($module, x, i, /)', 'Return x * (2**i).', ldexpOf),
    lgamma: real('Natural logarithm of absolute value of Gamma function at x.', lgamma, noPole),
    log: method('($module, x, base=math.e, /)', 'Return the logarithm of x to the given base.', log),
    log10: logarithmOf('Return the base 10 logarithm of x.', libm.log10),
    log1p: real('Return the natural logarithm of 1+x (base e).', libm.log1p, {
      expected: 'argument value > -1'
    }),
    log2: logarithmOf('Return the base 2 logarithm of x.', libm.log2),
    modf: method(X, 'Return the fractional and integer parts of x.', modf),
    nextafter: method(
      profile.math.nextafterSteps ? '($module, x, y, /, *, steps=None)' : '($module, x, y, /)',
      'Return the next floating-point value after x towards y.',
      nextafter
    ),
    perm: method('($module, n, k=None, /)', 'Number of ways to choose k items from n items in order.', perm),
    pow: ofTwo('x, y', 'Return x**y (x to the power of y).', pow),
    prod: method(
      '($module, iterable, /, *, start=1)',
      'Calculate the product of all the elements in the input iterable.',
      prod
    ),
    radians: real('Convert angle x from degrees to radians.', x => x * (Math.PI / 180), unchecked),
    remainder: ofTwo('x, y', 'Difference between x and the closest integer multiple of y.', remainder),
    sin: real('Return the sine of x (measured in radians).', libm.sin, finite),
    sinh: real('Return the hyperbolic sine of x.', libm.sinh, { overflows }),
    sqrt: real('Return the square root of x.', Math.sqrt, { expected: 'a nonnegative input' }),
    sumprod: method(
      '($module, p, q, /)',
      'Return the sum of products of values from two iterables p and q.',
      sumprod,
      '3.12-'
    ),
    tan: real('Return the tangent of x (measured in radians).', libm.tan, finite),
    tanh: real('Return the hyperbolic tangent of x.', libm.tanh),
    trunc: method(X, 'Truncates the Real x to the nearest Integral toward 0.', trunc),
    ulp: real('Return the value of the least significant bit of the float x.', ulp)
  }
});
