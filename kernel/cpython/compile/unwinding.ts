/** Leaving blocks by return, break and continue.  CPython: Python/compile.c compiler_unwind_fblock. */
import { None } from './constants.js';
import type { Compiler, FrameBlock } from './context.js';
import type { Location } from './errors.js';
import { awaitValue } from './generators.js';
import { POP_BLOCK, SETUP_CLEANUP, type Label } from './ir.js';
import { nameOperation } from './names.js';

/** Leaves one block; `keep`: a value lies on top that stays there. */
export function unwind(c: Compiler, block: FrameBlock, keep: boolean): void {
  const swap = (): void => {
    if (keep) c.emit('SWAP', 2);
  };
  switch (block.kind) {
    case 'while':
    case 'exceptStar':
    case 'asyncComprehension':
    case 'stopIteration':
      return;
    case 'for':
      swap();
      c.emit('POP_TOP');
      return;
    case 'try':
      c.add(POP_BLOCK);
      return;
    case 'asyncFor':
      // Differs: never pushed; an async loop is 'while' with its iterator as 'popValue'
      return;
    case 'finallyTry':
      c.add(POP_BLOCK);
      if (keep) c.push({ kind: 'popValue', start: block.start, exit: null });
      c.body(block.finalBody!);
      if (keep) c.pop();
      return;
    case 'finallyEnd':
      swap();
      c.emit('POP_TOP');
      popExceptionItems(c);
      swap();
      c.add(POP_BLOCK);
      popExcept(c);
      return;
    case 'with':
    case 'asyncWith':
      c.add(POP_BLOCK);
      swap();
      c.located(block.at!, () => {
        exitWithNones(c);
        if (block.kind === 'asyncWith') awaitValue(c, 2);
        c.emit('POP_TOP');
      });
      return;
    case 'handler':
      if (block.name != null) c.add(POP_BLOCK);
      swap();
      c.add(POP_BLOCK);
      popExcept(c);
      if (block.name != null) {
        c.load(None);
        nameOperation(c, block.name, 'Store');
        nameOperation(c, block.name, 'Del');
      }
      return;
    case 'popValue':
      swap();
      c.emit('POP_TOP');
  }
}

/** Leaves all blocks, or those inside the innermost loop, which it answers. */
export function unwindAll(c: Compiler, keep: boolean, toLoop: boolean, at: Location): FrameBlock | null {
  const blocks = c.scope.frameBlocks;
  const left: FrameBlock[] = [];
  let loop: FrameBlock | null = null;
  for (;;) {
    const top = blocks[blocks.length - 1];
    if (top === undefined) break;
    if (top.kind === 'exceptStar') {
      c.fail("'break', 'continue' and 'return' cannot appear in an except* block", at);
    }
    if (toLoop && (top.kind === 'while' || top.kind === 'for' || top.kind === 'asyncFor')) {
      loop = top;
      break;
    }
    left.push(blocks.pop()!);
    unwind(c, top, keep);
  }
  blocks.push(...left.reverse());
  return loop;
}

/** Calls the exit function on the stack with three Nones.  Its first None lies where `self` would. */
export function exitWithNones(c: Compiler): void {
  c.load(None);
  c.load(None);
  c.load(None);
  c.emit('CALL', 2);
  if (c.facts.withKeepsSelf) c.depth(-1);
}

/** The exception that a handler ends with; in old versions three items are counted for it. */
export function popExcept(c: Compiler): void {
  const instruction = c.emit('POP_EXCEPT');
  if (c.facts.handlerItems === 'six') instruction.change = -3;
}
/** After the exception itself was popped or stored: the two items that old versions have beside it. */
export function popExceptionItems(c: Compiler): void {
  if (c.facts.handlerItems === 'six') c.depth(-2);
}
export function pushExceptionInfo(c: Compiler): void {
  const instruction = c.emit('PUSH_EXC_INFO');
  if (c.facts.handlerItems === 'six') instruction.change = 0;
}
/** The handler of a handler: puts back what was being handled, and raises on. */
export function setupCleanup(c: Compiler, cleanup: Label): void {
  const setup = c.setup(SETUP_CLEANUP, cleanup);
  if (c.facts.handlerItems === 'six') setup.jumped = 0;
}
export function cleanupHandler(c: Compiler, cleanup: Label): void {
  c.located(null, () => {
    c.use(cleanup);
    const copy = c.emit('COPY', 3);
    if (c.facts.handlerItems === 'six') copy.change = 0;
    c.emit('POP_EXCEPT');
    c.emit('RERAISE', 1);
  });
}
export function reraise(c: Compiler, how: number): void {
  c.emit('RERAISE', how);
}
