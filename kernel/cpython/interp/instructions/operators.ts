/** Operators, comparisons, formatting.  CPython: Python/bytecodes.c. */
import { load, storePointer, type Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { Op } from '../../compile/opcodes.js';
import { INSTRUCTION } from '../../include/code.js';
import { LOCALS } from '../../include/frame.js';
import { PyUnicode_Type, isExactStr } from '../../include/str.js';
import { False, True, newBool } from '../../include/singletons.js';
import { typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { binaryOperation, invert, negative, positive } from '../../abstract/number.js';
import { contains } from '../../abstract/sequence.js';
import { isTrue, repr, str } from '../../abstract/object.js';
import { formatObject } from '../../abstract/format.js';
import { concatInPlace } from '../../include/str-build.js';
import { asciiOf } from '../../types/str/repr.js';
import { instruction, peek } from '../table.js';

instruction('UNARY_NEGATIVE', (_frame, sp) => negative(peek(sp, 1)));
instruction('UNARY_POSITIVE', (_frame, sp) => positive(peek(sp, 1)));
instruction('UNARY_INVERT', (_frame, sp) => invert(peek(sp, 1)));
instruction('UNARY_NOT', (_frame, sp) => {
  const truth = isTrue(peek(sp, 1));
  return truth === null ? NULL : newRef(truth ? False : True);
});
/** What the loop's own fast ways leave: also `s += t`, which grows the string in place when nobody else holds it. */
instruction('BINARY_OP', (frame, sp, op, pc) => {
  const left = peek(sp, 2),
    right = peek(sp, 1);
  if ((op === 0 || op === 13) && typeOf(left) === PyUnicode_Type && isExactStr(right)) {
    return concatenate(frame, sp, pc, left, right);
  }
  return binaryOperation(op, left, right);
});
/** @cpython Python/ceval.c unicode_concatenate */
function concatenate(frame: Address, sp: Address, pc: Address, left: Ref, right: Ref): Maybe | typeof DONE {
  const held = load(sp - 16);
  const next = load(pc + INSTRUCTION);
  const slot = frame + LOCALS + (next >> 8) * 8;
  const stores = (next & 255) === Op.STORE_FAST && (load(slot) & -2) === left;
  if ((held & 1) !== 0 && !stores) return binaryOperation(0, left, right);
  let mine = held & 1 ? newRef(left) : (held as Owned);
  if (stores) {
    // the variable would hold it, too: its reference goes first
    const variable = load(slot);
    storePointer(slot, 0);
    if ((variable & 1) === 0) decref(variable as Owned);
  }
  storePointer(sp - 16, 0);
  mine = concatInPlace(mine, right) as Owned;
  const other = load(sp - 8);
  storePointer(sp - 8, 0);
  if ((other & 1) === 0) decref(other as Owned);
  if ((mine as number) === NULL) return NULL;
  storePointer(sp - 16, mine);
  return DONE;
}
instruction('CONTAINS_OP', (_frame, sp, negated) => {
  const is = contains(peek(sp, 1), peek(sp, 2));
  return is === null ? NULL : newBool(is === (negated === 0));
});
/** 0: as it is; `!s`, `!r`, `!a`. */
function convert(value: Ref, conversion: number): Answer {
  switch (conversion) {
    case 1:
      return str(value);
    case 2:
      return repr(value);
    case 3:
      return asciiOf(value);
    default:
      return newRef(value);
  }
}
instruction('FORMAT_VALUE', (_frame, sp, conversion) => {
  const value = peek(sp, 1);
  return conversion !== 0 || isExactStr(value) ? convert(value, conversion) : formatObject(value, 0);
});
instruction('FORMAT_WITH_SPEC', (_frame, sp, conversion) => {
  const value = finish(convert(peek(sp, 2), conversion));
  if (value === NULL) return NULL;
  const answer = formatObject(value, peek(sp, 1));
  decref(value);
  return answer;
});
