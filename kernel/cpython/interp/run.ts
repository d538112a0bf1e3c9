/** Drives frames: Python frames by the loop, native frames by their step.  CPython has the C stack for this. */
import { load, store } from '../heap/memory.js';
import { ABSENT, PUSHED, type Answer, type Maybe, type Result } from '../heap/reference.js';
import { isWaiting, nativeFrame, previousOfNative, resumeNative } from '../object/native-frame.js';
import { BREAKER, BUDGET, CURRENT_FRAME, INTERRUPT, NATIVE_DEPTH, isNativeFrame } from '../object/thread.js';
import { errors, raise } from '../object/errors.js';
import { connect } from '../object/upward.js';
import { GO, SLICE_OVER, runPython } from './loop.js';
import { Frame } from '../include/frame.js';
import { host } from '../abstract/host.js';

/** Where a run ends: never stepped, its answer is the run's. */
const Entry = nativeFrame('entry', {}, (_frame, answer) => answer as Answer);
/** A native waits for input: nothing runs until the session answers. */
export const WAITING = -6;
export type Running = Maybe | typeof SLICE_OVER | typeof WAITING;

/** Enters the bottom of a run; `begin` is called on top of it. */
export function enterRun(begin: () => Answer, bottomIs: (frame: number) => void): Running {
  const entry = Entry.enter();
  bottomIs(entry | 1);
  const answer = begin();
  if (answer !== PUSHED) return resumeNative(entry, answer);
  return go(entry | 1, GO);
}
/** Goes on after a slice (GO), or with the answer a waiting native gets. */
export function goOn(bottom: number, incoming: Maybe | typeof GO): Running {
  return go(bottom, incoming);
}
function go(bottom: number, incoming: Maybe | typeof GO): Running {
  let answer: Maybe | typeof GO = incoming;
  for (;;) {
    const top = load(CURRENT_FRAME);
    if (top === bottom) return resumeNative(top & -2, answer as Maybe);
    if (isNativeFrame(top)) {
      if ((answer as number) === WAITING) return WAITING;
      const next = resumeNative(top & -2, answer as Maybe);
      answer = next === PUSHED ? GO : next;
      if (next === PUSHED && (load(CURRENT_FRAME) & 1) !== 0) return WAITING;
      continue;
    }
    const result = runPython(answer);
    if (result === SLICE_OVER) return SLICE_OVER;
    answer = result;
  }
}

/** How deep natives may hold the JavaScript stack before RecursionError. */
const MOST_NATIVES = 400;
/** Runs what was entered to its end, while the calling native holds the JavaScript stack. */
function finishRun(answer: Answer): Result {
  if (answer !== PUSHED) return answer;
  const depth = load(NATIVE_DEPTH);
  store(NATIVE_DEPTH, depth + 1);
  const result = depth > MOST_NATIVES ? abandon() : nested();
  store(NATIVE_DEPTH, depth);
  if (result === ABSENT) return raise(errors.StopIteration, '');
  return result as Result;
}
/** Runs until the frames that were pushed are gone: down to the native that is on the JavaScript stack, or its caller. */
function nested(): Maybe {
  const floor = belowPushed();
  let answer: Maybe | typeof GO = GO;
  for (;;) {
    const top = load(CURRENT_FRAME);
    if (top === floor) return answer as Maybe;
    if (isNativeFrame(top)) {
      const next = resumeNative(top & -2, answer as Maybe);
      answer = next === PUSHED ? GO : next;
      continue;
    }
    const result = runPython(answer);
    if (result === SLICE_OVER) poll();
    answer = result === SLICE_OVER ? GO : result;
  }
}
/** Below the pushed Python frame and the native frames that wait for it. */
function belowPushed(): number {
  const top = load(CURRENT_FRAME);
  let at = isNativeFrame(top) ? top : Frame.previous(top);
  while (isNativeFrame(at) && isWaiting(at & -2)) at = previousOfNative(at & -2);
  return at;
}
function abandon(): Maybe {
  return raise(errors.RecursionError, 'maximum recursion depth exceeded');
}
/** The slice is over inside a native: no pause is possible, but an interrupt is. */
function poll(): void {
  store(BUDGET, SLICE);
  if (host.pollInterrupt()) {
    store(INTERRUPT, 1);
    store(BREAKER, 1);
  }
}
export const SLICE = 20000;
connect({ finish: finishRun });
