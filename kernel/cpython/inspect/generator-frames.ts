/** Where a generator's frame lies, read without the interpreter.  CPython: Include/internal/pycore_genobject.h. */
import { load8, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { Frame, ON_STACK, OWNED_BY_GENERATOR, PyFrame } from '../include/frame.js';
import { COMPLETED, GEN_FRAME, GEN_STATE, PyGen } from '../include/generator.js';

export const frameOf = (generator: Ref): Address =>
  ON_STACK ? generator + GEN_FRAME : (PyGen.gi_frame(generator) as Address);
export const stateOf = (generator: Ref): 'alive' | 'done' =>
  load8(generator + GEN_STATE) === COMPLETED ? 'done' : 'alive';
/** The generator whose frame this is; 0: a function's. */
export function generatorOf(frame: Address): Ref | 0 {
  if (!ON_STACK) return PyFrame.f_gen(frame);
  return Frame.owner(frame) === OWNED_BY_GENERATOR ? ((frame - GEN_FRAME) as Ref) : 0;
}
