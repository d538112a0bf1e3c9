/** A class's slots follow its dict: a Python method fills the slot with the native that calls it.  CPython: Objects/typeobject.c update_one_slot. */
import type { Ref } from '../../heap/reference.js';
import { PyDescr, PyWrapperDescr_Type } from '../../include/descriptor.js';
import { PyCFunction, PyCFunction_Type } from '../../include/builtin.js';
import { None } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { TypeObject } from '../../include/type.js';
import { typeOf, type PyType } from '../../object/header.js';
import { native } from '../../object/natives.js';
import { setSlot, slot, slotOf, type SlotName } from '../../object/slots.js';
import { raiseNull, errors } from '../../object/errors.js';
import { typeName } from '../../include/type.js';
import { dropVersion, isSubtype, typeLookup } from '../../abstract/lookup.js';
import { pythonSlot, slotDefs } from './slotdefs.js';
import { newMethodNumber } from './new-method.js';
import { SLOT_NEW } from './call.js';
import { subclasses } from './subclasses.js';

const NEW = identifier('__new__'),
  HASH = identifier('__hash__');
const names = [...new Set(slotDefs.map(def => def.slot))];

/** tp_hash of a class whose `__hash__` is None. */
export const NOT_HASHABLE = native(((o: Ref) =>
  raiseNull(errors.TypeError, `unhashable type: '${typeName(typeOf(o))}'`)) as never);

/** Sets every slot of a class by what its MRO has now. */
export function updateSlots(t: PyType): void {
  for (const name of names) updateSlot(t, name);
  updateNew(t);
}
function updateSlot(t: PyType, name: SlotName): void {
  let specific = 0,
    generic = false,
    several = false,
    any = false;
  for (const def of slotDefs) {
    if (def.slot !== name) continue;
    const found = typeLookup(t, def.name);
    if (found === 0) continue;
    any = true;
    if (typeOf(found) === PyWrapperDescr_Type && isSubtype(t, PyDescr.d_type(found) as PyType)) {
      const inherited = wrapperSlot(found, name);
      if (inherited !== 0) {
        if (specific !== 0 && specific !== inherited) several = true;
        specific = inherited;
        continue;
      }
    }
    if (found === None && def.name === HASH) {
      specific = NOT_HASHABLE;
      continue;
    }
    generic = true;
  }
  if (!any) return;
  if (!generic && !several && specific !== 0) setSlot(t, slot[name], specific);
  else setSlot(t, slot[name], pythonSlot(name));
}
/** The native a wrapper stands for, if it wraps this very slot. */
function wrapperSlot(wrapper: Ref, name: SlotName): number {
  const t = PyDescr.d_type(wrapper) as PyType;
  const number = PyDescr.extra(wrapper);
  return slotOf(t, slot[name]) === number ? number : 0;
}
function updateNew(t: PyType): void {
  const found = typeLookup(t, NEW);
  if (found === 0) return;
  if (typeOf(found) === PyCFunction_Type && PyCFunction.m_ml(found) === newMethodNumber()) {
    setSlot(t, slot.tp_new, slotOf(PyCFunction.m_self(found) as PyType, slot.tp_new));
  } else setSlot(t, slot.tp_new, SLOT_NEW);
}

/** The type's dict has changed under `name`: versions are dropped and slots follow, here and in the subclasses. */
export function typeChanged(t: PyType, name: Ref): void {
  invalidate(t);
  const concerned = [...new Set(slotDefs.filter(def => def.name === name).map(def => def.slot))];
  const walk = (at: PyType): void => {
    for (const slotName of concerned) {
      setSlot(at, slot[slotName], inheritedSlot(at, slotName));
      updateSlot(at, slotName);
    }
    if (name === NEW) updateNew(at);
    subclasses(at, walk);
  };
  if (concerned.length > 0 || name === NEW) walk(t);
}
/** What the slot is before the type's own methods count: the base's. */
const inheritedSlot = (t: PyType, name: SlotName): number => {
  const base = TypeObject.tp_base(t) as PyType | 0;
  return base === 0 ? 0 : slotOf(base, slot[name]);
};
/** Drops the versions of a type and its subclasses.  @cpython Objects/typeobject.c PyType_Modified */
export function invalidate(t: PyType): void {
  if (TypeObject.tp_version_tag(t) === 0) return;
  subclasses(t, invalidate);
  dropVersion(t);
}
