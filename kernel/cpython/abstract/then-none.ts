/** What a native that sets or deletes something answers: None. */
import { ABSENT, DONE, NULL, type Answer, type Done, type Owned, type PUSHED } from '../heap/reference.js';
import { none } from '../include/singletons.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { decref } from '../object/refcount.js';

const Setting = nativeFrame('setting', {}, (_frame, answer): Answer => {
  if (answer === NULL) return NULL;
  if (answer !== ABSENT && answer !== DONE) decref(answer as Owned);
  return none();
});
/** Does it, which may run Python code, then answers None. */
export function thenNone(act: () => Done | typeof PUSHED): Answer {
  const frame: NativeFrame = Setting.enter();
  return beginNative(frame, act() as Answer);
}
