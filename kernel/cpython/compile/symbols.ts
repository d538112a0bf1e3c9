/** Symbols and scopes: what the symbol table knows of each block.  CPython: Include/internal/pycore_symtable.h. */
import type { Location } from './errors.js';

/** How a name is used in one block. */
export const DEF_GLOBAL = 1;
export const DEF_LOCAL = 2;
export const DEF_PARAM = 4;
export const DEF_NONLOCAL = 8;
export const USE = 16;
export const DEF_FREE_CLASS = 64;
export const DEF_IMPORT = 128;
export const DEF_ANNOT = 256;
export const DEF_COMP_ITER = 512;
export const DEF_TYPE_PARAM = 1024;
export const DEF_COMP_CELL = 2048;
export const DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM;

/** Where a name lives. */
export type Scope = 'local' | 'cell' | 'free' | 'globalImplicit' | 'globalExplicit';

export type BlockKind =
  'module' | 'class' | 'function' | 'annotation' | 'typeAlias' | 'typeParameters' | 'typeVariable';

export type ComprehensionKind = 'list' | 'set' | 'dict' | 'generator';

/** One block of names.  CPython: PySTEntryObject. */
export class Block {
  readonly flags = new Map<string, number>();
  readonly scopes = new Map<string, Scope>();
  readonly varnames: string[] = [];
  children: Block[] = [];
  isNested = false;
  hasFree = false;
  childFree = false;
  isGenerator = false;
  isCoroutine = false;
  comprehension: ComprehensionKind | null = null;
  hasVarargs = false;
  hasVarkeywords = false;
  returnsValue = false;
  needsClassClosure = false;
  needsClassDict = false;
  isInlined = false;
  /** Inside the target, or the iterable, of a comprehension. */
  inTarget = false;
  iterableDepth = 0;
  canSeeClass = false;
  hasDocstring = false;
  isMethod = false;
  hasAnnotations = false;
  hasConditionalAnnotations = false;
  inConditional = false;
  /** 3.14: the block of the annotations written in this one. */
  annotationBlock: Block | null = null;
  /** Where `global` and `nonlocal` stood. */
  readonly directives = new Map<string, Location>();
  /** The names that a class's type parameters mangle by. */
  mangledNames: Set<string> | null = null;

  constructor(
    readonly name: string,
    readonly kind: BlockKind,
    readonly at: Location,
    readonly parent: Block | null
  ) {}

  /** A function, or one of the blocks that work as functions do. */
  get isFunctionLike(): boolean {
    return this.kind !== 'module' && this.kind !== 'class';
  }

  flagsOf(name: string): number {
    return this.flags.get(name) ?? 0;
  }
}

/** `__x` inside a class is `_Class__x`.  @cpython Python/symtable.c _Py_Mangle */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}
