/** Asynchronous generators: what they yield, and what their methods give.  CPython: Objects/genobject.c. */
import { layoutOf } from '../heap/layout.js';
import { load8, store8 } from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { int32, mayOwn, ownStruct } from '../heap/struct.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { decref, newRef, xnewRef } from '../object/refcount.js';
import { staticType } from './type.js';

export const PyAsyncGenWrapped_Type = staticType();
export const PyAsyncGenASend_Type = staticType();
export const PyAsyncGenAThrow_Type = staticType();
/** A yielded value: told from what is awaited. */
export const PyAsyncGenWrapped = ownStruct('async_generator_wrapped_value', { agw_val: mayOwn }, 16);
/** One step of an asynchronous generator: `value` is sent, or thrown (NULL: aclose). */
export const PyAsyncGenStep = ownStruct(
  'async_generator_asend',
  { generator: mayOwn, value: mayOwn, state: int32 },
  16
);
export const isWrapped = (o: Ref): boolean => typeOf(o) === PyAsyncGenWrapped_Type;

/** Wraps a yielded value (stolen). */
export function wrapYielded(value: Owned): Result {
  const wrapped = newObject(PyAsyncGenWrapped_Type);
  if (wrapped === 0) {
    decref(value);
    return NULL;
  }
  PyAsyncGenWrapped.agw_val.set(wrapped, value);
  track(wrapped);
  return wrapped;
}
/** An awaitable for a step; generator and value are lent. */
export function newStep(kind: typeof PyAsyncGenASend_Type, generator: Ref, value: Ref | 0): Result {
  const step = newObject(kind);
  if (step === 0) return NULL;
  PyAsyncGenStep.generator.set(step, newRef(generator));
  PyAsyncGenStep.value.set(step, xnewRef(value));
  track(step);
  return step;
}

const fields = layoutOf('PyAsyncGenObject')!.fields;
const RUNNING = fields['ag_running_async'] ?? fields['ag_hooks_inited']!,
  CLOSED = fields['ag_closed']!;
/** Whether a step is on its way, and whether the generator has ended. */
export const isStepping = (generator: Ref): boolean => load8(generator + RUNNING) !== 0;
export const setStepping = (generator: Ref, is: boolean): void => store8(generator + RUNNING, is ? 1 : 0);
export const isClosed = (generator: Ref): boolean => load8(generator + CLOSED) !== 0;
export const setClosed = (generator: Ref): void => store8(generator + CLOSED, 1);
