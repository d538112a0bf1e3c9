/** _abc: what ABCMeta does.  CPython: Modules/_abc.c. */
import { DONE, NULL, type Answer, type Ref } from '../heap/reference.js';
import { defineModule } from '../abstract/define.js';
import { packTuple } from '../abstract/pack.js';
import { setAttr } from '../abstract/object.js';
import { finishDone } from '../abstract/settle.js';
import { newInt } from '../include/int.js';
import { newSet, setClear, setMerge } from '../include/set.js';
import { none } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { decref } from '../object/refcount.js';
import { computeAbstractMethods } from './abc/abstract-methods.js';
import { instancecheck, register, subclasscheck } from './abc/checks.js';
import { takeCollectionFlags } from './abc/collection-flags.js';
import { AbcData, dataOf, invalidationCounter, newData } from './abc/data.js';

const IMPL = identifier('_abc_impl');
/** @cpython Modules/_abc.c _abc__abc_init */
function init(_module: Ref, self: Ref): Answer {
  if (computeAbstractMethods(self) === NULL) return NULL;
  const data = newData();
  if (data === NULL) return NULL;
  const done = finishDone(setAttr(self, IMPL, data));
  decref(data);
  return done === NULL || takeCollectionFlags(self) !== DONE ? NULL : none();
}
/** A copy of a set of weak references, for looking at. */
function copyOf(set: Ref | 0): Answer {
  const copy = newSet();
  if (copy !== NULL && set !== 0) setMerge(copy, set);
  return copy;
}
function dump(_module: Ref, self: Ref): Answer {
  const data = dataOf(self);
  if (data === NULL) return NULL;
  const { registry, cache, negativeCache, negativeCacheVersion } = AbcData;
  const [first, second, third] = [registry, cache, negativeCache].map(field => copyOf(field(data)));
  const answer = packTuple(
    first as never,
    second as never,
    third as never,
    newInt(negativeCacheVersion(data))
  );
  decref(data);
  return answer;
}
const emptying =
  (fields: 'registry' | 'caches') =>
  (_module: Ref, self: Ref): Answer => {
    const data = dataOf(self);
    if (data === NULL) return NULL;
    for (const field of fields === 'registry' ? [AbcData.registry] : [AbcData.cache, AbcData.negativeCache]) {
      const set = field(data);
      if (set !== 0) setClear(set);
    }
    decref(data);
    return none();
  };

export const abc = defineModule({
  name: '_abc',
  doc: 'Module contains faster C implementation of abc.ABCMeta',
  functions: {
    _abc_init: {
      signature: '($module, self, /)',
      doc: 'Internal ABC helper for class set-up.',
      call: init as never
    },
    _abc_register: {
      signature: '($module, self, subclass, /)',
      doc: 'Internal ABC helper for subclass registration.',
      call: register as never
    },
    _abc_instancecheck: {
      signature: '($module, self, instance, /)',
      doc: 'Internal ABC helper for instance checks.',
      call: instancecheck as never
    },
    _abc_subclasscheck: {
      signature: '($module, self, subclass, /)',
      doc: 'Internal ABC helper for subclass checks.',
      call: subclasscheck as never
    },
    _get_dump: {
      signature: '($module, self, /)',
      doc: 'Internal ABC helper for cache and registry debugging.',
      call: dump as never
    },
    _reset_registry: {
      signature: '($module, self, /)',
      doc: 'Internal ABC helper to reset registry of a given class.',
      call: emptying('registry') as never
    },
    _reset_caches: {
      signature: '($module, self, /)',
      doc: 'Internal ABC helper to reset both caches of a given class.',
      call: emptying('caches') as never
    },
    get_cache_token: {
      signature: '($module, /)',
      doc: 'Returns the current ABC cache token.',
      call: () => newInt(invalidationCounter())
    }
  }
});
