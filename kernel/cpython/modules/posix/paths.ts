/** Arguments that name files, and the errors that name them again.  CPython: Modules/posixmodule.c path_converter. */
import { ABSENT, NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { call0 } from '../../abstract/call.js';
import { lookupSpecial } from '../../abstract/object.js';
import { raiseWith } from '../../abstract/raise-with.js';
import { decodeUtf8 } from '../../abstract/utf8.js';
import { bytesOf, isBytes } from '../../include/bytes.js';
import { asIndex, isInt, newInt } from '../../include/int.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { strerror } from './strerror.js';

const FSPATH = identifier('__fspath__');

/** OSError with a number and perhaps a file's name (lent).  Answers NULL. */
export const osError = (number: number, filename: Ref | 0 = 0): 0 =>
  filename === 0
    ? raiseWith(errors.OSError, newInt(number), newStr(strerror(number)))
    : raiseWith(errors.OSError, newInt(number), newStr(strerror(number)), newRef(filename));
export const ENOENT = 2,
  EBADF = 9,
  ENOTTY = 25,
  ENOSYS = 38;

/** os.fspath(path) */
export function fspath(_module: Ref, path: Ref): Answer {
  if (isStr(path) || isBytes(path)) return newRef(path);
  const method = lookupSpecial(path, FSPATH);
  if (method === NULL) return NULL;
  if (method === ABSENT)
    return raise(
      errors.TypeError,
      `expected str, bytes or os.PathLike object, not ${typeName(typeOf(path))}`
    );
  const answer = finish(call0(method));
  decref(method);
  if (answer === NULL || isStr(answer) || isBytes(answer)) return answer;
  const [owner, given] = [typeName(typeOf(path)), typeName(typeOf(answer))];
  decref(answer);
  return raise(errors.TypeError, `expected ${owner}.__fspath__() to return str or bytes, not ${given}`);
}

/** A path as text with the object that errors name (owned by the caller), or a file descriptor. */
export type Path = { readonly text: string; readonly shown: Exclude<Result, 0> } | number;
/** What `function` was given to find a file; null: an exception is set. */
export function pathOf(name: string, path: Ref): Path | null {
  if (isInt(path)) return asIndex(path);
  if (!isStr(path) && !isBytes(path) && lookupless(path)) {
    return raiseNull(
      errors.TypeError,
      `${name}: path should be string, bytes, os.PathLike or integer, not ${typeName(typeOf(path))}`
    );
  }
  const shown = finish(fspath(path, path));
  if (shown === NULL) return null;
  const text = isStr(shown) ? toHost(shown) : decodeUtf8(bytesOf(shown));
  if (!text.includes('\0')) return { text, shown };
  decref(shown);
  return raiseNull(errors.ValueError, profile.system.nullInPathText.replace('%s', name));
}
/** Whether the object does not know `__fspath__`. */
function lookupless(path: Ref): boolean {
  const method = lookupSpecial(path, FSPATH);
  if (method === ABSENT) return true;
  if (method !== NULL) decref(method);
  return false;
}
