/**
 * The compiler's state: the code objects it is inside of, and how instructions are added to the innermost.  What is compiled how
 * stands in the files of each statement and expression family; they reach each other through `visitors`.  CPython: Python/compile.c.
 */
import type { Expr, Stmt } from '../syntax/ast.js';
import { ConstantTable } from './constants.js';
import { failure, type CompileWarning, type Location } from './errors.js';
import type { CompileFacts } from './facts.js';
import { DEPTH, Label, noPosition, type Instruction, type Item } from './ir.js';
import { Op, type OpcodeName } from './opcodes.js';
import { mangle, type Block } from './symbols.js';
import type { SymbolTable } from './symtable.js';
import type { CodeUnit, Constant, Position } from './unit.js';

export type ScopeKind =
  'module' | 'class' | 'function' | 'async' | 'lambda' | 'comprehension' | 'typeParameters';

/** What a statement is inside of, as far as `return`, `break` and `continue` must leave it.  @cpython fblockinfo */
export interface FrameBlock {
  kind:
    | 'while'
    | 'for'
    | 'asyncFor'
    | 'try'
    | 'finallyTry'
    | 'finallyEnd'
    | 'with'
    | 'asyncWith'
    | 'handler'
    | 'exceptStar'
    | 'popValue'
    | 'asyncComprehension'
    | 'stopIteration';
  start: Label;
  exit: Label | null;
  /** What leaving has to run or to name: the body of a finally, the name of an exception, the place of a with. */
  finalBody?: readonly Stmt[];
  name?: string | null;
  at?: Location;
}

/** One code object while it is emitted. */
export class Scope {
  readonly items: Item[] = [];
  readonly constants: Constant[] = [];
  private readonly constantIndex = new Map<string, number>();
  readonly names = new Map<string, number>();
  readonly varnames = new Map<string, number>();
  readonly cellvars: readonly string[];
  readonly freevars: readonly string[];
  readonly frameBlocks: FrameBlock[] = [];
  /** Locals of an inlined comprehension that are fast although the block is a module or class. */
  readonly fastHidden = new Set<string>();
  inlinedDepth = 0;
  readonly staticAttributes = new Set<string>();
  argCount = 0;
  posOnlyArgCount = 0;
  kwOnlyArgCount = 0;
  /** What the only argument of an annotation scope is called outside: its slot's name is `.format`. */
  argumentName: string | null = null;
  labels = 0;
  /** Inside code that a constant test makes unreachable: nothing is emitted. */
  silent = 0;
  /** What falls off the end returns None; not so for an expression that is evaluated. */
  mayReturnNone = true;
  /** 3.14: annotations of the body so far, for its `__annotate__`. */
  readonly deferredAnnotations: { name: string; annotation: Expr; at: Location; index: number | null }[] = [];
  conditionalDepth = 0;
  nextAnnotation = 0;

  constructor(
    readonly table: ConstantTable,
    readonly block: Block,
    readonly kind: ScopeKind,
    readonly name: string,
    readonly qualname: string,
    readonly firstLine: number,
    readonly className: string | null,
    cells: readonly string[],
    free: readonly string[]
  ) {
    this.cellvars = cells;
    this.freevars = free;
    for (const each of block.varnames) this.varnames.set(each, this.varnames.size);
  }

  /** The index of a constant in co_consts; `anew`: of a new entry, even if there is an equal one. */
  constant(value: Constant, anew = false): number {
    const merged = this.table.merge(value);
    if (anew) return this.constants.push(merged) - 1;
    const key = this.table.keyOf(merged);
    let index = this.constantIndex.get(key);
    if (index === undefined) {
      index = this.constants.push(merged) - 1;
      this.constantIndex.set(key, index);
    }
    return index;
  }
}

/** How the families of statements and expressions reach each other. */
export interface Visitors {
  expr(c: Compiler, e: Expr): void;
  stmt(c: Compiler, s: Stmt): void;
  finish(c: Compiler, scope: Scope): CodeUnit;
}

export interface CompilerOptions {
  filename: string;
  facts: CompileFacts;
  symbols: SymbolTable;
  futureAnnotations: boolean;
  futureFlags: number;
}

export class Compiler {
  readonly warnings: CompileWarning[] = [];
  readonly facts: CompileFacts;
  readonly scopes: Scope[] = [];
  private readonly table: ConstantTable;
  /** Where what is emitted next comes from. */
  at: Position = noPosition;
  isInteractive = false;

  constructor(
    readonly options: CompilerOptions,
    private readonly visitors: Visitors
  ) {
    this.facts = options.facts;
    this.table = new ConstantTable(this.facts.codePositionsCompared);
  }

  get scope(): Scope {
    return this.scopes[this.scopes.length - 1]!;
  }
  get block(): Block {
    return this.scope.block;
  }

  fail(message: string, at: Location): never {
    throw failure(message, at, this.facts.errorRanges);
  }
  warn(message: string, at: Location): void {
    this.warnings.push({ category: 'SyntaxWarning', message, lineno: at.lineno });
  }

  // scopes

  /** Opens a code object for the block of `key`. */
  enter(key: object, kind: ScopeKind, name: string, firstLine: number, className?: string | null): Scope {
    const block = this.options.symbols.blocks.get(key);
    if (block === undefined) throw new Error(`no block for ${kind} ${name}`);
    return this.enterBlock(block, kind, name, firstLine, className);
  }

