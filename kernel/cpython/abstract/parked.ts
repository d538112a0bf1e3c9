/** What a native makes and parks while Python code may change it: the result, unless something failed. */
import { NULL, type Done, type Result } from '../heap/reference.js';
import { unpark } from '../object/park.js';
import { decref } from '../object/refcount.js';

/** Takes the reference parked last back; when what was done with it failed, lets go of it and answers NULL. */
export function unparkIf<T extends string = string>(done: Done | null): Result<T> {
  const made = unpark<T>();
  if (done !== NULL && done !== null) return made;
  decref(made);
  return NULL;
}
