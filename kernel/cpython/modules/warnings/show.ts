/** A warning is shown: by the warnings module if it has been imported, else here.  CPython: Python/_warnings.c call_show_warning. */
import { NULL, type Ref } from '../../heap/reference.js';
import { callWith } from '../../abstract/call.js';
import { strOf } from '../../abstract/object.js';
import { tracebackHook } from '../../abstract/traceback-hook.js';
import { newInt } from '../../include/int.js';
import { None } from '../../include/singletons.js';
import { identifier, toHost } from '../../include/str.js';
import { typeName, type PyType } from '../../include/type.js';
import { errors, raiseNull } from '../../object/errors.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { writeError } from '../sys/hooks.js';
import { warningsAttribute } from './state.js';

const SHOW = identifier('_showwarnmsg'),
  MESSAGE = identifier('WarningMessage');

export interface Warning {
  readonly category: Ref;
  readonly text: Ref;
  readonly message: Ref;
  readonly filename: Ref;
  readonly line: number;
  readonly source: Ref | 0;
}
/** `file:line: Category: text` and the line of source.  @cpython Python/_warnings.c show_warning */
function write(warning: Warning): boolean {
  const text = strOf(warning.text);
  if (text === null) return false;
  const file = toHost(warning.filename);
  const name = typeName(warning.category as PyType).replace(/^.*\./, '');
  const line = tracebackHook.sourceLine(file, warning.line)?.trim() ?? '';
  writeError(`${file}:${warning.line}: ${name}: ${text}\n${line === '' ? '' : `  ${line}\n`}`);
  return true;
}
/** Differs: from 3.13 on CPython imports the module for it; what is shown is the same.  False: an exception is set. */
export function show(warning: Warning): boolean {
  const shower = warningsAttribute(SHOW);
  if (shower === 0) return write(warning);
  const make = warningsAttribute(MESSAGE);
  if (make === 0) {
    return raiseNull(errors.RuntimeError, 'unable to get warnings.WarningMessage') ?? false;
  }
  const f = newRef(shower);
  const line = newInt(warning.line);
  const { message, category, filename, source } = warning;
  const made =
    line === NULL
      ? NULL
      : finish(callWith(make, message, category, filename, line, None, None, source || None));
  if (line !== NULL) decref(line);
  const answer = made === NULL ? NULL : finish(callWith(f, made));
  if (made !== NULL) decref(made);
  decref(f);
  if (answer === NULL) return false;
  decref(answer);
  return true;
}
