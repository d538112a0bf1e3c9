/** Facts about the module sys: which values it has. */
import { facts, since } from '../since.js';

export const sys = facts({
  /** The hash function's name. */
  hashAlgorithm: since({ '2.7': 'fnv', '3.4': 'siphash24', '3.11': 'siphash13' }),
  /** Flags that are no items of sys.flags. */
  hiddenFlags: since<Readonly<Record<string, number>>>({
    '2.7': {},
    '3.13': { gil: 1 },
    '3.14': { gil: 1, thread_inherit_context: 0, context_aware_warnings: 0 }
  }),
  /** The last fields of sys.flags. */
  moreFlags: since<readonly string[]>({
    '2.7': [],
    '3.9': ['int_max_str_digits'],
    '3.10': ['warn_default_encoding', 'int_max_str_digits'],
    '3.11': ['warn_default_encoding', 'safe_path', 'int_max_str_digits']
  }),
  saysIsolatedInterpreters: since({ '2.7': false, '3.14': true }),
  /** What an unraisable hook is told: the object, or a message with its repr. */
  unraisableMessage: since<'object' | 'message'>({ '2.7': 'object', '3.14': 'message' }),
  /** The traceback of an exception nobody can catch marks places in lines. */
  unraisableMarks: since({ '2.7': false, '3.11': true, '3.13': false }),
  /** getsizeof adds a GC head when the type has one, even to static types. */
  sizeofHeadByType: since({ '2.7': false, '3.11': true, '3.13': false }),
  /** Where the last exception is kept. */
  lastException: since<'three' | 'value'>({ '2.7': 'three', '3.12': 'value' })
});
