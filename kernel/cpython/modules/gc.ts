/** gc: what Python may see and do of the cycle collector.  CPython: Modules/gcmodule.c. */
import { load, store, type Address } from '../heap/memory.js';
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { newDict, setStr } from '../include/dict.js';
import { asIndex, isInt, newInt } from '../include/int.js';
import { listAppend, newList } from '../include/list.js';
import { None, newBool, none } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { newTuple, setTupleItem, trackAnyTuple } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { GcState, generations, isTracked } from '../object/gchead.js';
import { gcHeadOf, typeOf } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { defineModule } from '../abstract/define.js';
import { collect, statistics } from '../gc/collect.js';
import { eachIn, isFinalized, mergeInto, sizeOf } from '../gc/lists.js';
import { callbacks, garbage } from '../gc/state.js';
import { hasHead, traverse } from '../gc/unreachable.js';

/** An int argument, or `otherwise`; null: TypeError. */
function number(o: Ref | 0, otherwise: number): number | null {
  if (o === 0) return otherwise;
  if (!isInt(o))
    return raiseNull(errors.TypeError, `'${typeName(typeOf(o))}' object cannot be interpreted as an integer`);
  return asIndex(o);
}
function tupleOfInts(...values: readonly number[]): Answer {
  const tuple = newTuple(values.length);
  if (tuple === NULL) return NULL;
  for (const [i, value] of values.entries()) {
    const o = newInt(value);
    if (o === NULL) {
      decref(tuple);
      return NULL;
    }
    setTupleItem(tuple, i, o);
  }
  trackAnyTuple(tuple);
  return tuple;
}

function gcCollect(_module: Ref, given: Ref | 0): Answer {
  const generation = number(given, 2);
  if (generation === null) return NULL;
  if (generation < 0 || generation > 2) return raise(errors.ValueError, 'invalid generation');
  return newInt(collect(generation));
}
function setThreshold(_module: Ref, first: Ref, second: Ref | 0, third: Ref | 0): Answer {
  for (const [given, word] of [
    [first, GcState.threshold0],
    [second, GcState.threshold1],
    [third, GcState.threshold2]
  ] as const) {
    if (given === 0) continue;
    const n = number(given, 0);
    if (n === null) return NULL;
    store(word, n);
  }
  return none();
}
/** All tracked objects, of one generation or of all three; the list itself is not in it. */
function getObjects(_module: Ref, given: Ref | 0): Answer {
  const generation = given === 0 || given === None ? -1 : number(given, -1);
  if (generation === null) return NULL;
  if (generation >= 3)
    return raise(
      errors.ValueError,
      `generation parameter must be less than the number of available generations (3)`
    );
  if (generation < -1 || (generation === -1 && given !== 0 && given !== None)) {
    return raise(errors.ValueError, 'generation parameter cannot be negative');
  }
  const list = newList(0);
  if (list === NULL) return NULL;
  for (const i of generation === -1 ? [0, 1, 2] : [generation]) {
    eachIn(generations[i]!, o => {
      if (o !== list) listAppend(list, newRef(o));
    });
  }
  return list;
}
/** Which objects refer to any of the given ones directly. */
function getReferrers(_module: Ref, items: Address, count: number): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  const wanted = new Set<number>();
  for (let i = 0; i < count; i++) wanted.add(argumentAt(items, i));
  for (let i = 0; i < 3; i++) {
    eachIn(generations[i]!, o => {
      if (o === list || o === garbage()) return;
      const hit = { found: false };
      traverse(o, referent => {
        if (wanted.has(referent)) hit.found = true;
      });
      if (hit.found) listAppend(list, newRef(o));
    });
  }
  return list;
}
/** What the given objects refer to directly, as their traversal comes by it. */
function getReferents(_module: Ref, items: Address, count: number): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    const o = argumentAt(items, i);
    if (!hasHead(o)) continue;
    traverse(o, referent => {
      if (referent !== 0) listAppend(list, newRef(referent));
    });
  }
  return list;
}
const COLLECTIONS = identifier('collections'),
  COLLECTED = identifier('collected'),
  UNCOLLECTABLE = identifier('uncollectable');
function getStats(): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < 3; i++) {
    const dict = newDict();
    if (dict === NULL) break;
    for (const [k, key] of [COLLECTIONS, COLLECTED, UNCOLLECTABLE].entries()) {
      const value = newInt(statistics(i)[k]!);
      if (value === NULL) continue;
      setStr(dict, key, value);
      decref(value);
    }
    listAppend(list, dict);
  }
  return list;
}
const set = (word: Address, value: number) => (): Answer => {
  store(word, value);
  return none();
};

