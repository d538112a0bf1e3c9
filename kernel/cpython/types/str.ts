/** What strings do.  CPython: Objects/unicodeobject.c. */
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { compareBytes, copy, type Address } from '../heap/memory.js';
import { asciiRepr } from '../abstract/ascii.js';
import { bufferOf, hostBytes } from '../abstract/buffer.js';
import { rangeOf, stepsOf } from '../abstract/bounds.js';
import { decode, encode } from '../abstract/codecs.js';
import { defineType, type Method } from '../abstract/define.js';
import { count, find, findLast, liesAt } from '../abstract/find.js';
import { formatStr } from '../abstract/format-spec.js';
import { isTrue, repr as reprObject, str as toStr } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { Pieces } from '../abstract/pieces.js';
import { percentFormat } from '../abstract/percent.js';
import { isSpace } from '../abstract/unicode-data.js';
import { genericAlloc } from '../include/subclass.js';
import { asIndex, intToNumber, isInt, newInt } from '../include/int.js';
import { PySlice_Type } from '../include/slice.js';
import { None, newBool, notImplemented } from '../include/singletons.js';
import {
  ASCII_SIZE,
  COMPACT_SIZE,
  EMPTY,
  FULL_SIZE,
  PyUnicode,
  PyUnicode_Type,
  charAt,
  dataOf,
  forgetInterned,
  initSubclassStr,
  internState,
  isAllocatedUtf8,
  isAscii,
  isExactStr,
  isStr,
  newStr,
  newStrFromCodes,
  newUnicode,
  oneChar,
  separateData,
  strEquals,
  strHash,
  strKind,
  strLength,
  toHost,
  utf8LengthOf,
  utf8Of,
  writeChar
} from '../include/str.js';
import { codesOf, concat, substring, unchanged, viewOf } from '../include/str-build.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { Flag, typeName } from '../include/type.js';
import { allocate, release } from '../memory/allocate.js';
import { freeObject, noMemory } from '../object/create.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import * as shape from './str/case.js';
import { formatTemplate } from './str/formatter.js';
import { strIter } from './str/iterator.js';
import { maketrans, repeat, replace, translate } from './str/replace.js';
import { strRepr } from './str/repr.js';
import { join, partition, rsplitAt, rsplitSpaces, splitAt, splitLines, splitSpaces } from './str/split.js';

const facts = profile.scalars;
const nameOf = (o: Ref): string => typeName(typeOf(o));
const typeError = (text: string): 0 => raise(errors.TypeError, text);
/** An argument that must be a str: `replace() argument 1 must be str, not int`. */
const isStrArgument = (o: Ref, what: string): boolean =>
  isStr(o) || typeError(`${what} must be str, not ${nameOf(o)}`) !== NULL;

/* Life. */
/** str(object='', encoding, errors).  @cpython Objects/unicodeobject.c unicode_new_impl */
function construct(cls: Ref, object: Ref | 0, encoding: Ref | 0, handler: Ref | 0): Answer {
  const type = cls as PyType;
  const value = plainNew(object, encoding, handler);
  if (value === NULL || type === PyUnicode_Type) return value;
  const size = (strLength(value) + 1) * strKind(value);
  const o = genericAlloc<'str'>(type, 0);
  if (o === NULL) {
    decref(value);
    return NULL;
  }
  const block = allocate(size);
  if (block === 0) {
    decref(value);
    decref(o);
    return noMemory();
  }
  copy(block, dataOf(value), size);
  initSubclassStr(o, value, block);
  decref(value);
  return o;
}
function plainNew(object: Ref | 0, encoding: Ref | 0, handler: Ref | 0): Result {
  const named = textArgument(encoding, 'encoding', 2, 'utf-8');
  const how = named === null ? null : textArgument(handler, 'errors', 3, 'strict');
  if (named === null || how === null) return NULL;
  if (object === 0) return newRef(EMPTY);
  if (encoding === 0 && handler === 0) return finish(toStr(object));
  if (isStr(object)) return typeError('decoding str is not supported');
  const bytes = bufferOf(object);
  if (bytes === null) return typeError(`decoding to str: need a bytes-like object, ${nameOf(object)} found`);
  return decode(hostBytes(bytes), named, how);
}
function textArgument(o: Ref | 0, name: string, position: number, otherwise: string): string | null {
  if (o === 0) return otherwise;
  if (isStr(o)) return toHost(o);
  const which = facts.notAnInt === 'required' ? `argument ${position}` : `argument '${name}'`;
  return raiseNull(errors.TypeError, `str() ${which} must be str, not ${o === None ? 'None' : nameOf(o)}`);
}
function dealloc(self: Ref): void {
  if (internState(self) === 1) forgetInterned(self);
  if (isAllocatedUtf8(self)) release(utf8Of(self));
  const data = separateData(self);
  if (data !== 0) release(data);
  freeObject(self);
}
function sizeOf(self: Ref): number {
  const chars = (strLength(self) + 1) * strKind(self);
  const own = separateData(self) !== 0 ? FULL_SIZE : isAscii(self) ? ASCII_SIZE : COMPACT_SIZE;
  return own + chars + (isAllocatedUtf8(self) ? utf8LengthOf(self) + 1 : 0);
}

