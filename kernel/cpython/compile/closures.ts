/** The function object itself: what it is made of, and in which order.  CPython: Python/codegen.c codegen_make_closure. */
import { str } from './constants.js';
import type { Compiler } from './context.js';
import type { CodeUnit } from './unit.js';

export const DEFAULTS = 1;
export const KWDEFAULTS = 2;
export const ANNOTATIONS = 4;
export const CLOSURE = 8;
export const ANNOTATE = 16;

/** Makes a function of `unit`; what `flags` names lies on the stack, in the order of its bits. */
export function closure(c: Compiler, unit: CodeUnit, flags: number, constant = unit.qualname): void {
  if (unit.freevars.length > 0) {
    for (const name of unit.freevars) c.emit('LOAD_CLOSURE', c.deref(name));
    c.emit('BUILD_TUPLE', unit.freevars.length);
    flags |= CLOSURE;
  }
  const load = c.emit('LOAD_CONST', c.scope.constant({ type: 'code', unit }));
  if (c.facts.qualnameConstant) {
    c.scope.constant(str(constant));
    load.rise = 2;
  }
  c.emit('MAKE_FUNCTION');
  const order = [CLOSURE, ANNOTATIONS, ANNOTATE, KWDEFAULTS, DEFAULTS];
  for (const flag of order) if (flags & flag) c.emit('SET_FUNCTION_ATTRIBUTE', flag);
}
