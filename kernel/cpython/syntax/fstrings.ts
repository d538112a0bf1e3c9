/** f-strings before 3.12: found inside one STRING token, their expressions parsed apart.  CPython: Parser/string_parser.c. */
import type { Constant, Expr, FormattedValue, JoinedStr, Place } from './ast.js';
import type { Literal } from './literals.js';
import { Tokenizer } from './tokenizer.js';
import { foldConstants, StringParser } from './strings.js';
import { utf8Length, type Token } from './token.js';

/** The f-string that is being read, and the place in its token. */
interface Reading {
  token: Token;
  text: string;
  at: number;
  end: number;
  isRaw: boolean;
  whole: Place;
}

const MAX_DEPTH = 2;

export abstract class FormattedLiteralParser extends StringParser {
  override formattedLiteral(token: Token, literal: Literal, whole: Place): Expr[] {
    const { bodyAt, body, isRaw } = literal;
    const reading = { token, text: token.text, at: bodyAt, end: bodyAt + body.length, isRaw, whole };
    return this.parts(reading, 0);
  }

  private parts(reading: Reading, depth: number): Expr[] {
    const values: Expr[] = [];
    while (reading.at < reading.end) {
      const text = this.literalPart(reading, depth);
      if (text !== '') values.push(this.constant(text, reading));
      if (reading.at >= reading.end || reading.text.charAt(reading.at) === '}') {
        if (depth > 0) break;
        continue;
      }
      if (reading.text.charAt(reading.at) === '{') this.field(reading, depth, values);
    }
    return values;
  }

  private constant(value: string, { whole }: Reading): Constant {
    const { lineno, col_offset, end_lineno, end_col_offset } = whole;
    const place = { lineno, col_offset, end_lineno, end_col_offset };
    return { kind: 'Constant', value: { type: 'str', value }, constant_kind: null, ...place };
  }

  /** Text up to the next `{` of a field, the `}` that ends a format spec, or the end. */
  private literalPart(reading: Reading, depth: number): string {
    const { text, end, token } = reading;
    let value = '';
    let from = reading.at;
    let at = from;
    const flush = (to: number): void => {
      const part = text.slice(from, to);
      value += reading.isRaw ? part : this.decodeText(token, part, from, text.charAt(to));
    };
    while (at < end) {
      const c = text.charAt(at);
      if (!reading.isRaw && c === '\\' && at + 1 < end) {
        const next = text.charAt(at + 1);
        if (next === 'N' && text.charAt(at + 2) === '{') {
          const close = text.indexOf('}', at);
          at = close < 0 ? end : close + 1;
          continue;
        }
        at += next === '{' || next === '}' ? 1 : 2;
        continue;
      }
      if (c === '{' || c === '}') {
        if (depth === 0) {
          if (text.charAt(at + 1) === c && at + 1 < end) {
            flush(at + 1);
            at += 2;
            from = at;
            continue;
          }
          if (c === '}') this.failString(reading, "single '}' is not allowed");
        }
        break;
      }
      at++;
    }
    flush(at);
    reading.at = at;
    return value;
  }

  /** A replacement field, from its `{`. */
  private field(reading: Reading, depth: number, values: Expr[]): void {
    if (depth >= MAX_DEPTH) this.failString(reading, 'expressions nested too deeply');
    const { text } = reading;
    const open = reading.at;
    const expressionEnd = this.findExpressionEnd(reading);
    const value = this.embedded(reading, open, expressionEnd);
    let isDebug = false;
    if (text.charAt(reading.at) === '=' && this.grammar.debugFStrings) {
      isDebug = true;
      reading.at++;
      while (/\s/.test(text.charAt(reading.at))) reading.at++;
    }
    const debugEnd = reading.at;
    let conversion = -1;
    if (text.charAt(reading.at) === '!') {
      reading.at++;
      if (reading.at >= reading.end) this.failString(reading, "expecting '}'");
      const letter = text.charAt(reading.at++);
      if (!/[sra]/.test(letter)) {
        this.failString(reading, "invalid conversion character: expected 's', 'r', or 'a'");
      }
      conversion = letter.charCodeAt(0);
    }
    let format_spec: JoinedStr | null = null;
    if (text.charAt(reading.at) === ':' && reading.at < reading.end) {
      reading.at++;
      format_spec = this.formatSpecOf(reading, depth);
    }
    if (reading.at >= reading.end || text.charAt(reading.at) !== '}')
      this.failString(reading, "expecting '}'");
    reading.at++;
    if (isDebug) {
      values.push(this.constant(text.slice(open + 1, debugEnd), reading));
      if (conversion < 0 && format_spec === null) conversion = 114;
    }
    const { lineno, col_offset, end_lineno, end_col_offset } = reading.whole;
    const place = { lineno, col_offset, end_lineno, end_col_offset };
    values.push({
      kind: 'FormattedValue',
      value,
      conversion,
      format_spec,
      ...place
    } satisfies FormattedValue);
  }

