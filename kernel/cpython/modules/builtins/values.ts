/** Functions of one value or two: abs, chr, hash, len, repr ...  CPython: Python/bltinmodule.c. */
import { ABSENT, NULL, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { mayOwn } from '../../heap/struct.js';
import { argumentType } from '../../abstract/text.js';
import { call0, call1 } from '../../abstract/call.js';
import { formatObject } from '../../abstract/format.js';
import { iter, iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { absolute, divmod as divmodOf, index, power } from '../../abstract/number.js';
import { hash as hashOf, length, lookupSpecial, repr as reprAnswer, reprOf } from '../../abstract/object.js';
import { bufferOf } from '../../abstract/buffer.js';
import { load8 } from '../../heap/memory.js';
import { intToBigInt, newInt, newIntFromBigInt } from '../../include/int.js';
import { PyFloat_Type } from '../../include/float.js';
import { newCallIter } from '../../include/iterators.js';
import { None, newBool } from '../../include/singletons.js';
import { charAt, identifier, isStr, newStr, oneChar, strLength } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { hashHigh } from '../../object/hash.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

/** What C says of an argument that must be an int. */
const notAnInt = (o: Ref): string => {
  const name = typeName(typeOf(o));
  if (profile.builtins.intText === 'interpreted')
    return `'${name}' object cannot be interpreted as an integer`;
  return typeOf(o) === PyFloat_Type
    ? 'integer argument expected, got float'
    : `an integer is required (got type ${name})`;
};

export const abs = (_m: Ref, x: Ref): Answer => absolute(x);
export const callable = (_m: Ref, o: Ref): Answer => newBool(slotOf(typeOf(o), slot.tp_call) !== 0);
export const divmod = (_m: Ref, x: Ref, y: Ref): Answer => divmodOf(x, y);
export const pow = (_m: Ref, base: Ref, exp: Ref, mod: Ref | 0): Answer =>
  power(base, exp, mod === 0 ? None : mod);
export const id = (_m: Ref, o: Ref): Answer => newInt(o);
export function len(_m: Ref, o: Ref): Answer {
  const n = length(o);
  return n === null ? NULL : newInt(n);
}
export function hash(_m: Ref, o: Ref): Answer {
  const low = hashOf(o);
  return low === null ? NULL : newIntFromBigInt((BigInt(hashHigh()) << 32n) | BigInt(low >>> 0));
}

/** What `__repr__` answers must be a str. */
const Repr = nativeFrame('repr', {}, (_frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT || isStr(answer as Ref)) return answer as Answer;
  const given = typeName(typeOf(answer as Ref));
  decref(answer as Owned);
  return raise(errors.TypeError, `__repr__ returned non-string (type ${given})`);
});
export function repr(_m: Ref, o: Ref): Answer {
  const frame = Repr.enter();
  const answer = reprAnswer(o);
  return beginNative(frame, answer);
}
export function ascii(_m: Ref, o: Ref): Answer {
  const text = reprOf(o);
  if (text === null) return NULL;
  let escaped = '';
  for (const c of text) {
    const code = c.codePointAt(0)!;
    if (code < 0x80) escaped += c;
    else if (code <= 0xff) escaped += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code <= 0xffff) escaped += `\\u${code.toString(16).padStart(4, '0')}`;
    else escaped += `\\U${code.toString(16).padStart(8, '0')}`;
  }
  return newStr(escaped);
}
export function format(_m: Ref, value: Ref, spec: Ref | 0): Answer {
  if (spec !== 0 && !isStr(spec)) {
    return raise(errors.TypeError, `format() argument 2 must be str, not ${argumentType(spec)}`);
  }
  return formatObject(value, spec);
}

