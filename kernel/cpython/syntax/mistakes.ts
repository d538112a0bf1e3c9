/** Mistakes in expressions, recognised in the second pass.  CPython: Grammar/python.gram, the invalid_ rules. */
import type { Expr } from './ast.js';
import { CompoundParser } from './compound.js';
import { ParseFailure } from './cursor.js';
import { expressionName, invalidTarget } from './targets.js';
import type { Token } from './token.js';

const SOFT_KEYWORDS = ['match', 'case', '_'];
/** Words of 3.9 and before. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  expression: 'operator',
  'dict literal': 'dict display',
  ellipsis: 'Ellipsis'
};
const INSTEAD = "instead of '='?";

/** What a production gave at a place, and where it ended; or that it failed there. */
interface Memo {
  value: Expr | null;
  end: number;
}

export abstract class ExpressionMistakes extends CompoundParser {
  private readonly memos = new Map<string, Memo>();

  /**
   * Remembers what `production` gives here: the productions for mistakes read the same expressions again and again,
   * and would otherwise take time exponential in their depth.
   */
  private remember(name: string, production: () => Expr): Expr {
    const key = `${name} ${this.pos}`;
    const known = this.memos.get(key);
    if (known !== undefined) {
      if (known.value === null) this.fail();
      this.seek(known.end);
      return known.value;
    }
    try {
      const value = production();
      this.memos.set(key, { value, end: this.pos });
      return value;
    } catch (failure) {
      if (failure instanceof ParseFailure) this.memos.set(key, { value: null, end: 0 });
      throw failure;
    }
  }

  /** Tries a production as in the first pass, without those for mistakes. */
  protected plainly<T>(production: () => T): T | null {
    const was = this.diagnosing;
    this.diagnosing = false;
    try {
      return this.attempt(production);
    } finally {
      this.diagnosing = was;
    }
  }

  /** What messages of this version call an expression. */
  protected nameOf(expr: Expr): string {
    const name = expressionName(expr);
    return this.grammar.betterErrors ? name : (OLD_NAMES[name] ?? name);
  }

  override expression(): Expr {
    if (!this.diagnosing) return super.expression();
    return this.remember('expression', () => {
      if (this.grammar.betterErrors) this.invalidExpression();
      return super.expression();
    });
  }

  override namedExpression(): Expr {
    if (!this.diagnosing || (this.at('NAME') && this.peek().kind === ':=')) return super.namedExpression();
    return this.remember('named', () => {
      this.invalidNamedExpression();
      return super.namedExpression();
    });
  }

  override disjunction(): Expr {
    return this.diagnosing ? this.remember('disjunction', () => super.disjunction()) : super.disjunction();
  }

  override bitwiseOr(): Expr {
    return this.diagnosing ? this.remember('or', () => super.bitwiseOr()) : super.bitwiseOr();
  }

  /** Two expressions without a comma, an `if` without `else`, Python 2's print.  @cpython invalid_expression */
  private invalidExpression(): void {
    const start = this.tok;
    const first = this.pos;
    const isSoft = start.kind === 'NAME' && (this.isSoftKeyword(start.text) || this.peek().kind === 'STRING');
    if (start.kind === 'STRING' && this.grammar.targetErrors) this.invalidInsideString();
    const left = this.attempt(() => this.disjunction());
    if (left !== null) {
      const after = this.pos;
      if (!isSoft) {
        const right = this.plainly(() => this.expression());
        if (right !== null && !isLegacy(left) && this.tokens[this.pos - 1]!.level > 0) {
          this.raise('invalid syntax. Perhaps you forgot a comma?', left, right);
        }
        this.seek(after);
      }
      if (this.accept('if')) this.invalidConditional(left);
      this.seek(first);
    }
    if (
      start.kind === 'NAME' &&
      (start.text === 'print' || start.text === 'exec') &&
      this.peek().kind !== '('
    ) {
      this.advance();
      const right = this.attempt(() => this.starExpressions());
      if (right !== null) {
        const { text } = start;
        this.raise(`Missing parentheses in call to '${text}'. Did you mean ${text}(...)?`, start, right);
      }
      this.seek(first);
    }
    if (start.kind === 'lambda' && this.grammar.fStringTokens) {
      this.plainly(() => {
        this.advance();
        this.parameters(':', true);
        const colon = this.expect(':');
        if (this.at('FSTRING_MIDDLE') || this.at('{')) {
          this.raise('f-string: lambda expressions are not allowed without parentheses', start, colon);
        }
      });
      this.seek(first);
    }
  }

