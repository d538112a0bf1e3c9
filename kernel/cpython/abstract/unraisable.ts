/** Exceptions that nobody can catch: in finalizers, weak reference callbacks.  CPython: Python/errors.c PyErr_WriteUnraisable. */
import type { Ref } from '../heap/reference.js';
import { raised, takeRaised } from '../object/thread.js';
import { decref } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';

export type UnraisableContext =
  | 'calling deallocator'
  | 'calling weakref callback'
  | 'closing generator'
  | 'calling GC callback'
  | 'finalizing coroutine'
  | 'finalizing file';

/** `message` comes before the object's repr, which is followed by a colon where it is a sentence. */
type Report = (message: string, o: Ref | 0, isSentence: boolean) => void;
const connected: { report: Report } = {
  report: () => {
    const exception = takeRaised();
    if (exception !== 0) decref(exception);
  }
};
/** modules/sys.ts connects itself: it takes the exception on its way. */
export function connectUnraisable(report: Report): void {
  connected.report = report;
}
const IS_SENTENCE = profile.builtins.unraisable === 'while';

/** Reports the exception on its way, which is gone afterwards; `o` (lent) is what it happened in. */
export function writeUnraisable(context: UnraisableContext, o: Ref | 0): void {
  if (raised() === 0) return;
  connected.report(
    IS_SENTENCE ? `Exception ignored while ${context}` : 'Exception ignored in:',
    o,
    IS_SENTENCE
  );
}
/** The same with a message of its own. */
export function reportUnraisable(message: string, o: Ref | 0, isSentence: boolean): void {
  if (raised() !== 0) connected.report(message, o, isSentence);
}
