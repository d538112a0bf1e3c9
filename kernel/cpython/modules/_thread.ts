/** _thread: locks and the one thread there is.  CPython: Modules/_threadmodule.c. */
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { defineModule } from '../abstract/define.js';
import { raiseWith } from '../abstract/raise-with.js';
import { raiseText } from '../abstract/raise.js';
import { structSequence } from '../abstract/structseq.js';
import { asIndex, newInt } from '../include/int.js';
import { newFloat } from '../include/float.js';
import { newBool, none } from '../include/singletons.js';
import { newStr } from '../include/str.js';
import { errors, raise } from '../object/errors.js';
import { newRef } from '../object/refcount.js';
import { exists } from '../profiles/profile.js';
import { ThreadHandle_Type, makeHandle } from './thread/handle.js';
import { IDENT, NATIVE_ID } from './thread/ident.js';
import { Local_Type } from './thread/local.js';
import { Lock_Type, allocateLock } from './thread/lock.js';
import { RLock_Type } from './thread/rlock.js';
import { TIMEOUT_MAX } from './thread/timeout.js';
import { must } from './sys/values.js';
import type { Method } from '../abstract/define.js';

const exceptHookArgs = structSequence(
  exists('3.10-') ? '_thread._ExceptHookArgs' : '_thread.ExceptHookArgs',
  'Type used to pass arguments to threading.excepthook.',
  ['exc_type', 'exc_value', 'exc_traceback', 'thread'],
  true
);
/** Differs: CPython starts one. */
const noThreads = (): Answer =>
  raise(errors.RuntimeError, "can't start new thread: this Python runs in one thread");
/** @cpython Modules/_threadmodule.c thread_PyThread_exit_thread */
const exitThread = (): Answer => raiseText(errors.SystemExit, '');
function stackSize(_module: Ref, size: Ref | 0): Answer {
  const bytes = size === 0 ? 0 : asIndex(size);
  if (bytes === null) return NULL;
  if (bytes < 0) return raise(errors.ValueError, 'size must be 0 or a positive value');
  return newInt(0);
}

const start = (doc: string): Method => ({
  signature: '($module, function, args, kwargs=<unrepresentable>, /)',
  doc,
  call: noThreads
});
const ALLOCATE: Method = { signature: '($module, /)', doc: 'Create a new lock object.', call: allocateLock };
const EXIT: Method = { signature: '($module, /)', doc: 'Raise SystemExit.', call: exitThread };

export const thread = defineModule({
  name: '_thread',
  doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
  types: {
    LockType: Lock_Type,
    ...(exists('3.13-') ? { lock: Lock_Type } : {}),
    RLock: RLock_Type,
    _local: Local_Type,
    _ExceptHookArgs: exceptHookArgs.type,
    _ThreadHandle: ThreadHandle_Type
  },
  constants: {
    error: () => newRef(errors.RuntimeError),
    TIMEOUT_MAX: () => must(newFloat(TIMEOUT_MAX)),
    ...(exists('3.14-') ? { _NAME_MAXLEN: 15 } : {})
  },
  functions: {
    allocate_lock: ALLOCATE,
    allocate: ALLOCATE,
    start_new_thread: start('Start a new thread.'),
    start_new: start('An obsolete synonym of start_new_thread().'),
    start_joinable_thread: {
      versions: '3.13-',
      signature: '($module, /, function, handle=None, daemon=True)',
      doc: 'Start a new thread that can be joined.',
      call: noThreads
    },
    exit_thread: EXIT,
    exit: EXIT,
    get_ident: {
      signature: '($module, /)',
      doc: 'Return a non-zero integer that uniquely identifies the current thread.',
      call: () => newInt(IDENT)
    },
    get_native_id: {
      signature: '($module, /)',
      doc: 'Return the number that the system has for the current thread.',
      call: () => newInt(NATIVE_ID)
    },
    _count: {
      signature: '($module, /)',
      doc: 'Return the number of threads beside the main one.',
      call: () => newInt(0)
    },
    stack_size: {
      signature: '($module, size=0, /)',
      doc: 'Return the thread stack size used when creating new threads.',
      call: stackSize as never
    },
    interrupt_main: {
      signature: '($module, signum=2, /)',
      doc: 'Simulate the arrival of a signal that interrupts the main thread.',
      call: () => raiseWith(errors.KeyboardInterrupt)
    },
    _set_sentinel: {
      versions: '-3.12',
      signature: '($module, /)',
      doc: 'A lock that is released when the current thread ends.',
      call: allocateLock
    },
    _excepthook: {
      signature: '($module, args, /)',
      doc: 'Handle an exception that a thread has not caught.',
      call: () => none()
    },
    daemon_threads_allowed: {
      versions: '3.12-',
      signature: '($module, /)',
      doc: 'Return True if daemon threads are allowed in the current interpreter.',
      call: () => newBool(true)
    },
    _shutdown: {
      versions: '3.13-',
      signature: '($module, /)',
      doc: 'Wait for all threads.',
      call: () => none()
    },
    _make_thread_handle: {
      versions: '3.13-',
      signature: '($module, ident, /)',
      doc: 'Make a handle of a thread that runs.',
      call: makeHandle as never
    },
    _get_main_thread_ident: {
      versions: '3.13-',
      signature: '($module, /)',
      doc: 'Return the identifier of the main thread.',
      call: () => newInt(IDENT)
    },
    _is_main_interpreter: {
      versions: '3.13-',
      signature: '($module, /)',
      doc: 'Return True if the current interpreter is the main Python interpreter.',
      call: () => newBool(true)
    },
    _get_name: {
      versions: '3.14-',
      signature: '($module, /)',
      doc: 'Get the name of the current thread.',
      call: () => newStr('python')
    },
    set_name: {
      versions: '3.14-',
      signature: '($module, /, name)',
      doc: 'Set the name of the current thread.',
      call: () => none()
    }
  }
});
