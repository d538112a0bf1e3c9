/** The operators of the tree as arguments of BINARY_OP. */
import { binaryOperators } from '../profiles/operators.js';

/** The sign of each operator of the tree. */
export const operatorSigns = {
  Add: '+',
  BitAnd: '&',
  FloorDiv: '//',
  LShift: '<<',
  MatMult: '@',
  Mult: '*',
  Mod: '%',
  BitOr: '|',
  Pow: '**',
  RShift: '>>',
  Sub: '-',
  Div: '/',
  BitXor: '^'
} as const;

/** The argument of BINARY_OP for an operator of the tree. */
export const operatorIndex = (op: keyof typeof operatorSigns): number =>
  binaryOperators.indexOf(operatorSigns[op]);
/** From which on the in-place operators stand. */
export const IN_PLACE = 13;
