/** Text to tokens: names, operators, strings.  CPython: Parser/lexer/lexer.c. */
import { LineTokenizer } from './lines.js';
import { scanNumber } from './numbers.js';
import { SyntaxFailure } from './source.js';
import { characterCount, utf8Length } from './token.js';

const NAME_START = /[\p{XID_Start}_]/u;
const NAME_PART = /\p{XID_Continue}/u;
const PRINTABLE = /[^\p{C}\p{Z}]/u;

/** Operators by length, longest first. */
const THREE = new Set(['**=', '//=', '>>=', '<<=', '...']);
const TWO = new Set('** // >> << <= >= == != -> += -= *= /= %= &= |= ^= @= <> :='.split(' '));
const ONE: ReadonlyMap<string, string> = new Map([...'()[]{},:;.+-*/|&<>=%~^@!?$`'].map(c => [c, c]));
const INTERNED: ReadonlyMap<string, string> = new Map([...THREE, ...TWO].map(op => [op, op]));

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const PREFIX = /^(?:[bruBRU]|[bB][rR]|[rR][bB]|[fF]|[fF][rR]|[rR][fF]|[tT]|[tT][rR]|[rR][tT])$/;
const MAX_BRACKETS = 200;

/** An f-string or t-string that has begun and not ended. */
interface StringMode {
  letter: 'f' | 't';
  quote: string;
  raw: boolean;
  startLine: number;
  startPos: number;
  startLineStart: number;
  /** For each open replacement field, innermost last: the bracket level inside it, and whether its `:` was seen. */
  fields: { level: number; inSpec: boolean }[];
}

const isNameStart = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128;
const isNamePart = (c: number): boolean => isNameStart(c) || (c >= 48 && c <= 57);

/** The tokens of a source: all of them, or those before an error and an ERROR token. */
export class Tokenizer extends LineTokenizer {
  private readonly modes: StringMode[] = [];

  run(): this {
    try {
      this.indentation();
      while (this.next());
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      this.error = failure.error;
      this.push('ERROR', '', this.pos, this.pos);
    }
    return this;
  }

  // Tokens

  /** Makes the next token or tokens; false after the last. */
  private next(): boolean {
    const { text } = this;
    const mode = this.modes[this.modes.length - 1];
    if (mode !== undefined) {
      const field = mode.fields[mode.fields.length - 1];
      if (field === undefined || field.inSpec) {
        this.stringPart(mode);
        return true;
      }
    }
    let c = text.charCodeAt(this.pos);
    for (;;) {
      if (c === 32 || c === 9 || c === 12) this.pos++;
      else if (c === 92) this.continuation();
      else break;
      c = text.charCodeAt(this.pos);
    }
    const start = this.pos;
    if (start >= text.length) return this.endOfSource();
    if (c === 10) {
      this.endOfLine(start);
      return true;
    }
    if (c === 35) {
      this.skipComment();
      if (this.pos < text.length || this.brackets.length > 0) {
        if (this.pos < text.length) this.endOfLine(start);
        return true;
      }
      return this.endOfSource(start);
    }
    this.hasLine = true;
    if (isNameStart(c)) this.nameOrString(start);
    else if ((c >= 48 && c <= 57) || (c === 46 && this.isDigitAt(start + 1))) this.number(start);
    else if (c === 34 || c === 39) this.string(start, start, '');
    else this.operator(start);
    return true;
  }

  private isDigitAt(pos: number): boolean {
    const c = this.text.charCodeAt(pos);
    return c >= 48 && c <= 57;
  }

  /** At a line end (the cursor is on it): a NEWLINE token from `start`, unless brackets are open. */
  private endOfLine(start: number): void {
    if (this.brackets.length > 0) {
      this.pos++;
      this.newLine();
      return;
    }
    this.pushLayout('NEWLINE', start, this.pos);
    if (this.source.grammar.wideNewline) this.tokens[this.tokens.length - 1]!.end_col_offset++;
    this.pos++;
    this.newLine();
    this.indentation();
  }

