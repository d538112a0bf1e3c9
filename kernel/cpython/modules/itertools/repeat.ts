/** repeat: one object again and again.  CPython: Modules/itertoolsmodule.c repeatobject. */
import { ABSENT, NULL, type Answer, type Maybe, type Ref } from '../../heap/reference.js';
import { mayOwn, ssize, struct } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { asIndexSize } from '../../abstract/number.js';
import { reprOf } from '../../abstract/object.js';
import { newInt } from '../../include/int.js';
import { newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { newRef } from '../../object/refcount.js';

export const PyRepeat_Type = staticType();
/** `cnt`: how often still; -1: without end. */
const PyRepeat = struct('itertools.repeat', 'repeatobject', { element: mayOwn, cnt: ssize });
const { element, cnt } = PyRepeat;

function make(type: Ref, object: Ref, times: Ref | 0): Answer {
  const n = times === 0 ? -1 : asIndexSize(times);
  if (n === null) return NULL;
  const self = genericAlloc(type as PyType, 0);
  if (self === 0) return NULL;
  element.set(self, newRef(object));
  cnt.set(self, times === 0 ? -1 : Math.max(0, n));
  return self;
}
function next(self: Ref): Maybe {
  const n = cnt(self);
  if (n === 0) return ABSENT;
  if (n > 0) cnt.set(self, n - 1);
  return newRef(element(self) as Ref);
}
function repr(self: Ref): Answer {
  const name = typeName(typeOf(self)).replace(/^.*\./, ''),
    shown = reprOf(element(self) as Ref);
  if (shown === null) return NULL;
  return newStr(cnt(self) === -1 ? `${name}(${shown})` : `${name}(${shown}, ${cnt(self)})`);
}

export const repeat = defineType({
  name: 'itertools.repeat',
  type: PyRepeat_Type,
  struct: PyRepeat,
  subclassable: true,
  gc: true,
  doc: 'Give the object so many times; without times, endlessly.',
  ...owning([element]),
  construct: { signature: '($type, object, times=<unrepresentable>)', call: make as never },
  repr,
  iter: self => newRef(self),
  iternext: next,
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'Private method returning an estimate of len(list(it)).',
      call: ((self: Ref) =>
        cnt(self) === -1 ? raise(errors.TypeError, 'len() of unsized object') : newInt(cnt(self))) as never
    }
  }
});
