/** _string: the syntax of format strings, for string.Formatter.  CPython: Objects/unicodeobject.c, stringlib/unicode_format.h. */
import {
  ABSENT,
  NULL,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { mayOwn, ssize, structAt } from '../heap/struct.js';
import { defineModule, defineType } from '../abstract/define.js';
import { thenFree } from '../abstract/fields.js';
import { packTuple } from '../abstract/pack.js';
import { endOfFirst, nextMarkup, nextStep } from '../abstract/markup.js';
import { newInt } from '../include/int.js';
import { newBool, none } from '../include/singletons.js';
import { isStr, newStr, toHost } from '../include/str.js';
import { newPair } from '../include/tuple.js';
import { staticType, typeName } from '../include/type.js';
import { newObject } from '../object/create.js';
import { thenRelease } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { typeOf, type PyType } from '../object/header.js';
import { decref, newRef, take } from '../object/refcount.js';

const Formatter_Type = staticType(),
  FieldName_Type = staticType();
/** The string that is read, and how far; offsets and sizes are those of formatteriterobject and fieldnameiterobject. */
const Reading = structAt('formatteriterator', { str: mayOwn, at: ssize }, { str: 16, at: 24 }, 48);
const { str, at } = Reading;
const FIELD_NAME_SIZE = 56;

function reader(type: PyType, text: Ref, start: number): Result {
  const self = newObject(type);
  if (self === 0) return NULL;
  str.set(self, newRef(text));
  at.set(self, start);
  return self;
}
const life = {
  dealloc(self: Ref): void {
    thenFree(self);
    thenRelease(take(self, str));
  },
  iter: (self: Ref): Answer => newRef(self)
};
const notStr = (o: Ref): 0 => raise(errors.TypeError, `expected str, got ${typeName(typeOf(o))}`);
const textOf = (self: Ref): string => toHost(str(self) as Ref);
const orNone = (text: string | null): Owned | 0 => (text === null ? none() : newStr(text));
/** Literal text, field name, specification, conversion.  @cpython formatteriter_next */
function nextPart(self: Ref): Maybe {
  const text = Array.from(textOf(self));
  if (at(self) >= text.length) return ABSENT;
  const part = nextMarkup(text, at(self));
  if (part === null) return NULL;
  at.set(self, part.end);
  const { literal, field } = part;
  return packTuple(
    newStr(literal),
    orNone(field === null ? null : field.name),
    orNone(field === null ? null : field.spec.join('')),
    orNone(field === null || field.conversion === '' ? null : field.conversion)
  );
}
/** Whether it is an attribute, and its name or key.  @cpython fieldnameiter_next */
function nextName(self: Ref): Maybe {
  const text = textOf(self);
  if (at(self) >= text.length) return ABSENT;
  const step = nextStep(text.slice(at(self)));
  if (step === null) return NULL;
  at.set(self, text.length - step.rest.length);
  return packTuple(newBool(step.isAttribute), step.isAttribute ? newStr(step.key) : nameOrNumber(step.key));
}
const nameOrNumber = (text: string): Result => (/^[0-9]+$/.test(text) ? newInt(Number(text)) : newStr(text));

defineType({
  name: 'formatteriterator',
  type: Formatter_Type,
  struct: Reading,
  noNew: true,
  ...life,
  iternext: nextPart
});
defineType({
  name: 'fieldnameiterator',
  type: FieldName_Type,
  struct: Reading,
  basicsize: FIELD_NAME_SIZE,
  noNew: true,
  ...life,
  iternext: nextName
});

/** @cpython Objects/unicodeobject.c formatter_field_name_split */
function splitFieldName(_module: Ref, name: Ref): Answer {
  if (!isStr(name)) return notStr(name);
  const text = toHost(name),
    end = endOfFirst(text);
  const first = nameOrNumber(text.slice(0, end));
  if (first === NULL) return NULL;
  const rest = reader(FieldName_Type, name, end);
  if (rest !== NULL) return newPair(first, rest);
  decref(first);
  return NULL;
}

export const string = defineModule({
  name: '_string',
  doc: 'string helper module',
  functions: {
    formatter_field_name_split: {
      signature: '($module, object, /)',
      doc: 'split the argument as a field name',
      call: splitFieldName
    },
    formatter_parser: {
      signature: '($module, object, /)',
      doc: 'parse the argument as a format string',
      call: (_module: Ref, text: Ref): Answer =>
        isStr(text) ? reader(Formatter_Type, text, 0) : notStr(text)
    }
  }
});
