/** Numbers as text, and properties of characters: what a real CPython 3.14 answered (record.py). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { floatFromHex, floatHex, floatRepr } from '../../kernel/cpython/abstract/float-text.js';
import { powerOf } from '../../kernel/cpython/abstract/float-power.js';
import { formatFloat, formatInt } from '../../kernel/cpython/abstract/format-spec.js';
import * as unicode from '../../kernel/cpython/abstract/unicode-data.js';
import { connect } from '../../kernel/cpython/object/upward.js';

interface Recorded {
  readonly repr: readonly (readonly [string, string])[];
  readonly float: readonly (readonly [string, string, string])[];
  readonly int: readonly (readonly [string, string, string])[];
  readonly power: readonly (readonly [string, string, string])[];
  readonly unicode: Readonly<Record<string, number[]>>;
  readonly title: readonly (readonly [number, string, string])[];
}
const recorded = JSON.parse(
  readFileSync(new URL('recorded/number-text.json', import.meta.url), 'utf8')
) as Recorded;

let failure = '';
connect({
  raise: (_type, text) => {
    failure = text;
    return 0;
  }
});
const number = (hex: string): number => floatFromHex(hex) as number;
const orFailure = (made: string | null): string => made ?? '!' + failure;

test('repr and hex of floats', () => {
  for (const [hex, repr] of recorded.repr) {
    const x = number(hex);
    expect(floatRepr(x)).toBe(repr);
    expect(floatHex(x)).toBe(hex);
  }
});
test('floats by format specifications', () => {
  for (const [hex, spec, want] of recorded.float)
    expect([hex, spec, orFailure(formatFloat(number(hex), spec, 'float'))]).toEqual([hex, spec, want]);
});
test('ints by format specifications', () => {
  for (const [digits, spec, want] of recorded.int) {
    const value = BigInt(digits);
    const parts = {
      isNegative: value < 0n,
      digits: (base: number) => (value < 0n ? -value : value).toString(base),
      code: () => Number(value),
      asFloat: () => Number(value)
    };
    expect([digits, spec, orFailure(formatInt(parts, spec, 'int'))]).toEqual([digits, spec, want]);
  }
});
test('powers have the last digit of the C library', () => {
  for (const [x, y, want] of recorded.power)
    expect([x, y, floatHex(powerOf(number(x), number(y)))]).toEqual([x, y, want]);
});
test('properties of characters', () => {
  const tests: Readonly<Record<string, (code: number) => boolean>> = {
    isspace: unicode.isSpace,
    isprintable: unicode.isPrintable,
    isdigit: unicode.isDigit,
    isupper: unicode.isUpper,
    islower: unicode.isLower,
    isidentifier: unicode.isIdentifierStart
  };
  const codes = [...Array(0x700).keys(), ...Array.from({ length: 0x4c0 }, (_, i) => 0x1c00 + i)];
  for (const [name, want] of Object.entries(recorded.unicode)) {
    // U+0295 has changed between Unicode 16 and 17.
    expect(codes.filter(code => code !== 0x295 && tests[name]!(code))).toEqual(
      want.filter(code => code !== 0x295)
    );
  }
});
test('title case and case folding', () => {
  for (const [code, title, folded] of recorded.title) {
    expect([code, unicode.toTitle(code), unicode.toCasefold(code)]).toEqual([code, title, folded]);
  }
});