/* Operators. */
function add(a: Ref, b: Ref): Answer {
  if (isStr(b)) return concat(a, b);
  return typeError(`can only concatenate str (not "${nameOf(b)}") to str`);
}
function compare(a: Ref, b: Ref): number {
  const x = viewOf(a),
    y = viewOf(b);
  if (strKind(a) === 1 && strKind(b) === 1) {
    return compareBytes(dataOf(a), dataOf(b), Math.min(x.length, y.length)) || x.length - y.length;
  }
  for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return x.length - y.length;
}
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isStr(a) || !isStr(b)) return notImplemented();
  if (op === 2) return newBool(strEquals(a, b));
  if (op === 3) return newBool(!strEquals(a, b));
  const order = a === b ? 0 : compare(a, b);
  return newBool(op === 0 ? order < 0 : op === 1 ? order <= 0 : op === 4 ? order > 0 : order >= 0);
}
function contains(self: Ref, item: Ref): boolean | null {
  if (!isStr(item)) {
    return raiseNull(errors.TypeError, `'in <string>' requires string as left operand, not ${nameOf(item)}`);
  }
  return find(viewOf(self), viewOf(item), 0, strLength(self)) >= 0;
}
function item(self: Ref, i: number): Answer {
  if (i < 0 || i >= strLength(self)) return raise(errors.IndexError, 'string index out of range');
  return oneChar(charAt(self, i));
}
function subscript(self: Ref, key: Ref): Answer {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : item(self, i < 0 ? i + strLength(self) : i);
  }
  if (typeOf(key) !== PySlice_Type) {
    return typeError(
      `string indices must be integers${facts.indexMessageNamesType ? `, not '${nameOf(key)}'` : ''}`
    );
  }
  const steps = stepsOf(key, strLength(self));
  if (steps === null) return NULL;
  const { start, step, count: size } = steps;
  if (size <= 0) return newRef(EMPTY);
  if (start === 0 && step === 1 && size === strLength(self)) return unchanged(self);
  if (step === 1) return substring(self, start, start + size);
  const text = viewOf(self);
  const codes = Array.from({ length: size }, (_, k) => text[start + k * step]!);
  if (size > 1 || facts.stepSliceCached) return newStrFromCodes(codes);
  const made = newUnicode(1, codes[0]! < 0x80 ? 0x7f : codes[0]!);
  return made === NULL ? NULL : filled(made, codes[0]!);
}
function filled(o: Owned, code: number): Result {
  writeChar(dataOf(o), strKind(o), 0, code);
  return o;
}

/** `self % args`.  @cpython PyUnicode_Format */
function percent(self: Ref, args: Ref): Answer {
  if (!isStr(self)) return notImplemented();
  const out = new Pieces();
  const isDone = percentFormat(toHost(self), args, {
    noun: 'string',
    key: newStr,
    convert: (code, value) =>
      code === 's'
        ? finish(toStr(value))
        : code === 'r'
          ? finish(reprObject(value))
          : code === 'a'
            ? asciiRepr(value)
            : 'unsupported',
    textOf: toHost,
    character,
    isMapping: o => slotOf(typeOf(o), slot.mp_subscript) !== 0 && !isTuple(o) && !isStr(o),
    text: text => out.add(text),
    object: o => out.addOwned(o)
  });
  return isDone ? out.finish() : out.drop();
}
function character(o: Ref): string | null {
  if (isStr(o)) {
    if (strLength(o) === 1) return toHost(o);
    const wrong = `%c requires an int or a unicode character, not a string of length ${strLength(o)}`;
    return raiseNull(errors.TypeError, facts.percentC === 'exact' ? wrong : '%c requires int or char');
  }
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    const wrong = `%c requires an int or a unicode character, not ${nameOf(o)}`;
    return raiseNull(errors.TypeError, facts.percentC === 'exact' ? wrong : '%c requires int or char');
  }
  const code = isInt(o) ? intToNumber(o) : asIndex(o);
  if (code === null) return null;
  if (code < 0 || code > 0x10ffff) return raiseNull(errors.OverflowError, '%c arg not in range(0x110000)');
  return String.fromCodePoint(code);
}

