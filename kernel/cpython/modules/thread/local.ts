/**
 * _thread._local: attributes that each thread has for itself.  There is one thread: its attributes lie in a dict that the object
 * owns, where CPython has its list of threads' dicts.  CPython: Modules/_threadmodule.c localobject.
 */
import type { Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type PUSHED, type Ref } from '../../heap/reference.js';
import { mayOwn, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { dropWeakrefs, owning, thenFree, thenReleaseFields } from '../../abstract/fields.js';
import { genericGetAttr, genericSetAttr } from '../../abstract/attribute.js';
import { typeLookup } from '../../abstract/lookup.js';
import { raiseAttributeError } from '../../abstract/raise.js';
import { dictDelItem, dictSetItem, lookupStr, newDict } from '../../include/dict.js';
import { identifier, isStr, strEquals, toHost } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { PyBaseObject_Type } from '../../include/object.js';
import { newTuple, setTupleItem, trackAnyTuple, tupleItem } from '../../include/tuple.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { clearRaised } from '../../abstract/object.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { natives } from '../../object/natives.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { profile } from '../../profiles/profile.js';

const { localSize, localWeaklist } = profile.system;
export const Local_Type = staticType();
const Local = structAt(
  '_thread._local',
  { attributes: mayOwn, args: mayOwn, kw: mayOwn },
  localWeaklist === 40 ? { attributes: 48, args: 24, kw: 32 } : { attributes: 40, args: 16, kw: 24 },
  localSize
);
const DICT = identifier('__dict__');

/** A new thread would call `__init__` again: the arguments are kept.  @cpython Modules/_threadmodule.c local_new */
function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const named = kwnames === 0 ? 0 : ob_size(kwnames);
  if (nargs + named > 0 && slotOf(type, slot.tp_init) === slotOf(PyBaseObject_Type, slot.tp_init))
    return raise(errors.TypeError, 'Initialization arguments are not supported');
  const self = genericAlloc(type, 0);
  if (self === 0) return NULL;
  const attributes = newDict(),
    args = newTuple(nargs);
  Local.attributes.set(self, attributes);
  Local.args.set(self, args);
  if (attributes === NULL || args === NULL || (named > 0 && !keep(self, argv + nargs * 8, kwnames as Ref))) {
    decref(self);
    return NULL;
  }
  for (let i = 0; i < nargs; i++) setTupleItem(args, i, newRef(argumentAt(argv, i)));
  trackAnyTuple(args);
  return self;
}
function keep(self: Ref, values: Address, names: Ref): boolean {
  const kw = newDict();
  if (kw === NULL) return false;
  Local.kw.set(self, kw);
  for (let i = 0; i < ob_size(names); i++) {
    if (dictSetItem(kw, tupleItem(names, i), argumentAt(values, i)) === NULL) return false;
  }
  return true;
}

/** Data descriptors of the class, then the thread's attributes, then the class.  @cpython Modules/_threadmodule.c local_getattro */
function getAttribute(self: Ref, name: Ref): Answer {
  const dict = Local.attributes(self) as Ref;
  if (!isStr(name)) return genericGetAttr(self, name);
  if (strEquals(name, DICT)) return newRef(dict);
  const descriptor = typeLookup(typeOf(self), name);
  if (descriptor !== 0 && slotOf(typeOf(descriptor), slot.tp_descr_set) !== 0)
    return genericGetAttr(self, name);
  const own = lookupStr(dict, name);
  return own !== 0 ? newRef(own) : genericGetAttr(self, name);
}
type DescrSet = (descriptor: Ref, instance: Ref, value: Ref | 0) => Done | typeof PUSHED;
function setAttribute(self: Ref, name: Ref, value: Ref | 0): Done | typeof PUSHED {
  if (!isStr(name)) return genericSetAttr(self, name, value);
  const type = typeName(typeOf(self));
  if (strEquals(name, DICT))
    return raiseAttributeError(self, name, `'${type}' object attribute '__dict__' is read-only`);
  const descriptor = typeLookup(typeOf(self), name);
  const set = descriptor === 0 ? 0 : slotOf(typeOf(descriptor), slot.tp_descr_set);
  if (set !== 0) return (natives[set] as unknown as DescrSet)(descriptor as Ref, self, value);
  const dict = Local.attributes(self) as Ref;
  if (value !== 0) return dictSetItem(dict, name, value);
  if (dictDelItem(dict, name) !== NULL) return DONE;
  clearRaised();
  const text = profile.object.deletionNamesType
    ? `'${type}' object has no attribute '${toHost(name)}'`
    : toHost(name);
  return raiseAttributeError(self, name, text);
}
const fields = [Local.args, Local.kw, Local.attributes];
const { traverse, clear } = owning(fields);

export const local = defineType({
  name: '_thread._local',
  type: Local_Type,
  struct: Local,
  gc: true,
  subclassable: true,
  doc: 'Thread-local data',
  weaklist: localWeaklist,
  traverse,
  clear,
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, localWeaklist);
    thenFree(self);
    thenReleaseFields(self, fields);
  },
  new: make,
  getattro: getAttribute,
  setattro: setAttribute
});