export function chr(_m: Ref, i: Ref): Answer {
  if (slotOf(typeOf(i), slot.nb_index) === 0) return raise(errors.TypeError, notAnInt(i));
  const found = finish(index(i));
  if (found === NULL) return NULL;
  const big = intToBigInt(found);
  decref(found);
  const isWide = big > 0x7fffffffn || big < -0x80000000n;
  if (isWide && profile.builtins.hugeChr === 'overflow') {
    const what =
      big > 0x7fffffffffffffffn || big < -0x8000000000000000n
        ? 'Python int too large to convert to C int'
        : big > 0n
          ? 'signed integer is greater than maximum'
          : 'signed integer is less than minimum';
    return raise(errors.OverflowError, what);
  }
  if (big < 0n || big > 0x10ffffn) return raise(errors.ValueError, 'chr() arg not in range(0x110000)');
  return oneChar(Number(big));
}
export function ord(_m: Ref, c: Ref): Answer {
  if (isStr(c)) {
    const n = strLength(c);
    return n === 1
      ? newInt(charAt(c, 0))
      : raise(errors.TypeError, `ord() expected a character, but string of length ${n} found`);
  }
  const bytes = bufferOf(c);
  if (bytes === null) {
    return raise(errors.TypeError, `ord() expected string of length 1, but ${typeName(typeOf(c))} found`);
  }
  return bytes.count === 1
    ? newInt(load8(bytes.data))
    : raise(errors.TypeError, `ord() expected a character, but string of length ${bytes.count} found`);
}
const inBase =
  (base: number, prefix: string) =>
  (_m: Ref, x: Ref): Answer => {
    const found = finish(index(x));
    if (found === NULL) return NULL;
    const value = intToBigInt(found);
    decref(found);
    return newStr(value < 0n ? `-${prefix}${(-value).toString(base)}` : prefix + value.toString(base));
  };
export const bin = inBase(2, '0b');
export const hex = inBase(16, '0x');
export const oct = inBase(8, '0o');

const ROUND = identifier('__round__');
export function round(_m: Ref, x: Ref, ndigits: Ref | 0): Answer {
  const method = lookupSpecial(x, ROUND);
  if (method === NULL) return NULL;
  if (method === ABSENT) {
    return raise(errors.TypeError, `type ${typeName(typeOf(x))} doesn't define __round__ method`);
  }
  const answer = ndigits === 0 || ndigits === None ? call0(method) : call1(method, ndigits);
  decref(method);
  return answer;
}

export function iterate(_m: Ref, o: Ref, sentinel: Ref | 0): Answer {
  if (sentinel === 0) return iterChecked(o);
  if (slotOf(typeOf(o), slot.tp_call) === 0) {
    return raise(errors.TypeError, 'iter(v, w): v must be callable');
  }
  return newCallIter(o, sentinel);
}
/** What `__iter__` answers must be an iterator. */
const Iter = nativeFrame('iter', {}, (_frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  const t = typeOf(answer as Ref);
  if (slotOf(t, slot.tp_iternext) !== 0) return answer as Owned;
  decref(answer as Owned);
  return raise(errors.TypeError, `iter() returned non-iterator of type '${typeName(t)}'`);
});
function iterChecked(o: Ref): Answer {
  const frame = Iter.enter();
  const answer = iter(o);
  return beginNative(frame, answer);
}

/** next() with what to give instead of StopIteration. */
const Next = nativeFrame('next', { otherwise: mayOwn, iterator: mayOwn }, (frame, answer): Answer => {
  const otherwise = Next.otherwise(frame);
  if (answer === ABSENT)
    return otherwise === 0 ? raise(errors.StopIteration, '') : (take(frame, Next.otherwise) as Owned);
  if (answer === NULL && otherwise !== 0 && wasStopIteration()) return take(frame, Next.otherwise) as Owned;
  return answer as Answer;
});
export function next(_m: Ref, iterator: Ref, otherwise: Ref | 0): Answer {
  const frame = Next.enter();
  if (otherwise !== 0) Next.otherwise.set(frame, newRef(otherwise));
  const answer: Maybe = iterNext(iterator);
  return beginNative(frame, answer);
}

const AITER = identifier('__aiter__'),
  ANEXT = identifier('__anext__');
export function aiter(_m: Ref, o: Ref): Answer {
  const method = lookupSpecial(o, AITER);
  if (method === NULL) return NULL;
  if (method === ABSENT) {
    return raise(errors.TypeError, `'${typeName(typeOf(o))}' object is not an async iterable`);
  }
  const answer = call0(method);
  decref(method);
  return answer;
}
export function anext(_m: Ref, o: Ref): Answer {
  const method = lookupSpecial(o, ANEXT);
  if (method === NULL) return NULL;
  if (method === ABSENT) {
    return raise(errors.TypeError, `'${typeName(typeOf(o))}' object is not an async iterator`);
  }
  const answer = call0(method);
  decref(method);
  return answer;
}
