/** Errors of encoding and decoding.  CPython: Objects/exceptions.c UnicodeEncodeError and its relatives. */
import type { Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Ref, type Result } from '../../heap/reference.js';
import { bufferOf, hostBytes } from '../../abstract/buffer.js';
import { strOf } from '../../abstract/object.js';
import { bytesOf, isBytes, newBytes } from '../../include/bytes.js';
import { PyUnicodeError } from '../../include/exception-fields.js';
import { asIndex } from '../../include/int.js';
import { charAt, isStr, newStr, strLength } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { newRef } from '../../object/refcount.js';
import { initBase, lifeWith, put } from './base.js';
import type { Extra } from './fields.js';

const { encoding, object, start, end, reason } = PyUnicodeError;

/** What kind of argument each letter stands for: s str, b bytes, n index. */
function initWith(kinds: string) {
  const fields = kinds.length === 5 ? [encoding, object, start, end, reason] : [object, start, end, reason];
  return (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done => {
    if (initBase(self, argv, nargs, kwnames) === NULL) return NULL;
    if (nargs !== kinds.length) {
      return raise(errors.TypeError, `function takes exactly ${kinds.length} arguments (${nargs} given)`);
    }
    for (let i = 0; i < nargs; i++) {
      const value = argumentAt(argv, i),
        field = fields[i]!;
      if (kinds[i] === 'n') {
        const n = asIndex(value);
        if (n === null) return NULL;
        (field as typeof start).set(self, n);
        continue;
      }
      const kept = kinds[i] === 'b' ? asBytes(value) : asStr(value, i + 1);
      if (kept === NULL) return NULL;
      put(self, field as typeof encoding, kept);
    }
    return DONE;
  };
}
const asStr = (value: Ref, i: number): Result =>
  isStr(value)
    ? newRef(value)
    : raise(errors.TypeError, `argument ${i} must be str, not ${typeName(typeOf(value))}`);
function asBytes(value: Ref): Result {
  if (isBytes(value)) return newRef(value);
  const buffer = bufferOf(value);
  if (buffer === null) {
    return raise(errors.TypeError, `a bytes-like object is required, not '${typeName(typeOf(value))}'`);
  }
  return newBytes(hostBytes(buffer));
}

const hex = (code: number): string =>
  code <= 0xff
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : code <= 0xffff
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\U${code.toString(16).padStart(8, '0')}`;

function describe(self: Ref, verb: string, one: (o: Ref, at: number) => string, many: string): Answer {
  const o = object(self);
  if (o === 0) return newStr('');
  const why = strOf(reason(self) as Ref);
  if (why === null) return NULL;
  const codec = encoding(self) === 0 ? null : strOf(encoding(self) as Ref);
  const size = isStr(o) ? strLength(o) : ob_size(o);
  const from = start(self),
    to = end(self);
  const head = codec === null ? `can't ${verb}` : `'${codec}' codec can't ${verb}`;
  if (from >= 0 && from < size && to === from + 1)
    return newStr(`${head} ${one(o, from)} in position ${from}: ${why}`);
  return newStr(`${head} ${many} in position ${from}-${to - 1}: ${why}`);
}
const byteAt = (o: Ref, at: number): string =>
  `byte 0x${(bytesOf(o)[at] ?? 0).toString(16).padStart(2, '0')}`;
const characterAt = (o: Ref, at: number): string => `character '${hex(charAt(o, at))}'`;

const reference = (field: typeof encoding) => ({ type: 'objectOrError', offset: field.offset }) as const;
const index = (field: typeof start) => ({ type: 'ssize', offset: field.offset }) as const;
const common = {
  struct: PyUnicodeError,
  ...lifeWith([object, encoding, reason])
} as const satisfies Extra;
const members = {
  encoding: reference(encoding),
  object: reference(object),
  start: index(start),
  end: index(end),
  reason: reference(reason)
} as const;
export const unicodeDecodeError: Extra = {
  ...common,
  init: initWith('sbnns'),
  str: self => describe(self, 'decode', byteAt, 'bytes'),
  members
};
export const unicodeEncodeError: Extra = {
  ...common,
  init: initWith('ssnns'),
  str: self => describe(self, 'encode', characterAt, 'characters'),
  members
};
export const unicodeTranslateError: Extra = {
  ...common,
  init: initWith('snns'),
  str: self => describe(self, 'translate', characterAt, 'characters'),
  members: { object: members.object, start: members.start, end: members.end, reason: members.reason }
};
