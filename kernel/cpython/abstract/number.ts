/** Arithmetic on any object.  CPython: Objects/abstract.c. */
import { NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { asIndex, isExactInt, isInt } from '../include/int.js';
import { NotImplemented, None } from '../include/singletons.js';
import { typeName } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf, type SlotName } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { ofRight, operation, tryAll } from './attempts.js';
import { isSubtype } from './lookup.js';
import { binaryOperators } from '../profiles/operators.js';

type Binary = (a: Ref, b: Ref) => Answer;
type Item = (o: Ref, count: number) => Answer;

/** Slot of each binary operator, in the order of BINARY_OP's argument. */
export const binarySlots: readonly SlotName[] = [
  'nb_add',
  'nb_and',
  'nb_floor_divide',
  'nb_lshift',
  'nb_matrix_multiply',
  'nb_multiply',
  'nb_remainder',
  'nb_or',
  'nb_power',
  'nb_rshift',
  'nb_subtract',
  'nb_true_divide',
  'nb_xor',
  'nb_inplace_add',
  'nb_inplace_and',
  'nb_inplace_floor_divide',
  'nb_inplace_lshift',
  'nb_inplace_matrix_multiply',
  'nb_inplace_multiply',
  'nb_inplace_remainder',
  'nb_inplace_or',
  'nb_inplace_power',
  'nb_inplace_rshift',
  'nb_inplace_subtract',
  'nb_inplace_true_divide',
  'nb_inplace_xor'
];
const offsets = binarySlots.map(name => slot[name]);
/** Operators below this number are plain, from it on in-place. */
const INPLACE = 13;
const ADD = 0,
  MULTIPLY = 5,
  POWER = 8;

const applying = operation({
  attempt: (f, left, right, op) =>
    op % INPLACE === POWER
      ? (natives[f] as unknown as (a: Ref, b: Ref, c: Ref) => Answer)(left, right, None)
      : (natives[f] as unknown as Binary)(left, right),
  otherwise: (left, right, op) => otherwise(left, right, op)
});
const applyingInplace = operation({
  attempt: (f, left, right, op) =>
    op === INPLACE + POWER
      ? (natives[f] as unknown as (a: Ref, b: Ref, c: Ref) => Answer)(left, right, None)
      : (natives[f] as unknown as Binary)(left, right),
  otherwise: (left, right, op) => binary(op - INPLACE, left, right, op)
});

/** `left op right`, op as in BINARY_OP. */
export function binaryOperation(op: number, left: Ref, right: Ref): Answer {
  if (op < INPLACE) return binary(op, left, right, op);
  const f = slotOf(typeOf(left), offsets[op]!);
  return f === 0 ? binary(op - INPLACE, left, right, op) : tryAll(applyingInplace, op, left, right, f, 0);
}
/** `shown` is the operator for the message, so that `+=` says so.  @cpython Objects/abstract.c binary_op1 */
function binary(op: number, left: Ref, right: Ref, shown: number): Answer {
  const a = typeOf(left),
    b = typeOf(right),
    offset = offsets[op]!;
  const f = slotOf(a, offset);
  let g = a === b ? 0 : slotOf(b, offset);
  if (g === f) g = 0;
  if (f !== 0 && g !== 0 && isSubtype(b, a)) return tryAll(applying, shown, left, right, ofRight(g), f);
  return tryAll(applying, shown, left, right, f, ofRight(g));
}
function otherwise(left: Ref, right: Ref, shown: number): Answer {
  const op = shown % INPLACE,
    a = typeOf(left),
    b = typeOf(right);
  if (op === ADD) {
    const inplace = shown >= INPLACE ? slotOf(a, slot.sq_inplace_concat) : 0;
    const concat = inplace || slotOf(a, slot.sq_concat);
    if (concat !== 0) return (natives[concat] as unknown as Binary)(left, right);
  } else if (op === MULTIPLY) {
    const inplace = shown >= INPLACE ? slotOf(a, slot.sq_inplace_repeat) : 0;
    const repeat = inplace || slotOf(a, slot.sq_repeat);
    if (repeat !== 0) return repeated(repeat, left, right);
    const other = slotOf(b, slot.sq_repeat);
    if (other !== 0) return repeated(other, right, left);
  }
  const sign = op === POWER && shown < INPLACE ? '** or pow()' : binaryOperators[shown]!;
  return raise(
    errors.TypeError,
    `unsupported operand type(s) for ${sign}: '${typeName(a)}' and '${typeName(b)}'`
  );
}
function repeated(f: number, sequence: Ref, count: Ref): Answer {
  if (slotOf(typeOf(count), slot.nb_index) === 0) {
    return raise(errors.TypeError, `can't multiply sequence by non-int of type '${typeName(typeOf(count))}'`);
  }
  const n = asIndexSize(count);
  return n === null ? NULL : (natives[f] as unknown as Item)(sequence, n);
}

