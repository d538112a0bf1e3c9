/** What the interpreter knows of codecs: search functions, codecs found, error handlers.  CPython: Include/internal/pycore_codecs.h. */
import { load, store, storePointer } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { staticAllocate } from '../process/space.js';

/** A list and two dicts, owned; NULL before the first use. */
const CELLS = staticAllocate(32);
export const searchPath = (): Ref | 0 => load(CELLS) as Ref | 0;
export const searchCache = (): Ref | 0 => load(CELLS + 8) as Ref | 0;
export const errorHandlers = (): Ref | 0 => load(CELLS + 16) as Ref | 0;
export function setCodecRegistry(path: Owned, cache: Owned, handlers: Owned): void {
  storePointer(CELLS, path);
  storePointer(CELLS + 8, cache);
  storePointer(CELLS + 16, handlers);
}
/** Whether the standard encodings have been asked to register themselves. */
export const isSearching = (): boolean => load(CELLS + 24) !== 0;
export const setSearching = (): void => store(CELLS + 24, 1);
