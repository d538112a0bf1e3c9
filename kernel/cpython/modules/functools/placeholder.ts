/** functools.Placeholder: the place of an argument that a partial does not have yet.  CPython: Modules/_functoolsmodule.c. */
import { storePointer } from '../../heap/memory.js';
import { NULL, type Ref } from '../../heap/reference.js';
import { defineType } from '../../abstract/define.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { identifier } from '../../include/str.js';
import { staticType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { newRef } from '../../object/refcount.js';
import { setStaticCount } from '../../object/statics.js';
import { staticAllocate } from '../../process/space.js';

export const Placeholder_Type = staticType();
function singleton(): Ref {
  const o = staticAllocate(16) as Ref;
  storePointer(o + 8, Placeholder_Type);
  setStaticCount(o, 'singleton');
  return o;
}
export const Placeholder = singleton();
const NAME = identifier('Placeholder');

export const placeholder = defineType({
  name: 'functools._PlaceholderType',
  type: Placeholder_Type,
  versions: '3.14-',
  doc: 'The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.',
  basicsize: 16,
  new: (_type, _argv, nargs, kwnames) =>
    nargs > 0 || hasKeywords(kwnames)
      ? (raise(errors.TypeError, 'PlaceholderType takes no arguments'), NULL)
      : newRef(Placeholder),
  repr: () => newRef(NAME),
  methods: { __reduce__: { signature: '($self, /)', doc: '', call: () => newRef(NAME) } }
});
