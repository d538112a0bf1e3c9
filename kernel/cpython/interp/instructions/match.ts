/** Class patterns and exception groups.  CPython: Python/ceval.c match_class, exception_group_match. */
import { load, store, storePointer } from '../../heap/memory.js';
import { ABSENT, DONE, NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { newSet, setAdd, setContains } from '../../include/set.js';
import { isTypeIntrinsic, typeIntrinsic } from './type-parameters.js';
import { intrinsics } from '../../compile/opcodes.js';
import { PyException } from '../../include/exception.js';
import { Frame } from '../../include/frame.js';
import { listAppend, listItem, newList } from '../../include/list.js';
import { None, none } from '../../include/singletons.js';
import { EMPTY, identifier, isStr, toHost } from '../../include/str.js';
import { isExactTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { Flag, typeHas, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef, xdecref } from '../../object/refcount.js';
import { EXC_INFO } from '../../object/thread.js';
import { isExceptionGroup, projection, splitException } from '../../types/exceptions/group.js';
import { callWith } from '../../abstract/call.js';
import { isInstanceOf } from '../../abstract/isinstance.js';
import { finish } from '../../object/upward.js';
import { isTrueThenRelease, lookupAttr } from '../../abstract/object.js';
import { instruction, peek } from '../table.js';

const MATCH_ARGS = identifier('__match_args__');
/** Builtin types whose single positional pattern is the subject itself. */
const MATCH_SELF = Flag.LONG | Flag.LIST | Flag.TUPLE | Flag.BYTES | Flag.UNICODE | Flag.DICT;
const selfNames = new Set([
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple'
]);
const matchesSelf = (type: PyType): boolean => typeHas(type, MATCH_SELF) || selfNames.has(typeName(type));

/** The attributes that a class pattern takes apart, None when it does not match. */
instruction('MATCH_CLASS', (_frame, sp, positional) =>
  matchClass(peek(sp, 3), peek(sp, 2), peek(sp, 1), positional)
);

function matchClass(subject: Ref, type: Ref, keywords: Ref, positional: number): Answer {
  if (!typeHas(typeOf(type), Flag.TYPE))
    return raise(errors.TypeError, 'called match pattern must be a class');
  const is = finish(isInstanceOf(subject, type));
  if (is === NULL) return NULL;
  if (!isTrueThenRelease(is)) return newRef(None);
  const seen = newSet();
  if (seen === NULL) return NULL;
  const names = positionalNames(type as PyType, positional);
  const answer =
    names === null ? NULL : attributes(subject, type as PyType, names, keywords, positional, seen);
  if (names !== null && names !== 0) decref(names);
  decref(seen);
  return answer;
}
/** `__match_args__`, or 0 where the subject itself is the one positional value; null: an exception is set. */
function positionalNames(type: PyType, positional: number): Owned | 0 | null {
  if (positional === 0) return 0;
  const found = lookupAttr(type, MATCH_ARGS);
  if (found === NULL) return null;
  if (found !== ABSENT && !isExactTuple(found)) {
    const text = `${typeName(type)}.__match_args__ must be a tuple (got ${typeName(typeOf(found))})`;
    decref(found);
    return failure(text);
  }
  const allowed = found === ABSENT ? (matchesSelf(type) ? 1 : 0) : ob_size(found);
  if (positional > allowed) {
    if (found !== ABSENT) decref(found);
    return failure(
      `${typeName(type)}() accepts ${allowed} positional sub-pattern${allowed === 1 ? '' : 's'} (${positional} given)`
    );
  }
  return found === ABSENT ? 0 : found;
}
const failure = (text: string): null => {
  raise(errors.TypeError, text);
  return null;
};
function attributes(
  subject: Ref,
  type: PyType,
  names: Ref | 0,
  keywords: Ref,
  positional: number,
  seen: Ref
): Answer {
  const values = newTuple(positional + ob_size(keywords));
  if (values === NULL) return NULL;
  for (let i = 0; i < positional + ob_size(keywords); i++) {
    const isPositional = i < positional;
    if (isPositional && names === 0) {
      setTupleItem(values, i, newRef(subject));
      continue;
    }
    const name = isPositional ? tupleItem(names as Ref, i) : tupleItem(keywords, i - positional);
    const value = attribute(subject, type, name, seen);
    if (value === NULL || value === ABSENT) {
      decref(values);
      return value === NULL ? NULL : newRef(None);
    }
    setTupleItem(values, i, value);
  }
  if (positional + ob_size(keywords) > 0) trackTuple(values);
  return values;
}
function attribute(subject: Ref, type: PyType, name: Ref, seen: Ref): Owned | typeof NULL | typeof ABSENT {
  if (!isStr(name))
    return raise(errors.TypeError, `__match_args__ elements must be strings (got ${typeName(typeOf(name))})`);
  const twice = setContains(seen, name);
  if (twice === null) return NULL;
  if (twice)
    return raise(
      errors.TypeError,
      `${typeName(type)}() got multiple sub-patterns for attribute '${toHost(name)}'`
    );
  return setAdd(seen, name) === NULL ? NULL : lookupAttr(subject, name);
}

/** An ExceptionGroup without a message around some exceptions (lent). */
function groupOf(exceptions: readonly Ref[]): Result {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (const e of exceptions) listAppend(list, newRef(e));
  const made = finish(callWith(errors.BaseExceptionGroup, EMPTY, list));
  decref(list);
  return made;
}
/** What `except*` catches of an exception, and what is left; both None when nothing is. */
instruction('CHECK_EG_MATCH', (frame, sp) => {
  const exception = peek(sp, 2),
    type = peek(sp, 1);
  const parts = exception === None ? { match: 0, rest: 0 } : splitException(exception, type);
  if (parts === null) return NULL;
  let match = parts.match as Owned | 0;
  if (match !== 0 && !isExceptionGroup(match)) {
    const wrapped = groupOf([match as Ref]);
    decref(match);
    if (wrapped === NULL) {
      xdecref(parts.rest as Owned | 0);
      return NULL;
    }
    match = wrapped;
  }
  const inputs = [load(sp - 16), load(sp - 8)];
  storePointer(sp - 16, parts.rest === 0 ? none() : (parts.rest as Owned));
  storePointer(sp - 8, match === 0 ? none() : match);
  if (match !== 0) replaceHandled(match);
  Frame.sp.set(frame, sp);
  for (const held of inputs) if ((held & 1) === 0) decref(held as Owned);
  return DONE;
});
/** The part that is handled is what sys.exception() tells. */
function replaceHandled(match: Ref): void {
  const item = load(EXC_INFO);
  const old = load(item) as Owned | 0;
  store(item, newRef(match));
  if (old !== 0) decref(old);
}
/** What an `except*` statement raises at its end: the parts nobody caught, and what handlers raised.  @cpython _PyExc_PrepReraiseStar */
instruction('CALL_INTRINSIC_2', (_frame, sp, which) => {
  const name = intrinsics[which];
  if (isTypeIntrinsic(name)) return typeIntrinsic(name, peek(sp, 2), peek(sp, 1));
  if (name !== 'PREP_RERAISE_STAR') {
    return raise(errors.SystemError, `the intrinsic ${intrinsics[which] ?? which} is not built yet`);
  }
  return prepareReraise(peek(sp, 2), peek(sp, 1));
});
function prepareReraise(original: Ref, list: Ref): Answer {
  const all = Array.from({ length: ob_size(list) }, (_, i) => listItem(list, i)).filter(e => e !== None);
  if (all.length === 0) return newRef(None);
  if (!isExceptionGroup(original)) return newRef(all[0]!);
  const again = all.filter(e => sameMetadata(e, original));
  const raised = all.filter(e => !sameMetadata(e, original));
  const rest = again.length === 0 ? { match: 0 } : projection(original, again);
  if (rest === null) return NULL;
  const left = rest.match as Owned | 0;
  if (raised.length === 0) return left === 0 ? newRef(None) : left;
  if (left === 0) return raised.length === 1 ? newRef(raised[0]!) : groupOf(raised);
  const answer = groupOf([...raised, left as Ref]);
  decref(left);
  return answer;
}
/** Whether an exception is a part of the original that was raised again.  @cpython is_same_exception_metadata */
const sameMetadata = (a: Ref, b: Ref): boolean =>
  isExceptionGroup(a) &&
  [PyException.notes, PyException.traceback, PyException.cause, PyException.context].every(
    field => field(a) === field(b)
  );
