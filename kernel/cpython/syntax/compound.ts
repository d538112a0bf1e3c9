/** Compound statements and blocks, and the roots.  CPython: Grammar/python.gram, compound_stmt. */
import type {
  AsyncFor,
  AsyncFunctionDef,
  AsyncWith,
  ClassDef,
  ExceptHandler,
  Expr,
  Expression,
  For,
  FunctionDef,
  If,
  Interactive,
  Match,
  MatchCase,
  Module,
  Stmt,
  Try,
  TryStar,
  Tuple,
  TypeParam,
  While,
  With,
  WithItem
} from './ast.js';
import { SimpleStatementParser } from './statements.js';
import { setContext } from './targets.js';
import type { Token } from './token.js';

/** After the word `match` at a statement's start, these make it an ordinary name. */
const NOT_A_SUBJECT: ReadonlySet<string> = new Set(
  '. = , : ) ] } ; NEWLINE == != < > <= >= := += -= *= /= //= %= @= &= |= ^= >>= <<= **= / % | ^ & << >> // @ and or in is if'.split(
    ' '
  )
);

export abstract class CompoundParser extends SimpleStatementParser {
  // Roots

  module(): Module {
    const body: Stmt[] = [];
    while (!this.at('ENDMARKER')) this.statement(body);
    return { kind: 'Module', body };
  }

  /** One statement, as typed at the prompt. */
  interactive(): Interactive {
    const body: Stmt[] = [];
    this.statement(body);
    const last = this.tokens[this.pos - 1]!;
    if (this.at('ENDMARKER')) return { kind: 'Interactive', body };
    if (last.kind !== 'NEWLINE') this.fail(); // after a block
    this.raise('multiple statements found while compiling a single statement', last);
  }

  /** What `eval` takes. */
  evaluated(): Expression {
    const body = this.starlessExpressions();
    while (this.at('NEWLINE')) this.advance();
    if (!this.at('ENDMARKER')) this.fail();
    return { kind: 'Expression', body };
  }

  private starlessExpressions(): Expr {
    const start = this.tok;
    const first = this.expression();
    if (!this.at(',')) return first;
    const elts = [first];
    while (this.accept(',')) {
      if (this.at('NEWLINE') || this.at('ENDMARKER')) break;
      elts.push(this.expression());
    }
    return this.node<Tuple>(start, { kind: 'Tuple', elts, ctx: 'Load' });
  }

  // Statements

  /** Adds the next statement, or the simple statements of the next line. */
  private statement(body: Stmt[]): void {
    const compound = this.compoundStatement();
    if (compound !== null) body.push(compound);
    else this.simpleStatements(body);
  }

  private compoundStatement(): Stmt | null {
    const start = this.tok;
    switch (start.kind) {
      case 'if':
        return this.ifStatement();
      case 'def':
        return this.functionDef(start, []);
      case 'class':
        return this.classDef([]);
      case '@':
        return this.decorated();
      case 'for':
        return this.forStatement(start);
      case 'while':
        return this.whileStatement();
      case 'with':
        return this.withStatement(start);
      case 'try':
        return this.tryStatement();
      case 'async':
        return this.asyncStatement();
      case 'NAME':
        if (start.text === 'match' && this.grammar.matchStatement && !NOT_A_SUBJECT.has(this.peek().kind)) {
          return this.attempt(() => this.matchStatement());
        }
        return null;
      default:
        return null;
    }
  }

  private asyncStatement(): Stmt {
    const start = this.advance();
    switch (this.tok.kind) {
      case 'def':
        return this.functionDef(start, []);
      case 'for':
        return this.forStatement(start);
      case 'with':
        return this.withStatement(start);
      default:
        this.fail();
    }
  }

  /** What belongs to a line that ends with `:`.  `after` is that line's first token, and `what` it is called. */
  protected block(after: Token, what: string): Stmt[] {
    const body: Stmt[] = [];
    if (!this.at('NEWLINE')) {
      this.simpleStatements(body);
      return body;
    }
    this.advance();
    if (!this.at('INDENT')) this.invalidBlock(after, what);
    this.advance();
    while (!this.at('DEDENT')) {
      if (this.at('ENDMARKER')) this.fail();
      this.statement(body);
    }
    this.advance();
    return body;
  }

  private colon(): void {
    if (this.diagnosing && !this.at(':')) this.invalidColon();
    this.expect(':');
  }

