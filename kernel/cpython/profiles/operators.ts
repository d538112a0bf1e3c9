/** The operators' signs, in the order of BINARY_OP's argument: known to the compiler and to the messages. */
export const binaryOperators = [
  '+', '&', '//', '<<', '@', '*', '%', '|', '**', '>>', '-', '/', '^',
  '+=', '&=', '//=', '<<=', '@=', '*=', '%=', '|=', '**=', '>>=', '-=', '/=', '^='
] as const;
