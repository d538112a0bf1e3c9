/** try, raise, assert.  CPython: Python/compile.c compiler_try_except, compiler_try_finally. */
import type { ExceptHandler, Stmt } from '../syntax/ast.js';
import { None } from './constants.js';
import type { Compiler } from './context.js';
import { intrinsic } from './generators.js';
import { POP_BLOCK, SETUP_CLEANUP, SETUP_FINALLY, type Label } from './ir.js';
import { jumpIf } from './jumps.js';
import { nameOperation } from './names.js';
import {
  cleanupHandler,
  popExcept,
  popExceptionItems,
  pushExceptionInfo,
  reraise,
  setupCleanup
} from './unwinding.js';

type Try = Extract<Stmt, { kind: 'Try' | 'TryStar' }>;

export function tryStatement(c: Compiler, s: Try): void {
  if (s.finalbody.length > 0) tryFinally(c, s);
  else if (s.kind === 'Try') tryExcept(c, s);
  else tryStar(c, s);
}

function tryFinally(c: Compiler, s: Try): void {
  const body = c.label(),
    end = c.label(),
    exit = c.label(),
    cleanup = c.label();
  c.setup(SETUP_FINALLY, end);
  c.use(body);
  c.push({ kind: 'finallyTry', start: body, exit: end, finalBody: s.finalbody });
  if (s.handlers.length > 0) {
    if (s.kind === 'Try') tryExcept(c, s);
    else tryStar(c, s);
  } else {
    c.body(s.body);
  }
  c.located(null, () => c.add(POP_BLOCK));
  c.pop();
  c.body(s.finalbody);
  c.located(null, () => c.jump('JUMP', exit));
  c.use(end);
  c.push({ kind: 'finallyEnd', start: end, exit: null });
  c.located(null, () => {
    setupCleanup(c, cleanup);
    pushExceptionInfo(c);
  });
  c.body(s.finalbody);
  c.pop();
  c.located(null, () => reraise(c, 0));
  cleanupHandler(c, cleanup);
  c.use(exit);
}

function tryExcept(c: Compiler, s: Try): void {
  const body = c.label(),
    end = c.label(),
    cleanup = c.label();
  let except = c.label();
  c.setup(SETUP_FINALLY, except);
  c.use(body);
  c.push({ kind: 'try', start: body, exit: null });
  c.body(s.body);
  c.pop();
  c.located(null, () => c.add(POP_BLOCK));
  const isElseFirst = c.facts.elseBeforeHandlers;
  const orelse = isElseFirst ? end : c.label();
  if (isElseFirst) c.body(s.orelse);
  c.located(null, () => c.jump('JUMP', orelse));
  c.use(except);
  c.located(null, () => {
    setupCleanup(c, cleanup);
    pushExceptionInfo(c);
  });
  // nothing to leave, but a block as CPython has it
  c.push({ kind: 'stopIteration', start: except, exit: null });
  s.handlers.forEach((handler, i) => {
    c.located(handler, () => {
      if (handler.type === null && i < s.handlers.length - 1)
        c.fail("default 'except:' must be last", handler);
      except = c.label();
      if (handler.type !== null) {
        if (c.facts.handlerItems === 'six') c.depth(1);
        c.expr(handler.type);
        const match = c.emit('CHECK_EXC_MATCH');
        if (c.facts.handlerItems === 'six') match.change = -1;
        c.jump('POP_JUMP_IF_FALSE', except);
      }
      handlerBody(c, handler, end);
    });
    c.use(except);
  });
  c.located(null, () => reraise(c, 0));
  c.pop();
  cleanupHandler(c, cleanup);
  if (!isElseFirst) {
    c.use(orelse);
    c.body(s.orelse);
  }
  c.use(end);
}

function handlerBody(c: Compiler, handler: ExceptHandler, end: Label): void {
  const body = c.label();
  const { name } = handler;
  if (name === null) {
    c.emit('POP_TOP');
    popExceptionItems(c);
    c.use(body);
    c.push({ kind: 'handler', start: body, exit: null, name: null });
    c.body(handler.body);
    c.pop();
    c.located(null, () => {
      c.add(POP_BLOCK);
      popExcept(c);
      c.jump('JUMP', end);
    });
    return;
  }
  const cleanupEnd = c.label();
  nameOperation(c, name, 'Store');
  popExceptionItems(c);
  const setup = c.setup(SETUP_CLEANUP, cleanupEnd);
  if (c.facts.handlerItems === 'six') setup.jumped = 6;
  c.use(body);
  c.push({ kind: 'handler', start: body, exit: cleanupEnd, name });
  c.body(handler.body);
  c.pop();
  const forget = (): void => {
    c.load(None);
    nameOperation(c, name, 'Store');
    nameOperation(c, name, 'Del');
  };
  c.located(null, () => {
    c.add(POP_BLOCK);
    c.add(POP_BLOCK);
    popExcept(c);
    forget();
    c.jump('JUMP', end);
    c.use(cleanupEnd);
    forget();
    c.emit('RERAISE', 1);
  });
}

