/** What the code generator emits: instructions with labels, and pseudo-instructions that open and close handlers. */
import { Op, opcodes } from './opcodes.js';
import type { Position } from './unit.js';

/** A place to jump to. */
export class Label {
  constructor(readonly id: number) {}
}

/** Pseudo-instructions, which the assembler turns into the exception table. */
export const SETUP_FINALLY = 1000; // the handler gets the exception
export const SETUP_CLEANUP = 1001; // the handler gets the instruction's index and the exception
export const SETUP_WITH = 1002; // the same, below the value of `with`
export const POP_BLOCK = 1003;
/** Counts `arg` items of CPython's stack that ours does not have. */
export const DEPTH = 1004;

export const isSetup = (op: number): boolean => op >= SETUP_FINALLY && op <= SETUP_WITH;

export interface Instruction {
  op: number;
  arg: number;
  target: Label | null;
  /** Line -1: none, it belongs to what stands before it. */
  at: Position;
  /** What CPython's own code does to its stack, where that differs from ours: the change, and the height on the way. */
  change?: number;
  rise?: number;
  /** A STORE_FAST that may store NULL: what an inlined comprehension hid comes back. */
  mayBeNull?: boolean;
  /** The change where it jumps. */
  jumped?: number;
}

/** A stream of instructions and labels. */
export type Item = Instruction | Label;

export const noPosition: Position = [-1, -1, -1, -1];

const jumps = new Set<number>([
  Op.JUMP,
  Op.JUMP_BACKWARD,
  Op.POP_JUMP_IF_TRUE,
  Op.POP_JUMP_IF_FALSE,
  Op.POP_JUMP_IF_NONE,
  Op.POP_JUMP_IF_NOT_NONE,
  Op.JUMP_IF_TRUE_OR_POP,
  Op.JUMP_IF_FALSE_OR_POP,
  Op.FOR_ITER,
  Op.SEND
]);
export const isJump = (op: number): boolean => jumps.has(op);
export const isUnconditional = (op: number): boolean => op === Op.JUMP || op === Op.JUMP_BACKWARD;
const exits = new Set<number>([Op.RETURN_VALUE, Op.RAISE_VARARGS, Op.RERAISE]);
export const leavesScope = (op: number): boolean => exits.has(op);
/** Nothing follows it but at a label. */
export const isTerminator = (op: number): boolean => isUnconditional(op) || exits.has(op);

interface Effect {
  inputs: number;
  perArgument: number;
  outputs: number;
}
const effects: readonly Effect[] = opcodes.map(([, text]) => {
  const [before = '', after = ''] = text.split('--').map(side => side.trim());
  const parts = before === '' ? [] : before.split(',');
  const variable = parts.find(part => part.includes('*'));
  return {
    inputs: parts.filter(part => !part.includes('*')).length,
    perArgument: variable === undefined ? 0 : variable.includes('*2') ? 2 : 1,
    outputs: after === '' ? 0 : after.split(',').length
  };
});

/** How many values an instruction takes and how many it leaves, when it does not jump. */
export function stackEffect(op: number, arg: number): { takes: number; leaves: number } {
  if (op === DEPTH || op === POP_BLOCK || isSetup(op)) return { takes: 0, leaves: 0 };
  if (op === Op.RETURN_GENERATOR) return { takes: 0, leaves: 1 }; // what is sent first
  if (op === Op.UNPACK_SEQUENCE) return { takes: 1, leaves: arg };
  if (op === Op.UNPACK_EX) return { takes: 1, leaves: (arg & 255) + 1 + (arg >> 8) };
  const { inputs, perArgument, outputs } = effects[op]!;
  return { takes: inputs + perArgument * arg, leaves: outputs };
}

/** The change of the stack's height; for a jump, when it is taken. */
export function stackChange(op: number, arg: number, jumping: boolean): number {
  if (jumping) {
    if (op === SETUP_FINALLY) return 1;
    if (op === SETUP_CLEANUP) return 2;
    if (op === SETUP_WITH) return 1; // the value of `with` goes
    if (op === Op.FOR_ITER) return -1;
    if (op === Op.JUMP_IF_TRUE_OR_POP || op === Op.JUMP_IF_FALSE_OR_POP) return 0;
  }
  const { takes, leaves } = stackEffect(op, arg);
  return leaves - takes;
}

/** Instructions whose argument is the index of a local variable. */
export const isFast = (op: number): boolean =>
  op === Op.LOAD_FAST ||
  op === Op.LOAD_FAST_CHECK ||
  op === Op.LOAD_FAST_BORROW ||
  op === Op.STORE_FAST ||
  op === Op.DELETE_FAST ||
  op === Op.LOAD_FAST_AND_CLEAR;
const derefs = new Set<number>([
  Op.LOAD_DEREF,
  Op.STORE_DEREF,
  Op.DELETE_DEREF,
  Op.LOAD_CLOSURE,
  Op.LOAD_CLASSDEREF,
  Op.MAKE_CELL,
  Op.LOAD_FROM_DICT_OR_DEREF
]);
/** Instructions whose argument, until assembly, is the index of a cell or, after those, of a free variable. */
export const isDeref = (op: number): boolean => derefs.has(op);
export const isConstantLoad = (op: number): boolean => op === Op.LOAD_CONST || op === Op.LOAD_SMALL_INT;
