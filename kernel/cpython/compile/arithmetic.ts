/** What constant expressions come to, within the limits in which CPython folds them.  CPython: Python/ast_opt.c, from 3.14 Python/flowgraph.c. */
import { False, True, int, truthOf } from './constants.js';
import type { Constant } from './unit.js';

const MAX_INT_BITS = 128;
const MAX_ITEMS = 256;
const MAX_STRING = 4096;
const MAX_TOTAL_ITEMS = 1024;

export type FoldedOperator =
  '+' | '-' | '*' | '/' | '//' | '%' | '**' | '<<' | '>>' | '&' | '|' | '^' | '@' | '[]';

/** A number as the numeric tower has it, or null. */
type Numeric =
  | { kind: 'int'; value: bigint }
  | { kind: 'float'; value: number }
  | { kind: 'complex'; re: number; im: number };

function numeric(c: Constant): Numeric | null {
  switch (c.type) {
    case 'True':
      return { kind: 'int', value: 1n };
    case 'False':
      return { kind: 'int', value: 0n };
    case 'int':
      return { kind: 'int', value: c.value };
    case 'float':
      return { kind: 'float', value: c.value };
    case 'complex':
      return { kind: 'complex', re: c.real, im: c.imag };
    default:
      return null;
  }
}

const float = (value: number): Constant => ({ type: 'float', value });
const complex = (real: number, imag: number): Constant => ({ type: 'complex', real, imag });
const bits = (n: bigint): number => (n === 0n ? 0 : (n < 0n ? -n : n).toString(2).length);

/** An int as a float, or null if it is too large. */
function toFloat(n: Numeric & { kind: 'int' | 'float' }): number | null {
  const value = Number(n.value);
  return Number.isFinite(value) || n.kind === 'float' ? value : null;
}

/** `left op right`, or null where CPython does not fold (or it would raise). */
export function foldBinary(op: FoldedOperator, left: Constant, right: Constant): Constant | null {
  if (op === '[]') return subscript(left, right);
  const a = numeric(left),
    b = numeric(right);
  if (a !== null && b !== null) {
    if (a.kind === 'int' && b.kind === 'int') return intOperation(op, a.value, b.value, left, right);
    if (a.kind === 'complex' || b.kind === 'complex') return complexOperation(op, a, b);
    const x = toFloat(a),
      y = toFloat(b);
    return x === null || y === null ? null : floatOperation(op, x, y);
  }
  return sequenceOperation(op, left, right);
}

function intOperation(
  op: FoldedOperator,
  a: bigint,
  b: bigint,
  left: Constant,
  right: Constant
): Constant | null {
  const areBools = left.type !== 'int' && right.type !== 'int';
  switch (op) {
    case '+':
      return int(a + b);
    case '-':
      return int(a - b);
    case '*':
      return a !== 0n && b !== 0n && bits(a) + bits(b) > MAX_INT_BITS ? null : int(a * b);
    case '/':
      return b === 0n ? null : quotient(a, b);
    case '//':
      return b === 0n ? null : int(floorDivide(a, b));
    case '%':
      return b === 0n ? null : int(a - floorDivide(a, b) * b);
    case '**':
      if (b < 0n) return a === 0n ? null : floatOperation('**', Number(a), Number(b));
      if (a !== 0n && b > 0n && b > BigInt(Math.floor(MAX_INT_BITS / Math.max(1, bits(a))))) return null;
      return int(a ** b);
    case '<<':
      if (b < 0n || (a !== 0n && (b > BigInt(MAX_INT_BITS) || bits(a) > MAX_INT_BITS - Number(b))))
        return null;
      return int(a << b);
    case '>>':
      return b < 0n ? null : int(b > 100000n ? (a < 0n ? -1n : 0n) : a >> b);
    case '&':
      return areBools ? bool((a & b) !== 0n) : int(a & b);
    case '|':
      return areBools ? bool((a | b) !== 0n) : int(a | b);
    case '^':
      return areBools ? bool((a ^ b) !== 0n) : int(a ^ b);
    default:
      return null;
  }
}
const bool = (value: boolean): Constant => (value ? True : False);

