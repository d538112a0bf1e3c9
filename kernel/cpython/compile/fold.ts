/** Folding in the tree, 3.7 to 3.13; what 3.14 still does before it compiles.  CPython: Python/ast_opt.c, Python/ast_preprocess.c. */
import type { Comprehension, ConstantValue, Expr, Pattern, Root, Stmt } from '../syntax/ast.js';
import { foldBinary, foldUnary } from './arithmetic.js';
import { allConstant, constantOf, distinct } from './displays.js';
import type { CompileFacts } from './facts.js';
import { operatorSigns } from './operators.js';
import { formatToPieces } from './percent.js';
import type { Constant } from './unit.js';

/** A node that stands for `value` where `e` stood.  Tuples and frozensets are values only here. */
const constant = (e: Expr, value: Constant): Expr => ({
  kind: 'Constant',
  value: (value.type === 'complex' ? { ...value } : value) as unknown as ConstantValue,
  constant_kind: null,
  lineno: e.lineno,
  end_lineno: e.end_lineno,
  col_offset: e.col_offset,
  end_col_offset: e.end_col_offset
});

const swapped = { In: 'NotIn', NotIn: 'In', Is: 'IsNot', IsNot: 'Is' } as const;

/** Changes `root`: each constant expression becomes a constant. */
export function foldTree(root: Root, facts: CompileFacts, futureAnnotations: boolean): void {
  const folder = new Folder(facts, futureAnnotations);
  if (root.kind === 'Expression') root.body = folder.expr(root.body);
  else folder.body(root.body);
}

class Folder {
  private readonly whole: boolean;

  constructor(
    private readonly facts: CompileFacts,
    private readonly futureAnnotations: boolean
  ) {
    this.whole = facts.folding === 'tree';
  }

  body(list: Stmt[]): void {
    for (const s of list) this.stmt(s);
  }

  private list(list: Expr[]): void {
    list.forEach((e, i) => (list[i] = this.expr(e)));
  }
  private optional<E extends Expr | null>(e: E): Expr | (E & null) {
    return e === null ? (e as E & null) : this.expr(e as Expr);
  }
  private annotation<E extends Expr | null>(e: E): Expr | (E & null) {
    return this.futureAnnotations ? (e as Expr) : this.optional(e);
  }

