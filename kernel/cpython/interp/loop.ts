/**
 * The eval loop: runs Python frames until a native frame is on top or the slice is over.  What moves values or control is
 * here; what computes is a body in table.ts.  CPython: Python/ceval.c, Python/bytecodes.c.
 */
import { load, store, storePointer, store16, load16, type Address } from '../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { Op } from '../compile/opcodes.js';
import { INSTRUCTION, Unit, unitOf } from '../include/code.js';
import { Frame, LOCALS, PENDING } from '../include/frame.js';
import { PyFunction, PyFunction_Type, PyMethod, PyMethod_Type } from '../include/function.js';
import { PyCell } from '../include/cell.js';
import { addInts, compactValue, isCompact, PyLong_Type, subInts, mulInts } from '../include/int.js';
import { False, None, True } from '../include/singletons.js';
import { PyFloat_Type, floatValue, newFloat } from '../include/float.js';
import { profile } from '../profiles/profile.js';
import { ob_size, typeOf } from '../object/header.js';
import { isExactList, listItems } from '../include/list.js';
import { isExactTuple, tupleFromArray } from '../include/tuple.js';
import { frameForTuple } from './call.js';
import { decref, incref, newRef } from '../object/refcount.js';
import { BREAKER, BUDGET, CURRENT_FRAME, isNativeFrame } from '../object/thread.js';
import { binaryOperation } from '../abstract/number.js';
import { iterNext, wasStopIteration } from '../abstract/iterate.js';
import { isTrue, richCompare, raisedIs } from '../abstract/object.js';
import { call } from '../abstract/call.js';
import { errors, raise } from '../object/errors.js';
import { bindArguments } from './arguments.js';
import { clearSlot, leaveFrame, newFrame, pushFrame } from './frame.js';
import { beginHandler, findHandler, noteTraceback, unboundLocal } from './unwind.js';
import { bodies, inputs, outputs, perArgument } from './table.js';
import { ENTER_RAISING, lookUp } from './breaker.js';
import { becomeGenerator, failed, returned, stopValue, suspend } from './generator.js';

/** The slice is over: the frames are in memory, run again later. */
export const SLICE_OVER = -4;
/** A native on top waits for input: nothing runs until the session answers. */
export const WAITING = -6;
/** Begin or go on at the frame's pc. */
export const GO = -5;

const STEAL = profile.calls.stealArguments;
const BORROWS = profile.calls.borrowedLoads;
const UNPACKS_EARLY = profile.calls.unpacksEarly;

const own = (value: number): Owned =>
  BORROWS && (value & 1) !== 0 ? newRef((value & -2) as Ref) : (value as Owned);
/** Lets go of a stack slot's value. */
const drop = (value: number): void => {
  if (!BORROWS || (value & 1) === 0) {
    if (value !== 0) decref(value as Owned);
  }
};
/**
 * Releases the values between `from` and `top`, deepest first; those not yet released stay on the frame's stack, where
 * the audit finds them while a finalizer runs.  @cpython Python/bytecodes.c DECREF_INPUTS
 */
function dropInputs(frame: Address, from: Address, top: Address): void {
  Frame.sp.set(frame, top);
  for (let p = from; p < top; p += 8) {
    const value = load(p);
    store(p, 0);
    drop(value);
  }
  Frame.sp.set(frame, from);
}

/**
 * Runs from the Python frame on top.  `incoming` is GO, or the answer that the frame's instruction waits for.  Answers when a
 * native frame is on top (its answer), or SLICE_OVER.
 */
