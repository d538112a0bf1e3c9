/** Facts about str: its head, its hash, interning. */
import { facts, since } from '../since.js';

export const str = facts({
  /** Rounds of siphash, within and at the end.  @cpython Python/pyhash.c */
  hashRounds: since<readonly [number, number]>({ '3.4': [2, 4], '3.11': [1, 3] }),
  /** What the state's bit 7 says: `ready` (always set), or that the string is part of the binary. */
  stateBit7: since<'ready' | 'static'>({ '3.3': 'ready', '3.12': 'static' }),
  /** The one-character strings of the binary are interned. */
  latin1Interned: since({ '2.7': false, '3.13': true }),
  /** Those above U+007F come with their UTF-8 form. */
  latin1HasUtf8: since({ '2.7': false, '3.12': true }),
  /** The letters that frozen modules use as names: interned ahead of the cached characters, which they are not. */
  internedLetters: since({
    '2.7': '',
    '3.11': 'BCLST_abcdefhijklmnopqrstvwxy',
    '3.12': '_abcdenprsx',
    '3.13': ''
  }),
  /** What the `interned` field holds for strings of the binary. */
  internedStatic: since({ '2.7': 1, '3.12': 3 }),
  /** Names in code objects become immortal. */
  namesAreImmortal: since({ '2.7': false, '3.12': true })
});
