/** Calls with keywords and unpacked arguments, and iteration.  CPython: Python/bytecodes.c. */
import { load, storePointer } from '../../heap/memory.js';
import { DONE, NULL, type Maybe, type Ref } from '../../heap/reference.js';
import { Frame } from '../../include/frame.js';
import { PyGen_Type, PyCoro_Type } from '../../include/generator.js';
import { None } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { listItems } from '../../include/list.js';
import { isExactTuple, tupleFromArray } from '../../include/tuple.js';
import { lookupStr } from '../../include/dict.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { call, callMethod1 } from '../../abstract/call.js';
import { iter, iterNext, toFastSequence } from '../../abstract/iterate.js';
import { resume } from '../generator.js';
import { callTuple } from '../call.js';
import { ENTERED, enterWithNames, enterWithTuple } from '../enter.js';
import { instruction, inputs, peek, perArgument } from '../table.js';
import { Op } from '../../compile/opcodes.js';
import { slot, slotOf } from '../../object/slots.js';
import { PyStopIteration } from '../../include/exception.js';
import { setRaised } from '../../object/thread.js';
import { isInstance } from '../../abstract/object.js';
import { clearSlot } from '../frame.js';

// callable, self, arguments, names: the names are an input, too
inputs[Op.CALL_KW] = 3;
perArgument[Op.CALL_KW] = 1;
instruction('CALL_KW', (caller, sp, count) => {
  const entered = enterWithNames(caller, sp, count);
  if (entered >= 0) return entered === 0 ? NULL : (ENTERED as Maybe);
  const names = peek(sp, 1);
  const argv = sp - 8 - count * 8;
  const callable = peek(argv, 2);
  const nargs = count - ob_size(names);
  return load(argv - 8) === 0
    ? call(callable, argv, nargs, names)
    : call(callable, argv - 8, nargs + 1, names);
});
instruction('CALL_FUNCTION_EX', (caller, sp) => {
  const entered = enterWithTuple(caller, sp);
  if (entered >= 0) return entered === 0 ? NULL : (ENTERED as Maybe);
  const keywords = load(sp - 8) & -2,
    args = peek(sp, 2),
    callable = peek(sp, 4);
  if (isExactTuple(args)) return callTuple(callable, args, keywords as Ref | 0);
  if (slotOf(typeOf(args), slot.tp_iter) === 0 && slotOf(typeOf(args), slot.sq_item) === 0) {
    return raise(errors.TypeError, `argument after * must be an iterable, not ${typeName(typeOf(args))}`);
  }
  const list = toFastSequence(args);
  if (list === NULL) return NULL;
  const tuple = isExactTuple(list) ? newRef(list) : tupleFromArray(listItems(list), ob_size(list));
  decref(list);
  if (tuple === NULL) return NULL;
  const answer = callTuple(callable, tuple, keywords as Ref | 0);
  decref(tuple);
  return answer;
});
const BUILD_CLASS = identifier('__build_class__');
instruction('LOAD_BUILD_CLASS', frame => {
  const found = lookupStr(Frame.builtins(frame) as Ref, BUILD_CLASS);
  return found === 0 ? raise(errors.NameError, '__build_class__ not found') : newRef(found);
});
instruction('GET_ITER', (_frame, sp) => iter(peek(sp, 1)));
instruction('GET_YIELD_FROM_ITER', (_frame, sp) => {
  const o = peek(sp, 1);
  return typeOf(o) === PyGen_Type || typeOf(o) === PyCoro_Type ? newRef(o) : iter(o);
});
const SEND = identifier('send');
/** Sends to the receiver below; the loop goes on past the end when it is exhausted. */
instruction('SEND', (_frame, sp) => {
  const receiver = peek(sp, 2),
    value = peek(sp, 1);
  if (typeOf(receiver) === PyGen_Type || typeOf(receiver) === PyCoro_Type)
    return resume(receiver, newRef(value));
  return value === None ? iterNext(receiver) : callMethod1(receiver, SEND, value);
});
/** The receiver goes, its value stays. */
instruction('END_SEND', (frame, sp) => {
  const receiver = load(sp - 16);
  storePointer(sp - 16, load(sp - 8));
  Frame.sp.set(frame, sp - 8);
  if ((receiver & 1) === 0) decref(receiver as never);
  return DONE;
});
/** An exception thrown into a delegating generator: StopIteration ends the delegation with its value. */
instruction('CLEANUP_THROW', (frame, sp) => {
  const exception = peek(sp, 1);
  if (!isStopIteration(exception)) {
    setRaised(newRef(exception));
    return NULL;
  }
  const value = PyStopIteration.value(exception);
  const answer = newRef(value === 0 ? None : value);
  for (let i = 1; i <= 3; i++) clearSlot(sp - i * 8);
  storePointer(sp - 24, newRef(None));
  storePointer(sp - 16, answer);
  Frame.sp.set(frame, sp - 8);
  return DONE;
});
const isStopIteration = (o: Ref): boolean => isInstance(o, errors.StopIteration);
