/** Mistakes in statements: the parser's last layer, and its two passes.  CPython: Grammar/python.gram, Parser/pegen_errors.c. */
import type { Expr, Pattern, Stmt } from './ast.js';
import { ParseFailure } from './cursor.js';
import { CallMistakes } from './mistakesInCalls.js';
import { SyntaxFailure, type Source } from './source.js';
import { invalidTarget } from './targets.js';
import type { Token } from './token.js';
import type { Tokenizer } from './tokenizer.js';

/**
 * Parses `tokenizer`'s tokens from `root`.  Where that fails, a second pass looks for a message that says more than
 * `invalid syntax`, and what the tokenizer still found after that place may say more yet.  Throws SyntaxFailure.
 */
export function parseTokens<T>(source: Source, tokenizer: Tokenizer, root: (parser: Parser) => T): T {
  const first = new Parser(source, tokenizer.tokens);
  try {
    return root(first);
  } catch (failure) {
    const known = failure instanceof SyntaxFailure ? failure : null;
    if (known === null && !(failure instanceof ParseFailure)) throw failure;
    const raised =
      known === null
        ? secondPass(source, tokenizer, root, first.furthest)
        : (later(source, tokenizer, first.furthest) ?? known);
    raised.isUnfinished = isUnfinished(source, tokenizer, first.furthest);
    throw raised;
  }
}

/** What to say of a source in which the first pass looked at tokens up to `lookedAt`. */
function secondPass(
  source: Source,
  tokenizer: Tokenizer,
  root: (parser: Parser) => unknown,
  lookedAt: number
): SyntaxFailure {
  const last = tokenizer.tokens[lookedAt]!;
  if (last.kind === 'ERROR') return tokenizerFailure(source, tokenizer);
  const second = new Parser(source, tokenizer.tokens, lookedAt);
  try {
    root(second);
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return later(source, tokenizer, second.furthest) ?? failure;
    if (!(failure instanceof ParseFailure)) throw failure;
    if (tokenizer.tokens[second.furthest]!.kind === 'ERROR') return tokenizerFailure(source, tokenizer);
  }
  if (last.kind === 'INDENT') return source.errorOn('IndentationError', 'unexpected indent', last);
  if (last.kind === 'DEDENT') return source.errorOn('IndentationError', 'unexpected unindent', last);
  if (last.kind === 'ENDMARKER' && !source.grammar.betterErrors) {
    return source.errorOn('SyntaxError', 'unexpected EOF while parsing', last);
  }
  const generic = source.errorOn('SyntaxError', genericMessage(source, last), last);
  return later(source, tokenizer, second.furthest) ?? generic;
}

/** Whether the source only ended too early: the first pass came to its end. */
function isUnfinished(source: Source, tokenizer: Tokenizer, lookedAt: number): boolean {
  const last = tokenizer.tokens[lookedAt]!;
  if (last.kind === 'ERROR') {
    return tokenizer.error === null || /triple-quoted|^unexpected EOF/.test(tokenizer.error.message);
  }
  return (last.kind === 'ENDMARKER' || last.kind === 'DEDENT') && last.start >= source.text.length;
}

/** `invalid syntax`; until 3.9 SyntaxError itself looked for Python 2's print and exec in the line. */
function genericMessage(source: Source, last: Token): string {
  const line = source.line(last.lineno);
  if (source.grammar.betterErrors || line.includes('(')) return 'invalid syntax';
  const [, word, rest = ''] = /(?:^|:)\s*(print|exec)\s+(\S.*)$/.exec(line) ?? [];
  if (word === undefined) return 'invalid syntax';
  if (word === 'exec') return "Missing parentheses in call to 'exec'";
  const shown = rest.trim().replace(/;$/, '');
  return `Missing parentheses in call to 'print'. Did you mean print(${shown}${shown.endsWith(',') ? ' end=" "' : ''})?`;
}

/** The tokenizer's own error, or that the source ended inside brackets. */
function tokenizerFailure(source: Source, tokenizer: Tokenizer): SyntaxFailure {
  if (tokenizer.error !== null) return new SyntaxFailure(tokenizer.error);
  const open = tokenizer.brackets[tokenizer.brackets.length - 1]!;
  if (!source.grammar.betterErrors) {
    return source.errorOn('SyntaxError', 'unexpected EOF while parsing', {
      ...tokenizer.tokens[tokenizer.tokens.length - 1]!,
      kind: 'ENDMARKER',
      layout: true
    });
  }
  const message = `'${open.bracket}' was never closed`;
  const reached =
    tokenizer.tokens[tokenizer.tokens.length - 1]!.lineno - (source.text.endsWith('\n') ? 1 : 0);
  return source.errorAt('SyntaxError', message, open.lineno, open.column, open.lineno, -1, reached);
}

