/** A StringIO taken apart and put together again, for copying and pickling.  CPython: Modules/_io/stringio.c stringio_getstate, stringio_setstate. */
import { DONE, NULL, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import { packTuple } from '../../abstract/pack.js';
import { dictSetItem, entryKey, entryValue, isDict, newDict, nextEntry } from '../../include/dict.js';
import { asIndex, isInt, newInt } from '../../include/int.js';
import { None, none } from '../../include/singletons.js';
import { isStr, strKind, strLength, dataOf } from '../../include/str.js';
import { copyChars } from '../../include/str-build.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { REALIZED, StringIO, resizeBuffer, valueOf } from './stringio-fields.js';

const nameOf = (o: Ref): string => typeName(typeOf(o));

/** Another dict with the same entries; None for no dict. */
export function copyOfDict(dict: Ref | 0): Owned | 0 {
  if (dict === 0) return newRef(None);
  const copy = newDict();
  if (copy === NULL || mergeDict(copy, dict) !== NULL) return copy;
  decref(copy);
  return NULL;
}
export function mergeDict(into: Ref, from: Ref): typeof DONE | typeof NULL {
  for (let i = nextEntry(from, 0); i >= 0; i = nextEntry(from, i + 1))
    if (dictSetItem(into, entryKey(from, i), entryValue(from, i)) === NULL) return NULL;
  return DONE;
}
/** `(text, newline, position, dict)`. */
export function stateOf(self: Ref): Answer {
  const value = valueOf(self);
  if (value === NULL) return NULL;
  const newline = StringIO.readnl(self);
  return packTuple(
    value,
    newRef((newline || None) as Ref),
    newInt(StringIO.pos(self)),
    copyOfDict(StringIO.dict(self))
  );
}
export function restoreState(
  self: Ref,
  state: Ref,
  init: (self: Ref, value: Ref, newline: Ref) => Answer
): Answer {
  if (!isTuple(state) || ob_size(state) < 4) {
    return raise(
      errors.TypeError,
      `${nameOf(self)}.__setstate__ argument should be 4-tuple, got ${nameOf(state)}`
    );
  }
  const [value, newline, at, dict] = [0, 1, 2, 3].map(i => tupleItem(state, i)) as [Ref, Ref, Ref, Ref];
  // the line ends are as they shall be: only the newline is set up by __init__
  const begun = init(self, None, newline);
  if (begun === NULL) return NULL;
  decref(begun as Owned);
  if (isStr(value)) {
    const length = strLength(value);
    if (resizeBuffer(self, length) === NULL) return NULL;
    copyChars(StringIO.buf(self), 4, dataOf(value), strKind(value), length);
    StringIO.state.set(self, REALIZED);
    StringIO.string_size.set(self, length);
  }
  if (!isInt(at)) return raise(errors.TypeError, `third item of state must be an integer, got ${nameOf(at)}`);
  const pos = asIndex(at);
  if (pos === null) return NULL;
  if (pos < 0) return raise(errors.ValueError, 'position value cannot be negative');
  StringIO.pos.set(self, pos);
  return restoreDict(self, StringIO.dict, dict) === NULL ? NULL : none();
}
/** The entries of a state's dict become attributes. */
export function restoreDict(
  self: Ref,
  field: typeof StringIO.dict,
  dict: Ref,
  which = 'fourth'
): typeof DONE | typeof NULL {
  if (dict === None) return DONE;
  if (!isDict(dict))
    return raise(errors.TypeError, `${which} item of state should be a dict, got a ${nameOf(dict)}`);
  const own = field(self);
  if (own !== 0) return mergeDict(own, dict);
  const made = copyOfDict(dict);
  if (made === NULL) return NULL;
  field.set(self, made);
  return DONE;
}
