/** String literals side by side, f-strings and t-strings as tokens.  CPython: Parser/action_helpers.c. */
import type { Constant, Expr, FormattedValue, Interpolation, JoinedStr, Place, TemplateStr } from './ast.js';
import { TokenCursor } from './cursor.js';
import {
  decodeBytes,
  decodeString,
  EscapeError,
  splitLiteral,
  type Decoded,
  type InvalidEscape,
  type Literal
} from './literals.js';
import type { Token } from './token.js';

/** Joins neighbouring constants and drops empty ones. */
export function foldConstants(values: readonly Expr[]): Expr[] {
  const folded: Expr[] = [];
  for (const value of values) {
    const last = folded[folded.length - 1];
    if (value.kind !== 'Constant' || value.value.type !== 'str') folded.push(value);
    else if (last?.kind === 'Constant' && last.value.type === 'str') {
      folded[folded.length - 1] = {
        ...last,
        value: { type: 'str', value: last.value.value + value.value.value },
        end_lineno: value.end_lineno,
        end_col_offset: value.end_col_offset
      };
    } else folded.push(value);
  }
  return folded.filter(
    value => !(value.kind === 'Constant' && value.value.type === 'str' && value.value.value === '')
  );
}

export abstract class StringParser extends TokenCursor {
  /** An f-string before 3.12: one STRING token, whose parts have no tokens of their own. */
  abstract formattedLiteral(token: Token, literal: Literal, whole: Place): Expr[];

  /** One or more string literals side by side. */
  protected strings(): Expr {
    const start = this.tok;
    const parts: (Token | JoinedStr | TemplateStr)[] = [];
    for (;;) {
      if (this.at('STRING')) parts.push(this.advance());
      else if (this.at('FSTRING_START')) parts.push(this.formatted());
      else break;
    }
    const whole = this.node<Place>(start, {});
    const literals = parts.map(part => (part.kind === 'STRING' ? splitLiteral((part as Token).text) : null));
    if (parts.some(part => part.kind === 'TemplateStr')) return this.template(whole, parts);
    const byteCount = literals.filter(literal => literal?.isBytes).length;
    if (byteCount > 0) {
      if (byteCount < parts.length) this.raiseHere('cannot mix bytes and nonbytes literals');
      return this.bytes(whole, parts as Token[], literals as Literal[]);
    }
    if (literals.every(literal => literal !== null && !literal.isFormatted)) {
      let value = '';
      parts.forEach((part, i) => (value += this.decode(part as Token, literals[i]!)));
      return {
        kind: 'Constant',
        value: { type: 'str', value },
        constant_kind: literals[0]!.isUnicode ? 'u' : null,
        ...whole
      };
    }
    const values: Expr[] = [];
    parts.forEach((part, i) => {
      const literal = literals[i];
      if (part.kind === 'JoinedStr') values.push(...(part as JoinedStr).values);
      else if (literal?.isFormatted) values.push(...this.formattedLiteral(part as Token, literal, whole));
      else values.push(this.literalConstant(part as Token, literal!));
    });
    const joined = foldConstants(values);
    if (!this.grammar.fStringTokens) {
      const constant_kind = literals[0]?.isUnicode ? 'u' : null;
      const placed = joined.map(value =>
        value.kind === 'Constant' ? { ...value, ...whole, constant_kind } : value
      );
      return { kind: 'JoinedStr', values: placed as Expr[], ...whole };
    }
    return { kind: 'JoinedStr', values: joined, ...whole };
  }

  private bytes(whole: Place, parts: readonly Token[], literals: readonly Literal[]): Constant {
    const chunks = parts.map((token, i) => {
      const { body, isRaw } = literals[i]!;
      if (/[^\u0000-\u007f]/.test(body)) {
        const message = 'bytes can only contain ASCII literal characters';
        if (!this.grammar.betterErrors) this.raiseHere(`${message}.`);
        if (!this.grammar.parameterErrors) this.raiseHere(message);
        this.raise(message, token);
      }
      return this.decoding(token, () => decodeBytes(this.source, body, isRaw), 'value error');
    });
    const value = Uint8Array.from(chunks.flatMap(chunk => [...chunk]));
    return { kind: 'Constant', value: { type: 'bytes', value }, constant_kind: null, ...whole };
  }

