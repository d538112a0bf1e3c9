/** Exception groups.  CPython: Objects/exceptions.c BaseExceptionGroup. */
import type { Address } from '../../heap/memory.js';
import {
  ABSENT,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { call1, callMethod1, callWith } from '../../abstract/call.js';
import { isSubtype } from '../../abstract/lookup.js';
import { isInstance, isTrueThenRelease, lookupAttr, setAttr } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { sequenceToTuple } from '../../abstract/to-tuple.js';
import { raise, errors } from '../../object/errors.js';
import { PyException } from '../../include/exception.js';
import { PyExceptionGroup, exceptionGroup } from '../../include/exception-fields.js';
import { isList, listAppend, listItem, newList } from '../../include/list.js';
import { none } from '../../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { Flag, typeHas, typeName } from '../../include/type.js';
import { ob_size, typeOf, type PyType } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { initBase, lifeWith, newBase, noKeywords, put, type OwningField } from './base.js';
import type { Extra } from './fields.js';

const { msg, excs } = PyExceptionGroup;
const DERIVE = identifier('derive'),
  NOTES = identifier('__notes__');
const isGroup = (o: Ref): boolean => isInstance(o, errors.BaseExceptionGroup);

/** @cpython BaseExceptionGroup_new */
function create(given: PyType, argv: Address, nargs: number): Answer {
  if (nargs !== 2) {
    return raise(errors.TypeError, `BaseExceptionGroup.__new__() takes exactly 2 arguments (${nargs} given)`);
  }
  const message = argumentAt(argv, 0),
    sequence = argumentAt(argv, 1);
  if (!isStr(message)) {
    const found = typeName(typeOf(message));
    return raise(errors.TypeError, `BaseExceptionGroup.__new__() argument 1 must be str, not ${found}`);
  }
  const isSequence = slotOf(typeOf(sequence), slot.sq_item) !== 0 && !typeHas(typeOf(sequence), Flag.DICT);
  if (!isSequence) return raise(errors.TypeError, 'second argument (exceptions) must be a sequence');
  const items = sequenceToTuple(sequence);
  if (items === NULL) return NULL;
  const type = chooseType(given, items);
  const self = type === NULL ? NULL : newBase(type, argv, nargs);
  if (self === NULL) {
    decref(items);
    return NULL;
  }
  msg.set(self, newRef(message));
  excs.set(self, items);
  return self;
}
/** ExceptionGroup when all are Exceptions and BaseExceptionGroup was called. */
function chooseType(given: PyType, items: Ref): PyType | 0 {
  const count = ob_size(items);
  if (count === 0)
    return raise(errors.ValueError, 'second argument (exceptions) must be a non-empty sequence');
  let nestsBase = false;
  for (let i = 0; i < count; i++) {
    const item = tupleItem(items, i);
    if (!isInstance(item, errors.BaseException)) {
      return raise(errors.ValueError, `Item ${i} of second argument (exceptions) is not an exception`);
    }
    if (!isInstance(item, errors.Exception)) nestsBase = true;
  }
  const group = exceptionGroup() as PyType;
  if (given === errors.BaseExceptionGroup) return nestsBase ? given : group;
  if (!nestsBase) return given;
  if (given === group) return raise(errors.TypeError, 'Cannot nest BaseExceptions in an ExceptionGroup');
  if (!isSubtype(given, errors.Exception)) return given;
  return raise(errors.TypeError, `Cannot nest BaseExceptions in '${typeName(given)}'`);
}
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done {
  return noKeywords(self, kwnames) === NULL ? NULL : initBase(self, argv, nargs, 0);
}
function str(self: Ref): Answer {
  const count = ob_size(excs(self) as Ref);
  return newStr(`${toHost(msg(self) as Ref)} (${count} sub-exception${count > 1 ? 's' : ''})`);
}
function derive(self: Ref, exceptions: Ref): Answer {
  const args = packTuple(newRef(msg(self) as Ref), newRef(exceptions));
  if (args === NULL) return NULL;
  const answer = callTuple(errors.BaseExceptionGroup, args);
  decref(args);
  return answer;
}
const callTuple = (callable: Ref, args: Ref): Answer =>
  callWith(callable, tupleItem(args, 0), tupleItem(args, 1));

/** How exceptions are chosen: by type, or by a function. */
type Matcher = (exception: Ref) => boolean | null;
function matcherOf(condition: Ref): Matcher | null {
  const isException = (t: Ref): t is PyType =>
    typeHas(typeOf(t), Flag.TYPE) && isSubtype(t as PyType, errors.BaseException);
  if (isException(condition)) return e => isInstance(e, condition);
  if (isTuple(condition)) {
    const types: PyType[] = [];
    for (let i = 0; i < ob_size(condition); i++) {
      const t = tupleItem(condition, i);
      if (isException(t)) types.push(t);
    }
    if (types.length === ob_size(condition)) return e => types.some(t => isInstance(e, t));
  } else if (slotOf(typeOf(condition), slot.tp_call) !== 0 && !typeHas(typeOf(condition), Flag.TYPE)) {
    return e => {
      const answer = finish(call1(condition, e));
      return answer === NULL ? null : isTrueThenRelease(answer);
    };
  }
  raise(errors.TypeError, profile.builtins.groupCondition);
  return null;
}

interface Split {
  readonly match: Owned | 0;
  readonly rest: Owned | 0;
}
/** The parts of an exception that match and that do not; null: an exception is set.  @cpython exceptiongroup_split_recursive */
function splitBy(exception: Ref, matches: Matcher, wantsRest: boolean): Split | null {
  const is = matches(exception);
  if (is === null) return null;
  if (is) return { match: newRef(exception), rest: 0 };
  if (!isGroup(exception)) return { match: 0, rest: wantsRest ? newRef(exception) : 0 };
  const matching = newList(0),
    others = newList(0);
  const items = excs(exception) as Ref;
  let failed = matching === NULL || others === NULL;
  for (let i = 0; i < ob_size(items) && !failed; i++) {
    const parts = splitBy(tupleItem(items, i), matches, wantsRest);
    if (parts === null) failed = true;
    else {
      if (parts.match !== 0 && listAppend(matching as Ref, parts.match) === NULL) failed = true;
      if (parts.rest !== 0 && listAppend(others as Ref, parts.rest) === NULL) failed = true;
    }
  }
  const match = failed ? NULL : subset(exception, matching as Ref);
  const rest = failed || match === NULL || !wantsRest ? NULL : subset(exception, others as Ref);
  if (matching !== NULL) decref(matching);
  if (others !== NULL) decref(others);
  if (failed || match === NULL || (wantsRest && rest === NULL)) {
    if (match !== NULL && match !== ABSENT) decref(match);
    if (rest !== NULL && rest !== ABSENT) decref(rest);
    return null;
  }
  return {
    match: match === ABSENT ? 0 : (match as Owned),
    rest: rest === NULL || rest === ABSENT ? 0 : (rest as Owned)
  };
}
/** A group like `original` of these exceptions; ABSENT when there are none.  @cpython exceptiongroup_subset */
function subset(original: Ref, items: Ref): Result | typeof ABSENT {
  if (ob_size(items) === 0) return ABSENT;
  const made = finish(callMethod1(original, DERIVE, items));
  if (made === NULL) return NULL;
  if (!isGroup(made)) {
    decref(made);
    return raise(errors.TypeError, 'derive must return an instance of BaseExceptionGroup');
  }
  const E = PyException;
  for (const field of [E.traceback, E.context, E.cause] as OwningField[]) {
    const value = field(original);
    if (value !== 0) put(made, field, newRef(value));
  }
  if (E.cause(original) !== 0 || E.suppress_context(original) !== 0) {
    E.suppress_context.set(made, E.suppress_context(original));
  }
  const notes = lookupAttr(original, NOTES);
  if (notes === ABSENT) return made;
  if (notes !== NULL && isList(notes)) {
    const copied = newList(0);
    for (let i = 0; copied !== NULL && i < ob_size(notes); i++)
      listAppend(copied, newRef(listItem(notes, i)));
    if (copied !== NULL) {
      setAttr(made, NOTES, copied);
      decref(copied);
    }
  }
  if (notes !== NULL) decref(notes);
  return made;
}
const orNone = (o: Owned | 0): Owned => (o === 0 ? none() : o);
function split(self: Ref, condition: Ref): Answer {
  const matches = matcherOf(condition);
  if (matches === null) return NULL;
  const parts = splitBy(self, matches, true);
  return parts === null ? NULL : packTuple(orNone(parts.match), orNone(parts.rest));
}
function subgroup(self: Ref, condition: Ref): Answer {
  const matches = matcherOf(condition);
  if (matches === null) return NULL;
  const parts = splitBy(self, matches, false);
  return parts === null ? NULL : orNone(parts.match);
}
export const baseExceptionGroup: Extra = {
  struct: PyExceptionGroup,
  ...lifeWith([msg, excs]),
  new: create,
  init,
  str,
  members: {
    message: { type: 'object', offset: msg.offset, readonly: true },
    exceptions: { type: 'object', offset: excs.offset, readonly: true }
  },
  methods: {
    derive: {
      signature: '($self, exceptions, /)',
      doc: 'A group like this one of other exceptions.',
      call: derive
    },
    split: { signature: '($self, matcher, /)', doc: 'The part that matches, and the rest.', call: split },
    subgroup: { signature: '($self, matcher, /)', doc: 'The part that matches.', call: subgroup }
  }
};
/** For `except*`: splits an exception by types. */
export const splitException = (exception: Ref, type: Ref): Split | null => {
  const matches = matcherOf(type);
  return matches === null ? null : splitBy(exception, matches, true);
};
/** The exceptions of `group` whose leaves are among those of `parts`.  @cpython Objects/exceptions.c exception_group_projection */
export function projection(group: Ref, parts: readonly Ref[]): Split | null {
  const leaves = new Set<Ref>();
  const collect = (e: Ref): void => {
    if (!isGroup(e)) {
      leaves.add(e);
      return;
    }
    const items = excs(e) as Ref;
    for (let i = 0; i < ob_size(items); i++) collect(tupleItem(items, i));
  };
  parts.forEach(collect);
  return splitBy(group, e => leaves.has(e), false);
}
export const isExceptionGroup = (o: Ref): boolean => isGroup(o);
