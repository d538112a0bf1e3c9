/** print.  CPython: Python/bltinmodule.c builtin_print_impl. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, pointer } from '../../heap/struct.js';
import { call0, callMethod1 } from '../../abstract/call.js';
import { host } from '../../abstract/host.js';
import { argumentsAsTuple, keptArgument, mustKeep } from '../../abstract/kept-arguments.js';
import { isTrue, str, getAttr } from '../../abstract/object.js';
import { sysGet } from '../../abstract/sys-module.js';
import { None, none } from '../../include/singletons.js';
import { identifier, isExactStr, isStr, toHost } from '../../include/str.js';
import { PyTextStream, STDERR, STDOUT, isTextStream } from '../../include/text-stream.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, resumeNative, type NativeFrame } from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

const STDOUT_NAME = identifier('stdout'),
  WRITE = identifier('write'),
  FLUSH = identifier('flush');
const NEWLINE = identifier('\n'),
  SPACE = identifier(' ');

/** Writes a str (lent) to a file: straight to the host where it is one of ours.  Answers what `write` answered. */
export function writeText(file: Ref, text: Ref): Answer {
  if (isTextStream(file)) {
    const kind = PyTextStream.kind(file);
    if ((kind === STDOUT || kind === STDERR) && PyTextStream.closed(file) === 0) {
      host.write(kind === STDOUT ? 'stdout' : 'stderr', toHost(text));
      return none();
    }
  }
  return callMethod1(file, WRITE, text);
}

/** What comes next. */
const TEXT = 0,
  WRITTEN = 1,
  SEPARATED = 2,
  ENDED = 3,
  FLUSHED = 4;
const Printing = nativeFrame(
  'print',
  {
    file: mayOwn,
    separator: mayOwn,
    ending: mayOwn,
    text: mayOwn,
    kept: mayOwn,
    argv: pointer,
    count: int32,
    index: int32,
    phase: int32,
    flush: int32
  },
  (frame, answer): Answer => step(frame, answer)
);
function step(frame: NativeFrame, first: Maybe): Answer {
  const P = Printing;
  let answer: Maybe = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    if (answer === NULL || answer === ABSENT) return NULL;
    const file = P.file(frame) as Ref;
    switch (P.phase(frame)) {
      case TEXT: {
        if (!isStr(answer as Ref)) {
          const given = typeName(typeOf(answer as Ref));
          decref(answer as Owned);
          return raise(errors.TypeError, `__str__ returned non-string (type ${given})`);
        }
        P.text.set(frame, answer as Owned);
        P.phase.set(frame, WRITTEN);
        answer = writeText(file, P.text(frame) as Ref);
        continue;
      }
      case WRITTEN: {
        decref(answer as Owned);
        const text = take(frame, P.text);
        if (text !== 0) decref(text);
        const index = P.index(frame) + 1;
        P.index.set(frame, index);
        if (index < P.count(frame)) {
          P.phase.set(frame, SEPARATED);
          answer = writeText(file, P.separator(frame) as Ref);
        } else {
          P.phase.set(frame, ENDED);
          answer = writeText(file, P.ending(frame) as Ref);
        }
        continue;
      }
      case SEPARATED:
        decref(answer as Owned);
        P.phase.set(frame, TEXT);
        answer = str(keptArgument(P.kept(frame), P.argv(frame), P.index(frame)));
        continue;
      case ENDED:
        decref(answer as Owned);
        if (P.flush(frame) === 0) return none();
        P.phase.set(frame, FLUSHED);
        answer = flush(file);
        continue;
      default:
        decref(answer as Owned);
        return none();
    }
  }
}
function flush(file: Ref): Answer {
  if (isTextStream(file)) return none();
  const method = finish(getAttr(file, FLUSH));
  if (method === NULL) return NULL;
  const answer = call0(method);
  decref(method);
  return answer;
}

/** A separator or ending: a str, or the default; NULL: TypeError. */
function piece(given: Ref | 0, otherwise: Ref, name: string): Ref | 0 {
  if (given === 0 || given === None) return otherwise;
  if (isStr(given)) return given;
  return raise(errors.TypeError, `${name} must be None or a string, not ${typeName(typeOf(given))}`);
}
/** print(*args, sep=' ', end='\n', file=None, flush=False) */
export function print(
  _module: Ref,
  argv: Address,
  count: number,
  sep: Ref | 0,
  end: Ref | 0,
  givenFile: Ref | 0,
  flushing: Ref | 0
): Answer {
  let file = givenFile;
  if (file === 0 || file === None) {
    file = sysGet(STDOUT_NAME);
    if (file === 0) return raise(errors.RuntimeError, 'lost sys.stdout');
    if (file === None) return none();
  }
  const separator = piece(sep, SPACE, 'sep');
  if (separator === NULL) return NULL;
  const ending = piece(end, NEWLINE, 'end');
  if (ending === NULL) return NULL;
  const mustFlush = flushing === 0 ? false : isTrue(flushing);
  if (mustFlush === null) return NULL;
  const frame = Printing.enter();
  if (profile.builtins.printMakesTuple || mustKeep(argv, count)) {
    const kept = argumentsAsTuple(argv, count);
    if (kept === NULL) return resumeNative(frame, NULL);
    Printing.kept.set(frame, kept);
  } else Printing.argv.set(frame, argv);
  Printing.file.set(frame, newRef(file));
  Printing.separator.set(frame, newRef(separator));
  Printing.ending.set(frame, newRef(ending));
  Printing.count.set(frame, count);
  Printing.flush.set(frame, mustFlush ? 1 : 0);
  return begin(frame, count);
}
function begin(frame: NativeFrame, count: number): Answer {
  let answer: Answer;
  if (count === 0) {
    Printing.phase.set(frame, ENDED);
    answer = writeText(Printing.file(frame) as Ref, Printing.ending(frame) as Ref);
  } else {
    const first = keptArgument(Printing.kept(frame), Printing.argv(frame), 0);
    answer = isExactStr(first) ? newRef(first) : str(first);
  }
  return beginNative(frame, answer);
}
