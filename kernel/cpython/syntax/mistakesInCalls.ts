/** Mistakes in arguments and parameters.  CPython: Grammar/python.gram, invalid_arguments and invalid_parameters. */
import type { Arguments, Comprehension, Expr, Keyword, Place } from './ast.js';
import { ExpressionMistakes } from './mistakes.js';
import type { Token } from './token.js';

/** Arguments read as far as they go. */
interface LooseArguments {
  last: Place;
  count: number;
  hasKeywords: boolean;
  endsWithMapping: boolean;
}

export abstract class CallMistakes extends ExpressionMistakes {
  // Arguments

  protected override callArguments(mayGenerate = true): { args: Expr[]; keywords: Keyword[] } {
    if (!this.diagnosing) return super.callArguments(mayGenerate);
    const first = this.pos;
    const result = this.attempt(() => super.callArguments(mayGenerate));
    if (result !== null) return result;
    this.advance();
    this.invalidArguments(this.pos);
    this.seek(first);
    this.fail();
  }

  /** @cpython invalid_arguments */
  private invalidArguments(first: number): void {
    const args = this.looseArguments();
    const comma = this.tok;
    if (args !== null && this.accept(',') && this.at('*')) {
      const message = 'iterable argument unpacking follows keyword argument unpacking';
      if (this.grammar.operandErrors) {
        this.advance();
        if (this.attempt(() => this.expression()) !== null) this.raiseFrom(message, comma);
      } else if (this.grammar.parameterErrors) this.raise(message, this.tok);
      else this.raiseHere(message);
    }
    this.seek(first);
    this.invalidFirstGenerator();
    this.seek(first);
    const before = this.looseArguments();
    if (before !== null && before.count > 1 && this.atComprehension()) this.invalidGenerator(before.last);
    this.seek(first);
    this.invalidLaterArgument();
  }

  /** `f(x for x in y, 1)` */
  private invalidFirstGenerator(): void {
    const elt = this.attempt(() => this.expression());
    if (elt === null || !this.atComprehension()) return;
    const generators = this.attempt(() => this.comprehensions());
    if (generators === null || !this.accept(',')) return;
    this.raiseGenerator(elt, generators);
  }

  private invalidGenerator(elt: Place): void {
    const generators = this.attempt(() => this.comprehensions());
    if (generators !== null) this.raiseGenerator(elt, generators);
  }

  private raiseGenerator(elt: Place, generators: readonly Comprehension[]): never {
    const message = 'Generator expression must be parenthesized';
    const last = generators[generators.length - 1]!;
    if (!this.grammar.betterErrors) this.raise(message, elt);
    this.raise(message, elt, last.ifs[last.ifs.length - 1] ?? last.iter);
  }

  /** Arguments, a comma, and what may not follow. */
  private invalidLaterArgument(): void {
    const args = this.looseArguments();
    if (args === null || !this.accept(',')) return;
    const first = this.pos;
    const elt = this.attempt(() => this.expression());
    if (elt !== null && this.atComprehension()) this.invalidGenerator(elt);
    this.seek(first);
    if (this.looseArguments() === null) return;
    const unpacking = args.endsWithMapping ? ' unpacking' : '';
    this.raiseHere(`positional argument follows keyword argument${unpacking}`);
  }

  /** Arguments in an order that is right, as many as there are. */
  private looseArguments(): LooseArguments | null {
    let found: LooseArguments | null = null;
    let count = 0;
    let hasKeywords = false;
    let hasMapping = false;
    for (;;) {
      const before = this.pos;
      if (found !== null && !this.accept(',')) return found;
      const start = this.tok;
      const isMapping = start.kind === '**';
      const isKeyword = start.kind === 'NAME' && this.peek().kind === '=';
      const isAllowed = isMapping || isKeyword || (start.kind === '*' ? !hasMapping : !hasKeywords);
      const last = isAllowed ? this.attempt(() => this.looseArgument(isKeyword)) : null;
      if (last === null) {
        this.seek(before);
        return found;
      }
      hasKeywords ||= isKeyword || isMapping;
      hasMapping ||= isMapping;
      found = { last, count: ++count, hasKeywords, endsWithMapping: isMapping };
    }
  }

  private looseArgument(isKeyword: boolean): Place {
    const start = this.tok;
    if (isKeyword) {
      this.advance();
      this.advance();
      this.expression();
    } else if (this.accept('**') || this.accept('*')) this.expression();
    else {
      const value = this.argument();
      if (this.at('=')) this.fail();
      return value;
    }
    return this.node<Place>(start, {});
  }

  protected override invalidKeyword(start: Token, value: Expr): void {
    if (!this.diagnosing) this.fail();
    const equal = this.tok;
    if (!this.grammar.betterErrors) {
      this.raise('expression cannot contain assignment, perhaps you meant "=="?', value);
    }
    const { kind } = start;
    if (value.kind === 'Constant' && (kind === 'True' || kind === 'False' || kind === 'None')) {
      this.raise(`cannot assign to ${kind}`, start, equal);
    }
    this.raise('expression cannot contain assignment, perhaps you meant "=="?', value, equal);
  }

