/** Simple statements: what fits on one line.  CPython: Grammar/python.gram, simple_stmt. */
import type {
  Alias,
  AnnAssign,
  Assert,
  Assign,
  AugAssign,
  Break,
  Continue,
  Delete,
  Expr,
  ExprStmt,
  Global,
  Import,
  ImportFrom,
  Name,
  Nonlocal,
  Operator,
  Pass,
  Raise,
  Return,
  Stmt,
  TypeAlias
} from './ast.js';
import { PatternParser } from './patterns.js';
import { isSingleTarget, setContext } from './targets.js';
import type { Token } from './token.js';

const AUGMENTED: ReadonlyMap<string, Operator> = new Map([
  ['+=', 'Add'],
  ['-=', 'Sub'],
  ['*=', 'Mult'],
  ['@=', 'MatMult'],
  ['/=', 'Div'],
  ['%=', 'Mod'],
  ['&=', 'BitAnd'],
  ['|=', 'BitOr'],
  ['^=', 'BitXor'],
  ['<<=', 'LShift'],
  ['>>=', 'RShift'],
  ['**=', 'Pow'],
  ['//=', 'FloorDiv']
] as const);

export abstract class SimpleStatementParser extends PatternParser {
  /** Simple statements up to the end of their line. */
  protected simpleStatements(body: Stmt[]): void {
    for (;;) {
      body.push(this.simpleStatement());
      if (!this.accept(';') || this.at('NEWLINE')) break;
    }
    this.expect('NEWLINE');
  }

  private simpleStatement(): Stmt {
    const start = this.tok;
    switch (start.kind) {
      case 'NAME':
        if (start.text === 'type' && this.grammar.typeParameters && this.peek().kind === 'NAME') {
          return this.typeAlias();
        }
        if (start.text === 'lazy' && this.grammar.lazyImports) {
          const next = this.peek().kind;
          if (next === 'import') return this.importStatement(start, this.advance());
          if (next === 'from') return this.importFrom(start, this.advance());
        }
        return this.expressionStatement();
      case 'return': {
        this.advance();
        const value = this.atStatementEnd() ? null : this.starExpressions();
        return this.node<Return>(start, { kind: 'Return', value });
      }
      case 'import':
        return this.importStatement(start);
      case 'from':
        return this.importFrom(start);
      case 'raise':
        return this.raiseStatement();
      case 'pass':
        this.advance();
        return this.node<Pass>(start, { kind: 'Pass' });
      case 'break':
        this.advance();
        return this.node<Break>(start, { kind: 'Break' });
      case 'continue':
        this.advance();
        return this.node<Continue>(start, { kind: 'Continue' });
      case 'del':
        return this.deleteStatement();
      case 'assert':
        return this.assertStatement();
      case 'global':
        this.advance();
        return this.node<Global>(start, { kind: 'Global', names: this.names() });
      case 'nonlocal':
        this.advance();
        return this.node<Nonlocal>(start, { kind: 'Nonlocal', names: this.names() });
      default:
        return this.expressionStatement();
    }
  }

  protected atStatementEnd(): boolean {
    return this.at('NEWLINE') || this.at(';');
  }

  private names(): string[] {
    const names = [this.name().text];
    while (this.accept(',')) names.push(this.name().text);
    return names;
  }

  /** An expression, or an assignment of any kind. */
  protected expressionStatement(): Stmt {
    const start = this.tok;
    const value = this.yieldOrStar();
    if (this.at('=')) return this.assignment(start, value);
    if (this.at(':')) {
      if (!isSingleTarget(value)) this.fail();
      return this.annotated(start, value);
    }
    const op = AUGMENTED.get(this.tok.kind);
    if (op !== undefined) {
      if (!isSingleTarget(value)) this.fail();
      this.advance();
      setContext(value, 'Store');
      const right = this.yieldOrStar();
      return this.node<AugAssign>(start, { kind: 'AugAssign', target: value, op, value: right });
    }
    return this.node<ExprStmt>(start, { kind: 'Expr', value });
  }

  protected yieldOrStar(): Expr {
    return this.at('yield') ? this.yieldExpression() : this.starExpressions();
  }

  private assignment(start: Token, first: Expr): Assign {
    const targets: Expr[] = [];
    let value = first;
    while (this.at('=')) {
      if (!setContext(value, 'Store')) this.fail();
      this.advance();
      targets.push(value);
      value = this.yieldOrStar();
    }
    return this.node<Assign>(start, { kind: 'Assign', targets, value });
  }