/** @cpython Python/compile.c compiler_try_star_except */
function tryStar(c: Compiler, s: Try): void {
  const body = c.label(),
    orelse = c.label(),
    end = c.label(),
    cleanup = c.label(),
    reraiseStar = c.label();
  let except = c.label();
  c.setup(SETUP_FINALLY, except);
  c.use(body);
  c.push({ kind: 'try', start: body, exit: null });
  c.body(s.body);
  c.pop();
  c.located(null, () => {
    c.add(POP_BLOCK);
    c.jump('JUMP', orelse);
  });
  c.use(except);
  c.located(null, () => {
    setupCleanup(c, cleanup);
    pushExceptionInfo(c);
  });
  c.push({ kind: 'stopIteration', start: except, exit: null });
  s.handlers.forEach((handler, i) => {
    c.located(handler, () => {
      except = c.label();
      const nextExcept = c.label(),
        handleMatch = c.label();
      if (i === 0) {
        // [prev, exc] -> [prev, orig, results, exc]
        c.emit('COPY', 1);
        c.emit('BUILD_LIST', 0);
        c.emit('SWAP', 2);
      }
      if (handler.type !== null) {
        c.expr(handler.type);
        c.emit('CHECK_EG_MATCH');
        c.emit('COPY', 1);
        c.jump('POP_JUMP_IF_NONE', nextExcept);
      }
      c.use(handleMatch);
      const cleanupEnd = c.label(),
        cleanupBody = c.label();
      if (handler.name !== null) nameOperation(c, handler.name, 'Store');
      else c.emit('POP_TOP');
      c.setup(SETUP_CLEANUP, cleanupEnd);
      c.use(cleanupBody);
      c.push({ kind: 'exceptStar', start: cleanupBody, exit: cleanupEnd, name: handler.name });
      c.body(handler.body);
      c.pop();
      const forget = (): void => {
        if (handler.name === null) return;
        c.load(None);
        nameOperation(c, handler.name, 'Store');
        nameOperation(c, handler.name, 'Del');
      };
      c.located(null, () => {
        c.add(POP_BLOCK);
        forget();
        c.jump('JUMP', except);
        c.use(cleanupEnd);
        forget();
        c.emit('LIST_APPEND', 3);
        c.emit('POP_TOP');
        c.jump('JUMP', except);
        c.use(nextExcept);
        c.emit('NOP');
        c.emit('POP_TOP');
        c.use(except);
        if (i === s.handlers.length - 1) {
          c.emit('LIST_APPEND', 1);
          c.jump('JUMP', reraiseStar);
        }
      });
    });
  });
  c.pop();
  const doReraise = c.label();
  c.located(null, () => {
    c.use(reraiseStar);
    c.emit('CALL_INTRINSIC_2', intrinsic('PREP_RERAISE_STAR'));
    c.emit('COPY', 1);
    c.jump('POP_JUMP_IF_NOT_NONE', doReraise);
    c.emit('POP_TOP');
    c.add(POP_BLOCK);
    c.emit('POP_EXCEPT');
    c.jump('JUMP', end);
    c.use(doReraise);
    c.add(POP_BLOCK);
    c.emit('SWAP', 2);
    c.emit('POP_EXCEPT');
    c.emit('RERAISE', 0);
  });
  cleanupHandler(c, cleanup);
  c.use(orelse);
  c.body(s.orelse);
  c.use(end);
}

export function raiseStatement(c: Compiler, s: Extract<Stmt, { kind: 'Raise' }>): void {
  let count = 0;
  if (s.exc !== null) {
    c.expr(s.exc);
    count++;
    if (s.cause !== null) {
      c.expr(s.cause);
      count++;
    }
  }
  c.emit('RAISE_VARARGS', count);
}

export function assertStatement(c: Compiler, s: Extract<Stmt, { kind: 'Assert' }>): void {
  const { test } = s;
  const isTuple =
    test.kind === 'Tuple'
      ? test.elts.length > 0
      : test.kind === 'Constant' && (test.value.type as string) === 'tuple';
  if (isTuple) c.warn('assertion is always true, perhaps remove parentheses?', s);
  const end = c.label();
  jumpIf(c, test, end, true);
  c.emit('LOAD_ASSERTION_ERROR');
  if (s.msg !== null) {
    c.expr(s.msg);
    c.emit('CALL', 0);
  }
  c.emit('RAISE_VARARGS', 1);
  c.use(end);
}
