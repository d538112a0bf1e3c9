/** The first pass: every block and the names in it.  CPython: Python/symtable.c. */
import type { Alias, Arguments, Comprehension, Expr, Pattern, Root, Stmt, TypeParam } from '../syntax/ast.js';
import { analyze } from './analyze.js';
import { failure, type Location } from './errors.js';
import type { CompileFacts } from './facts.js';
import {
  Block,
  DEF_ANNOT,
  DEF_BOUND,
  DEF_COMP_ITER,
  DEF_GLOBAL,
  DEF_IMPORT,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  USE,
  mangle,
  type BlockKind,
  type ComprehensionKind
} from './symbols.js';

const noPlace: Location = { lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };

/** The blocks of a tree, found by the node that opens each. */
export interface SymbolTable {
  readonly top: Block;
  readonly blocks: ReadonlyMap<object, Block>;
}

export function buildSymbolTable(root: Root, facts: CompileFacts, futureAnnotations: boolean): SymbolTable {
  const builder = new Builder(facts, futureAnnotations);
  builder.root(root);
  analyze(builder.top, facts);
  return { top: builder.top, blocks: builder.blocks };
}

class Builder {
  readonly top = new Block('top', 'module', noPlace, null);
  readonly blocks = new Map<object, Block>();
  private block = this.top;
  private className: string | null = null;

  constructor(
    private readonly facts: CompileFacts,
    private readonly futureAnnotations: boolean
  ) {}

  root(root: Root): void {
    this.blocks.set(root, this.top);
    if (root.kind === 'Expression') this.expr(root.body);
    else this.body(root.body);
  }

  private fail(message: string, at: Location): never {
    throw failure(message, at, this.facts.errorRanges);
  }

  private enter(key: object, name: string, kind: BlockKind, at: Location): Block {
    const parent = this.block;
    const block = new Block(name, kind, at, parent);
    block.isNested = parent.isNested || parent.isFunctionLike;
    if (
      kind === 'annotation' ||
      kind === 'typeVariable' ||
      kind === 'typeAlias' ||
      kind === 'typeParameters'
    ) {
      // what may look into the class around it
      block.canSeeClass = parent.kind === 'class' || (parent.kind !== 'function' && parent.canSeeClass);
    }
    block.mangledNames = parent.mangledNames;
    block.isMethod = kind === 'function' && parent.kind === 'class';
    parent.children.push(block);
    this.blocks.set(key, block);
    this.block = block;
    return block;
  }

  private leave(): void {
    this.block = this.block.parent!;
  }

  private define(name: string, flag: number, at: Location, block = this.block): void {
    const mangled = mangle(this.className, name);
    let flags = block.flagsOf(mangled);
    if (flag & DEF_PARAM && flags & DEF_PARAM) {
      this.fail(`duplicate argument '${name}' in function definition`, at);
    }
    if (flag & DEF_TYPE_PARAM && flags & DEF_TYPE_PARAM) this.fail(`duplicate type parameter '${name}'`, at);
    flags |= flag;
    if (block.inTarget) {
      if (flags & (DEF_GLOBAL | DEF_NONLOCAL)) {
        this.fail(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at);
      }
      flags |= DEF_COMP_ITER;
    }
    block.flags.set(mangled, flags);
    if (flag & DEF_PARAM) block.varnames.push(mangled);
    else if (flag & DEF_GLOBAL && block !== this.top) {
      this.top.flags.set(mangled, this.top.flagsOf(mangled) | flag);
    }
  }

  private body(statements: readonly Stmt[]): void {
    for (const statement of statements) this.stmt(statement);
  }

  private conditionally(statements: readonly Stmt[]): void {
    const was = this.block.inConditional;
    this.block.inConditional = true;
    this.body(statements);
    this.block.inConditional = was;
  }

