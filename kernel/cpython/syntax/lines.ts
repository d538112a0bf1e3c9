/** The tokenizer's ground: places in the text, lines and their indentation, failures.  CPython: Parser/lexer/lexer.c, state.c. */
import type { PythonSyntaxError } from './errors.js';
import { SyntaxFailure, type Source } from './source.js';
import { characterCount, utf8Length, type Token } from './token.js';

const MAX_INDENTS = 100;

/** An open bracket. */
export interface OpenBracket {
  bracket: string;
  lineno: number;
  column: number;
}

/** Where tokens of an f-string's expression begin, before 3.12: their own little source (see `fstrings.ts`). */
export interface Origin {
  lineno: number;
  column: number;
}

/** Tokens so far, and where the cursor stands. */
export abstract class LineTokenizer {
  readonly tokens: Token[] = [];
  /** The error an ERROR token stands for; null with an ERROR token means that the source ended inside brackets. */
  error: PythonSyntaxError | null = null;
  /** The error is of a whole line: one that the parser found before it goes first. */
  isLineError = false;
  readonly brackets: OpenBracket[] = [];

  readonly text: string;
  protected readonly isAscii: boolean;
  protected readonly isStrict: boolean;
  protected pos = 0;
  protected lineno: number;
  protected lineStart = 0;
  protected columnPos = 0; // up to here, `columnBytes` of the line were counted
  protected columnBytes = 0;
  protected readonly indents = [0];
  protected readonly altIndents = [0];
  protected hasLine = false; // a token of the current logical line was made

  constructor(
    protected readonly source: Source,
    text = source.text,
    protected readonly origin: Origin = { lineno: 1, column: 0 }
  ) {
    this.text = text;
    this.isAscii = !/[\u0080-\uffff]/.test(text);
    this.isStrict = source.grammar.betterErrors;
    this.lineno = origin.lineno;
  }

  // Positions

  protected column(pos: number): number {
    const shift = this.lineno === this.origin.lineno ? this.origin.column : 0;
    if (this.isAscii) return pos - this.lineStart + shift;
    if (this.columnPos < this.lineStart || pos < this.columnPos) {
      this.columnPos = this.lineStart;
      this.columnBytes = 0;
    }
    this.columnBytes += utf8Length(this.text, this.columnPos, pos);
    this.columnPos = pos;
    return this.columnBytes + shift;
  }

  protected newLine(): void {
    this.lineno++;
    this.lineStart = this.pos;
  }

  protected push(kind: string, text: string, start: number, end: number): void {
    const col_offset = this.column(start);
    const token: Token = {
      kind,
      text,
      start,
      end,
      lineno: this.lineno,
      col_offset,
      end_lineno: this.lineno,
      end_col_offset: end === start ? col_offset : this.column(end),
      level: this.brackets.length,
      layout: false
    };
    this.tokens.push(token);
  }

  protected pushLayout(kind: string, start: number, end: number): void {
    this.push(kind, '', start, end);
    this.tokens[this.tokens.length - 1]!.layout = true;
  }

  /** Fails with the cursor at `cursor`: the error lies on the character before it. */
  protected fail(
    message: string,
    cursor = this.pos,
    from = -1,
    kind: PythonSyntaxError['kind'] = 'SyntaxError'
  ): never {
    const column = (to: number): number => characterCount(this.text.slice(this.lineStart, to));
    const hasEnd = this.source.grammar.betterErrors;
    const isRange = from >= 0;
    throw new SyntaxFailure({
      kind,
      message,
      lineno: this.lineno,
      offset: isRange ? column(from) + 1 : column(cursor),
      end_lineno: hasEnd ? this.lineno : null,
      end_offset: hasEnd ? column(cursor) + (isRange ? 1 : 0) : null,
      text: this.source.line(this.lineno)
    });
  }

  // Lines

  /** Reads the blanks before a line, over lines that have nothing else, and makes INDENT and DEDENT tokens. */
  protected indentation(): void {
    const { text } = this;
    let column = 0,
      alternative = 0, // with tabs one column wide: both counts must agree on the order
      continued = 0;
    for (;;) {
      const c = text.charCodeAt(this.pos);
      if (c === 32) {
        column++;
        alternative++;
      } else if (c === 9) {
        column = ((column >> 3) << 3) + 8;
        alternative++;
      } else if (c === 12) {
        column = alternative = 0;
      } else if (c === 92) {
        continued ||= column;
        this.continuation();
        continue;
      } else if (c === 10) {
        this.pos++;
        this.newLine();
        column = alternative = continued = 0;
        continue;
      } else if (c === 35) {
        this.skipComment();
        continue;
      } else break;
      this.pos++;
    }
    if (this.pos >= text.length) column = alternative = 0;
    else if (continued) column = alternative = continued;
    this.indentTo(column, alternative);
    this.hasLine = false;
  }

  protected indentTo(column: number, alternative: number): void {
    const { indents, altIndents } = this;
    const current = indents[indents.length - 1]!;
    if (column > current) {
      if (indents.length >= MAX_INDENTS) {
        this.fail('too many levels of indentation', this.pos, -1, 'IndentationError');
      }
      if (alternative <= altIndents[altIndents.length - 1]!) this.failTabs();
      indents.push(column);
      altIndents.push(alternative);
      this.pushLayout('INDENT', this.pos, this.pos);
      return;
    }
    while (column < indents[indents.length - 1]!) {
      indents.pop();
      altIndents.pop();
      if (column > indents[indents.length - 1]!) this.failDedent();
      this.pushLayout('DEDENT', this.pos, this.pos);
    }
    if (alternative !== altIndents[altIndents.length - 1]!) this.failTabs();
  }

  protected failTabs(): never {
    this.failLine('TabError', 'inconsistent use of tabs and spaces in indentation', 1, 0);
  }

  protected failDedent(): never {
    const line = this.source.line(this.lineno);
    this.failLine(
      'IndentationError',
      'unindent does not match any outer indentation level',
      line.length + 1,
      -1
    );
  }

  protected failLine(kind: PythonSyntaxError['kind'], message: string, offset: number, end: number): never {
    this.isLineError = true;
    throw new SyntaxFailure({
      kind,
      message,
      lineno: this.lineno,
      offset,
      end_lineno: this.isStrict ? this.lineno : null,
      end_offset: this.isStrict ? end : null,
      text: `${this.source.line(this.lineno)}\n`
    });
  }

  protected skipComment(): void {
    const end = this.text.indexOf('\n', this.pos);
    this.pos = end < 0 ? this.text.length : end;
  }

  /** Steps over a backslash at a line's end. */
  protected continuation(): void {
    this.pos++;
    const rest = this.pos - this.lineStart;
    if (this.pos < this.text.length && this.text.charCodeAt(this.pos) !== 10) {
      this.failLine('SyntaxError', 'unexpected character after line continuation character', rest + 1, 0);
    }
    this.pos++;
    if (this.pos >= this.text.length)
      this.failLine('SyntaxError', 'unexpected EOF while parsing', rest + 1, -1);
    this.newLine();
  }
}
