/** Imports, displayed values, common constants, intrinsics, patterns.  CPython: Python/bytecodes.c, Python/intrinsics.c. */
import { load, type Address } from '../../heap/memory.js';
import { ABSENT, NULL, type Answer, type Maybe, type Ref } from '../../heap/reference.js';
import { intrinsics, commonConstants } from '../../compile/opcodes.js';
import { Unit, unitOf } from '../../include/code.js';
import {
  dictGetItem,
  isDict,
  lookupStr,
  newDict,
  setStr,
  nextEntry,
  entryKey,
  entryValue
} from '../../include/dict.js';
import { PyException } from '../../include/exception.js';
import { Frame } from '../../include/frame.js';
import { asIndex, newInt } from '../../include/int.js';
import { PyList_Type } from '../../include/list.js';
import { isModule, moduleDict } from '../../include/module.js';
import { PySet_Type } from '../../include/set.js';
import { None, newBool } from '../../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { PyTuple_Type, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { Flag, typeHas, typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef, setRef } from '../../object/refcount.js';
import { setRaised, takeRaised } from '../../object/thread.js';
import { finish } from '../../object/upward.js';
import { compileHook } from '../../abstract/compile-hook.js';
import { call1 } from '../../abstract/call.js';
import { positive } from '../../abstract/number.js';
import { getItem, isInstance, length, lookupAttr } from '../../abstract/object.js';
import { raiseText } from '../../abstract/raise.js';
import { isTypeIntrinsic, typeIntrinsic } from './type-parameters.js';
import { completed, instruction, nothing, peek } from '../table.js';

const nameAt = (frame: Address, i: number): Ref =>
  load(Unit.names(unitOf(Frame.code(frame) as Ref)) + i * 8) as Ref;

instruction('IMPORT_NAME', (frame, sp, i) => {
  const level = asIndex(peek(sp, 2));
  if (level === null) return NULL;
  const locals = Frame.locals(frame) as Ref | 0;
  return compileHook.importModule(nameAt(frame, i), Frame.globals(frame) as Ref, locals, peek(sp, 1), level);
});
instruction('IMPORT_FROM', (frame, sp, i) => {
  const module = peek(sp, 1),
    name = nameAt(frame, i);
  const found = lookupAttr(module, name);
  if (found !== ABSENT) return found;
  const own = isModule(module) ? lookupStr(moduleDict(module), NAME) : 0;
  const full = own !== 0 && isStr(own) ? toHost(own) : '<unknown module name>';
  const submodule = newStr(`${full}.${toHost(name)}`);
  const loaded = submodule === NULL ? 0 : dictGetItem(compileHook.modules(), submodule);
  if (submodule !== NULL) decref(submodule);
  if (loaded !== 0 && loaded !== null) return newRef(loaded);
  return raise(
    errors.ImportError,
    `cannot import name '${toHost(name)}' from '${full}' (${location(module)})`
  );
});
/** Where a module's file is, for a message. */
function location(module: Ref): string {
  const file = isModule(module) ? lookupStr(moduleDict(module), FILE) : 0;
  return file !== 0 && isStr(file) ? toHost(file) : 'unknown location';
}
const FILE = identifier('__file__');
const NAME = identifier('__name__'),
  ALL = identifier('__all__'),
  ANNOTATIONS = identifier('__annotations__');

function importStar(module: Ref, locals: Ref): Answer {
  const dict = isModule(module) ? moduleDict(module) : 0;
  if (dict === 0) return raise(errors.ImportError, 'from-import-* object has no __dict__ and no __all__');
  const all = lookupStr(dict, ALL);
  if (all !== 0) return importListed(module, dict, all, locals);
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const key = entryKey(dict, i);
    if (!isStr(key) || toHost(key).startsWith('_')) continue;
    if (setStr(locals, key, entryValue(dict, i)) === NULL) return NULL;
  }
  return newRef(None);
}
function importListed(module: Ref, dict: Ref, all: Ref, locals: Ref): Answer {
  const count = length(all);
  if (count === null) return NULL;
  for (let i = 0; i < count; i++) {
    const at = newInt(i);
    const name = at === NULL ? NULL : finish(getItem(all, at));
    if (at !== NULL) decref(at);
    if (name === NULL) return NULL;
    const value = lookupStr(dict, name) || 0;
    if (value === 0) {
      const text = `module '${typeName(typeOf(module))}' has no attribute '${toHost(name)}'`;
      decref(name);
      return raise(errors.AttributeError, text);
    }
    setStr(locals, name, value);
    decref(name);
  }
  return newRef(None);
}
instruction('IMPORT_STAR', (frame, sp) => importStar(peek(sp, 1), Frame.locals(frame) as Ref));
instruction('SETUP_ANNOTATIONS', frame => {
  const locals = Frame.locals(frame) as Ref;
  if (lookupStr(locals, ANNOTATIONS) !== 0) return nothing();
  const dict = newDict();
  if (dict === NULL) return NULL;
  const done = setStr(locals, ANNOTATIONS, dict);
  decref(dict);
  return completed(done);
});
const DISPLAYHOOK = identifier('displayhook');
/** Shows the value of an interactive statement. */
instruction('PRINT_EXPR', (_frame, sp) => displayValue(peek(sp, 1)));
function displayValue(value: Ref): Answer {
  const sys = dictGetItem(compileHook.modules(), identifier('sys'));
  const hook = sys === 0 || sys === null ? 0 : lookupStr(moduleDict(sys), DISPLAYHOOK);
  return hook === 0 ? raise(errors.RuntimeError, 'lost sys.displayhook') : call1(hook, value);
}