  private ifStatement(): If {
    const start = this.advance();
    const test = this.namedExpression();
    this.colon();
    const body = this.block(start, `'${start.kind}' statement`);
    const orelse = this.at('elif') ? [this.ifStatement()] : this.elseBlock();
    return this.node<If>(start, { kind: 'If', test, body, orelse });
  }

  private elseBlock(): Stmt[] {
    if (!this.at('else')) return [];
    const start = this.advance();
    this.expectForced(':');
    return this.block(start, "'else' statement");
  }

  private whileStatement(): While {
    const start = this.advance();
    const test = this.namedExpression();
    this.colon();
    const body = this.block(start, "'while' statement");
    const orelse = this.elseBlock();
    return this.node<While>(start, { kind: 'While', test, body, orelse });
  }

  private forStatement(start: Token): For | AsyncFor {
    const word = this.advance();
    const first = this.pos;
    const target = this.diagnosing ? this.forTarget(first) : this.starTargets();
    if (!this.at('in')) this.invalidForTarget(first);
    this.advance();
    const iter = this.starExpressions();
    if (this.grammar.fStringTokens) this.colon();
    else this.expectForced(':');
    const body = this.block(word, "'for' statement");
    const orelse = this.elseBlock();
    const kind = start.kind === 'async' ? 'AsyncFor' : 'For';
    return this.node<For | AsyncFor>(start, { kind, target, iter, body, orelse });
  }

  private withStatement(start: Token): With | AsyncWith {
    const word = this.advance();
    const items = this.bracketedItems() ?? this.withItems();
    this.colon();
    const body = this.block(word, "'with' statement");
    const kind = start.kind === 'async' ? 'AsyncWith' : 'With';
    return this.node<With | AsyncWith>(start, { kind, items, body });
  }

  /** `(a as b, c as d):`, or null if the bracket begins an expression. */
  private bracketedItems(): WithItem[] | null {
    if (!this.at('(') || !this.grammar.parenthesizedWith) return null;
    return this.attempt(() => {
      this.advance();
      const items: WithItem[] = [];
      do {
        if (items.length > 0 && this.at(')')) break;
        items.push(this.withItem());
      } while (this.accept(','));
      this.expect(')');
      if (!this.at(':')) this.fail();
      return items;
    });
  }

  private withItems(): WithItem[] {
    const items = [this.withItem()];
    while (this.accept(',')) items.push(this.withItem());
    return items;
  }

  private withItem(): WithItem {
    const context_expr = this.expression();
    if (!this.accept('as')) return { kind: 'withitem', context_expr, optional_vars: null };
    const first = this.pos;
    const target = this.rest(() => this.starTarget());
    if (target === null) {
      this.invalidWithTarget(first);
      this.fail();
    }
    if (this.diagnosing && this.at('NEWLINE')) this.invalidColon();
    if (!setContext(target, 'Store') || !(this.at(',') || this.at(')') || this.at(':')))
      this.invalidWithTarget(first);
    return { kind: 'withitem', context_expr, optional_vars: target };
  }

  private tryStatement(): Try | TryStar {
    const start = this.advance();
    this.expectForced(':');
    const body = this.block(start, "'try' statement");
    const handlers: ExceptHandler[] = [];
    let isStar = false;
    while (this.at('except')) {
      const star = this.peek().kind === '*';
      if (star && !this.grammar.exceptStar) {
        this.advance();
        this.fail();
      }
      if (handlers.length > 0 && star !== isStar) this.invalidMixedHandlers(star);
      isStar = star;
      handlers.push(this.exceptHandler(star));
    }
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    let finalbody: Stmt[] = [];
    if (this.at('finally')) {
      const word = this.advance();
      this.expectForced(':');
      finalbody = this.block(word, "'finally' statement");
    } else if (handlers.length === 0) this.invalidTry();
    return this.node<Try | TryStar>(start, {
      kind: isStar ? 'TryStar' : 'Try',
      body,
      handlers,
      orelse,
      finalbody
    });
  }

  private exceptHandler(isStar: boolean): ExceptHandler {
    const start = this.advance();
    if (isStar) this.advance();
    let type: Expr | null = null;
    let name: string | null = null;
    if (!this.at(':') || isStar) {
      const first = this.tok;
      if (this.diagnosing) this.invalidHandler(start, isStar);
      type = this.expression();
      if (this.at(',')) {
        if (!this.grammar.exceptWithoutParens) this.fail();
        const elts = [type];
        while (this.accept(',')) {
          if (this.at(':')) break;
          elts.push(this.expression());
        }
        type = this.node<Tuple>(first, { kind: 'Tuple', elts, ctx: 'Load' });
        if (this.at('as')) this.fail();
      }
      if (this.accept('as')) {
        if (this.diagnosing) this.invalidHandlerName();
        name = this.name().text;
      }
    }
    this.colon();
    const body = this.block(start, `'except${isStar ? '*' : ''}' statement`);
    return this.node<ExceptHandler>(start, { kind: 'ExceptHandler', type, name, body });
  }

