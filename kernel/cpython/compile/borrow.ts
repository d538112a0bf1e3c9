/**
 * Loads that only borrow, 3.14 and later: what such a load puts on the stack is used up within its basic block, and the local is
 * neither stored nor killed meanwhile.  CPython: Python/flowgraph.c optimize_load_fast.
 */
import type { BasicBlock, Flow } from './flow.js';
import { isSetup, stackEffect, type Instruction } from './ir.js';
import { Op } from './opcodes.js';

/** Where a stack item comes from: the load, and its local; null for what no load put there. */
interface Origin {
  load: Instruction | null;
  local: number;
}
const unknown: Origin = { load: null, local: -1 };

/** Turns each LOAD_FAST that may into LOAD_FAST_BORROW.  `stopsAtEmpty`: blocks behind an empty one are not looked at. */
export function borrowLoads(flow: Flow, stopsAtEmpty: boolean): void {
  const seen = new Set<BasicBlock>([flow.entry]);
  const waiting: [BasicBlock, number][] = [[flow.entry, 0]];
  const reach = (block: BasicBlock | null | undefined, depth: number): void => {
    if (block == null || seen.has(block)) return;
    seen.add(block);
    waiting.push([block, depth]);
  };
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const [block, depth] = entry;
    borrowInBlock(flow, block, depth, reach, stopsAtEmpty);
  }
}

function borrowInBlock(
  flow: Flow,
  block: BasicBlock,
  depth: number,
  reach: (block: BasicBlock | null | undefined, depth: number) => void,
  stopsAtEmpty: boolean
): void {
  const stack: Origin[] = Array.from({ length: depth }, () => unknown);
  const owned = new Set<Instruction>();
  const keep = (origin: Origin): void => {
    if (origin.load !== null) owned.add(origin.load);
  };
  const kill = (local: number): void => {
    for (const origin of stack) if (origin.local === local) keep(origin);
  };
  const push = (origin: Origin): void => {
    stack.push(origin);
  };
  const pop = (count = 1): Origin => {
    let last = unknown;
    for (let i = 0; i < count; i++) last = stack.pop() ?? unknown;
    return last;
  };
  for (const instruction of block.instructions) {
    const { op, arg, target } = instruction;
    switch (op) {
      case Op.LOAD_FAST:
      case Op.LOAD_FAST_CHECK:
        push({ load: instruction, local: arg });
        break;
      case Op.LOAD_FAST_AND_CLEAR:
        kill(arg);
        push({ load: instruction, local: arg });
        break;
      case Op.DELETE_FAST:
        kill(arg);
        break;
      case Op.STORE_FAST: {
        const value = pop();
        kill(arg);
        keep(value);
        break;
      }
      case Op.COPY:
        push(stack[stack.length - arg] ?? unknown);
        break;
      case Op.SWAP: {
        const i = stack.length - arg,
          j = stack.length - 1;
        const value = stack[i] ?? unknown;
        if (i >= 0) stack[i] = stack[j]!;
        stack[j] = value;
        break;
      }
      case Op.LOAD_METHOD:
      case Op.LOAD_SUPER_METHOD: {
        const self = pop();
        if (op === Op.LOAD_SUPER_METHOD) pop(2);
        push(unknown);
        push(self);
        break;
      }
      case Op.BEFORE_WITH:
      case Op.BEFORE_ASYNC_WITH: {
        // CPython keeps the manager on the stack, beside its exit
        const manager = pop();
        push(manager);
        push(unknown);
        break;
      }
      case Op.FOR_ITER:
        reach(flow.at.get(target!), stack.length - 1);
        push(unknown);
        break;
      case Op.JUMP_IF_FALSE_OR_POP:
      case Op.JUMP_IF_TRUE_OR_POP: {
        reach(flow.at.get(target!), stack.length);
        // CPython pops the value in the next block, so it outlives this one
        keep(pop());
        break;
      }
      case Op.PUSH_EXC_INFO: {
        const exception = pop();
        push(unknown);
        push(exception);
        break;
      }
      default: {
        // handlers are not looked at: their loads take references
        if (isSetup(op)) break;
        const { takes, leaves } = stackEffect(op, arg);
        if (takes > 0) pop(takes);
        if (target !== null) reach(flow.at.get(target), stack.length + leaves);
        for (let i = 0; i < leaves; i++) push(unknown);
      }
    }
  }
  if (block.fallsThrough && !(stopsAtEmpty && block.last === undefined)) reach(block.next, stack.length);
  for (const origin of stack) keep(origin);
  for (const instruction of block.instructions) {
    if (instruction.op === Op.LOAD_FAST && !owned.has(instruction)) instruction.op = Op.LOAD_FAST_BORROW;
  }
}
