/** Subscripts and slices.  CPython: Python/compile.c compiler_subscript. */
import type { Expr, Subscript } from '../syntax/ast.js';
import type { Compiler } from './context.js';
import { allConstant } from './displays.js';
import type { Constant } from './unit.js';
import { checkSubscript } from './warnings.js';

/** Whether a subscript is done by the two instructions for plain slices. */
export const usesSliceInstruction = (c: Compiler, e: Subscript): boolean =>
  e.slice.kind === 'Slice' &&
  e.slice.step === null &&
  c.facts.binarySlice &&
  !(c.facts.constantSlices && constantParts(e.slice) !== null);

export function subscript(c: Compiler, e: Subscript): void {
  checkSubscript(c, e);
  c.expr(e.value);
  if (e.ctx !== 'Del' && usesSliceInstruction(c, e)) {
    sliceParts(c, e.slice as Extract<Expr, { kind: 'Slice' }>);
    c.emit(e.ctx === 'Load' ? 'BINARY_SLICE' : 'STORE_SLICE');
    return;
  }
  c.expr(e.slice);
  c.emit(e.ctx === 'Load' ? 'BINARY_SUBSCR' : e.ctx === 'Store' ? 'STORE_SUBSCR' : 'DELETE_SUBSCR');
}

type SliceExpr = Extract<Expr, { kind: 'Slice' }>;
const none = { type: 'None' } as const;

/** The parts of a slice whose parts are all constants, as the constant has them; null otherwise. */
function constantParts(e: SliceExpr): readonly Constant[] | null {
  return allConstant([e.lower, e.upper, e.step].map(part => part ?? noneAt(e)));
}
const noneAt = (e: SliceExpr): Expr => ({ ...e, kind: 'Constant', value: none, constant_kind: null }) as Expr;

export function sliceParts(c: Compiler, e: SliceExpr): number {
  for (const part of [e.lower, e.upper]) {
    if (part === null) c.load(none);
    else c.expr(part);
  }
  if (e.step === null) return 2;
  c.expr(e.step);
  return 3;
}

export function slice(c: Compiler, e: SliceExpr): void {
  const items = c.facts.constantSlices ? constantParts(e) : null;
  if (items !== null) {
    c.load({ type: 'slice', items });
    return;
  }
  c.emit('BUILD_SLICE', sliceParts(c, e));
}