const unaryOf =
  (offset: number, what: string) =>
  (o: Ref): Answer => {
    const f = slotOf(typeOf(o), offset);
    if (f === 0) return raise(errors.TypeError, `bad operand type for ${what}: '${typeName(typeOf(o))}'`);
    return (natives[f] as unknown as (o: Ref) => Answer)(o);
  };
export const negative = unaryOf(slot.nb_negative, 'unary -');
export const positive = unaryOf(slot.nb_positive, 'unary +');
export const invert = unaryOf(slot.nb_invert, 'unary ~');
export const absolute = unaryOf(slot.nb_absolute, 'abs()');

/** `pow(a, b, c)` with three arguments.  @cpython Objects/abstract.c ternary_op */
export function power(a: Ref, b: Ref, modulus: Ref): Answer {
  if (modulus === None) return binaryOperation(POWER, a, b);
  for (const t of [typeOf(a), typeOf(b), typeOf(modulus)]) {
    const f = slotOf(t, slot.nb_power);
    if (f === 0) continue;
    const answer = finish((natives[f] as unknown as (a: Ref, b: Ref, c: Ref) => Answer)(a, b, modulus));
    if (answer === NULL || answer !== NotImplemented) return answer;
    decref(answer);
  }
  const named = (o: Ref): string => `'${typeName(typeOf(o))}'`;
  return raise(
    errors.TypeError,
    `unsupported operand type(s) for ** or pow(): ${named(a)}, ${named(b)}, ${named(modulus)}`
  );
}

const divmodOperation = operation({
  attempt: (f, left, right) => (natives[f] as unknown as Binary)(left, right),
  otherwise: (left, right) =>
    raise(
      errors.TypeError,
      `unsupported operand type(s) for divmod(): '${typeName(typeOf(left))}' and '${typeName(typeOf(right))}'`
    )
});
/** `divmod(left, right)`. */
export function divmod(left: Ref, right: Ref): Answer {
  const f = slotOf(typeOf(left), slot.nb_divmod),
    g = slotOf(typeOf(right), slot.nb_divmod);
  return tryAll(divmodOperation, 0, left, right, f, f === g ? 0 : ofRight(g));
}

/** `operator.index(o)`: an int, or TypeError.  @cpython Objects/abstract.c PyNumber_Index */
export function index(o: Ref): Answer {
  if (isExactInt(o)) return newRef(o);
  if (isInt(o)) return newRef(o);
  const f = slotOf(typeOf(o), slot.nb_index);
  if (f === 0)
    return raise(errors.TypeError, `'${typeName(typeOf(o))}' object cannot be interpreted as an integer`);
  const answer = finish((natives[f] as unknown as (o: Ref) => Answer)(o));
  if (answer === NULL || isInt(answer)) return answer;
  const name = typeName(typeOf(answer));
  decref(answer);
  return raise(errors.TypeError, `__index__ returned non-int (type ${name})`);
}
/** An index as a host number; null: TypeError or OverflowError is set. */
export function asIndexSize(o: Ref): number | null {
  const i = finish(index(o));
  if (i === NULL) return null;
  const n = asIndex(i as Owned);
  decref(i);
  return n === null
    ? raiseNull(errors.OverflowError, `cannot fit '${typeName(typeOf(o))}' into an index-sized integer`)
    : n;
}
