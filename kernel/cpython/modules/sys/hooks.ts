/** displayhook, excepthook, unraisablehook.  CPython: Python/sysmodule.c, Python/errors.c _PyErr_WriteUnraisableMsg. */
import { NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { call1 } from '../../abstract/call.js';
import { currentBuiltins } from '../../abstract/frame-hooks.js';
import { clearRaised, isInstance, reprOf, str } from '../../abstract/object.js';
import { structSequence } from '../../abstract/structseq.js';
import { sysGet } from '../../abstract/sys-module.js';
import { tracebackHook } from '../../abstract/traceback-hook.js';
import { connectUnraisable } from '../../abstract/unraisable.js';
import { PyCFunction, PyCFunction_Type } from '../../include/builtin.js';
import { setStr } from '../../include/dict.js';
import { PyException } from '../../include/exception.js';
import { None, none } from '../../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { errors } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { takeRaised } from '../../object/thread.js';
import { nativeMethod } from '../../abstract/signature.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { writeText } from '../builtins/print.js';

const STDERR = identifier('stderr'),
  STDOUT = identifier('stdout'),
  UNDERSCORE = identifier('_');
const HOOK = identifier('unraisablehook');
const facts = profile.sys;

/** Writes host text to `sys.stderr` or `sys.stdout`; what goes wrong is dropped. */
function writeTo(stream: Ref, text: string): void {
  const file = sysGet(stream);
  if (file === 0 || file === None) return;
  const shown = newStr(text);
  const answer = shown === NULL ? NULL : finish(writeText(file, shown));
  if (shown !== NULL) decref(shown);
  if (answer === NULL) clearRaised();
  else decref(answer);
}
export const writeError = (text: string): void => writeTo(STDERR, text);

/** Shows a value as the prompt does, and keeps it as `builtins._`. */
export function displayhook(_module: Ref, value: Ref): Answer {
  if (value === None) return none();
  const builtins = currentBuiltins();
  if (builtins !== 0 && setStr(builtins, UNDERSCORE, None) === NULL) return NULL;
  const text = reprOf(value);
  if (text === null) return NULL;
  const file = sysGet(STDOUT);
  const line = newStr(`${text}\n`);
  const answer = line === NULL || file === 0 ? NULL : finish(writeText(file, line));
  if (line !== NULL) decref(line);
  if (answer === NULL) return NULL;
  decref(answer);
  return builtins !== 0 && setStr(builtins, UNDERSCORE, value) === NULL ? NULL : none();
}
export function excepthook(_module: Ref, _type: Ref, value: Ref, traceback: Ref): Answer {
  if (!isInstance(value, errors.BaseException)) {
    const text = reprOf(value);
    writeError(`TypeError: print_exception(): Exception expected for value, ${text ?? '?'} found\n`);
    return none();
  }
  if (traceback !== None && PyException.traceback(value) === 0) {
    PyException.traceback.set(value, newRef(traceback));
  }
  writeError(`${tracebackHook.text(value).join('\n')}\n`);
  return none();
}

/** What an unraisable hook gets. */
const UnraisableArguments = structSequence(
  'UnraisableHookArgs',
  'What an unraisable hook is told.',
  ['exc_type', 'exc_value', 'exc_traceback', 'err_msg', 'object'],
  true
);
/** The default hook: message, traceback, exception. */
export function unraisablehook(_module: Ref, given: Ref): Answer {
  if (typeOf(given) !== UnraisableArguments.type) return none();
  const value = tupleItem(given, 1),
    traceback = tupleItem(given, 2),
    message = tupleItem(given, 3);
  const o = tupleItem(given, 4);
  let head = '';
  if (message !== None && isStr(message)) head = toHost(message) + (o === None ? ':\n' : ': ');
  else if (o !== None) head = 'Exception ignored in: ';
  if (o !== None) head += `${reprOf(o) ?? dropped('<object repr() failed>')}\n`;
  writeError(head + exceptionText(value, traceback));
  return none();
}
const dropped = (text: string): string => {
  clearRaised();
  return text;
};
function exceptionText(value: Ref, traceback: Ref): string {
  const lines =
    traceback === None
      ? []
      : ['Traceback (most recent call last):', ...tracebackHook.stack(traceback, !facts.unraisableMarks)];
  const shown = finish(str(value));
  const text = shown === NULL ? dropped('<exception str() failed>') : toHost(shown);
  if (shown !== NULL) decref(shown);
  return `${[...lines, `${tracebackHook.typeText(value)}: ${text}`].join('\n')}\n`;
}

/** Tells the exception on its way to sys.unraisablehook. */
function report(message: string, o: Ref | 0, isSentence: boolean): void {
  const exception = takeRaised() as Owned;
  const given = argumentsFor(exception, message, o, isSentence);
  if (given !== NULL) {
    const hook = sysGet(HOOK);
    const isDefault =
      hook === 0 ||
      (typeOf(hook) === PyCFunction_Type && nativeMethod(PyCFunction.m_ml(hook)).name === 'unraisablehook');
    if (isDefault) decref(unraisablehook(None, given) as Owned);
    else callHook(hook, given);
    decref(given);
  } else clearRaised();
  decref(exception);
}
/** The message that goes without saying. */
const PLAIN = 'Exception ignored in:';
function argumentsFor(exception: Ref, message: string, o: Ref | 0, isSentence: boolean): Result {
  const traceback = PyException.traceback(exception);
  const head = [newRef(typeOf(exception)), newRef(exception), traceback === 0 ? none() : newRef(traceback)];
  if (facts.unraisableMessage === 'object' && !isSentence) {
    const own = message === PLAIN ? none() : newStr(message.replace(/:$/, ''));
    return UnraisableArguments.make(...head, own, o === 0 ? none() : newRef(o));
  }
  const shown = o === 0 ? '' : ` ${reprOf(o) ?? dropped('<object repr() failed>')}`;
  return UnraisableArguments.make(...head, newStr(isSentence ? message + shown : message), none());
}
function callHook(hook: Ref, given: Ref): void {
  const answer = finish(call1(hook, given));
  if (answer !== NULL) {
    decref(answer);
    return;
  }
  writeError(`Exception ignored in sys.unraisablehook: ${reprOf(hook) ?? dropped('?')}\n`);
  const failure = takeRaised();
  if (failure === 0) return;
  writeError(exceptionText(failure, (PyException.traceback(failure) || None) as Ref));
  decref(failure);
}
connectUnraisable(report);
