/** Running a class body: the function's code with the namespace as its locals.  CPython: Python/bltinmodule.c builtin___build_class__. */
import type { Answer, Ref } from '../heap/reference.js';
import { PyFunction } from '../include/function.js';
import { newRef } from '../object/refcount.js';
import { runCode } from './call.js';

/** Enters the body; its answer is the `__class__` cell or None. */
export function runClassBody(func: Ref, namespace: Ref): Answer {
  const code = PyFunction.func_code(func) as Ref,
    globals = PyFunction.func_globals(func) as Ref;
  return runCode(code, globals, namespace, PyFunction.func_closure(func), newRef(func));
}
