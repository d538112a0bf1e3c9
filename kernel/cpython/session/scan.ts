/** Tokens of a text that may be unfinished or wrong: what stands before the cursor.  Never fails, unlike the tokenizer. */

export interface Scanned {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline';
  readonly text: string;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}
export interface Scan {
  readonly tokens: readonly Scanned[];
  /** What the text ends inside of. */
  readonly inside: 'code' | 'string' | 'comment';
}

const TOKEN = new RegExp(
  [
    /(?<space>[ \t\f\r]+|\\\r?\n)/,
    /(?<newline>\n)/,
    /(?<comment>#[^\n]*)/,
    /(?<string>(?:[bBrRuUfFtT]|[bB][rR]|[rR][bBfFtT]|[fFtT][rR])?(?<quote>"""|'''|"|'))/,
    /(?<number>0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?[jJ]?)/,
    /(?<name>[\p{XID_Start}_]\p{XID_Continue}*)/u,
    /(?<operator>\*\*=?|\/\/=?|>>=?|<<=?|->|:=|[-+*/%&|^@=<>!]=|[^])/u
  ]
    .map(part => part.source)
    .join('|'),
  'uy'
);

/** Where a string ends whose quote was opened before `at`; -1: it does not.  A line end ends the short ones. */
function endOfString(text: string, at: number, quote: string): number {
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text.startsWith(quote, i)) return i + quote.length;
    else if (text[i] === '\n' && quote.length === 1) return i;
  }
  return -1;
}

/** The tokens of `text`, which ends at the cursor.  `from`: what lies before is left out. */
export function scan(text: string, from = 0): Scan {
  const tokens: Scanned[] = [];
  for (let at = from; at < text.length;) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)!.groups!;
    const start = at;
    at = TOKEN.lastIndex;
    if (groups['space'] !== undefined) continue;
    if (groups['comment'] !== undefined) {
      if (at === text.length) return { tokens, inside: 'comment' };
      continue;
    }
    let kind: Scanned['kind'] = 'operator';
    if (groups['newline'] !== undefined) kind = 'newline';
    else if (groups['number'] !== undefined) kind = 'number';
    else if (groups['name'] !== undefined) kind = 'name';
    else if (groups['quote'] !== undefined) {
      kind = 'string';
      const end = endOfString(text, at, groups['quote']);
      if (end < 0) return insideString(text, tokens, groups['string']!, at);
      at = end;
    }
    tokens.push({ kind, text: text.slice(start, at), start, end: at });
  }
  return { tokens, inside: 'code' };
}
/** The cursor is in a string that has not ended: in a replacement field of an f-string it is in code after all. */
function insideString(text: string, before: Scanned[], opened: string, at: number): Scan {
  if (/[fFtT]/.test(opened)) {
    const content = text.slice(at).replaceAll('{{', '  ');
    const brace = content.lastIndexOf('{');
    if (brace >= 0 && !content.includes('}', brace)) return scan(text, at + brace + 1);
  }
  before.push({
    kind: 'string',
    text: text.slice(at - opened.length),
    start: at - opened.length,
    end: text.length
  });
  return { tokens: before, inside: 'string' };
}

const OPENS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** The index of the bracket that the one at `i` closes, or -1. */
export function opening(tokens: readonly Scanned[], i: number): number {
  const wanted: string[] = [];
  for (let at = i; at >= 0; at--) {
    const { kind, text } = tokens[at]!;
    if (kind !== 'operator') continue;
    if (text in OPENS) wanted.push(OPENS[text]!);
    else if ('([{'.includes(text) && wanted.pop() !== text) return -1;
    if (wanted.length === 0) return at;
  }
  return -1;
}
/** The index of the innermost bracket that is open after the last token before `end`, or -1. */
export function innermost(tokens: readonly Scanned[], end: number): number {
  for (let at = end - 1; at >= 0; at--) {
    const { kind, text } = tokens[at]!;
    if (kind !== 'operator') continue;
    if (text in OPENS) {
      const open = opening(tokens, at);
      if (open < 0) return -1;
      at = open;
    } else if ('([{'.includes(text)) return at;
  }
  return -1;
}
