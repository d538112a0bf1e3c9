/** Calls of Python functions by the loop: the caller's references move into the new frame.  CPython: Python/bytecodes.c CALL_PY_EXACT_ARGS. */
import { load, store, storePointer, store16, type Address } from '../heap/memory.js';
import { NULL, type Ref } from '../heap/reference.js';
import { Frame, LOCALS, ON_STACK, PENDING } from '../include/frame.js';
import { Unit, unitOf } from '../include/code.js';
import { PyFunction, PyFunction_Type } from '../include/function.js';
import { isExactList, listItems } from '../include/list.js';
import { isExactTuple, tupleFromArray } from '../include/tuple.js';
import { ob_size, typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { bindArguments } from './arguments.js';
import { frameForTuple } from './call.js';
import { leaveFrame, newFrame, pushFrame } from './frame.js';
import { drop, dropInputs, own } from './stack.js';

const STEAL = profile.calls.stealArguments;
const UNPACKS_EARLY = profile.calls.unpacksEarly;
/** An instruction's answer: a Python frame is on top, and the inputs are in it. */
export const ENTERED = -8;

/**
 * Enters a Python function with the caller's references: they move into its frame.  The caller's stack is cut below the callable.
 * 0: an exception is set and the inputs are still there.
 */
export function enterFunction(
  frame: Address,
  sp: Address,
  callable: Ref,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0,
  lent: number
): Address {
  const code = PyFunction.func_code(callable) as Ref;
  const globals = PyFunction.func_globals(callable) as Ref,
    builtins = PyFunction.func_builtins(callable) as Ref;
  const base = sp - lent * 8;
  if (kwnames === 0 && ON_STACK && nargs === Unit.simpleArgs(unitOf(code))) {
    // nothing but moving: the callable into the frame, the arguments into its locals
    const entered = newFrame(code, own(load(base)), globals, builtins, 0);
    store(base, 0);
    if (entered === 0) return 0;
    const locals = entered + LOCALS;
    for (let i = 0; i < nargs * 8; i += 8) {
      store(locals + i, load(argv + i));
      store(argv + i, 0);
    }
    return begin(frame, base, entered);
  }
  const entered = newFrame(code, newRef(callable), globals, builtins, 0);
  if (entered === 0) return 0;
  if (!bindArguments(callable, entered, argv, nargs, kwnames, 'move')) {
    pushFrame(entered);
    leaveFrame(entered);
    return 0;
  }
  dropInputs(frame, base, sp); // what moved is 0
  return begin(frame, base, entered);
}
/** The caller's stack is cut, and the callee on top. */
function begin(frame: Address, base: Address, entered: Address): Address {
  Frame.sp.set(frame, base);
  store16(frame + PENDING, 0);
  pushFrame(entered);
  return entered;
}
/** CALL_KW of a Python function; -1: something else is called. */
export function enterWithNames(frame: Address, sp: Address, count: number): Address {
  if (!STEAL) return -1;
  const names = (load(sp - 8) & -2) as Ref;
  let argv = sp - 8 - count * 8,
    nargs = count - ob_size(names);
  const callable = (load(argv - 16) & -2) as Ref;
  if (typeOf(callable) !== PyFunction_Type) return -1;
  if (load(argv - 8) !== 0) {
    argv -= 8;
    nargs++;
  }
  return enterFunction(frame, sp, callable, argv, nargs, names, count + 3);
}

/** CALL_FUNCTION_EX of a Python function: the tuple and the dict go before it runs (3.12+); -1: something else is called. */
export function enterWithTuple(frame: Address, sp: Address): Address {
  if (!UNPACKS_EARLY) return -1;
  const callable = (load(sp - 32) & -2) as Ref;
  if (typeOf(callable) !== PyFunction_Type) return -1;
  const given = load(sp - 16);
  if (isExactList((given & -2) as Ref)) {
    const tuple = tupleFromArray(listItems((given & -2) as Ref), ob_size((given & -2) as Ref));
    if (tuple === NULL) return 0;
    storePointer(sp - 16, tuple);
    drop(given);
  }
  const args = (load(sp - 16) & -2) as Ref;
  if (!isExactTuple(args)) return -1;
  const keywords = (load(sp - 8) & -2) as Ref | 0;
  const entered = frameForTuple(callable, args, keywords);
  if (entered === 0) return 0;
  const base = sp - 32;
  dropInputs(frame, base, sp);
  return begin(frame, base, entered);
}
