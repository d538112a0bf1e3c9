/** The operators as functions.  CPython: Modules/_operator.c. */
import { DONE, NULL, type Answer, type Ref } from '../../heap/reference.js';
import { int32, mayOwn } from '../../heap/struct.js';
import { bufferOf } from '../../abstract/buffer.js';
import { callWithKeywords } from '../../abstract/call-with.js';
import type { Method } from '../../abstract/define.js';
import { lengthHint } from '../../abstract/iterate.js';
import { absolute, binaryOperation, index, invert, negative, positive } from '../../abstract/number.js';
import {
  EQ,
  GE,
  GT,
  LE,
  LT,
  NE,
  getItem,
  isTrue,
  richCompare,
  richCompareBool,
  setItem
} from '../../abstract/object.js';
import { contains } from '../../abstract/sequence.js';
import { thenNone } from '../../abstract/then-none.js';
import { load8, type Address } from '../../heap/memory.js';
import { asIndex, intToBigInt, isExactInt, isInt, newInt, newIntFromBigInt } from '../../include/int.js';
import { None, newBool } from '../../include/singletons.js';
import { charAt, isAscii, isStr, strLength } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { STOP, consuming, type ItemAnswer } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { natives } from '../../object/natives.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { slot, slotOf } from '../../object/slots.js';

type Two = (a: Ref, b: Ref) => Answer;
const one = (doc: string, f: (a: Ref) => Answer): Method => ({
  signature: '($module, a, /)',
  doc,
  call: ((_module: Ref, a: Ref) => f(a)) as never
});
const two = (doc: string, f: Two): Method => ({
  signature: '($module, a, b, /)',
  doc,
  call: ((_module: Ref, a: Ref, b: Ref) => f(a, b)) as never
});
const asBool = (is: boolean | null): Answer => (is === null ? NULL : newBool(is));

/** In the order of BINARY_OP's argument. */
const plain =
  'add + and_ & floordiv // lshift << matmul @ mul * mod % or_ | pow ** rshift >> sub - truediv / xor ^';
const inplace =
  'iadd += iand &= ifloordiv //= ilshift <<= imatmul @= imul *= imod %= ior |= ipow **= irshift >>= isub -= itruediv /= ixor ^=';
function operators(text: string, first: number, doc: (sign: string) => string): Record<string, Method> {
  const words = text.split(' ');
  const made: Record<string, Method> = {};
  for (let i = 0; i < words.length; i += 2) {
    const op = first + i / 2;
    made[words[i]!] = two(doc(words[i + 1]!), (a, b) => binaryOperation(op, a, b));
  }
  return made;
}
const INPLACE = 13,
  ADD = 0;

/** `a + b` for sequences.  @cpython Objects/abstract.c PySequence_Concat, PySequence_InPlaceConcat */
const concatenate =
  (isInplace: boolean): Two =>
  (a, b) => {
    const t = typeOf(a);
    const f = (isInplace ? slotOf(t, slot.sq_inplace_concat) : 0) || slotOf(t, slot.sq_concat);
    if (f !== 0) return (natives[f] as unknown as Two)(a, b);
    const areSequences = slotOf(t, slot.sq_item) !== 0 && slotOf(typeOf(b), slot.sq_item) !== 0;
    if (areSequences) return binaryOperation(isInplace ? INPLACE : ADD, a, b);
    return raise(errors.TypeError, `'${typeName(t)}' object can't be concatenated`);
  };

/** How often an item is there, or where it is first.  @cpython Objects/abstract.c _PySequence_IterSearch */
const Searching = consuming(
  'operator search',
  { wanted: mayOwn, found: int32, at: int32, counts: int32 },
  {
    item(frame, value): ItemAnswer {
      const is = richCompareBool(value, Searching.wanted(frame) as Ref, EQ);
      if (is === null) return NULL;
      Searching.at.set(frame, Searching.at(frame) + 1);
      if (!is) return DONE;
      Searching.found.set(frame, Searching.found(frame) + 1);
      return Searching.counts(frame) === 1 ? DONE : STOP;
    },
    end(frame): Answer {
      if (Searching.counts(frame) === 1) return newInt(Searching.found(frame));
      return Searching.found(frame) === 1
        ? newInt(Searching.at(frame) - 1)
        : raise(errors.ValueError, 'sequence.index(x): x not in sequence');
    }
  }
);
const search =
  (counts: boolean): Two =>
  (iterable, wanted) => {
    const t = typeOf(iterable);
    if (slotOf(t, slot.tp_iter) === 0 && slotOf(t, slot.sq_item) === 0)
      return raise(errors.TypeError, `argument of type '${typeName(t)}' is not iterable`);
    const frame = Searching.enter();
    Searching.wanted.set(frame, newRef(wanted));
    Searching.counts.set(frame, counts ? 1 : 0);
    return Searching.start(frame, iterable);
  };

