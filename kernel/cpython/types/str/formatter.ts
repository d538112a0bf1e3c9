/** str.format and str.format_map: replacement fields.  CPython: Objects/stringlib/unicode_format.h. */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import type { Address } from '../../heap/memory.js';
import { asciiRepr } from '../../abstract/ascii.js';
import { formatObject } from '../../abstract/format.js';
import { getAttr, getItem, repr, str } from '../../abstract/object.js';
import { Pieces } from '../../abstract/pieces.js';
import { sequenceItem } from '../../abstract/sequence.js';
import { dictGetItem } from '../../include/dict.js';
import { isExactInt, newInt } from '../../include/int.js';
import { newStr, toHost } from '../../include/str.js';
import { Flag, typeHas } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { raiseWith } from '../../abstract/raise-with.js';

/** Where the values come from: arguments, or one mapping (format_map). */
export interface Values {
  readonly argv: Address;
  readonly nargs: number;
  /** Keyword arguments as a dict, the mapping of format_map, or NULL. */
  readonly named: Ref | 0;
  readonly isMap: boolean;
}
type Numbering = 'none' | 'automatic' | 'manual';

/** `template.format(...)`. */
export function formatTemplate(self: Ref, values: Values): Answer {
  const formatter = new Formatter(values);
  return formatter.build(Array.from(toHost(self)), 2);
}

const valueError = (text: string): 0 => raise(errors.ValueError, text);

class Formatter {
  private numbering: Numbering = 'none';
  private nextNumber = 0;
  constructor(private readonly values: Values) {}

  /** @cpython do_markup, MarkupIterator_next */
  build(text: readonly string[], depth: number): Result {
    if (depth < 0) return valueError('Max string recursion exceeded');
    const out = new Pieces();
    let at = 0;
    while (at < text.length) {
      const from = at;
      while (at < text.length && text[at] !== '{' && text[at] !== '}') at++;
      const brace = text[at];
      if (brace === undefined) {
        out.add(text.slice(from).join(''));
        break;
      }
      const isDoubled = text[at + 1] === brace;
      if (brace === '}' && !isDoubled) {
        out.drop();
        return valueError("Single '}' encountered in format string");
      }
      if (at + 1 >= text.length) {
        out.drop();
        return valueError("Single '{' encountered in format string");
      }
      out.add(text.slice(from, isDoubled ? at + 1 : at).join(''));
      at += isDoubled ? 2 : 1;
      if (isDoubled) continue;
      const field = this.parse(text, at);
      const piece = field === null ? NULL : this.render(field, depth);
      if (piece === NULL) return out.drop();
      if (field!.isNumber) {
        // Numbers are written into the text: a single figure then is the cached character.
        out.add(toHost(piece));
        decref(piece);
      } else out.addOwned(piece);
      at = field!.end;
    }
    return out.finish();
  }

