/** The variable that a warnings.catch_warnings() of one context sets.  CPython: Python/_warnings.c. */
import { NULL, type Owned } from '../../heap/reference.js';
import { identifier } from '../../include/str.js';
import { newContextVar } from './variable.js';

const NAME = identifier('warnings_context');
export function warningsContext(): Owned {
  const variable = newContextVar(NAME, 0);
  if (variable === NULL || variable < 0) throw new Error('no memory while _warnings is made');
  return variable as Owned;
}
