/** code: a compiled unit.  CPython: Include/cpython/code.h. */
import { int32, mayOwn, ownStruct, pointer, struct, borrows } from '../heap/struct.js';
import type { Ref } from '../heap/reference.js';
import { staticType } from './type.js';

export type PyCode = Ref<'code'>;
export const PyCode_Type = staticType();
export const PyCode = struct('code', 'PyCodeObject', {
  co_argcount: int32,
  co_posonlyargcount: int32,
  co_kwonlyargcount: int32,
  co_nlocals: int32,
  co_stacksize: int32,
  co_flags: int32,
  co_firstlineno: int32,
  co_nlocalsplus: int32, // 3.11+
  co_ncellvars: int32,
  co_nfreevars: int32,
  co_framesize: int32,
  co_code: mayOwn, // up to 3.10
  co_consts: mayOwn,
  co_names: mayOwn,
  co_varnames: mayOwn, // up to 3.10
  co_freevars: mayOwn,
  co_cellvars: mayOwn,
  co_localsplusnames: mayOwn, // from 3.11
  co_localspluskinds: mayOwn,
  co_exceptiontable: mayOwn,
  co_filename: mayOwn,
  co_name: mayOwn,
  co_qualname: mayOwn, // from 3.11
  co_lnotab: mayOwn, // up to 3.9
  co_linetable: mayOwn,
  co_zombieframe: pointer, // up to 3.10: a frame kept for the next call, no reference
  co_weakreflist: borrows, // weak references do not own
  co_extra: pointer // ours: the unit in own memory, see below
});

/** The instructions of a code object, in own memory: what the loop runs. */
export const Unit = ownStruct('unit', {
  /** Address of the first instruction. */
  start: pointer,
  count: int32,
  /** Locals, cells and free variables: slots of the frame before its stack. */
  nlocalsplus: int32,
  /** Slots of the value stack: co_stacksize, or more where our instructions need more. */
  stackSize: int32,
  /** 4 words an instruction: line, end line, column, end column. */
  positions: pointer,
  /** 4 words a range: start, end (instruction numbers), handler, depth * 2 + lasti. */
  exceptions: pointer,
  exceptionCount: int32,
  /** The tuples' first items. */
  consts: pointer,
  names: pointer,
  /** Names of localsplus: a tuple, owned by the code object from 3.11, by the unit before. */
  localsNames: mayOwn,
  /** The qualified name where the code object has none (up to 3.10). */
  qualname: mayOwn,
  /** Positional arguments if a call needs nothing but copying, else -1. */
  simpleArgs: int32,
  /** Holds how often the unit was entered. */
  warmup: int32
});
/** Bytes an instruction: operation and argument, then three words of inline cache. */
export const INSTRUCTION = 16;
export const unitOf = (code: Ref): number => PyCode.co_extra(code);