  /** A field from after its `{`; null: ValueError.  @cpython parse_field */
  private parse(text: readonly string[], start: number): Field | null {
    let at = start,
      c = '';
    scan: while (at < text.length) {
      c = text[at++]!;
      switch (c) {
        case '{':
          valueError("unexpected '{' in field name");
          return null;
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
    if (c === '}') return { name, conversion, spec: [], nested: false, isNumber: false, end: at };
    if (c !== '!' && c !== ':') {
      valueError("expected '}' before end of string");
      return null;
    }
    if (c === '!') {
      if (at >= text.length) {
        valueError('end of string while looking for conversion specifier');
        return null;
      }
      conversion = text[at++]!;
      if (at < text.length) {
        const next = text[at++]!;
        if (next === '}') return { name, conversion, spec: [], nested: false, isNumber: false, end: at };
        if (next !== ':') {
          valueError("expected ':' after conversion specifier");
          return null;
        }
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
        return { name, conversion, spec: text.slice(from, at - 1), nested, isNumber: false, end: at };
      }
    }
    valueError("unmatched '{' in format spec");
    return null;
  }

  private render(field: Field, depth: number): Result {
    let value = this.lookUp(field.name);
    if (value === NULL) return NULL;
    if (field.conversion !== '') {
      const converted = convert(field.conversion, value);
      decref(value);
      if (converted === NULL) return NULL;
      value = converted;
    }
    field.isNumber = isExactInt(value);
    const spec = field.nested ? this.build(field.spec, depth - 1) : newStr(field.spec.join(''));
    const made = spec === NULL ? NULL : formatObject(value, spec);
    decref(value);
    if (spec !== NULL) decref(spec);
    return made;
  }

  /** The object that a field's name leads to.  @cpython get_field_object */
  private lookUp(name: string): Result {
    const split = /[.[]/.exec(name);
    const first = split === null ? name : name.slice(0, split.index);
    let value = this.first(first);
    let rest = split === null ? '' : name.slice(split.index);
    while (value !== NULL && rest !== '') {
      const step = nextStep(rest);
      if (step === null) {
        decref(value);
        return NULL;
      }
      rest = step.rest;
      const next = step.isAttribute ? attribute(value, step.key) : item(value, step.key);
      decref(value);
      value = next;
    }
    return value;
  }
  private first(name: string): Result {
    const { values } = this;
    const number = /^\d+$/.test(name) ? Number(name) : -1;
    if (number > Number.MAX_SAFE_INTEGER) return valueError('Too many decimal digits in format string');
    if (name === '' || number >= 0) {
      const i = this.number(name === '' ? -1 : number);
      if (i === null) return NULL;
      if (values.isMap) return valueError('Format string contains positional fields');
      if (i >= values.nargs) {
        return raise(errors.IndexError, `Replacement index ${i} out of range for positional args tuple`);
      }
      return newRef(argumentAt(values.argv, i) as Ref);
    }
    const key = newStr(name);
    if (key === NULL) return NULL;
    const found = this.named(key);
    decref(key);
    return found;
  }
  private named(key: Ref): Result {
    const { named, isMap } = this.values;
    if (isMap) return finish(getItem(named as Ref, key));
    const found = named === 0 ? 0 : dictGetItem(named, key);
    if (found === null) return NULL;
    return found === 0 ? raiseWith(errors.KeyError, newRef(key)) : newRef(found);
  }
  /** Numbers are all written or none is.  @cpython autonumber_state_error */
  private number(written: number): number | null {
    const wanted: Numbering = written < 0 ? 'automatic' : 'manual';
    if (this.numbering === 'none') this.numbering = wanted;
    if (this.numbering !== wanted) {
      valueError(
        wanted === 'automatic'
          ? 'cannot switch from manual field specification to automatic field numbering'
          : 'cannot switch from automatic field numbering to manual field specification'
      );
      return null;
    }
    return written < 0 ? this.nextNumber++ : written;
  }
}
interface Field {
  readonly name: string;
  readonly conversion: string;
  readonly spec: readonly string[];
  readonly nested: boolean;
  /** Whether the value turned out to be one. */
  isNumber: boolean;
  readonly end: number;
}

/** `.name` or `[key]` at the front of what follows a name; null: ValueError.  @cpython FieldNameIterator_next */
function nextStep(rest: string): { isAttribute: boolean; key: string; rest: string } | null {
  const isAttribute = rest[0] === '.';
  let key: string, after: string;
  if (isAttribute) {
    const end = /[.[]/.exec(rest.slice(1));
    key = end === null ? rest.slice(1) : rest.slice(1, end.index + 1);
    after = rest.slice(key.length + 1);
  } else if (rest[0] === '[') {
    const end = rest.indexOf(']');
    if (end < 0) {
      valueError("Missing ']' in format string");
      return null;
    }
    key = rest.slice(1, end);
    after = rest.slice(end + 1);
  } else {
    valueError("Only '.' or '[' may follow ']' in format field specifier");
    return null;
  }
  if (key === '') {
    valueError('Empty attribute in format string');
    return null;
  }
  return { isAttribute, key, rest: after };
}
function attribute(o: Ref, name: string): Result {
  const key = newStr(name);
  if (key === NULL) return NULL;
  const found = finish(getAttr(o, key));
  decref(key);
  return found;
}
function item(o: Ref, key: string): Result {
  const isNumber = /^\d+$/.test(key);
  const isSequence = slotOf(typeOf(o), slot.sq_item) !== 0 && !typeHas(typeOf(o), Flag.DICT);
  if (isNumber && isSequence) return finish(sequenceItem(o, Number(key)));
  const made = isNumber ? newInt(Number(key)) : newStr(key);
  if (made === NULL) return NULL;
  const found = finish(getItem(o, made));
  decref(made);
  return found;
}
function convert(conversion: string, value: Ref): Result {
  switch (conversion) {
    case 'r':
      return finish(repr(value));
    case 's':
      return finish(str(value));
    case 'a':
      return asciiRepr(value);
  }
  const code = conversion.codePointAt(0)!;
  return valueError(
    `Unknown conversion specifier ${code > 32 && code < 127 ? conversion : '\\x' + code.toString(16)}`
  );
}
