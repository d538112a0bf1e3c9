/** cell: a variable shared by frames.  CPython: Objects/cellobject.c. */
import { DONE, type Answer, type Ref } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { richCompare } from '../abstract/object.js';
import { PyCell, PyCell_Type, newCell } from '../include/cell.js';
import { newBool, notImplemented } from '../include/singletons.js';
import { newStr } from '../include/str.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { newRef, xdecref, xnewRef } from '../object/refcount.js';
import type { Owned } from '../heap/reference.js';

const { ob_ref } = PyCell;

/** By what they hold; an empty cell is less than any other. */
function compare(a: Ref, b: Ref, op: number): Answer {
  if (typeOf(a) !== PyCell_Type || typeOf(b) !== PyCell_Type) return notImplemented();
  const x = ob_ref(a),
    y = ob_ref(b);
  if (x !== 0 && y !== 0) return richCompare(x, y, op);
  const order = Number(y === 0) - Number(x === 0);
  return newBool([order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op]!);
}
function set(self: Ref, value: Ref | 0): typeof DONE {
  const old = ob_ref(self) as Owned | 0;
  ob_ref.set(self, xnewRef(value));
  xdecref(old);
  return DONE;
}
export const cell = defineType({
  name: 'cell',
  type: PyCell_Type,
  struct: PyCell,
  gc: true,
  doc: 'A variable shared by functions.',
  ...owning([ob_ref]),
  construct: {
    signature: '($type, contents=<unrepresentable>, /)',
    call: (_type: Ref, contents: Ref | 0) => newCell(xnewRef(contents))
  },
  hash: 'unhashable',
  richcompare: compare,
  repr: self => {
    const value = ob_ref(self);
    const at = `<cell at 0x${self.toString(16)}: `;
    return newStr(
      value === 0 ? `${at}empty>` : `${at}${typeName(typeOf(value))} object at 0x${value.toString(16)}>`
    );
  },
  getset: {
    cell_contents: {
      get: self => {
        const value = ob_ref(self);
        return value === 0 ? raise(errors.ValueError, 'cell is empty') : newRef(value);
      },
      set
    }
  }
});
