/** The local variables of a frame as a dict.  CPython: Objects/frameobject.c PyFrame_FastToLocalsWithError, _PyFrame_GetLocals. */
import { load8, type Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { bytesData } from '../include/bytes.js';
import { PyCell, PyCell_Type } from '../include/cell.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import { deleteStr, newDict, setStr } from '../include/dict.js';
import { Frame, localAt } from '../include/frame.js';
import { tupleItem } from '../include/tuple.js';
import { typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';

const CO_OPTIMIZED = 1;
/** Bits of co_localspluskinds. */
export const HIDDEN = 0x10,
  LOCAL = 0x20,
  CELL = 0x40,
  FREE = 0x80;
const SNAPSHOT = profile.calls.localsSnapshot;

export const isFunctionFrame = (frame: Address): boolean =>
  (PyCode.co_flags(Frame.code(frame) as Ref) & CO_OPTIMIZED) !== 0;

/** What a slot of localsplus is. */
export function kindOf(code: Ref, i: number): number {
  const kinds = PyCode.co_localspluskinds.exists ? PyCode.co_localspluskinds(code) : 0;
  if (kinds !== 0) return load8(bytesData(kinds) + i);
  return i < PyCode.co_nlocals(code) ? LOCAL : CELL;
}
/** The value of a variable, borrowed; 0: unbound. */
export function variableAt(frame: Address, code: Ref, i: number): Ref | 0 {
  const value = localAt(frame, i);
  if (value === 0 || (kindOf(code, i) & (CELL | FREE)) === 0 || typeOf(value) !== PyCell_Type) return value;
  return PyCell.ob_ref(value);
}
/** Copies the variables of a function's frame into a dict; false: MemoryError. */
function copyInto(frame: Address, dict: Ref): boolean {
  const code = Frame.code(frame) as Ref,
    unit = unitOf(code);
  const names = Unit.localsNames(unit) as Ref,
    count = Unit.nlocalsplus(unit);
  for (let i = 0; i < count; i++) {
    if ((kindOf(code, i) & HIDDEN) !== 0) continue;
    const name = tupleItem(names, i),
      value = variableAt(frame, code, i);
    if (value === 0) deleteStr(dict, name);
    else if (setStr(dict, name, value) === NULL) return false;
  }
  return true;
}
/** `locals()` of a frame.  Up to 3.12 a function's frame keeps the dict. */
export function frameLocals(frame: Address): Result {
  if (!isFunctionFrame(frame)) {
    const namespace = Frame.locals(frame) as Ref | 0;
    return newRef(namespace === 0 ? (Frame.globals(frame) as Ref) : namespace);
  }
  if (!SNAPSHOT) {
    const dict = newDict();
    if (dict === NULL) return NULL;
    if (copyInto(frame, dict)) return dict;
    decref(dict);
    return NULL;
  }
  let dict = Frame.locals(frame) as Ref | 0;
  if (dict === 0) {
    const made = newDict();
    if (made === NULL) return NULL;
    Frame.locals.set(frame, made as Owned);
    dict = made;
  }
  return copyInto(frame, dict) ? newRef(dict) : NULL;
}
