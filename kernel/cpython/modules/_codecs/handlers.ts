/** Error handlers as functions: what codecs.strict_errors and its like are, and asking those that a program registered.  CPython: Python/codecs.c. */
import { bytesOf, isBytes, newBytes } from '../../include/bytes.js';
import { NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { call1 } from '../../abstract/call.js';
import type { Instead, Replacement } from '../../abstract/codec-hook.js';
import { decodeError, encodeError } from '../../abstract/codecs.js';
import { isInstance } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { registerMethod } from '../../abstract/signature.js';
import { newBuiltin } from '../../include/builtin.js';
import { dictGetItem } from '../../include/dict.js';
import { PyUnicodeError } from '../../include/exception-fields.js';
import { asIndex, isInt, newInt } from '../../include/int.js';
import { isStr, newStr, newStrFromCodes, toHost } from '../../include/str.js';
import { codesOf } from '../../include/str-build.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { setRaised } from '../../object/thread.js';
import { finish } from '../../object/upward.js';

export const HANDLERS = [
  'strict',
  'ignore',
  'replace',
  'xmlcharrefreplace',
  'backslashreplace',
  'namereplace',
  'surrogatepass',
  'surrogateescape'
] as const;
type Handler = (typeof HANDLERS)[number];

const { encoding, object, start, end, reason } = PyUnicodeError;
const isEncode = (e: Ref): boolean => isInstance(e, errors.UnicodeEncodeError);
const isDecode = (e: Ref): boolean => isInstance(e, errors.UnicodeDecodeError);
const isTranslate = (e: Ref): boolean => isInstance(e, errors.UnicodeTranslateError);

const strict = (e: Ref): 0 => {
  if (!isInstance(e, errors.BaseException))
    return raise(errors.TypeError, 'codec must pass exception instance');
  setRaised(newRef(e));
  return NULL;
};
const cannot = (e: Ref): 0 =>
  raise(errors.TypeError, `don't know how to handle ${typeName(typeOf(e))} in error callback`);
/** What a built-in handler answers: the replacement and where to go on. */
function handle(handler: Handler, e: Ref): Answer {
  if (handler === 'strict') return strict(e);
  const textOf = (o: Ref | 0): string => (o === 0 ? '' : toHost(o));
  if (isEncode(e) || isTranslate(e)) {
    const onlyText = isTranslate(e);
    if (onlyText && !['ignore', 'replace', 'backslashreplace', 'namereplace'].includes(handler))
      return cannot(e);
    const from = Math.max(start(e), 0),
      text = object(e) as Ref;
    const codes = codesOf(text),
      to = Math.min(end(e), codes.length);
    if (handler === 'replace' && onlyText)
      return packTuple(newStrFromCodes(codes.slice(from, to).map(() => 0xfffd)), newInt(to));
    const codec = textOf(encoding(e));
    const instead = encodeError(codec, handler, text, codes, from, to, textOf(reason(e)));
    if (instead === null) return NULL;
    const isText = 'codes' in instead || handler === 'ignore';
    const made: Result = isText
      ? newStrFromCodes('codes' in instead ? [...instead.codes] : [])
      : newBytes(Uint8Array.from(instead.bytes));
    return packTuple(made, newInt(to));
  }
  if (!isDecode(e) || handler === 'xmlcharrefreplace' || handler === 'namereplace') return cannot(e);
  const bytes = bytesOf(object(e) as Ref);
  const instead = decodeError(
    textOf(encoding(e)),
    handler,
    bytes,
    Math.max(start(e), 0),
    Math.min(end(e), bytes.length),
    textOf(reason(e))
  );
  return instead === null ? NULL : packTuple(newStrFromCodes([...instead.codes]), newInt(instead.at));
}
/** A built-in handler as a function. */
export function handlerFunction(handler: Handler): Result {
  const name = `${handler}_errors`;
  const method = registerMethod(name, name, {
    signature: '($module, exception, /)',
    doc: `Implements the '${handler}' error handling.`,
    call: (_module: Ref, e: Ref): Answer => handle(handler, e)
  });
  return newBuiltin(method, 0, 0);
}

/** What a registered handler (lent) answers to an exception (given away); null: an exception is set. */
function ask(
  handlers: Ref,
  name: string,
  exception: Owned,
  length: number,
  isRight: (o: Ref) => boolean,
  complaint: string
): { readonly pair: Owned; readonly at: number } | null {
  const key = newStr(name);
  const handler = key === NULL ? null : dictGetItem(handlers, key);
  if (key !== NULL) decref(key);
  if (handler === null || handler === 0) {
    decref(exception);
    return handler === null ? null : raiseNull(errors.LookupError, `unknown error handler name '${name}'`);
  }
  const pair = finish(call1(handler, exception));
  decref(exception);
  if (pair === NULL) return null;
  const fits =
    isTuple(pair) && ob_size(pair) === 2 && isRight(tupleItem(pair, 0)) && isInt(tupleItem(pair, 1));
  const given = fits ? asIndex(tupleItem(pair, 1)) : raiseNull(errors.TypeError, complaint);
  const at = given === null ? -1 : given < 0 ? given + length : given;
  if (given !== null && at >= 0 && at <= length) return { pair, at };
  if (given !== null) raise(errors.IndexError, `position ${given} from error handler out of bounds`);
  decref(pair);
  return null;
}
export function askToEncode(
  handlers: Ref,
  name: string,
  exception: Owned,
  length: number
): Replacement | null {
  const complaint = 'encoding error handler must return (str/bytes, int) tuple';
  const found = ask(handlers, name, exception, length, o => isStr(o) || isBytes(o), complaint);
  if (found === null) return null;
  const what = tupleItem(found.pair, 0);
  const answer: Replacement = isStr(what)
    ? { codes: codesOf(what), at: found.at }
    : { bytes: Array.from(bytesOf(what)), at: found.at };
  decref(found.pair);
  return answer;
}
export function askToDecode(handlers: Ref, name: string, exception: Owned, length: number): Instead | null {
  const complaint = 'decoding error handler must return (str, int) tuple';
  const found = ask(handlers, name, exception, length, isStr, complaint);
  if (found === null) return null;
  const answer = { codes: codesOf(tupleItem(found.pair, 0)), at: found.at };
  decref(found.pair);
  return answer;
}