  private endOfSource(start = this.pos): false {
    if (this.brackets.length > 0) {
      this.push('ERROR', '', this.pos, this.pos);
      return false;
    }
    if (this.hasLine) {
      this.pushLayout('NEWLINE', start, this.pos);
      if (this.source.grammar.wideNewline) this.tokens[this.tokens.length - 1]!.end_col_offset++;
      this.lineno++;
      this.lineStart = this.pos;
    }
    this.indentTo(0, 0);
    this.pushLayout('ENDMARKER', this.pos, this.pos);
    return false;
  }

  private nameOrString(start: number): void {
    const { text } = this;
    let end = start + 1;
    while (isNamePart(text.charCodeAt(end))) end++;
    this.pos = end;
    const c = text.charCodeAt(end);
    let name = text.slice(start, end);
    if ((c === 34 || c === 39) && end - start <= 2 && PREFIX.test(name)) {
      if (this.string(start, end, name)) return;
    }
    if (!this.isAscii && utf8Length(text, start, end) !== end - start) {
      this.verifyIdentifier(start, name);
      name = name.normalize('NFKC');
    }
    const keyword = this.source.grammar.keywords.get(name);
    this.push(keyword ?? 'NAME', keyword ?? name, start, end);
  }

  /** Fails at the first character that no name may have.  @cpython Parser/lexer/lexer.c verify_identifier */
  private verifyIdentifier(start: number, name: string): void {
    let at = start;
    for (const character of name) {
      const isValid = (at === start ? NAME_START : NAME_PART).test(character);
      at += character.length;
      if (!isValid) this.failCharacter(character, at);
    }
  }

  private failCharacter(character: string, cursor: number): never {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    if (PRINTABLE.test(character)) this.fail(`invalid character '${character}' (U+${code})`, cursor);
    this.fail(`invalid non-printable character U+${code}`, cursor);
  }

  private number(start: number): void {
    const scan = scanNumber(this.text, start, this.source.grammar.betterErrors);
    if (scan.error !== undefined) this.fail(scan.error, scan.end, scan.from ?? -1);
    if (scan.warning !== undefined) {
      const category = this.source.grammar.parameterErrors ? 'SyntaxWarning' : 'DeprecationWarning';
      this.source.warn(category, scan.warning, this.lineno, start);
    }
    this.pos = scan.end;
    this.push('NUMBER', this.text.slice(start, scan.end), start, scan.end);
  }

  private operator(start: number): void {
    const { text } = this;
    const mode = this.modes[this.modes.length - 1];
    const field = mode?.fields[mode.fields.length - 1];
    const isFieldLevel = field !== undefined && this.brackets.length === field.level;
    const first = text.charAt(start);
    if (isFieldLevel && first === ':') {
      this.pos = start + 1;
      field.inSpec = true;
      this.push(':', ':', start, this.pos);
      return;
    }
    let op = text.slice(start, start + 3);
    if (!THREE.has(op)) {
      op = text.slice(start, start + 2);
      if (!TWO.has(op) || (op === ':=' && !this.source.grammar.walrus)) op = first;
    }
    const kind = op.length === 1 ? ONE.get(op) : INTERNED.get(op);
    if (kind === undefined) this.failCharacter(first, start + 1);
    this.pos = start + op.length;
    if (kind === '(' || kind === '[' || kind === '{') this.openBracket(kind, start);
    else if (kind === ')' || kind === ']' || kind === '}') {
      if (isFieldLevel && kind !== '}') this.fail(`${mode!.letter}-string: unmatched '${kind}'`, start + 1);
      if (isFieldLevel) mode!.fields.pop();
      this.closeBracket(kind, start);
    }
    this.push(kind, kind, start, this.pos);
  }

  private openBracket(bracket: string, start: number): void {
    if (this.brackets.length >= MAX_BRACKETS) this.fail('too many nested parentheses');
    this.brackets.push({ bracket, lineno: this.lineno, column: this.column(start) });
  }

