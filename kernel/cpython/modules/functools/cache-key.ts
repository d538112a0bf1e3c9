/** What a cache looks arguments up by.  CPython: Modules/_functoolsmodule.c lru_cache_make_key. */
import { storePointer, type Address } from '../../heap/memory.js';
import { NULL, type Ref, type Result } from '../../heap/reference.js';
import { isExactInt } from '../../include/int.js';
import { PyBaseObject_Type } from '../../include/object.js';
import { isExactStr } from '../../include/str.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { ob_size, typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { newRef } from '../../object/refcount.js';
import { setStaticCount } from '../../object/statics.js';
import { staticAllocate } from '../../process/space.js';

/** Stands between positional arguments and those with names. */
export const MARK = mark();
function mark(): Ref {
  const o = staticAllocate(16) as Ref;
  storePointer(o + 8, PyBaseObject_Type);
  setStaticCount(o, 'singleton');
  return o;
}
/** The only argument if it is a str or int, else a tuple of the arguments, names and, if `typed`, types. */
export function cacheKey(argv: Address, nargs: number, kwnames: Ref | 0, typed: boolean): Result {
  const named = kwnames === 0 ? 0 : ob_size(kwnames);
  if (!typed && named === 0 && nargs === 1) {
    const only = argumentAt(argv, 0);
    if (isExactStr(only) || isExactInt(only)) return newRef(only);
  }
  const size = nargs + (named === 0 ? 0 : 1 + 2 * named) + (typed ? nargs + named : 0);
  const key = newTuple(size);
  if (key === NULL) return NULL;
  let at = 0;
  const put = (o: Ref): void => setTupleItem(key, at++, newRef(o));
  for (let i = 0; i < nargs; i++) put(argumentAt(argv, i));
  if (named > 0) put(MARK);
  for (let i = 0; i < named; i++) {
    put(tupleItem(kwnames as Ref, i));
    put(argumentAt(argv, nargs + i));
  }
  if (typed) for (let i = 0; i < nargs + named; i++) put(typeOf(argumentAt(argv, i)));
  trackTuple(key);
  return key;
}
