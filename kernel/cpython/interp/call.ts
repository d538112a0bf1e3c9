/** Calling Python functions, and running code.  CPython: Python/ceval.c _PyEval_Vector, _PyFunction_Vectorcall. */
import { storePointer, type Address } from '../heap/memory.js';
import { NULL, PUSHED, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { dictLength, lookupStr, entryKey, entryValue, nextEntry } from '../include/dict.js';
import { PyFunction } from '../include/function.js';
import { identifier } from '../include/str.js';
import { newTuple, setTupleItem, tupleFromArray, tupleItem } from '../include/tuple.js';
import { Unit, unitOf } from '../include/code.js';
import { LOCALS, ON_STACK } from '../include/frame.js';
import { PyModule_Type, moduleDict } from '../include/module.js';
import { ob_size, typeOf } from '../object/header.js';
import { argumentTop, dropArguments, pushArgument } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { mayOwn } from '../heap/struct.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { native } from '../object/natives.js';
import { call } from '../abstract/call.js';
import { bindArguments } from './arguments.js';
import { leaveFrame, newFrame, pushFrame } from './frame.js';
import { builtinsRoot } from './builtins-root.js';

const BUILTINS = identifier('__builtins__');

/** The builtins that code with these globals sees, borrowed. */
export function builtinsOf(globals: Ref): Ref {
  const found = lookupStr(globals, BUILTINS);
  if (found === 0) return builtinsRoot.dict();
  return typeOf(found) === PyModule_Type ? moduleDict(found) : found;
}

/** tp_call of functions: a frame with copies of the arguments. */
export function functionCall(func: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const globals = PyFunction.func_globals(func) as Ref;
  const builtins = PyFunction.func_builtins.exists
    ? (PyFunction.func_builtins(func) as Ref)
    : builtinsOf(globals);
  const frame = newFrame(PyFunction.func_code(func) as Ref, newRef(func), globals, builtins, 0);
  if (frame === 0) return NULL;
  const bound = bindArguments(func, frame, argv, nargs, kwnames, 'lend');
  pushFrame(frame);
  if (!bound) {
    leaveFrame(frame);
    return NULL;
  }
  if (!PyFunction.func_builtins.exists) bindClosure(func, frame);
  return PUSHED;
}
export const FUNCTION_CALL = native(functionCall as never);

/** Up to 3.9 the function is not in the frame: its free variables are copied when it is entered. */
function bindClosure(func: Ref, frame: Address): void {
  const closure = PyFunction.func_closure(func);
  if (closure === 0) return;
  const first = Unit.nlocalsplus(unitOf(PyFunction.func_code(func) as Ref)) - ob_size(closure);
  for (let i = 0; i < ob_size(closure); i++)
    storePointer(frame + LOCALS + (first + i) * 8, newRef(tupleItem(closure, i)));
}

/** Enters a frame that runs `code` as a module's or a class's body. */
export function runCode(code: Ref, globals: Ref, locals: Ref, closure: Ref | 0, func: Owned | 0 = 0): Answer {
  const frame = newFrame(code, func, globals, builtinsOf(globals), newRef(locals));
  if (frame === 0) return NULL;
  // COPY_FREE_VARS takes those of a function that is in the frame
  if (closure !== 0 && (func === 0 || !ON_STACK)) {
    const first = Unit.nlocalsplus(unitOf(code)) - ob_size(closure);
    for (let i = 0; i < ob_size(closure); i++)
      storePointer(frame + LOCALS + (first + i) * 8, newRef(tupleItem(closure, i)));
  }
  pushFrame(frame);
  return PUSHED;
}

/** Puts the items of a tuple and a dict on the argument stack; the names go into a new tuple (0: none, null: MemoryError). */
function spread(args: Ref, kwargs: Ref | 0): Owned | 0 | null {
  for (let i = 0; i < ob_size(args); i++) pushArgument(tupleItem(args, i));
  if (kwargs === 0 || dictLength(kwargs) === 0) return 0;
  const names = newTuple(dictLength(kwargs));
  if (names === NULL) return null;
  let n = 0;
  for (let i = nextEntry(kwargs, 0); i >= 0; i = nextEntry(kwargs, i + 1)) {
    setTupleItem(names, n++, newRef(entryKey(kwargs, i)));
    pushArgument(entryValue(kwargs, i));
  }
  return names;
}
/** `f(*args, **kwargs)`: a tuple and a dict or NULL, lent.  @cpython Objects/call.c PyVectorcall_Call */
export function callTuple(callable: Ref, args: Ref, kwargs: Ref | 0): Answer {
  const argv = argumentTop();
  const nargs = ob_size(args);
  const names = spread(args, kwargs);
  if (names === null || names === 0) {
    const answer = names === null ? NULL : call(callable, argv, nargs, 0);
    dropArguments(argv);
    return answer;
  }
  const frame = Unpacked.enter();
  Unpacked.names.set(frame, names);
  const values = tupleFromArray(argv + nargs * 8, ob_size(names));
  if (values !== NULL) Unpacked.values.set(frame, values);
  const answer = values === NULL ? NULL : call(callable, argv, nargs, names);
  dropArguments(argv);
  return beginNative(frame, answer);
}
/** While a call with `**kwargs` runs, the caller holds the names and the values.  @cpython Objects/call.c _PyStack_UnpackDict */
const Unpacked = nativeFrame(
  'call with keywords',
  { names: mayOwn, values: mayOwn },
  (_frame, answer) => answer
);
/** A frame of a Python function with its arguments from a tuple and a dict, not yet on top.  0: an exception is set. */
export function frameForTuple(func: Ref, args: Ref, kwargs: Ref | 0): Address {
  const globals = PyFunction.func_globals(func) as Ref,
    builtins = PyFunction.func_builtins(func) as Ref;
  const frame = newFrame(PyFunction.func_code(func) as Ref, newRef(func), globals, builtins, 0);
  if (frame === 0) return 0;
  const argv = argumentTop();
  const names = spread(args, kwargs);
  const bound = names !== null && bindArguments(func, frame, argv, ob_size(args), names, 'lend');
  dropArguments(argv);
  if (names !== null && names !== 0) decref(names);
  if (bound) return frame;
  pushFrame(frame);
  leaveFrame(frame);
  return 0;
}
