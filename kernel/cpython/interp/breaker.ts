/** The eval breaker: what the loop does when it is asked to look up.  CPython: Python/ceval_gil.c _Py_HandlePending. */
import { load, store } from '../heap/memory.js';
import { DONE, type Done } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { GcState } from '../object/gchead.js';
import { errors, raise } from '../object/errors.js';
import { BREAKER, INTERRUPT } from '../object/thread.js';
import { upward } from '../object/upward.js';
import { ownAllocate } from '../process/own.js';

/** Non-zero: the frame that is entered next raises the exception on its way (a generator's throw). */
export const ENTER_RAISING = ownAllocate(16);

const AT_BREAKER = profile.gc.starts === 'atBreaker';
const EVEN_WHEN_DISABLED = profile.gc.runsWhenDisabledMeanwhile;

/** Interrupts, then a collection that was asked for.  NULL: KeyboardInterrupt is set. */
export function lookUp(): Done {
  store(BREAKER, 0);
  if (load(INTERRUPT) !== 0) {
    store(INTERRUPT, 0);
    if (load(GcState.requested) !== 0) store(BREAKER, 1);
    return raise(errors.KeyboardInterrupt, '');
  }
  if (AT_BREAKER && load(GcState.requested) !== 0) {
    store(GcState.requested, 0);
    if (EVEN_WHEN_DISABLED || load(GcState.enabled) !== 0) upward.collect();
  }
  return DONE;
}
