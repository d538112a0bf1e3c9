/** Facts about the modules that stand between Python and the machine: _abc, _thread, _warnings, copyreg. */
import { facts, since } from '../since.js';

export const system = facts({
  /** The exception that ended a prompt's input is sys.last_exc as well. */
  keepsLastExc: since({ '2.7': false, '3.12': true }),
  /** ABCs mark classes as sequences and mappings for `match`. */
  abcCollectionFlags: since({ '2.7': false, '3.10': true }),
  /** Error numbers that errno does not name. */
  errnoLacks: since<readonly string[]>({ '2.7': ['EHWPOISON', 'EFTYPE'], '3.14': [] }),
  /** stat names flags of macOS 15. */
  statNamesNewFlags: since({ '2.7': false, '3.13': true }),
  /** How a path with a zero character is refused. */
  nullInPathText: since({ '2.7': 'embedded null byte', '3.13': '%s: embedded null character in path' }),
  /** Bytes of operator's getters: with a pointer to vectorcall, and with arguments laid out for it. */
  itemgetterSize: since({ '2.7': 40, '3.10': 48 }),
  attrgetterSize: since({ '2.7': 32, '3.10': 40 }),
  methodcallerSize: since({ '2.7': 40, '3.13': 64 }),
  /** operator.index gives an exact int, also of a bool. */
  indexIsExact: since({ '2.7': false, '3.10': true }),
  /** methodcaller with keywords keeps its arguments a second time, as a call wants them. */
  methodcallerKeepsArguments: since({ '2.7': false, '3.14': true }),
  /** Bytes of functools.partial; with room for Placeholder. */
  partialSize: since({ '2.7': 64, '3.14': 80 }),
  partialHasPlaceholders: since({ '2.7': false, '3.14': true }),
  /** A subclass of partial is shown with its module. */
  partialReprQualifies: since({ '2.7': false, '3.13': true }),
  /** partial as a class attribute: taken as it is, with a warning, or bound as a method. */
  partialDescriptor: since<'none' | 'warns' | 'binds'>({ '2.7': 'none', '3.13': 'warns', '3.14': 'binds' }),
  /** Keys of cmp_to_key have a GC header; the type of lru_cache's links and its mark belong to each cache. */
  functoolsHeapTypes: since({ '2.7': false, '3.10': true }),
  /** reduce() takes `initial` by name. */
  reduceTakesInitial: since({ '2.7': false, '3.14': true }),
  reduceEmptyText: since({
    '2.7': 'reduce() of empty sequence with no initial value',
    '3.11': 'reduce() of empty iterable with no initial value'
  }),
  /** What a warning names that no frame has issued. */
  warningWithoutFrame: since({ '2.7': 'sys', '3.13': '<sys>' }),
  lineWithoutFrame: since({ '2.7': 1, '3.13': 0 }),
  /** `all` is another name of `always`. */
  warningsHaveAll: since({ '2.7': false, '3.14': true }),
  /** warn() skips frames by the beginning of their file's name. */
  warnSkipsPrefixes: since({ '2.7': false, '3.12': true }),
  /** An argument is named by its name in a TypeError, not by its number. */
  argumentsByName: since({ '2.7': false, '3.12': true }),
  /** What comes before the names of the types of _contextvars. */
  contextTypePrefix: since({ '2.7': '', '3.11': '_contextvars.' }),
  /** How an exception of an atexit callback is told. */
  atexitReports: since<'traceback' | 'colon' | 'sentence'>({
    '2.7': 'traceback',
    '3.10': 'colon',
    '3.13': 'sentence'
  }),
  /** A callback that was unregistered is not counted any more. */
  atexitForgets: since({ '2.7': false, '3.14': true }),
  /** object has `__getstate__`. */
  objectHasGetstate: since({ '2.7': false, '3.11': true }),
  /** How an object with items that is no list or dict is refused: its type in quotes, or without. */
  pickleItemsQuoted: since({ '2.7': true, '3.11': false }),
  /** Bytes of a lock, and where its list of weak references lies (0: before the object). */
  lockSize: since({ '2.7': 40, '3.14': 24 }),
  lockWeaklist: since({ '2.7': 24, '3.14': 0 }),
  /** Locks have a GC header. */
  lockIsGc: since({ '2.7': false, '3.10': true }),
  /** A lock's list of weak references is managed: it lies before the object. */
  locksManageWeakrefs: since({ '2.7': false, '3.14': true }),
  rlockSize: since({ '2.7': 48, '3.14': 40 }),
  rlockWeaklist: since({ '2.7': 40, '3.14': 0 }),
  /** Bytes of a thread-local object, and where its weak references lie. */
  localSize: since({ '2.7': 64, '3.13': 56 }),
  /** Locks and handles of threads can be made by calling their type. */
  lockIsCallable: since({ '2.7': false, '3.13': true }),
  /** What a timeout below 0 is told. */
  negativeTimeoutText: since({
    '2.7': 'timeout value must be positive',
    '3.13': 'timeout value must be a non-negative number'
  }),
  /** What a timeout is told that no clock can count. */
  hugeTimeoutText: since({
    '2.7': 'timestamp too large to convert to C _PyTime_t',
    '3.11': 'timestamp out of range for platform time_t',
    '3.14': 'timestamp out of range for C PyTime_t'
  }),
  localWeaklist: since({ '2.7': 40, '3.13': 32 })
});
