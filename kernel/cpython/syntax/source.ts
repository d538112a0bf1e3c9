/** A source text with its lines and what was noticed in it; makes error values with their columns in characters. */
import type { Grammar } from './grammar.js';
import type { PythonSyntaxError, PythonSyntaxWarning } from './errors.js';
import { characterCount, unitAtByte, utf8Length, type Token } from './token.js';

/** Thrown to unwind the parser, caught at the entry points in `parse.ts`, never seen outside `syntax/`. */
export class SyntaxFailure extends Error {
  /** More lines could still mend it. */
  isUnfinished = false;

  constructor(readonly error: PythonSyntaxError) {
    super(error.message);
  }
}

export class Source {
  readonly text: string;
  readonly warnings: PythonSyntaxWarning[] = [];
  private readonly warned = new Set<number>();
  private lines: string[] | null = null;

  /** `characterNamed` looks up `\N{...}`; without it every name is unknown. */
  constructor(
    text: string,
    readonly grammar: Grammar,
    readonly characterNamed: (name: string) => string | null
  ) {
    const unix = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    this.text = unix.startsWith('\ufeff') ? unix.slice(1) : unix;
  }

  /** Line `lineno`, without its line end; '' past the last one. */
  line(lineno: number): string {
    this.lines ??= this.text.split('\n');
    return this.lines[lineno - 1] ?? '';
  }

  /** A column in UTF-8 bytes (from 0) as one in characters (from 1). */
  characterColumn(lineno: number, byteColumn: number): number {
    const line = this.line(lineno);
    const unit = unitAtByte(line, byteColumn);
    const past = Math.max(0, byteColumn - utf8Length(line, 0, line.length));
    return characterCount(line.slice(0, unit)) + past + 1;
  }

  /**
   * An error from byte columns, as the parser raises it.  `reached` is the line that was read up to: the text of that
   * line has its line end, that of an earlier one has not.
   */
  errorAt(
    kind: PythonSyntaxError['kind'],
    message: string,
    lineno: number,
    column: number,
    endLineno: number | null,
    endColumn: number | null,
    reached = lineno
  ): SyntaxFailure {
    const hasEnd = this.grammar.betterErrors && endLineno !== null && endColumn !== null;
    return new SyntaxFailure({
      kind,
      message,
      lineno,
      offset: this.characterColumn(lineno, column),
      end_lineno: hasEnd ? endLineno : null,
      end_offset: !hasEnd ? null : endColumn < 0 ? 0 : this.characterColumn(endLineno, endColumn),
      text: this.line(lineno) + (reached > lineno && this.grammar.betterErrors ? '' : '\n')
    });
  }

  /** An error on a token.  One that only marks indentation or the end has CPython's cursor for a column. */
  errorOn(kind: PythonSyntaxError['kind'], message: string, token: Token): SyntaxFailure {
    if (!token.layout || token.kind === 'NEWLINE') {
      return this.errorAt(
        kind,
        message,
        token.lineno,
        token.col_offset,
        token.end_lineno,
        token.end_col_offset
      );
    }
    const isAtEnd = token.start >= this.text.length;
    const lineno = isAtEnd ? this.text.replace(/\n$/, '').split('\n').length : token.lineno;
    const offset = isAtEnd ? characterCount(this.line(lineno)) + 1 : token.col_offset;
    const hasEnd = this.grammar.betterErrors;
    const isEmpty = isAtEnd && this.text.split('\n').every(line => /^\s*(?:#|$)/.test(line));
    if (isEmpty && hasEnd) {
      const line = this.text === '' ? 0 : lineno;
      return new SyntaxFailure({
        kind,
        message,
        lineno: line,
        offset: 0,
        end_lineno: line,
        end_offset: 0,
        text: null
      });
    }
    return new SyntaxFailure({
      kind,
      message,
      lineno,
      offset,
      end_lineno: hasEnd ? lineno : null,
      end_offset: hasEnd ? -1 : null,
      text: `${this.line(lineno)}\n`
    });
  }

  /** Adds a warning about what stands at unit `at` of the text; once, however often that is parsed. */
  warn(category: PythonSyntaxWarning['category'], message: string, lineno: number, at: number): void {
    if (this.warned.has(at)) return;
    this.warned.add(at);
    this.warnings.push({ category, message, lineno });
  }
}
