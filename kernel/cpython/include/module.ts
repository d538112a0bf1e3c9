/** module: a dict with a name.  CPython: Include/internal/pycore_moduleobject.h. */
import { borrows, mayOwn, pointer, struct } from '../heap/struct.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { newDict, setStr } from './dict.js';
import { None } from './singletons.js';
import { identifier } from './str.js';
import { Flag, staticType, typeHas, type PyType } from './type.js';

export const PyModule_Type = staticType();
export const PyModule = struct('module', 'PyModuleObject', {
  md_dict: mayOwn,
  md_def: pointer,
  md_state: pointer,
  md_weaklist: borrows, // weak references do not own
  md_name: mayOwn
});
export const isExactModule = (o: Ref): boolean => typeOf(o) === PyModule_Type;
export const isModule = (o: Ref): boolean =>
  typeOf(o) === PyModule_Type || (typeHas(typeOf(o), Flag.HEAPTYPE) && derives(typeOf(o)));
function derives(t: PyType): boolean {
  return baseOf(t) === PyModule_Type;
}
import { TypeObject } from './type.js';
/** The builtin type that a class is laid out like. */
function baseOf(t: PyType): PyType {
  let at = t;
  while (typeHas(at, Flag.HEAPTYPE)) at = TypeObject.tp_base(at) as PyType;
  return at;
}

const NAMES = ['__name__', '__doc__', '__package__', '__loader__', '__spec__'].map(identifier);

/** The entries that every module's dict begins with; `name` and `doc` are lent.  @cpython Objects/moduleobject.c module_init_dict */
export function initModuleDict(module: Ref, dict: Ref, name: Ref, doc: Ref): boolean {
  for (const key of NAMES) {
    const value = key === NAMES[0] ? name : key === NAMES[1] ? doc : None;
    if (setStr(dict, key, value) === NULL) return false;
  }
  const old = PyModule.md_name(module) as Owned | 0;
  PyModule.md_name.set(module, newRef(name));
  if (old !== 0) decref(old);
  return true;
}
/** A module called `name` (lent).  @cpython Objects/moduleobject.c PyModule_NewObject */
export function newModule(name: Ref): Result<'module'> {
  const module = newObject<'module'>(PyModule_Type);
  if (module === 0) return NULL;
  const dict = newDict();
  if (dict !== NULL) PyModule.md_dict.set(module, dict);
  track(module);
  if (dict !== NULL && initModuleDict(module, dict, name, None)) return module;
  decref(module);
  return NULL;
}
/** The module's dict, borrowed. */
export const moduleDict = (module: Ref): Ref => PyModule.md_dict(module) as Ref;
