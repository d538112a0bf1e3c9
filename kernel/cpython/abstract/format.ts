/** `format(o, spec)` and the object under test in a replacement field.  CPython: Objects/abstract.c PyObject_Format. */
import { ABSENT, NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { isExactInt } from '../include/int.js';
import { EMPTY, identifier, isExactStr, isStr } from '../include/str.js';
import { strLength } from '../include/str.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { call1 } from './call.js';
import { lookupSpecial, str } from './object.js';

const FORMAT = identifier('__format__');

/** `o.__format__(spec)`, a str; `spec` may be NULL for an empty one. */
export function formatObject(o: Ref, spec: Ref | 0): Result {
  if (spec !== 0 && !isStr(spec)) {
    return raise(errors.SystemError, `Format specifier must be a string, not ${typeName(typeOf(spec))}`);
  }
  if (spec === 0 || strLength(spec) === 0) {
    if (isExactStr(o)) return newRef(o);
    if (isExactInt(o)) return finish(str(o));
  }
  const method = lookupSpecial(o, FORMAT);
  if (method === NULL) return NULL;
  if (method === ABSENT) {
    return raise(errors.TypeError, `Type ${typeName(typeOf(o))} doesn't define __format__`);
  }
  const answer = finish(call1(method, spec === 0 ? EMPTY : spec));
  decref(method);
  return answer === NULL ? NULL : needStr(answer);
}
function needStr(answer: Owned): Result {
  if (isStr(answer)) return answer;
  const given = typeName(typeOf(answer));
  decref(answer);
  return raise(errors.TypeError, `__format__ must return a str, not ${given}`);
}
