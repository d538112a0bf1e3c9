/** The second pass over the blocks: which name lives where.  CPython: Python/symtable.c, analyze_block. */
import type { CompileFacts } from './facts.js';
import { failure } from './errors.js';
import {
  DEF_BOUND,
  DEF_COMP_CELL,
  DEF_FREE_CLASS,
  DEF_GLOBAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  type Block,
  type Scope
} from './symbols.js';

type Names = Set<string>;

/** Names of an enclosing block that an analysis may change. */
interface Outer {
  bound: Names | null;
  free: Names;
  global: Names;
  typeParameters: Names;
  classBlock: Block | null;
}

/** Decides the scope of every name of `top` and all blocks below it, or throws a CompileFailure. */
export function analyze(top: Block, facts: CompileFacts): void {
  analyzeBlock(
    top,
    { bound: null, free: new Set(), global: new Set(), typeParameters: new Set(), classBlock: null },
    facts
  );
}

function analyzeName(
  block: Block,
  scopes: Map<string, Scope>,
  name: string,
  flags: number,
  outer: Outer,
  local: Names,
  facts: CompileFacts
): void {
  const { bound, free, global, typeParameters } = outer;
  const at = (): Parameters<typeof failure>[1] => block.directives.get(name) ?? block.at;
  if (flags & DEF_GLOBAL) {
    if (flags & DEF_NONLOCAL) {
      throw failure(`name '${name}' is nonlocal and global`, at(), facts.errorRanges);
    }
    scopes.set(name, 'globalExplicit');
    global.add(name);
    bound?.delete(name);
    return;
  }
  if (flags & DEF_NONLOCAL) {
    if (bound === null) {
      throw failure('nonlocal declaration not allowed at module level', at(), facts.errorRanges);
    }
    if (!bound.has(name)) {
      throw failure(`no binding for nonlocal '${name}' found`, at(), facts.errorRanges);
    }
    if (typeParameters.has(name)) {
      throw failure(`nonlocal binding not allowed for type parameter '${name}'`, at(), facts.errorRanges);
    }
    scopes.set(name, 'free');
    block.hasFree = true;
    free.add(name);
    return;
  }
  if (flags & DEF_BOUND) {
    scopes.set(name, 'local');
    local.add(name);
    global.delete(name);
    if (flags & DEF_TYPE_PARAM) typeParameters.add(name);
    else typeParameters.delete(name);
    return;
  }
  if (outer.classBlock !== null) {
    const inClass = outer.classBlock.flagsOf(name);
    if (inClass & DEF_GLOBAL) {
      scopes.set(name, 'globalExplicit');
      return;
    }
    if (inClass & DEF_BOUND && !(inClass & DEF_NONLOCAL)) {
      scopes.set(name, 'globalImplicit');
      return;
    }
  }
  if (bound?.has(name)) {
    scopes.set(name, 'free');
    block.hasFree = true;
    free.add(name);
    return;
  }
  if (!global.has(name) && block.isNested) block.hasFree = true;
  scopes.set(name, 'globalImplicit');
}

function analyzeBlock(block: Block, outer: Outer, facts: CompileFacts): void {
  const scopes = block.scopes;
  const local: Names = new Set();
  const newBound: Names = new Set();
  const newFree: Names = new Set();
  const newGlobal: Names = new Set();
  const inlinedCells: Names = new Set();

  if (block.kind === 'class') {
    for (const name of outer.global) newGlobal.add(name);
    for (const name of outer.bound ?? []) newBound.add(name);
  }
  for (const [name, flags] of block.flags) analyzeName(block, scopes, name, flags, outer, local, facts);
  if (block.kind !== 'class') {
    if (block.isFunctionLike) for (const name of local) newBound.add(name);
    for (const name of outer.bound ?? []) newBound.add(name);
    for (const name of outer.global) newGlobal.add(name);
  } else {
    newBound.add('__class__');
    if (facts.classDict) newBound.add('__classdict__');
    if (facts.annotations === 'function') newBound.add('__conditional_annotations__');
  }

  for (const child of [...block.children]) {
    const inline =
      facts.inlinedComprehensions &&
      child.comprehension !== null &&
      child.comprehension !== 'generator' &&
      !block.canSeeClass;
    const childFree: Names = new Set();
    analyzeBlock(
      child,
      {
        bound: new Set(newBound),
        free: childFree,
        global: new Set(newGlobal),
        typeParameters: new Set(outer.typeParameters),
        classBlock: child.canSeeClass ? (block.kind === 'class' ? block : outer.classBlock) : null
      },
      facts
    );
    if (inline) {
      inlineComprehension(block, child, scopes, childFree, inlinedCells);
      child.isInlined = true;
      const at = block.children.indexOf(child);
      block.children.splice(at, 1, ...child.children);
    }
    for (const name of childFree) newFree.add(name);
    if (child.hasFree || child.childFree) block.childFree = true;
  }

  if (block.isFunctionLike) analyzeCells(scopes, newFree, inlinedCells);
  else if (block.kind === 'class') dropClassFree(block, newFree);
  updateSymbols(block, outer.bound, newFree, inlinedCells);
  for (const name of newFree) outer.free.add(name);
}

/** Merges the names of an inlined comprehension into the block around it. */
function inlineComprehension(
  block: Block,
  comprehension: Block,
  scopes: Map<string, Scope>,
  comprehensionFree: Names,
  inlinedCells: Names
): void {
  for (const [name, flags] of comprehension.flags) {
    if (flags & DEF_PARAM) continue;
    const scope = comprehension.scopes.get(name)!;
    if (scope === 'cell' || flags & DEF_COMP_CELL) inlinedCells.add(name);
    const existing = block.flags.get(name);
    if (existing === undefined) {
      block.flags.set(name, flags);
      scopes.set(name, scope);
      if (scope === 'free' && block.kind === 'class' && name === '__class__') comprehensionFree.delete(name);
    } else if (existing & DEF_BOUND && block.kind !== 'class') {
      // A name free in the comprehension and local here is now simply local, unless a function in it needs it.
      const captured = comprehension.children.some(child => child.scopes.get(name) === 'free');
      if (!captured) comprehensionFree.delete(name);
    }
  }
}

function analyzeCells(scopes: Map<string, Scope>, free: Names, inlinedCells: Names): void {
  for (const [name, scope] of scopes) {
    if (scope !== 'local' || (!free.has(name) && !inlinedCells.has(name))) continue;
    scopes.set(name, 'cell');
    free.delete(name);
  }
}

function dropClassFree(block: Block, free: Names): void {
  if (free.delete('__class__')) block.needsClassClosure = true;
  if (free.delete('__classdict__')) block.needsClassDict = true;
  if (free.delete('__conditional_annotations__')) block.hasConditionalAnnotations = true;
}

function updateSymbols(block: Block, bound: Names | null, free: Names, inlinedCells: Names): void {
  for (const [name, flags] of block.flags) {
    if (inlinedCells.has(name)) block.flags.set(name, flags | DEF_COMP_CELL);
  }
  for (const name of free) {
    const flags = block.flags.get(name);
    if (flags !== undefined) {
      if (block.kind === 'class' && flags & (DEF_BOUND | DEF_GLOBAL)) {
        block.flags.set(name, flags | DEF_FREE_CLASS);
      }
      continue;
    }
    if (bound !== null && !bound.has(name)) continue;
    block.flags.set(name, 0);
    block.scopes.set(name, 'free');
  }
}