/** What is wrong after the tokens that were looked at, and goes first; or null. */
function later(source: Source, tokenizer: Tokenizer, lookedAt: number): SyntaxFailure | null {
  const { tokens, brackets, error } = tokenizer;
  if (tokens[tokens.length - 1]!.kind !== 'ERROR' || !source.grammar.betterErrors) return null;
  if (error !== null) return tokenizer.isLineError ? null : new SyntaxFailure(error);
  const open = brackets[brackets.length - 1]!;
  return tokens[lookedAt]!.lineno > open.lineno ? tokenizerFailure(source, tokenizer) : null;
}

export class Parser extends CallMistakes {
  override embeddedExpression(tokenizer: Tokenizer): Expr {
    try {
      return parseTokens(this.source, tokenizer, parser => parser.stringExpression());
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      const { error } = failure;
      const shift = tokenizer.tokens[0]?.lineno === error.lineno ? (tokenizer.tokens[0]?.col_offset ?? 0) : 0;
      throw new SyntaxFailure({
        ...error,
        message: error.message.startsWith('f-string: ') ? error.message : `f-string: ${error.message}`,
        text: `${tokenizer.text}\n`,
        offset: error.offset - shift,
        end_offset: error.end_offset === null ? null : error.end_offset - shift
      });
    }
  }

  /** The whole of an f-string's expression, before 3.12. */
  private stringExpression(): Expr {
    const value = this.starExpressions();
    if (!this.at('ENDMARKER') && !this.at('NEWLINE')) this.fail();
    return value;
  }

  // Assignments

  protected override expressionStatement(): Stmt {
    if (!this.diagnosing) return super.expressionStatement();
    const first = this.pos;
    const statement = this.attempt(() => super.expressionStatement());
    if (statement !== null && statement.kind !== 'Expr') return statement;
    const end = this.pos;
    this.seek(first);
    this.invalidAssignment(first);
    this.seek(end);
    if (statement !== null) return statement;
    this.seek(first);
    return super.expressionStatement();
  }

  /** @cpython invalid_assignment */
  private invalidAssignment(first: number): void {
    this.invalidAnnotation(first);
    this.seek(first);
    for (;;) {
      const start = this.pos;
      const isYield = this.at('yield');
      const target = this.attempt(() => this.yieldOrStar());
      if (target === null) return;
      if (!this.at('=')) {
        this.seek(start);
        break;
      }
      if (isYield) this.raise('assignment to yield expression not possible', target);
      const invalid = invalidTarget(target, 'star');
      if (invalid !== null) this.raise(`cannot assign to ${this.nameOf(invalid)}`, invalid);
      this.advance();
    }
    const target = this.attempt(() => this.starExpressions());
    if (target === null || !/^[^=!<>]+=$/.test(this.tok.kind) || this.at(':=')) {
      if (target === null || !/^(?:<<|>>)=$/.test(this.tok.kind)) return;
    }
    if (target.kind === 'Name' || target.kind === 'Attribute' || target.kind === 'Subscript') return;
    this.advance();
    if (!this.fits(() => this.yieldOrStar())) return;
    this.raise(`'${this.nameOf(target)}' is an illegal expression for augmented assignment`, target);
  }

  private invalidAnnotation(first: number): void {
    if (this.at('yield')) return;
    if (this.at('(') || this.at('[')) {
      const target = this.attempt(() => this.atom());
      if (target !== null && (target.kind === 'List' || target.kind === 'Tuple') && this.atAnnotation()) {
        this.raise(`only single target (not ${this.nameOf(target)}) can be annotated`, target);
      }
      this.seek(first);
    }
    const start = this.attempt(() => this.starNamedExpression());
    if (start !== null && this.at(',')) {
      const elts = [start];
      this.attempt(() => this.moreItems(elts, ':'));
      if (this.atAnnotation()) this.raise('only single target (not tuple) can be annotated', start);
    }
    this.seek(first);
    const target = this.attempt(() => this.expression());
    if (target === null || !this.atAnnotation()) return;
    this.raise('illegal target for annotation', target);
  }

  private atAnnotation(): boolean {
    return this.fits(() => (this.expect(':'), this.expression()));
  }

  protected override invalidDelete(first: number): never {
    if (!this.diagnosing) this.fail();
    this.seek(first);
    const target = this.attempt(() => this.starExpressions());
    const invalid = target === null ? null : invalidTarget(target, 'del');
    if (invalid !== null) this.raise(`cannot delete ${this.nameOf(invalid)}`, invalid);
    this.fail();
  }

