/** property: functions behind an attribute.  CPython: Objects/descrobject.c propertyobject. */
import type { PUSHED } from '../heap/reference.js';
import { DONE, NULL, type Answer, type Done, type Owned, type Ref } from '../heap/reference.js';
import { int32, mayOwn } from '../heap/struct.js';
import { call1, call2, callWith } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { getAttr, isTrue, lookupAttr, setAttr } from '../abstract/object.js';
import { ABSENT } from '../heap/reference.js';
import { settled } from '../abstract/settle.js';
import { PyProperty, PyProperty_Type } from '../include/descriptor.js';
import { None, newBool, none } from '../include/singletons.js';
import { identifier, isStr, toHost } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf, type PyType } from '../object/header.js';
import { decref, newRef, setRef, xdecref, xnewRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { nativeMethod, callNative, registerMethod } from '../abstract/signature.js';
import { profile } from '../profiles/profile.js';
import { nativeFrame, beginNative } from '../object/native-frame.js';

const { prop_get, prop_set, prop_del, prop_doc, prop_name, getter_doc } = PyProperty;
const DOC = identifier('__doc__'),
  NAME = identifier('__name__'),
  ABSTRACT = identifier('__isabstractmethod__');
const QUALNAME = identifier('__qualname__');
const given = (o: Ref | 0): Owned | 0 => (o === 0 || o === None ? 0 : newRef(o));

function put(self: Ref, field: typeof prop_get, value: Owned | 0): void {
  const old = field(self) as Owned | 0;
  field.set(self, value);
  xdecref(old);
}
/** property(fget=None, fset=None, fdel=None, doc=None).  @cpython Objects/descrobject.c property_init_impl */
function initialise(self: Ref, get: Ref | 0, set: Ref | 0, remove: Ref | 0, doc: Ref | 0): Done {
  put(self, prop_get, given(get));
  put(self, prop_set, given(set));
  put(self, prop_del, given(remove));
  put(self, prop_doc, 0);
  if (prop_name.exists) put(self, prop_name, 0);
  getter_doc.set(self, 0);
  let text: Owned | 0 = given(doc);
  if (text === 0 && get !== 0 && get !== None) {
    const found = lookupAttr(get, DOC);
    if (found === NULL) return NULL;
    if (found !== ABSENT) {
      if (found === None) decref(found);
      else {
        getter_doc.set(self, 1);
        text = found;
      }
    }
  }
  if (typeOf(self) === PyProperty_Type || text === 0) {
    put(self, prop_doc, text);
    return DONE;
  }
  const done = setAttr(self, DOC, text);
  decref(text);
  return done === NULL ? NULL : DONE;
}
const init = nativeMethod(
  registerMethod('property', 'property', {
    signature: '($self, fget=None, fset=None, fdel=None, doc=None)',
    doc: '',
    call: ((self: Ref, get: Ref | 0, set: Ref | 0, remove: Ref | 0, doc: Ref | 0): Answer =>
      initialise(self, get, set, remove, doc) === NULL ? NULL : none()) as never
  })
);

/** `property 'x' of 'A' object has no getter`, as the version says it. */
function refuse(self: Ref, o: Ref, what: 'getter' | 'setter' | 'deleter', old: string): 0 {
  const shown = shownName(self);
  switch (profile.builtins.propertyText) {
    case 'plain':
      return raise(errors.AttributeError, old);
    case 'named':
      return raise(errors.AttributeError, shown === '' ? old : `${old}${shown}`);
    default:
      return raise(
        errors.AttributeError,
        `property${shown} of '${typeText(typeOf(o))}' object has no ${what}`
      );
  }
}
/** The qualified name of a type, as messages about properties show it. */
function typeText(t: PyType): string {
  const found = finish(getAttr(t, QUALNAME));
  if (found === NULL) return typeName(t);
  const text = isStr(found) ? toHost(found) : typeName(t);
  decref(found);
  return text;
}
function shownName(self: Ref): string {
  const name = prop_name.exists ? prop_name(self) : 0;
  if (name !== 0) return isStr(name) ? ` '${toHost(name)}'` : '';
  const get = prop_get(self);
  if (get === 0 || profile.builtins.propertyText !== 'full' || !GETTER_NAMES) return '';
  const found = lookupAttr(get, NAME);
  if (found === NULL || found === ABSENT) return '';
  const text = isStr(found) ? ` '${toHost(found)}'` : '';
  decref(found);
  return text;
}
const GETTER_NAMES = profile.builtins.propertyHasName;

function get(self: Ref, o: Ref | 0): Answer {
  if (o === 0 || o === None) return newRef(self);
  const getter = prop_get(self);
  return getter === 0 ? refuse(self, o, 'getter', 'unreadable attribute') : call1(getter, o);
}
function set(self: Ref, o: Ref, value: Ref | 0): Done | typeof PUSHED {
  const f = value === 0 ? prop_del(self) : prop_set(self);
  if (f === 0) {
    return value === 0
      ? refuse(self, o, 'deleter', "can't delete attribute")
      : refuse(self, o, 'setter', "can't set attribute");
  }
  return settled(value === 0 ? call1(f, o) : call2(f, o, value));
}

/** A copy with one function replaced.  @cpython Objects/descrobject.c property_copy */
const Copying = nativeFrame('property copy', { old: mayOwn, spare: int32 }, (frame, answer) => {
  if (answer === NULL || answer === ABSENT) return NULL;
  const old = Copying.old(frame) as Ref;
  if (prop_name.exists && typeOf(answer as Ref) === PyProperty_Type && prop_name(old) !== 0) {
    put(answer as Ref, prop_name, newRef(prop_name(old) as Ref));
  }
  return answer as Owned;
});
function copyWith(self: Ref, getter: Ref | 0, setter: Ref | 0, deleter: Ref | 0): Answer {
  const pick = (o: Ref | 0, field: typeof prop_get): Ref =>
    (o === 0 || o === None ? field(self) || None : o) as Ref;
  const doc =
    getter_doc(self) !== 0 && getter !== 0 && getter !== None ? None : ((prop_doc(self) || None) as Ref);
  const frame = Copying.enter();
  Copying.old.set(frame, newRef(self));
  const answer = callWith(
    typeOf(self),
    pick(getter, prop_get),
    pick(setter, prop_set),
    pick(deleter, prop_del),
    doc
  );
  return beginNative(frame, answer);
}

function isAbstract(self: Ref): Answer {
  for (const field of [prop_get, prop_set, prop_del]) {
    const f = field(self);
    const found = f === 0 ? ABSENT : lookupAttr(f, ABSTRACT);
    if (found === NULL) return NULL;
    if (found === ABSENT) continue;
    const truth = isTrue(found);
    decref(found);
    if (truth === null) return NULL;
    if (truth) return newBool(true);
  }
  return newBool(false);
}
function setName(self: Ref, name: Ref): Answer {
  setRef(self, prop_name, newRef(name));
  return none();
}

export const property = defineType({
  name: 'property',
  type: PyProperty_Type,
  struct: PyProperty,
  subclassable: true,
  gc: true,
  doc: 'Functions that get, set and delete an attribute.',
  ...owning([prop_get, prop_set, prop_del, prop_doc, prop_name]),
  new: type => genericAlloc(type, 0),
  init: (self, argv, nargs, kwnames) => settled(callNative(init, self, argv, nargs, kwnames)),
  descrGet: get,
  descrSet: set,
  members: {
    fget: { type: 'object', offset: prop_get.offset, readonly: true },
    fset: { type: 'object', offset: prop_set.offset, readonly: true },
    fdel: { type: 'object', offset: prop_del.offset, readonly: true },
    __doc__: { type: 'object', offset: prop_doc.offset }
  },
  getset: {
    __isabstractmethod__: { get: isAbstract },
    __name__: {
      versions: '3.13-',
      get: self => {
        const name = prop_name(self);
        if (name !== 0) return newRef(name);
        const getter = prop_get(self);
        if (getter !== 0) {
          const found = lookupAttr(getter, NAME);
          if (found !== ABSENT) return found;
        }
        return raise(errors.AttributeError, "'property' object has no attribute '__name__'");
      },
      set: (self, value) => {
        put(self, prop_name, xnewRef(value));
        return DONE;
      }
    }
  },
  methods: {
    getter: {
      signature: '($self, object, /)',
      doc: 'The property with another getter.',
      call: (self: Ref, f: Ref) => copyWith(self, f, 0, 0)
    },
    setter: {
      signature: '($self, object, /)',
      doc: 'The property with another setter.',
      call: (self: Ref, f: Ref) => copyWith(self, 0, f, 0)
    },
    deleter: {
      signature: '($self, object, /)',
      doc: 'The property with another deleter.',
      call: (self: Ref, f: Ref) => copyWith(self, 0, 0, f)
    },
    __set_name__: {
      versions: '3.10-',
      signature: '($self, owner, name, /)',
      doc: 'Learns its name.',
      call: (self: Ref, _owner: Ref, name: Ref) => setName(self, name)
    }
  }
});
