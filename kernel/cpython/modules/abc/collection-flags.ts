/** Which classes `match` takes for sequences or mappings.  CPython: Modules/_abc.c set_collection_flag_recursive. */
import { DONE, NULL, type Done, type Ref } from '../../heap/reference.js';
import { deleteStr, entryValue, lookupStr, nextEntry } from '../../include/dict.js';
import { asIndex, isInt } from '../../include/int.js';
import { identifier } from '../../include/str.js';
import { Flag, TypeObject, clearTypeFlags, setTypeFlags, typeHas, type PyType } from '../../include/type.js';
import { referent } from '../../include/weakref.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { profile } from '../../profiles/profile.js';
import { dropVersion } from '../../abstract/lookup.js';

const HAS_FLAGS = profile.system.abcCollectionFlags;
const BOTH = Flag.SEQUENCE | Flag.MAPPING;
const ASKED = identifier('__abc_tpflags__');
const isType = (o: Ref): o is PyType => typeHas(typeOf(o), Flag.TYPE);
const flagOf = (t: PyType): number => TypeObject.tp_flags(t) & BOTH;

/** Takes `__abc_tpflags__` out of a new class and sets what it says. */
export function takeCollectionFlags(cls: Ref): Done {
  if (!HAS_FLAGS || !isType(cls)) return DONE;
  const dict = TypeObject.tp_dict(cls) as Ref;
  const asked = lookupStr(dict, ASKED);
  if (asked === 0) return DONE;
  const flags = (isInt(asked) ? (asIndex(asked) ?? 0) : 0) & BOTH;
  if (flags === BOTH) {
    return raise(
      errors.TypeError,
      '__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING'
    );
  }
  setTypeFlags(cls, flags);
  dropVersion(cls);
  return deleteStr(dict, ASKED) ? DONE : NULL;
}
/** A class registered with a collection is one, and so are its subclasses. */
export function spreadCollectionFlag(from: Ref, to: PyType): void {
  if (!HAS_FLAGS || !isType(from)) return;
  const flag = flagOf(from);
  if (flag !== 0) spread(to, flag);
}
function spread(t: PyType, flag: number): void {
  if (typeHas(t, Flag.IMMUTABLE) || flagOf(t) === flag) return;
  clearTypeFlags(t, BOTH);
  setTypeFlags(t, flag);
  const dict = TypeObject.tp_subclasses(t);
  if (dict === 0) return;
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const child = referent(entryValue(dict, i));
    if (child !== 0) spread(child as PyType, flag);
  }
}