export function runPython(incoming: Maybe | typeof GO): Maybe | typeof SLICE_OVER {
  let frame: Address = load(CURRENT_FRAME);
  let pc = Frame.pc(frame);
  let sp = Frame.sp(frame);
  let unit = unitOf(Frame.code(frame) as Ref);
  let consts = Unit.consts(unit);
  let op = load(pc) & 255;
  let arg = load(pc) >> 8;
  let r: number = incoming;
  let lent = 0;
  let completing = incoming !== GO;
  if (completing) lent = load16(frame + PENDING);
  else if (load(ENTER_RAISING) !== 0) {
    store(ENTER_RAISING, 0);
    r = NULL;
    completing = true;
  }

  for (;;) {
    if (!completing) {
      const word = load(pc);
      op = word & 255;
      arg = word >> 8;
      switch (op) {
        case Op.RESUME: {
          // counted here too: recursion, or a native that calls, takes time without a loop
          const left = load(BUDGET) - 1;
          store(BUDGET, left);
          if (left <= 0 || load(BREAKER) !== 0) {
            Frame.pc.set(frame, pc);
            Frame.sp.set(frame, sp);
            if (load(BREAKER) !== 0 && lookUp() === NULL) {
              r = NULL;
              lent = 0;
              break;
            }
            if (left <= 0) return SLICE_OVER;
          }
          pc += INSTRUCTION;
          continue;
        }
        case Op.NOP:
          pc += INSTRUCTION;
          continue;
        case Op.LOAD_FAST: {
          const value = load(frame + LOCALS + arg * 8) & -2;
          incref(value as Ref);
          storePointer(sp, value);
          sp += 8;
          pc += INSTRUCTION;
          continue;
        }
        case Op.LOAD_FAST_BORROW:
          storePointer(sp, load(frame + LOCALS + arg * 8) | 1);
          sp += 8;
          pc += INSTRUCTION;
          continue;
        case Op.LOAD_FAST_CHECK: {
          const value = load(frame + LOCALS + arg * 8) & -2;
          if (value === 0) {
            r = unboundLocal(frame, arg);
            lent = 0;
            break;
          }
          incref(value as Ref);
          storePointer(sp, value);
          sp += 8;
          pc += INSTRUCTION;
          continue;
        }
        case Op.STORE_FAST: {
          const slot = frame + LOCALS + arg * 8;
          const old = load(slot);
          sp -= 8;
          storePointer(slot, load(sp));
          pc += INSTRUCTION;
          if (old !== 0 && (!BORROWS || (old & 1) === 0)) {
            Frame.pc.set(frame, pc);
            Frame.sp.set(frame, sp);
            decref(old as Owned);
          }
          continue;
        }
        case Op.LOAD_CONST: {
          const value = load(consts + arg * 8);
          incref(value as Ref);
          storePointer(sp, value);
          sp += 8;
          pc += INSTRUCTION;
          continue;
        }
        case Op.POP_TOP:
          sp -= 8;
          pc += INSTRUCTION;
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          drop(load(sp));
          continue;
        case Op.COPY: {
          const value = load(sp - arg * 8) & -2;
          if (value !== 0) incref(value as Ref);
          storePointer(sp, value);
          sp += 8;
          pc += INSTRUCTION;
          continue;
        }
        case Op.SWAP: {
          const value = load(sp - arg * 8);
          store(sp - arg * 8, load(sp - 8));
          store(sp - 8, value);
          pc += INSTRUCTION;
          continue;
        }
        case Op.PUSH_NULL:
          storePointer(sp, 0);
          sp += 8;
          pc += INSTRUCTION;
          continue;
        case Op.LOAD_DEREF: {
          const cell = load(frame + LOCALS + arg * 8) & -2;
          const value = PyCell.ob_ref(cell);
          if (value === 0) {
            r = unboundLocal(frame, arg);
            lent = 0;
            break;
          }
          incref(value);
          storePointer(sp, value);
          sp += 8;
          pc += INSTRUCTION;
          continue;
        }
        case Op.JUMP:
          pc += INSTRUCTION + arg * INSTRUCTION;
          continue;
        case Op.JUMP_BACKWARD: {
          pc += INSTRUCTION + arg * INSTRUCTION;
          const left = load(BUDGET) - 1;
          store(BUDGET, left);
          if (left <= 0 || load(BREAKER) !== 0) {
            Frame.pc.set(frame, pc);
            Frame.sp.set(frame, sp);
            if (load(BREAKER) !== 0 && lookUp() === NULL) {
              r = NULL;
              lent = 0;
              break;
            }
            if (left <= 0) return SLICE_OVER;
          }
          continue;
        }
        case Op.POP_JUMP_IF_FALSE:
        case Op.POP_JUMP_IF_TRUE: {
          const value = load(sp - 8) & -2;
          let truth: boolean | null;
          if (value === True) truth = true;
          else if (value === False || value === None) truth = false;
          else {
            Frame.pc.set(frame, pc);
            Frame.sp.set(frame, sp);
            truth = isTrue(value as Ref);
            if (truth === null) {
              r = NULL;
              lent = 1;
              break;
            }
          }
          sp -= 8;
          pc += INSTRUCTION;
          if (truth === (op === Op.POP_JUMP_IF_TRUE)) pc += arg * INSTRUCTION;
          const popped = load(sp);
          if (!BORROWS || (popped & 1) === 0) {
            Frame.pc.set(frame, pc);
            Frame.sp.set(frame, sp);
            decref(popped as Owned);
          }
          continue;
        }
        case Op.POP_JUMP_IF_NONE:
        case Op.POP_JUMP_IF_NOT_NONE: {
          sp -= 8;
          pc += INSTRUCTION;
          const value = load(sp);
          if (((value & -2) === None) === (op === Op.POP_JUMP_IF_NONE)) pc += arg * INSTRUCTION;
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          drop(value);
          continue;
        }
        case Op.JUMP_IF_TRUE_OR_POP:
        case Op.JUMP_IF_FALSE_OR_POP: {
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          const truth = isTrue((load(sp - 8) & -2) as Ref);
          if (truth === null) {
            r = NULL;
            lent = 1;
            break;
          }
          pc += INSTRUCTION;
          if (truth === (op === Op.JUMP_IF_TRUE_OR_POP)) pc += arg * INSTRUCTION;
          else {
            sp -= 8;
            drop(load(sp));
          }
          continue;
        }
        case Op.FOR_ITER: {
          const iterator = (load(sp - 8) & -2) as Ref;
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          r = iterNext(iterator);
          lent = 0;
          break;
        }
        case Op.BINARY_OP: {
          const left = (load(sp - 16) & -2) as Ref,
            right = (load(sp - 8) & -2) as Ref;
          const t = typeOf(left);
          lent = 2;
          if (t === typeOf(right)) {
            if (t === PyLong_Type) {
              if (arg === 0 || arg === 13) r = addInts(left, right);
              else if (arg === 10 || arg === 23) r = subInts(left, right);
              else if (arg === 5 || arg === 18) r = mulInts(left, right);
              else {
                Frame.pc.set(frame, pc);
                Frame.sp.set(frame, sp);
                r = binaryOperation(arg, left, right);
              }
              break;
            }
            if (t === PyFloat_Type) {
              if (arg === 0 || arg === 13) r = newFloat(floatValue(left) + floatValue(right));
              else if (arg === 10 || arg === 23) r = newFloat(floatValue(left) - floatValue(right));
              else if (arg === 5 || arg === 18) r = newFloat(floatValue(left) * floatValue(right));
              else r = binaryOperation(arg, left, right);
              break;
            }
          }
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          r = bodies[op]!(frame, sp, arg, pc);
          if (r === 1) {
            // the body has taken its inputs apart itself (in-place string concatenation)
            sp -= 16;
            lent = 0;
            r = load(sp);
          }
          break;
        }
        case Op.COMPARE_OP: {
          const left = (load(sp - 16) & -2) as Ref,
            right = (load(sp - 8) & -2) as Ref;
          lent = 2;
          if (
            typeOf(left) === PyLong_Type &&
            typeOf(right) === PyLong_Type &&
            isCompact(left) &&
            isCompact(right)
          ) {
            const a = compactValue(left),
              b = compactValue(right);
            const is =
              arg === 0
                ? a < b
                : arg === 1
                  ? a <= b
                  : arg === 2
                    ? a === b
                    : arg === 3
                      ? a !== b
                      : arg === 4
                        ? a > b
                        : a >= b;
            r = newRef(is ? True : False);
            break;
          }
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          r = richCompare(left, right, arg);
          break;
        }
        case Op.IS_OP: {
          const same = (load(sp - 16) & -2) === (load(sp - 8) & -2);
          r = newRef(same === (arg === 0) ? True : False);
          lent = 2;
          break;
        }
        case Op.CALL: {
          let argv = sp - arg * 8;
          let nargs = arg;
          let callable = (load(argv - 16) & -2) as Ref;
          if (load(argv - 8) !== 0) {
            argv -= 8;
            nargs++;
          } else if (STEAL && typeOf(callable) === PyMethod_Type) {
            // unpack a bound method into its function and self
            const method = load(argv - 16);
            const func = newRef(PyMethod.im_func(callable) as Ref),
              self = newRef(PyMethod.im_self(callable) as Ref);
            argv -= 8;
            nargs++;
            storePointer(argv, self);
            storePointer(argv - 8, func);
            drop(method);
            callable = func;
          }
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          lent = arg + 2;
          if (STEAL && typeOf(callable) === PyFunction_Type) {
            const entered = enterFunction(frame, sp, callable, argv, nargs, 0, lent);
            if (entered === 0) {
              r = NULL;
              break;
            }
            frame = entered;
            unit = unitOf(Frame.code(frame) as Ref);
            consts = Unit.consts(unit);
            pc = Unit.start(unit);
            sp = Frame.sp(frame);
            continue;
          }
          r = call(callable, argv, nargs, 0);
          if (load(BREAKER) !== 0 && r !== NULL && r !== PUSHED && r !== ABSENT)
            r = breakAfterCall(frame, sp, r as Owned);
          break;
        }
        case Op.CALL_KW:
        case Op.CALL_FUNCTION_EX: {
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          lent = inputs[op]! + perArgument[op]! * arg;
          const entered = op === Op.CALL_KW ? enterWithNames(frame, sp, arg) : enterWithTuple(frame, sp);
          if (entered > 0) {
            frame = entered;
            unit = unitOf(Frame.code(frame) as Ref);
            consts = Unit.consts(unit);
            pc = Unit.start(unit);
            sp = Frame.sp(frame);
            continue;
          }
          r = entered === 0 ? NULL : bodies[op]!(frame, sp, arg, pc);
          break;
        }
        case Op.RETURN_VALUE: {
          sp -= 8;
          const value = own(load(sp));
          Frame.sp.set(frame, sp);
          const result = returned(frame, value);
          frame = load(CURRENT_FRAME);
          if (isNativeFrame(frame) || frame === 0) return result;
          pc = Frame.pc(frame);
          sp = Frame.sp(frame);
          unit = unitOf(Frame.code(frame) as Ref);
          consts = Unit.consts(unit);
          op = load(pc) & 255;
          arg = load(pc) >> 8;
          lent = load16(frame + PENDING);
          r = result;
          break;
        }
        case Op.YIELD_VALUE: {
          sp -= 8;
          const value = own(load(sp));
          Frame.sp.set(frame, sp);
          Frame.pc.set(frame, pc + INSTRUCTION);
          suspend(frame);
          frame = load(CURRENT_FRAME);
          if (isNativeFrame(frame) || frame === 0) return value;
          pc = Frame.pc(frame);
          sp = Frame.sp(frame);
          unit = unitOf(Frame.code(frame) as Ref);
          consts = Unit.consts(unit);
          op = load(pc) & 255;
          arg = load(pc) >> 8;
          lent = load16(frame + PENDING);
          r = value;
          break;
        }
        case Op.RETURN_GENERATOR: {
          Frame.pc.set(frame, pc + INSTRUCTION);
          Frame.sp.set(frame, sp);
          const generator = becomeGenerator(frame);
          frame = load(CURRENT_FRAME);
          if (isNativeFrame(frame) || frame === 0) return generator;
          pc = Frame.pc(frame);
          sp = Frame.sp(frame);
          unit = unitOf(Frame.code(frame) as Ref);
          consts = Unit.consts(unit);
          op = load(pc) & 255;
          arg = load(pc) >> 8;
          lent = load16(frame + PENDING);
          r = generator;
          break;
        }
        default:
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          lent = inputs[op]! + perArgument[op]! * arg;
          r = bodies[op]!(frame, sp, arg, pc);
          if (r === 1) {
            // done: the body has moved what it moves, and the frame's stack pointer says how far
            sp = Frame.sp(frame);
            pc = Frame.pc(frame) + INSTRUCTION;
            continue;
          }
      }
    }

    // r is the answer of the instruction at pc, which lent its topmost `lent` values
    completing = false;
    if (r === PUSHED) {
      store16(frame + PENDING, lent);
      frame = load(CURRENT_FRAME);
      if (isNativeFrame(frame)) return WAITING as typeof SLICE_OVER;
      pc = Frame.pc(frame);
      sp = Frame.sp(frame);
      unit = unitOf(Frame.code(frame) as Ref);
      consts = Unit.consts(unit);
      if (load(ENTER_RAISING) !== 0) {
        store(ENTER_RAISING, 0);
        op = load(pc) & 255;
        r = NULL;
        lent = 0;
        completing = true;
      }
      continue;
    }
    if (r === ABSENT || (r === NULL && op === Op.FOR_ITER && raisedIs(errors.StopIteration))) {
      if (op === Op.FOR_ITER) {
        if (r === NULL) wasStopIteration();
        sp -= 8;
        pc += INSTRUCTION + arg * INSTRUCTION;
        Frame.pc.set(frame, pc);
        Frame.sp.set(frame, sp);
        drop(load(sp));
        continue;
      }
      if (op === Op.SEND)
        r = newRef(None); // the generator has returned None: see the end of SEND below
      else r = raise(errors.StopIteration, '');
      if (op === Op.SEND) {
        sp = finishSend(frame, sp, lent, r as Owned);
        pc += INSTRUCTION + arg * INSTRUCTION;
        continue;
      }
    }
    if (r === NULL) {
      if (op === Op.SEND && raisedIs(errors.StopIteration)) {
        sp = finishSend(frame, sp, lent, stopValue());
        pc += INSTRUCTION + arg * INSTRUCTION;
        continue;
      }
      Frame.pc.set(frame, pc);
      Frame.sp.set(frame, sp);
      if (lent > 0) {
        const top = sp;
        sp -= lent * 8;
        dropInputs(frame, sp, top);
      }
      // unwind: to a handler in this frame or one below
      for (;;) {
        noteTraceback(frame, pc);
        const handler = findHandler(frame, pc);
        if (handler !== 0) {
          sp = beginHandler(frame, sp, pc, handler);
          unit = unitOf(Frame.code(frame) as Ref);
          consts = Unit.consts(unit);
          pc = Unit.start(unit) + load(handler + 8) * INSTRUCTION;
          break;
        }
        sp = emptyStack(frame, sp);
        failed(frame);
        frame = load(CURRENT_FRAME);
        if (isNativeFrame(frame) || frame === 0) return NULL;
        pc = Frame.pc(frame);
        sp = Frame.sp(frame);
        op = load(pc) & 255;
        arg = load(pc) >> 8;
        lent = load16(frame + PENDING);
        if ((op === Op.FOR_ITER || op === Op.SEND) && raisedIs(errors.StopIteration)) {
          unit = unitOf(Frame.code(frame) as Ref);
          consts = Unit.consts(unit);
          r = NULL;
          completing = true;
          break;
        }
        const top = sp;
        sp -= lent * 8;
        dropInputs(frame, sp, top);
      }
      continue;
    }
    // an output, or the end of an instruction without one
    if (lent > 0) {
      const top = sp;
      sp -= lent * 8;
      if (outputs[op] === 1) {
        const answer = r;
        // the result is on the stack, where the audit finds it, before an input's finalizer can run
        const deepest = load(sp);
        storePointer(sp, answer);
        sp += 8;
        Frame.sp.set(frame, top);
        Frame.pc.set(frame, pc);
        if (!BORROWS || (deepest & 1) === 0) if (deepest !== 0) decref(deepest as Owned);
        if (lent === 2) {
          const second = load(sp);
          store(sp, 0);
          if (!BORROWS || (second & 1) === 0) if (second !== 0) decref(second as Owned);
        } else if (lent > 2) dropInputs(frame, sp, top);
      } else {
        Frame.sp.set(frame, top);
        Frame.pc.set(frame, pc);
        if (r !== 1) drop(r);
        dropInputs(frame, sp, top);
      }
    } else if (outputs[op] === 1) {
      storePointer(sp, r);
      sp += 8;
    } else if (r !== 1) drop(r);
    pc += INSTRUCTION;
  }
}