  private literalConstant(token: Token, literal: Literal): Constant {
    const { lineno, col_offset, end_lineno, end_col_offset } = token;
    return {
      kind: 'Constant',
      value: { type: 'str', value: this.decode(token, literal) },
      constant_kind: literal.isUnicode ? 'u' : null,
      lineno,
      col_offset,
      end_lineno,
      end_col_offset
    };
  }

  private decode(token: Token, literal: Literal): string {
    return literal.isRaw ? literal.body : this.decodeText(token, literal.body);
  }

  /**
   * The value of text with escapes, which stands in `token` `offset` units after its beginning, before `following`.
   */
  protected decodeText(token: Token, text: string, offset = 0, following = ''): string {
    if (!text.includes('\\')) return text;
    return this.decoding(token, () => decodeString(this.source, text, following), 'unicode error', offset);
  }

  private decoding<T>(token: Token, decode: () => Decoded<T>, what: string, offset = 0): T {
    try {
      const { value, invalid } = decode();
      if (invalid !== null) this.warnEscape(token, invalid, token.start + offset);
      return value;
    } catch (failure) {
      if (!(failure instanceof EscapeError)) throw failure;
      if (!this.grammar.fStringTokens) this.raiseHere(`(${what}) ${failure.message}`);
      this.raise(`(${what}) ${failure.message}`, token);
    }
  }

  /** Reports an escape that means nothing.  @cpython Parser/string_parser.c warn_invalid_escape_sequence */
  private warnEscape(token: Token, { escape, lines }: InvalidEscape, at: number): void {
    const { betterErrors, escapeSyntaxWarning, escapeHints } = this.grammar;
    const what = escape.length > 1 ? 'octal escape sequence' : 'escape sequence';
    const shown = betterErrors ? `'\\${escape}'` : `\\${escape}`;
    const message = escapeHints
      ? `"\\${escape}" is an invalid ${what}. Such sequences will not work in the future. ` +
        `Did you mean "\\\\${escape}"? A raw string is also an option.`
      : `invalid ${what} ${shown}`;
    const { lineno } = token.kind === 'FSTRING_MIDDLE' ? this.tokens[this.furthest]! : token;
    const category = escapeSyntaxWarning ? 'SyntaxWarning' : 'DeprecationWarning';
    this.source.warn(category, message, escapeHints ? lineno + lines : lineno, at);
  }

  // From 3.12

  /** An f-string or t-string, from FSTRING_START to FSTRING_END. */
  private formatted(): JoinedStr | TemplateStr {
    const start = this.advance();
    const letters = start.text.toLowerCase();
    const isTemplate = letters.includes('t');
    const isRaw = /^[a-z]*r/.test(letters);
    const values: Expr[] = [];
    while (!this.at('FSTRING_END')) this.formattedPart(values, isTemplate, isRaw);
    this.advance();
    return this.node<JoinedStr | TemplateStr>(start, {
      kind: isTemplate ? 'TemplateStr' : 'JoinedStr',
      values
    });
  }

  private formattedPart(values: Expr[], isTemplate: boolean, isRaw: boolean): void {
    if (this.at('FSTRING_MIDDLE')) {
      const token = this.advance();
      const following = this.at('{') ? '{' : '';
      const value = isRaw ? token.text : this.decodeText(token, token.text, 0, following);
      values.push(
        this.node<Constant>(token, { kind: 'Constant', value: { type: 'str', value }, constant_kind: null })
      );
    } else this.replacementField(values, isTemplate, isRaw);
  }

