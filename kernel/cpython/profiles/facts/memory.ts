/** Facts about memory: pymalloc's sizes.  Measured: `cpython-facts/pymalloc.json`; those of a 64-bit build. */
import { facts, since } from '../since.js';

export const memory = facts({
  /** Bytes in a pool of blocks of one size class.  @cpython Objects/obmalloc.c POOL_SIZE */
  poolSize: since({ '2.7': 4096, '3.10': 16384 }),
  /** Bytes that pymalloc asks the system for at once.  @cpython Objects/obmalloc.c ARENA_SIZE */
  arenaSize: since({ '2.7': 262144, '3.10': 1048576 }),
  /** The same two in a 32-bit build, where they never grew. */
  poolSize32: since({ '2.7': 4096 }),
  arenaSize32: since({ '2.7': 262144 }),
  /** The largest request that pymalloc serves, bytes; it sends 0 to malloc, too. */
  smallRequest: since({ '2.7': 512 }),
  /** An arena without a block in use stays when no other arena has room.  @cpython Objects/obmalloc.c insert_to_freepool */
  keepsLastArena: since({ '2.7': false, '3.9': true }),
  /** What buffers (list items, dict tables) come from; objects always come from pymalloc. */
  buffers: since<'malloc' | 'pymalloc'>({ '2.7': 'malloc', '3.6': 'pymalloc' })
});
