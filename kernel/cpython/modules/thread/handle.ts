/** _thread._ThreadHandle: what threading has of a thread.  CPython: Modules/_threadmodule.c PyThreadHandleObject. */
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { double, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { asIndex, newInt } from '../../include/int.js';
import { none, newBool } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType, typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { IDENT } from './ident.js';
import { secondsToWait } from './timeout.js';

export const ThreadHandle_Type = staticType();
/** CPython's object has a pointer to this; `state` tells a new handle, a running thread and a thread that has ended apart. */
const Handle = structAt('_thread._ThreadHandle', { value: double }, { value: 16 }, 24);
const NEW = 0,
  RUNNING = 1,
  DONE_STATE = 2;
const stateOf = (self: Ref): number => Handle.value(self) % 4;
const identOf = (self: Ref): number => Math.floor(Handle.value(self) / 4);
const setHandle = (self: Ref, ident: number, state: number): void =>
  Handle.value.set(self, ident * 4 + state);

/** A handle of a thread that runs. */
export function makeHandle(_module: Ref, ident: Ref): Answer {
  const number = asIndex(ident);
  if (number === null) return NULL;
  const self = genericAlloc(ThreadHandle_Type, 0);
  if (self !== 0) setHandle(self, number, RUNNING);
  return self;
}
function join(self: Ref, timeout: Ref | 0): Answer {
  if (timeout !== 0 && secondsToWait(0, timeout) === null) return NULL;
  if (stateOf(self) === NEW) return raise(errors.RuntimeError, 'thread not started');
  if (stateOf(self) === RUNNING && identOf(self) === IDENT)
    return raise(errors.RuntimeError, 'Cannot join current thread');
  return none();
}

export const handle = defineType({
  name: '_thread._ThreadHandle',
  type: ThreadHandle_Type,
  versions: '3.13-',
  struct: Handle,
  gc: true,
  ...owning([]),
  new: type => genericAlloc(type, 0),
  repr: self => newStr(`<${typeName(typeOf(self))} object: ident=${identOf(self)}>`),
  getset: { ident: { get: self => newInt(identOf(self)) } },
  methods: {
    join: {
      signature: '($self, timeout=None, /)',
      doc: 'Wait until the thread has ended.',
      call: join as never
    },
    is_done: {
      signature: '($self, /)',
      doc: 'Whether the thread has ended.',
      call: self => newBool(stateOf(self) === DONE_STATE)
    },
    _set_done: {
      signature: '($self, /)',
      doc: 'The thread has ended.',
      call: self => {
        if (stateOf(self) === NEW) return raise(errors.RuntimeError, 'thread not started');
        setHandle(self, identOf(self), DONE_STATE);
        return none();
      }
    }
  }
});
