/** Items of arrays: how they are read and written.  CPython: Modules/arraymodule.c, the getitem and setitem functions. */
import { bitsOfSingle, singleOfBits } from '../../heap/float-bits.js';
import {
  load,
  load16,
  load8,
  loadF64,
  store,
  store16,
  store8,
  storeF64,
  type Address
} from '../../heap/memory.js';
import { DONE, NULL, type Done, type Ref, type Result } from '../../heap/reference.js';
import { asDouble } from '../../abstract/percent.js';
import { kindOf, itemAddress, type ArrayKind } from '../../include/array.js';
import { newFloat } from '../../include/float.js';
import { index, intToBigInt, newInt, newIntFromBigInt } from '../../include/int.js';
import { charAt, isStr, oneChar, strLength } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { profile } from '../../profiles/profile.js';

function readWord(p: Address, kind: ArrayKind): number {
  const value = kind.size === 1 ? load8(p) : kind.size === 2 ? load16(p) : load(p);
  if (kind.holds === 'unsigned') return value >>> 0;
  const unused = 32 - kind.size * 8;
  return (value << unused) >> unused;
}
export function readItem(o: Ref, i: number): Result {
  const kind = kindOf(o),
    p = itemAddress(o, i);
  if (kind.holds === 'character') return oneChar(load(p));
  if (kind.holds === 'float') return newFloat(kind.size === 4 ? singleOfBits(load(p)) : loadDouble(p));
  if (kind.size < 8) return newInt(readWord(p, kind));
  const high = kind.holds === 'signed' ? load(p + 4) : load(p + 4) >>> 0;
  return newIntFromBigInt((BigInt(high) << 32n) | BigInt(load(p) >>> 0));
}
const loadDouble = (p: Address): number => loadF64(p);

const interpreted = profile.builtins.intText === 'interpreted';
function notAnInteger(value: Ref, kind: ArrayKind): 0 {
  const name = typeName(typeOf(value));
  const text = interpreted
    ? `'${name}' object cannot be interpreted as an integer`
    : name === 'float'
      ? kind.holds === 'unsigned' && kind.size >= 4
        ? 'array item must be integer'
        : 'integer argument expected, got float'
      : `an integer is required (got type ${name})`;
  return raise(errors.TypeError, text);
}
/** Writes an item over what is there. */
export function writeItem(o: Ref, i: number, value: Ref): Done {
  const kind = kindOf(o);
  if (kind.holds === 'character') {
    if (!isStr(value) || strLength(value) !== 1)
      return raise(errors.TypeError, 'array item must be unicode character');
    store(itemAddress(o, i), charAt(value, 0));
    return DONE;
  }
  if (kind.holds === 'float') {
    if (slotOf(typeOf(value), slot.nb_float) === 0 && slotOf(typeOf(value), slot.nb_index) === 0)
      return raise(errors.TypeError, `must be real number, not ${typeName(typeOf(value))}`);
    const x = asDouble(value);
    if (x === null) return NULL;
    if (kind.size === 4) store(itemAddress(o, i), bitsOfSingle(x));
    else storeF64(itemAddress(o, i), x);
    return DONE;
  }
  if (slotOf(typeOf(value), slot.nb_index) === 0) return notAnInteger(value, kind);
  const found = index(value);
  if (found === NULL) return NULL;
  const n = intToBigInt(found);
  decref(found);
  return writeInteger(itemAddress(o, i), kind, n);
}
function writeInteger(p: Address, kind: ArrayKind, n: bigint): Done {
  const bits = BigInt(kind.size * 8),
    isSigned = kind.holds === 'signed';
  const low = isSigned ? -(1n << (bits - 1n)) : 0n,
    high = isSigned ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (n < low || n > high) return outOfRange(kind, n, low);
  if (kind.size === 1) store8(p, Number(n & 0xffn));
  else if (kind.size === 2) store16(p, Number(n & 0xffffn));
  else {
    store(p, Number(BigInt.asIntN(32, n)));
    if (kind.size === 8) store(p + 4, Number(BigInt.asIntN(32, n >> 32n)));
  }
  return DONE;
}
/** OverflowError, as the C function that converts an item of this kind says it. */
function outOfRange(kind: ArrayKind, n: bigint, low: bigint): 0 {
  const { code } = kind;
  const beyond = (type: string): 0 =>
    raise(errors.OverflowError, `Python int too large to convert to C ${type}`);
  const than = (name: string): 0 =>
    raise(errors.OverflowError, `${name} is ${n < low ? 'less than minimum' : 'greater than maximum'}`);
  const within = (bits: bigint): boolean => BigInt.asIntN(Number(bits), n) === n;
  if (code === 'q') return raise(errors.OverflowError, 'int too big to convert');
  if (code === 'Q')
    return raise(
      errors.OverflowError,
      n < 0n ? "can't convert negative int to unsigned" : 'int too big to convert'
    );
  if (code === 'I' || code === 'L') {
    if (n < 0n) return raise(errors.OverflowError, "can't convert negative value to unsigned int");
    return n >= 1n << 64n ? beyond('unsigned long') : than(kind.name);
  }
  if (!within(64n)) return beyond('long');
  if (code === 'b' && !within(16n)) return than('signed short integer');
  return than(code === 'H' && !within(32n) ? 'signed integer' : kind.name);
}
