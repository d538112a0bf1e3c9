/** The syntax of format strings: literal text and replacement fields.  CPython: Objects/stringlib/unicode_format.h. */
import { errors, raiseNull } from '../object/errors.js';

export interface Field {
  readonly name: string;
  /** '': none. */
  readonly conversion: string;
  readonly spec: readonly string[];
  /** Whether the specification has fields of its own. */
  readonly nested: boolean;
  readonly end: number;
}
const valueError = (text: string): null => raiseNull(errors.ValueError, text);

/** Literal text from `start` on and the field after it, if any; null: ValueError.  @cpython MarkupIterator_next */
export function nextMarkup(
  text: readonly string[],
  start: number
): { readonly literal: string; readonly field: Field | null; readonly end: number } | null {
  let at = start;
  while (at < text.length && text[at] !== '{' && text[at] !== '}') at++;
  const brace = text[at];
  if (brace === undefined) return { literal: text.slice(start).join(''), field: null, end: at };
  const isDoubled = text[at + 1] === brace;
  if (!isDoubled && (brace === '}' || at + 1 >= text.length)) {
    return valueError(`Single '${brace}' encountered in format string`);
  }
  const literal = text.slice(start, isDoubled ? at + 1 : at).join('');
  if (isDoubled) return { literal, field: null, end: at + 2 };
  const field = parseField(text, at + 1);
  return field === null ? null : { literal, field, end: field.end };
}

/** A field from after its `{`; null: ValueError.  @cpython parse_field */
function parseField(text: readonly string[], start: number): Field | null {
  let at = start,
    c = '';
  scan: while (at < text.length) {
    c = text[at++]!;
    switch (c) {
      case '{':
        return valueError("unexpected '{' in field name");
      case '[':
        while (at < text.length && text[at] !== ']') at++;
        continue;
      case '}':
      case ':':
      case '!':
        break scan;
    }
  }
  const name = text.slice(start, '}:!'.includes(c) && c !== '' ? at - 1 : at).join('');
  let conversion = '';
  if (c === '}') return { name, conversion, spec: [], nested: false, end: at };
  if (c !== '!' && c !== ':') return valueError("expected '}' before end of string");
  if (c === '!') {
    if (at >= text.length) return valueError('end of string while looking for conversion specifier');
    conversion = text[at++]!;
    if (at < text.length) {
      const next = text[at++]!;
      if (next === '}') return { name, conversion, spec: [], nested: false, end: at };
      if (next !== ':') return valueError("expected ':' after conversion specifier");
    }
  }
  const from = at;
  let depth = 1,
    nested = false;
  while (at < text.length) {
    const next = text[at++];
    if (next === '{') {
      nested = true;
      depth++;
    } else if (next === '}' && --depth === 0) {
      return { name, conversion, spec: text.slice(from, at - 1), nested, end: at };
    }
  }
  return valueError("unmatched '{' in format spec");
}

/** Where the first name of a field ends: at its first `.` or `[`. */
export function endOfFirst(name: string): number {
  const at = name.search(/[.[]/);
  return at < 0 ? name.length : at;
}
/** `.name` or `[key]` at the front of what follows a name; null: ValueError.  @cpython FieldNameIterator_next */
export function nextStep(rest: string): { isAttribute: boolean; key: string; rest: string } | null {
  const isAttribute = rest[0] === '.';
  let key: string, after: string;
  if (isAttribute) {
    const end = /[.[]/.exec(rest.slice(1));
    key = end === null ? rest.slice(1) : rest.slice(1, end.index + 1);
    after = rest.slice(key.length + 1);
  } else if (rest[0] === '[') {
    const end = rest.indexOf(']');
    if (end < 0) return valueError("Missing ']' in format string");
    key = rest.slice(1, end);
    after = rest.slice(end + 1);
  } else return valueError("Only '.' or '[' may follow ']' in format field specifier");
  return key === '' ? valueError('Empty attribute in format string') : { isAttribute, key, rest: after };
}