/** @cpython Objects/abstract.c PyNumber_Index */
function exactIndex(o: Ref): Answer {
  const answer = finish(index(o));
  if (answer === NULL || isExactInt(answer) || !profile.system.indexIsExact) return answer;
  const exact = newIntFromBigInt(intToBigInt(answer));
  decref(answer);
  return exact;
}
function hint(_module: Ref, o: Ref, otherwise: Ref | 0): Answer {
  if (otherwise !== 0 && !isInt(otherwise)) {
    return raise(
      errors.TypeError,
      `'${typeName(typeOf(otherwise))}' object cannot be interpreted as an integer`
    );
  }
  const n = otherwise === 0 ? 0 : asIndex(otherwise);
  const answer = n === null ? null : lengthHint(o, n);
  return answer === null ? NULL : newInt(answer);
}
/** Whether two texts or buffers are the same, in a time that does not tell where they differ.  @cpython _operator__compare_digest_impl */
function compareDigest(a: Ref, b: Ref): Answer {
  if (isStr(a) && isStr(b)) {
    if (!isAscii(a) || !isAscii(b))
      return raise(errors.TypeError, 'comparing strings with non-ASCII characters is not supported');
    return sameBytes(
      strLength(a),
      strLength(b),
      i => charAt(a, i),
      i => charAt(b, i)
    );
  }
  const [first, second] = [bufferOf(a), bufferOf(b)];
  if (first === null || second === null) {
    return raise(
      errors.TypeError,
      first === null && second === null
        ? `unsupported operand types(s) or combination of types: '${typeName(typeOf(a))}' and '${typeName(typeOf(b))}'`
        : `a bytes-like object is required, not '${typeName(typeOf(first === null ? a : b))}'`
    );
  }
  return sameBytes(
    first.count,
    second.count,
    i => load8(first.data + i),
    i => load8(second.data + i)
  );
}
function sameBytes(n: number, m: number, a: (i: number) => number, b: (i: number) => number): Answer {
  let difference = n === m ? 0 : 1;
  for (let i = 0; i < m; i++) difference |= (i < n ? a(i) : b(i) + 1) ^ b(i);
  return newBool(difference === 0);
}

function callObject(_module: Ref, callable: Ref, args: Address, count: number, kwargs: Ref | 0): Answer {
  const given = Array.from({ length: count }, (_, i) => argumentAt(args, i));
  return callWithKeywords(callable, given, kwargs);
}

export const functions: Readonly<Record<string, Method>> = {
  truth: one('Return True if a is true, False otherwise.', a => asBool(isTrue(a))),
  contains: two('Same as b in a (note reversed operands).', (a, b) => asBool(contains(a, b))),
  indexOf: two('Return the first index of b in a.', search(false)),
  countOf: two('Return the number of items in a which are, or which equal, b.', search(true)),
  is_: two('Same as a is b.', (a, b) => newBool(a === b)),
  is_not: two('Same as a is not b.', (a, b) => newBool(a !== b)),
  is_none: { ...one('Same as a is None.', a => newBool(a === None)), versions: '3.14-' },
  is_not_none: { ...one('Same as a is not None.', a => newBool(a !== None)), versions: '3.14-' },
  index: one('Same as a.__index__()', exactIndex),
  ...operators(plain, 0, sign => `Same as a ${sign} b.`),
  neg: one('Same as -a.', negative),
  pos: one('Same as +a.', positive),
  abs: one('Same as abs(a).', absolute),
  inv: one('Same as ~a.', invert),
  invert: one('Same as ~a.', invert),
  not_: one('Same as not a.', a => {
    const is = isTrue(a);
    return is === null ? NULL : newBool(!is);
  }),
  ...operators(inplace, INPLACE, sign => `Same as a ${sign} b.`),
  concat: two('Same as a + b, for a and b sequences.', concatenate(false)),
  iconcat: two('Same as a += b, for a and b sequences.', concatenate(true)),
  getitem: two('Same as a[b].', getItem),
  setitem: {
    signature: '($module, a, b, c, /)',
    doc: 'Same as a[b] = c.',
    call: ((_module: Ref, a: Ref, b: Ref, c: Ref) => thenNone(() => setItem(a, b, c))) as never
  },
  delitem: two('Same as del a[b].', (a, b) => thenNone(() => setItem(a, b, 0))),
  eq: two('Same as a == b.', (a, b) => richCompare(a, b, EQ)),
  ne: two('Same as a != b.', (a, b) => richCompare(a, b, NE)),
  lt: two('Same as a < b.', (a, b) => richCompare(a, b, LT)),
  le: two('Same as a <= b.', (a, b) => richCompare(a, b, LE)),
  gt: two('Same as a > b.', (a, b) => richCompare(a, b, GT)),
  ge: two('Same as a >= b.', (a, b) => richCompare(a, b, GE)),
  _compare_digest: two("Return 'a == b'.", compareDigest),
  length_hint: {
    signature: '($module, obj, default=0, /)',
    doc: 'Return an estimate of the number of items in obj.',
    call: hint as never
  },
  call: {
    versions: '3.11-',
    signature: '($module, obj, /, *args, **kwargs)',
    doc: 'Same as obj(*args, **kwargs).',
    call: callObject as never
  }
};
