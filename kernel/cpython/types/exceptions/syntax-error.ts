/** SyntaxError: where it is.  CPython: Objects/exceptions.c SyntaxError. */
import type { Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Ref } from '../../heap/reference.js';
import { strOf } from '../../abstract/object.js';
import { sequenceToTuple } from '../../abstract/to-tuple.js';
import { PySyntaxError } from '../../include/exception.js';
import { isInt, intToBigInt } from '../../include/int.js';
import { None } from '../../include/singletons.js';
import { isStr, newStr, toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { initBase, lifeWith, put } from './base.js';
import type { Extra } from './fields.js';

const { msg, filename, lineno, offset, end_lineno, end_offset, text, print_file_and_line } = PySyntaxError;
const place = [filename, lineno, offset, text, end_lineno, end_offset];
const MOST = profile.builtins.syntaxErrorParts;

/** @cpython SyntaxError_init */
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done {
  if (initBase(self, argv, nargs, kwnames) === NULL) return NULL;
  if (nargs >= 1) put(self, msg, newRef(argumentAt(argv, 0)));
  if (nargs !== 2) return DONE;
  const info = sequenceToTuple(argumentAt(argv, 1));
  if (info === NULL) return NULL;
  const count = ob_size(info);
  const done = fillPlace(self, info, count);
  decref(info);
  return done;
}
function fillPlace(self: Ref, info: Ref, count: number): Done {
  if (MOST === 4) {
    if (count !== 4) return raise(errors.IndexError, 'tuple index out of range');
  } else if (count < 4 || count > MOST) {
    const short = count < 4;
    return raise(
      errors.TypeError,
      `function takes at ${short ? 'least' : 'most'} ${short ? 4 : MOST} arguments (${count} given)`
    );
  }
  for (const [i, field] of place.entries()) {
    if (field.exists) put(self, field, i < count ? newRef(tupleItem(info, i)) : 0);
  }
  if (count === 5) return raise(errors.TypeError, 'end_offset must be provided when end_lineno is provided');
  return DONE;
}
/** `message (file, line n)`.  @cpython SyntaxError_str */
function str(self: Ref): Answer {
  const message = strOf(msg(self) || None);
  if (message === null) return NULL;
  const name = filename(self),
    line = lineno(self);
  const file = name !== 0 && isStr(name) ? toHost(name).replace(/^.*\//, '') : '';
  const number = line !== 0 && isInt(line) ? String(intToBigInt(line)) : '';
  if (file === '' && number === '') return newStr(message);
  if (file === '') return newStr(`${message} (line ${number})`);
  return newStr(number === '' ? `${message} (${file})` : `${message} (${file}, line ${number})`);
}
const member = (field: typeof msg) => ({ type: 'object', offset: field.offset }) as const;
export const syntaxError: Extra = {
  struct: PySyntaxError,
  ...lifeWith([msg, filename, lineno, offset, end_lineno, end_offset, text, print_file_and_line]),
  init,
  str,
  members: {
    msg: member(msg),
    filename: member(filename),
    lineno: member(lineno),
    offset: member(offset),
    text: member(text),
    end_lineno: { ...member(end_lineno), versions: '3.10-' },
    end_offset: { ...member(end_offset), versions: '3.10-' },
    print_file_and_line: member(print_file_and_line)
  }
};