function floorDivide(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

/** True division of ints; null where more than one rounding would be needed. */
function quotient(a: bigint, b: bigint): Constant | null {
  if (bits(a) > 53 || bits(b) > 53) return null;
  return float(Number(a) / Number(b));
}

function floatOperation(op: FoldedOperator, x: number, y: number): Constant | null {
  switch (op) {
    case '+':
      return float(x + y);
    case '-':
      return float(x - y);
    case '*':
      return float(x * y);
    case '/':
      return y === 0 ? null : float(x / y);
    case '//': {
      if (y === 0) return null;
      return float(floatDivmod(x, y)[0]);
    }
    case '%':
      return y === 0 ? null : float(floatDivmod(x, y)[1]);
    case '**': {
      if (x === 0 && y < 0) return null;
      if (x === 1 || y === 0) return float(1);
      if (x < 0 && Number.isFinite(x) && !Number.isInteger(y)) return null; // a complex number
      const value = Math.pow(x, y);
      return !Number.isFinite(value) && Number.isFinite(x) && Number.isFinite(y) ? null : float(value);
    }
    default:
      return null;
  }
}

/** @cpython Objects/floatobject.c _float_div_mod */
function floatDivmod(x: number, y: number): [number, number] {
  let mod = x % y;
  let div = (x - mod) / y;
  if (mod !== 0) {
    if (y < 0 !== mod < 0) {
      mod += y;
      div -= 1;
    }
  } else {
    mod = y < 0 ? -0 : 0;
  }
  let floor = Math.floor(div);
  if (div !== 0) {
    if (div - floor > 0.5) floor += 1;
  } else {
    floor = x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  }
  return [floor, mod];
}

function complexOperation(op: FoldedOperator, a: Numeric, b: Numeric): Constant | null {
  const parts = (n: Numeric): [number, number] | null => {
    if (n.kind === 'complex') return [n.re, n.im];
    const value = toFloat(n);
    return value === null ? null : [value, 0];
  };
  const x = parts(a),
    y = parts(b);
  if (x === null || y === null) return null;
  switch (op) {
    case '+':
      return complex(x[0] + y[0], x[1] + y[1]);
    case '-':
      return complex(x[0] - y[0], x[1] - y[1]);
    case '*':
      return complex(x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]);
    case '/': {
      // Smith's algorithm, as Objects/complexobject.c _Py_c_quot
      const [re, im] = y;
      if (re === 0 && im === 0) return null;
      if (Math.abs(re) >= Math.abs(im)) {
        const ratio = im / re,
          denominator = re + im * ratio;
        return complex((x[0] + x[1] * ratio) / denominator, (x[1] - x[0] * ratio) / denominator);
      }
      const ratio = re / im,
        denominator = re * ratio + im;
      return complex((x[0] * ratio + x[1]) / denominator, (x[1] * ratio - x[0]) / denominator);
    }
    default:
      return null;
  }
}

const lengthOf = (text: string): number => Array.from(text).length;

function sequenceOperation(op: FoldedOperator, left: Constant, right: Constant): Constant | null {
  if (op === '+') {
    if (left.type === 'str' && right.type === 'str') return { type: 'str', value: left.value + right.value };
    if (left.type === 'bytes' && right.type === 'bytes') {
      return { type: 'bytes', value: bytes([...left.value, ...right.value]) };
    }
    if (left.type === 'tuple' && right.type === 'tuple') {
      return { type: 'tuple', items: [...left.items, ...right.items] };
    }
    return null;
  }
  if (op !== '*') return null;
  const [sequence, times] = numeric(right)?.kind === 'int' ? [left, right] : [right, left];
  const count = numeric(times);
  if (count?.kind !== 'int') return null;
  const n = count.value < 0n ? 0 : Number(count.value);
  if (sequence.type === 'tuple') {
    const { items } = sequence;
    if (items.length > 0) {
      if (n > MAX_ITEMS / items.length || (n > 0 && !fewItems(items, MAX_TOTAL_ITEMS / n))) return null;
    }
    return { type: 'tuple', items: Array.from({ length: n }, () => items).flat() };
  }
  if (sequence.type === 'str') {
    const size = lengthOf(sequence.value);
    if (size > 0 && n > MAX_STRING / size) return null;
    return { type: 'str', value: sequence.value.repeat(n) };
  }
  if (sequence.type === 'bytes') {
    const size = sequence.value.length;
    if (size > 0 && n > MAX_STRING / size) return null;
    return { type: 'bytes', value: bytes(Array.from({ length: n }, () => [...sequence.value]).flat()) };
  }
  return null;
}
const bytes = (values: readonly number[]): Uint8Array => Uint8Array.from(values);

function fewItems(items: readonly Constant[], limit: number): boolean {
  let left = limit;
  const count = (list: readonly Constant[]): boolean => {
    left -= list.length;
    return left >= 0 && list.every(item => item.type !== 'tuple' || count(item.items));
  };
  return count(items);
}

function subscript(container: Constant, index: Constant): Constant | null {
  const parsed = numeric(index);
  const at = (length: number): number | null => {
    if (parsed?.kind !== 'int') return null;
    const i = Number(parsed.value) + (parsed.value < 0n ? length : 0);
    return i >= 0 && i < length ? i : null;
  };
  if (container.type === 'str') {
    const characters = Array.from(container.value);
    const i = at(characters.length);
    return i === null ? null : { type: 'str', value: characters[i]! };
  }
  if (container.type === 'bytes') {
    const i = at(container.value.length);
    return i === null ? null : int(container.value[i]!);
  }
  if (container.type === 'tuple') {
    const i = at(container.items.length);
    return i === null ? null : container.items[i]!;
  }
  return null;
}

/** `op value`, or null. */
export function foldUnary(
  op: 'Invert' | 'Not' | 'UAdd' | 'USub',
  value: Constant,
  boolInvert = true
): Constant | null {
  if (op === 'Not') return bool(!truthOf(value));
  const n = numeric(value);
  if (n === null) return null;
  if (op === 'Invert') {
    if (n.kind !== 'int' || (value.type !== 'int' && !boolInvert)) return null;
    return int(~n.value);
  }
  const sign = op === 'USub' ? -1 : 1;
  switch (n.kind) {
    case 'int':
      return int(sign < 0 ? -n.value : n.value);
    case 'float':
      return float(sign * n.value);
    case 'complex':
      return complex(sign * n.re, sign * n.im);
  }
}