  enterBlock(
    block: Block,
    kind: ScopeKind,
    name: string,
    firstLine: number,
    className?: string | null
  ): Scope {
    const cells = [...block.scopes].filter(([, scope]) => scope === 'cell').map(([each]) => each);
    for (const [each, flags] of block.flags) if (flags & 2048 && !cells.includes(each)) cells.push(each);
    cells.sort(byCodePoint);
    if (block.needsClassClosure) cells.unshift('__class__');
    if (block.needsClassDict) cells.push('__classdict__');
    if (block.hasConditionalAnnotations && !cells.includes('__conditional_annotations__')) {
      cells.push('__conditional_annotations__');
    }
    const free = [...block.flags]
      .filter(([each, flags]) => block.scopes.get(each) === 'free' || flags & 64)
      .map(([each]) => each)
      .sort(byCodePoint);
    const outer = this.scopes.length > 0 ? this.scope : null;
    const scope = new Scope(
      this.facts.mergeAcrossCode ? this.table : new ConstantTable(this.facts.codePositionsCompared),
      block,
      kind,
      name,
      this.qualnameOf(block, name, kind),
      firstLine,
      className === undefined ? (outer?.className ?? null) : className,
      cells,
      free
    );
    this.scopes.push(scope);
    return scope;
  }

  private qualnameOf(block: Block, name: string, kind: ScopeKind): string {
    let depth = this.scopes.length - 1;
    if (depth < 0) return name;
    let parent = this.scopes[depth]!;
    if (parent.kind === 'typeParameters') {
      if (depth === 1 || this.scopes[depth - 1]!.kind === 'module') return name;
      parent = this.scopes[--depth]!;
    }
    if (depth === 0 && parent.kind === 'module') return name;
    if (block.kind === 'function' || block.kind === 'class') {
      const mangled = mangle(parent.className, name);
      if (
        (kind === 'function' || kind === 'async' || kind === 'class') &&
        parent.block.scopes.get(mangled) === 'globalExplicit'
      ) {
        return name;
      }
    }
    const inFunction = parent.kind === 'function' || parent.kind === 'async' || parent.kind === 'lambda';
    return parent.qualname + (inFunction ? '.<locals>.' : '.') + name;
  }

  /** Closes the innermost code object. */
  leave(): CodeUnit {
    const unit = this.visitors.finish(this, this.scope);
    this.scopes.pop();
    return unit;
  }

  mangle(name: string): string {
    return mangle(this.scope.className, name);
  }

  // visiting

  expr(e: Expr): void {
    const was = this.at;
    this.at = positionOf(e);
    this.visitors.expr(this, e);
    this.at = was;
  }
  exprs(list: readonly Expr[]): void {
    for (const e of list) this.expr(e);
  }
  stmt(s: Stmt): void {
    const was = this.at;
    this.at = positionOf(s);
    this.visitors.stmt(this, s);
    this.at = was;
  }
  body(list: readonly Stmt[]): void {
    for (const s of list) this.stmt(s);
  }
  /** Runs `emit` with another place. */
  located(at: Location | null, emit: () => void): void {
    const was = this.at;
    this.at = at === null ? noPosition : positionOf(at);
    emit();
    this.at = was;
  }
  /** Compiles what can never run: for its errors only. */
  silently(emit: () => void): void {
    this.scope.silent++;
    emit();
    this.scope.silent--;
  }

  // emitting

  label(): Label {
    return new Label(this.scope.labels++);
  }
  use(label: Label): void {
    this.scope.items.push(label);
  }
  add(op: number, arg = 0, target: Label | null = null): Instruction {
    const instruction: Instruction = { op, arg, target, at: this.at };
    if (this.scope.silent === 0) this.scope.items.push(instruction);
    return instruction;
  }
  emit(name: OpcodeName, arg = 0): Instruction {
    return this.add(Op[name], arg);
  }
  jump(name: OpcodeName, target: Label): Instruction {
    return this.add(Op[name], 0, target);
  }
  setup(op: number, handler: Label): Instruction {
    return this.add(op, 0, handler);
  }
  /** Items of CPython's stack that ours lacks (or, negative, no longer has). */
  depth(change: number): void {
    if (change !== 0) this.add(DEPTH, change);
  }
  load(constant: Constant): void {
    if (this.scope.silent === 0) this.emit('LOAD_CONST', this.scope.constant(constant));
  }
  /** The index of a name in co_names. */
  name(name: string): number {
    return this.indexIn(this.scope.names, this.mangle(name));
  }
  /** The index of a local variable. */
  fast(mangled: string): number {
    return this.indexIn(this.scope.varnames, mangled);
  }
  private indexIn(map: Map<string, number>, name: string): number {
    let index = map.get(name);
    if (index === undefined) {
      index = map.size;
      if (this.scope.silent === 0) map.set(name, index);
    }
    return index;
  }
  /** The index of a cell, or of a free variable after all cells. */
  deref(mangled: string): number {
    const { cellvars, freevars } = this.scope;
    const cell = cellvars.indexOf(mangled);
    if (cell >= 0) return cell;
    const free = freevars.indexOf(mangled);
    if (free < 0) throw new Error(`no cell for ${mangled}`);
    return cellvars.length + free;
  }

  /** Whether the last instruction returns, and nothing jumps behind it. */
  get endsWithReturn(): boolean {
    const { items } = this.scope;
    const last = items[items.length - 1];
    return last !== undefined && !(last instanceof Label) && last.op === Op.RETURN_VALUE;
  }

  // frame blocks

  push(block: FrameBlock): FrameBlock {
    this.scope.frameBlocks.push(block);
    return block;
  }
  pop(): FrameBlock {
    return this.scope.frameBlocks.pop()!;
  }
}

export const positionOf = (at: Location): Position => [
  at.lineno,
  at.end_lineno,
  at.col_offset,
  at.end_col_offset
];

/** Python orders strings by code points, JavaScript by UTF-16 units. */
export function byCodePoint(a: string, b: string): number {
  const x = Array.from(a),
    y = Array.from(b);
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  }
  return x.length - y.length;
}
