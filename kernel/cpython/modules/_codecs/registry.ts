/** The registry: search functions are asked for codecs, which are kept.  CPython: Python/codecs.c. */
import { ABSENT, NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { call1, callWith } from '../../abstract/call.js';
import { connectCodecs } from '../../abstract/codec-hook.js';
import { compileHook } from '../../abstract/compile-hook.js';
import { isTrueThenRelease, lookupAttr } from '../../abstract/object.js';
import { isBytes, newBytes } from '../../include/bytes.js';
import {
  errorHandlers,
  searchCache,
  searchPath,
  setCodecRegistry,
  isSearching,
  setSearching
} from '../../include/codec-registry.js';
import { dictGetItem, dictSetItem, newDict } from '../../include/dict.js';
import { listAppend, listItem, newList } from '../../include/list.js';
import { None, none } from '../../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { HANDLERS, askToDecode, askToEncode, handlerFunction } from './handlers.js';

const ENCODINGS = identifier('encodings'),
  IS_TEXT = identifier('_is_text_encoding');

/** Makes the registry; false: an exception is set.  @cpython Python/codecs.c _PyCodecRegistry_Init */
function ready(): boolean {
  if (searchPath() !== 0) return true;
  const path = newList(0);
  if (path === NULL) return false;
  const cache = newDict(),
    handlers = newDict();
  if (cache === NULL || handlers === NULL) {
    for (const o of [path, cache, handlers]) if (o !== NULL) decref(o);
    return false;
  }
  setCodecRegistry(path, cache, handlers);
  return HANDLERS.every(name => {
    const f = handlerFunction(name);
    if (f === NULL) return false;
    const done = dictSetItem(errorHandlers() as Ref, identifier(name), f);
    decref(f);
    return done !== NULL;
  });
}
/** The standard encodings register themselves when their package is imported. */
function readyToSearch(): boolean {
  if (!ready()) return false;
  if (isSearching()) return true;
  setSearching();
  const module = finish(compileHook.importModule(ENCODINGS, 0, 0, 0, 0));
  if (module === NULL) return false;
  decref(module);
  return true;
}
const isCallable = (o: Ref): boolean => slotOf(typeOf(o), slot.tp_call) !== 0;

export function register(_module: Ref, search: Ref): Answer {
  if (!ready()) return NULL;
  if (!isCallable(search)) return raise(errors.TypeError, 'argument must be callable');
  return listAppend(searchPath() as Ref, newRef(search)) === NULL ? NULL : none();
}
export function registerError(_module: Ref, name: Ref, handler: Ref): Answer {
  if (!ready()) return NULL;
  if (!isStr(name))
    return raise(errors.TypeError, `register_error() argument 1 must be str, not ${typeName(typeOf(name))}`);
  if (!isCallable(handler)) return raise(errors.TypeError, 'handler must be callable');
  return dictSetItem(errorHandlers() as Ref, name, handler) === NULL ? NULL : none();
}
export function lookupError(_module: Ref, name: Ref): Answer {
  if (!ready()) return NULL;
  if (!isStr(name))
    return raise(errors.TypeError, `lookup_error() argument must be str, not ${typeName(typeOf(name))}`);
  const found = dictGetItem(errorHandlers() as Ref, name);
  if (found === null) return NULL;
  if (found !== 0) return newRef(found);
  return raise(errors.LookupError, `unknown error handler name '${toHost(name)}'`);
}

/** As search functions are asked.  @cpython Python/codecs.c normalizestring */
const normalized = (name: string): string => name.toLowerCase().replace(/[^a-z0-9.]+/g, '_');
/** The codec of this name: a tuple of four.  @cpython Python/codecs.c _PyCodec_Lookup */
export function lookup(encoding: string): Result {
  if (!readyToSearch()) return NULL;
  const name = newStr(normalized(encoding));
  if (name === NULL) return NULL;
  const found = search(name, encoding);
  decref(name);
  return found;
}
function search(name: Ref, encoding: string): Result {
  const cache = searchCache() as Ref,
    path = searchPath() as Ref;
  const known = dictGetItem(cache, name);
  if (known === null) return NULL;
  if (known !== 0) return newRef(known);
  for (let i = 0; i < ob_size(path); i++) {
    const f = newRef(listItem(path, i));
    const codec = finish(call1(f, name));
    decref(f);
    if (codec === NULL) return NULL;
    if (codec === None) {
      decref(codec);
      continue;
    }
    if (isTuple(codec) && ob_size(codec) === 4) {
      if (dictSetItem(cache, name, codec) !== NULL) return codec;
      decref(codec);
      return NULL;
    }
    decref(codec);
    return raise(errors.TypeError, 'codec search functions must return 4-tuples');
  }
  return raise(errors.LookupError, `unknown encoding: ${encoding}`);
}

/** Which function of a codec is called. */
export type Direction = 'encod' | 'decod';
/** What a codec makes of an object.  @cpython Python/codecs.c _PyCodec_EncodeInternal, _PyCodec_DecodeInternal */
export function convert(direction: Direction, codec: Ref, o: Ref, handler: Ref | 0): Result {
  const f = tupleItem(codec, direction === 'encod' ? 0 : 1);
  const pair = finish(handler === 0 ? call1(f, o) : callWith(f, o, handler));
  if (pair === NULL) return NULL;
  if (isTuple(pair) && ob_size(pair) === 2) {
    const result = newRef(tupleItem(pair, 0));
    decref(pair);
    return result;
  }
  decref(pair);
  return raise(errors.TypeError, `${direction}er must return a tuple (object, integer)`);
}
/** For str.encode() and bytes.decode(): only codecs of texts.  @cpython Python/codecs.c _PyCodec_LookupTextEncoding */
function convertText(direction: Direction, o: Owned, encoding: string, handler: string): Result {
  const codec = lookup(encoding);
  const text = codec === NULL ? NULL : lookupAttr(codec, IS_TEXT);
  const isText = text === NULL ? null : text === ABSENT ? true : isTrueThenRelease(text);
  const errorsName = isText === true ? newStr(handler) : NULL;
  if (isText === false) {
    const use = `use codecs.${direction === 'encod' ? 'encode' : 'decode'}() to handle arbitrary codecs`;
    raise(errors.LookupError, `'${encoding}' is not a text encoding; ${use}`);
  }
  const made = codec === NULL || errorsName === NULL ? NULL : convert(direction, codec, o, errorsName);
  for (const part of [codec, errorsName, o]) if (part !== NULL) decref(part);
  return made;
}
function checked<T extends string>(made: Result, fits: boolean, text: (type: string) => string): Result<T> {
  if (made === NULL || fits) return made as Result<T>;
  const name = typeName(typeOf(made));
  decref(made);
  return raise(errors.TypeError, text(name));
}
connectCodecs({
  encode(o, encoding, handler) {
    const made = convertText('encod', newRef(o), encoding, handler);
    return checked<'bytes'>(
      made,
      made !== NULL && isBytes(made),
      type =>
        `'${encoding}' encoder returned '${type}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`
    );
  },
  decode(source, encoding, handler) {
    const bytes = newBytes(source);
    if (bytes === NULL) return NULL;
    const made = convertText('decod', bytes, encoding, handler);
    return checked<'str'>(
      made,
      made !== NULL && isStr(made),
      type =>
        `'${encoding}' decoder returned '${type}' instead of 'str'; use codecs.decode() to decode to arbitrary types`
    );
  },
  encodeError: (name, exception, length) => {
    if (ready()) return askToEncode(errorHandlers() as Ref, name, exception, length);
    decref(exception);
    return null;
  },
  decodeError: (name, exception, length) => {
    if (ready()) return askToDecode(errorHandlers() as Ref, name, exception, length);
    decref(exception);
    return null;
  }
});
