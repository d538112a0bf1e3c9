/** traceback: where an exception went.  CPython: Python/traceback.c. */
import { DONE, NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { PyFrame_Type } from '../include/frame.js';
import { PyTraceback, PyTraceback_Type, newTraceback } from '../include/exception.js';
import { asIndex } from '../include/int.js';
import { None, none } from '../include/singletons.js';
import { newStr } from '../include/str.js';
import { listAppend, newList } from '../include/list.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { newRef, xdecref } from '../object/refcount.js';

const { tb_next, tb_frame, tb_lasti, tb_lineno } = PyTraceback;

function setNext(self: Ref, value: Ref | 0): typeof DONE | typeof NULL {
  if (value === 0) return raise(errors.TypeError, "can't delete tb_next attribute");
  if (value !== None && typeOf(value) !== PyTraceback_Type) {
    return raise(errors.TypeError, `expected traceback object, got '${typeName(typeOf(value))}'`);
  }
  for (let at: Ref | 0 = value === None ? 0 : value; at !== 0; at = tb_next(at)) {
    if (at === self) return raise(errors.ValueError, 'traceback loop detected');
  }
  const old = tb_next(self) as Owned | 0;
  tb_next.set(self, value === None ? 0 : newRef(value));
  xdecref(old);
  return DONE;
}
function construct(_type: Ref, next: Ref, frame: Ref, lasti: Ref, line: Ref): Answer {
  if (next !== None && typeOf(next) !== PyTraceback_Type) {
    return raise(errors.TypeError, `expected traceback object or None, got '${typeName(typeOf(next))}'`);
  }
  if (typeOf(frame) !== PyFrame_Type) {
    return raise(
      errors.TypeError,
      `traceback() argument 'tb_frame' must be frame, not ${typeName(typeOf(frame))}`
    );
  }
  const at = asIndex(lasti),
    number = at === null ? null : asIndex(line);
  if (at === null || number === null) return NULL;
  return newTraceback(next === None ? 0 : newRef(next), newRef(frame), at, number);
}
function dir(): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (const name of ['tb_frame', 'tb_next', 'tb_lasti', 'tb_lineno']) {
    const text = newStr(name);
    if (text !== NULL) listAppend(list, text);
  }
  return list;
}
export const traceback = defineType({
  name: 'traceback',
  type: PyTraceback_Type,
  struct: PyTraceback,
  gc: true,
  trashcan: true,
  doc: 'Where an exception went.',
  ...owning([tb_next, tb_frame]),
  construct: { signature: '($type, tb_next, tb_frame, tb_lasti, tb_lineno)', call: construct },
  members: {
    tb_frame: { type: 'object', offset: tb_frame.offset, readonly: true },
    tb_lasti: { type: 'int', offset: tb_lasti.offset, readonly: true },
    tb_lineno: { type: 'int', offset: tb_lineno.offset, readonly: true }
  },
  getset: {
    tb_next: {
      get: self => {
        const next = tb_next(self);
        return next === 0 ? none() : newRef(next);
      },
      set: setNext
    }
  },
  methods: { __dir__: { signature: '($self, /)', doc: 'The names of its attributes.', call: dir } }
});