  /** `"it"s here"`: expressions between two strings. */
  private invalidInsideString(): void {
    const first = this.pos;
    this.advance();
    const between: Expr[] = [];
    while (!this.at('STRING')) {
      const value = this.plainly(() => this.expression());
      if (value === null) break;
      between.push(value);
    }
    if (this.at('STRING') && between.length > 0) {
      const message = 'invalid syntax. Is this intended to be part of the string?';
      this.raise(message, between[0]!, between[between.length - 1]!);
    }
    this.seek(first);
  }

  private isSoftKeyword(text: string): boolean {
    const words = this.grammar.typeParameters ? [...SOFT_KEYWORDS, 'type'] : SOFT_KEYWORDS;
    return words.some(word => (this.grammar.wholeSoftKeywords ? word === text : word.startsWith(text)));
  }

  private invalidConditional(left: Expr): void {
    const test = this.attempt(() => this.disjunction());
    if (test === null) return;
    if (!this.at('else') && !this.at(':')) {
      this.raise("expected 'else' after 'if' expression", left, test);
    }
    if (!this.grammar.targetErrors || !this.accept('else')) return;
    if (this.fits(() => this.expression())) return;
    this.raise("expected expression after 'else', but statement is given", this.tok);
  }

  /** `=` where `==` or `:=` was meant.  @cpython invalid_named_expression */
  private invalidNamedExpression(): void {
    const start = this.tok;
    const first = this.pos;
    const target = this.attempt(() => this.expression());
    if (target !== null && this.accept(':=') && this.fits(() => this.expression())) {
      this.raise(`cannot use assignment expressions with ${this.nameOf(target)}`, target);
    }
    this.seek(first);
    if (!this.grammar.betterErrors) return;
    if (start.kind === 'NAME' && this.peek().kind === '=') {
      this.advance();
      this.advance();
      const value = this.attempt(() => this.bitwiseOr());
      if (value !== null && !this.at('=') && !this.at(':=')) {
        this.raise(`invalid syntax. Maybe you meant '==' or ':=' ${INSTEAD}`, start, value);
      }
    } else if (!this.atUnassignable()) {
      const left = this.attempt(() => this.bitwiseOr());
      if (left !== null && this.accept('=')) {
        const right = this.attempt(() => this.bitwiseOr());
        if (right !== null && !this.at('=') && !this.at(':=')) {
          this.raise(`cannot assign to ${this.nameOf(left)} here. Maybe you meant '==' ${INSTEAD}`, left);
        }
      }
    }
    this.seek(first);
  }

  /** At something that has its own message as a target: a list, tuple, generator or singleton. */
  private atUnassignable(): boolean {
    const { kind } = this.tok;
    if (kind === 'True' || kind === 'False' || kind === 'None') return true;
    if (kind !== '(' && kind !== '[') return false;
    const first = this.pos;
    const atom = this.attempt(() => this.atom());
    this.seek(first);
    if (atom === null) return false;
    const isGroup = atom.col_offset !== this.tok.col_offset || atom.lineno !== this.tok.lineno;
    return !isGroup && (atom.kind === 'List' || atom.kind === 'Tuple' || atom.kind === 'GeneratorExp');
  }

  protected override invalidOperand(isUnary: boolean): void {
    if (!this.grammar.operandErrors || !this.at('not')) return;
    const first = this.pos;
    const start = this.advance();
    const operand = this.attempt(() => (isUnary ? this.bitwiseOr() : this.disjunction()));
    if (operand !== null) this.raise("'not' after an operator must be parenthesized", start, operand);
    this.seek(first);
  }

  // Displays and comprehensions

  protected override invalidGroup(_start: Token, elt: Expr): void {
    if (!this.diagnosing || !this.at(')')) this.fail();
    const use = this.grammar.betterErrors ? 'cannot' : "can't";
    this.raise(`${use} use starred expression here`, elt);
  }

  protected override invalidDoubleStar(): void {
    const first = this.pos;
    const stars = this.advance();
    if (this.grammar.betterErrors && this.attempt(() => this.expression()) !== null && this.at(')')) {
      const what = this.grammar.parameterWords ? 'dict unpacking' : 'double starred expression';
      this.raise(`cannot use ${what} here`, stars);
    }
    this.seek(first);
  }

