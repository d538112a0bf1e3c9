/**
 * The instruction set: name, stack effect, and what the argument means.  Ours, near CPython 3.13's; a version differs in which
 * instructions the compiler emits.  The interpreter gives each one its body (interp/instructions/), the compiler reads
 * the stack effect.  Declared here because `compile` may not see the interpreter.
 *
 * Effects: inputs -- outputs, deepest first.  `x*` means `argument` many.  A jump's argument is a number of instructions,
 * counted from the next one.
 */
export const opcodes = [
  // moving values
  ['NOP', '--'],
  ['LOAD_CONST', '-- value'],
  ['LOAD_SMALL_INT', '-- value'], // 3.14: the argument itself, never in co_consts
  ['LOAD_FAST', '-- value'],
  ['LOAD_FAST_BORROW', '-- value'], // 3.14: the stack only borrows
  ['LOAD_FAST_CHECK', '-- value'],
  ['STORE_FAST', 'value --'],
  ['DELETE_FAST', '--'],
  ['LOAD_FAST_AND_CLEAR', '-- value'], // inlined comprehensions (3.12): NULL if unbound
  ['POP_TOP', 'value --'],
  ['COPY', '-- value'], // the i-th from the top, 1 is the top
  ['SWAP', '--'], // the top and the i-th
  ['PUSH_NULL', '-- null'],
  // names
  ['LOAD_NAME', '-- value'],
  ['STORE_NAME', 'value --'],
  ['DELETE_NAME', '--'],
  ['LOAD_GLOBAL', '-- value'],
  ['STORE_GLOBAL', 'value --'],
  ['DELETE_GLOBAL', '--'],
  ['LOAD_DEREF', '-- value'],
  ['STORE_DEREF', 'value --'],
  ['DELETE_DEREF', '--'],
  ['LOAD_CLOSURE', '-- cell'],
  ['LOAD_CLASSDEREF', '-- value'], // locals of the class first, then the cell
  ['MAKE_CELL', '--'],
  ['COPY_FREE_VARS', '--'],
  ['LOAD_LOCALS', '-- dict'],
  ['LOAD_FROM_DICT_OR_GLOBALS', 'dict -- value'],
  ['LOAD_FROM_DICT_OR_DEREF', 'dict -- value'],
  // attributes and subscripts
  ['LOAD_ATTR', 'owner -- value'],
  ['STORE_ATTR', 'value, owner --'],
  ['DELETE_ATTR', 'owner --'],
  ['LOAD_METHOD', 'owner -- callable, self'], // self is NULL when the callable is a plain value
  ['LOAD_SUPER_ATTR', 'super, class, self -- value'],
  ['LOAD_SUPER_METHOD', 'super, class, self -- callable, self'],
  ['BINARY_SUBSCR', 'container, sub -- value'],
  ['STORE_SUBSCR', 'value, container, sub --'],
  ['DELETE_SUBSCR', 'container, sub --'],
  ['BINARY_SLICE', 'container, start, stop -- value'],
  ['STORE_SLICE', 'value, container, start, stop --'],
  // operators
  ['UNARY_NEGATIVE', 'value -- result'],
  ['UNARY_POSITIVE', 'value -- result'],
  ['UNARY_INVERT', 'value -- result'],
  ['UNARY_NOT', 'value -- result'],
  ['BINARY_OP', 'left, right -- result'], // see binaryOperators
  ['COMPARE_OP', 'left, right -- result'], // see comparisons
  ['IS_OP', 'left, right -- result'], // argument 1: is not
  ['CONTAINS_OP', 'item, container -- result'], // argument 1: not in
  // making
  ['BUILD_TUPLE', 'item* -- tuple'],
  ['BUILD_LIST', 'item* -- list'],
  ['BUILD_SET', 'item* -- set'],
  ['BUILD_MAP', 'item*2 -- dict'],
  ['BUILD_CONST_KEY_MAP', 'value*, keys -- dict'],
  ['BUILD_STRING', 'piece* -- str'],
  ['BUILD_SLICE', 'part* -- slice'], // 2 or 3
  ['LIST_APPEND', 'value --'], // to the list i below the value, 1 is right below
  ['SET_ADD', 'value --'],
  ['MAP_ADD', 'key, value --'],
  ['LIST_EXTEND', 'iterable --'],
  ['SET_UPDATE', 'iterable --'],
  ['DICT_UPDATE', 'mapping --'],
  ['DICT_MERGE', 'mapping --'], // for calls: duplicates are errors; the callable lies i + 2 below (function, null, args, dict)
  ['LIST_TO_TUPLE', 'list -- tuple'],
  ['FORMAT_VALUE', 'value -- str'], // argument: 0 none, 1 str, 2 repr, 3 ascii
  ['FORMAT_WITH_SPEC', 'value, spec -- str'],
  ['BUILD_INTERPOLATION', 'value, text -- interpolation'], // argument: conversion * 2 + (1 if a spec follows on the stack)
  ['BUILD_INTERPOLATION_SPEC', 'value, text, spec -- interpolation'],
  ['BUILD_TEMPLATE', 'strings, interpolations -- template'],
  ['UNPACK_SEQUENCE', 'sequence -- item*'], // first item on top
  ['UNPACK_EX', 'sequence -- item*'], // argument: before + 256 * after; pushes before + 1 + after
  ['MAKE_FUNCTION', 'code -- function'],
  ['SET_FUNCTION_ATTRIBUTE', 'value, function -- function'], // 1 defaults, 2 kwdefaults, 4 annotations, 8 closure, 16 annotate
  // calls
  ['CALL', 'callable, self, argument* -- result'],
  ['CALL_KW', 'callable, self, argument*, names -- result'],
  ['CALL_FUNCTION_EX', 'callable, self, arguments, keywords -- result'], // keywords is NULL or a dict
  ['LOAD_BUILD_CLASS', '-- callable'],
  ['CALL_INTRINSIC', 'value -- result'], // see intrinsics
  // control
  ['RESUME', '--'], // 0 function start, 1 after yield, 2 after yield from, 3 after await
  ['JUMP', '--'],
  ['JUMP_BACKWARD', '--'],
  ['POP_JUMP_IF_TRUE', 'value --'],
  ['POP_JUMP_IF_FALSE', 'value --'],
  ['POP_JUMP_IF_NONE', 'value --'],
  ['POP_JUMP_IF_NOT_NONE', 'value --'],
  ['JUMP_IF_TRUE_OR_POP', 'value --'], // keeps the value when it jumps
  ['JUMP_IF_FALSE_OR_POP', 'value --'],
  ['GET_ITER', 'iterable -- iterator'],
  ['FOR_ITER', '-- value'], // below it the iterator; exhausted: pops the iterator and jumps
  ['RETURN_VALUE', 'value --'],
  ['RETURN_GENERATOR', '--'], // the frame becomes a generator, which is returned; execution goes on at the next instruction
  ['YIELD_VALUE', 'value -- sent'],
  ['GET_YIELD_FROM_ITER', 'iterable -- iterator'],
  ['SEND', 'sent -- value'], // below it the receiver; finished: pushes its result and jumps
  ['END_SEND', 'receiver, value -- value'],
  ['CLEANUP_THROW', 'receiver, last, exception -- none, value'],
  ['GET_AWAITABLE', 'value -- awaitable'],
  ['GET_AITER', 'value -- iterator'],
  ['GET_ANEXT', '-- awaitable'],
  ['END_ASYNC_FOR', 'iterator, exception --'],
  // exceptions
  ['PUSH_EXC_INFO', 'exception -- previous, exception'],
  ['POP_EXCEPT', 'previous --'],
  ['CHECK_EXC_MATCH', 'type -- match'], // below it the exception
  ['CHECK_EG_MATCH', 'exception, type -- rest, match'],
  ['RAISE_VARARGS', 'part* --'], // 0 re-raises, 1 exception, 2 exception and cause
  ['RERAISE', 'exception --'],
  ['BEFORE_WITH', 'manager -- exit, value'],
  ['BEFORE_ASYNC_WITH', 'manager -- exit, value'],
  ['WITH_EXCEPT_START', '-- result'], // exit, lasti or previous, exception below: see unwind.ts
  ['LOAD_ASSERTION_ERROR', '-- type'],
  // modules, classes, display
  ['IMPORT_NAME', 'level, names -- module'],
  ['IMPORT_FROM', '-- value'], // below it the module
  ['IMPORT_STAR', 'module --'],
  ['SETUP_ANNOTATIONS', '--'],
  ['PRINT_EXPR', 'value --'],
  // match
  ['MATCH_MAPPING', '-- is'],
  ['MATCH_SEQUENCE', '-- is'],
  ['MATCH_KEYS', '-- values'], // below: subject, keys; pushes a tuple or None
  ['MATCH_CLASS', 'subject, type, names -- attributes'],
  ['GET_LEN', '-- length'],
  // since 3.14: see commonConstants
  ['LOAD_COMMON_CONSTANT', '-- value'],
  ['CALL_INTRINSIC_2', 'first, second -- result'] // see intrinsics: those that take two values
] as const;