  private decorated(): Stmt {
    const decorators: Expr[] = [];
    while (this.accept('@')) {
      decorators.push(this.grammar.relaxedDecorators ? this.namedExpression() : this.dottedDecorator());
      this.expect('NEWLINE');
    }
    const start = this.tok;
    if (start.kind === 'class') return this.classDef(decorators);
    if (start.kind === 'async') this.advance();
    if (!this.at('def')) this.fail();
    return this.functionDef(start, decorators);
  }

  private optionalTypeParameters(): TypeParam[] {
    return (this.at('[') ? this.attempt(() => this.typeParameters()) : null) ?? [];
  }

  /** Until 3.8: a dotted name, perhaps called. */
  private dottedDecorator(): Expr {
    if (!this.at('NAME')) this.fail();
    const value = this.primary();
    let name = value.kind === 'Call' ? value.func : value;
    while (name.kind === 'Attribute') name = name.value;
    if (name.kind !== 'Name') this.fail();
    return value;
  }

  private functionDef(start: Token, decorator_list: Expr[]): FunctionDef | AsyncFunctionDef {
    const word = this.expect('def');
    const name = this.name().text;
    const type_params = this.optionalTypeParameters();
    if (this.grammar.parameterErrors) this.expectForced('(');
    else this.expect('(');
    const args = this.parameters(')', false);
    this.expect(')');
    const returns = this.at('->') ? this.attempt(() => (this.advance(), this.expression())) : null;
    this.expectForced(':');
    const body = this.block(word, 'function definition');
    const kind = start.kind === 'async' ? 'AsyncFunctionDef' : 'FunctionDef';
    return this.node<FunctionDef | AsyncFunctionDef>(start, {
      kind,
      name,
      args,
      body,
      decorator_list,
      returns,
      type_params
    });
  }

  private classDef(decorator_list: Expr[]): ClassDef {
    const start = this.advance();
    const name = this.name().text;
    const type_params = this.typeParameters();
    const { args: bases, keywords } = this.at('(') ? this.callArguments(false) : { args: [], keywords: [] };
    this.colon();
    const body = this.block(start, 'class definition');
    return this.node<ClassDef>(start, {
      kind: 'ClassDef',
      name,
      bases,
      keywords,
      body,
      decorator_list,
      type_params
    });
  }

  private matchStatement(): Match {
    const start = this.name();
    const first = this.tok;
    let subject = this.starNamedExpression();
    if (this.at(',')) {
      const elts = [subject];
      this.moreItems(elts, ':');
      subject = this.node<Tuple>(first, { kind: 'Tuple', elts, ctx: 'Load' });
    } else if (subject.kind === 'Starred') this.fail();
    if (!this.at(':')) this.invalidMatchColon();
    this.expect(':');
    this.expect('NEWLINE');
    if (!this.at('INDENT')) this.invalidBlock(start, "'match' statement");
    this.advance();
    const cases: MatchCase[] = [];
    do cases.push(this.matchCase());
    while (!this.at('DEDENT'));
    this.advance();
    return this.node<Match>(start, { kind: 'Match', subject, cases });
  }

  private matchCase(): MatchCase {
    const start = this.tok;
    if (start.text !== 'case') this.fail();
    this.name();
    const pattern = this.patterns();
    const guard = this.accept('if') ? this.namedExpression() : null;
    this.colon();
    const body = this.block(start, "'case' statement");
    return { kind: 'match_case', pattern, guard, body };
  }

  // What the diagnosing layer recognises.

  protected invalidBlock(_after: Token, _what: string): never {
    this.fail();
  }
  protected invalidMixedHandlers(_isStar: boolean): never {
    this.fail();
  }
  protected invalidWithTarget(_first: number): void {
    this.fail();
  }
  protected invalidTry(): void {
    this.fail();
  }
  protected invalidMatchColon(): void {}
  protected invalidColon(): void {}
  protected invalidHandlerName(): void {}
  protected invalidHandler(_start: Token, _isStar: boolean): void {}
}