  private closeBracket(bracket: string, start: number): void {
    const open = this.brackets.pop();
    if (open === undefined) {
      const inField = this.modes.length > 0;
      this.fail(
        inField ? `f-string: single '${bracket}' is not allowed` : `unmatched '${bracket}'`,
        start + 1
      );
    }
    if (open.bracket !== CLOSES[bracket]) {
      const where = open.lineno === this.lineno ? '' : ` on line ${open.lineno}`;
      this.fail(
        `closing parenthesis '${bracket}' does not match opening parenthesis '${open.bracket}'${where}`,
        start + 1
      );
    }
  }

  // Strings

  /** A string whose quotes begin at `quoteAt`; false if `prefix` is none in this version. */
  private string(start: number, quoteAt: number, prefix: string): boolean {
    const { text } = this;
    const { grammar } = this.source;
    const letters = prefix.toLowerCase();
    const isTemplate = letters.includes('t');
    if (isTemplate && !grammar.tStrings) return false;
    const quote = text.charAt(quoteAt);
    const isTriple = text.startsWith(quote.repeat(3), quoteAt);
    const size = isTriple ? 3 : 1;
    if (isTemplate || (letters.includes('f') && grammar.fStringTokens)) {
      this.pos = quoteAt + size;
      this.push('FSTRING_START', text.slice(start, this.pos), start, this.pos);
      this.modes.push({
        letter: isTemplate ? 't' : 'f',
        quote: quote.repeat(size),
        raw: letters.includes('r'),
        startLine: this.lineno,
        startPos: start,
        startLineStart: this.lineStart,
        fields: []
      });
      return true;
    }
    this.plainString(start, quoteAt + size, quote, isTriple);
    return true;
  }

  private plainString(start: number, body: number, quote: string, isTriple: boolean): void {
    const { text } = this;
    const quoteCode = quote.charCodeAt(0);
    const lineno = this.lineno;
    const column = this.column(start);
    const lineStart = this.lineStart;
    let at = body;
    for (; ; at++) {
      const c = text.charCodeAt(at);
      if (c === 92) {
        at++;
        if (text.charCodeAt(at) === 10) this.startLineAt(at + 1);
      } else if (c === quoteCode) {
        if (!isTriple) break;
        if (text.charCodeAt(at + 1) === quoteCode && text.charCodeAt(at + 2) === quoteCode) break;
      } else if (c === 10) {
        if (!isTriple) this.failString(start, lineno, lineStart, false, at);
        this.startLineAt(at + 1);
      } else if (at >= text.length) this.failString(start, lineno, lineStart, isTriple, at);
    }
    this.pos = at + (isTriple ? 3 : 1);
    this.tokens.push({
      kind: 'STRING',
      text: text.slice(start, this.pos),
      start,
      end: this.pos,
      lineno,
      col_offset: column,
      end_lineno: this.lineno,
      end_col_offset: this.column(this.pos),
      level: this.brackets.length,
      layout: false
    });
  }

  private startLineAt(pos: number): void {
    this.lineno++;
    this.lineStart = pos;
  }

