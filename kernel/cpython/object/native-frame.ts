/**
 * Native frames: state machines of natives that call Python.  A frame lies in the heap, so that whatever the native owns
 * is found by the audit and the native can pause: it answers PUSHED, and its `step` is called with the answer later.
 */
import { ownStruct, type FieldKind, type Struct, type Field } from '../heap/struct.js';
import { load, store, zero, type Address } from '../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { ownAllocate } from '../process/own.js';
import { decref } from './refcount.js';
import { CURRENT_FRAME } from './thread.js';

/** Header of a native frame: previous frame, number of its layout, whether it waits for an answer; then 8 bytes a field. */
const PREVIOUS = 0;
const LAYOUT = 8;
const IS_WAITING = 12;
const HEADER = 16;
const STACK_BYTES = 4 * 1024 * 1024;
const base = ownAllocate(STACK_BYTES);
const TOP = ownAllocate(16);
store(TOP, base);
/** While a run is nested, its entry lies above frames that wait: their end does not free what is below this address. */
const FLOOR = TOP + 8;

export type NativeFrame = Address;
/** Goes on with the answer of what was called.  Whatever the frame still owns is released when the step has answered. */
export type Step = (frame: NativeFrame, answer: Maybe) => Maybe;

interface Layout {
  readonly name: string;
  readonly size: number;
  readonly owning: readonly Field<Ref | 0, Owned | 0>[];
  /** Their offsets. */
  readonly offsets: readonly number[];
  readonly step: Step;
}
const layouts: Layout[] = [];

type Declaration = Readonly<Record<string, FieldKind<never, never> | FieldKind<unknown, unknown>>>;
export type NativeFrameOf<D> = Struct<D> & {
  /** Enters a frame with all fields zero. */
  enter(): NativeFrame;
};

/** Declares a native frame: its fields and its step. */
export function nativeFrame<const D extends Declaration>(
  name: string,
  declaration: D,
  step: Step
): NativeFrameOf<D> {
  const struct = ownStruct(name, declaration, HEADER);
  const owning = struct.$fields.filter(
    f => f.kind === 'owns' || f.kind === 'mayOwn'
  ) as unknown as Layout['owning'];
  const offsets = owning.map(field => field.offset);
  const index = layouts.push({ name, size: struct.$size, owning, offsets, step }) - 1;
  return Object.assign(struct, {
    enter(): NativeFrame {
      const frame = load(TOP);
      if (frame + struct.$size > base + STACK_BYTES) throw new Error('the stack of native frames is full');
      store(TOP, frame + struct.$size);
      zero(frame, struct.$size);
      store(frame + PREVIOUS, load(CURRENT_FRAME));
      store(frame + LAYOUT, index);
      store(CURRENT_FRAME, frame | 1);
      return frame;
    }
  });
}

/** Where a run ends: never stepped by the loop, its answer is the run's. */
export const Entry = nativeFrame('entry', {}, (_frame, answer) => answer as Answer);
const ENTRY = layouts.length - 1;
const isEntry = (frame: NativeFrame): boolean => load(frame + LAYOUT) === ENTRY;

/** Hands an answer to a native frame, which is on top.  Unless it pauses again, it is gone afterwards. */
export function resumeNative(frame: NativeFrame, answer: Maybe): Answer {
  const layout = layouts[load(frame + LAYOUT)]!;
  store(frame + IS_WAITING, 0);
  const result = layout.step(frame, answer) as Answer; // ABSENT only where the caller iterates
  if (result === PUSHED) {
    store(frame + IS_WAITING, 1);
    return PUSHED;
  }
  const { offsets } = layout;
  for (let i = 0; i < offsets.length; i++) {
    const field = frame + offsets[i]!;
    const o = load(field) as Owned | 0;
    if (o !== 0) {
      store(field, 0);
      decref(o);
    }
  }
  store(CURRENT_FRAME, load(frame + PREVIOUS));
  const floor = load(FLOOR);
  store(TOP, frame > floor ? frame : floor);
  return result;
}
/** Hands an answer down to a Python frame or an entry; PUSHED: a native on the way pauses. */
export function answerNatives(answer: Maybe): Maybe {
  let now = answer;
  for (;;) {
    const top = load(CURRENT_FRAME);
    if ((top & 1) === 0 || isEntry(top & -2)) return now;
    now = resumeNative(top & -2, now);
    if (now === PUSHED) return PUSHED;
  }
}
/** The first answer for a frame that has just been entered: it waits if that is PUSHED, else its step goes on at once. */
export function beginNative(frame: NativeFrame, answer: Maybe): Answer {
  if (answer !== PUSHED) return resumeNative(frame, answer);
  store(frame + IS_WAITING, 1);
  return PUSHED;
}
/** Whether a native frame waits for an answer; if not, the native it belongs to is on the JavaScript stack. */
export const isWaiting = (frame: NativeFrame): boolean => load(frame + IS_WAITING) !== 0;
/** The frame that this one waits for has left: what runs before the answer arrives is no part of it. */
export const stopWaiting = (frame: NativeFrame): void => store(frame + IS_WAITING, 0);
/** Keeps all frames that there are in place until `leaveEntry`; answers what that wants to know. */
export function protectFrames(): Address {
  const floor = load(FLOOR);
  store(FLOOR, load(TOP));
  return floor;
}
/** Takes an entry off, and what lay on it or waited above `lowest`; `floor` is what `protectFrames` answered. */
export function leaveEntry(frame: NativeFrame, lowest: Address, floor: Address): void {
  store(CURRENT_FRAME, load(frame + PREVIOUS));
  store(FLOOR, floor);
  store(TOP, lowest);
}
/** The frame below a native frame. */
export const previousOfNative = (frame: NativeFrame): Address => load(frame + PREVIOUS);
export const nameOfNative = (frame: NativeFrame): string => layouts[load(frame + LAYOUT)]!.name;
/** For the audit and holders(): every reference a native frame owns. */
export function ownedByNative(frame: NativeFrame, visit: (o: Ref, label: string) => void): void {
  for (const field of layouts[load(frame + LAYOUT)]!.owning) {
    const o = field(frame);
    if (o !== 0) visit(o, field.fieldName);
  }
}

