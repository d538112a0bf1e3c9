/** operator.methodcaller: calls a method of its operand.  CPython: Modules/_operator.c methodcallerobject. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, owns, structAt } from '../../heap/struct.js';
import { callWithKeywords } from '../../abstract/call-with.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { importedAttribute } from '../../abstract/imported.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { argumentsAsTuple } from '../../abstract/kept-arguments.js';
import { getAttr, reprOf } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { dictLength, dictSetItem, entryValue, newDict, nextEntry } from '../../include/dict.js';
import { identifier, internName, isExactStr, isStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { callRepr, operand, shownItems, shownKeywords } from './making.js';

export const MethodCaller_Type = staticType();
const MethodCaller = structAt(
  'operator.methodcaller',
  { name: mayOwn, args: mayOwn, kwds: mayOwn, vectorcallArgs: mayOwn },
  { name: 16, args: 24, kwds: 32, vectorcallArgs: 40 },
  profile.system.methodcallerSize
);
const { name, args, kwds, vectorcallArgs } = MethodCaller;
const KEEPS = profile.system.methodcallerKeepsArguments;
const FUNCTOOLS = identifier('functools'),
  PARTIAL = identifier('partial');

function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (nargs < 1) return raise(errors.TypeError, 'methodcaller needs at least one argument, the method name');
  const first = argumentAt(argv, 0);
  if (!isStr(first)) return raise(errors.TypeError, 'method name must be a string');
  const self = genericAlloc(type, 0);
  if (self === NULL) return NULL;
  name.set(self, isExactStr(first) ? internName(newRef(first)) : newRef(first));
  const rest = argumentsAsTuple(argv + 8, nargs - 1);
  args.set(self, rest);
  if (rest !== NULL && (!hasKeywords(kwnames) || keep(self, argv + nargs * 8, kwnames as Ref))) return self;
  decref(self);
  return NULL;
}
function keep(self: Ref, values: Address, names: Ref): boolean {
  const dict = newDict();
  if (dict === NULL) return false;
  kwds.set(self, dict);
  for (let i = 0; i < ob_size(names); i++) {
    if (dictSetItem(dict, tupleItem(names, i), argumentAt(values, i)) === NULL) return false;
  }
  return !KEEPS || layOut(self);
}

/** The method is looked up, then called. */
const Calling = nativeFrame(
  'methodcaller',
  { self: owns, method: mayOwn, isCalled: int32 },
  (frame: NativeFrame, found: Maybe): Answer => {
    if (found === NULL || found === ABSENT || Calling.isCalled(frame) === 1) return found as Answer;
    Calling.isCalled.set(frame, 1);
    Calling.method.set(frame, found as Owned);
    const self = Calling.self(frame);
    const given = args(self) as Ref;
    return callWithKeywords(
      found as Owned,
      Array.from({ length: ob_size(given) }, (_, i) => tupleItem(given, i)),
      kwds(self)
    );
  }
);
/** The arguments one after the other, those with names too.  @cpython _methodcaller_initialize_vectorcall */
function layOut(self: Ref): boolean {
  const given = args(self) as Ref,
    named = kwds(self) as Ref;
  const all = newTuple(ob_size(given) + dictLength(named));
  if (all === NULL) return false;
  let at = 0;
  for (; at < ob_size(given); at++) setTupleItem(all, at, newRef(tupleItem(given, at)));
  for (let i = nextEntry(named, 0); i >= 0; i = nextEntry(named, i + 1))
    setTupleItem(all, at++, newRef(entryValue(named, i)));
  trackTuple(all);
  vectorcallArgs.set(self, all);
  return true;
}
/** @cpython Modules/_operator.c methodcaller_call */
function call(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const on = operand('methodcaller', argv, nargs, kwnames);
  if (on === 0) return NULL;
  const frame = Calling.enter();
  Calling.self.set(frame, newRef(self));
  return beginNative(frame, getAttr(on, name(self) as Ref));
}

function repr(self: Ref): Answer {
  const type = typeName(typeOf(self));
  return callRepr(self, type, `${type}(...)`, () => {
    const method = reprOf(name(self) as Ref),
      positional = method === null ? null : shownItems(args(self) as Ref),
      named = positional === null ? null : shownKeywords(kwds(self));
    return method === null || positional === null || named === null
      ? null
      : [method, ...positional, ...named];
  });
}
/** `(name, *args)` */
function nameAndArguments(self: Ref): Owned | 0 {
  const given = args(self) as Ref;
  const all = newTuple(ob_size(given) + 1);
  if (all === NULL) return NULL;
  setTupleItem(all, 0, newRef(name(self) as Ref));
  for (let i = 0; i < ob_size(given); i++) setTupleItem(all, i + 1, newRef(tupleItem(given, i)));
  trackTuple(all);
  return all;
}
/** With keywords: a partial that makes it again.  @cpython Modules/_operator.c methodcaller_reduce */
function reduce(self: Ref): Answer {
  const named = kwds(self);
  if (named === 0 || dictLength(named) === 0) return packTuple(newRef(typeOf(self)), nameAndArguments(self));
  const partial = importedAttribute(FUNCTOOLS, PARTIAL);
  if (partial === NULL) return NULL;
  const maker = finish(callWithKeywords(partial, [typeOf(self), name(self) as Ref], named));
  decref(partial);
  return packTuple(maker, newRef(args(self) as Ref));
}

export const methodcaller = defineType({
  name: 'operator.methodcaller',
  type: MethodCaller_Type,
  basicsize: MethodCaller.$size,
  owned(self, visit) {
    const fields = KEEPS ? [name, args, kwds, vectorcallArgs] : [name, args, kwds];
    for (const field of fields) {
      const o = field(self);
      if (o !== 0) visit(o, `.${field.fieldName}`, 'attribute');
    }
  },
  gc: true,
  doc: "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
  ...owning(KEEPS ? [name, args, kwds, vectorcallArgs] : [name, args, kwds]),
  new: make,
  call,
  repr,
  methods: {
    __reduce__: { signature: '($self, /)', doc: 'Return state information for pickling', call: reduce }
  }
});