  private failString(
    start: number,
    lineno: number,
    lineStart: number,
    isTriple: boolean,
    at: number,
    letter = ''
  ): never {
    const { grammar } = this.source;
    const isAtEnd = at >= this.text.length && this.text.endsWith('\n');
    const detected = isAtEnd ? this.lineno - 1 : this.lineno;
    const mode = this.modes[this.modes.length - 1];
    if (
      letter === '' &&
      mode !== undefined &&
      this.text.startsWith(mode.quote, this.text.slice(start).search(/["']/) + start)
    ) {
      this.fail(`${mode.letter}-string: expecting '}'`, start + 1);
    }
    this.lineno = lineno;
    this.lineStart = lineStart;
    if (!grammar.betterErrors) {
      if (isTriple) {
        this.lineno = detected;
        this.fail('EOF while scanning triple-quoted string literal', at);
      }
      const column = characterCount(this.text.slice(lineStart, at + 1));
      this.failLine('SyntaxError', 'EOL while scanning string literal', column, 0);
    }
    const name = letter === '' ? 'string' : `${letter}-string`;
    const isEscaped = grammar.escapedQuoteHint && !isTriple && letter === '';
    const hint =
      isEscaped && /\\["']/.test(this.text.slice(start, at)) ? '; perhaps you escaped the end quote?' : '';
    this.fail(
      `unterminated ${isTriple ? 'triple-quoted ' : ''}${name} literal (detected at line ${detected})${hint}`,
      start + 1
    );
  }

  // f-strings and t-strings from 3.12

  /** Between fields, or in a format spec: the next FSTRING_MIDDLE, `{`, `}` or FSTRING_END. */
  private stringPart(mode: StringMode): void {
    const { text } = this;
    const field = mode.fields[mode.fields.length - 1];
    const start = this.pos;
    if (text.charAt(start) === '{' && (field !== undefined || text.charAt(start + 1) !== '{')) {
      this.openField(mode);
      return;
    }
    if (field !== undefined && text.charAt(start) === '}') {
      this.pos++;
      mode.fields.pop();
      this.closeBracket('}', start);
      this.push('}', '}', start, this.pos);
      return;
    }
    if (text.startsWith(mode.quote, start)) {
      this.pos += mode.quote.length;
      this.modes.pop();
      this.push('FSTRING_END', mode.quote, start, this.pos);
      return;
    }
    this.stringMiddle(mode, field);
  }

  private openField(mode: StringMode): void {
    const start = this.pos++;
    this.openBracket('{', start);
    mode.fields.push({ level: this.brackets.length, inSpec: false });
    this.push('{', '{', start, this.pos);
  }

  private stringMiddle(mode: StringMode, field: StringMode['fields'][number] | undefined): void {
    const { text } = this;
    const start = this.pos;
    const lineno = this.lineno;
    const column = this.column(start);
    const isSingle = mode.quote.length === 1;
    let at = start;
    let isNamed = false; // inside \N{...}
    let skip = 0;
    for (; ; at++) {
      const c = text.charAt(at);
      if (c === '' || (c === '\n' && isSingle)) {
        if (field !== undefined && c === '\n') {
          field.inSpec = false; // the parser will say what it expected
          break;
        }
        this.pos = at;
        this.failString(mode.startPos, mode.startLine, mode.startLineStart, !isSingle, at, mode.letter);
      }
      if (c === '\n') this.startLineAt(at + 1);
      else if (text.startsWith(mode.quote, at)) break;
      else if (c === '{' && !isNamed) {
        if (text.charAt(at + 1) !== '{' || field !== undefined) break;
        at++;
        skip = 1;
        break;
      } else if (c === '}') {
        if (isNamed) {
          at++;
          break;
        }
        if (field !== undefined) break;
        if (text.charAt(at + 1) !== '}') {
          if (at > start) break;
          this.pos = at + 1;
          this.fail(`${mode.letter}-string: single '}' is not allowed`, at + 1);
        }
        at++;
        skip = 1;
        break;
      } else if (c === '\\') {
        const escaped = text.charAt(at + 1);
        if (escaped === '{' || escaped === '}') continue;
        if (!mode.raw && escaped === 'N' && text.charAt(at + 2) === '{') {
          isNamed = true;
          at += 2;
          continue;
        }
        at++;
        if (escaped === '\n') this.startLineAt(at + 1);
        else if (escaped === '') at--;
      }
    }
    this.pos = at;
    this.tokens.push({
      kind: 'FSTRING_MIDDLE',
      text: text.slice(start, at),
      start,
      end: at,
      lineno,
      col_offset: column,
      end_lineno: this.lineno,
      end_col_offset: this.column(at + (this.source.grammar.doubledBraceCounts ? skip : 0)),
      level: this.brackets.length,
      layout: false
    });
    this.pos += skip;
  }
}
