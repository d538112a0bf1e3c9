/** What itemgetter, attrgetter and methodcaller, and functools.partial, share.  CPython: Modules/_operator.c. */
import type { Address } from '../../heap/memory.js';
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { reprOf } from '../../abstract/object.js';
import { reprEnter, reprLeave } from '../../abstract/repr-guard.js';
import { entryKey, entryValue, nextEntry } from '../../include/dict.js';
import { newStr, toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';

/** The one object to look at; 0: TypeError is set. */
export function operand(name: string, argv: Address, nargs: number, kwnames: Ref | 0): Ref | 0 {
  if (hasKeywords(kwnames)) return raise(errors.TypeError, `${name}() takes no keyword arguments`);
  if (nargs !== 1) return raise(errors.TypeError, `${name} expected 1 argument, got ${nargs}`);
  return argumentAt(argv, 0);
}
/** The reprs of a tuple's items from `first` on; null: an exception is set. */
export function shownItems(tuple: Ref, first = 0): string[] | null {
  const shown: string[] = [];
  for (let i = first; i < ob_size(tuple); i++) {
    const text = reprOf(tupleItem(tuple, i));
    if (text === null) return null;
    shown.push(text);
  }
  return shown;
}
/** `key=repr` of a dict's items, or of none; null: an exception is set. */
export function shownKeywords(dict: Ref | 0, keyText: (key: Ref) => string | null = toHost): string[] | null {
  const shown: string[] = [];
  if (dict === 0) return shown;
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const key = keyText(entryKey(dict, i));
    const value = key === null ? null : reprOf(entryValue(dict, i));
    if (key === null || value === null) return null;
    shown.push(`${key}=${value}`);
  }
  return shown;
}
/** `name(...)` with what `parts` shows, which Python code may do; inside its own repr `again`. */
export function callRepr(self: Ref, name: string, again: string, parts: () => string[] | null): Answer {
  const isInside = reprEnter(self);
  if (isInside === null) return NULL;
  if (isInside) return newStr(again);
  const shown = parts();
  reprLeave(self);
  return shown === null ? NULL : newStr(`${name}(${shown.join(', ')})`);
}
