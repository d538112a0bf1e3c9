/** Replacing matches: one state machine, which pauses where a replacement function runs.  CPython: Modules/_sre/sre.c pattern_subx. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, int32, mayOwn } from '../../heap/struct.js';
import { bufferOf } from '../../abstract/buffer.js';
import { call1 } from '../../abstract/call.js';
import { packTuple } from '../../abstract/pack.js';
import { asIndex, newInt } from '../../include/int.js';
import { listAppend, newList } from '../../include/list.js';
import { None } from '../../include/singletons.js';
import { isStr } from '../../include/str.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, setRef, take } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { profile } from '../../profiles/profile.js';
import { newMatch } from './match.js';
import { Template_Type, slice, subjectFor, subjectOf } from './objects.js';
import { guarded, engineFor } from './searching.js';
import { compileTemplate, fill, isTemplate, joinAll, plainText } from './template.js';

const COMPILING = 0,
  CALLING = 1;
/** How a match is replaced. */
const LITERAL = 0,
  FUNCTION = 1,
  TEMPLATE = 2;

const Substituting = nativeFrame(
  'Pattern.sub',
  {
    pattern: borrows, // the caller's argument, like the string
    string: borrows,
    filter: mayOwn,
    list: mayOwn,
    match: mayOwn,
    kind: int32,
    phase: int32,
    /** How many replacements at most; 0: all. */
    most: int32,
    done: int32,
    /** Where to search on, where the last match ended, and whether an empty match there counts no more. */
    start: int32,
    copied: int32,
    mustAdvance: int32,
    /** Whether the answer is a pair with the number of replacements. */
    counts: int32
  },
  step
);
const isCallable = (o: Ref): boolean => slotOf(typeOf(o), slot.tp_call) !== 0;
const BACKSLASH = 92;
/** Whether a replacement is a text without escapes. */
function isPlain(o: Ref): boolean {
  const text = subjectOf(o)!.text;
  for (let i = 0; i < text.length; i++) if (text[i] === BACKSLASH) return false;
  return true;
}
const isText = (o: Ref): boolean => isStr(o);

export function substitute(
  pattern: Ref,
  replacement: Ref,
  string: Ref,
  count: Ref | 0,
  counts: boolean
): Answer {
  const most = count === 0 ? 0 : asIndex(count);
  if (most === null) return NULL;
  const frame = Substituting.enter();
  Substituting.pattern.set(frame, pattern);
  Substituting.string.set(frame, string);
  Substituting.most.set(frame, Math.max(-1, Math.min(most, 0x7fffffff)));
  Substituting.counts.set(frame, counts ? 1 : 0);
  if (isCallable(replacement)) {
    Substituting.kind.set(frame, FUNCTION);
    return beginNative(frame, newRef(replacement));
  }
  const isBytesLike = isText(replacement) || bufferOf(replacement) !== null;
  if (isBytesLike && isPlain(replacement)) {
    Substituting.kind.set(frame, LITERAL);
    return beginNative(frame, newRef(replacement));
  }
  Substituting.kind.set(frame, TEMPLATE);
  return beginNative(frame, compileTemplate(pattern, replacement));
}

function step(frame: NativeFrame, answer: Maybe): Maybe {
  if (answer === NULL || answer === ABSENT) return NULL;
  if (Substituting.phase(frame) === COMPILING) {
    if (!begin(frame, answer as Owned)) return NULL;
  } else {
    clearRef(frame, Substituting.match);
    if (!append(frame, answer as Owned)) return NULL;
  }
  return replaceAll(frame);
}
/** The replacement is there: what kind it is, and the list that will be joined. */
function begin(frame: NativeFrame, replacement: Owned): boolean {
  Substituting.filter.set(frame, replacement);
  Substituting.phase.set(frame, CALLING);
  if (Substituting.kind(frame) === TEMPLATE) {
    if (profile.sre.hasTemplates) {
      if (!isTemplate(replacement)) return false;
      const plain = plainText(replacement);
      if (plain !== 0) {
        Substituting.kind.set(frame, LITERAL);
        setRef(frame, Substituting.filter, newRef(plain));
      }
    } else Substituting.kind.set(frame, isCallable(replacement) ? FUNCTION : LITERAL);
  }
  if (subjectFor(Substituting.pattern(frame) as Ref, Substituting.string(frame) as Ref) === null)
    return false;
  const list = newList(0);
  if (list === NULL) return false;
  Substituting.list.set(frame, list);
  return true;
}
/** None stands for nothing. */
function append(frame: NativeFrame, item: Owned): boolean {
  if (item === None) {
    decref(item);
    return true;
  }
  return listAppend(Substituting.list(frame) as Ref, item) !== NULL;
}
function appendSlice(frame: NativeFrame, from: number, to: number): boolean {
  const text = slice(Substituting.string(frame) as Ref, from, to);
  return text !== NULL && append(frame, text);
}

/** Match after match, until a function is called or the text ends. */
function replaceAll(frame: NativeFrame): Answer {
  const pattern = Substituting.pattern(frame) as Ref,
    string = Substituting.string(frame) as Ref;
  for (;;) {
    const subject = subjectFor(pattern, string);
    if (subject === null) return NULL;
    const most = Substituting.most(frame);
    if (most !== 0 && Substituting.done(frame) >= most) return finished(frame, subject.length);
    const engine = engineFor(pattern, subject, Substituting.start(frame), subject.length);
    engine.mustAdvance = Substituting.mustAdvance(frame) !== 0;
    const found = guarded(() => engine.search());
    if (found === null) return NULL;
    if (!found) return finished(frame, subject.length);
    const copied = Substituting.copied(frame);
    if (copied < engine.start && !appendSlice(frame, copied, engine.start)) return NULL;
    Substituting.copied.set(frame, engine.ptr);
    Substituting.done.set(frame, Substituting.done(frame) + 1);
    Substituting.mustAdvance.set(frame, engine.ptr === engine.start ? 1 : 0);
    Substituting.start.set(frame, engine.ptr);
    const filter = Substituting.filter(frame) as Ref;
    if (Substituting.kind(frame) === LITERAL) {
      if (!append(frame, newRef(filter))) return NULL;
      continue;
    }
    const match = newMatch(pattern, string, engine, 0, subject.length);
    if (match === NULL) return NULL;
    Substituting.match.set(frame, match);
    const item = typeOf(filter) === Template_Type ? fill(filter, match) : call1(filter, match);
    if (item === PUSHED) return PUSHED;
    if (item === NULL) return NULL;
    clearRef(frame, Substituting.match);
    if (!append(frame, item)) return NULL;
  }
}
function finished(frame: NativeFrame, length: number): Answer {
  const copied = Substituting.copied(frame);
  if (copied < length && !appendSlice(frame, copied, length)) return NULL;
  const list = take(frame, Substituting.list) as Owned;
  const joined = joinAll(list, isText(Substituting.string(frame) as Ref));
  decref(list);
  if (joined === NULL || Substituting.counts(frame) === 0) return joined;
  return packTuple(joined, newInt(Substituting.done(frame)));
}
