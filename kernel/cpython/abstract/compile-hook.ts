/** Compiling, running code objects and importing: calls from builtins up to the session, which connects itself. */
import type { Answer, Owned, Ref, Result } from '../heap/reference.js';

export type CompileMode = 'exec' | 'eval' | 'single';
export interface CompileHook {
  /** A code object of a text (str or bytes); SyntaxError is set otherwise. */
  compile(source: Ref, filename: Ref, mode: CompileMode, flags: number, optimize: number): Result<'code'>;
  /** Compiles and runs at once: the syntax tree holds the constants until the code has ended. */
  compileAndRun(source: Ref, filename: Ref, mode: CompileMode, run: (code: Ref) => Answer): Answer;
  /** Runs a code object: enters its frame.  `closure` is a tuple of cells or NULL. */
  run(code: Ref, globals: Ref, locals: Ref, closure: Ref | 0): Answer;
  /** Runs a class body, the function `func`, with `namespace` as its locals; what it answers is the `__class__` cell or None. */
  runClassBody(func: Ref, namespace: Ref): Answer;
  /** `__import__(name, globals, locals, fromlist, level)`. */
  importModule(name: Ref, globals: Ref | 0, locals: Ref | 0, fromlist: Ref | 0, level: number): Answer;
  /** `sys.modules`, borrowed. */
  modules(): Ref;
}
const unconnected = (): never => {
  throw new Error('the compiler is not connected');
};
const table: CompileHook = {
  compile: unconnected,
  compileAndRun: unconnected,
  run: unconnected,
  runClassBody: unconnected,
  importModule: unconnected,
  modules: unconnected
};
export const compileHook: Readonly<CompileHook> = table;
export function connectCompiler(functions: Partial<CompileHook>): void {
  Object.assign(table, functions);
}
export type { Owned };
