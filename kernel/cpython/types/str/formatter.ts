/** str.format and str.format_map: replacement fields.  CPython: Objects/stringlib/unicode_format.h. */
import { NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import type { Address } from '../../heap/memory.js';
import { asciiRepr } from '../../abstract/ascii.js';
import { formatObject } from '../../abstract/format.js';
import { nextMarkup, nextStep, type Field } from '../../abstract/markup.js';
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
    if (depth <= 0) return valueError('Max string recursion exceeded');
    const out = new Pieces();
    for (let at = 0; at < text.length;) {
      const part = nextMarkup(text, at);
      if (part === null) return out.drop();
      out.add(part.literal);
      at = part.end;
      if (part.field === null) continue;
      const rendered = this.render(part.field, depth);
      if (rendered === null) return out.drop();
      if (rendered.isNumber) {
        // Numbers are written into the text: a single figure then is the cached character.
        out.add(toHost(rendered.piece));
        decref(rendered.piece);
      } else out.addOwned(rendered.piece);
    }
    return out.finish();
  }

  private render(field: Field, depth: number): { piece: Owned; isNumber: boolean } | null {
    let value = this.lookUp(field.name);
    if (value === NULL) return null;
    if (field.conversion !== '') {
      const converted = convert(field.conversion, value);
      decref(value);
      if (converted === NULL) return null;
      value = converted;
    }
    const isNumber = isExactInt(value);
    const spec = field.nested ? this.build(field.spec, depth - 1) : newStr(field.spec.join(''));
    const piece = spec === NULL ? NULL : formatObject(value, spec);
    decref(value);
    if (spec !== NULL) decref(spec);
    return piece === NULL ? null : { piece, isNumber };
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
