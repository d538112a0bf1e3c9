/** Facts about the numbers of instructions, for the modules that name them: _opcode. */
import { facts, since } from '../since.js';

export const opcodes = facts({
  /** Instructions from this number on have an argument. */
  haveArgument: since({ '2.7': 90, '3.13': 45, '3.14': 44 }),
  hasConst: since<readonly number[]>({ '2.7': [], '3.13': [83, 103, 240], '3.14': [82] }),
  hasName: since<readonly number[]>({
    '2.7': [],
    '3.13': [63, 66, 67, 74, 75, 82, 90, 91, 92, 93, 108, 113, 114, 259, 260, 261, 262],
    '3.14': [61, 64, 65, 72, 73, 80, 91, 92, 93, 96, 110, 115, 116, 249]
  }),
  hasJump: since<readonly number[]>({
    '2.7': [],
    '3.13': [72, 77, 78, 79, 97, 98, 99, 100, 104, 256, 257],
    '3.14': [68, 70, 75, 76, 77, 100, 101, 102, 103, 106, 237, 248, 257, 258, 259, 260]
  }),
  hasFree: since<readonly number[]>({ '2.7': [], '3.13': [64, 84, 89, 94, 109], '3.14': [62, 90, 97, 111] }),
  hasLocal: since<readonly number[]>({
    '2.7': [],
    '3.13': [65, 85, 86, 87, 88, 110, 111, 112, 258, 267],
    '3.14': [63, 83, 84, 85, 86, 87, 88, 89, 112, 113, 114, 261, 266]
  }),
  hasExc: since<readonly number[]>({ '2.7': [], '3.13': [264, 265, 266], '3.14': [263, 264, 265] }),
  /** A subscript is one of the operators of BINARY_OP. */
  subscriptIsOperator: since({ '2.7': false, '3.14': true })
});
