/** Exceptions made with several arguments.  CPython: Python/errors.c, Objects/exceptions.c. */
import { NULL, type Ref, type Result } from '../heap/reference.js';

import { newInt } from '../include/int.js';
import { newStr } from '../include/str.js';
import { errors } from '../object/errors.js';
import type { PyType } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { setRaised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { callWith } from './call.js';

/** Raises `type(*args)`; the arguments are consumed.  Answers NULL. */
export function raiseWith(type: PyType, ...args: readonly Result[]): 0 {
  const isMade = !args.includes(NULL);
  const exception = isMade ? finish(callWith(type, ...(args as readonly Ref[]))) : NULL;
  for (const argument of args) if (argument !== NULL) decref(argument);
  if (exception !== NULL) setRaised(exception);
  return NULL;
}
/** What C's math functions report as ERANGE. */
export const outOfRange = (): 0 =>
  raiseWith(errors.OverflowError, newInt(34), newStr('Numerical result out of range'));
