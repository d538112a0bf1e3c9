/** Comprehensions: functions of their own, or part of the code around them.  CPython: Python/compile.c compiler_comprehension. */
import type { Comprehension, Expr } from '../syntax/ast.js';
import type { Compiler } from './context.js';
import { closure } from './closures.js';
import { awaitValue, endAsyncFor, guardStopIteration, yieldFrom, yieldValue } from './generators.js';
import { POP_BLOCK, SETUP_FINALLY } from './ir.js';
import { jumpIf } from './jumps.js';
import { None } from './constants.js';
import { DEF_LOCAL, DEF_NONLOCAL, type Block, type ComprehensionKind, type Scope } from './symbols.js';

type AnyComprehension = Extract<Expr, { kind: 'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp' }>;

const kinds: Record<AnyComprehension['kind'], ComprehensionKind> = {
  ListComp: 'list',
  SetComp: 'set',
  DictComp: 'dict',
  GeneratorExp: 'generator'
};
const names = { list: '<listcomp>', set: '<setcomp>', dict: '<dictcomp>', generator: '<genexpr>' };
const builds = { list: 'BUILD_LIST', set: 'BUILD_SET', dict: 'BUILD_MAP' } as const;

export function comprehension(c: Compiler, e: AnyComprehension): void {
  const kind = kinds[e.kind];
  const block = c.options.symbols.blocks.get(e)!;
  const [outermost] = e.generators;
  const around = c.scope;
  const isAsync = block.isCoroutine;
  if (isAsync && kind !== 'generator' && around.kind !== 'async' && around.kind !== 'comprehension') {
    c.fail('asynchronous comprehension outside of an asynchronous function', e);
  }
  if (block.isInlined) {
    c.expr(outermost!.iter);
    c.emit(outermost!.is_async ? 'GET_AITER' : 'GET_ITER');
    const restore = isolate(c, block);
    if (kind !== 'generator') {
      c.emit(builds[kind], 0);
      c.emit('SWAP', 2);
    }
    generate(c, e, kind, 0, 0, true);
    restore();
    return;
  }
  c.enter(e, 'comprehension', names[kind], e.lineno);
  c.scope.argCount = 1;
  let guarded: (() => void) | null = null;
  if (kind === 'generator') guarded = guardStopIteration(c);
  else c.emit(builds[kind], 0);
  generate(c, e, kind, 0, 0, false);
  if (guarded !== null) guarded();
  else c.emit('RETURN_VALUE');
  const unit = c.leave();
  closure(c, unit, 0);
  c.expr(outermost!.iter);
  c.emit(outermost!.is_async ? 'GET_AITER' : 'GET_ITER');
  c.emit('CALL', 0);
  if (isAsync && kind !== 'generator') awaitValue(c);
}

function generate(
  c: Compiler,
  e: AnyComprehension,
  kind: ComprehensionKind,
  index: number,
  depth: number,
  iteratorOnStack: boolean
): void {
  const generator = e.generators[index]!;
  if (generator.is_async) return generateAsync(c, e, kind, index, depth, iteratorOnStack);
  const start = c.label(),
    skip = c.label(),
    anchor = c.label();
  let isLoop = true;
  if (index === 0) {
    if (!iteratorOnStack) c.emit('LOAD_FAST', 0);
  } else {
    const single = onlyElement(c, generator);
    if (single !== null) {
      c.expr(single);
      isLoop = false;
    } else {
      c.expr(generator.iter);
      c.emit('GET_ITER');
    }
  }
  if (isLoop) {
    depth++;
    c.use(start);
    c.jump('FOR_ITER', anchor);
  }
  c.expr(generator.target);
  for (const condition of generator.ifs) jumpIf(c, condition, skip, false);
  if (index + 1 < e.generators.length) generate(c, e, kind, index + 1, depth, false);
  else element(c, e, kind, depth);
  c.use(skip);
  if (isLoop) {
    c.jump('JUMP', start);
    c.use(anchor);
  }
}

/** `for y in [f(x)]` is no loop. */
function onlyElement(c: Compiler, generator: Comprehension): Expr | null {
  const { iter } = generator;
  if (!c.facts.singleElementLoops || (iter.kind !== 'List' && iter.kind !== 'Tuple')) return null;
  const [only] = iter.elts;
  return iter.elts.length === 1 && only!.kind !== 'Starred' ? only! : null;
}

