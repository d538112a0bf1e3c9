/** Reads the malloc heap chunk by chunk, for the inspector and the checks.  It changes nothing. */
import type { Address } from '../heap/memory.js';
import { cacheAddress, hiddenFree } from './caches.js';
import { HEADER, chunkSize, isInUse } from './chunks.js';
import { topChunk } from './malloc.js';
import { BRK_BASE, MMAP_TOP, PAGE, mmapFloor, pageKind, pageKinds } from './space.js';

export interface Chunk {
  /** What malloc returned for it. */
  readonly address: Address;
  /** Bytes, header included. */
  readonly size: number;
  /** `own` is malloc's own, the caches; `top` the unused rest of the heap. */
  readonly state: 'used' | 'free' | 'cached' | 'own' | 'top';
  readonly isMapped: boolean;
}

/** Every chunk, in order of address: those of the brk heap, then those mapped by themselves. */
export function* chunks(): Generator<Chunk> {
  const hidden = new Set(hiddenFree());
  const top = topChunk();
  for (let chunk = BRK_BASE; top !== 0 && chunk <= top; chunk += chunkSize(chunk)) {
    const address = chunk + HEADER;
    let state: Chunk['state'] = 'used';
    if (chunk === top) state = 'top';
    else if (address === cacheAddress()) state = 'own';
    else if (hidden.has(chunk)) state = 'cached';
    else if (!isInUse(chunk)) state = 'free';
    yield { address, size: chunkSize(chunk), state, isMapped: false };
  }
  for (let page = mmapFloor(); page < MMAP_TOP;) {
    if (pageKind(page) !== pageKinds.mapped) page += PAGE;
    else {
      yield { address: page + HEADER, size: chunkSize(page), state: 'used', isMapped: true };
      page += chunkSize(page);
    }
  }
}