/** An answer of a consumer's `item`: nothing to complete, on to the next (DONE), or stop here. */
export const STOP = 2;
export type ItemAnswer = Answer | typeof DONE | typeof STOP;

export interface Consumer {
  /** The item is lent.  An Owned answer goes to `answered`. */
  item(frame: NativeFrame, value: Ref): ItemAnswer;
  /** Takes the answer of `item`.  STOP ends the iteration, NULL fails. */
  answered?(frame: NativeFrame, answer: Owned): typeof DONE | typeof STOP | typeof NULL;
  /** The iterator is exhausted, or STOP. */
  end(frame: NativeFrame): Answer;
}
const Consuming = { iterator: mayOwnField(), value: mayOwnField(), phase: wordField() } as const;
function mayOwnField(): FieldKind<Ref | 0, Owned | 0> {
  return { kind: 'mayOwn' };
}
function wordField(): FieldKind<number, number> {
  return { kind: 'int32' };
}
const GETTING_ITERATOR = 0;
const GETTING_ITEM = 1;
const USING_ITEM = 2;
const ENDING = 3;

/** How a consumer iterates: connected by abstract/iterate.ts, which is above this layer. */
interface Iteration {
  iter(o: Ref): Answer;
  iterNext(iterator: Ref): Maybe;
  /** Whether the exception on its way is StopIteration; clears it if so. */
  wasStopIteration(): boolean;
}
const iteration: { current: Iteration | null } = { current: null };
export function connectIteration(functions: Iteration): void {
  iteration.current = functions;
}

export type ConsumingFrame<D> = Struct<D & typeof Consuming> & {
  enter(): NativeFrame;
  /** Begins to consume: the frame has been entered and its fields set.  `iterable` is lent. */
  start(frame: NativeFrame, iterable: Ref): Answer;
};

/** A native that takes item after item, as one state machine: it pauses where Python code runs. */
export function consuming<const D extends Declaration>(
  name: string,
  declaration: D,
  consumer: Consumer
): ConsumingFrame<D> {
  const layout: NativeFrameOf<D & typeof Consuming> = nativeFrame(
    name,
    { ...declaration, ...Consuming },
    step
  );
  const { iterator, value, phase } = layout as unknown as Struct<typeof Consuming>;

  function step(frame: NativeFrame, answer: Maybe): Maybe {
    switch (phase(frame)) {
      case GETTING_ITERATOR:
        if (answer === NULL || answer === ABSENT) return NULL;
        iterator.set(frame, answer as Owned);
        return loop(frame, DONE);
      case GETTING_ITEM:
        return loop(frame, received(frame, answer));
      case USING_ITEM:
        return loop(frame, used(frame, answer as Answer));
      default:
        return answer as Answer;
    }
  }
  /** What to do with what iterNext gave: goes on to use the item. */
  function received(frame: NativeFrame, answer: Maybe): ItemAnswer {
    if (answer === ABSENT) return STOP;
    if (answer === NULL) return iteration.current!.wasStopIteration() ? STOP : NULL;
    value.set(frame, answer as Owned);
    phase.set(frame, USING_ITEM);
    const result = consumer.item(frame, answer as Owned);
    return result === PUSHED ? PUSHED : used(frame, result);
  }
  function used(frame: NativeFrame, result: ItemAnswer): ItemAnswer {
    const item = value(frame) as Owned;
    value.set(frame, 0);
    const next =
      result === NULL || result === DONE || result === STOP || consumer.answered === undefined
        ? result
        : consumer.answered(frame, result as Owned);
    decref(item);
    return next;
  }
  function loop(frame: NativeFrame, state: ItemAnswer): Answer {
    let now = state;
    for (;;) {
      if (now === PUSHED) return PUSHED;
      if (now === NULL) return NULL;
      if (now === STOP) {
        phase.set(frame, ENDING);
        return consumer.end(frame);
      }
      phase.set(frame, GETTING_ITEM);
      const next = iteration.current!.iterNext(iterator(frame) as Ref);
      if (next === PUSHED) return PUSHED;
      now = received(frame, next);
    }
  }
  return Object.assign(layout, {
    start(frame: NativeFrame, iterable: Ref): Answer {
      phase.set(frame, GETTING_ITERATOR);
      const answer = iteration.current!.iter(iterable);
      return beginNative(frame, answer);
    }
  }) as unknown as ConsumingFrame<D>;
}
export type { Result };
