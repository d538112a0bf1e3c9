/** Clocks, and waiting for them.  CPython: Python/pytime.c, Modules/timemodule.c. */
import { NULL, PUSHED, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { double } from '../../heap/struct.js';
import { host } from '../../abstract/host.js';
import { asDouble } from '../../abstract/percent.js';
import type { Method } from '../../abstract/define.js';
import { isSubtype } from '../../abstract/lookup.js';
import { callWith } from '../../abstract/call.js';
import { importedAttribute } from '../../abstract/imported.js';
import { setAttr } from '../../abstract/object.js';
import { finishDone } from '../../abstract/settle.js';
import { PyFloat_Type, newFloat } from '../../include/float.js';
import { index, intToNumber, newIntFromBigInt } from '../../include/int.js';
import { newBool, none } from '../../include/singletons.js';
import { identifier, newStr, toHost } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { decref } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

/** Differs: the time that the processor worked for this process is not known; it is the time that went by. */
const process = (): number => host.monotonic();
const clocks = {
  time: {
    now: (): number => host.now(),
    monotonic: false,
    adjustable: true,
    call: 'clock_gettime(CLOCK_REALTIME)'
  },
  monotonic: {
    now: host.monotonic,
    monotonic: true,
    adjustable: false,
    call: 'clock_gettime(CLOCK_MONOTONIC)'
  },
  perf_counter: {
    now: host.monotonic,
    monotonic: true,
    adjustable: false,
    call: 'clock_gettime(CLOCK_MONOTONIC)'
  },
  process_time: {
    now: process,
    monotonic: true,
    adjustable: false,
    call: 'clock_gettime(CLOCK_PROCESS_CPUTIME_ID)'
  },
  thread_time: {
    now: process,
    monotonic: true,
    adjustable: false,
    call: 'clock_gettime(CLOCK_THREAD_CPUTIME_ID)'
  }
} as const;
const nanoseconds = (seconds: number): Result => {
  const whole = Math.floor(seconds);
  return newIntFromBigInt(BigInt(whole) * 1000000000n + BigInt(Math.round((seconds - whole) * 1e9)));
};
/** A function that tells a clock's time in seconds, and one in nanoseconds. */
export const clockFunctions: Readonly<Record<string, Method>> = Object.fromEntries(
  (Object.keys(clocks) as (keyof typeof clocks)[]).flatMap(name => {
    const doc = `${name}() -> float\n\nReturn the clock's time in seconds.`;
    const read = (): number => (name === 'time' ? host.now() : host.monotonic());
    return [
      [name, { signature: '($module, /)', doc, call: () => newFloat(read()) }],
      [
        `${name}_ns`,
        {
          signature: '($module, /)',
          doc: doc.replace('seconds', 'nanoseconds'),
          call: () => nanoseconds(read())
        }
      ]
    ] as const;
  })
);
/** The clocks by number. */
export const clockNumbers = {
  CLOCK_REALTIME: 0,
  CLOCK_MONOTONIC: 1,
  CLOCK_PROCESS_CPUTIME_ID: 2,
  CLOCK_THREAD_CPUTIME_ID: 3
} as const;
export const clockGettime =
  (made: (seconds: number) => Result) =>
  (_module: Ref, number: Ref): Answer => {
    const n = index(number);
    if (n === NULL) return NULL;
    const id = intToNumber(n);
    decref(n);
    if (id < 0 || id > 3) return raise(errors.OSError, '[Errno 22] Invalid argument');
    return made(id === 0 ? host.now() : host.monotonic());
  };
export const inSeconds = newFloat;
export const inNanoseconds = nanoseconds;

const TYPES = identifier('types'),
  NAMESPACE = identifier('SimpleNamespace');
/** A namespace that describes a clock. */
export function getClockInfo(_module: Ref, name: Ref): Answer {
  const clock = clocks[toHost(name) as keyof typeof clocks] as (typeof clocks)['time'] | undefined;
  if (clock === undefined) return raise(errors.ValueError, 'unknown clock');
  const type = importedAttribute(TYPES, NAMESPACE);
  if (type === NULL) return NULL;
  const info = finish(callWith(type));
  decref(type);
  if (info === NULL) return NULL;
  const fields: readonly (readonly [string, Result])[] = [
    ['implementation', newStr(clock.call)],
    ['monotonic', newBool(clock.monotonic)],
    ['adjustable', newBool(clock.adjustable)],
    ['resolution', newFloat(1e-9)]
  ];
  let isDone = true;
  for (const [key, value] of fields) {
    if (value === NULL) {
      isDone = false;
      continue;
    }
    if (isDone) isDone = finishDone(setAttr(info, identifier(key), value)) !== NULL;
    decref(value);
  }
  if (isDone) return info;
  decref(info);
  return NULL;
}

/** Sleeps until a moment; the realm wakes it, and goes on meanwhile. */
const Sleeping = nativeFrame('sleep', { until: double }, (_frame, answer): Answer => answer as Owned | 0);
export function sleep(_module: Ref, length: Ref): Answer {
  const seconds = lengthOf(length);
  if (seconds === null) return NULL;
  if (seconds < 0) return raise(errors.ValueError, 'sleep length must be non-negative');
  if (seconds === 0) return none();
  const until = host.monotonic() + seconds;
  const frame = Sleeping.enter();
  Sleeping.until.set(frame, until);
  host.sleepUntil(until);
  return beginNative(frame, PUSHED);
}
function lengthOf(o: Ref): number | null {
  const isFloat = isSubtype(typeOf(o), PyFloat_Type);
  if (!isFloat && slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, profile.math.sleepTakes.replace('{}', typeName(typeOf(o))));
  }
  const seconds = asDouble(o);
  if (seconds !== null && seconds !== seconds)
    return raiseNull(errors.ValueError, 'Invalid value NaN (not a number)');
  if (seconds !== null && Math.abs(seconds) > 2 ** 63 / 1e9)
    return raiseNull(errors.OverflowError, 'timestamp too large to convert to C _PyTime_t');
  return seconds;
}
