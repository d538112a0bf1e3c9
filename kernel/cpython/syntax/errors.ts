/** What the front end reports: a syntax error as a value, and warnings.  CPython: Parser/pegen_errors.c. */

/** A SyntaxError to be: kernel code makes the Python exception from it.  Lines and columns are from 1. */
export interface PythonSyntaxError {
  kind: 'SyntaxError' | 'IndentationError' | 'TabError' | 'MemoryError';
  message: string;
  lineno: number;
  /** The column of the first wrong character, in characters; 0 or -1 where CPython has no better. */
  offset: number;
  /** Where the wrong part ends (exclusive); as 3.9 has no end, its are null. */
  end_lineno: number | null;
  end_offset: number | null;
  /** The source line, or null where CPython gives None. */
  text: string | null;
}

/** A warning that the source earns while it is parsed. */
export interface PythonSyntaxWarning {
  category: 'SyntaxWarning' | 'DeprecationWarning';
  message: string;
  lineno: number;
}