/* Methods. */
type Search = (self: Ref, sub: Ref, start: Ref | 0, end: Ref | 0) => Answer;
const searching =
  (name: string, search: typeof find, absent: 'minus one' | 'error'): Search =>
  (self, sub, start, end) => {
    if (!isStr(sub)) return wrongSub(name, sub);
    const range = rangeOf(start, end, strLength(self));
    if (range === null) return NULL;
    const at = strKind(sub) > strKind(self) ? -1 : search(viewOf(self), viewOf(sub), range.start, range.end);
    return at < 0 && absent === 'error' ? raise(errors.ValueError, 'substring not found') : newInt(at);
  };
const wrongSub = (name: string, sub: Ref): 0 =>
  typeError(`${facts.findNamesArgument ? `${name}() argument 1 ` : ''}must be str, not ${nameOf(sub)}`);
function counting(self: Ref, sub: Ref, start: Ref | 0, end: Ref | 0): Answer {
  if (!isStr(sub)) return wrongSub('count', sub);
  const range = rangeOf(start, end, strLength(self));
  return range === null ? NULL : newInt(count(viewOf(self), viewOf(sub), range.start, range.end));
}
/** Whether `sub` lies at one end of [start, end).  @cpython tailmatch */
function tailMatch(self: Ref, sub: Ref, start: number, end: number, atEnd: boolean): boolean {
  const size = strLength(sub);
  if (end - start < size) return false;
  return liesAt(viewOf(self), viewOf(sub), atEnd ? end - size : start);
}
const affix =
  (name: string, atEnd: boolean): Search =>
  (self, sub, start, end) => {
    const range = rangeOf(start, end, strLength(self));
    if (range === null) return NULL;
    if (isTuple(sub)) {
      for (let i = 0; i < ob_size(sub); i++) {
        const one = tupleItem(sub, i);
        if (!isStr(one)) return typeError(`tuple for ${name} must only contain str, not ${nameOf(one)}`);
        if (tailMatch(self, one, range.start, range.end, atEnd)) return newBool(true);
      }
      return newBool(false);
    }
    if (!isStr(sub)) return typeError(`${name} first arg must be str or a tuple of str, not ${nameOf(sub)}`);
    return newBool(tailMatch(self, sub, range.start, range.end, atEnd));
  };
const stripping =
  (name: string, left: boolean, right: boolean) =>
  (self: Ref, chars: Ref | 0): Answer => {
    if (chars !== 0 && chars !== None && !isStr(chars)) return typeError(`${name} arg must be None or str`);
    const text = viewOf(self);
    const set = chars === 0 || chars === None ? null : new Set(codesOf(chars));
    const isStripped = (code: number): boolean => (set === null ? isSpace(code) : set.has(code));
    let from = 0,
      to = text.length;
    if (left) while (from < to && isStripped(text[from]!)) from++;
    if (right) while (to > from && isStripped(text[to - 1]!)) to--;
    return substring(self, from, to);
  };
const splitting =
  (spaces: (o: Ref, n: number) => Answer, at: (o: Ref, by: Ref, n: number) => Answer) =>
  (self: Ref, separator: Ref | 0, maxsplit: Ref | 0): Answer => {
    const limit = maxsplit === 0 ? -1 : asIndex(maxsplit);
    if (limit === null) return NULL;
    if (separator === 0 || separator === None) return spaces(self, limit);
    return isStr(separator)
      ? at(self, separator, limit)
      : typeError(`must be str or None, not ${nameOf(separator)}`);
  };
const parting =
  (isRight: boolean) =>
  (self: Ref, separator: Ref): Answer =>
    isStr(separator)
      ? partition(self, separator, isRight)
      : typeError(`must be str, not ${nameOf(separator)}`);
/** A fill character; null: TypeError. */
function fillOf(fill: Ref | 0): number | null {
  if (fill === 0) return 32;
  if (!isStr(fill)) {
    return raiseNull(errors.TypeError, `The fill character must be a unicode character, not ${nameOf(fill)}`);
  }
  if (strLength(fill) === 1) return charAt(fill, 0);
  return raiseNull(errors.TypeError, 'The fill character must be exactly one character long');
}
const justifying =
  (leftOf: (missing: number, width: number) => number) =>
  (self: Ref, width: Ref, fill: Ref | 0): Answer => {
    const wanted = asIndex(width);
    if (wanted === null) return NULL;
    const code = fillOf(fill);
    if (code === null) return NULL;
    const missing = Math.max(wanted - strLength(self), 0);
    if (missing > 2 ** 30) return noMemory();
    const left = leftOf(missing, wanted);
    return shape.padded(self, left, missing - left, code);
  };
