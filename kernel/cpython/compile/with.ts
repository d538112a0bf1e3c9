/** with and async with.  CPython: Python/compile.c compiler_with. */
import type { Stmt } from '../syntax/ast.js';
import type { Compiler } from './context.js';
import { awaitValue } from './generators.js';
import { POP_BLOCK, SETUP_WITH } from './ir.js';
import {
  cleanupHandler,
  exitWithNones,
  popExcept,
  popExceptionItems,
  pushExceptionInfo,
  setupCleanup
} from './unwinding.js';

type With = Extract<Stmt, { kind: 'With' | 'AsyncWith' }>;

export function withStatement(c: Compiler, s: With, index = 0): void {
  const isAsync = s.kind === 'AsyncWith';
  if (isAsync && c.scope.kind !== 'async') c.fail("'async with' outside async function", s);
  const item = s.items[index]!;
  const block = c.label(),
    final = c.label(),
    exit = c.label(),
    cleanup = c.label();
  const isOld = c.facts.handlerItems === 'six';
  c.expr(item.context_expr);
  const at = item.context_expr;
  c.located(c.facts.errorRanges ? at : s, () => {
    const before = c.emit(isAsync ? 'BEFORE_ASYNC_WITH' : 'BEFORE_WITH');
    if (c.facts.withKeepsSelf) {
      before.rise = 3;
      c.depth(1);
    }
    if (isAsync) awaitValue(c, 1);
    const setup = c.setup(SETUP_WITH, final);
    if (isOld) setup.jumped = 5;
  });
  c.use(block);
  c.push({
    kind: isAsync ? 'asyncWith' : 'with',
    start: block,
    exit: final,
    at: c.facts.errorRanges ? at : s
  });
  if (item.optional_vars !== null) c.expr(item.optional_vars);
  else c.emit('POP_TOP');
  c.scope.conditionalDepth++;
  if (index + 1 < s.items.length) withStatement(c, s, index + 1);
  else c.body(s.body);
  c.scope.conditionalDepth--;
  c.located(null, () => c.add(POP_BLOCK));
  c.pop();
  c.located(c.facts.errorRanges ? at : s, () => {
    exitWithNones(c);
    if (isAsync) awaitValue(c, 2);
    c.emit('POP_TOP');
    c.jump('JUMP', exit);
    c.use(final);
    setupCleanup(c, cleanup);
    pushExceptionInfo(c);
    c.emit('WITH_EXCEPT_START');
    if (isAsync) awaitValue(c, 2);
    const suppress = c.label();
    c.jump('POP_JUMP_IF_TRUE', suppress);
    c.emit('RERAISE', 2);
    c.use(suppress);
    c.emit('POP_TOP');
    popExceptionItems(c);
    c.add(POP_BLOCK);
    popExcept(c);
    c.emit('POP_TOP');
    c.emit('POP_TOP');
    if (isOld) c.depth(1);
    if (c.facts.withKeepsSelf) c.depth(-1);
    c.jump('JUMP', exit);
  });
  cleanupHandler(c, cleanup);
  c.use(exit);
}
