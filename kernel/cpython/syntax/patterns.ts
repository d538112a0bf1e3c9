/** The patterns of match statements.  CPython: Grammar/python.gram, patterns. */
import type {
  Attribute,
  BinOp,
  ConstantValue,
  Expr,
  MatchAs,
  MatchClass,
  MatchMapping,
  MatchOr,
  MatchSequence,
  MatchSingleton,
  MatchStar,
  MatchValue,
  Name,
  Pattern,
  UnaryOp
} from './ast.js';
import { ExpressionParser } from './expressions.js';
import { numberValue } from './numbers.js';
import type { Token } from './token.js';

const SINGLETONS: ReadonlyMap<string, ConstantValue> = new Map([
  ['None', { type: 'None' }],
  ['True', { type: 'True' }],
  ['False', { type: 'False' }]
] as const);

export abstract class PatternParser extends ExpressionParser {
  /** A case's pattern; with a comma, a sequence without brackets. */
  protected patterns(): Pattern {
    const start = this.tok;
    const first = this.maybeStar();
    if (!this.at(',')) {
      if (first.kind === 'MatchStar') this.fail();
      return first;
    }
    const patterns = [first];
    while (this.accept(',')) {
      if (this.at(':') || this.at('if')) break;
      patterns.push(this.maybeStar());
    }
    return this.node<MatchSequence>(start, { kind: 'MatchSequence', patterns });
  }

  private maybeStar(): Pattern {
    if (!this.at('*')) return this.pattern();
    const start = this.advance();
    const name = this.name().text;
    return this.node<MatchStar>(start, { kind: 'MatchStar', name: name === '_' ? null : name });
  }

  /** `or_pattern`, or `or_pattern as name`. */
  private pattern(): Pattern {
    const start = this.tok;
    const pattern = this.orPattern();
    if (!this.accept('as')) return pattern;
    if (this.diagnosing) this.invalidAsTarget();
    const name = this.name().text;
    if (name === '_' || this.at('.') || this.at('(') || this.at('=')) this.fail();
    return this.node<MatchAs>(start, { kind: 'MatchAs', pattern, name });
  }

  private orPattern(): Pattern {
    const start = this.tok;
    const first = this.closedPattern();
    if (!this.at('|')) return first;
    const patterns = [first];
    while (this.accept('|')) patterns.push(this.closedPattern());
    return this.node<MatchOr>(start, { kind: 'MatchOr', patterns });
  }

  private closedPattern(): Pattern {
    const start = this.tok;
    const singleton = SINGLETONS.get(start.kind);
    if (singleton !== undefined) {
      this.advance();
      return this.node<MatchSingleton>(start, { kind: 'MatchSingleton', value: singleton });
    }
    switch (start.kind) {
      case 'NUMBER':
      case '-':
      case 'STRING':
      case 'FSTRING_START': {
        const value = this.literal();
        return this.node<MatchValue>(start, { kind: 'MatchValue', value });
      }
      case 'NAME':
        return this.namePattern(start);
      case '(':
      case '[':
        return this.bracketed(start);
      case '{':
        return this.mapping();
      default:
        this.fail();
    }
  }

  /** A number with its sign, a complex number, or strings. */
  private literal(): Expr {
    if (this.at('STRING') || this.at('FSTRING_START')) return this.strings();
    const start = this.tok;
    const left = this.signedNumber();
    if (!this.at('+') && !this.at('-')) return left;
    const op = this.advance().kind === '+' ? 'Add' : 'Sub';
    const token = this.expect('NUMBER');
    const right = this.constant_(token, numberValue(token.text));
    if (right.value.type !== 'complex') this.raise('imaginary number required in complex literal', right);
    const real = left.kind === 'UnaryOp' ? left.operand : left;
    if (real.kind === 'Constant' && real.value.type === 'complex') {
      this.raise('real number required in complex literal', left);
    }
    return this.node<BinOp>(start, { kind: 'BinOp', left, op, right });
  }