  protected override invalidStarComprehension(elt: Expr): boolean {
    if (!this.diagnosing || !this.fits(() => this.comprehensions())) this.fail();
    this.raise('iterable unpacking cannot be used in comprehension', elt);
  }

  protected override invalidDictUnpacking(stars: Token): void {
    if (!this.diagnosing || !this.fits(() => this.comprehensions())) this.fail();
    this.raise('dict unpacking cannot be used in dict comprehension', stars);
  }

  protected override invalidTupleComprehension(elts: Expr[]): void {
    if (!this.grammar.betterErrors || !this.fits(() => this.comprehensions())) return;
    const first = elts[0]!;
    const last = elts.length > 1 ? elts[elts.length - 1]! : this.tokens[this.pos - 1]!;
    this.raise('did you forget parentheses around the comprehension target?', first, last);
  }

  protected override invalidDictItem(key: Expr, isLater: boolean): void {
    if (!this.grammar.betterErrors) return;
    if (!this.at(':')) {
      if (!isLater) return;
      const { lineno, end_lineno, end_col_offset } = key;
      throw this.source.errorAt(
        'SyntaxError',
        "':' expected after dictionary key",
        lineno,
        end_col_offset - 1,
        end_lineno,
        -1
      );
    }
    const first = this.pos;
    const colon = this.advance();
    if (this.at('}') || this.at(',')) this.raise("expression expected after dictionary key and ':'", colon);
    const star = this.tok;
    if (this.accept('*') && this.attempt(() => this.bitwiseOr()) !== null) {
      this.raiseFrom('cannot use a starred expression in a dictionary value', star);
    }
    this.seek(first);
  }

  protected override invalidForTarget(start: number, isComprehension = false): never {
    if (!this.diagnosing) this.fail();
    this.seek(start);
    if (isComprehension && this.grammar.operandErrors) this.invalidIn();
    this.seek(start);
    const target = this.attempt(() => this.starExpressions());
    const invalid = target === null ? null : invalidTarget(target, 'for');
    if (invalid !== null) this.raise(`cannot assign to ${this.nameOf(invalid)}`, invalid);
    this.fail();
  }

  /** A comprehension's targets, but no `in`. */
  private invalidIn(): void {
    if (this.attempt(() => this.bitwiseOr()) === null) return;
    while (this.accept(',') && this.attempt(() => this.bitwiseOr()) !== null);
    if (!this.at('in')) this.raiseHere("'in' expected after for-loop variables");
  }

  protected override invalidStar(star: Token): void {
    if (!this.grammar.argumentValueErrors) return;
    const first = this.pos;
    const value = this.attempt(() => this.expression());
    if (value === null && this.grammar.operandErrors) this.raiseHere('Invalid star expression');
    if (value !== null && this.accept('=')) {
      const right = this.attempt(() => this.expression());
      if (right !== null) this.raise('cannot assign to iterable argument unpacking', star, right);
    }
    this.seek(first);
  }

  // f-strings

  protected override invalidReplacementField(letter: string): void {
    const first = this.pos;
    const { kind } = this.tok;
    const raise = (message: string): never => this.raise(`${letter}-string: ${message}`, this.tok);
    if (kind === '=' || kind === '!' || kind === ':' || kind === '}') {
      raise(`valid expression required before '${kind}'`);
    }
    if (this.attempt(() => this.yieldOrStar()) === null) raise("expecting a valid expression after '{'");
    if (!this.at('=') && !this.at('!') && !this.at(':') && !this.at('}')) {
      raise("expecting '=', or '!', or ':', or '}'");
    }
    const hasEqual = this.accept('=');
    if (hasEqual && !this.at('!') && !this.at(':') && !this.at('}')) raise("expecting '!', or ':', or '}'");
    if (this.accept('!')) {
      if (this.at(':') || this.at('}')) raise('missing conversion character');
      if (!this.at('NAME')) raise('invalid conversion character');
      this.advance();
      if (!this.at(':') && !this.at('}')) raise("expecting ':' or '}'");
    }
    this.seek(first);
  }

  protected override invalidFormatSpecEnd(letter: string): void {
    if (this.diagnosing) this.raise(`${letter}-string: expecting '}', or format specs`, this.tok);
  }
}

function isLegacy(expr: Expr): boolean {
  return expr.kind === 'Name' && (expr.id === 'print' || expr.id === 'exec');
}
