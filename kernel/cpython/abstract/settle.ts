/** From an answer to what was done: a setter's or an initialiser's value is dropped. */
import { DONE, NULL, PUSHED, type Answer, type Done, type Owned } from '../heap/reference.js';
import { decref } from '../object/refcount.js';
import { finish } from '../object/upward.js';

/** Releases an answer; a PUSHED one completes as PUSHED. */
export function settled(answer: Answer): Done | typeof PUSHED {
  if (answer === NULL) return NULL;
  if (answer === PUSHED) return PUSHED;
  decref(answer as Owned);
  return DONE;
}
/** What was done when the Python code that does it has run to its end. */
export function finishDone(done: Done | typeof PUSHED): Done {
  if (done !== PUSHED) return done;
  const answer = finish(PUSHED);
  if (answer === NULL) return NULL;
  decref(answer);
  return DONE;
}