  private signedNumber(): Expr {
    const start = this.tok;
    const isNegative = this.accept('-');
    const token = this.expect('NUMBER');
    const operand = this.constant_(token, numberValue(token.text));
    return isNegative ? this.node<UnaryOp>(start, { kind: 'UnaryOp', op: 'USub', operand }) : operand;
  }

  /** A capture, `_`, a dotted value or a class. */
  private namePattern(start: Token): Pattern {
    let value: Expr = this.nameExpression();
    const isBare = !this.at('.');
    while (this.accept('.')) {
      const attr = this.name().text;
      value = this.node<Attribute>(start, { kind: 'Attribute', value, attr, ctx: 'Load' });
    }
    if (this.at('(')) return this.classPattern(start, value);
    if (this.at('=')) this.fail();
    if (!isBare) return this.node<MatchValue>(start, { kind: 'MatchValue', value });
    return this.node<MatchAs>(start, {
      kind: 'MatchAs',
      pattern: null,
      name: start.text === '_' ? null : start.text
    });
  }

  private nameExpression(): Name {
    const token = this.name();
    return this.node<Name>(token, { kind: 'Name', id: token.text, ctx: 'Load' });
  }

  private classPattern(start: Token, cls: Expr): MatchClass {
    this.advance();
    const patterns: Pattern[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: Pattern[] = [];
    while (!this.at(')')) {
      if (this.at('NAME') && this.peek().kind === '=') {
        kwd_attrs.push(this.name().text);
        this.advance();
        kwd_patterns.push(this.pattern());
      } else {
        const first = this.tok;
        const pattern = this.pattern();
        if (kwd_attrs.length > 0) {
          if (this.diagnosing) this.invalidClassPattern(first, pattern);
          this.fail();
        }
        patterns.push(pattern);
      }
      if (!this.accept(',')) break;
    }
    this.expect(')');
    return this.node<MatchClass>(start, { kind: 'MatchClass', cls, patterns, kwd_attrs, kwd_patterns });
  }

  /** A group or a sequence in brackets. */
  private bracketed(start: Token): Pattern {
    const open = this.advance().kind;
    const close = open === '(' ? ')' : ']';
    const patterns: Pattern[] = [];
    let hasComma = false;
    while (!this.at(close)) {
      patterns.push(this.maybeStar());
      if (!this.at(',')) break;
      this.advance();
      hasComma = true;
    }
    this.expect(close);
    const only = patterns[0];
    if (open === '(' && only !== undefined && !hasComma) {
      if (only.kind === 'MatchStar') this.fail();
      return only;
    }
    return this.node<MatchSequence>(start, { kind: 'MatchSequence', patterns });
  }

  private mapping(): MatchMapping {
    const start = this.advance();
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.at('}')) {
      if (rest !== null) this.fail();
      if (this.accept('**')) rest = this.name().text;
      else {
        keys.push(this.mappingKey());
        this.expect(':');
        patterns.push(this.pattern());
      }
      if (!this.accept(',')) break;
    }
    this.expect('}');
    return this.node<MatchMapping>(start, { kind: 'MatchMapping', keys, patterns, rest });
  }

  private mappingKey(): Expr {
    const start = this.tok;
    const singleton = SINGLETONS.get(start.kind);
    if (singleton !== undefined) {
      this.advance();
      return this.constant_(start, singleton);
    }
    if (start.kind !== 'NAME') return this.literal();
    let value: Expr = this.nameExpression();
    if (!this.at('.')) this.fail();
    while (this.accept('.')) {
      const attr = this.name().text;
      value = this.node<Attribute>(start, { kind: 'Attribute', value, attr, ctx: 'Load' });
    }
    return value;
  }

  // What the diagnosing layer recognises.

  protected invalidAsTarget(): void {}
  protected invalidClassPattern(_first: Token, _pattern: Pattern): void {}
}
