/** What streams check, and what they raise.  CPython: Modules/_io/iobase.c, Python/modsupport.c. */
import { ABSENT, NULL, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import { callWith } from '../../abstract/call.js';
import { isTrueThenRelease, lookupAttr } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { raiseWith } from '../../abstract/raise-with.js';
import { newDict, setStr } from '../../include/dict.js';
import { PyFloat_Type } from '../../include/float.js';
import { asIndex } from '../../include/int.js';
import { setUnsupportedClass, unsupportedClass } from '../../include/io.js';
import { None } from '../../include/singletons.js';
import { identifier, newStr } from '../../include/str.js';
import { PyType_Type } from '../../include/object.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { typeOf, type PyType } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

const MODULE = identifier('__module__'),
  IO = identifier('io'),
  CLOSED = identifier('closed');

/** io.UnsupportedOperation, borrowed.  @cpython Modules/_io/_iomodule.c iomodule_exec */
export function unsupportedOperation(): PyType | 0 {
  const made = unsupportedClass();
  if (made !== 0) return made as PyType;
  const dict = newDict();
  if (dict === NULL) return NULL;
  setStr(dict, MODULE, IO);
  const name = newStr('UnsupportedOperation');
  const bases = packTuple(newRef(errors.OSError), newRef(errors.ValueError));
  const type =
    name === NULL || bases === NULL
      ? NULL
      : (finish(callWith(PyType_Type, name, bases, dict)) as Owned | typeof NULL);
  for (const part of [dict, name, bases]) if (part !== NULL) decref(part);
  if (type === NULL) return NULL;
  setUnsupportedClass(type);
  return type as Ref as PyType;
}
/** Raises io.UnsupportedOperation.  @cpython Modules/_io/iobase.c iobase_unsupported */
export function unsupported(text: string): 0 {
  const type = unsupportedOperation();
  return type === 0 ? NULL : raiseWith(type, newStr(text));
}

/** ValueError if `self.closed`; false: an exception is set.  @cpython Modules/_io/iobase.c _PyIOBase_check_closed */
export function checkClosed(self: Ref): boolean {
  const found = lookupAttr(self, CLOSED);
  if (found === NULL) return false;
  const is = found === ABSENT ? false : isTrueThenRelease(found);
  if (is === true) raise(errors.ValueError, 'I/O operation on closed file.');
  return is === false;
}

/** A size that may be None or left out; null: TypeError.  @cpython Python/modsupport.c _Py_convert_optional_to_ssize_t */
export function optionalSize(o: Ref | 0, otherwise = -1): number | null {
  if (o === 0 || o === None) return otherwise;
  if (slotOf(typeOf(o), slot.nb_index) !== 0) return asIndex(o);
  return raiseNull(errors.TypeError, `argument should be integer or None, not '${typeName(typeOf(o))}'`);
}
const NAMES_FLOATS = profile.builtins.intText !== 'interpreted';
/** A whole number; null: TypeError.  @cpython Python/getargs.c, `n` */
export function wholeNumber(o: Ref): number | null {
  if (NAMES_FLOATS && typeOf(o) === PyFloat_Type)
    return raiseNull(errors.TypeError, 'integer argument expected, got float');
  return asIndex(o);
}
/** A method that derived types have to have. */
export const missing =
  (name: string) =>
  (_self: Ref): Answer =>
    unsupported(name);
