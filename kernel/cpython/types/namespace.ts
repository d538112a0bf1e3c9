/** types.SimpleNamespace: attributes and nothing else.  CPython: Objects/namespaceobject.c. */
import { layoutOf } from '../heap/layout.js';
import { DONE, NULL, type Answer, type Done, type Ref, type Result } from '../heap/reference.js';
import { mayOwn, struct } from '../heap/struct.js';
import type { Address } from '../heap/memory.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { reprOf, richCompare } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { dictSetItem, entryKey, entryValue, isDict, newDict, nextEntry } from '../include/dict.js';
import { notImplemented } from '../include/singletons.js';
import { isStr, newStr, strLength, toHost } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { emptyTuple, tupleItem } from '../include/tuple.js';
import { staticType, typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { isSubtype } from '../abstract/lookup.js';
import { profile } from '../profiles/profile.js';

export const PyNamespace_Type = staticType();
export const PyNamespace = struct('namespace', '_PyNamespaceObject', { ns_dict: mayOwn });
const { ns_dict } = PyNamespace;

/** A namespace with no attributes yet. */
export function newNamespace(type: PyType = PyNamespace_Type): Result<'namespace'> {
  const self = genericAlloc<'namespace'>(type, 0);
  if (self === 0) return NULL;
  const dict = newDict();
  if (dict === NULL) {
    decref(self);
    return NULL;
  }
  ns_dict.set(self, dict);
  return self;
}
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done {
  const dict = ns_dict(self) as Ref;
  if (profile.builtins.namespaceTakesMapping) {
    if (nargs > 1) {
      return raise(errors.TypeError, `${typeName(typeOf(self))} expected at most 1 argument, got ${nargs}`);
    }
    if (nargs === 1 && copyFrom(dict, argumentAt(argv, 0)) === NULL) return NULL;
  } else if (nargs !== 0) return raise(errors.TypeError, 'no positional arguments expected');
  const count = kwnames === 0 ? 0 : ob_size(kwnames);
  for (let i = 0; i < count; i++) {
    if (dictSetItem(dict, tupleItem(kwnames as Ref, i), argumentAt(argv, nargs + i)) === NULL) return NULL;
  }
  return DONE;
}
function copyFrom(dict: Ref, mapping: Ref): Done {
  if (!isDict(mapping))
    return raise(errors.TypeError, `'${typeName(typeOf(mapping))}' object is not a mapping`);
  for (let i = nextEntry(mapping, 0); i >= 0; i = nextEntry(mapping, i + 1)) {
    const key = entryKey(mapping, i);
    if (!isStr(key)) return raise(errors.TypeError, 'keywords must be strings');
    if (dictSetItem(dict, key, entryValue(mapping, i)) === NULL) return NULL;
  }
  return DONE;
}

/** Namespaces whose repr is on its way: their addresses on the parked stack would do, but a namespace is rarely deep. */
function repr(self: Ref): Answer {
  const name = typeOf(self) === PyNamespace_Type ? 'namespace' : typeName(typeOf(self));
  const dict = ns_dict(self) as Ref;
  const parts: string[] = [];
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const key = entryKey(dict, i);
    if (!isStr(key) || strLength(key) === 0) continue;
    const value = newRef(entryValue(dict, i));
    const text = enterRepr(self, value);
    decref(value);
    if (text === null) return NULL;
    parts.push(`${toHost(key)}=${text}`);
  }
  return newStr(`${name}(${parts.join(', ')})`);
}
const enterRepr = (self: Ref, value: Ref): string | null =>
  value === self ? 'namespace(...)' : reprOf(value);

export const namespace = defineType({
  name: 'types.SimpleNamespace',
  type: PyNamespace_Type,
  basicsize: layoutOf('_PyNamespaceObject')!.size,
  struct: PyNamespace,
  subclassable: true,
  gc: true,
  dict: ns_dict.offset,
  doc: 'An object with the attributes that it is given.',
  ...owning([ns_dict]),
  new: type => newNamespace(type),
  init,
  repr,
  hash: 'unhashable',
  richcompare: (a, b, op) =>
    isSubtype(typeOf(a), PyNamespace_Type) && isSubtype(typeOf(b), PyNamespace_Type)
      ? richCompare(ns_dict(a) as Ref, ns_dict(b) as Ref, op)
      : notImplemented(),
  members: { __dict__: { type: 'object', offset: ns_dict.offset, readonly: true } },
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: 'How it is made again.',
      call: (self: Ref) => packTuple(newRef(typeOf(self)), newRef(emptyTuple), newRef(ns_dict(self) as Ref))
    },
    __replace__: {
      versions: '3.13-',
      signature: '($self, /, **changes)',
      doc: 'A copy with changes.',
      call: (self: Ref, changes: Ref | 0): Answer => {
        const made = newNamespace(typeOf(self));
        if (made === NULL) return NULL;
        for (const from of [ns_dict(self) as Ref, changes]) {
          if (from !== 0 && copyFrom(ns_dict(made) as Ref, from) === NULL) {
            decref(made);
            return NULL;
          }
        }
        return made;
      }
    }
  }
});