  private annotated(start: Token, target: Expr): AnnAssign {
    this.advance();
    setContext(target, 'Store');
    const annotation = this.expression();
    const value = this.at('=') ? this.rest(() => (this.advance(), this.yieldOrStar())) : null;
    const simple = target.kind === 'Name' && start.kind === 'NAME' ? 1 : 0;
    return this.node<AnnAssign>(start, { kind: 'AnnAssign', target, annotation, value, simple });
  }

  private typeAlias(): TypeAlias {
    const start = this.advance();
    const token = this.name();
    const name = this.node<Name>(token, { kind: 'Name', id: token.text, ctx: 'Store' });
    const type_params = this.typeParameters();
    this.expect('=');
    const value = this.expression();
    return this.node<TypeAlias>(start, { kind: 'TypeAlias', name, type_params, value });
  }

  private raiseStatement(): Raise {
    const start = this.advance();
    let exc: Expr | null = null;
    let cause: Expr | null = null;
    if (this.diagnosing && this.grammar.parameterWords && this.at('from')) {
      this.raise("did you forget an expression between 'raise' and 'from'?", start, this.tok);
    }
    if (!this.atStatementEnd()) {
      exc = this.expression();
      if (this.accept('from')) cause = this.expression();
    }
    return this.node<Raise>(start, { kind: 'Raise', exc, cause });
  }

  private assertStatement(): Assert {
    const start = this.advance();
    const test = this.expression();
    const msg = this.accept(',') ? this.expression() : null;
    return this.node<Assert>(start, { kind: 'Assert', test, msg });
  }

  private deleteStatement(): Delete {
    const start = this.advance();
    const first = this.pos;
    const targets: Expr[] = [];
    do {
      if (targets.length > 0 && this.atStatementEnd()) break;
      targets.push(this.diagnosing ? this.deleteTarget(first) : this.primary());
    } while (this.accept(','));
    if (!this.atStatementEnd() || !targets.every(target => setContext(target, 'Del')))
      this.invalidDelete(first);
    return this.node<Delete>(start, { kind: 'Delete', targets });
  }

  private deleteTarget(first: number): Expr {
    return this.attempt(() => this.primary()) ?? this.invalidDelete(first);
  }

  // Imports

  private importStatement(start: Token, _lazy?: Token): Import {
    this.advance();
    if (this.diagnosing) this.invalidImport();
    const names = [this.dottedAlias()];
    while (this.accept(',')) names.push(this.dottedAlias());
    const isLazy = _lazy !== undefined;
    return this.node<Import>(start, { kind: 'Import', names, ...this.laziness(isLazy) });
  }

  private laziness(isLazy: boolean): { is_lazy?: 0 | 1 } {
    return this.grammar.lazyImports ? { is_lazy: isLazy ? 1 : 0 } : {};
  }

  private dottedName(): string {
    let name = this.name().text;
    while (this.accept('.')) name += `.${this.name().text}`;
    return name;
  }

  private dottedAlias(): Alias {
    const start = this.tok;
    const name = this.dottedName();
    const asname = this.accept('as') ? this.aliasName() : null;
    return this.node<Alias>(start, { kind: 'alias', name, asname });
  }

  private aliasName(): string {
    if (this.diagnosing) this.invalidAliasTarget();
    return this.name().text;
  }

  private importFrom(start: Token, _lazy?: Token): ImportFrom {
    this.advance();
    let level = 0;
    while (this.at('.') || this.at('...')) level += this.advance().kind.length;
    const module = level > 0 && this.at('import') ? null : this.dottedName();
    this.expect('import');
    if (this.diagnosing) this.invalidImport();
    const names = this.importedNames();
    return this.node<ImportFrom>(start, {
      kind: 'ImportFrom',
      module,
      names,
      level,
      ...this.laziness(_lazy !== undefined)
    });
  }

  private importedNames(): Alias[] {
    const start = this.tok;
    if (this.accept('*')) return [this.node<Alias>(start, { kind: 'alias', name: '*', asname: null })];
    if (this.diagnosing) this.invalidImportTargets();
    const isBracketed = this.accept('(');
    const names: Alias[] = [];
    do {
      if (isBracketed && names.length > 0 && this.at(')')) break;
      const first = this.name();
      const asname = this.accept('as') ? this.aliasName() : null;
      names.push(this.node<Alias>(first, { kind: 'alias', name: first.text, asname }));
    } while (this.accept(','));
    if (isBracketed) this.expect(')');
    return names;
  }

  // What the diagnosing layer recognises.

  protected invalidDelete(_first: number): never {
    this.fail();
  }
  protected invalidImport(): void {}
  protected invalidImportTargets(): void {}
  protected invalidAliasTarget(): void {}
}