  /** A format spec.  It, and a constant at its end, lie where its token does; the rest where the whole string does. */
  private formatSpecOf(reading: Reading, depth: number): JoinedStr {
    const { lineno, col_offset, end_lineno, end_col_offset } = reading.token;
    const place = { lineno, col_offset, end_lineno, end_col_offset };
    const values = foldConstants(this.parts(reading, depth + 1));
    const last = values[values.length - 1];
    if (last?.kind === 'Constant') values[values.length - 1] = { ...last, ...place };
    return { kind: 'JoinedStr', values, ...place };
  }

  /** Moves to the `=`, `!`, `:` or `}` that ends the expression. */
  private findExpressionEnd(reading: Reading): number {
    const { text, end } = reading;
    let quote = '';
    const open: string[] = [];
    let at = reading.at + 1;
    for (; at < end; at++) {
      const c = text.charAt(at);
      if (c === '\\') this.failString(reading, 'expression part cannot include a backslash', '');
      if (quote !== '') {
        if (text.startsWith(quote, at)) {
          at += quote.length - 1;
          quote = '';
        }
        continue;
      }
      if (c === "'" || c === '"') {
        quote = text.startsWith(c.repeat(3), at) ? c.repeat(3) : c;
        at += quote.length - 1;
      } else if (c === '[' || c === '{' || c === '(') open.push(c);
      else if (c === '#') this.failString(reading, "expression part cannot include '#'", '');
      else if (
        open.length === 0 &&
        (c === '!' || c === ':' || c === '}' || c === '=' || c === '<' || c === '>')
      ) {
        const next = at + 1 < end ? text.charAt(at + 1) : '';
        if (next === '=' && (c === '!' || c === '=' || c === '<' || c === '>')) {
          at++;
          continue;
        }
        if (c === '<' || c === '>') continue;
        break;
      } else if (c === ']' || c === '}' || c === ')') {
        const opening = open.pop();
        if (opening === undefined) this.failString(reading, `unmatched '${c}'`);
        if (opening + c !== '[]' && opening + c !== '{}' && opening + c !== '()') {
          this.failString(
            reading,
            `closing parenthesis '${c}' does not match opening parenthesis '${opening}'`
          );
        }
      }
    }
    const last = open.pop();
    if (quote !== '') this.failString(reading, 'unterminated string');
    if (last !== undefined) {
      this.failString(reading, `unmatched '${last}'`);
    }
    if (at >= end) this.failString(reading, "expecting '}'");
    if (/^\s*$/.test(text.slice(reading.at + 1, at))) {
      const next = text.charAt(at);
      const isNamed = this.grammar.parameterErrors && next !== '}';
      this.failString(
        reading,
        isNamed ? `expression required before '${next}'` : 'empty expression not allowed'
      );
    }
    reading.at = at;
    return at;
  }

  /** Parses the expression between `open` and `end` as CPython does: in parentheses, at its place in the source. */
  private embedded(reading: Reading, open: number, end: number): Expr {
    const { text, token } = reading;
    const code = text.slice(open + 1, end);
    const lineBreak = text.lastIndexOf('\n', open);
    const lines = text.slice(0, open).split('\n').length - 1;
    const hasBreakFirst = /^[ \t\f]*\n/.test(code);
    const bytes = hasBreakFirst ? 0 : utf8Length(text, lineBreak + 1, open);
    const column = lines > 0 ? bytes : token.col_offset + bytes;
    const tokenizer = new Tokenizer(this.source, `(${code})`, { lineno: token.lineno + lines, column }).run();
    return this.embeddedExpression(tokenizer);
  }

  private failString(_reading: Reading, message: string, colon = ':'): never {
    this.raiseHere(`f-string${colon} ${message}`);
  }
}
