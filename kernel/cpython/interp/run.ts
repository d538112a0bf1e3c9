/** Drives frames: Python frames by the loop, native frames by their step.  CPython has the C stack for this. */
import { load, store } from '../heap/memory.js';
import { ABSENT, PUSHED, type Answer, type Maybe, type Owned, type Result } from '../heap/reference.js';
import {
  Entry,
  isWaiting,
  leaveEntry,
  previousOfNative,
  protectFrames,
  resumeNative
} from '../object/native-frame.js';
import { BREAKER, BUDGET, CURRENT_FRAME, INTERRUPT, NATIVE_DEPTH, isNativeFrame } from '../object/thread.js';
import { errors, raise } from '../object/errors.js';
import { connect } from '../object/upward.js';
import { GO, SLICE_OVER, WAITING, runPython } from './loop.js';

export { WAITING };
import { Frame, ON_STACK } from '../include/frame.js';
import { None } from '../include/singletons.js';
import { decref, newRef } from '../object/refcount.js';
import { host } from '../abstract/host.js';

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
      if (next === PUSHED && (load(CURRENT_FRAME) & 1) !== 0) return WAITING;
      answer = next === PUSHED ? GO : next;
      continue;
    }
    const result = runPython(answer);
    if (result === SLICE_OVER || (result as number) === WAITING) return result as Running;
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
/** Runs until the frames that were pushed are gone: an entry is put below them, where the run ends. */
function nested(): Maybe {
  const lowest = lowestWaiting();
  const entry = enterBelow(lowest) | 1;
  const floor = protectFrames();
  let answer: Maybe | typeof GO = GO;
  for (;;) {
    const top = load(CURRENT_FRAME);
    if (top === entry) {
      leaveEntry(top & -2, isNativeFrame(lowest) ? lowest & -2 : top & -2, floor);
      return answer as Maybe;
    }
    if (isNativeFrame(top)) {
      const next = resumeNative(top & -2, answer as Maybe);
      answer = next === PUSHED ? GO : next;
      if (next === PUSHED && isNativeFrame(load(CURRENT_FRAME))) answer = cannotWait();
      continue;
    }
    const result = runPython(answer);
    if (result === SLICE_OVER) poll();
    answer = result === SLICE_OVER ? GO : (result as number) === WAITING ? cannotWait() : (result as Maybe);
  }
}
/** The lowest of the native frames that wait for the pushed Python frame, or that frame itself. */
function lowestWaiting(): number {
  let lowest = load(CURRENT_FRAME);
  for (;;) {
    const below = previousOf(lowest);
    if (!isNativeFrame(below) || !isWaiting(below & -2)) return lowest;
    lowest = below;
  }
}
/** Puts an entry below a frame. */
function enterBelow(lowest: number): number {
  const below = previousOf(lowest);
  const top = load(CURRENT_FRAME);
  store(CURRENT_FRAME, below);
  const entry = Entry.enter();
  store(CURRENT_FRAME, top);
  if (isNativeFrame(lowest)) store(lowest & -2, entry | 1);
  else {
    Frame.previous.set(lowest, entry | 1);
    // up to 3.10 the frame owned the Python frame below it
    if (!ON_STACK && below !== 0 && !isNativeFrame(below)) decref(below as Owned);
  }
  return entry;
}
const previousOf = (frame: number): number =>
  isNativeFrame(frame) ? previousOfNative(frame & -2) : Frame.previous(frame);
/** `input()` inside a native that cannot pause. */
const cannotWait = (): Maybe =>
  host.sleepHere()
    ? wokenUp()
    : raise(errors.RuntimeError, 'input() cannot wait here: a comparison, a hash or a finalizer is running');
/** An interrupt may have come instead of the time. */
function wokenUp(): Maybe {
  if (load(INTERRUPT) === 0) return newRef(None);
  store(INTERRUPT, 0);
  return raise(errors.KeyboardInterrupt, '');
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