export type OpcodeName = (typeof opcodes)[number][0];

/** Opcode number by name. */
export const Op = Object.freeze(Object.fromEntries(opcodes.map(([name], i) => [name, i]))) as Readonly<
  Record<OpcodeName, number>
>;

/** The argument of COMPARE_OP. */
export const comparisons = ['<', '<=', '==', '!=', '>', '>='] as const;

/** The argument of CALL_INTRINSIC. */
export const intrinsics = [
  'IMPORT_STAR',
  'STOPITERATION_ERROR',
  'ASYNC_GEN_WRAP',
  'UNARY_POSITIVE',
  'TYPEVAR',
  'PARAMSPEC',
  'TYPEVARTUPLE',
  'SUBSCRIPT_GENERIC',
  'TYPEALIAS',
  'TYPEVAR_WITH_BOUND',
  'TYPEVAR_WITH_CONSTRAINTS',
  'SET_FUNCTION_TYPE_PARAMS',
  'PREP_RERAISE_STAR',
  'SET_TYPEPARAM_DEFAULT'
] as const;

/** The argument of LOAD_COMMON_CONSTANT. */
export const commonConstants = [
  'AssertionError',
  'NotImplementedError',
  'tuple',
  'all',
  'any',
  'list',
  'set'
] as const;
