/** Exceptions and tracebacks.  CPython: Include/cpython/pyerrors.h, traceback.h. */
import { decref, xdecref } from '../object/refcount.js';
import { int32, mayOwn, ssize, struct, structAt, uint8 } from '../heap/struct.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { layoutOf } from '../heap/layout.js';
import { staticType } from './type.js';

export const PyException = struct('exception', 'PyBaseExceptionObject', {
  dict: mayOwn,
  args: mayOwn,
  notes: mayOwn, // from 3.11
  traceback: mayOwn,
  context: mayOwn,
  cause: mayOwn,
  suppress_context: uint8
});
/** SystemExit has the layout of StopIteration, with another name. */
export const PySystemExit = structAt(
  'SystemExit',
  { code: mayOwn },
  { code: layoutOf('PyStopIterationObject')!.fields['value']! },
  layoutOf('PyStopIterationObject')!.size
);
export const PyStopIteration = struct('StopIteration', 'PyStopIterationObject', { value: mayOwn });
/** From 3.10: the object and the name that were asked for. */
export const hasErrorNames = (layoutOf('PyAttributeErrorObject') ?? null) !== null;
export const PyAttributeError = struct('AttributeError', 'PyAttributeErrorObject', {
  obj: mayOwn,
  name: mayOwn
});
export const PyNameError = struct('NameError', 'PyNameErrorObject', { name: mayOwn });
export const PyImportError = struct('ImportError', 'PyImportErrorObject', {
  msg: mayOwn,
  name: mayOwn,
  path: mayOwn,
  name_from: mayOwn
});
export const PySyntaxError = struct('SyntaxError', 'PySyntaxErrorObject', {
  msg: mayOwn,
  filename: mayOwn,
  lineno: mayOwn,
  offset: mayOwn,
  end_lineno: mayOwn,
  end_offset: mayOwn,
  text: mayOwn,
  print_file_and_line: mayOwn
});
export const PyOSError = struct('OSError', 'PyOSErrorObject', {
  myerrno: mayOwn,
  strerror: mayOwn,
  filename: mayOwn,
  filename2: mayOwn,
  written: ssize
});

export const PyTraceback_Type = staticType();
export const PyTraceback = struct('traceback', 'PyTracebackObject', {
  tb_next: mayOwn,
  tb_frame: mayOwn,
  tb_lasti: int32,
  tb_lineno: int32
});
/** A traceback entry; both references are stolen. */
export function newTraceback(
  next: Owned | 0,
  frame: Owned,
  lasti: number,
  line: number
): Result<'traceback'> {
  const tb = newObject<'traceback'>(PyTraceback_Type);
  if (tb === 0) {
    xdecref(next);
    decref(frame);
    return 0;
  }
  PyTraceback.tb_next.set(tb, next);
  PyTraceback.tb_frame.set(tb, frame);
  PyTraceback.tb_lasti.set(tb, lasti);
  PyTraceback.tb_lineno.set(tb, line);
  track(tb);
  return tb;
}
export type PyException = Ref<'exception'>;
