/** Facts about the compiler.  Measured: test/compile/recorded.json and the standard library (test/tools/code-equality.mjs). */
import { facts, since } from '../since.js';

export const compile = facts({
  // constants
  /** Constant expressions are folded in the tree, in the finished code, or not at all. */
  folding: since<'none' | 'tree' | 'code'>({ '2.7': 'none', '3.7': 'tree', '3.14': 'code' }),
  /** Equal constants of different code objects of one compilation are one object. */
  mergeAcrossCode: since({ '2.7': false, '3.8': true }),
  /** Code objects that differ only in their places on the line are different constants. */
  codePositionsCompared: since({ '2.7': false, '3.12': true }),
  /** The first constant of a function: docstring or None; or the docstring only. */
  leadingNone: since({ '2.7': true, '3.14': false }),
  /** Constants that no instruction loads: all stay, the last ones go, all but the first go. */
  unusedConstants: since<'stay' | 'trimmed' | 'removed'>({
    '2.7': 'stay',
    '3.10': 'trimmed',
    '3.12': 'removed'
  }),
  /** Tuples of loaded constants become one constant, behind all others: each anew and none of the empty one, or merged with equal ones. */
  foldsTuples: since<'each' | 'merged'>({ '2.7': 'each', '3.10': 'merged' }),
  /** A constant that is loaded and popped is not loaded. */
  removesUnusedLoads: since({ '2.7': false, '3.13': true }),
  /** 0 to 255 are loaded by an instruction of their own. */
  smallIntLoads: since({ '2.7': false, '3.14': true }),
  /** The qualified name is a constant before each MAKE_FUNCTION. */
  qualnameConstant: since({ '2.7': true, '3.11': false }),
  /** `x[1:2]` is one constant. */
  constantSlices: since({ '2.7': false, '3.14': true }),
  /** Two-part slices have an instruction of their own. */
  binarySlice: since({ '2.7': false, '3.12': true }),
  /** Displays of this many constants and more are made by extending with one constant; 0: never. */
  displayFromConstant: since({ '2.7': 0, '3.9': 3 }),
  /** More values than this are not computed onto the stack: displays append, dicts come in pieces, calls go through a list.
   *  @cpython Python/compile.c STACK_USE_GUIDELINE */
  stackUse: since({ '2.7': Infinity, '3.10': 30 }),
  /** Keys of a dict display come as one constant tuple. */
  constKeyMap: since({ '2.7': false, '3.6': true, '3.14': false }),
  /** Common indentation is taken off docstrings. */
  cleanDocstrings: since({ '2.7': false, '3.13': true }),
  /** `f''` is a constant. */
  emptyFStringIsConstant: since({ '2.7': false, '3.12': true }),
  /** `!r` of a field is done before its format specification is computed. */
  convertsBeforeSpec: since({ '2.7': false, '3.13': true }),
  /** `x is None` as a test is one jump. */
  noneJumps: since({ '2.7': false, '3.11': true }),
  /** `'%s' % (x,)` becomes an f-string. */
  percentFormat: since({ '2.7': false, '3.11': true }),
  /** `if 0:` and `while 0:` emit nothing, because the compiler looks at the test. */
  deadBranches: since<'notEmitted' | 'removed'>({ '2.7': 'notEmitted', '3.10': 'removed' }),

  /** `else` of a try is compiled before the handlers. */
  elseBeforeHandlers: since({ '2.7': false, '3.11': true }),
  /** A module begins at line 1, or at its first statement. */
  moduleFirstLine: since<'one' | 'statement'>({ '2.7': 'statement', '3.11': 'one' }),
  /** Return statements at the end of a code object are always followed by another one that loads None. */
  alwaysReturnsNone: since({ '2.7': false, '3.14': true }),

  // calls
  /** Where the NULL of a call of a plain value lies while the callable is computed. */
  pushNull: since<'none' | 'before' | 'after'>({ '2.7': 'none', '3.11': 'before', '3.13': 'after' }),
  /** Keyword names lie on the stack. */
  keywordNamesOnStack: since({ '2.7': true, '3.11': false, '3.13': true }),
  /** CALL_FUNCTION_EX always takes keywords. */
  callExAlwaysKeywords: since({ '2.7': false, '3.14': true }),
  /** Methods are looked up without making them also when there are keywords. */
  methodCallsWithKeywords: since({ '2.7': false, '3.11': true }),
  /** `super().m` in one instruction. */
  superAttr: since({ '2.7': false, '3.12': true }),
  /** Builtins whose call with a generator expression is a plain loop. */
  inlinedConsumers: since<readonly string[]>({
    '2.7': [],
    '3.14': ['all', 'any', 'tuple'],
    '3.15': ['all', 'any', 'tuple', 'list', 'set']
  }),
  /** A method call of an imported module's name is an attribute load. */
  importedNamesAreNoMethods: since({ '2.7': false, '3.12': true }),

  // scopes
  /** `for y in [f(x)]` in a comprehension is no loop. */
  singleElementLoops: since({ '2.7': false, '3.9': true }),
  /** List, set and dict comprehensions are part of the code around them. */
  inlinedComprehensions: since({ '2.7': false, '3.12': true }),
  /** What a comprehension in a class body hides: all its names, or those that it binds. */
  classComprehensionHides: since<'all' | 'bound'>({ '2.7': 'all', '3.14': 'bound' }),
  /** Captured arguments come first in co_cellvars. */
  argumentCellsFirst: since({ '2.7': false, '3.11': true }),
  /** Annotations of functions: a dict, a tuple, a function. */
  annotations: since<'dict' | 'tuple' | 'function'>({ '2.7': 'dict', '3.10': 'tuple', '3.14': 'function' }),
  /** Names of annotations under `from __future__ import annotations` belong to no scope. */
  futureAnnotationsScoped: since({ '2.7': false, '3.10': true }),
  /** Class bodies store the line they begin at. */
  classFirstLine: since({ '2.7': false, '3.13': true }),
  /** Class bodies store the attributes that methods assign to self. */
  staticAttributes: since({ '2.7': false, '3.13': true }),
  /** Class scopes offer `__classdict__` to annotation scopes. */
  classDict: since({ '2.7': false, '3.12': true }),
  /** A loop over names that are free in a nested function: CO_NOFREE says there are none. */
  noFreeFlag: since({ '2.7': true, '3.11': false }),
  /** Flags that say there is a docstring, and that the function is a method. */
  docstringFlag: since({ '2.7': false, '3.14': true }),
  methodFlag: since({ '2.7': false, '3.14': true }),
  /** Nested names are dotted through `<locals>`; 3.3 on. */
  qualname: since({ '2.7': false, '3.3': true }),

  // stack depth
  /** What a handler finds on the stack: three exceptions' worth of items, or one exception. */
  handlerItems: since<'six' | 'one'>({ '2.7': 'six', '3.11': 'one' }),
  /** `a or b` keeps a copy while it tests. */
  boolOpCopies: since({ '2.7': false, '3.12': true }),
  /** Generators turn StopIteration into RuntimeError by a handler of their own code. */
  stopIterationHandler: since({ '2.7': false, '3.12': true }),
  /** Generators begin with RETURN_GENERATOR. */
  returnGenerator: since({ '2.7': false, '3.11': true }),
  /** `await` and `yield from` catch StopIteration of throw() and close(). */
  cleanupThrow: since({ '2.7': false, '3.12': true }),
  /** `with` keeps the manager beside its exit. */
  withKeepsSelf: since({ '2.7': false, '3.14': true }),
  /** Depth is computed on the code as it was emitted, or as it was optimised. */
  depthOf: since<'emitted' | 'optimised'>({ '2.7': 'emitted', '3.10': 'optimised' }),
  /** The smallest co_stacksize. */
  minimalStack: since({ '2.7': 0, '3.12': 1 }),

  /** `~True` is folded. */
  foldsBoolInvert: since({ '2.7': true, '3.12': false }),
  /** Class bodies leave their `__classdict__` cell. */
  classDictCell: since({ '2.7': false, '3.13': true }),

  // loads
  /** The compiler marks loads that only borrow. */
  borrowedLoads: since({ '2.7': false, '3.14': true }),
  /** A constant condition that was folded away ends the marking. */
  foldedConditionStopsBorrowing: since({ '2.7': false, '3.14': true, '3.15': false }),

  // errors and warnings
  /** Errors have an end. */
  errorRanges: since({ '2.7': false, '3.10': true }),
  /** The warning for `is` with a literal. */
  isLiteral: since<'plain' | 'typed' | 'none'>({ '2.7': 'none', '3.8': 'plain', '3.12': 'typed' }),
  /** Warnings for `return` and the like in `finally`. */
  finallyWarnings: since({ '2.7': false, '3.14': true })
});
