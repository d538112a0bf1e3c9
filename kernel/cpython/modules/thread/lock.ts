/** _thread.lock: taken or free.  There is one thread, so nobody waits.  CPython: Modules/_threadmodule.c lockobject. */
import { load8, store8 } from '../../heap/memory.js';
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { defineType, type Method } from '../../abstract/define.js';
import { dropWeakrefs, thenFree } from '../../abstract/fields.js';
import { none, newBool } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { Flag, staticType, typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { profile } from '../../profiles/profile.js';
import { deadlock, secondsToWait } from './timeout.js';

const { lockSize, lockWeaklist, lockIsGc, locksManageWeakrefs, lockIsCallable } = profile.system;
export const Lock_Type = staticType();
/** The last byte of the object: 1 while the lock is held. */
const LOCKED = lockSize - 8;
const isLocked = (self: Ref): boolean => load8(self + LOCKED) !== 0;

/** @cpython Modules/_threadmodule.c newlockobject */
export const newLock = (): Result => genericAlloc(Lock_Type, 0);

function acquire(self: Ref, blocking: Ref | 0, timeout: Ref | 0): Answer {
  const seconds = secondsToWait(blocking, timeout);
  if (seconds === null) return NULL;
  if (isLocked(self)) {
    if (seconds === Infinity) return deadlock('lock') ?? NULL;
    return newBool(false);
  }
  store8(self + LOCKED, 1);
  return newBool(true);
}
function release(self: Ref): Answer {
  if (!isLocked(self)) return raise(errors.RuntimeError, 'release unlocked lock');
  store8(self + LOCKED, 0);
  return none();
}
function forget(self: Ref): Answer {
  store8(self + LOCKED, 0);
  return none();
}
const ACQUIRE: Method = {
  signature: '($self, /, blocking=True, timeout=-1)',
  doc: 'Lock the lock.',
  call: acquire as never
};
const RELEASE: Method = { signature: '($self, /)', doc: 'Release the lock.', call: release };
const IS_LOCKED: Method = {
  signature: '($self, /)',
  doc: 'Return whether the lock is in the locked state.',
  call: self => newBool(isLocked(self))
};
/** What `with` calls. */
export const entering = (
  enter: (self: Ref) => Answer,
  leave: (self: Ref) => Answer
): Readonly<Record<'__enter__' | '__exit__', Method>> => ({
  __enter__: { signature: '($self, /)', doc: 'Lock the lock.', call: enter },
  __exit__: { signature: '($self, /, *exc_info)', doc: 'Release the lock.', call: leave }
});

export const lock = defineType({
  name: '_thread.lock',
  type: Lock_Type,
  basicsize: lockSize,
  gc: lockIsGc,
  doc: 'A lock object is a synchronization primitive.',
  ...(lockIsCallable ? { construct: { signature: '($type, /)', call: newLock as never } } : { noNew: true }),
  ...(locksManageWeakrefs ? { flags: Flag.MANAGED_WEAKREF, weaklist: -32 } : { weaklist: lockWeaklist }),
  traverse: () => undefined,
  dealloc(self) {
    if (lockIsGc) untrack(self);
    dropWeakrefs(self, lockWeaklist);
    thenFree(self);
  },
  repr: self =>
    newStr(
      `<${isLocked(self) ? 'locked' : 'unlocked'} ${typeName(typeOf(self))} object at 0x${self.toString(16)}>`
    ),
  methods: {
    acquire_lock: ACQUIRE,
    acquire: ACQUIRE,
    release_lock: RELEASE,
    release: RELEASE,
    locked_lock: IS_LOCKED,
    locked: IS_LOCKED,
    ...entering(self => acquire(self, 0, 0), release),
    _at_fork_reinit: { signature: '($self, /)', doc: 'Free again.', call: forget }
  }
});
export const allocateLock = (_module: Ref): Answer => newLock();
