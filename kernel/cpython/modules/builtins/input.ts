/** input().  CPython: Python/bltinmodule.c builtin_input_impl. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn } from '../../heap/struct.js';
import { callMethod0 } from '../../abstract/call.js';
import { WAIT, host } from '../../abstract/host.js';
import { str } from '../../abstract/object.js';
import { sysGet } from '../../abstract/sys-module.js';
import { charAt, identifier, isStr, newStr, strLength, toHost } from '../../include/str.js';
import { substring } from '../../include/str-build.js';
import { isTextStream, PyTextStream, STDIN } from '../../include/text-stream.js';
import { errors, raise } from '../../object/errors.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { decref, newRef } from '../../object/refcount.js';
import { writeText } from './print.js';

const STDOUT = identifier('stdout'),
  STDIN_NAME = identifier('stdin'),
  READLINE = identifier('readline');

/** A prompt on its way, then a line. */
const TEXT = 0,
  PROMPTED = 1,
  READ = 2,
  WAITED = 3;
/** When the line is not there yet the frame stays on top and waits: the session goes on with None when it has come. */
const Reading = nativeFrame('input', { prompt: mayOwn, phase: int32 }, (frame, answer): Answer =>
  step(frame, answer)
);
function step(frame: NativeFrame, first: Maybe): Answer {
  let answer: Maybe = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    if (answer === NULL || answer === ABSENT) return NULL;
    const value = answer as Owned;
    switch (Reading.phase(frame)) {
      case TEXT: {
        if (host.showsPrompt() && isStdin(sysGet(STDIN_NAME))) {
          decref(Reading.prompt(frame) as Owned);
          Reading.prompt.set(frame, value);
          answer = readLine(frame);
          continue;
        }
        const file = sysGet(STDOUT);
        Reading.phase.set(frame, PROMPTED);
        answer = file === 0 ? raise(errors.RuntimeError, 'input(): lost sys.stdout') : writeText(file, value);
        decref(value);
        continue;
      }
      case PROMPTED:
        decref(value);
        answer = readLine(frame);
        continue;
      case WAITED:
        decref(value);
        answer = readLine(frame);
        continue;
      default:
        return lineOf(value);
    }
  }
}
const isStdin = (file: Ref | 0): boolean =>
  file !== 0 && isTextStream(file) && PyTextStream.kind(file) === STDIN;
function readLine(frame: NativeFrame): Answer {
  Reading.phase.set(frame, READ);
  const file = sysGet(STDIN_NAME);
  if (file === 0) return raise(errors.RuntimeError, 'input(): lost sys.stdin');
  if (!isStdin(file)) return callMethod0(file, READLINE);
  // Who shows the prompt himself is given it; else it has been written.
  const prompt = host.showsPrompt() ? Reading.prompt(frame) : 0;
  const line = host.readLine(prompt !== 0 && isStr(prompt) ? toHost(prompt) : '');
  if (line !== WAIT) return newStr(line);
  Reading.phase.set(frame, WAITED);
  return PUSHED;
}
/** The line without its newline; EOFError at the end. */
function lineOf(line: Owned): Answer {
  if (!isStr(line)) {
    decref(line);
    return raise(errors.TypeError, 'object.readline() returned non-string');
  }
  const length = strLength(line);
  if (length === 0) {
    decref(line);
    return raise(errors.EOFError, 'EOF when reading a line');
  }
  if (charAt(line, length - 1) !== 10) return line;
  const text = substring(line, 0, length - 1);
  decref(line);
  return text;
}
export function input(_m: Ref, prompt: Ref | 0): Answer {
  const frame = Reading.enter();
  let answer: Answer;
  if (prompt === 0) {
    answer = readLine(frame);
  } else {
    Reading.prompt.set(frame, newRef(prompt));
    answer = str(prompt);
  }
  return beginNative(frame, answer);
}
