/** A function of a code object.  CPython: Objects/funcobject.c PyFunction_NewWithQualName. */
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { PyCode } from '../include/code.js';
import { isDict, lookupStr } from '../include/dict.js';
import { PyFunction, PyFunction_Type } from '../include/function.js';
import { PyModule, isModule } from '../include/module.js';
import { None } from '../include/singletons.js';
import { identifier, isStr } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { ob_size } from '../object/header.js';
import { newRef, xnewRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { currentBuiltins } from './frame-hooks.js';

const NAME = identifier('__name__'),
  BUILTINS = identifier('__builtins__');
const CO_HAS_DOCSTRING = 0x4000000;
const FLAGGED = profile.compile.docstringFlag;

/** The dict that `__builtins__` in globals means, borrowed; the current one when there is none.  @cpython Python/ceval.c _PyEval_BuiltinsFromGlobals */
export function builtinsFor(globals: Ref): Ref | 0 {
  const found = lookupStr(globals, BUILTINS);
  if (found === 0) return currentBuiltins();
  if (isModule(found)) return PyModule.md_dict(found);
  return isDict(found) ? found : currentBuiltins();
}
function docOf(code: Ref): Ref {
  const consts = PyCode.co_consts(code) as Ref;
  if (ob_size(consts) === 0) return None;
  if (FLAGGED && (PyCode.co_flags(code) & CO_HAS_DOCSTRING) === 0) return None;
  const first = tupleItem(consts, 0);
  return isStr(first) ? first : None;
}
/** A function; everything is lent.  `qualname` 0: the code's. */
export function newFunction(code: Ref, globals: Ref, qualname: Ref | 0 = 0): Result<'function'> {
  const f = newObject<'function'>(PyFunction_Type);
  if (f === 0) return NULL;
  const named =
    qualname !== 0 ? qualname : PyCode.co_qualname.exists ? PyCode.co_qualname(code) : PyCode.co_name(code);
  PyFunction.func_globals.set(f, newRef(globals));
  if (PyFunction.func_builtins.exists)
    PyFunction.func_builtins.set(f, xnewRef(builtinsFor(globals)) as Owned);
  PyFunction.func_name.set(f, newRef(PyCode.co_name(code) as Ref));
  PyFunction.func_qualname.set(f, newRef(named as Ref));
  PyFunction.func_code.set(f, newRef(code));
  PyFunction.func_doc.set(f, newRef(docOf(code)));
  PyFunction.func_module.set(f, xnewRef(lookupStr(globals, NAME)));
  track(f);
  return f;
}