  // Imports

  protected override invalidImport(): void {
    if (!this.grammar.operandErrors || !this.at('NEWLINE')) return;
    const { lineno, col_offset } = this.tok;
    const message = "Expected one or more names after 'import'";
    throw this.source.errorAt('SyntaxError', message, lineno, col_offset, lineno, col_offset);
  }

  protected override invalidImportTargets(): void {
    const first = this.pos;
    while (this.accept('NAME')) {
      if (this.accept('as') && !this.accept('NAME')) break;
      if (!this.accept(',')) break;
      if (this.at('NEWLINE')) this.raiseHere('trailing comma not allowed without surrounding parentheses');
    }
    this.seek(first);
  }

  protected override invalidAliasTarget(): void {
    this.invalidAsName(kind => `cannot use ${kind} as import target`, [',', ')', 'NEWLINE', ';']);
  }

  /** After `as`: something that is not a plain name and then one of `ends`. */
  private invalidAsName(message: (kind: string) => string, ends: readonly string[]): void {
    if (!this.grammar.targetErrors) return;
    if (this.at('NAME') && ends.includes(this.peek().kind)) return;
    const target = this.fitting(() => this.expression());
    if (target !== null && target.kind !== 'Name') this.raise(message(this.nameOf(target)), target);
  }

  private fitting(production: () => Expr): Expr | null {
    const first = this.pos;
    const value = this.attempt(production);
    this.seek(first);
    return value;
  }

  // Compound statements

  protected override invalidBlock(after: Token, what: string): never {
    if (!this.diagnosing) this.fail();
    if (!this.grammar.betterErrors) this.raiseHere('expected an indented block', 'IndentationError');
    this.raiseHere(`expected an indented block after ${what} on line ${after.lineno}`, 'IndentationError');
  }

  protected override invalidColon(): void {
    if (this.grammar.betterErrors && this.at('NEWLINE')) this.raiseHere("expected ':'");
  }

  protected override invalidMatchColon(): void {
    if (this.diagnosing) this.invalidColon();
  }

  protected override invalidTry(): void {
    if (!this.diagnosing || !this.grammar.betterErrors) this.fail();
    this.raiseHere("expected 'except' or 'finally' block");
  }

  protected override invalidMixedHandlers(): never {
    if (!this.diagnosing) this.fail();
    const next = this.peek();
    const end = next.kind === '*' ? next : this.tok;
    this.raise("cannot have both 'except' and 'except*' on the same 'try'", this.tok, end);
  }

  protected override invalidHandler(_start: Token, isStar: boolean): void {
    if (isStar && (this.at('NEWLINE') || this.at(':')))
      this.raiseHere('expected one or more exception types');
    if (!this.grammar.betterErrors) return;
    const first = this.pos;
    if (this.at('NEWLINE')) this.raiseHere("expected ':'");
    const type = this.attempt(() => this.expression());
    if (type !== null && this.accept(',') && this.attempt(() => this.starExpressions()) !== null) {
      const hasName = this.accept('as') && this.accept('NAME');
      if (this.at(':') && (hasName || !this.grammar.exceptWithoutParens)) {
        const when = this.grammar.exceptWithoutParens ? " when using 'as'" : '';
        this.raiseFrom(`multiple exception types must be parenthesized${when}`, type);
      }
    }
    this.seek(first);
  }

  protected override invalidHandlerName(): void {
    this.invalidAsName(kind => `cannot use except statement with ${kind}`, [':', 'NEWLINE']);
  }

  protected override invalidWithTarget(first: number): void {
    if (!this.diagnosing) this.fail();
    this.seek(first);
    const target = this.attempt(() => this.expression());
    const isEnd = this.at(',') || this.at(')') || this.at(':');
    const invalid = target === null || !isEnd ? null : invalidTarget(target, 'star');
    if (invalid !== null) this.raise(`cannot assign to ${this.nameOf(invalid)}`, invalid);
    this.fail();
  }

  // Patterns

  protected override invalidAsTarget(): void {
    if (this.at('NAME') && this.tok.text === '_') this.raise("cannot use '_' as a target", this.tok);
    if (this.grammar.targetErrors) {
      this.invalidAsName(
        kind => `cannot use ${kind} as pattern target`,
        [',', ')', ']', '}', ':', 'if', '|']
      );
    } else if (!this.at('NAME')) {
      const target = this.fitting(() => this.expression());
      if (target !== null) this.raise('invalid pattern target', target);
    }
  }

  protected override invalidClassPattern(first: Token, pattern: Pattern): void {
    this.raise('positional patterns follow keyword patterns', first, pattern);
  }
}