  /** `{expression=!r:spec}`: its value, after the text that `=` asks for. */
  private replacementField(values: Expr[], isTemplate: boolean, isRaw: boolean): void {
    const open = this.expect('{');
    if (this.diagnosing) this.invalidReplacementField(isTemplate ? 't' : 'f');
    const value = this.at('yield') ? this.yieldExpression() : this.starExpressions();
    const expressionEnd = this.tok;
    const isDebug = this.accept('=');
    const metaEnd = this.tok;
    let conversion = -1;
    if (this.at('!')) {
      const mark = this.advance();
      const name = this.name();
      if (name.start !== mark.end) {
        this.raise(
          `${isTemplate ? 't' : 'f'}-string: conversion type must come right after the exclamation mark`,
          mark,
          name
        );
      }
      if (!/^[sra]$/.test(name.text)) {
        this.raise(
          `${isTemplate ? 't' : 'f'}-string: invalid conversion character '${name.text}': expected 's', 'r', or 'a'`,
          name
        );
      }
      conversion = name.text.charCodeAt(0);
    }
    const spec = this.at(':') ? this.formatSpec(isTemplate, isRaw) : null;
    this.expect('}');
    if (isDebug && conversion < 0 && spec === null) conversion = 114;
    const node = isTemplate
      ? this.node<Interpolation>(open, {
          kind: 'Interpolation',
          value,
          str: withoutComments(this.source.text.slice(open.end, (isDebug ? expressionEnd : metaEnd).start)),
          conversion,
          format_spec: spec
        })
      : this.node<FormattedValue>(open, { kind: 'FormattedValue', value, conversion, format_spec: spec });
    if (isDebug) {
      values.push({
        kind: 'Constant',
        value: { type: 'str', value: withoutComments(this.source.text.slice(open.end, metaEnd.start)) },
        constant_kind: null,
        lineno: open.lineno,
        col_offset: open.col_offset + 1,
        end_lineno: metaEnd.lineno,
        end_col_offset: metaEnd.col_offset
      });
    }
    values.push(node);
  }

  private formatSpec(isTemplate: boolean, isRaw: boolean): JoinedStr {
    const colon = this.advance();
    const values: Expr[] = [];
    while (!this.at('}')) {
      if (!this.at('FSTRING_MIDDLE') && !this.at('{')) {
        this.invalidFormatSpecEnd(isTemplate ? 't' : 'f');
        this.fail();
      }
      this.formattedPart(values, false, isRaw);
    }
    if (this.grammar.foldedSpecs)
      return this.node<JoinedStr>(colon, { kind: 'JoinedStr', values: foldConstants(values) });
    if (values[values.length - 1]?.kind === 'FormattedValue') {
      const { lineno, col_offset } = this.tok;
      const place = { lineno, col_offset, end_lineno: lineno, end_col_offset: col_offset };
      values.push({ kind: 'Constant', value: { type: 'str', value: '' }, constant_kind: null, ...place });
    }
    return this.node<JoinedStr>(colon, { kind: 'JoinedStr', values });
  }

  private template(whole: Place, parts: readonly (Token | JoinedStr | TemplateStr)[]): TemplateStr {
    if (parts.some(part => part.kind !== 'TemplateStr')) {
      this.raise('cannot mix t-string literals with string or bytes literals', whole);
    }
    const values = foldConstants(parts.flatMap(part => (part as TemplateStr).values));
    return { kind: 'TemplateStr', values, ...whole };
  }

  /** Recognises what is wrong after the `{` of an f-string.  Overridden by the diagnosing layer. */
  protected invalidReplacementField(_letter: string): void {}
  protected invalidFormatSpecEnd(_letter: string): void {}
}

/** The text that `=` shows has no comments. */
function withoutComments(text: string): string {
  if (!text.includes('#')) return text;
  return text.replace(
    /("[^"\n]*"|'[^'\n]*')|#[^\n]*/g,
    (_comment, quoted: string | undefined) => quoted ?? ''
  );
}
