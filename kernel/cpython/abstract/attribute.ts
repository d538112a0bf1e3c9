/** Attributes of instances: descriptors, the instance's dict, class attributes.  CPython: Objects/object.c PyObject_GenericGetAttr. */
import { load, store, type Address } from '../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type PUSHED, type Ref, type Result } from '../heap/reference.js';
import { lookupStr, newDict } from '../include/dict.js';
import {
  instanceDelValue,
  instanceDict,
  instanceGetValue,
  instanceSetValue,
  newSharingDict,
  setSharingItem
} from '../include/instance.js';
import { isStr, toHost } from '../include/str.js';
import { Flag, TypeObject, typeHas, typeName } from '../include/type.js';
import { profile } from '../profiles/profile.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { native, natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { varSize } from '../object/create.js';
import { typeLookup } from './lookup.js';
import { raiseAttributeError } from './raise.js';

type Get = (descriptor: Ref, instance: Ref | 0, owner: Ref | 0) => Answer;
type Set = (descriptor: Ref, instance: Ref, value: Ref | 0) => Done | typeof PUSHED;

/** Address of the slot that holds an instance's dict (not managed ones), or 0.  @cpython Objects/object.c _PyObject_ComputedDictPointer */
export function dictSlot(o: Ref, t: PyType): Address {
  const offset = TypeObject.tp_dictoffset(t);
  if (offset === 0) return 0;
  if (offset > 0) return o + offset;
  return o + varSize(t, Math.abs(ob_size(o))) + offset;
}
const managed = (t: PyType): boolean => typeHas(t, Flag.MANAGED_DICT);

/** What the instance itself has under `name`, borrowed, or NULL. */
export function instanceLookup(o: Ref, t: PyType, name: Ref): Ref | 0 {
  if (managed(t)) return instanceGetValue(o, name);
  const at = dictSlot(o, t);
  const dict = at === 0 ? 0 : (load(at) as Ref | 0);
  return dict === 0 ? 0 : lookupStr(dict, name);
}

/** `o.name` for ordinary objects. */
export function genericGetAttr(o: Ref, name: Ref): Answer {
  const t = typeOf(o);
  const descriptor = typeLookup(t, name);
  let get = 0;
  if (descriptor !== 0) {
    get = slotOf(typeOf(descriptor), slot.tp_descr_get);
    if (get !== 0 && slotOf(typeOf(descriptor), slot.tp_descr_set) !== 0) {
      return (natives[get] as unknown as Get)(descriptor, o, t);
    }
  }
  const own = instanceLookup(o, t, name);
  if (own !== 0) return newRef(own);
  if (get !== 0) return (natives[get] as unknown as Get)(descriptor as Ref, o, t);
  if (descriptor !== 0) return newRef(descriptor);
  return raiseAttributeError(o, name, `'${typeName(t)}' object has no attribute '${toHost(name)}'`);
}

const NO_DICT_TEXT = profile.object.noDictText;

/** `o.name = value`, `del o.name` with NULL, for ordinary objects. */
export function genericSetAttr(o: Ref, name: Ref, value: Ref | 0): Done | typeof PUSHED {
  const t = typeOf(o);
  if (!isStr(name))
    return raise(errors.TypeError, `attribute name must be string, not '${typeName(typeOf(name))}'`);
  const descriptor = typeLookup(t, name);
  if (descriptor !== 0) {
    const set = slotOf(typeOf(descriptor), slot.tp_descr_set);
    if (set !== 0) return (natives[set] as unknown as Set)(descriptor, o, value);
  }
  if (managed(t)) {
    if (value !== 0) return instanceSetValue(o, name, value);
    return instanceDelValue(o, name) ? DONE : missingAttribute(o, t, name);
  }
  const at = dictSlot(o, t);
  if (at === 0) return cannotSet(o, t, name, descriptor);
  let dict = load(at) as Ref | 0;
  if (dict === 0) {
    dict = newInstanceDict(t, at); // also for a deletion, which ends the class's sharing of keys
    if (dict === NULL) return NULL;
  }
  const done = setSharingItem(t, dict, name, value);
  return done === NULL && value === 0 ? missingAttribute(o, t, name) : done;
}
/** A dict for an instance that had none yet, put into its slot; borrowed. */
export function newInstanceDict(t: PyType, at: Address): Ref | 0 {
  const dict = instanceDictFor(t);
  if (dict === NULL) return NULL;
  store(at, dict);
  return dict;
}
function instanceDictFor(t: PyType): Result {
  return typeHas(t, Flag.HEAPTYPE) ? newSharingDict(t) : newDict();
}

function missingAttribute(o: Ref, t: PyType, name: Ref): 0 {
  return raiseAttributeError(o, name, deletionText(t, name));
}
const deletionText = (t: PyType, name: Ref): string =>
  profile.object.deletionNamesType
    ? `'${typeName(t)}' object has no attribute '${toHost(name)}'`
    : toHost(name);

function cannotSet(o: Ref, t: PyType, name: Ref, descriptor: Ref | 0): 0 {
  const text = toHost(name);
  if (descriptor === 0) {
    const also =
      NO_DICT_TEXT && slotOf(t, slot.tp_setattro) === GENERIC_SET_ATTR
        ? ' and no __dict__ for setting new attributes'
        : '';
    return raiseAttributeError(o, name, `'${typeName(t)}' object has no attribute '${text}'${also}`);
  }
  return raiseAttributeError(o, name, `'${typeName(t)}' object attribute '${text}' is read-only`);
}
/** The numbers of the two generic natives: slots hold them, inherited or not. */
export const GENERIC_GET_ATTR = native(genericGetAttr);
export const GENERIC_SET_ATTR = native(genericSetAttr);

/** `o.__dict__`, made if need be; borrowed.  AttributeError when there can be none. */
export function dictOf(o: Ref): Ref | 0 {
  const t = typeOf(o);
  if (managed(t)) {
    const dict = instanceDict(o);
    if (dict === NULL) return NULL;
    decref(dict); // the instance holds it
    return dict;
  }
  const at = dictSlot(o, t);
  if (at === 0) return raise(errors.AttributeError, `'${typeName(t)}' object has no attribute '__dict__'`);
  const dict = load(at) as Ref | 0;
  return dict !== 0 ? dict : newInstanceDict(t, at);
}
