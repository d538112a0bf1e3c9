/** Where natives leave what they own while Python code may run: a stack in the heap that the audit reads. */
import { load, store, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { ownAllocate } from '../process/own.js';

const BYTES = 1024 * 1024;
const base = ownAllocate(BYTES);
const TOP = ownAllocate(16);
store(TOP, base);

/** Leaves a reference where the audit finds it.  Pairs with `unpark`, last in first out. */
export function park<T extends string>(o: Owned<T>): Ref<T> {
  const top = load(TOP);
  if (top >= base + BYTES) throw new Error('too many parked references');
  store(top, o);
  store(TOP, top + 8);
  return o;
}
/** Takes the reference parked last back. */
export function unpark<T extends string = string>(): Owned<T> {
  const top = load(TOP) - 8;
  store(TOP, top);
  return load(top) as Owned<T>;
}
/** For the audit. */
export function parked(visit: (o: Ref) => void): void {
  for (let p: Address = base; p < load(TOP); p += 8) visit(load(p) as Ref);
}

/** A stack of borrowed arguments for calls from natives: the callee copies what it keeps. */
const ARGUMENT_BYTES = 1024 * 1024;
const argumentBase = ownAllocate(ARGUMENT_BYTES);
const ARGUMENT_TOP = ownAllocate(16);
store(ARGUMENT_TOP, argumentBase);

/** Puts one borrowed reference on the argument stack. */
export function pushArgument(o: Ref | 0): void {
  const top = load(ARGUMENT_TOP);
  if (top >= argumentBase + ARGUMENT_BYTES) throw new Error('the argument stack is full');
  store(top, o);
  store(ARGUMENT_TOP, top + 8);
}
export const argumentTop = (): Address => load(ARGUMENT_TOP);
/** Back to an earlier top. */
export const dropArguments = (top: Address): void => store(ARGUMENT_TOP, top);

/** Argument `i` at `argv`: a slot of the value stack may carry the tag bit of a borrowed load. */
export const argumentAt = (argv: Address, i: number): Ref => (load(argv + i * 8) & -2) as Ref;