  private stmt(s: Stmt): void {
    switch (s.kind) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        return this.functionDef(s);
      case 'ClassDef':
        return this.classDef(s);
      case 'Return':
        if (s.value !== null) {
          this.expr(s.value);
          this.block.returnsValue = true;
        }
        return;
      case 'Delete':
        return this.exprs(s.targets);
      case 'Assign':
        this.exprs(s.targets);
        return this.expr(s.value);
      case 'TypeAlias': {
        this.expr(s.name);
        const name = s.name.kind === 'Name' ? s.name.id : '';
        const inClass = this.block.kind === 'class';
        const generic = s.type_params.length > 0;
        if (generic) this.enterTypeParameters(s.type_params, name, s, inClass);
        this.enter(s, name, 'typeAlias', s);
        if (inClass || this.block.canSeeClass) this.define('__classdict__', USE, s.value);
        this.expr(s.value);
        this.leave();
        if (generic) this.leave();
        return;
      }
      case 'AugAssign':
        this.expr(s.target);
        return this.expr(s.value);
      case 'AnnAssign':
        return this.annAssign(s);
      case 'For':
      case 'AsyncFor':
        this.expr(s.target);
        this.expr(s.iter);
        this.conditionally(s.body);
        return this.conditionally(s.orelse);
      case 'While':
      case 'If':
        this.expr(s.test);
        this.conditionally(s.body);
        return this.conditionally(s.orelse);
      case 'With':
      case 'AsyncWith':
        for (const item of s.items) {
          this.expr(item.context_expr);
          if (item.optional_vars !== null) this.expr(item.optional_vars);
        }
        return this.conditionally(s.body);
      case 'Match':
        this.expr(s.subject);
        for (const each of s.cases) {
          this.pattern(each.pattern);
          if (each.guard !== null) this.expr(each.guard);
          this.conditionally(each.body);
        }
        return;
      case 'Raise':
        if (s.exc !== null) {
          this.expr(s.exc);
          if (s.cause !== null) this.expr(s.cause);
        }
        return;
      case 'Try':
      case 'TryStar':
        this.conditionally(s.body);
        for (const handler of s.handlers) {
          if (handler.type !== null) this.expr(handler.type);
          if (handler.name !== null) this.define(handler.name, DEF_LOCAL, handler);
        }
        // CPython walks body, orelse, handlers, finalbody; names differ only in their order
        for (const handler of s.handlers) this.conditionally(handler.body);
        this.conditionally(s.orelse);
        return this.conditionally(s.finalbody);
      case 'Assert':
        this.expr(s.test);
        if (s.msg !== null) this.expr(s.msg);
        return;
      case 'Import':
      case 'ImportFrom':
        return s.names.forEach(alias => this.alias(alias, s));
      case 'Global':
        return this.directive(s.names, DEF_GLOBAL, s);
      case 'Nonlocal':
        return this.directive(s.names, DEF_NONLOCAL, s);
      case 'Expr':
        return this.expr(s.value);
    }
  }

  private directive(names: readonly string[], flag: number, at: Location): void {
    const word = flag === DEF_GLOBAL ? 'global' : 'nonlocal';
    for (const name of names) {
      const mangled = mangle(this.className, name);
      const flags = this.block.flagsOf(mangled);
      if (flags & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT)) {
        if (flags & DEF_PARAM) this.fail(`name '${name}' is parameter and ${word}`, at);
        if (flags & USE) this.fail(`name '${name}' is used prior to ${word} declaration`, at);
        if (flags & DEF_ANNOT) this.fail(`annotated name '${name}' can't be ${word}`, at);
        this.fail(`name '${name}' is assigned to before ${word} declaration`, at);
      }
      this.define(name, flag, at);
      this.block.directives.set(mangled, at);
    }
  }

  private alias(alias: Alias, at: Location): void {
    const name = alias.asname ?? alias.name.split('.', 1)[0]!;
    if (name === '*') {
      if (this.block.kind !== 'module') this.fail('import * only allowed at module level', at);
      return;
    }
    this.define(name, DEF_IMPORT, this.facts.errorRanges ? alias : at);
  }

  private functionDef(s: Extract<Stmt, { kind: 'FunctionDef' | 'AsyncFunctionDef' }>): void {
    this.define(s.name, DEF_LOCAL, s);
    this.defaults(s.args);
    this.exprs(s.decorator_list);
    const inClass = this.block.kind === 'class';
    const generic = s.type_params.length > 0;
    if (generic) this.enterTypeParameters(s.type_params, s.name, s, inClass, s.args);
    this.annotations(s.args, s.returns, s);
    const block = this.enter(s, s.name, 'function', s);
    block.isCoroutine = s.kind === 'AsyncFunctionDef';
    block.hasDocstring = docstringOf(s.body) !== null;
    this.parameters(s.args);
    this.body(s.body);
    this.leave();
    if (generic) this.leave();
  }

  private classDef(s: Extract<Stmt, { kind: 'ClassDef' }>): void {
    this.define(s.name, DEF_LOCAL, s);
    this.exprs(s.decorator_list);
    const inClass = this.block.kind === 'class';
    const generic = s.type_params.length > 0;
    const outerName = this.className;
    if (generic) {
      this.enterTypeParameters(s.type_params, s.name, s, inClass);
      this.define('.type_params', DEF_LOCAL, s);
      this.define('.type_params', USE, s);
      this.define('.generic_base', DEF_LOCAL, s);
      this.define('.generic_base', USE, s);
    }
    this.exprs(s.bases);
    for (const keyword of s.keywords) this.expr(keyword.value);
    const block = this.enter(s, s.name, 'class', s);
    this.className = s.name;
    if (generic) {
      this.define('__type_params__', DEF_LOCAL, s);
      this.define('.type_params', USE, s);
    }
    block.hasDocstring = docstringOf(s.body) !== null;
    this.body(s.body);
    this.leave();
    if (generic) this.leave();
    this.className = outerName;
  }

  private enterTypeParameters(
    list: readonly TypeParam[],
    name: string,
    at: Stmt,
    inClass: boolean,
    args: Arguments | null = null
  ): void {
    const block = this.enter(list, name, 'typeParameters', at);
    if (inClass) {
      block.canSeeClass = true;
      this.define('__classdict__', USE, at);
    }
    if (args !== null) {
      this.define('.defaults', DEF_PARAM, at);
    }
    if (args !== null && args.kw_defaults.some(value => value !== null)) {
      this.define('.kwdefaults', DEF_PARAM, at);
    }
    for (const parameter of list) this.typeParameter(parameter);
  }

  private typeParameter(parameter: TypeParam): void {
    this.define(parameter.name, DEF_TYPE_PARAM | DEF_LOCAL, parameter);
    const inside = (key: object, expression: Expr): void => {
      const canSee = this.block.canSeeClass;
      const block = this.enter(key, parameter.name, 'typeVariable', expression);
      block.canSeeClass = canSee;
      if (canSee) this.define('__classdict__', USE, expression);
      if (this.facts.annotations === 'function') this.define('.format', DEF_PARAM, expression);
      this.expr(expression);
      this.leave();
    };
    if (parameter.kind === 'TypeVar' && parameter.bound !== null) inside(parameter, parameter.bound);
    if (parameter.default_value !== null) inside(parameter.default_value, parameter.default_value);
  }

  private defaults(args: Arguments): void {
    this.exprs(args.defaults);
    for (const value of args.kw_defaults) if (value !== null) this.expr(value);
  }

  private parameters(args: Arguments): void {
    for (const arg of args.posonlyargs) this.define(arg.arg, DEF_PARAM, arg);
    for (const arg of args.args) this.define(arg.arg, DEF_PARAM, arg);
    for (const arg of args.kwonlyargs) this.define(arg.arg, DEF_PARAM, arg);
    if (args.vararg !== null) {
      this.define(args.vararg.arg, DEF_PARAM, args.vararg);
      this.block.hasVarargs = true;
    }
    if (args.kwarg !== null) {
      this.define(args.kwarg.arg, DEF_PARAM, args.kwarg);
      this.block.hasVarkeywords = true;
    }
  }

  /** Annotations of a function: in the block around it, or in one of their own. */
  private annotations(args: Arguments, returns: Expr | null, at: Stmt): void {
    const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg]
      .map(arg => arg?.annotation ?? null)
      .concat(returns)
      .filter(annotation => annotation !== null);
    const lazy = this.facts.annotations === 'function';
    const scoped = lazy || (this.futureAnnotations && this.facts.futureAnnotationsScoped);
    if (scoped) {
      const parent = this.block;
      const block = this.enter(args, '__annotate__', 'annotation', at);
      if (lazy) {
        this.define('.format', DEF_PARAM, at);
        if (parent.kind === 'class' || block.canSeeClass) {
          block.canSeeClass = true;
          this.define('__classdict__', USE, at);
        }
      }
      if (this.futureAnnotations) parent.children.pop();
    }
    this.exprs(all);
    if (scoped) this.leave();
  }

  private annAssign(s: Extract<Stmt, { kind: 'AnnAssign' }>): void {
    this.block.hasAnnotations ||= s.simple === 1;
    if (s.target.kind === 'Name') {
      const { target } = s;
      const flags = this.block.flagsOf(mangle(this.className, target.id));
      if (flags & (DEF_GLOBAL | DEF_NONLOCAL) && this.block !== this.top && s.simple) {
        this.fail(`annotated name '${target.id}' can't be ${flags & DEF_GLOBAL ? 'global' : 'nonlocal'}`, s);
      }
      if (s.simple) this.define(target.id, DEF_ANNOT | DEF_LOCAL, target);
      else if (s.value !== null) this.define(target.id, DEF_LOCAL, target);
    } else {
      this.expr(s.target);
    }
    this.annotation(s.annotation, s);
    if (s.value !== null) this.expr(s.value);
  }

  /** An annotation of a variable. */
  private annotation(annotation: Expr, at: Location): void {
    const lazy = this.facts.annotations === 'function';
    if (!lazy) {
      if (!this.futureAnnotations || !this.facts.futureAnnotationsScoped) return this.expr(annotation);
      const parent = this.block;
      this.enter(annotation, '_annotation', 'annotation', at);
      parent.children.pop();
      this.expr(annotation);
      return this.leave();
    }
    const owner = this.block;
    if (owner.kind !== 'function') {
      const conditional = owner.kind === 'module' || owner.inConditional;
      if (conditional && !owner.hasConditionalAnnotations) {
        owner.hasConditionalAnnotations = true;
        this.define('__conditional_annotations__', USE, at, owner);
      }
    }
    if (owner.annotationBlock === null) {
      const block = this.enter(annotation, '__annotate__', 'annotation', at);
      owner.annotationBlock = block;
      if (owner.kind === 'function' || this.futureAnnotations) owner.children.pop();
      this.define('.format', DEF_PARAM, at);
      if (owner.kind === 'class') {
        block.canSeeClass = true;
        this.define('__classdict__', USE, at);
      }
    } else {
      this.block = owner.annotationBlock;
    }
    if (owner.kind === 'class' && owner.hasConditionalAnnotations && !this.futureAnnotations) {
      this.define('__conditional_annotations__', USE, at);
    }
    this.expr(annotation);
    this.block = owner;
  }

  private exprs(list: readonly (Expr | null)[]): void {
    for (const each of list) if (each !== null) this.expr(each);
  }

  private expr(e: Expr): void {
    switch (e.kind) {
      case 'Name':
        this.define(e.id, e.ctx === 'Load' ? USE : DEF_LOCAL, e);
        if (e.ctx === 'Load' && e.id === 'super' && this.block.isFunctionLike) {
          this.define('__class__', USE, e);
        }
        return;
      case 'Constant':
        return;
      case 'NamedExpr':
        return this.namedExpr(e);
      case 'BoolOp':
        return this.exprs(e.values);
      case 'BinOp':
        this.expr(e.left);
        return this.expr(e.right);
      case 'UnaryOp':
        return this.expr(e.operand);
      case 'Lambda': {
        this.defaults(e.args);
        this.enter(e, 'lambda', 'function', e);
        this.parameters(e.args);
        this.expr(e.body);
        return this.leave();
      }
      case 'IfExp':
        this.expr(e.test);
        this.expr(e.body);
        return this.expr(e.orelse);
      case 'Dict':
        this.exprs(e.keys);
        return this.exprs(e.values);
      case 'Set':
      case 'List':
      case 'Tuple':
        return this.exprs(e.elts);
      case 'ListComp':
        return this.comprehension(e, 'list', e.elt, null, e.generators);
      case 'SetComp':
        return this.comprehension(e, 'set', e.elt, null, e.generators);
      case 'DictComp':
        return this.comprehension(e, 'dict', e.key, e.value, e.generators);
      case 'GeneratorExp':
        return this.comprehension(e, 'generator', e.elt, null, e.generators);
      case 'Yield':
      case 'YieldFrom':
        this.checkAnnotation(e, 'yield expression');
        if (e.value !== null) this.expr(e.value);
        this.block.isGenerator = true;
        if (this.block.comprehension !== null) {
          const where = {
            list: 'list comprehension',
            set: 'set comprehension',
            dict: 'dict comprehension',
            generator: 'generator expression'
          };
          this.fail(`'yield' inside ${where[this.block.comprehension]}`, e);
        }
        return;
      case 'Await':
        this.checkAnnotation(e, 'await expression');
        this.expr(e.value);
        this.block.isCoroutine = true;
        return;
      case 'Compare':
        this.expr(e.left);
        return this.exprs(e.comparators);
      case 'Call':
        this.expr(e.func);
        this.exprs(e.args);
        for (const keyword of e.keywords) this.expr(keyword.value);
        return;
      case 'FormattedValue':
      case 'Interpolation':
        this.expr(e.value);
        if (e.format_spec !== null) this.expr(e.format_spec);
        return;
      case 'JoinedStr':
      case 'TemplateStr':
        return this.exprs(e.values);
      case 'Attribute':
      case 'Starred':
        return this.expr(e.value);
      case 'Subscript':
        this.expr(e.value);
        return this.expr(e.slice);
      case 'Slice':
        return this.exprs([e.lower, e.upper, e.step]);
    }
  }

  private checkAnnotation(e: Expr, what: string): void {
    const { kind } = this.block;
    if (kind === 'annotation') this.fail(`${what} cannot be used within an annotation`, e);
    if (kind === 'typeVariable') this.fail(`${what} cannot be used within a TypeVar bound`, e);
    if (kind === 'typeAlias') this.fail(`${what} cannot be used within a type alias`, e);
    if (kind === 'typeParameters') this.fail(`${what} cannot be used within the definition of a generic`, e);
  }

  private namedExpr(e: Extract<Expr, { kind: 'NamedExpr' }>): void {
    this.checkAnnotation(e, 'named expression');
    if (this.block.iterableDepth > 0) {
      this.fail('assignment expression cannot be used in a comprehension iterable expression', e);
    }
    if (this.block.comprehension !== null && e.target.kind === 'Name') this.extendNamedExpr(e.target);
    this.expr(e.value);
    this.expr(e.target);
  }

  /** A walrus in a comprehension binds in the block around the comprehensions. */
  private extendNamedExpr(target: Extract<Expr, { kind: 'Name' }>): void {
    const name = mangle(this.className, target.id);
    for (let block: Block | null = this.block; block !== null; block = block.parent) {
      if (block.comprehension !== null) {
        if (block.flagsOf(name) & DEF_COMP_ITER && block.flagsOf(name) & DEF_BOUND) {
          this.fail(
            `assignment expression cannot rebind comprehension iteration variable '${target.id}'`,
            target
          );
        }
        continue;
      }
      if (block.kind === 'function') {
        const isGlobal = block.flagsOf(name) & DEF_GLOBAL;
        this.define(target.id, isGlobal ? DEF_GLOBAL : DEF_NONLOCAL, target);
        this.block.directives.set(name, target);
        this.define(target.id, DEF_LOCAL, target, block);
        return;
      }
      if (block.kind === 'module') {
        this.define(target.id, DEF_GLOBAL, target);
        this.block.directives.set(name, target);
        this.define(target.id, DEF_GLOBAL, target, block);
        return;
      }
      if (block.kind === 'class') {
        this.fail('assignment expression within a comprehension cannot be used in a class body', target);
      }
      this.fail(
        'assignment expression within a comprehension cannot be used within the definition of a generic',
        target
      );
    }
  }

  private comprehension(
    e: Expr,
    kind: ComprehensionKind,
    element: Expr,
    value: Expr | null,
    generators: readonly Comprehension[]
  ): void {
    const [outermost] = generators;
    const around = this.block;
    around.iterableDepth++;
    this.expr(outermost!.iter);
    around.iterableDepth--;
    const names = { list: 'listcomp', set: 'setcomp', dict: 'dictcomp', generator: 'genexpr' };
    const block = this.enter(e, names[kind], 'function', e);
    block.comprehension = kind;
    if (outermost!.is_async) block.isCoroutine = true;
    this.define('.0', DEF_PARAM, e);
    generators.forEach((generator, i) => {
      block.inTarget = true;
      this.expr(generator.target);
      block.inTarget = false;
      if (i > 0) {
        block.iterableDepth++;
        this.expr(generator.iter);
        block.iterableDepth--;
      }
      this.exprs(generator.ifs);
      if (generator.is_async) block.isCoroutine = true;
    });
    if (value !== null) this.expr(value);
    this.expr(element);
    block.isGenerator = kind === 'generator';
    const isAsync = block.isCoroutine && kind !== 'generator';
    this.leave();
    if (isAsync) this.block.isCoroutine = true;
  }

  private pattern(p: Pattern): void {
    switch (p.kind) {
      case 'MatchValue':
        return this.expr(p.value);
      case 'MatchSingleton':
        return;
      case 'MatchSequence':
      case 'MatchOr':
        return p.patterns.forEach(each => this.pattern(each));
      case 'MatchMapping':
        this.exprs(p.keys);
        p.patterns.forEach(each => this.pattern(each));
        if (p.rest !== null) this.define(p.rest, DEF_LOCAL, p);
        return;
      case 'MatchClass':
        this.expr(p.cls);
        p.patterns.forEach(each => this.pattern(each));
        p.kwd_patterns.forEach(each => this.pattern(each));
        return;
      case 'MatchStar':
        if (p.name !== null) this.define(p.name, DEF_LOCAL, p);
        return;
      case 'MatchAs':
        if (p.pattern !== null) this.pattern(p.pattern);
        if (p.name !== null) this.define(p.name, DEF_LOCAL, p);
        return;
    }
  }
}

/** The docstring that a body begins with, or null. */
export function docstringOf(body: readonly Stmt[]): string | null {
  const [first] = body;
  if (first?.kind !== 'Expr' || first.value.kind !== 'Constant' || first.value.value.type !== 'str')
    return null;
  return first.value.value.value;
}
