/** Which loads of locals may find nothing.  CPython: Python/flowgraph.c add_checks_for_loads_of_uninitialized_variables. */
import type { BasicBlock, Flow } from './flow.js';
import { isSetup, type Instruction } from './ir.js';
import { Op } from './opcodes.js';

/** Turns loads that may find an unbound local into checked ones.  The first `bound` locals are arguments. */
export function checkLoads(
  flow: Flow,
  locals: number,
  bound: number,
  handlers: ReadonlyMap<Instruction, Instruction | null>
): void {
  if (locals === 0) return;
  const all = (1n << BigInt(locals)) - 1n;
  const first = all & ~((1n << BigInt(bound)) - 1n);
  const unbound = new Map<BasicBlock, bigint>([[flow.entry, first]]);
  const waiting = new Set<BasicBlock>([flow.entry]);
  const reach = (block: BasicBlock | null | undefined, state: bigint): void => {
    if (block == null) return;
    const known = unbound.get(block);
    if (known !== undefined && (known | state) === known) return;
    unbound.set(block, (known ?? 0n) | state);
    waiting.add(block);
  };
  for (const block of waiting) {
    waiting.delete(block);
    let state = unbound.get(block)!;
    for (const instruction of block.instructions) {
      const { op, arg, target } = instruction;
      const handler = handlers.get(instruction);
      if (handler != null && !isSetup(op)) reach(flow.at.get(handler.target!), state);
      const bit =
        op === Op.STORE_FAST ||
        op === Op.DELETE_FAST ||
        op === Op.LOAD_FAST_AND_CLEAR ||
        op === Op.LOAD_FAST ||
        op === Op.LOAD_FAST_CHECK
          ? 1n << BigInt(arg)
          : 0n;
      if (op === Op.STORE_FAST && instruction.mayBeNull !== true) state &= ~bit;
      else if (op === Op.STORE_FAST || op === Op.DELETE_FAST || op === Op.LOAD_FAST_AND_CLEAR) state |= bit;
      else if (op === Op.LOAD_FAST || op === Op.LOAD_FAST_CHECK) state &= ~bit;
      if (target !== null && !isSetup(op)) reach(flow.at.get(target), state);
    }
    if (block.fallsThrough) reach(block.next, state);
  }
  for (const block of flow.blocks) {
    let state = unbound.get(block);
    if (state === undefined) continue;
    for (const instruction of block.instructions) {
      const { op, arg } = instruction;
      const bit = 1n << BigInt(arg);
      if (op === Op.LOAD_FAST) {
        if ((state & bit) !== 0n) instruction.op = Op.LOAD_FAST_CHECK;
        state &= ~bit;
      } else if (op === Op.STORE_FAST) {
        state = instruction.mayBeNull === true ? state | bit : state & ~bit;
      } else if (op === Op.DELETE_FAST || op === Op.LOAD_FAST_AND_CLEAR) {
        state |= bit;
      }
    }
  }
}