const BUILTIN_ALL = identifier('all'),
  BUILTIN_ANY = identifier('any');
instruction('LOAD_COMMON_CONSTANT', (frame, _sp, which) => {
  switch (commonConstants[which]) {
    case 'AssertionError':
      return newRef(errors.AssertionError);
    case 'NotImplementedError':
      return newRef(errors.NotImplementedError);
    case 'tuple':
      return newRef(PyTuple_Type);
    case 'list':
      return newRef(PyList_Type);
    case 'set':
      return newRef(PySet_Type);
    default: {
      const name = commonConstants[which] === 'all' ? BUILTIN_ALL : BUILTIN_ANY;
      return newRef(lookupStr(Frame.builtins(frame) as Ref, name) as Ref);
    }
  }
});
instruction('CALL_INTRINSIC', (frame, sp, which) => {
  const value = peek(sp, 1),
    name = intrinsics[which];
  if (isTypeIntrinsic(name)) return typeIntrinsic(name, value);
  switch (name) {
    case 'IMPORT_STAR':
      return importStar(value, Frame.locals(frame) as Ref);
    case 'STOPITERATION_ERROR':
      return stopIterationError(value);
    case 'UNARY_POSITIVE':
      return positive(value);
    default:
      return raise(errors.SystemError, `the intrinsic ${intrinsics[which] ?? which} is not built yet`);
  }
});
/** A StopIteration that leaves a generator becomes a RuntimeError.  @cpython Python/intrinsics.c stopiteration_error */
function stopIterationError(exception: Ref): Answer {
  if (!isInstance(exception, errors.StopIteration)) return newRef(exception);
  raiseText(errors.RuntimeError, 'generator raised StopIteration');
  const error = takeRaised();
  if (error === 0) return NULL;
  setRef(error, PyException.cause, newRef(exception));
  setRef(error, PyException.context, newRef(exception));
  PyException.suppress_context.set(error, 1);
  return error;
}
instruction('GET_LEN', (_frame, sp) => {
  const size = length(peek(sp, 1));
  return size === null ? NULL : newInt(size);
});
instruction('MATCH_MAPPING', (_frame, sp) =>
  newBool(typeHas(typeOf(peek(sp, 1)), Flag.MAPPING) || isDict(peek(sp, 1)))
);
instruction('MATCH_SEQUENCE', (_frame, sp) =>
  newBool(typeHas(typeOf(peek(sp, 1)), Flag.SEQUENCE | Flag.LIST | Flag.TUPLE))
);
/** The values of the keys, or None when one is missing. */
instruction('MATCH_KEYS', (_frame, sp) => {
  const subject = peek(sp, 2),
    keys = peek(sp, 1),
    count = ob_size(keys);
  const values = newTuple(count);
  if (values === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    const value: Maybe = isDict(subject)
      ? fromDict(subject, tupleItem(keys, i))
      : fromMapping(subject, tupleItem(keys, i));
    if (value === ABSENT || value === NULL) {
      decref(values);
      return value === NULL ? NULL : newRef(None);
    }
    setTupleItem(values, i, value as never);
  }
  trackTuple(values);
  return values;
});
function fromDict(subject: Ref, key: Ref): Maybe {
  const found = dictGetItem(subject, key);
  return found === null ? NULL : found === 0 ? ABSENT : newRef(found);
}
function fromMapping(subject: Ref, key: Ref): Maybe {
  const found = finish(getItem(subject, key));
  if (found !== NULL) return found;
  const exception = takeRaised();
  if (exception !== 0 && isInstance(exception, errors.KeyError)) {
    decref(exception);
    return ABSENT;
  }
  if (exception !== 0) setRaised(exception);
  return NULL;
}
