/** The control flow graph of one code object.  CPython: Python/flowgraph.c (Python/compile.c before 3.12). */
import { Label, POP_BLOCK, isJump, isSetup, isTerminator, type Instruction, type Item } from './ir.js';

/** Instructions that run one after the other. */
export class BasicBlock {
  readonly instructions: Instruction[] = [];
  next: BasicBlock | null = null;
  isReachable = false;

  get last(): Instruction | undefined {
    return this.instructions[this.instructions.length - 1];
  }
  /** Whether execution goes on at the next block. */
  get fallsThrough(): boolean {
    return this.last === undefined || !isTerminator(this.last.op);
  }
}

export interface Flow {
  readonly entry: BasicBlock;
  /** In the order of the code. */
  readonly blocks: readonly BasicBlock[];
  readonly at: ReadonlyMap<Label, BasicBlock>;
}

/** Splits a stream into blocks: at labels that something jumps to, and after jumps and exits. */
export function buildFlow(items: readonly Item[]): Flow {
  const used = new Set<Label>();
  for (const item of items) if (!(item instanceof Label) && item.target !== null) used.add(item.target);
  const entry = new BasicBlock();
  const blocks = [entry];
  const at = new Map<Label, BasicBlock>();
  let block = entry;
  let isEnded = false;
  const start = (): void => {
    const next = new BasicBlock();
    block.next = next;
    block = next;
    blocks.push(next);
    isEnded = false;
  };
  for (const item of items) {
    if (item instanceof Label) {
      if (!used.has(item)) continue;
      if (isEnded || block.instructions.length > 0) start();
      at.set(item, block);
      continue;
    }
    if (isEnded) start();
    block.instructions.push(item);
    isEnded = isJump(item.op) || isTerminator(item.op);
  }
  return { entry, blocks, at };
}

/** The first block from `block` on that holds an instruction. */
export function nonempty(block: BasicBlock | null): BasicBlock | null {
  while (block !== null && block.instructions.length === 0) block = block.next;
  return block;
}

/** Marks what can be reached, and empties the rest. */
export function removeUnreachable(flow: Flow): void {
  for (const block of flow.blocks) block.isReachable = false;
  const waiting = [flow.entry];
  flow.entry.isReachable = true;
  const reach = (block: BasicBlock | null | undefined): void => {
    if (block == null || block.isReachable) return;
    block.isReachable = true;
    waiting.push(block);
  };
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    if (block.fallsThrough) reach(block.next);
    for (const instruction of block.instructions) {
      if (instruction.target !== null) reach(flow.at.get(instruction.target));
    }
  }
  for (const block of flow.blocks) if (!block.isReachable) block.instructions.length = 0;
}

/** For each reachable instruction the handler of its exceptions.  @cpython label_exception_targets */
export function handlersOf(flow: Flow): Map<Instruction, Instruction | null> {
  const handlers = new Map<Instruction, Instruction | null>();
  type Stack = readonly Instruction[];
  const begin = new Map<BasicBlock, Stack>([[flow.entry, []]]);
  const waiting: BasicBlock[] = [flow.entry];
  const reach = (block: BasicBlock | null | undefined, stack: Stack): void => {
    if (block == null || begin.has(block)) return;
    begin.set(block, stack);
    waiting.push(block);
  };
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    let stack = begin.get(block)!;
    for (const instruction of block.instructions) {
      const { op, target } = instruction;
      if (isSetup(op)) {
        reach(flow.at.get(target!), stack);
        stack = [...stack, instruction];
        handlers.set(instruction, stack[stack.length - 2] ?? null);
        continue;
      }
      if (op === POP_BLOCK) {
        handlers.set(instruction, null);
        stack = stack.slice(0, -1);
        continue;
      }
      handlers.set(instruction, stack[stack.length - 1] ?? null);
      if (target !== null) reach(flow.at.get(target), stack);
    }
    if (block.fallsThrough) reach(block.next, stack);
  }
  return handlers;
}
