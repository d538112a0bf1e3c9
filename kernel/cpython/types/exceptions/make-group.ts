/** ExceptionGroup: a class of two bases, made at boot.  CPython: Objects/exceptions.c create_exception_group_class. */
import { NULL, type Owned } from '../../heap/reference.js';
import { callWith } from '../../abstract/call.js';
import { newDict, setStr } from '../../include/dict.js';
import { setExceptionGroup } from '../../include/exception-fields.js';
import { PyType_Type } from '../../include/object.js';
import { identifier } from '../../include/str.js';
import { tupleOf } from '../../include/tuple.js';
import { errors } from '../../object/errors.js';
import { decref, incref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

const NAME = identifier('ExceptionGroup'),
  MODULE = identifier('__module__'),
  BUILTINS = identifier('builtins');

/** The class; called once, while the builtins are made. */
export function makeExceptionGroup(): Owned {
  const bases = tupleOf(newRef(errors.BaseExceptionGroup), newRef(errors.Exception));
  const namespace = newDict();
  if (bases === NULL || namespace === NULL) throw new Error('no memory for ExceptionGroup');
  setStr(namespace, MODULE, BUILTINS);
  const type = finish(callWith(PyType_Type, NAME, bases, namespace));
  decref(bases);
  decref(namespace);
  if (type === NULL) throw new Error('ExceptionGroup could not be made');
  incref(type); // the interpreter's own reference
  setExceptionGroup(type);
  return type;
}
