/**
 * The bodies of instructions that compute.  A body gets the frame, the address one past the top of the stack, and the
 * argument; its inputs are lent and released by the loop when the answer is there.  What moves values or control is in loop.ts.
 */
import type { Address } from '../heap/memory.js';
import { load } from '../heap/memory.js';
import { DONE, type Maybe, type Ref } from '../heap/reference.js';
import { none } from '../include/singletons.js';
import { Op, opcodes, type OpcodeName } from '../compile/opcodes.js';

/** DONE (1) from a body without output: go on. */
export type Body = (frame: Address, sp: Address, argument: number, pc: Address) => Maybe | 1;

export const bodies: Body[] = new Array<Body>(opcodes.length).fill(() => {
  throw new Error('an instruction without a body');
});
/** How many inputs are released when the answer is there: a number, or a function of the argument. */
export const inputs: number[] = new Array<number>(opcodes.length).fill(0);
/** Inputs that depend on the argument: count = inputs + factor * argument. */
export const perArgument: number[] = new Array<number>(opcodes.length).fill(0);
/** 1 when the answer is pushed. */
export const outputs: number[] = new Array<number>(opcodes.length).fill(0);

for (const [name, effect] of opcodes) {
  const [before = '', after = ''] = effect.split('--').map(side => side.trim());
  const i = Op[name];
  for (const part of before === '' ? [] : before.split(',')) {
    if (part.includes('*')) perArgument[i] = part.includes('*2') ? 2 : 1;
    else inputs[i]!++;
  }
  outputs[i] = after === '' ? 0 : 1;
}

/** Gives an instruction its body. */
export function instruction(name: OpcodeName, body: Body): void {
  bodies[Op[name]] = body;
}
/** The i-th value from the top (1 is the top), without its borrow tag. */
export const peek = (sp: Address, i: number): Ref => (load(sp - i * 8) & -2) as Ref;

/** The answer of an instruction without output that has not touched its inputs: the loop releases them and drops this. */
export const nothing = (): Maybe => none();
/** What setting something answers, as an instruction's answer. */
export const completed = (done: number): Maybe => (done === DONE ? none() : (done as Maybe));
