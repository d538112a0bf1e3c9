/** _weakref: weak references as C knows them.  CPython: Modules/_weakref.c. */
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { dictGetItem, isExactDict, dictDelItem } from '../include/dict.js';
import { newInt } from '../include/int.js';
import { listAppend, newList } from '../include/list.js';
import { none } from '../include/singletons.js';
import {
  PyCallableProxy_Type,
  PyProxy_Type,
  PyWeakref,
  PyWeakref_Type,
  isWeakReferenceable,
  referent,
  weakrefList
} from '../include/weakref.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { defineModule } from '../abstract/define.js';
import { newProxy } from '../types/weakref-proxy.js';

function each(o: Ref, visit: (weak: Ref) => void): void {
  if (!isWeakReferenceable(typeOf(o))) return;
  for (let weak = weakrefList(o); weak !== 0; weak = PyWeakref.wr_next(weak)) visit(weak);
}
function getweakrefcount(_module: Ref, o: Ref): Answer {
  const count = { n: 0 };
  each(o, () => count.n++);
  return newInt(count.n);
}
function getweakrefs(_module: Ref, o: Ref): Answer {
  const list = newList(0);
  if (list !== NULL) each(o, weak => listAppend(list, newRef(weak)));
  return list;
}
/** Takes a key out of a dict if its value is a dead weak reference. */
function removeDead(_module: Ref, dict: Ref, key: Ref): Answer {
  if (!isExactDict(dict)) return raise(errors.TypeError, '_remove_dead_weakref() argument 1 must be dict');
  const value = dictGetItem(dict, key);
  if (value === null) return NULL;
  if (value !== 0 && referent(value) === 0 && dictDelItem(dict, key) === NULL) return NULL;
  return none();
}

export const weakref = defineModule({
  name: '_weakref',
  doc: 'Weak-reference support module.',
  types: {
    ref: PyWeakref_Type,
    ReferenceType: PyWeakref_Type,
    ProxyType: PyProxy_Type,
    CallableProxyType: PyCallableProxy_Type
  },
  functions: {
    getweakrefcount: {
      signature: '($module, object, /)',
      doc: "Return the number of weak references to 'object'.",
      call: getweakrefcount as never
    },
    getweakrefs: {
      signature: '($module, object, /)',
      doc: "Return a list of all weak reference objects pointing to 'object'.",
      call: getweakrefs as never
    },
    proxy: {
      signature: '($module, object, callback=None, /)',
      doc: "Create a proxy object that weakly references 'object'.",
      call: ((_module: Ref, o: Ref, callback: Ref | 0) => newProxy(o, callback)) as never
    },
    _remove_dead_weakref: {
      signature: '($module, dct, key, /)',
      doc: 'Atomically remove key from dict if it points to a dead weakref.',
      call: removeDead as never
    }
  }
});