  protected override invalidKeywordValue(name: Token): void {
    if (!this.grammar.betterErrors) return;
    const first = this.pos;
    this.advance();
    const equal = this.advance();
    if (this.grammar.argumentValueErrors && (this.at(',') || this.at(')'))) {
      this.raise('expected argument value expression', name, equal);
    }
    const value = this.attempt(() => this.expression());
    if (value !== null && this.atComprehension() && this.fits(() => this.comprehensions())) {
      this.raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", name, equal);
    }
    this.seek(first);
  }

  // Parameters

  protected override parameters(close: string, isLambda: boolean): Arguments {
    if (!this.diagnosing) return super.parameters(close, isLambda);
    const first = this.pos;
    const result = this.attempt(() => super.parameters(close, isLambda));
    if (result !== null) return result;
    this.invalidParameters(close, isLambda);
    this.seek(first);
    return super.parameters(close, isLambda);
  }

  /** Walks the parameters and raises at the first that may not stand where it does.  @cpython invalid_parameters */
  private invalidParameters(close: string, isLambda: boolean): void {
    let hasDefault = false;
    let slash = false;
    let star = false;
    let count = 0;
    const isNamed = this.grammar.parameterErrors;
    for (; !this.at(close); count++) {
      const token = this.tok;
      if (token.kind === '/') {
        if (isNamed && slash) this.raise('/ may appear only once', token);
        if (isNamed && star) this.raise('/ must be ahead of *', token);
        this.advance();
        if (isNamed && count === 0 && this.at(',')) this.raise('at least one argument must precede /', token);
        if (count === 0) return;
        if (isNamed && this.at('*')) this.raise('expected comma between / and *', this.tok);
        slash = true;
      } else if (token.kind === '*') {
        if (isNamed && star) this.raise(this.worded('* argument may appear only once'), token);
        this.advance();
        star = true;
        const next = this.peek().kind;
        if (this.at(close) || (this.at(',') && (next === close || next === '**'))) {
          if (this.grammar.betterErrors && !isLambda)
            this.raise(this.worded('named arguments must follow bare *'), token);
          this.peekFurther();
          this.raiseHere(this.worded('named arguments must follow bare *'));
        }
        if (!this.at(',')) {
          if (!this.skipParameter(isLambda)) return;
          if (isNamed && this.at('='))
            this.raise(this.worded('var-positional argument cannot have default value'), this.tok);
        }
      } else if (token.kind === '**') {
        this.advance();
        if (!this.skipParameter(isLambda)) return;
        if (isNamed && this.at('='))
          this.raise(this.worded('var-keyword argument cannot have default value'), this.tok);
        if (!this.accept(',') || !isNamed) return;
        if (this.at('NAME') || this.at('*') || this.at('**') || this.at('/')) {
          this.raise(this.worded('arguments cannot follow var-keyword argument'), this.tok);
        }
        return;
      } else if (token.kind === '(') {
        if (isNamed) this.invalidBracketed(isLambda);
        return;
      } else {
        if (!this.skipParameter(isLambda)) return;
        if (this.at('=')) {
          const equal = this.advance();
          if (isNamed && (this.at(')') || this.at(',')))
            this.raise('expected default value expression', equal);
          if (this.attempt(() => this.expression()) === null) return;
          hasDefault = true;
        } else if (hasDefault && !star && (this.at(',') || this.at(close))) this.raiseNoDefault(token);
      }
      if (!this.accept(',')) return;
    }
  }

  /** From 3.15 messages say `parameter` of what a definition has. */
  private worded(message: string): string {
    if (!this.grammar.parameterWords) return message;
    return message.startsWith('* ') ? '* may appear only once' : message.replaceAll('argument', 'parameter');
  }

  private peekFurther(): void {
    if (this.at(',')) this.advance();
  }

  private skipParameter(isLambda: boolean): boolean {
    if (this.tok.kind !== 'NAME') return false;
    this.advance();
    if (isLambda || !this.accept(':')) return true;
    return this.attempt(() => (this.at('*') ? this.starred() : this.expression())) !== null;
  }

  private raiseNoDefault(parameter: Token): never {
    if (this.grammar.fStringTokens) {
      this.raise('parameter without a default follows parameter with a default', parameter);
    }
    const message = 'non-default argument follows default argument';
    if (this.grammar.betterErrors) this.raise(message, parameter);
    this.raiseHere(message);
  }

  private invalidBracketed(isLambda: boolean): void {
    const open = this.advance();
    if (!this.at('NAME')) return;
    while (this.accept('NAME')) this.accept(',');
    if (!this.at(')')) return;
    const what = isLambda ? 'Lambda expression' : 'Function';
    this.raise(`${what} parameters cannot be parenthesized`, open, this.tok);
  }
}
