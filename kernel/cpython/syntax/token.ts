/** Tokens: what the tokenizer makes and the parser reads.  CPython: Parser/lexer, Grammar/Tokens. */
import type { Place } from './ast.js';

/**
 * A token.  `kind` is the operator or keyword itself (`'('`, `'+='`, `'if'`), or for the rest one of `NAME`, `NUMBER`,
 * `STRING`, `FSTRING_START`, `FSTRING_MIDDLE`, `FSTRING_END`, `NEWLINE`, `INDENT`, `DEDENT`, `ENDMARKER`, and `ERROR`
 * where the tokenizer gave up.  The words of `match`, `case`, `type` and `_` are NAMEs.
 */
export interface Token extends Place {
  kind: string;
  /** The name, number or string as written; for operators and keywords, `kind`. */
  text: string;
  /** Where it begins and ends in the source, in UTF-16 units. */
  start: number;
  end: number;
  /** How many brackets are open after it. */
  level: number;
  /** NEWLINE, INDENT, DEDENT or ENDMARKER: no node ends with it. */
  layout: boolean;
}

/** How many UTF-8 bytes `text` has between two of its UTF-16 units. */
export function utf8Length(text: string, from: number, to: number): number {
  let bytes = to - from;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < to) {
      bytes += 2; // two units are four bytes
      i++;
    } else bytes += 2;
  }
  return bytes;
}

/** The UTF-16 index in `line` of the character that begins at UTF-8 byte `column`. */
export function unitAtByte(line: string, column: number): number {
  let unit = 0;
  for (let byte = 0; byte < column && unit < line.length; unit++) {
    const code = line.codePointAt(unit) ?? 0;
    byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code > 0xffff) unit++;
  }
  return unit;
}

/** How many characters (code points) `text` has. */
export function characterCount(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      count--;
      i++;
    }
  }
  return count;
}
