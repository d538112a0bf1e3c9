/** Calling.  Everything callable has one convention: arguments lie one after the other in memory.  CPython: Objects/call.c. */
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import type { Address } from '../heap/memory.js';
import { typeName } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { errors, raise } from '../object/errors.js';
import { natives } from '../object/natives.js';
import { argumentTop, dropArguments, pushArgument } from '../object/park.js';
import { slot, slotOf } from '../object/slots.js';
import { getAttr } from './object.js';
import { finish } from '../object/upward.js';
import { decref } from '../object/refcount.js';

type Vectorcall = (callable: Ref, argv: Address, nargs: number, kwnames: Ref | 0) => Answer;

/** Calls with `nargs` positional arguments at `argv`, then the values of the names in the tuple `kwnames`.  All are lent. */
export function call(callable: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const f = slotOf(typeOf(callable), slot.tp_call);
  if (f === 0) return raise(errors.TypeError, `'${typeName(typeOf(callable))}' object is not callable`);
  return (natives[f] as unknown as Vectorcall)(callable, argv, nargs, kwnames);
}

/** Calls with a few arguments, lent. */
export function callWith(callable: Ref, ...args: readonly Ref[]): Answer {
  const argv = argumentTop();
  for (const argument of args) pushArgument(argument);
  const answer = call(callable, argv, args.length, 0);
  dropArguments(argv);
  return answer;
}
export const call0 = (callable: Ref): Answer => call(callable, argumentTop(), 0, 0);
export function call1(callable: Ref, a: Ref): Answer {
  const argv = argumentTop();
  pushArgument(a);
  const answer = call(callable, argv, 1, 0);
  dropArguments(argv);
  return answer;
}
export function call2(callable: Ref, a: Ref, b: Ref): Answer {
  const argv = argumentTop();
  pushArgument(a);
  pushArgument(b);
  const answer = call(callable, argv, 2, 0);
  dropArguments(argv);
  return answer;
}

/** Calls a method found by name as an attribute. */
export function callMethod(self: Ref, name: Ref, ...args: readonly Ref[]): Answer {
  const method = finish(getAttr(self, name));
  if (method === NULL) return NULL;
  const answer = callWith(method, ...args);
  decref(method); // a frame that was entered holds what it needs
  return answer;
}
export const callMethod0 = (self: Ref, name: Ref): Answer => callMethod(self, name);
export const callMethod1 = (self: Ref, name: Ref, a: Ref): Answer => callMethod(self, name, a);
