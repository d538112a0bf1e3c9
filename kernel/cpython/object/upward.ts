/** Calls that must go up a layer.  boot.ts connects them once, before any Python runs. */
import type { Answer, Owned, Ref, Result } from '../heap/reference.js';
import type { PyType } from './header.js';

export interface Upward {
  /** Runs frames until the one on top has answered; for natives that hold the JavaScript stack. */
  finish(answer: Answer): Result;
  /** Sets an exception of a type with a text.  Answers NULL. */
  raise(type: PyType, text: string): 0;
  /** Called by an allocation whose count exceeded the threshold. */
  collect(): void;
  /** Calls `__del__` of an instance. */
  finalize(self: Ref): void;
  /** Clears the weak references to a dying object and calls their callbacks. */
  clearWeakrefs(self: Ref): void;
  /** Vectorcall. */
  call(callable: Ref, argv: number, nargs: number, kwnames: Ref | 0): Answer;
}

const unconnected = (): never => {
  throw new Error('upward call before boot');
};
const table: Upward = {
  finish: unconnected,
  raise: unconnected,
  collect: unconnected,
  finalize: unconnected,
  clearWeakrefs: unconnected,
  call: unconnected
};
export const upward: Readonly<Upward> = table;
export function connect(functions: Partial<Upward>): void {
  Object.assign(table, functions);
}

/** Runs what was entered to its end.  Only where a native must hold the JavaScript stack: a probe, a sort, a finalizer. */
export const finish = <T extends string>(answer: Answer<T>): Result<T> =>
  answer === -1 ? (upward.finish(answer) as Result<T>) : answer;

export type { Owned };