  private stmt(s: Stmt): void {
    switch (s.kind) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.arguments(s.args);
        this.body(s.body);
        this.list(s.decorator_list);
        s.returns = this.annotation(s.returns);
        return;
      case 'ClassDef':
        this.list(s.bases);
        for (const keyword of s.keywords) keyword.value = this.expr(keyword.value);
        this.body(s.body);
        return this.list(s.decorator_list);
      case 'Return':
        s.value = this.optional(s.value);
        return;
      case 'Delete':
        return this.list(s.targets);
      case 'Assign':
        this.list(s.targets);
        s.value = this.expr(s.value);
        return;
      case 'TypeAlias':
        s.value = this.expr(s.value);
        return;
      case 'AugAssign':
        s.target = this.expr(s.target);
        s.value = this.expr(s.value);
        return;
      case 'AnnAssign':
        s.target = this.expr(s.target);
        s.annotation = this.annotation(s.annotation) as Expr;
        s.value = this.optional(s.value);
        return;
      case 'For':
      case 'AsyncFor':
        s.target = this.expr(s.target);
        s.iter = this.iterable(this.expr(s.iter));
        this.body(s.body);
        return this.body(s.orelse);
      case 'While':
      case 'If':
        s.test = this.expr(s.test);
        this.body(s.body);
        return this.body(s.orelse);
      case 'With':
      case 'AsyncWith':
        for (const item of s.items) {
          item.context_expr = this.expr(item.context_expr);
          item.optional_vars = this.optional(item.optional_vars);
        }
        return this.body(s.body);
      case 'Match':
        s.subject = this.expr(s.subject);
        for (const each of s.cases) {
          this.pattern(each.pattern);
          each.guard = this.optional(each.guard);
          this.body(each.body);
        }
        return;
      case 'Raise':
        s.exc = this.optional(s.exc);
        s.cause = this.optional(s.cause);
        return;
      case 'Try':
      case 'TryStar':
        this.body(s.body);
        for (const handler of s.handlers) {
          handler.type = this.optional(handler.type);
          this.body(handler.body);
        }
        this.body(s.orelse);
        return this.body(s.finalbody);
      case 'Assert':
        s.test = this.expr(s.test);
        s.msg = this.optional(s.msg);
        return;
      case 'Expr':
        s.value = this.expr(s.value);
    }
  }

  private arguments(args: Extract<Stmt, { kind: 'FunctionDef' }>['args']): void {
    for (const arg of [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg]) {
      if (arg !== null) arg.annotation = this.annotation(arg.annotation);
    }
    this.list(args.defaults);
    args.kw_defaults.forEach((e, i) => (args.kw_defaults[i] = this.optional(e)));
  }

  private pattern(p: Pattern): void {
    const value = (e: Expr): Expr => this.patternValue(this.expr(e));
    switch (p.kind) {
      case 'MatchValue':
        p.value = value(p.value);
        return;
      case 'MatchMapping':
        p.keys.forEach((key, i) => (p.keys[i] = value(key)));
        return p.patterns.forEach(each => this.pattern(each));
      case 'MatchClass':
        p.cls = this.expr(p.cls);
        p.patterns.forEach(each => this.pattern(each));
        return p.kwd_patterns.forEach(each => this.pattern(each));
      case 'MatchSequence':
      case 'MatchOr':
        return p.patterns.forEach(each => this.pattern(each));
      case 'MatchAs':
        if (p.pattern !== null) this.pattern(p.pattern);
    }
  }

  /** Negative and complex numbers in patterns are constants in every version. */
  private patternValue(e: Expr): Expr {
    if (e.kind === 'UnaryOp') {
      const value = constantOf(e.operand);
      const folded = value === null ? null : foldUnary(e.op, value);
      return folded === null ? e : constant(e, folded);
    }
    if (e.kind === 'BinOp') {
      const left = constantOf(this.patternValue(e.left)),
        right = constantOf(e.right);
      const folded = left === null || right === null ? null : foldBinary(operatorSigns[e.op], left, right);
      return folded === null ? e : constant(e, folded);
    }
    return e;
  }

  private generators(list: Comprehension[]): void {
    for (const generator of list) {
      generator.target = this.expr(generator.target);
      generator.iter = this.iterable(this.expr(generator.iter));
      this.list(generator.ifs);
    }
  }

  /** A list that is only iterated or searched is a tuple, a set of constants a frozenset. */
  private iterable(e: Expr): Expr {
    if (!this.whole) return e;
    if (e.kind === 'List') {
      if (e.elts.some(element => element.kind === 'Starred')) return e;
      const items = allConstant(e.elts);
      if (items !== null) return constant(e, { type: 'tuple', items });
      return { ...e, kind: 'Tuple' };
    }
    if (e.kind === 'Set') {
      const items = allConstant(e.elts);
      if (items !== null) return constant(e, { type: 'frozenset', items: distinct(items) });
    }
    return e;
  }

  expr(e: Expr): Expr {
    switch (e.kind) {
      case 'Name':
        return e.id === '__debug__' && e.ctx === 'Load' ? constant(e, { type: 'True' }) : e;
      case 'BoolOp':
        this.list(e.values);
        return e;
      case 'BinOp': {
        e.left = this.expr(e.left);
        e.right = this.expr(e.right);
        if (this.facts.percentFormat && e.op === 'Mod') {
          const formatted = formatToPieces(e);
          if (formatted !== null) return formatted;
        }
        const left = constantOf(e.left),
          right = constantOf(e.right);
        if (!this.whole || left === null || right === null) return e;
        const folded = foldBinary(operatorSigns[e.op], left, right);
        return folded === null ? e : constant(e, folded);
      }
      case 'UnaryOp': {
        e.operand = this.expr(e.operand);
        if (!this.whole) return e;
        const operand = constantOf(e.operand);
        if (operand !== null) {
          const folded = foldUnary(e.op, operand, this.facts.foldsBoolInvert);
          return folded === null ? e : constant(e, folded);
        }
        if (e.op === 'Not' && e.operand.kind === 'Compare' && e.operand.ops.length === 1) {
          const [op] = e.operand.ops;
          if (op === 'In' || op === 'NotIn' || op === 'Is' || op === 'IsNot') {
            return { ...e.operand, ops: [swapped[op]] };
          }
        }
        return e;
      }
      case 'Lambda':
        this.arguments(e.args);
        e.body = this.expr(e.body);
        return e;
      case 'IfExp':
        e.test = this.expr(e.test);
        e.body = this.expr(e.body);
        e.orelse = this.expr(e.orelse);
        return e;
      case 'Dict':
        e.keys.forEach((key, i) => (e.keys[i] = this.optional(key)));
        this.list(e.values);
        return e;
      case 'Set':
      case 'List':
        this.list(e.elts);
        return e;
      case 'Tuple': {
        this.list(e.elts);
        if (e.ctx !== 'Load' || !this.whole) return e;
        const items = allConstant(e.elts);
        return items === null ? e : constant(e, { type: 'tuple', items });
      }
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        e.elt = this.expr(e.elt);
        this.generators(e.generators);
        return e;
      case 'DictComp':
        e.key = this.expr(e.key);
        e.value = this.optional(e.value);
        this.generators(e.generators);
        return e;
      case 'Await':
      case 'YieldFrom':
      case 'NamedExpr':
      case 'Attribute':
      case 'Starred':
        e.value = this.expr(e.value);
        return e;
      case 'Yield':
        e.value = this.optional(e.value);
        return e;
      case 'Compare': {
        e.left = this.expr(e.left);
        this.list(e.comparators);
        const last = e.ops.length - 1;
        if (e.ops[last] === 'In' || e.ops[last] === 'NotIn')
          e.comparators[last] = this.iterable(e.comparators[last]!);
        return e;
      }
      case 'Call':
        e.func = this.expr(e.func);
        this.list(e.args);
        for (const keyword of e.keywords) keyword.value = this.expr(keyword.value);
        return e;
      case 'FormattedValue':
      case 'Interpolation':
        e.value = this.expr(e.value);
        if (e.format_spec !== null) this.list(e.format_spec.values);
        return e;
      case 'JoinedStr':
      case 'TemplateStr':
        this.list(e.values);
        return e;
      case 'Subscript': {
        e.value = this.expr(e.value);
        e.slice = this.expr(e.slice);
        if (!this.whole || e.ctx !== 'Load') return e;
        const value = constantOf(e.value),
          index = constantOf(e.slice);
        const folded = value === null || index === null ? null : foldBinary('[]', value, index);
        return folded === null ? e : constant(e, folded);
      }
      case 'Slice':
        e.lower = this.optional(e.lower);
        e.upper = this.optional(e.upper);
        e.step = this.optional(e.step);
        return e;
      default:
        return e;
    }
  }
}
