/** Line ends: finding them, and IncrementalNewlineDecoder, which makes them all alike.  CPython: Modules/_io/textio.c. */
import type { PUSHED } from '../../heap/reference.js';
import {
  ABSENT,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import type { Address } from '../../heap/memory.js';
import { int32, mayOwn, structAt } from '../../heap/struct.js';
import { callMethod, callMethod0 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { thenFree } from '../../abstract/fields.js';
import { isTrue } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { callNative, nativeMethod, registerMethod } from '../../abstract/signature.js';
import { settled } from '../../abstract/settle.js';
import { newBytes } from '../../include/bytes.js';
import { asIndex, newInt } from '../../include/int.js';
import { None, newBool, none } from '../../include/singletons.js';
import { identifier, isStr, newStr, newStrFromCodes, strLength } from '../../include/str.js';
import { codesOf, viewOf } from '../../include/str-build.js';
import { genericAlloc } from '../../include/subclass.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { untrack } from '../../object/gchead.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, setRef, take } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

const LF = 10,
  CR = 13;

/** How lines end: by '\n' alone, by any of '\n', '\r', '\r\n', or by this text. */
export type LineEnd = 'translated' | 'universal' | readonly number[];
/** Where the line that begins at `from` ends, behind its end; -1: it has none.  @cpython Modules/_io/textio.c _PyIO_find_line_ending */
export function findLineEnd(text: ArrayLike<number>, from: number, to: number, by: LineEnd): number {
  if (by === 'universal') {
    for (let i = from; i < to; i++) {
      if (text[i] === LF) return i + 1;
      if (text[i] === CR) return i + 1 < to && text[i + 1] === LF ? i + 2 : i + 1;
    }
    return -1;
  }
  const [first, second] = by === 'translated' ? [LF] : by;
  for (let i = from; i < to; i++) {
    if (text[i] !== first) continue;
    if (second === undefined) return i + 1;
    if (i + 1 < to && text[i + 1] === second) return i + 2;
  }
  return -1;
}

const SEEN_CR = 1,
  SEEN_LF = 2,
  SEEN_CRLF = 4;
const PENDING = 1,
  TRANSLATE = 2,
  SEEN_SHIFT = 2;
export const NewlineDecoder_Type = staticType();
/** `bits`: whether a '\r' is pending, whether line ends are translated, which ones have been seen. */
const Decoder = structAt(
  'IncrementalNewlineDecoder',
  { decoder: mayOwn, errors: mayOwn, bits: int32 },
  { decoder: 16, errors: 24, bits: 32 },
  40
);
const IS_COLLECTED = profile.io.hasState;
const isSet = (self: Ref, bit: number): boolean => (Decoder.bits(self) & bit) !== 0;
const setBit = (self: Ref, bit: number, is: boolean): void =>
  Decoder.bits.set(self, is ? Decoder.bits(self) | bit : Decoder.bits(self) & ~bit);
const see = (self: Ref, seen: number): void =>
  Decoder.bits.set(self, Decoder.bits(self) | (seen << SEEN_SHIFT));

/** A decoder for StringIO: it gets texts.  */
export function newNewlineDecoder(translates: boolean): Result {
  const self = genericAlloc<'IncrementalNewlineDecoder'>(NewlineDecoder_Type, 0);
  if (self === 0) return NULL;
  Decoder.decoder.set(self, newRef(None));
  Decoder.errors.set(self, newRef(STRICT));
  setBit(self, TRANSLATE, translates);
  return self;
}
const STRICT = identifier('strict'),
  DECODE = identifier('decode'),
  GETSTATE = identifier('getstate'),
  SETSTATE = identifier('setstate'),
  RESET = identifier('reset');

/** The line ends of a text (given away) made alike.  @cpython Modules/_io/textio.c _PyIncrementalNewlineDecoder_decode */
export function translateNewlines(self: Ref, given: Owned, final: boolean): Result {
  if (!isStr(given)) {
    const name = typeName(typeOf(given));
    decref(given);
    return raise(errors.TypeError, `decoder should return a string result, not '${name}'`);
  }
  const length = strLength(given);
  const hadPending = isSet(self, PENDING) && (final || length > 0);
  const view = viewOf(given);
  if (!hadPending && view.indexOf(CR) < 0) {
    if (view.indexOf(LF) >= 0) see(self, SEEN_LF);
    return given;
  }
  const codes = codesOf(given);
  decref(given);
  if (hadPending) {
    codes.unshift(CR);
    setBit(self, PENDING, false);
  }
  if (!final && codes.at(-1) === CR) {
    codes.pop();
    setBit(self, PENDING, true);
  }
  const out: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === LF) see(self, SEEN_LF);
    if (code !== CR) {
      out.push(code);
      continue;
    }
    const isPair = codes[i + 1] === LF;
    see(self, isPair ? SEEN_CRLF : SEEN_CR);
    out.push(CR);
    if (isPair) {
      i++;
      out.push(LF);
    }
    if (isSet(self, TRANSLATE)) out.splice(isPair ? -2 : -1, 2, LF);
  }
  return newStrFromCodes(out);
}
const NEWLINES: Readonly<Record<number, readonly string[]>> = {
  1: ['\r'],
  2: ['\n'],
  3: ['\r', '\n'],
  4: ['\r\n'],
  5: ['\r', '\r\n'],
  6: ['\n', '\r\n'],
  7: ['\r', '\n', '\r\n']
};
/** The line ends seen so far: None, one, or a tuple of them. */
export function newlinesSeen(self: Ref): Answer {
  const seen = NEWLINES[(Decoder.bits(self) >> SEEN_SHIFT) & 7];
  if (seen === undefined) return none();
  return seen.length === 1 ? newStr(seen[0]!) : packTuple(...seen.map(text => newStr(text)));
}

