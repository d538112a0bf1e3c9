/** The operators of the tree as arguments of BINARY_OP. */
import { binaryOperators } from './opcodes.js';

const operators = {
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
export const operatorIndex = (op: keyof typeof operators): number => binaryOperators.indexOf(operators[op]);
/** From which on the in-place operators stand. */
export const IN_PLACE = 13;
