/** What natives need of modules written in Python.  CPython: Python/import.c PyImport_Import. */
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { dictGetItem } from '../include/dict.js';
import { emptyTuple } from '../include/tuple.js';
import { decref, newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { compileHook } from './compile-hook.js';
import { getAttr } from './object.js';

/** The module of this name, imported if it is not there yet. */
export function imported(name: Ref): Result {
  const found = dictGetItem(compileHook.modules(), name);
  if (found === null) return NULL;
  if (found !== 0) return newRef(found);
  const first = finish(compileHook.importModule(name, 0, 0, emptyTuple, 0));
  if (first === NULL) return NULL;
  const leaf = dictGetItem(compileHook.modules(), name) || first; // a dotted name gives its first part
  const answer = newRef(leaf);
  decref(first);
  return answer;
}
/** `module.name`, the module imported if need be. */
export function importedAttribute(module: Ref, name: Ref): Result {
  const from = imported(module);
  if (from === NULL) return NULL;
  const value = finish(getAttr(from, name));
  decref(from);
  return value;
}
