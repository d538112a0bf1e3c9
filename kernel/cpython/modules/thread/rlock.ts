/** _thread.RLock: a lock that its owner may take again.  CPython: Modules/_threadmodule.c rlockobject. */
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { int32, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { dropWeakrefs, thenFree } from '../../abstract/fields.js';
import { packTuple } from '../../abstract/pack.js';
import { asIndex, newInt } from '../../include/int.js';
import { none, newBool } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { Flag, staticType, typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { profile } from '../../profiles/profile.js';
import { IDENT } from './ident.js';
import { entering } from './lock.js';
import { deadlock, secondsToWait } from './timeout.js';

const { rlockSize, rlockWeaklist, lockIsGc, locksManageWeakrefs } = profile.system;
export const RLock_Type = staticType();
const RLock = structAt(
  '_thread.RLock',
  { ownerLow: int32, ownerHigh: int32, count: int32 },
  { ownerLow: 24, ownerHigh: 28, count: 32 },
  rlockSize
);
const { ownerLow, ownerHigh, count } = RLock;
const owner = (self: Ref): number => (ownerLow(self) >>> 0) + ownerHigh(self) * 2 ** 32;
function setOwner(self: Ref, ident: number): void {
  ownerLow.set(self, ident | 0);
  ownerHigh.set(self, Math.floor(ident / 2 ** 32));
}
const isOwned = (self: Ref): boolean => count(self) > 0 && owner(self) === IDENT;

function acquire(self: Ref, blocking: Ref | 0, timeout: Ref | 0): Answer {
  const seconds = secondsToWait(blocking, timeout);
  if (seconds === null) return NULL;
  if (count(self) > 0 && !isOwned(self)) {
    if (seconds === Infinity) return deadlock('lock') ?? NULL;
    return newBool(false);
  }
  setOwner(self, IDENT);
  count.set(self, count(self) + 1);
  return newBool(true);
}
const notAcquired = (): 0 => raise(errors.RuntimeError, 'cannot release un-acquired lock');
function release(self: Ref): Answer {
  if (!isOwned(self)) return notAcquired();
  count.set(self, count(self) - 1);
  if (count(self) === 0) setOwner(self, 0);
  return none();
}
/** Lets go of the lock however often it was taken, and says what to restore. */
function releaseSave(self: Ref): Answer {
  if (count(self) === 0) return notAcquired();
  const saved = packTuple(newInt(count(self)), newInt(owner(self)));
  forget(self);
  return saved;
}
function acquireRestore(self: Ref, state: Ref): Answer {
  if (!isTuple(state) || ob_size(state) !== 2) return raise(errors.TypeError, 'must be a 2-item tuple');
  const savedCount = asIndex(tupleItem(state, 0)),
    savedOwner = savedCount === null ? null : asIndex(tupleItem(state, 1));
  if (savedCount === null || savedOwner === null) return NULL;
  count.set(self, savedCount);
  setOwner(self, savedOwner);
  return none();
}
function forget(self: Ref): void {
  count.set(self, 0);
  setOwner(self, 0);
}

export const rlock = defineType({
  name: '_thread.RLock',
  type: RLock_Type,
  struct: RLock,
  gc: lockIsGc,
  subclassable: true,
  ...(locksManageWeakrefs ? { flags: Flag.MANAGED_WEAKREF, weaklist: -32 } : { weaklist: rlockWeaklist }),
  new: type => genericAlloc(type, 0),
  traverse: () => undefined,
  dealloc(self) {
    if (lockIsGc) untrack(self);
    dropWeakrefs(self, rlockWeaklist);
    thenFree(self);
  },
  repr: self =>
    newStr(
      `<${count(self) > 0 ? 'locked' : 'unlocked'} ${typeName(typeOf(self))} object owner=${owner(self)} ` +
        `count=${count(self)} at 0x${self.toString(16)}>`
    ),
  methods: {
    acquire: {
      signature: '($self, /, blocking=True, timeout=-1)',
      doc: 'Lock the lock.',
      call: acquire as never
    },
    release: { signature: '($self, /)', doc: 'Release the lock.', call: release },
    locked: {
      versions: '3.14-',
      signature: '($self, /)',
      doc: 'Return a boolean indicating whether this object is locked right now.',
      call: self => newBool(count(self) > 0)
    },
    _is_owned: {
      signature: '($self, /)',
      doc: 'For internal use by `threading.Condition`.',
      call: self => newBool(isOwned(self))
    },
    _acquire_restore: {
      signature: '($self, state, /)',
      doc: 'For internal use by `threading.Condition`.',
      call: acquireRestore as never
    },
    _release_save: {
      signature: '($self, /)',
      doc: 'For internal use by `threading.Condition`.',
      call: releaseSave
    },
    _recursion_count: {
      versions: '3.11-',
      signature: '($self, /)',
      doc: 'For internal use by reentrancy checks.',
      call: self => newInt(isOwned(self) ? count(self) : 0)
    },
    ...entering(self => acquire(self, 0, 0), release),
    _at_fork_reinit: {
      signature: '($self, /)',
      doc: 'Free again.',
      call: self => {
        forget(self);
        return none();
      }
    }
  }
});
