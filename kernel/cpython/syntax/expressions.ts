/** Operators, calls, subscripts, lambdas: an expression by precedence.  CPython: Grammar/python.gram, expressions. */
import type {
  Attribute,
  Await,
  BinOp,
  BoolOp,
  Call,
  Compare,
  CompareOperator,
  Expr,
  IfExp,
  Keyword,
  Lambda,
  Name,
  NamedExpr,
  Operator,
  Slice,
  Starred,
  Subscript,
  Tuple,
  UnaryOp,
  UnaryOperator,
  Yield,
  YieldFrom
} from './ast.js';
import { ENDS_ITEMS } from './atoms.js';
import { ParameterParser } from './parameters.js';
import { setContext } from './targets.js';
import type { Token } from './token.js';

/** Binary operators that associate to the left: how tightly they bind, and their node. */
const BINARY: ReadonlyMap<string, readonly [number, Operator]> = new Map([
  ['|', [1, 'BitOr']],
  ['^', [2, 'BitXor']],
  ['&', [3, 'BitAnd']],
  ['<<', [4, 'LShift']],
  ['>>', [4, 'RShift']],
  ['+', [5, 'Add']],
  ['-', [5, 'Sub']],
  ['*', [6, 'Mult']],
  ['/', [6, 'Div']],
  ['//', [6, 'FloorDiv']],
  ['%', [6, 'Mod']],
  ['@', [6, 'MatMult']]
] as const);

const COMPARISONS: ReadonlyMap<string, CompareOperator> = new Map([
  ['==', 'Eq'],
  ['!=', 'NotEq'],
  ['<', 'Lt'],
  ['<=', 'LtE'],
  ['>', 'Gt'],
  ['>=', 'GtE'],
  ['in', 'In']
] as const);

const UNARY: ReadonlyMap<string, UnaryOperator> = new Map([
  ['+', 'UAdd'],
  ['-', 'USub'],
  ['~', 'Invert']
] as const);

export abstract class ExpressionParser extends ParameterParser {
  override expression(): Expr {
    if (this.at('lambda')) return this.lambda();
    const start = this.tok;
    const body = this.disjunction();
    if (!this.at('if')) return body;
    return this.rest(() => this.conditional(start, body)) ?? body;
  }

  private conditional(start: Token, body: Expr): IfExp {
    this.advance();
    const test = this.disjunction();
    this.expect('else');
    const orelse = this.expression();
    return this.node<IfExp>(start, { kind: 'IfExp', test, body, orelse });
  }

  /** An expression, or `name := expression`. */
  override namedExpression(): Expr {
    const start = this.tok;
    if (start.kind === 'NAME' && this.peek().kind === ':=') {
      this.advance();
      const target = this.node<Name>(start, { kind: 'Name', id: start.text, ctx: 'Store' });
      this.advance();
      const value = this.expression();
      return this.node<NamedExpr>(start, { kind: 'NamedExpr', target, value });
    }
    const value = this.expression();
    if (this.at(':=')) this.fail();
    return value;
  }

  override starNamedExpression(): Expr {
    return this.at('*') ? this.starred() : this.namedExpression();
  }

  /** One or more expressions; with a comma, a tuple without parentheses. */
  override starExpressions(): Expr {
    const start = this.tok;
    const first = this.at('*') ? this.starred() : this.expression();
    if (!this.at(',')) return first;
    const elts = [first];
    while (this.accept(',')) {
      if (ENDS_ITEMS.has(this.tok.kind)) break;
      const item = this.rest(() => (this.at('*') ? this.starred() : this.expression()));
      if (item === null) break;
      elts.push(item);
    }
    return this.node<Tuple>(start, { kind: 'Tuple', elts, ctx: 'Load' });
  }

  override yieldExpression(): Expr {
    const start = this.expect('yield');
    if (this.accept('from')) {
      const value = this.expression();
      return this.node<YieldFrom>(start, { kind: 'YieldFrom', value });
    }
    const value = ENDS_ITEMS.has(this.tok.kind) ? null : this.starExpressions();
    return this.node<Yield>(start, { kind: 'Yield', value });
  }

  /** What a for loop or comprehension assigns to, up to its `in`. */
  override starTargets(): Expr {
    const start = this.tok;
    const first = this.starTarget();
    if (!this.at(',')) {
      if (!setContext(first, 'Store')) this.fail();
      return first;
    }
    const elts = [first];
    while (this.accept(',')) {
      if (this.at('in') || this.at('=')) break;
      elts.push(this.starTarget());
    }
    const target = this.node<Tuple>(start, { kind: 'Tuple', elts, ctx: 'Store' });
    if (!setContext(target, 'Store')) this.fail();
    return target;
  }

