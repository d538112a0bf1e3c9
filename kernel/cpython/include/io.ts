/** The types that streams are derived from, and the exception they raise.  CPython: Modules/_io/_iomodule.h. */
import { load, storePointer } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { borrows, mayOwn, structAt } from '../heap/struct.js';
import { staticAllocate } from '../process/space.js';
import { staticType } from './type.js';

export const PyIOBase_Type = staticType(),
  PyRawIOBase_Type = staticType(),
  PyBufferedIOBase_Type = staticType(),
  PyTextIOBase_Type = staticType();
/** @cpython Modules/_io/iobase.c iobase */
export const PyIOBase = structAt(
  'IOBase',
  { dict: mayOwn, weakreflist: borrows },
  { dict: 16, weakreflist: 24 },
  32
);

/** io.UnsupportedOperation is a class of two bases, made when first needed: it lies here, owned. */
const UNSUPPORTED = staticAllocate(16);
/** The class, borrowed; 0: not made yet. */
export const unsupportedClass = (): Ref | 0 => load(UNSUPPORTED) as Ref | 0;
export const setUnsupportedClass = (type: Owned): void => storePointer(UNSUPPORTED, type);
