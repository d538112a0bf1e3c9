/** Which methods of a class are abstract.  CPython: Modules/_abc.c compute_abstract_methods. */
import { ABSENT, DONE, NULL, type Done, type Ref, type Result } from '../../heap/reference.js';
import { callMethod0 } from '../../abstract/call.js';
import { iter, nextOrAbsent, toFastSequence } from '../../abstract/iterate.js';
import { getAttr, isTrueThenRelease, lookupAttr, setAttr } from '../../abstract/object.js';
import { finishDone } from '../../abstract/settle.js';
import { isList, listItem } from '../../include/list.js';
import { newFrozenSet, setAdd } from '../../include/set.js';
import { identifier } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

const DICT = identifier('__dict__'),
  ITEMS = identifier('items'),
  BASES = identifier('__bases__');
const METHODS = identifier('__abstractmethods__'),
  IS_ABSTRACT = identifier('__isabstractmethod__');

/** null: an exception is set.  @cpython Objects/object.c _PyObject_IsAbstract */
function isAbstract(o: Ref): boolean | null {
  const said = lookupAttr(o, IS_ABSTRACT);
  if (said === NULL) return null;
  return said === ABSENT ? false : isTrueThenRelease(said);
}
const added = (set: Ref, is: boolean | null, key: Ref): Done =>
  is === null ? NULL : is ? setAdd(set, key) : DONE;

/** The class's own ones. */
function addOwn(set: Ref, cls: Ref): Done {
  const items = itemsOf(cls);
  if (items === NULL) return NULL;
  let done: Done = DONE;
  for (let i = 0; i < ob_size(items) && done !== NULL; i++) {
    const pair = isList(items) ? listItem(items, i) : tupleItem(items, i);
    done =
      isTuple(pair) && ob_size(pair) === 2
        ? added(set, isAbstract(tupleItem(pair, 1)), tupleItem(pair, 0))
        : raise(errors.TypeError, 'Iteration over ABC namespace must yield 2-tuples');
  }
  decref(items);
  return done;
}
function itemsOf(cls: Ref): Result {
  const namespace = finish(getAttr(cls, DICT));
  if (namespace === NULL) return NULL;
  const view = finish(callMethod0(namespace, ITEMS));
  decref(namespace);
  if (view === NULL) return NULL;
  const items = toFastSequence(view);
  decref(view);
  return items;
}
/** Those of the bases that are abstract here too. */
function addInherited(set: Ref, cls: Ref): Done {
  const bases = finish(getAttr(cls, BASES));
  if (bases === NULL) return NULL;
  let done: Done = isTuple(bases) ? DONE : raise(errors.TypeError, '__bases__ is not tuple');
  for (let i = 0; done !== NULL && i < ob_size(bases); i++) {
    const names = lookupAttr(tupleItem(bases, i), METHODS);
    if (names === ABSENT) continue;
    done = names === NULL ? NULL : addThose(set, cls, names);
    if (names !== NULL) decref(names);
  }
  decref(bases);
  return done;
}
function addThose(set: Ref, cls: Ref, names: Ref): Done {
  const iterator = finish(iter(names));
  if (iterator === NULL) return NULL;
  let done: Done = DONE;
  while (done !== NULL) {
    const key = nextOrAbsent(iterator);
    if (key === ABSENT) break;
    done = key === NULL ? NULL : addInheritedName(set, cls, key);
    if (key !== NULL) decref(key);
  }
  decref(iterator);
  return done;
}
function addInheritedName(set: Ref, cls: Ref, key: Ref): Done {
  const value = lookupAttr(cls, key);
  if (value === NULL) return NULL;
  if (value === ABSENT) return DONE;
  const is = isAbstract(value);
  decref(value);
  return added(set, is, key);
}

/** Sets `cls.__abstractmethods__`. */
export function computeAbstractMethods(cls: Ref): Done {
  const set = newFrozenSet();
  if (set === NULL) return NULL;
  let done: Done = addOwn(set, cls);
  if (done !== NULL) done = addInherited(set, cls);
  if (done !== NULL) done = finishDone(setAttr(cls, METHODS, set));
  decref(set);
  return done;
}
