/** _codecs: the registry of codecs, and those that are built in as functions.  CPython: Modules/_codecsmodule.c. */
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { hostBytes, needBuffer } from '../abstract/buffer.js';
import { decodeTo, encode as encodeText } from '../abstract/codecs.js';
import { defineModule, type Method } from '../abstract/define.js';
import { isTrue } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { argumentType } from '../abstract/text.js';
import { newBytes } from '../include/bytes.js';
import { newInt } from '../include/int.js';
import { None } from '../include/singletons.js';
import { identifier, isStr, newStrFromCodes, strLength, toHost } from '../include/str.js';
import { errors, raise } from '../object/errors.js';
import { decref } from '../object/refcount.js';
import { convert, lookup, lookupError, register, registerError, type Direction } from './_codecs/registry.js';

const UTF8 = identifier('utf-8');
/** The name of a handler; null: TypeError. */
function handlerOf(f: string, position: number, o: Ref | 0): string | null {
  if (o === 0 || o === None) return 'strict';
  if (isStr(o)) return toHost(o);
  raise(errors.TypeError, `${f}() argument ${position} must be str or None, not ${argumentType(o)}`);
  return null;
}
/** `codec_encode(text, errors)`: the bytes, and how much was encoded. */
const encoding =
  (f: string, codec: string) =>
  (_module: Ref, text: Ref, handler: Ref | 0): Answer => {
    if (!isStr(text))
      return raise(errors.TypeError, `${f}() argument 1 must be str, not ${argumentType(text)}`);
    const name = handlerOf(f, 2, handler);
    if (name === null) return NULL;
    const bytes = encodeText(text, codec, name);
    return bytes === NULL ? NULL : packTuple(bytes, newInt(strLength(text)));
  };
/** `codec_decode(bytes, errors, final)`: the text, and how many bytes were used. */
const decoding =
  (f: string, codec: string, isWhole: boolean) =>
  (_module: Ref, data: Ref, handler: Ref | 0, final: Ref | 0): Answer => {
    const takesText = codec.endsWith('unicode_escape') && isStr(data);
    const source = takesText ? encodeText(data, 'utf-8', 'strict') : data;
    if (source === NULL) return NULL;
    const view = needBuffer(source);
    const bytes = view === null ? null : hostBytes(view);
    if (takesText) decref(source as Owned);
    const name = bytes === null ? null : handlerOf(f, 2, handler);
    const isFinal = name === null ? null : final === 0 ? isWhole : isTrue(final);
    if (bytes === null || name === null || isFinal === null) return NULL;
    const partial = { isFinal, consumed: 0 };
    const codes = decodeTo(bytes, codec, name, partial);
    return codes === null ? NULL : packTuple(newStrFromCodes(codes), newInt(partial.consumed));
  };
/** Both functions of a codec; `isWhole`: what is cut off at the end is an error unless told otherwise, or always. */
function codec(
  name: string,
  called: string,
  ending: 'always whole' | 'whole' | 'partial'
): Record<string, Method> {
  const decode = `${name}_decode`,
    encode = `${name}_encode`;
  const final = ending === 'always whole' ? '' : `, final=${ending === 'whole' ? 'True' : 'False'}`;
  return {
    [encode]: { signature: '($module, str, errors=None, /)', doc: '', call: encoding(encode, called) },
    [decode]: {
      signature: `($module, data, errors=None${final}, /)`,
      doc: '',
      call: decoding(decode, called, ending !== 'partial')
    }
  };
}
const converting =
  (direction: Direction) =>
  (_module: Ref, o: Ref, encodingName: Ref | 0, handler: Ref | 0): Answer => {
    const name = encodingName === 0 ? UTF8 : encodingName;
    if (!isStr(name))
      return raise(
        errors.TypeError,
        `${direction}e() argument 'encoding' must be str, not ${argumentType(name)}`
      );
    const found = lookup(toHost(name));
    if (found === NULL) return NULL;
    const made: Result = convert(direction, found, o, handler);
    decref(found);
    return made;
  };

export const codecs = defineModule({
  name: '_codecs',
  functions: {
    register: {
      signature: '($module, search_function, /)',
      doc: 'Register a codec search function.',
      call: register
    },
    lookup: {
      signature: '($module, encoding, /)',
      doc: 'Looks up a codec tuple in the registry.',
      call: (_module: Ref, name: Ref): Answer =>
        isStr(name)
          ? lookup(toHost(name))
          : raise(errors.TypeError, `lookup() argument must be str, not ${argumentType(name)}`)
    },
    encode: {
      signature: "($module, /, obj, encoding='utf-8', errors='strict')",
      doc: 'Encode an object with a codec.',
      call: converting('encod')
    },
    decode: {
      signature: "($module, /, obj, encoding='utf-8', errors='strict')",
      doc: 'Decode an object with a codec.',
      call: converting('decod')
    },
    register_error: {
      signature: '($module, errors, handler, /)',
      doc: 'Register an error handler under a name.',
      call: registerError
    },
    lookup_error: {
      signature: '($module, name, /)',
      doc: 'The error handler of this name.',
      call: lookupError
    },
    ...codec('utf_8', 'utf-8', 'partial'),
    ...codec('latin_1', 'latin-1', 'always whole'),
    ...codec('ascii', 'ascii', 'always whole'),
    ...codec('utf_16', 'utf-16', 'partial'),
    ...codec('utf_16_le', 'utf-16-le', 'partial'),
    ...codec('utf_16_be', 'utf-16-be', 'partial'),
    ...codec('utf_32', 'utf-32', 'partial'),
    ...codec('utf_32_le', 'utf-32-le', 'partial'),
    ...codec('utf_32_be', 'utf-32-be', 'partial'),
    ...codec('unicode_escape', 'unicode_escape', 'whole'),
    ...codec('raw_unicode_escape', 'raw_unicode_escape', 'whole'),
    readbuffer_encode: {
      signature: '($module, data, errors=None, /)',
      doc: '',
      call(_module: Ref, data: Ref): Answer {
        const bytes = isStr(data) ? encodeText(data, 'utf-8', 'strict') : copyOf(data);
        return bytes === NULL ? NULL : packTuple(bytes, newInt(sizeOf(bytes)));
      }
    }
  }
});
function copyOf(data: Ref): Result<'bytes'> {
  const view = needBuffer(data);
  return view === null ? NULL : newBytes(hostBytes(view));
}
const sizeOf = (bytes: Ref): number => needBuffer(bytes)?.count ?? 0;
