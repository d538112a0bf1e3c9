/**
 * A rehearsal of the loop before the first program: V8 compiles a function by what it has seen it do, and starts anew when
 * something else happens.  A frame that lies, with its code, in own memory does everything common once, in slices that end
 * early; it allocates nothing, and the counts that it changes are put back, so that nothing of it remains.
 */
import { load, store, storePointer, type Address } from '../heap/memory.js';
import type { Answer, Ref } from '../heap/reference.js';
import { Op, type OpcodeName } from '../compile/opcodes.js';
import { INSTRUCTION, PyCode, PyCode_Type, Unit } from '../include/code.js';
import { ON_STACK } from '../include/frame.js';
import { PyFunction, PyFunction_Type } from '../include/function.js';
import { PyBool_Type, smallInt } from '../include/int.js';
import { PyRangeIter, PyRangeIter_Type } from '../include/range.js';
import { False, None, True } from '../include/singletons.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { native } from '../object/natives.js';
import { argumentAt } from '../object/park.js';
import { slot } from '../object/slots.js';
import { BREAKER, BUDGET, CURRENT_FRAME, DATA_STACK_TOP, RECURSION_DEPTH } from '../object/thread.js';
import { newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { ownAllocate, ownFree } from '../process/own.js';
import { functionCall } from './call.js';
import { newFrame, pushFrame } from './frame.js';
import { GO, SLICE_OVER, runPython } from './loop.js';

const SLICES = 60;
/** Jumps and calls of a slice: few, so that its end is rehearsed, too. */
const SLICE = 4;
const STACK = 8;
const LOCAL_COUNT = 2;
const MANY = 1 << 20;

type Step = readonly [name: OpcodeName, argument: number];
/** Constants, by number. */
const NOTHING = 0,
  ONE = 1,
  YES = 2,
  FUNCTION = 3,
  ITERATOR = 4,
  BOOL = 5,
  NATIVE = 6;
const PLUS = 0,
  AND = 1,
  LESS = 0,
  EQUAL = 2;
const pair = (o: number): Step[] => [
  ['LOAD_CONST', o],
  ['LOAD_CONST', o]
];
const PROLOGUE: readonly Step[] = [
  ['RESUME', 0],
  ['LOAD_CONST', NOTHING],
  ['STORE_FAST', 0]
];
/** Compares 1 with itself: by `<` it does not hold, by `==` it does. */
const compared = (op: number, then: OpcodeName): Step[] => [...pair(ONE), ['COMPARE_OP', op], [then, 0]];
const tested = (o: number, jump: OpcodeName): Step[] => [
  ['LOAD_CONST', o],
  [jump, 0]
];
const ROUND: readonly Step[] = [
  ['LOAD_FAST', 0],
  ['STORE_FAST', 1],
  ['LOAD_FAST', 1],
  ['POP_TOP', 0],
  ...(profile.calls.borrowedLoads ? borrowed() : []),
  ...operated(PLUS),
  ...operated(AND), // by the general way
  ...compared(LESS, 'POP_JUMP_IF_TRUE'),
  ...compared(LESS, 'POP_JUMP_IF_FALSE'),
  ...compared(EQUAL, 'POP_JUMP_IF_TRUE'),
  ...compared(EQUAL, 'POP_JUMP_IF_FALSE'),
  ...compared(EQUAL, 'POP_TOP'),
  ...pair(NOTHING),
  ['COMPARE_OP', EQUAL],
  ['POP_TOP', 0],
  ...tested(YES, 'POP_JUMP_IF_FALSE'),
  ...tested(YES, 'POP_JUMP_IF_TRUE'),
  ...tested(NOTHING, 'POP_JUMP_IF_FALSE'),
  ...tested(ONE, 'POP_JUMP_IF_TRUE'),
  ['LOAD_CONST', ONE],
  ['UNARY_NOT', 0],
  ['POP_TOP', 0],
  ...pair(NOTHING),
  ['IS_OP', 0],
  ['POP_TOP', 0],
  ['LOAD_CONST', FUNCTION],
  ['PUSH_NULL', 0],
  ['LOAD_CONST', NOTHING],
  ['CALL', 1],
  ['POP_TOP', 0],
  ['LOAD_CONST', FUNCTION], // as a method: with a self
  ['LOAD_CONST', NOTHING],
  ['CALL', 0],
  ['POP_TOP', 0],
  ['LOAD_CONST', BOOL],
  ['PUSH_NULL', 0],
  ['LOAD_CONST', NOTHING],
  ['CALL', 1],
  ['POP_TOP', 0],
  ['LOAD_CONST', NATIVE],
  ['PUSH_NULL', 0],
  ['LOAD_CONST', FUNCTION],
  ['CALL', 1],
  ['POP_TOP', 0],
  ['LOAD_CONST', ITERATOR],
  ['FOR_ITER', 2],
  ['POP_TOP', 0],
  ['JUMP_BACKWARD', -3],
  ['JUMP', 0],
  ['NOP', 0]
];
function borrowed(): Step[] {
  return [
    ['LOAD_FAST_BORROW', 0],
    ['POP_TOP', 0],
    ['LOAD_FAST_BORROW', 0],
    ['LOAD_FAST_BORROW', 0],
    ['IS_OP', 0],
    ['POP_TOP', 0]
  ];
}
function operated(op: number): Step[] {
  return [...pair(ONE), ['BINARY_OP', op], ['POP_TOP', 0]];
}
const CALLEE: readonly Step[] = [
  ['RESUME', 0],
  ['LOAD_FAST', 0],
  ['RETURN_VALUE', 0]
];

/** A native that calls the Python function which is its argument, with that function: the answer comes by a native frame. */
const Calling = nativeFrame('rehearsal', {}, (_frame, answer) => answer);
const CALL_BACK = native((_self: Ref, argv: Address): Answer => {
  const frame = Calling.enter();
  return beginNative(frame, functionCall(argumentAt(argv, 0), argv, 1, 0));
});

/** Runs it; up to 3.10 a frame is an object, and nothing is rehearsed. */
export function rehearse(): void {
  if (!ON_STACK) return;
  const blocks: [Address, number][] = [];
  const block = (size: number): Address => {
    const p = ownAllocate(size);
    blocks.push([p, size]);
    return p;
  };
  const object = (type: Ref, size: number): Ref => {
    const o = block(size) as Ref;
    store(o, MANY);
    storePointer(o + 8, type);
    return o;
  };
  const code = (steps: readonly Step[], consts: Address): Ref => {
    const unit = block(Unit.$size),
      start = block(steps.length * INSTRUCTION);
    for (const [i, [name, argument]] of steps.entries())
      store(start + i * INSTRUCTION, Op[name] | (argument << 8));
    Unit.start.set(unit, start);
    Unit.nlocalsplus.set(unit, LOCAL_COUNT);
    Unit.stackSize.set(unit, STACK);
    Unit.consts.set(unit, consts);
    Unit.simpleArgs.set(unit, 1);
    const made = object(PyCode_Type, PyCode.$size);
    PyCode.co_extra.set(made, unit);
    return made;
  };
  const callee = object(PyFunction_Type, PyFunction.$size);
  storePointer(callee + PyFunction.func_code.offset, code(CALLEE, 0));
  storePointer(callee + PyFunction.func_globals.offset, None);
  storePointer(callee + PyFunction.func_builtins.offset, None);
  const iterator = object(PyRangeIter_Type, PyRangeIter.$size);
  store(iterator + PyRangeIter.len.offset, SLICES); // zeros, so many
  const callable = block(slot.tp_call + 8) as Ref;
  store(callable + slot.tp_call, CALL_BACK);
  const calling = object(callable, 16);
  const values: readonly Ref[] = [None, smallInt(1), True, callee, iterator, PyBool_Type, calling];
  const consts = block(values.length * 8);
  for (const [i, value] of values.entries()) storePointer(consts + i * 8, value);

  const counted = [None, True, False, smallInt(0), smallInt(1), smallInt(2)].map(o => [o, load(o)] as const);
  const kept = [CURRENT_FRAME, DATA_STACK_TOP, RECURSION_DEPTH, BUDGET, BREAKER].map(
    p => [p, load(p)] as const
  );
  const back: Step = ['JUMP_BACKWARD', -1 - ROUND.length];
  const frame = newFrame(code([...PROLOGUE, ...ROUND, back], consts), newRef(callee), None, None, 0);
  pushFrame(frame);
  store(BREAKER, 0);
  for (let i = 0; i < SLICES; i++) {
    store(BUDGET, SLICE);
    const answer: number = runPython(GO);
    if (answer !== SLICE_OVER) throw new Error('the rehearsal has come to an end');
  }
  for (const [p, value] of [...counted, ...kept]) store(p, value);
  for (const [p, size] of blocks) ownFree(p, size);
}