export const gc = defineModule({
  name: 'gc',
  doc: 'This module provides access to the garbage collector for reference cycles.',
  constants: {
    DEBUG_STATS: 1,
    DEBUG_COLLECTABLE: 2,
    DEBUG_UNCOLLECTABLE: 4,
    DEBUG_SAVEALL: 32,
    DEBUG_LEAK: 38,
    garbage: () => newRef(garbage()),
    callbacks: () => newRef(callbacks())
  },
  functions: {
    enable: {
      signature: '($module, /)',
      doc: 'Enable automatic garbage collection.',
      call: set(GcState.enabled, 1)
    },
    disable: {
      signature: '($module, /)',
      doc: 'Disable automatic garbage collection.',
      call: set(GcState.enabled, 0)
    },
    isenabled: {
      signature: '($module, /)',
      doc: 'Returns true if automatic garbage collection is enabled.',
      call: () => newBool(load(GcState.enabled) !== 0)
    },
    collect: {
      signature: '($module, /, generation=2)',
      doc: 'Run the garbage collector.',
      call: gcCollect as never
    },
    get_count: {
      signature: '($module, /)',
      doc: 'Return a three-tuple of the current collection counts.',
      call: () => tupleOfInts(load(GcState.count0), load(GcState.count1), load(GcState.count2))
    },
    get_threshold: {
      signature: '($module, /)',
      doc: 'Return the current collection thresholds.',
      call: () => tupleOfInts(load(GcState.threshold0), load(GcState.threshold1), load(GcState.threshold2))
    },
    set_threshold: {
      signature: '($module, threshold0, threshold1=10, threshold2=10, /)',
      doc: 'Set the collection thresholds (the collection frequency).',
      call: setThreshold as never
    },
    set_debug: {
      signature: '($module, flags, /)',
      doc: 'Set the garbage collection debugging flags.',
      call: ((_module: Ref, flags: Ref) => {
        const n = number(flags, 0);
        if (n === null) return NULL;
        store(GcState.debug, n);
        return none();
      }) as never
    },
    get_debug: {
      signature: '($module, /)',
      doc: 'Get the garbage collection debugging flags.',
      call: () => newInt(load(GcState.debug))
    },
    get_objects: {
      signature: '($module, /, generation=None)',
      doc: 'Return a list of objects tracked by the collector (excluding the list returned).',
      call: getObjects as never
    },
    get_stats: {
      signature: '($module, /)',
      doc: 'Return a list of dictionaries containing per-generation statistics.',
      call: getStats
    },
    get_referrers: {
      signature: '($module, *objs)',
      doc: 'Return the list of objects that directly refer to any of objs.',
      call: getReferrers as never
    },
    get_referents: {
      signature: '($module, *objs)',
      doc: 'Return the list of objects that are directly referred to by objs.',
      call: getReferents as never
    },
    is_tracked: {
      signature: '($module, obj, /)',
      doc: 'Returns true if the object is tracked by the garbage collector.',
      call: ((_module: Ref, o: Ref) => newBool(hasHead(o) && isTracked(o))) as never
    },
    is_finalized: {
      versions: '3.9-',
      signature: '($module, obj, /)',
      doc: 'Returns true if the object has been already finalized by the GC.',
      call: ((_module: Ref, o: Ref) => newBool(hasHead(o) && isFinalized(gcHeadOf(o)))) as never
    },
    freeze: {
      versions: '3.7-',
      signature: '($module, /)',
      doc: 'Freeze all current tracked objects and ignore them for future collections.',
      call: () => {
        for (let i = 0; i < 3; i++) {
          mergeInto(generations[3]!, generations[i]!);
          store([GcState.count0, GcState.count1, GcState.count2][i]!, 0);
        }
        return none();
      }
    },
    unfreeze: {
      versions: '3.7-',
      signature: '($module, /)',
      doc: 'Unfreeze all objects in the permanent generation.',
      call: () => {
        mergeInto(generations[2]!, generations[3]!);
        return none();
      }
    },
    get_freeze_count: {
      versions: '3.7-',
      signature: '($module, /)',
      doc: 'Return the number of objects in the permanent generation.',
      call: () => newInt(sizeOf(generations[3]!))
    }
  }
});
