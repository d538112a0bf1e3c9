/** The text of an exception nobody caught, as CPython prints it. */
import { NULL, type Ref } from '../heap/reference.js';
import { toHost } from '../include/str.js';
import { typeName } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { str } from '../abstract/object.js';

/** Lines without line ends; `source` gives the text of a file. */
export function tracebackText(exception: Ref, source: (filename: string) => string | null): string[] {
  void source;
  const text = finish(str(exception));
  if (text === NULL) return [typeName(typeOf(exception))];
  const shown = toHost(text);
  decref(text);
  return [shown === '' ? typeName(typeOf(exception)) : `${typeName(typeOf(exception))}: ${shown}`];
}
