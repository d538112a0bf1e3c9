/** yield, yield from, await: how a frame hands out values.  CPython: Python/compile.c compiler_add_yield_from. */
import type { Expr } from '../syntax/ast.js';
import { None } from './constants.js';
import type { Compiler } from './context.js';
import { POP_BLOCK, SETUP_CLEANUP, SETUP_FINALLY } from './ir.js';
import { intrinsics } from './opcodes.js';

export const intrinsic = (name: (typeof intrinsics)[number]): number => intrinsics.indexOf(name);

/** Yields the value on the stack, and leaves what is sent. */
export function yieldValue(c: Compiler): void {
  if (c.block.isGenerator && c.block.isCoroutine) c.emit('CALL_INTRINSIC', intrinsic('ASYNC_GEN_WRAP'));
  c.emit('YIELD_VALUE', 0);
  c.emit('RESUME', 1);
}

/** Hands on to the iterator below the value to send; leaves its result. */
export function yieldFrom(c: Compiler, isAwait: boolean): void {
  const send = c.label(),
    fail = c.label(),
    exit = c.label();
  c.use(send);
  c.jump('SEND', exit);
  const setup = c.setup(SETUP_FINALLY, fail);
  if (!c.facts.cleanupThrow) setup.jumped = 0;
  c.emit('YIELD_VALUE', 1);
  c.emit('RESUME', isAwait ? 3 : 2);
  c.add(POP_BLOCK);
  c.jump('JUMP', send);
  c.use(fail);
  c.emit('CLEANUP_THROW');
  c.use(exit);
  c.emit('END_SEND');
}

/** Awaits the value on the stack.  `where`: 0 plain, 1 `__aenter__`, 2 `__aexit__`. */
export function awaitValue(c: Compiler, where = 0): void {
  c.emit('GET_AWAITABLE', where);
  c.load(None);
  yieldFrom(c, true);
}

/** The end of an async loop: StopAsyncIteration is caught. */
export function endAsyncFor(c: Compiler): void {
  const instruction = c.emit('END_ASYNC_FOR');
  if (c.facts.handlerItems === 'six') instruction.change = -7;
}

export function yieldExpression(c: Compiler, e: Extract<Expr, { kind: 'Yield' | 'YieldFrom' }>): void {
  checkYield(c, e, e.kind === 'Yield' ? 'yield' : 'yield from');
  if (e.kind === 'Yield') {
    if (e.value !== null) c.expr(e.value);
    else c.load(None);
    yieldValue(c);
    return;
  }
  if (c.scope.kind === 'async') c.fail("'yield from' inside async function", e);
  c.expr(e.value);
  c.emit('GET_YIELD_FROM_ITER');
  c.load(None);
  yieldFrom(c, false);
}

function checkYield(c: Compiler, e: Expr, word: string): void {
  const { kind } = c.scope;
  const inFunction = c.block.isFunctionLike && kind !== 'class' && kind !== 'module';
  if (!inFunction) c.fail(`'${word.split(' ')[0]}' outside function`, e);
}

export function awaitExpression(c: Compiler, e: Extract<Expr, { kind: 'Await' }>): void {
  const { kind } = c.scope;
  if (!c.block.isFunctionLike) c.fail("'await' outside function", e);
  if (kind !== 'async' && kind !== 'comprehension') c.fail("'await' outside async function", e);
  c.expr(e.value);
  awaitValue(c);
}

/** Opens what turns a StopIteration of the body into a RuntimeError; the result closes it. */
export function guardStopIteration(c: Compiler, isCounted = true): () => void {
  const handler = c.label();
  c.located(null, () => {
    const setup = c.setup(SETUP_CLEANUP, handler);
    if (!c.facts.stopIterationHandler || !isCounted) setup.jumped = 0;
  });
  return () => {
    c.located(null, () => {
      if (c.facts.stopIterationHandler || !c.endsWithReturn) {
        c.load(None);
        c.emit('RETURN_VALUE');
      }
      c.use(handler);
      c.emit('CALL_INTRINSIC', intrinsic('STOPITERATION_ERROR'));
      c.emit('RERAISE', 1);
    });
  };
}
