/**
 * The eval loop: runs Python frames until a native frame is on top or the slice is over.  What moves values or control is
 * here; what computes is a body in table.ts.  CPython: Python/ceval.c, Python/bytecodes.c.
 */
import { load, store, storePointer, store16, load16, type Address } from '../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref
} from '../heap/reference.js';
import { Op } from '../compile/opcodes.js';
import { INSTRUCTION, Unit, unitOf } from '../include/code.js';
import { Frame, LOCALS, PENDING } from '../include/frame.js';
import { PyFunction_Type, PyMethod, PyMethod_Type } from '../include/function.js';
import { False, None, True } from '../include/singletons.js';
import { profile } from '../profiles/profile.js';
import { typeOf } from '../object/header.js';
import { decref, incref, newRef } from '../object/refcount.js';
import { answerNatives } from '../object/native-frame.js';
import { BREAKER, BUDGET, CURRENT_FRAME, isNativeFrame } from '../object/thread.js';
import { wasStopIteration } from '../abstract/iterate.js';
import { isTrue, richCompare, raisedIs } from '../abstract/object.js';
import { call } from '../abstract/call.js';
import { errors, raise } from '../object/errors.js';
import { ENTERED, enterFunction } from './enter.js';
import { clearSlot } from './frame.js';
import { beginHandler, findHandler, noteTraceback } from './unwind.js';
import { bodies, inputs, outputs, perArgument } from './table.js';
import { drop, dropInputs, own } from './stack.js';
import { DECLINED, nextItem, quickBinary, quickCompare } from './quick.js';
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

/**
 * Runs from the Python frame on top.  `incoming` is GO, or the answer that the frame's instruction waits for.  Answers when a
 * native frame is on top (its answer), or SLICE_OVER.
 */
export function runPython(incoming: Maybe | typeof GO): Maybe | typeof SLICE_OVER {
  let frame: Address = load(CURRENT_FRAME);
  let pc = Frame.pc(frame);
  let sp = Frame.sp(frame);
  let consts = constsOf(frame);
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
        case Op.FOR_ITER:
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          r = nextItem((load(sp - 8) & -2) as Ref);
          if (r > 0) {
            storePointer(sp, r);
            sp += 8;
            pc += INSTRUCTION;
            continue;
          }
          lent = 0;
          break;
        case Op.BINARY_OP:
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          r = quickBinary(sp, arg);
          if (r === DECLINED) r = bodies[op]!(frame, sp, arg, pc);
          if (r === DONE) {
            sp -= 8;
            pc += INSTRUCTION;
            continue;
          }
          lent = 2;
          break;
        case Op.COMPARE_OP: {
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          const truth = quickCompare(sp, arg);
          if (truth === DECLINED) {
            r = richCompare((load(sp - 16) & -2) as Ref, (load(sp - 8) & -2) as Ref, arg);
            lent = 2;
            break;
          }
          sp -= 16;
          pc += INSTRUCTION;
          // a jump that follows takes the truth without an object for it
          const next = load(pc),
            distance = next >> 8;
          if ((next & 255) === Op.POP_JUMP_IF_FALSE) pc += INSTRUCTION + (1 - truth) * distance * INSTRUCTION;
          else if ((next & 255) === Op.POP_JUMP_IF_TRUE) pc += INSTRUCTION + truth * distance * INSTRUCTION;
          else {
            storePointer(sp, newRef(truth !== 0 ? True : False));
            sp += 8;
          }
          continue;
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
            r = enterFunction(frame, sp, callable, argv, nargs, 0, lent) === 0 ? NULL : ENTERED;
            break;
          }
          r = call(callable, argv, nargs, 0);
          if (load(BREAKER) !== 0 && r !== NULL && r !== PUSHED && r !== ABSENT)
            r = breakAfterCall(frame, sp, r as Owned);
          break;
        }
        case Op.RETURN_VALUE:
        case Op.YIELD_VALUE:
        case Op.RETURN_GENERATOR:
          r = leave(frame, sp, pc, op);
          frame = load(CURRENT_FRAME);
          if (isNativeFrame(frame)) {
            r = answerNatives(r as Maybe);
            frame = load(CURRENT_FRAME);
            if (r === PUSHED) {
              r = ENTERED;
              break;
            }
            if (isNativeFrame(frame)) return r as Maybe;
          }
          if (frame === 0) return r as Maybe;
          // the caller's instruction goes on with the answer
          pc = Frame.pc(frame);
          sp = Frame.sp(frame);
          consts = constsOf(frame);
          op = load(pc) & 255;
          arg = load(pc) >> 8;
          lent = load16(frame + PENDING);
          break;
        default:
          Frame.pc.set(frame, pc);
          Frame.sp.set(frame, sp);
          r = bodies[op]!(frame, sp, arg, pc);
          if (r === DONE) {
            // the body has moved what it moves, and the frame's stack pointer says how far
            sp = Frame.sp(frame);
            pc = Frame.pc(frame) + INSTRUCTION;
            continue;
          }
          lent = inputs[op]! + perArgument[op]! * arg;
      }
    }

    // r is the answer of the instruction at pc, which lent its topmost `lent` values
    completing = false;
    if (r === PUSHED || r === ENTERED) {
      if (r === PUSHED) store16(frame + PENDING, lent);
      frame = load(CURRENT_FRAME);
      if (isNativeFrame(frame)) return WAITING as typeof SLICE_OVER;
      pc = Frame.pc(frame);
      sp = Frame.sp(frame);
      consts = constsOf(frame);
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
          consts = constsOf(frame);
          pc = Unit.start(unitOf(Frame.code(frame) as Ref)) + load(handler + 8) * INSTRUCTION;
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
          consts = constsOf(frame);
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
      if (outputs[op] === 1 || op === Op.LOAD_METHOD) {
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
        if (op === Op.LOAD_METHOD) {
          // an attribute that Python code has given is no method: there is no self beside it
          storePointer(sp, 0);
          sp += 8;
        }
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

const constsOf = (frame: Address): Address => Unit.consts(unitOf(Frame.code(frame) as Ref));

/** RETURN_VALUE, YIELD_VALUE, RETURN_GENERATOR: the frame is left; the answer for the one below. */
function leave(frame: Address, sp: Address, pc: Address, op: number): Maybe {
  if (op === Op.RETURN_GENERATOR) {
    Frame.pc.set(frame, pc + INSTRUCTION);
    Frame.sp.set(frame, sp);
    return becomeGenerator(frame);
  }
  const value = own(load(sp - 8));
  Frame.sp.set(frame, sp - 8);
  if (op === Op.RETURN_VALUE) return returned(frame, value);
  Frame.pc.set(frame, pc + INSTRUCTION);
  suspend(frame);
  return value;
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
