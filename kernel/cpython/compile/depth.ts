/** How deep the value stack gets: CPython's own figure, and what our instructions need.  CPython: calculate_stackdepth. */
import type { BasicBlock, Flow } from './flow.js';
import {
  DEPTH,
  POP_BLOCK,
  SETUP_CLEANUP,
  SETUP_FINALLY,
  isSetup,
  stackChange,
  stackEffect,
  type Instruction
} from './ir.js';

export interface Depths {
  max: number;
  /** Items on the stack before a block runs. */
  begin: Map<BasicBlock, number>;
  /** For a SETUP_*: the items that its handler keeps. */
  kept: Map<Instruction, number>;
}

type Change = (instruction: Instruction, jumping: boolean) => number;
type Height = (instruction: Instruction) => number;

function measure(flow: Flow, change: Change, height: Height): Depths {
  const begin = new Map<BasicBlock, number>([[flow.entry, 0]]);
  const kept = new Map<Instruction, number>();
  const waiting = [flow.entry];
  let max = 0;
  const reach = (block: BasicBlock | null | undefined, depth: number): void => {
    if (block == null) return;
    const known = begin.get(block);
    if (known !== undefined && known >= depth) return;
    begin.set(block, depth);
    waiting.push(block);
  };
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    let depth = begin.get(block)!;
    for (const instruction of block.instructions) {
      max = Math.max(max, depth + height(instruction));
      if (instruction.target !== null) {
        const there = depth + change(instruction, true);
        max = Math.max(max, there);
        if (isSetup(instruction.op)) {
          kept.set(
            instruction,
            instruction.op === SETUP_FINALLY || instruction.op === SETUP_CLEANUP ? depth : depth - 1
          );
        }
        reach(flow.at.get(instruction.target), there);
      }
      depth += change(instruction, false);
      max = Math.max(max, depth);
    }
    if (block.fallsThrough) reach(block.next, depth);
  }
  return { max, begin, kept };
}

/** Our own stack. */
export function ownDepths(flow: Flow): Depths {
  return measure(
    flow,
    ({ op, arg }, jumping) => (op === DEPTH ? 0 : stackChange(op, arg, jumping)),
    // PUSHED frames and methods keep their inputs until the answer is there
    ({ op, arg }) => (op === DEPTH ? 0 : Math.max(0, stackEffect(op, arg).leaves))
  );
}

/** CPython's stack, by the changes that instructions carry where theirs differ. */
export function cpythonDepth(flow: Flow, sixItems: boolean): number {
  return measure(
    flow,
    (instruction, jumping) => {
      const { op, arg } = instruction;
      if (jumping) {
        if (instruction.jumped !== undefined) return instruction.jumped;
        if (op === SETUP_FINALLY && sixItems) return 6;
        return stackChange(op, arg, true);
      }
      if (op === DEPTH) return arg;
      if (op === POP_BLOCK) return 0;
      return instruction.change ?? stackChange(op, arg, false);
    },
    instruction => instruction.rise ?? 0
  ).max;
}
