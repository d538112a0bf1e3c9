/** Struct sequences: tuples whose items have names.  CPython: Objects/structseq.c. */
import { load, store } from '../heap/memory.js';
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { PyTuple_Type, TUPLE_HASH, TUPLE_ITEMS, setTupleItem, tupleItem } from '../include/tuple.js';
import { staticType, type PyType } from '../include/type.js';
import { newInt } from '../include/int.js';
import { newStr } from '../include/str.js';
import { newVarObject } from '../object/create.js';
import { thenReleaseItemsUp } from '../object/dealloc.js';
import { track, untrack } from '../object/gchead.js';
import { ob_size, setSize } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { none } from '../include/singletons.js';
import { profile } from '../profiles/profile.js';
import { defineType, type Getset, type TypeDeclaration } from './define.js';
import { thenFree } from './fields.js';
import { toFastSequence } from './iterate.js';
import { reprOf } from './object.js';
import { raise, errors } from '../object/errors.js';
import { isExactTuple } from '../include/tuple.js';
import { listItem } from '../include/list.js';

export interface StructSequence {
  readonly type: PyType;
  /** An instance; the values are stolen.  NULL: MemoryError, and all are released. */
  make(...values: readonly Result[]): Result;
}
/** Declares a tuple type `module.name` with these names; `callable`: Python code may make instances of a sequence;
 * `more`: attributes that are no items, or differ from theirs; `hidden`: names of values behind the items. */
export function structSequence(
  name: string,
  doc: string,
  names: readonly string[],
  callable = false,
  more: Readonly<Record<string, Getset>> = {},
  hidden: readonly string[] = []
): StructSequence {
  const type = staticType();
  const short = name;
  const all = names.length + hidden.length;
  function make(...values: readonly Result[]): Result {
    const self = values.includes(NULL) ? NULL : newVarObject<'tuple'>(type, values.length);
    if (self === NULL) {
      for (const value of values) if (value !== NULL) decref(value);
      return NULL;
    }
    if (!Number.isNaN(TUPLE_HASH)) {
      store(self + TUPLE_HASH, -1);
      store(self + TUPLE_HASH + 4, -1);
    }
    for (const [i, value] of values.entries()) setTupleItem(self, i, value as Owned);
    if (hidden.length > 0) setSize(self, names.length);
    track(self);
    return self;
  }
  /** name(sequence) */
  function construct(_type: Ref, sequence: Ref): Answer {
    const items = toFastSequence(sequence, 'constructor requires a sequence');
    if (items === NULL) return NULL;
    const count = ob_size(items);
    if (count < names.length || count > all) {
      decref(items);
      const takes = hidden.length === 0 ? 'a' : count > all ? 'an at most' : 'an at least';
      const most = count > all ? all : names.length;
      return raise(errors.TypeError, `${short}() takes ${takes} ${most}-sequence (${count}-sequence given)`);
    }
    const item = (i: number): Ref => (isExactTuple(items) ? tupleItem(items, i) : listItem(items, i));
    const made = make(...[...names, ...hidden].map((_, i) => (i < count ? newRef(item(i)) : none())));
    decref(items);
    return made;
  }
  function repr(self: Ref): Answer {
    const parts: string[] = [];
    for (const [i, field] of names.entries()) {
      const text = reprOf(load(self + TUPLE_ITEMS + i * 8) as Ref);
      if (text === null) return NULL;
      parts.push(`${field}=${text}`);
    }
    return newStr(`${name}(${parts.join(', ')})`);
  }
  const number = (n: number) => (): Owned => newInt(n) as Owned;
  defineType({
    name,
    type,
    base: PyTuple_Type,
    basicsize: TUPLE_ITEMS,
    itemsize: 8,
    gc: true,
    doc,
    ...(callable ? { construct: { signature: '($type, sequence, /)', call: construct } } : { noNew: true }),
    repr,
    ...(hidden.length > 0 ? keeping(all) : {}),
    getset: {
      ...Object.fromEntries(
        [...names, ...hidden].map((field, i) => [
          field,
          { get: (self: Ref): Answer => newRef(tupleItem(self, i)) }
        ])
      ),
      ...more
    },
    constants: {
      n_sequence_fields: number(names.length),
      n_fields: number(all + Object.keys(more).filter(field => !names.includes(field)).length),
      n_unnamed_fields: number(0)
    }
  });
  return { type, make };
}
/** What a sequence with values behind its items does with all of them.  @cpython Objects/structseq.c structseq_dealloc */
function keeping(all: number): Pick<TypeDeclaration, 'traverse' | 'owned' | 'dealloc' | 'sizeof'> {
  const value = (self: Ref, i: number): Ref => load(self + TUPLE_ITEMS + i * 8) as Ref;
  return {
    traverse(self, visit) {
      for (let i = 0; i < all; i++) visit(value(self, i));
    },
    owned(self, visit) {
      for (let i = 0; i < all; i++) visit(value(self, i), `[${i}]`, 'item');
    },
    dealloc(self) {
      untrack(self);
      thenFree(self);
      thenReleaseItemsUp(self + TUPLE_ITEMS, all);
    },
    sizeof: self => TUPLE_ITEMS + (profile.math.hiddenFieldsCounted ? all : ob_size(self)) * 8
  };
}
