/** The arguments of `acquire`.  CPython: Modules/_threadmodule.c lock_acquire_parse_args. */
import type { Ref } from '../../heap/reference.js';
import { asDouble } from '../../abstract/percent.js';
import { isTrue } from '../../abstract/object.js';
import { errors, raiseNull } from '../../object/errors.js';
import { profile } from '../../profiles/profile.js';

/** Seconds that a lock may be waited for at most. */
export const TIMEOUT_MAX = 9223372036;
/** How long to wait: 0 not at all, Infinity for ever, else seconds; null: an exception is set. */
export function secondsToWait(blocking: Ref | 0, timeout: Ref | 0): number | null {
  const isBlocking = blocking === 0 ? true : isTrue(blocking);
  const seconds = timeout === 0 ? -1 : asDouble(timeout);
  if (isBlocking === null || seconds === null) return null;
  if (Number.isNaN(seconds)) return raiseNull(errors.ValueError, 'Invalid value NaN (not a number)');
  if (Math.abs(seconds) >= 2 ** 63 / 1e9)
    return raiseNull(errors.OverflowError, profile.system.hugeTimeoutText);
  if (!isBlocking) {
    return seconds === -1
      ? 0
      : raiseNull(errors.ValueError, "can't specify a timeout for a non-blocking call");
  }
  if (seconds < 0 && seconds !== -1) return raiseNull(errors.ValueError, profile.system.negativeTimeoutText);
  if (seconds > TIMEOUT_MAX) return raiseNull(errors.OverflowError, 'timeout value is too large');
  return seconds === -1 ? Infinity : seconds;
}
/** Nobody could ever release what this thread waits for.  Differs: CPython waits. */
export const deadlock = (what: string): null =>
  raiseNull(errors.RuntimeError, `this ${what} is held, and there is no other thread that could release it`);