function init(self: Ref, decoder: Ref, translate: Ref, handler: Ref | 0): Answer {
  const translates = isTrue(translate);
  if (translates === null) return NULL;
  setRef(self, Decoder.decoder, newRef(decoder));
  setRef(self, Decoder.errors, newRef((handler || STRICT) as Ref));
  Decoder.bits.set(self, translates ? TRANSLATE : 0);
  return none();
}
const INIT = nativeMethod(
  registerMethod('IncrementalNewlineDecoder', 'IncrementalNewlineDecoder', {
    signature: "($self, decoder, translate, errors='strict')",
    doc: '',
    call: init
  })
);
/** ValueError before __init__. */
function decoderOf(self: Ref): Ref | 0 {
  const decoder = Decoder.decoder(self);
  if (decoder === 0)
    raise(
      errors.ValueError,
      `IncrementalNewlineDecoder.__init__${profile.io.decoderCalledWithParentheses ? '()' : ''} not called`
    );
  return decoder;
}
const Decoding = nativeFrame('decode', { self: mayOwn, final: int32 }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  return translateNewlines(Decoding.self(frame) as Ref, answer as Owned, Decoding.final(frame) !== 0);
});
function decode(self: Ref, input: Ref, final: Ref | 0): Answer {
  const decoder = decoderOf(self);
  const isFinal = final === 0 ? false : isTrue(final);
  if (decoder === 0 || isFinal === null) return NULL;
  if (decoder === None) return translateNewlines(self, newRef(input), isFinal);
  const frame = Decoding.enter();
  Decoding.self.set(frame, newRef(self));
  Decoding.final.set(frame, isFinal ? 1 : 0);
  const last = newBool(isFinal);
  const answer = callMethod(decoder, DECODE, input, last);
  decref(last);
  return beginNative(frame, answer);
}
/** @cpython Modules/_io/textio.c _io_IncrementalNewlineDecoder_getstate_impl */
function getstate(self: Ref): Answer {
  const decoder = decoderOf(self);
  if (decoder === 0) return NULL;
  const pending = isSet(self, PENDING) ? 1 : 0;
  if (decoder === None) return packTuple(newBytes(new Uint8Array(0)), newInt(pending));
  const state = finish(callMethod0(decoder, GETSTATE));
  if (state === NULL) return NULL;
  const flag = flagOf(state);
  const answer = flag === null ? NULL : packTuple(newRef(tupleItem(state, 0)), newInt(flag * 2 + pending));
  decref(state);
  return answer;
}
function flagOf(state: Ref): number | null {
  if (isTuple(state) && ob_size(state) === 2) return asIndex(tupleItem(state, 1));
  raise(errors.TypeError, isTuple(state) ? 'illegal decoder state' : 'state argument must be a tuple');
  return null;
}
function setstate(self: Ref, state: Ref): Answer {
  const decoder = decoderOf(self);
  const flag = decoder === 0 ? null : flagOf(state);
  if (decoder === 0 || flag === null) return NULL;
  setBit(self, PENDING, flag % 2 === 1);
  if (decoder === None) return none();
  const inner = packTuple(newRef(tupleItem(state, 0)), newInt(Math.floor(flag / 2)));
  if (inner === NULL) return NULL;
  const answer = callMethod(decoder, SETSTATE, inner);
  decref(inner);
  return answer;
}
function reset(self: Ref): Answer {
  const decoder = decoderOf(self);
  if (decoder === 0) return NULL;
  Decoder.bits.set(self, Decoder.bits(self) & TRANSLATE);
  return decoder === None ? none() : callMethod0(decoder, RESET);
}

export const newlineDecoder = defineType({
  name: '_io.IncrementalNewlineDecoder',
  type: NewlineDecoder_Type,
  struct: Decoder,
  subclassable: true,
  gc: IS_COLLECTED,
  doc: "Makes the line ends '\\r', '\\n' and '\\r\\n' alike while decoding.",
  new: (type: PyType): Answer => genericAlloc(type, 0),
  init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED {
    return settled(callNative(INIT, self, argv, nargs, kwnames));
  },
  traverse(self, visit) {
    visit(Decoder.decoder(self));
    visit(Decoder.errors(self));
  },
  clear(self) {
    clearRef(self, Decoder.decoder);
    clearRef(self, Decoder.errors);
  },
  dealloc(self) {
    if (IS_COLLECTED) untrack(self);
    thenFree(self);
    thenRelease(take(self, Decoder.errors));
    thenRelease(take(self, Decoder.decoder));
  },
  getset: { newlines: { get: newlinesSeen } },
  methods: {
    decode: { signature: '($self, /, input, final=False)', doc: '', call: decode },
    getstate: { signature: '($self, /)', doc: '', call: getstate },
    setstate: { signature: '($self, state, /)', doc: '', call: setstate },
    reset: { signature: '($self, /)', doc: '', call: reset }
  }
});
