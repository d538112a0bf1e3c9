/** Loading, storing and deleting names.  CPython: Python/compile.c compiler_nameop. */
import type { Compiler } from './context.js';
import type { OpcodeName } from './opcodes.js';

type Way = 'Load' | 'Store' | 'Del';
const fast: Record<Way, OpcodeName> = { Load: 'LOAD_FAST', Store: 'STORE_FAST', Del: 'DELETE_FAST' };
const plain: Record<Way, OpcodeName> = { Load: 'LOAD_NAME', Store: 'STORE_NAME', Del: 'DELETE_NAME' };
const global: Record<Way, OpcodeName> = { Load: 'LOAD_GLOBAL', Store: 'STORE_GLOBAL', Del: 'DELETE_GLOBAL' };
const deref: Record<Way, OpcodeName> = { Load: 'LOAD_DEREF', Store: 'STORE_DEREF', Del: 'DELETE_DEREF' };

/** Whether names of the innermost block are local variables of a function. */
const isFunctionLike = (c: Compiler): boolean => c.block.isFunctionLike;

/** Cells that a class body offers to the annotation scopes in it. */
const offered: ReadonlySet<string> = new Set(['__classdict__', '__conditional_annotations__']);

/** Emits the use of a name as the symbol table says. */
export function nameOperation(c: Compiler, name: string, way: Way): void {
  const mangled = c.mangle(name);
  const { block, scope } = c;
  if (block.kind === 'class' && offered.has(mangled) && scope.cellvars.includes(mangled)) {
    c.emit(deref[way], c.deref(mangled));
    return;
  }
  switch (block.scopes.get(mangled)) {
    case 'free':
    case 'cell':
      return derefOperation(c, mangled, way);
    case 'local':
      if (isFunctionLike(c) || scope.fastHidden.has(mangled)) {
        c.emit(fast[way], c.fast(mangled));
        return;
      }
      break;
    case 'globalImplicit':
      if (isFunctionLike(c)) return globalOperation(c, name, way);
      break;
    case 'globalExplicit':
      return globalOperation(c, name, way);
  }
  const inlinedInClass = block.kind === 'class' && scope.inlinedDepth > 0 && way === 'Load';
  c.emit(inlinedInClass ? 'LOAD_GLOBAL' : plain[way], c.name(name));
}

function globalOperation(c: Compiler, name: string, way: Way): void {
  const mangled = c.mangle(name);
  if (way === 'Load' && c.block.canSeeClass && c.block.scopes.get(mangled) === 'globalImplicit') {
    c.emit('LOAD_DEREF', c.deref('__classdict__'));
    c.emit('LOAD_FROM_DICT_OR_GLOBALS', c.name(name));
    return;
  }
  c.emit(global[way], c.name(name));
}

function derefOperation(c: Compiler, mangled: string, way: Way): void {
  const { block } = c;
  if (way === 'Load') {
    if (block.kind === 'class' && c.scope.inlinedDepth === 0) {
      c.emit('LOAD_CLASSDEREF', c.deref(mangled));
      return;
    }
    if (block.canSeeClass && mangled !== '__classdict__' && block.scopes.get(mangled) === 'free') {
      c.emit('LOAD_DEREF', c.deref('__classdict__'));
      c.emit('LOAD_FROM_DICT_OR_DEREF', c.deref(mangled));
      return;
    }
  }
  c.emit(deref[way], c.deref(mangled));
}
