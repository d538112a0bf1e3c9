/** The texts of exceptions and tracebacks, which the session writes and connects. */
import type { Ref } from '../heap/reference.js';

export interface TracebackHook {
  /** All lines of an exception nobody caught, with what it came from. */
  text(exception: Ref): readonly string[];
  /** The entries of a traceback; `plain`: as C prints them. */
  stack(traceback: Ref, plain: boolean): readonly string[];
  /** The type with its module, where that is shown. */
  typeText(exception: Ref): string;
  /** A line of a file; null: it is not known. */
  sourceLine(file: string, line: number): string | null;
}
const table: TracebackHook = {
  text: () => [],
  stack: () => [],
  typeText: () => '',
  sourceLine: () => null
};
export const tracebackHook: Readonly<TracebackHook> = table;
export function connectTracebacks(functions: TracebackHook): void {
  Object.assign(table, functions);
}
