/** What natives may know of frames.  The parts that need the interpreter are connected by it. */
import { load, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { Frame } from '../include/frame.js';
import { previousOfNative } from '../object/native-frame.js';
import { CURRENT_FRAME, isNativeFrame } from '../object/thread.js';

/** The Python frame on top, or the one below `frame`; 0: none. */
export function pythonFrameAt(frame: Address): Address {
  let at = frame;
  while (isNativeFrame(at)) at = previousOfNative(at & -2);
  return at;
}
export const currentFrame = (): Address => pythonFrameAt(load(CURRENT_FRAME));
/** The Python frame that called this one; 0: none. */
export const callerOf = (frame: Address): Address => pythonFrameAt(Frame.previous(frame));
/** The globals of the frame on top, borrowed; 0: none. */
export function currentGlobals(): Ref | 0 {
  const frame = currentFrame();
  return frame === 0 ? 0 : (Frame.globals(frame) as Ref | 0);
}
/** The builtins of the frame on top, borrowed; 0: none. */
export function currentBuiltins(): Ref | 0 {
  const frame = currentFrame();
  return frame === 0 ? 0 : (Frame.builtins(frame) as Ref | 0);
}

export interface FrameHooks {
  /** The object of a Python frame, made on demand; borrowed.  0: MemoryError. */
  frameObject(frame: Address): Ref | 0;
  /** The line of an instruction; 0: none. */
  lineAt(code: Ref, pc: Address): number;
  /** Four numbers: line, end line, column, end column of an instruction by its number; -1 unknown. */
  positionAt(code: Ref, instruction: number): readonly [number, number, number, number];
  /** Which instruction is at an address. */
  instructionAt(code: Ref, pc: Address): number;
  /** Lets go of the locals of a frame that is not running (frame.clear()). */
  clearFrame(frame: Address): void;
  /** Gives the instructions of a dying code object back. */
  freeUnit(code: Ref): void;
}
const unconnected = (): never => {
  throw new Error('frames are not connected');
};
const table: FrameHooks = {
  frameObject: unconnected,
  lineAt: unconnected,
  positionAt: unconnected,
  instructionAt: unconnected,
  clearFrame: unconnected,
  freeUnit: () => undefined
};
export const frameHooks: Readonly<FrameHooks> = table;
export function connectFrames(functions: Partial<FrameHooks>): void {
  Object.assign(table, functions);
}
export type { Owned };
