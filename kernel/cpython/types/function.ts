/** function: code with globals, defaults and a closure.  CPython: Objects/funcobject.c.  What a call does is interp's. */
import { ABSENT, DONE, NULL, type Answer, type Done, type Owned, type Ref } from '../heap/reference.js';
import { mayOwn, type Field } from '../heap/struct.js';
import { call1 } from '../abstract/call.js';
import { defineType, type Getset } from '../abstract/define.js';
import { dictGetset } from '../abstract/dict-getset.js';
import { dropWeakrefs, owning, thenFree, thenReleaseFields } from '../abstract/fields.js';
import { newFunction } from '../abstract/make-function.js';
import { PyCell_Type } from '../include/cell.js';
import { PyCode, PyCode_Type } from '../include/code.js';
import { isDict, newDict, setStr } from '../include/dict.js';
import { PyFunction, PyFunction_Type, newMethod } from '../include/function.js';
import { newInt } from '../include/int.js';
import { None, none } from '../include/singletons.js';
import { EMPTY, isStr, newStr, toHost } from '../include/str.js';
import { emptyTuple, isTuple, tupleItem } from '../include/tuple.js';
import { Flag, typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { ob_size, typeOf } from '../object/header.js';
import { nativeFrame, beginNative } from '../object/native-frame.js';
import { clearRef, decref, newRef, setRef, xdecref, xnewRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';

const F = PyFunction;
type OwningField = Field<Ref | 0, Owned | 0>;

/** @cpython Objects/funcobject.c func_clear */
const cleared: readonly OwningField[] = [
  F.func_globals,
  F.func_builtins,
  F.func_module,
  F.func_defaults,
  F.func_kwdefaults,
  F.func_doc,
  F.func_dict,
  F.func_closure,
  F.func_annotations,
  F.func_annotate,
  F.func_typeparams
];
const visited: readonly OwningField[] = [
  F.func_code,
  F.func_globals,
  F.func_builtins,
  F.func_module,
  F.func_defaults,
  F.func_kwdefaults,
  F.func_doc,
  F.func_name,
  F.func_dict,
  F.func_closure,
  F.func_annotations,
  F.func_annotate,
  F.func_typeparams,
  F.func_qualname
];

function put(self: Ref, field: OwningField, value: Owned | 0): typeof DONE {
  const old = field(self) as Owned | 0;
  field.set(self, value);
  xdecref(old);
  return DONE;
}
/** A field that is a tuple or dict, or None. */
const optional = (field: OwningField, name: string, is: (o: Ref) => boolean, what: string): Getset => ({
  get: self => {
    const value = field(self);
    return value === 0 ? none() : newRef(value);
  },
  set: (self, value) =>
    value !== 0 && value !== None && !is(value)
      ? raise(errors.TypeError, `${name} must be set to a ${what} object`)
      : put(self, field, value === 0 || value === None ? 0 : newRef(value))
});
const text = (field: OwningField, name: string): Getset => ({
  get: self => newRef(field(self) as Ref),
  set: (self, value) =>
    value === 0 || !isStr(value)
      ? raise(errors.TypeError, `${name} must be set to a string object`)
      : (setRef(self, field, newRef(value)), DONE)
});

/** `__annotations__` when there is none yet, or a tuple of names and values.  @cpython func_get_annotation_dict */
function annotations(self: Ref): Answer {
  const known = F.func_annotations(self);
  if (known !== 0 && !isTuple(known)) return newRef(known);
  const annotate = F.func_annotate.exists ? F.func_annotate(self) : 0;
  if (known === 0 && annotate !== 0 && annotate !== None) return annotateNow(self, annotate);
  const dict = newDict();
  if (dict === NULL) return NULL;
  for (let i = 0; known !== 0 && i < ob_size(known); i += 2) {
    if (setStr(dict, tupleItem(known, i), tupleItem(known, i + 1)) === NULL) {
      decref(dict);
      return NULL;
    }
  }
  put(self, F.func_annotations, newRef(dict));
  return dict;
}
const Annotating = nativeFrame('__annotations__', { func: mayOwn }, (frame, answer) => {
  if (answer === NULL || answer === ABSENT) return NULL;
  const made = answer as Owned;
  if (!isDict(made)) {
    const given = typeName(typeOf(made));
    decref(made);
    return raise(errors.TypeError, `__annotate__() must return a dict, not ${given}`);
  }
  put(Annotating.func(frame) as Ref, F.func_annotations, newRef(made));
  return made;
});
function annotateNow(self: Ref, annotate: Ref): Answer {
  const format = newInt(1);
  if (format === NULL) return NULL;
  const frame = Annotating.enter();
  Annotating.func.set(frame, newRef(self));
  const answer = call1(annotate, format);
  decref(format);
  return beginNative(frame, answer);
}
function setAnnotations(self: Ref, value: Ref | 0): Done {
  const given = value === None ? 0 : value;
  if (given !== 0 && !isDict(given)) {
    return raise(errors.TypeError, '__annotations__ must be set to a dict object');
  }
  put(self, F.func_annotations, xnewRef(given));
  if (F.func_annotate.exists) put(self, F.func_annotate, 0);
  return DONE;
}
const annotateGetset: Getset = {
  versions: '3.14-',
  get: self => {
    const f = F.func_annotate(self);
    return f === 0 ? none() : newRef(f);
  },
  set: (self, value) => {
    if (value === 0) return raise(errors.TypeError, '__annotate__ cannot be deleted');
    if (value === None) return put(self, F.func_annotate, newRef(None));
    if (slotOf(typeOf(value), slot.tp_call) === 0) {
      return raise(errors.TypeError, '__annotate__ must be callable or None');
    }
    put(self, F.func_annotate, newRef(value));
    return put(self, F.func_annotations, 0);
  }
};

const freeCount = (code: Ref): number =>
  PyCode.co_nfreevars.exists ? PyCode.co_nfreevars(code) : ob_size(PyCode.co_freevars(code) as Ref);
function setCode(self: Ref, value: Ref | 0): Done {
  if (value === 0 || typeOf(value) !== PyCode_Type) {
    return raise(errors.TypeError, '__code__ must be set to a code object');
  }
  const closure = F.func_closure(self),
    has = closure === 0 ? 0 : ob_size(closure),
    wants = freeCount(value);
  if (has !== wants) {
    const name = toHost(F.func_name(self) as Ref);
    return raise(errors.ValueError, `${name}() requires a code object with ${has} free vars, not ${wants}`);
  }
  setRef(self, F.func_code, newRef(value));
  return DONE;
}

/** function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None).  @cpython func_new_impl */
function construct(
  _type: Ref,
  code: Ref,
  globals: Ref,
  name: Ref | 0,
  defaults: Ref | 0,
  closure: Ref | 0,
  kwdefaults: Ref | 0 = 0
): Answer {
  const given = (o: Ref | 0): Ref | 0 => (o === None ? 0 : o);
  const wrong = (i: number, what: string, o: Ref): 0 =>
    raise(errors.TypeError, `function() argument ${i} must be ${what}, not ${typeName(typeOf(o))}`);
  if (typeOf(code) !== PyCode_Type) return wrong(1, 'code', code);
  if (!isDict(globals)) return wrong(2, 'dict', globals);
  const label = given(name),
    values = given(defaults),
    cells = given(closure),
    keywords = given(kwdefaults);
  if (label !== 0 && !isStr(label)) return raise(errors.TypeError, 'arg 3 (name) must be None or string');
  if (values !== 0 && !isTuple(values))
    return raise(errors.TypeError, 'arg 4 (defaults) must be None or tuple');
  const wants = freeCount(code);
  if (cells === 0 || !isTuple(cells)) {
    if (cells !== 0 || wants > 0) {
      return raise(
        errors.TypeError,
        wants > 0 && cells !== 0 ? 'arg 5 (closure) must be tuple' : 'arg 5 (closure) must be None or tuple'
      );
    }
  }
  const has = cells === 0 ? 0 : ob_size(cells);
  if (has !== wants) {
    const shown = toHost(PyCode.co_name(code) as Ref);
    return raise(errors.ValueError, `${shown} requires closure of length ${wants}, not ${has}`);
  }
  for (let i = 0; i < has; i++) {
    const t = typeOf(tupleItem(cells as Ref, i));
    if (t !== PyCell_Type)
      return raise(errors.TypeError, `arg 5 (closure) expected cell, found ${typeName(t)}`);
  }
  const f = newFunction(code, globals);
  if (f === NULL) return NULL;
  if (label !== 0) setRef(f, F.func_name, newRef(label));
  F.func_defaults.set(f, xnewRef(values));
  F.func_closure.set(f, xnewRef(cells));
  F.func_kwdefaults.set(f, xnewRef(keywords));
  return f;
}

const NAMES_LAST: readonly OwningField[] = [F.func_code, F.func_name, F.func_qualname];
export const functionType = defineType({
  name: 'function',
  type: PyFunction_Type,
  struct: PyFunction,
  gc: true,
  flags: Flag.METHOD_DESCRIPTOR,
  weaklist: F.func_weakreflist.offset,
  dict: F.func_dict.offset,
  doc: 'A function written in Python.',
  traverse: owning(visited).traverse,
  clear(self) {
    for (const field of cleared) if (field.exists) clearRef(self, field);
    setRef(self, F.func_name, newRef(EMPTY));
    setRef(self, F.func_qualname, newRef(EMPTY));
  },
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, F.func_weakreflist.offset);
    thenFree(self);
    thenReleaseFields(self, NAMES_LAST);
    thenReleaseFields(self, cleared);
  },
  construct: {
    signature: profile.builtins.functionKwdefaults
      ? '($type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)'
      : '($type, code, globals, name=None, argdefs=None, closure=None)',
    call: construct
  },
  repr: self => newStr(`<function ${toHost(F.func_qualname(self) as Ref)} at 0x${self.toString(16)}>`),
  descrGet: (self, o) => (o === 0 || o === None ? newRef(self) : newMethod(self, o)),
  members: {
    __closure__: { type: 'object', offset: F.func_closure.offset, readonly: true },
    __doc__: { type: 'object', offset: F.func_doc.offset },
    __globals__: { type: 'object', offset: F.func_globals.offset, readonly: true },
    __module__: { type: 'object', offset: F.func_module.offset },
    __builtins__: { versions: '3.10-', type: 'object', offset: F.func_builtins.offset, readonly: true }
  },
  getset: {
    __code__: { get: self => newRef(F.func_code(self) as Ref), set: setCode },
    __defaults__: optional(F.func_defaults, '__defaults__', isTuple, 'tuple'),
    __kwdefaults__: optional(F.func_kwdefaults, '__kwdefaults__', isDict, 'dict'),
    __annotations__: { get: annotations, set: setAnnotations },
    __annotate__: annotateGetset,
    __dict__: dictGetset,
    __name__: text(F.func_name, '__name__'),
    __qualname__: text(F.func_qualname, '__qualname__'),
    __type_params__: {
      versions: '3.12-',
      get: self => {
        const parameters = F.func_typeparams(self);
        return newRef(parameters === 0 ? emptyTuple : parameters);
      },
      set: (self, value) =>
        value === 0 || !isTuple(value)
          ? raise(errors.TypeError, '__type_params__ must be set to a tuple')
          : put(self, F.func_typeparams, newRef(value))
    }
  }
});
