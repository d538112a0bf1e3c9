/** Life of objects that own a few fields: how they are visited, emptied and freed, in one order. */
import { load } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import type { Field } from '../heap/struct.js';
import { weakrefList } from '../include/weakref.js';
import { freeObject } from '../object/create.js';
import { thenCall, thenRelease } from '../object/dealloc.js';
import { untrack } from '../object/gchead.js';
import { native } from '../object/natives.js';
import { clearRef, take } from '../object/refcount.js';
import { lastWords } from '../object/last-words.js';
import { upward } from '../object/upward.js';
import type { Visit } from './define.js';

type OwningField = Field<Ref | 0, Owned | 0>;

const FREE = native((self: Ref) => freeObject(self));
/** Later: gives the block of a dead object back. */
export const thenFree = (self: Ref): void => thenCall(FREE, self);

/** Before an object dies: clears the weak references to it (0: they lie before it) and calls their callbacks. */
export function dropWeakrefs(self: Ref, offset: number): void {
  if ((offset === 0 ? weakrefList(self) : load(self + offset)) === 0) return;
  lastWords(self, upward.clearWeakrefs);
}

/** Visits, empties and releases these fields in this order; those the version lacks are left out. */
export function owning(fields: readonly OwningField[]): {
  traverse(self: Ref, visit: Visit): void;
  clear(self: Ref): void;
  dealloc(self: Ref): void;
} {
  const here = fields.filter(f => f.exists);
  const reversed = [...here].reverse();
  return {
    traverse: (self, visit) => {
      for (const field of here) visit(field(self));
    },
    clear: self => {
      for (const field of here) clearRef(self, field);
    },
    dealloc: self => {
      untrack(self);
      thenFree(self);
      for (const field of reversed) thenRelease(take(self, field));
    }
  };
}
/** Later, and first of what was pushed: lets go of these fields in this order. */
export function thenReleaseFields(self: Ref, fields: readonly OwningField[]): void {
  for (let i = fields.length - 1; i >= 0; i--) {
    const field = fields[i]!;
    if (field.exists) thenRelease(take(self, field));
  }
}
export type { OwningField };
