/** What generators need of the interpreter.  interp/ connects itself. */
import type { Address } from '../heap/memory.js';
import type { Maybe, Owned, Ref } from '../heap/reference.js';

export interface GeneratorHooks {
  /** Enters the frame with a value (stolen), or, with NULL, raising the exception on its way. */
  resume(generator: Ref, value: Owned | 0): Maybe;
  /** Where the frame lies; 0: there is none any more. */
  frameOf(generator: Ref): Address;
  /** CREATED, SUSPENDED, EXECUTING, COMPLETED. */
  stateOf(generator: Ref): number;
  setState(generator: Ref, state: number): void;
  /** What `yield from` or `await` waits for, borrowed; 0: nothing. */
  delegate(generator: Ref): Ref | 0;
  /** Lets go of the frame of a generator that will not run again: state COMPLETED, locals and stack released. */
  abandon(generator: Ref): void;
}
const unconnected = (): never => {
  throw new Error('generators are not connected');
};
const table: GeneratorHooks = {
  resume: unconnected,
  frameOf: unconnected,
  stateOf: unconnected,
  setState: unconnected,
  delegate: unconnected,
  abandon: unconnected
};
export const generatorHooks: Readonly<GeneratorHooks> = table;
export function connectGenerators(functions: GeneratorHooks): void {
  Object.assign(table, functions);
}