function element(c: Compiler, e: AnyComprehension, kind: ComprehensionKind, depth: number): void {
  switch (kind) {
    case 'generator':
      c.expr((e as Extract<Expr, { kind: 'GeneratorExp' }>).elt);
      yieldValue(c);
      c.emit('POP_TOP');
      return;
    case 'list':
    case 'set': {
      const { elt } = e as Extract<Expr, { kind: 'ListComp' | 'SetComp' }>;
      if (elt.kind === 'Starred') {
        c.expr(elt.value);
        c.emit(kind === 'list' ? 'LIST_EXTEND' : 'SET_UPDATE', depth + 1);
        return;
      }
      c.expr(elt);
      c.emit(kind === 'list' ? 'LIST_APPEND' : 'SET_ADD', depth + 1);
      return;
    }
    case 'dict': {
      const { key, value } = e as Extract<Expr, { kind: 'DictComp' }>;
      if (value === null) {
        c.expr(key);
        c.emit('DICT_UPDATE', depth + 1);
        return;
      }
      c.expr(key);
      c.expr(value);
      c.emit('MAP_ADD', depth + 1);
    }
  }
}

function generateAsync(
  c: Compiler,
  e: AnyComprehension,
  kind: ComprehensionKind,
  index: number,
  depth: number,
  iteratorOnStack: boolean
): void {
  const generator = e.generators[index]!;
  const start = c.label(),
    except = c.label(),
    skip = c.label();
  if (index === 0) {
    if (!iteratorOnStack) c.emit('LOAD_FAST', 0);
  } else {
    c.expr(generator.iter);
    c.emit('GET_AITER');
  }
  c.use(start);
  c.push({ kind: 'asyncComprehension', start, exit: null });
  c.setup(SETUP_FINALLY, except);
  c.emit('GET_ANEXT');
  c.load(None);
  yieldFrom(c, true);
  c.add(POP_BLOCK);
  c.expr(generator.target);
  for (const condition of generator.ifs) jumpIf(c, condition, skip, false);
  depth++;
  if (index + 1 < e.generators.length) generate(c, e, kind, index + 1, depth, false);
  else element(c, e, kind, depth);
  c.use(skip);
  c.jump('JUMP', start);
  c.pop();
  c.use(except);
  endAsyncFor(c);
}

/** Saves the locals that an inlined comprehension hides; the result brings them back.  @cpython push_inlined_comprehension_state */
function isolate(c: Compiler, block: Block): () => void {
  const { scope } = c;
  const outer = c.block;
  const inClass = outer.kind === 'class';
  const saved: string[] = [];
  const hidden: string[] = [];
  const replaced: [string, Scope | undefined][] = [];
  scope.inlinedDepth++;
  for (const [name, flags] of block.flags) {
    const isBound = (flags & DEF_LOCAL) !== 0 && !(flags & DEF_NONLOCAL);
    if (!isBound && !inClass) continue;
    const inner = block.scopes.get(name)!;
    const outside = outer.scopes.get(name);
    if (!outer.isFunctionLike && isBound && inner === 'local' && !scope.fastHidden.has(name)) {
      scope.fastHidden.add(name);
      hidden.push(name);
    }
    if ((inner !== outside && inner !== 'free' && !(inner === 'cell' && outside === 'free')) || inClass) {
      replaced.push([name, outside]);
      outer.scopes.set(name, inner);
    }
    if (isBound || (inClass && c.facts.classComprehensionHides === 'all')) {
      c.emit('LOAD_FAST_AND_CLEAR', c.fast(name));
      if (inner === 'cell') c.emit('MAKE_CELL', c.deref(name));
      saved.push(name);
    }
  }
  const cleanup = c.label(),
    end = c.label();
  if (saved.length > 0) {
    c.emit('SWAP', saved.length + 1);
    c.setup(SETUP_FINALLY, cleanup);
  }
  return () => {
    scope.inlinedDepth--;
    const restore = (): void => {
      c.emit('SWAP', saved.length + 1);
      for (const name of [...saved].reverse()) c.emit('STORE_FAST', c.fast(name)).mayBeNull = true;
    };
    if (saved.length > 0) {
      c.located(null, () => {
        c.add(POP_BLOCK);
        c.jump('JUMP', end);
        c.use(cleanup);
        c.emit('SWAP', 2);
        c.emit('POP_TOP');
        restore();
        c.emit('RERAISE', 0);
        c.use(end);
      });
      restore();
    }
    for (const [name, was] of replaced) {
      if (was === undefined) outer.scopes.delete(name);
      else outer.scopes.set(name, was);
    }
    for (const name of hidden) scope.fastHidden.delete(name);
  };
}
