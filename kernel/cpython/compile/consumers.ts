/** 3.14: `any`, `all` and `tuple` of a generator expression as a plain loop.  CPython: Python/codegen.c maybe_optimize_function_call. */
import type { Call } from '../syntax/ast.js';
import { False, True } from './constants.js';
import type { Compiler } from './context.js';
import { commonConstants } from './opcodes.js';
import { callArguments, pushNull } from './arguments.js';

/** Emits the call as a loop, guarded by a test that the name still means the builtin; false if it is no such call. */
export function inlineConsumer(c: Compiler, e: Call): boolean {
  const { func, args, keywords } = e;
  const [generator] = args;
  if (func.kind !== 'Name' || args.length !== 1 || keywords.length > 0) return false;
  if (generator!.kind !== 'GeneratorExp' || !c.facts.inlinedConsumers.includes(func.id)) return false;
  const name = func.id as 'all' | 'any' | 'tuple' | 'list' | 'set';
  const isTest = name === 'all' || name === 'any';
  const skip = c.label(),
    loop = c.label(),
    cleanup = c.label(),
    end = c.label();
  c.expr(func);
  const at = c.at;
  c.at = [func.lineno, func.end_lineno, func.col_offset, func.end_col_offset];
  c.emit('COPY', 1);
  c.emit('LOAD_COMMON_CONSTANT', commonConstants.indexOf(name));
  c.emit('IS_OP', 0);
  c.jump('POP_JUMP_IF_FALSE', skip);
  c.emit('POP_TOP');
  if (!isTest) c.emit(name === 'set' ? 'BUILD_SET' : 'BUILD_LIST', 0);
  c.expr(generator!);
  c.use(loop);
  c.jump('FOR_ITER', cleanup);
  if (isTest) {
    c.jump(name === 'all' ? 'POP_JUMP_IF_TRUE' : 'POP_JUMP_IF_FALSE', loop);
    c.emit('NOP');
    c.emit('POP_TOP');
    c.load(name === 'all' ? False : True);
  } else {
    c.emit(name === 'set' ? 'SET_ADD' : 'LIST_APPEND', 2);
    c.jump('JUMP', loop);
  }
  if (isTest) c.jump('JUMP', end);
  c.use(cleanup);
  if (isTest) c.load(name === 'all' ? True : False);
  else if (name === 'tuple') c.emit('LIST_TO_TUPLE');
  c.jump('JUMP', end);
  c.use(skip);
  c.at = at;
  pushNull(c);
  callArguments(c, 0, args, keywords);
  c.use(end);
  return true;
}