function emptyStack(frame: Address, sp: Address): Address {
  const bottom = frame + LOCALS + Unit.nlocalsplus(unitOf(Frame.code(frame) as Ref)) * 8;
  for (let p = sp - 8; p >= bottom; p -= 8) {
    Frame.sp.set(frame, p);
    clearSlot(p);
  }
  Frame.sp.set(frame, bottom);
  return bottom;
}
/** The receiver of SEND is exhausted: its result replaces what was sent. */
function finishSend(frame: Address, sp: Address, lent: number, value: Owned): Address {
  const at = sp - lent * 8;
  const receiver = lent > 0 ? load(at) : 0;
  storePointer(at, value);
  Frame.sp.set(frame, Math.max(at + 8, sp));
  drop(receiver);
  if (lent > 1) dropInputs(frame, at + 8, sp);
  return at + 8;
}
/** A collection or an interrupt after a call of a native; the call's value is kept meanwhile. */
function breakAfterCall(frame: Address, sp: Address, value: Owned): Answer {
  storePointer(sp, value);
  Frame.sp.set(frame, sp + 8);
  const done = lookUp();
  Frame.sp.set(frame, sp);
  if (done !== NULL) return value;
  decref(value);
  return NULL;
}

/**
 * Enters a Python function with the caller's references: they move into its frame.  The caller's stack is cut below the callable.
 * 0: an exception is set and the inputs are still there.
 */
function enterFunction(
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
  const entered = newFrame(code, newRef(callable), globals, builtins, 0);
  if (entered === 0) return 0;
  if (!bindArguments(callable, entered, argv, nargs, kwnames, 'move')) {
    pushFrame(entered);
    leaveFrame(entered);
    return 0;
  }
  const base = sp - lent * 8;
  dropInputs(frame, base, sp); // what moved is 0
  store16(frame + PENDING, 0);
  pushFrame(entered);
  return entered;
}
/** CALL_KW of a Python function; -1: something else is called. */
function enterWithNames(frame: Address, sp: Address, count: number): Address {
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
function enterWithTuple(frame: Address, sp: Address): Address {
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
  store16(frame + PENDING, 0);
  pushFrame(entered);
  return entered;
}
