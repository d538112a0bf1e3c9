/** _tuplegetter: the descriptor of a namedtuple's field.  CPython: Modules/_collectionsmodule.c tuplegetter_*. */
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { mayOwn, ssize, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { packTuple } from '../../abstract/pack.js';
import { reprOf } from '../../abstract/object.js';
import { asIndex, newInt } from '../../include/int.js';
import { None } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

export const PyTupleGetter_Type = staticType();
const TupleGetter = structAt('_tuplegetter', { index: ssize, doc: mayOwn }, { index: 16, doc: 24 }, 32);
const { index, doc } = TupleGetter;

function construct(type: Ref, at: Ref, text: Ref): Answer {
  const i = asIndex(at);
  if (i === null) return NULL;
  const self = genericAlloc<'_tuplegetter'>(type as PyType, 0);
  if (self === 0) return NULL;
  index.set(self, i);
  doc.set(self, newRef(text));
  return self;
}
/** @cpython tuplegetter_descr_get */
function get(self: Ref, instance: Ref | 0): Answer {
  if (instance === 0 || (instance === None && !isTuple(instance))) return newRef(self);
  const i = index(self);
  if (!isTuple(instance)) {
    return raise(
      errors.TypeError,
      `descriptor for index '${i}' for tuple subclasses doesn't apply to '${typeName(typeOf(instance))}' object`
    );
  }
  if (i < 0 || i >= ob_size(instance)) return raise(errors.IndexError, 'tuple index out of range');
  return newRef(tupleItem(instance, i));
}
export const tupleGetter = defineType({
  name: `${profile.collections.iteratorModule}._tuplegetter`,
  type: PyTupleGetter_Type,
  struct: TupleGetter,
  gc: true,
  ...owning([doc]),
  construct: { signature: '($type, index, doc, /)', call: construct },
  repr(self) {
    const text = reprOf(doc(self) as Ref);
    return text === null
      ? NULL
      : newStr(`${typeName(typeOf(self)).replace(/^.*\./, '')}(${index(self)}, ${text})`);
  },
  descrGet: get,
  descrSet: (_self, _instance, value) =>
    raise(errors.AttributeError, value === 0 ? "can't delete attribute" : "can't set attribute"),
  members: { __doc__: { type: 'object', offset: doc.offset } },
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: '',
      call: (self: Ref) =>
        packTuple(newRef(typeOf(self)), packTuple(newInt(index(self)), newRef(doc(self) as Ref)))
    }
  }
});
