/** What the compiler hands over: a code unit, host data only.  The session makes code objects of it. */

/** A constant; nested tuples and frozensets by value, nested code by unit. */
/** `isFolded`: made while the code was optimised, so that no syntax tree ever held it. */
export type Constant = { readonly isFolded?: true } & (
  | { readonly type: 'None' | 'True' | 'False' | 'Ellipsis' }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'complex'; readonly real: number; readonly imag: number }
  | { readonly type: 'str'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'tuple' | 'frozenset'; readonly items: readonly Constant[] }
  | { readonly type: 'slice'; readonly items: readonly Constant[] }
  | { readonly type: 'code'; readonly unit: CodeUnit }
);

/** Where an instruction comes from; lines from 1, columns in UTF-8 bytes from 0, -1 unknown. */
export type Position = readonly [line: number, endLine: number, column: number, endColumn: number];

/** While pc is in [start, end) (instruction indices), an exception goes to `handler` with the stack cut to `depth`. */
export interface ExceptionRange {
  readonly start: number;
  readonly end: number;
  readonly handler: number;
  /** Items left on the value stack; the exception is pushed on top of them (after the index of the instruction, if `lasti`). */
  readonly depth: number;
  readonly lasti: boolean;
}

export const CO_OPTIMIZED = 1;
export const CO_NEWLOCALS = 2;
export const CO_VARARGS = 4;
export const CO_VARKEYWORDS = 8;
export const CO_NESTED = 16;
export const CO_GENERATOR = 32;
export const CO_NOFREE = 64;
export const CO_COROUTINE = 128;
export const CO_ITERABLE_COROUTINE = 256;
export const CO_ASYNC_GENERATOR = 512;
export const CO_HAS_DOCSTRING = 0x4000000;
export const CO_METHOD = 0x8000000;

export interface CodeUnit {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  /** CO_* bits, as co_flags. */
  readonly flags: number;
  readonly argCount: number;
  readonly posOnlyArgCount: number;
  readonly kwOnlyArgCount: number;
  /** Local variables, arguments first, in co_varnames' order. */
  readonly varnames: readonly string[];
  readonly cellvars: readonly string[];
  readonly freevars: readonly string[];
  readonly names: readonly string[];
  /**
   * Constants in co_consts' order.  The same object (by ===) in two units of one compilation is one constant of the unit:
   * the compiler merges as its version does, the instantiation follows identity.
   */
  readonly constants: readonly Constant[];
  /** co_stacksize: CPython's own figure. */
  readonly stackSize: number;
  /** Items of value stack that our instructions need; may exceed `stackSize`, as our calls push a NULL that old versions lack. */
  readonly stackNeed: number;
  /** Opcode and argument alternating. */
  readonly instructions: readonly number[];
  /** One per instruction. */
  readonly positions: readonly Position[];
  /** Innermost ranges first, as they are searched. */
  readonly exceptions: readonly ExceptionRange[];
}