  protected starTarget(): Expr {
    if (this.at('+') || this.at('-') || this.at('~')) this.fail();
    return this.at('*') ? this.starred() : this.bitwiseOr();
  }

  // Operators

  override disjunction(): Expr {
    const start = this.tok;
    const first = this.conjunction();
    if (!this.at('or')) return first;
    const values = [first];
    while (this.at('or')) {
      const value = this.rest(() => (this.advance(), this.conjunction()));
      if (value === null) break;
      values.push(value);
    }
    if (values.length === 1) return first;
    return this.node<BoolOp>(start, { kind: 'BoolOp', op: 'Or', values });
  }

  private conjunction(): Expr {
    const start = this.tok;
    const first = this.inversion();
    if (!this.at('and')) return first;
    const values = [first];
    while (this.at('and')) {
      const value = this.rest(() => (this.advance(), this.inversion()));
      if (value === null) break;
      values.push(value);
    }
    if (values.length === 1) return first;
    return this.node<BoolOp>(start, { kind: 'BoolOp', op: 'And', values });
  }

  private inversion(): Expr {
    if (!this.at('not')) return this.comparison();
    const start = this.advance();
    const operand = this.inversion();
    return this.node<UnaryOp>(start, { kind: 'UnaryOp', op: 'Not', operand });
  }

  private comparison(): Expr {
    const start = this.tok;
    const left = this.binary(1);
    const ops: CompareOperator[] = [];
    const comparators: Expr[] = [];
    for (;;) {
      const before = this.pos;
      const op = this.comparisonOperator();
      const right = op === null ? null : this.rest(() => this.bitwiseOr());
      if (op === null || right === null) {
        this.seek(before);
        break;
      }
      ops.push(op);
      comparators.push(right);
    }
    if (ops.length === 0) return left;
    return this.node<Compare>(start, { kind: 'Compare', left, ops, comparators });
  }

  private comparisonOperator(): CompareOperator | null {
    const { kind } = this.tok;
    const op = COMPARISONS.get(kind);
    if (op !== undefined) {
      this.advance();
      return op;
    }
    if (kind === '<>' && this.grammar.targetErrors) {
      this.raise("invalid syntax.  Maybe you meant '!=' instead of '<>'?", this.tok);
    }
    if (kind === 'is') {
      this.advance();
      return this.accept('not') ? 'IsNot' : 'Is';
    }
    if (kind === 'not') {
      this.advance();
      if (this.accept('in')) return 'NotIn';
    }
    return null;
  }

  override bitwiseOr(): Expr {
    return this.binary(1);
  }

  /** Operators that bind at least as tightly as `level`. */
  private binary(level: number): Expr {
    const start = this.tok;
    let left = this.factor();
    for (;;) {
      const operator = BINARY.get(this.tok.kind);
      if (operator === undefined || operator[0] < level) return left;
      const right = this.rest(() => this.rightOperand(operator[0]));
      if (right === null) return left;
      left = this.node<BinOp>(start, { kind: 'BinOp', left, op: operator[1], right });
    }
  }

  private rightOperand(level: number): Expr {
    this.advance();
    if (this.diagnosing && level >= 5) this.invalidOperand(false);
    return this.binary(level + 1);
  }

  private factor(): Expr {
    const op = UNARY.get(this.tok.kind);
    if (op !== undefined) {
      const start = this.advance();
      if (this.diagnosing) this.invalidOperand(true);
      const operand = this.factor();
      return this.node<UnaryOp>(start, { kind: 'UnaryOp', op, operand });
    }
    const start = this.tok;
    const base = this.awaited();
    if (!this.at('**')) return base;
    const right = this.rest(() => (this.advance(), this.factor()));
    if (right === null) return base;
    return this.node<BinOp>(start, { kind: 'BinOp', left: base, op: 'Pow', right });
  }

  private awaited(): Expr {
    if (!this.at('await')) return this.primary();
    const start = this.advance();
    const value = this.primary();
    return this.node<Await>(start, { kind: 'Await', value });
  }

  // Primaries

  protected primary(): Expr {
    const start = this.tok;
    let value = this.atom();
    for (;;) {
      const { kind } = this.tok;
      if (kind !== '.' && kind !== '(' && kind !== '[') return value;
      const longer = this.rest(() => this.trailer(start, value));
      if (longer === null) return value;
      value = longer;
    }
  }