/** A C int: the message changed when the argument clinic took over. */
function cInt(o: Ref | 0, otherwise: number): number | null {
  if (o === 0) return otherwise;
  if (facts.notAnInt === 'required' && slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, `an integer is required (got type ${nameOf(o)})`);
  }
  return asIndex(o);
}
function replacing(self: Ref, old: Ref, fresh: Ref, times: Ref | 0): Answer {
  if (!isStrArgument(old, 'replace() argument 1') || !isStrArgument(fresh, 'replace() argument 2'))
    return NULL;
  const limit = times === 0 ? -1 : asIndex(times);
  return limit === null ? NULL : replace(self, old, fresh, limit);
}
function encoding(self: Ref, name: Ref | 0, handler: Ref | 0): Answer {
  if (name !== 0 && !isStrArgument(name, "encode() argument 'encoding'")) return NULL;
  if (handler !== 0 && !isStrArgument(handler, "encode() argument 'errors'")) return NULL;
  return encode(self, name === 0 ? 'utf-8' : toHost(name), handler === 0 ? 'strict' : toHost(handler));
}
function lines(self: Ref, keepends: Ref | 0): Answer {
  const keep = keepends === 0 ? false : facts.splitlinesTakesAny ? isTrue(keepends) : asFlag(keepends);
  return keep === null ? NULL : splitLines(self, keep);
}
function asFlag(o: Ref): boolean | null {
  const n = cInt(o, 0);
  return n === null ? null : n !== 0;
}
function format(self: Ref, spec: Ref): Answer {
  if (!isStr(spec)) return typeError(`__format__() argument must be str, not ${nameOf(spec)}`);
  if (strLength(spec) === 0) return isExactStr(self) ? newRef(self) : finish(toStr(self));
  const made = formatStr(toHost(self), toHost(spec), nameOf(self));
  return made === null ? NULL : newStr(made);
}
const removing =
  (name: string, atEnd: boolean) =>
  (self: Ref, affixed: Ref): Answer => {
    if (!isStrArgument(affixed, `${name}() argument`)) return NULL;
    const length = strLength(self),
      size = strLength(affixed);
    if (!tailMatch(self, affixed, 0, length, atEnd)) return unchanged(self);
    return atEnd ? substring(self, 0, length - size) : substring(self, size, length);
  };

const method = (doc: string, signature: string, call: Method['call'], versions?: string): Method =>
  versions === undefined ? { doc, signature, call } : { doc, signature, call, versions };
const SELF = '($self, /)';
const SEARCH = '($self, sub, start=None, end=None, /)';
const boolMethods = Object.fromEntries(
  Object.entries(shape.tests).map(([name, call]) => [
    name,
    method(`Whether every character is such: ${name.slice(2)}.`, SELF, call)
  ])
);

