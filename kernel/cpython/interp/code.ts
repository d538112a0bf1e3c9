/** Code objects from the compiler's units.  CPython: Objects/codeobject.c _PyCode_New. */
import { store, storePointer, type Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { CO_VARARGS, CO_VARKEYWORDS, type CodeUnit, type Constant } from '../compile/unit.js';
import { newBytes } from '../include/bytes.js';
import { INSTRUCTION, PyCode, PyCode_Type, Unit } from '../include/code.js';
import { newComplex } from '../include/complex.js';
import { newFloat } from '../include/float.js';
import { newIntFromBigInt } from '../include/int.js';
import { newFrozenSet, setAdd } from '../include/set.js';
import { Ellipsis, False, None, True } from '../include/singletons.js';
import { newSlice } from '../include/slice.js';
import { intern, internName, newStr } from '../include/str.js';
import { emptyTuple, newTuple, setTupleItem, tupleItems } from '../include/tuple.js';
import { newObject } from '../object/create.js';
import { decref, newRef } from '../object/refcount.js';
import { ownAllocate, ownFree } from '../process/own.js';

/** Objects of the constants of one compilation: the compiler's `===` is the identity here. */
export class Constants {
  private readonly made = new Map<Constant, Owned>();
  /** A new reference to the object of a constant. */
  object(constant: Constant): Owned {
    const known: Ref | undefined = this.made.get(constant);
    if (known !== undefined) return newRef(known);
    const o = must(this.make(constant));
    this.made.set(constant, o);
    return newRef(o);
  }
  /** Lets go of what the compilation itself held: the syntax tree's references. */
  release(): void {
    for (const o of this.made.values()) decref(o);
    this.made.clear();
  }
  /** The code objects are made: lets go of what only they hold and no tree ever did. */
  settle(): void {
    for (const [constant, o] of this.made) {
      if (constant.isFolded !== true && constant.type !== 'code') continue;
      this.made.delete(constant);
      decref(o);
    }
  }
  /** For the audit: what the syntax tree holds. */
  visit(see: (o: Ref) => void): void {
    for (const o of this.made.values()) see(o);
  }
  private make(constant: Constant): Result {
    switch (constant.type) {
      case 'None':
        return newRef(None);
      case 'True':
        return newRef(True);
      case 'False':
        return newRef(False);
      case 'Ellipsis':
        return newRef(Ellipsis);
      case 'int':
        return newIntFromBigInt(constant.value);
      case 'float':
        return newFloat(constant.value);
      case 'complex':
        return newComplex(constant.real, constant.imag);
      case 'str':
        return isIdentifierLike(constant.value)
          ? intern(must(newStr(constant.value)))
          : newStr(constant.value);
      case 'bytes':
        return newBytes(constant.value);
      case 'tuple':
        return this.tuple(constant.items);
      case 'slice': {
        const [start, stop, step] = constant.items.map(item => this.object(item));
        return newSlice(start!, stop!, step ?? newRef(None));
      }
      case 'frozenset': {
        const set = must(newFrozenSet());
        for (const item of constant.items) {
          const o = this.object(item);
          setAdd(set, o);
          decref(o);
        }
        return set;
      }
      case 'code':
        return newCode(constant.unit, this);
    }
  }
  /** A constant tuple: never tracked. */
  tuple(items: readonly Constant[]): Result {
    const tuple = newTuple(items.length);
    if (tuple !== NULL) for (const [i, item] of items.entries()) setTupleItem(tuple, i, this.object(item));
    return tuple;
  }
}
const isIdentifierLike = (text: string): boolean => /^[A-Za-z0-9_]*$/.test(text);
function must(o: Result): Owned {
  if (o === NULL) throw new Error('no memory for a constant');
  return o;
}

function nameTuple(names: readonly string[]): Owned {
  if (names.length === 0) return newRef(emptyTuple);
  const tuple = must(newTuple(names.length));
  for (const [i, name] of names.entries()) setTupleItem(tuple, i, internName(must(newStr(name))));
  return tuple;
}

/** A code object; nested ones are constants of the same compilation. */
export function newCode(unit: CodeUnit, constants: Constants): Result<'code'> {
  const code = newObject<'code'>(PyCode_Type);
  if (code === NULL) return NULL;
  const consts = must(newTuple(unit.constants.length));
  for (const [i, constant] of unit.constants.entries()) setTupleItem(consts, i, constants.object(constant));
  const locals = [
    ...unit.varnames,
    ...unit.cellvars.filter(name => !unit.varnames.includes(name)),
    ...unit.freevars
  ];
  PyCode.co_argcount.set(code, unit.argCount);
  PyCode.co_posonlyargcount.set(code, unit.posOnlyArgCount);
  PyCode.co_kwonlyargcount.set(code, unit.kwOnlyArgCount);
  PyCode.co_nlocals.set(code, unit.varnames.length);
  PyCode.co_stacksize.set(code, unit.stackSize);
  PyCode.co_flags.set(code, unit.flags);
  PyCode.co_firstlineno.set(code, unit.firstLine);
  PyCode.co_consts.set(code, consts);
  PyCode.co_names.set(code, nameTuple(unit.names));
  PyCode.co_filename.set(code, must(newStr(unit.filename)));
  PyCode.co_name.set(code, internName(must(newStr(unit.name))));
  const own = newUnit(unit, code, locals.length);
  PyCode.co_extra.set(code, own);
  const localNames = nameTuple(locals);
  if (PyCode.co_localsplusnames.exists) {
    PyCode.co_nlocalsplus.set(code, locals.length);
    PyCode.co_ncellvars.set(code, unit.cellvars.length);
    PyCode.co_nfreevars.set(code, unit.freevars.length);
    if (PyCode.co_framesize.exists) PyCode.co_framesize.set(code, locals.length + unit.stackSize + 10);
    PyCode.co_localsplusnames.set(code, localNames);
    storePointer(own + Unit.localsNames.offset, localNames); // lent: the code object owns it
    PyCode.co_localspluskinds.set(code, must(newBytes(localKinds(unit, locals))));
    PyCode.co_qualname.set(code, internName(must(newStr(unit.qualname))));
    PyCode.co_linetable.set(code, must(newBytes(new Uint8Array(0))));
    PyCode.co_exceptiontable.set(code, must(newBytes(new Uint8Array(0))));
  } else {
    Unit.localsNames.set(own, localNames);
    PyCode.co_varnames.set(code, nameTuple(unit.varnames));
    PyCode.co_cellvars.set(code, nameTuple(unit.cellvars));
    PyCode.co_freevars.set(code, nameTuple(unit.freevars));
    PyCode.co_code.set(code, must(newBytes(new Uint8Array(unit.instructions.length))));
    if (PyCode.co_lnotab.exists) PyCode.co_lnotab.set(code, must(newBytes(new Uint8Array(0))));
    else PyCode.co_linetable.set(code, must(newBytes(new Uint8Array(0))));
  }
  return code;
}
const CELL = 0x40,
  FREE = 0x80,
  LOCAL = 0x20;
const localKinds = (unit: CodeUnit, locals: readonly string[]): Uint8Array =>
  Uint8Array.from(locals, (name, i) =>
    i >= locals.length - unit.freevars.length
      ? FREE
      : (i < unit.varnames.length ? LOCAL : 0) | (unit.cellvars.includes(name) ? CELL : 0)
  );

/** The instructions in own memory. */
function newUnit(unit: CodeUnit, code: Ref, nlocalsplus: number): Address {
  const count = unit.instructions.length / 2;
  const block = ownAllocate(Unit.$size);
  const start = ownAllocate(count * INSTRUCTION);
  const positions = ownAllocate(count * 16);
  const exceptions = ownAllocate(unit.exceptions.length * 16);
  if (block === 0 || start === 0 || positions === 0 || exceptions === 0)
    throw new Error('own memory is full: too much code');
  for (let i = 0; i < count; i++) {
    store(start + i * INSTRUCTION, unit.instructions[i * 2]! | (unit.instructions[i * 2 + 1]! << 8));
    for (let k = 0; k < 4; k++) store(positions + i * 16 + k * 4, unit.positions[i]?.[k] ?? -1);
  }
  for (const [i, range] of unit.exceptions.entries()) {
    store(exceptions + i * 16, range.start);
    store(exceptions + i * 16 + 4, range.end);
    store(exceptions + i * 16 + 8, range.handler);
    store(exceptions + i * 16 + 12, range.depth * 2 + (range.lasti ? 1 : 0));
  }
  Unit.start.set(block, start);
  Unit.count.set(block, count);
  Unit.nlocalsplus.set(block, nlocalsplus);
  Unit.stackSize.set(block, Math.max(unit.stackSize, unit.stackNeed));
  Unit.positions.set(block, positions);
  Unit.exceptions.set(block, exceptions);
  Unit.exceptionCount.set(block, unit.exceptions.length);
  Unit.consts.set(block, tupleItems(PyCode.co_consts(code) as Ref));
  Unit.names.set(block, tupleItems(PyCode.co_names(code) as Ref));
  if (!PyCode.co_qualname.exists) Unit.qualname.set(block, internName(must(newStr(unit.qualname))));
  const simple = (unit.flags & (CO_VARARGS | CO_VARKEYWORDS)) === 0 && unit.kwOnlyArgCount === 0;
  Unit.simpleArgs.set(block, simple ? unit.argCount : -1);
  return block;
}
/** Gives the unit of a dying code object back. */
export function freeUnit(code: Ref): void {
  const unit = PyCode.co_extra(code);
  if (unit === 0) return;
  PyCode.co_extra.set(code, 0);
  if (!PyCode.co_localsplusnames.exists) {
    decref(Unit.localsNames(unit) as Owned);
    decref(Unit.qualname(unit) as Owned);
  }
  ownFree(Unit.start(unit), Unit.count(unit) * INSTRUCTION);
  ownFree(Unit.positions(unit), Unit.count(unit) * 16);
  ownFree(Unit.exceptions(unit), Unit.exceptionCount(unit) * 16);
  ownFree(unit, Unit.$size);
}