  /** An attribute, a call or a subscript of `value`. */
  private trailer(start: Token, value: Expr): Attribute | Call | Subscript {
    switch (this.tok.kind) {
      case '.': {
        this.advance();
        const attr = this.name().text;
        return this.node<Attribute>(start, { kind: 'Attribute', value, attr, ctx: 'Load' });
      }
      case '(': {
        const { args, keywords } = this.callArguments();
        return this.node<Call>(start, { kind: 'Call', func: value, args, keywords });
      }
      default: {
        this.advance();
        const slice = this.slices();
        this.expect(']');
        return this.node<Subscript>(start, { kind: 'Subscript', value, slice, ctx: 'Load' });
      }
    }
  }

  /** A positional argument. */
  protected argument(): Expr {
    if (this.at('NAME') && this.peek().kind === ':=') return this.namedExpression();
    const value = this.expression();
    if (this.at(':=')) this.fail();
    return value;
  }

  /** The arguments of a call or class, from `(` to `)`. */
  protected callArguments(mayGenerate = true): { args: Expr[]; keywords: Keyword[] } {
    const open = this.expect('(');
    const args: Expr[] = [];
    const keywords: Keyword[] = [];
    let hasMapping = false;
    while (!this.at(')')) {
      const start = this.tok;
      if (this.accept('**')) {
        const value = this.expression();
        keywords.push(this.node<Keyword>(start, { kind: 'keyword', arg: null, value }));
        hasMapping = true;
      } else if (start.kind === 'NAME' && this.peek().kind === '=') {
        if (this.diagnosing) this.invalidKeywordValue(start);
        this.advance();
        this.advance();
        const value = this.expression();
        keywords.push(this.node<Keyword>(start, { kind: 'keyword', arg: start.text, value }));
      } else if (this.accept('*')) {
        if (this.diagnosing) this.invalidStar(start);
        if (hasMapping) this.fail();
        const value = this.expression();
        args.push(this.node<Starred>(start, { kind: 'Starred', value, ctx: 'Load' }));
      } else {
        if (keywords.length > 0) this.fail();
        const value = this.argument();
        if (this.at('=')) this.invalidKeyword(start, value);
        if (this.atComprehension()) {
          if (args.length > 0 || !mayGenerate) this.fail();
          args.push(this.generator(open, value));
          return { args, keywords };
        }
        args.push(value);
      }
      if (
        this.atComprehension() &&
        this.grammar.unpackInComprehensions &&
        args.length === 1 &&
        keywords.length === 0
      ) {
        return { args: [this.generator(open, args[0]!)], keywords };
      }
      if (!this.accept(',')) break;
    }
    this.expect(')');
    return { args, keywords };
  }

  /** What stands in `x[...]`. */
  private slices(): Expr {
    const start = this.tok;
    const first = this.slice();
    if (!this.at(',') && first.kind !== 'Starred') return first;
    const elts = [first];
    while (this.accept(',')) {
      if (this.at(']')) break;
      elts.push(this.slice());
    }
    return this.node<Tuple>(start, { kind: 'Tuple', elts, ctx: 'Load' });
  }

  private slice(): Expr {
    const start = this.tok;
    if (start.kind === '*') {
      if (!this.grammar.starInIndex) this.fail();
      this.advance();
      if (this.diagnosing) this.invalidStar(start);
      const value = this.grammar.operandErrors ? this.expression() : this.bitwiseOr();
      return this.node<Starred>(start, { kind: 'Starred', value, ctx: 'Load' });
    }
    let lower: Expr | null = null;
    if (!this.at(':')) {
      if (this.peek().kind === ':=' && !this.grammar.walrusInIndexAndSet) this.fail();
      lower = this.namedExpression();
      if (!this.at(':')) return lower;
    }
    this.expect(':');
    const upper = this.atSliceEnd() ? null : this.expression();
    const step = this.accept(':') && !this.atSliceEnd() ? this.expression() : null;
    return this.node<Slice>(start, { kind: 'Slice', lower, upper, step });
  }

  private atSliceEnd(): boolean {
    return this.at(':') || this.at(',') || this.at(']');
  }

  private lambda(): Lambda {
    const start = this.advance();
    const args = this.parameters(':', true);
    this.expect(':');
    const body = this.expression();
    return this.node<Lambda>(start, { kind: 'Lambda', args, body });
  }

  // What the diagnosing layer recognises.

  protected invalidOperand(_isUnary: boolean): void {}
  protected invalidKeyword(_start: Token, _value: Expr): void {
    this.fail();
  }
  protected invalidKeywordValue(_name: Token): void {}
}
