/** Errors and warnings of the symbol table and the code generator. */
import type { PythonSyntaxError } from '../syntax/errors.js';

/** Where something stands: as in the tree, lines from 1, columns in bytes from 0. */
export interface Location {
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

/** Thrown inside the compiler, caught by its entry. */
export class CompileFailure extends Error {
  constructor(readonly error: PythonSyntaxError) {
    super(error.message);
  }
}

/** A warning of the compiler; `lineno` from 1. */
export interface CompileWarning {
  category: 'SyntaxWarning' | 'DeprecationWarning';
  message: string;
  lineno: number;
}

/** A SyntaxError at a node.  Its `text` is null: who knows the source adds the line. */
export function failure(message: string, at: Location, ranges: boolean): CompileFailure {
  return new CompileFailure({
    kind: 'SyntaxError',
    message,
    lineno: at.lineno,
    offset: at.col_offset + 1,
    end_lineno: ranges ? at.end_lineno : null,
    end_offset: ranges ? at.end_col_offset + 1 : null,
    text: null
  });
}