export const str = defineType({
  name: 'str',
  type: PyUnicode_Type,
  struct: PyUnicode,
  basicsize: FULL_SIZE,
  flags: Flag.UNICODE,
  subclassable: true,
  doc: 'Text: a sequence of code points.',
  sizeof: sizeOf,
  dealloc,
  blocks(self, visit) {
    if (separateData(self) !== 0) visit(separateData(self));
    if (isAllocatedUtf8(self)) visit(utf8Of(self));
  },
  construct: {
    signature: "($type, object='', encoding='utf-8', errors='strict')",
    call: construct,
    unpacks: true
  },
  repr: strRepr,
  str: unchanged,
  hash: strHash,
  richcompare,
  iter: strIter,
  slots: {
    nb_remainder: percent,
    sq_length: strLength,
    mp_length: strLength,
    sq_concat: add,
    sq_repeat: repeat,
    sq_item: item,
    sq_contains: contains,
    mp_subscript: subscript
  },
  methods: {
    ...boolMethods,
    encode: method('The text as bytes.', "($self, /, encoding='utf-8', errors='strict')", encoding),
    replace: method(
      'With occurrences of a text replaced.',
      facts.findNamesArgument ? '($self, old, new, /, count=-1)' : '($self, old, new, count=-1, /)',
      replacing
    ),
    split: method(
      'The parts between separators.',
      '($self, /, sep=None, maxsplit=-1)',
      splitting(splitSpaces, splitAt)
    ),
    rsplit: method(
      'The same from the end.',
      '($self, /, sep=None, maxsplit=-1)',
      splitting(rsplitSpaces, rsplitAt)
    ),
    join: method('The strings of an iterable with this text between them.', '($self, iterable, /)', join),
    capitalize: method('The first character in title case, the rest in lower case.', SELF, shape.capitalize),
    casefold: method('For comparison without case.', SELF, shape.casefold),
    title: method('Each word in title case.', SELF, shape.title),
    center: method(
      'In the middle of a width.',
      "($self, width, fillchar=' ', /)",
      justifying((n, w) => (n >> 1) + (n & w & 1))
    ),
    count: method('How often a text occurs.', SEARCH, counting),
    expandtabs: method('With spaces for tabs.', '($self, /, tabsize=8)', (self: Ref, size: Ref | 0) => {
      const n = cInt(size, 8);
      return n === null ? NULL : shape.expandtabs(self, n);
    }),
    find: method('Where a text first occurs, or -1.', SEARCH, searching('find', find, 'minus one')),
    partition: method('Before, separator, after.', '($self, sep, /)', parting(false)),
    index: method('Where a text first occurs, or ValueError.', SEARCH, searching('index', find, 'error')),
    ljust: method(
      'Filled up on the right.',
      "($self, width, fillchar=' ', /)",
      justifying(() => 0)
    ),
    lower: method('In lower case.', SELF, shape.lower),
    lstrip: method(
      'Without what is at the start.',
      '($self, chars=None, /)',
      stripping('lstrip', true, false)
    ),
    rfind: method('Where a text last occurs, or -1.', SEARCH, searching('rfind', findLast, 'minus one')),
    rindex: method(
      'Where a text last occurs, or ValueError.',
      SEARCH,
      searching('rindex', findLast, 'error')
    ),
    rjust: method(
      'Filled up on the left.',
      "($self, width, fillchar=' ', /)",
      justifying(n => n)
    ),
    rstrip: method('Without what is at the end.', '($self, chars=None, /)', stripping('rstrip', false, true)),
    rpartition: method('Before, the last separator, after.', '($self, sep, /)', parting(true)),
    splitlines: method('The lines.', '($self, /, keepends=False)', lines),
    strip: method('Without what is at both ends.', '($self, chars=None, /)', stripping('strip', true, true)),
    swapcase: method('Upper for lower case and the other way.', SELF, shape.swapcase),
    translate: method('Each character as a table says.', '($self, table, /)', translate),
    upper: method('In upper case.', SELF, shape.upper),
    startswith: method(
      'Whether it begins so.',
      '($self, prefix, start=None, end=None, /)',
      affix('startswith', false)
    ),
    endswith: method(
      'Whether it ends so.',
      '($self, suffix, start=None, end=None, /)',
      affix('endswith', true)
    ),
    removeprefix: method(
      'Without a beginning.',
      '($self, prefix, /)',
      removing('removeprefix', false),
      '3.9-'
    ),
    removesuffix: method('Without an end.', '($self, suffix, /)', removing('removesuffix', true), '3.9-'),
    isascii: method('Whether all is ASCII.', SELF, (self: Ref) => newBool(isAscii(self)), '3.7-'),
    islower: method('Whether cased characters are lower case.', SELF, shape.islower),
    isupper: method('Whether cased characters are upper case.', SELF, shape.isupper),
    istitle: method('Whether words are in title case.', SELF, shape.istitle),
    isidentifier: method('Whether it could be a name.', SELF, (self: Ref) =>
      newBool(shape.isidentifier(self))
    ),
    zfill: method('Filled up with zeros after a sign.', '($self, width, /)', (self: Ref, width: Ref) => {
      const n = asIndex(width);
      return n === null ? NULL : shape.zfill(self, n);
    }),
    format: method('With fields replaced by arguments.', '($self, /, *args, **kwargs)', formatting),
    format_map: method(
      'With fields replaced from a mapping.',
      '($self, mapping, /)',
      (self: Ref, mapping: Ref) => formatTemplate(self, { argv: 0, nargs: 0, named: mapping, isMap: true })
    ),
    maketrans: {
      ...method('A table for translate().', '(x, y=<unrepresentable>, z=<unrepresentable>, /)', maketrans),
      kind: 'static'
    },
    __format__: method('As a format specification says.', '($self, format_spec, /)', format),
    __getnewargs__: method('For copy and pickle.', SELF, (self: Ref) =>
      packTuple(substring(self, 0, strLength(self)))
    )
  }
});
function formatting(self: Ref, argv: Address, nargs: number, kwargs: Ref | 0): Answer {
  return formatTemplate(self, { argv, nargs, named: kwargs, isMap: false });
}
