/** globals, locals, vars, dir, exec, eval, compile, __import__.  CPython: Python/bltinmodule.c, Objects/object.c PyObject_Dir. */
import { load8, type Address } from '../../heap/memory.js';
import { ABSENT, NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { mayOwn } from '../../heap/struct.js';
import { bufferOf } from '../../abstract/buffer.js';
import { call0, callMethod0 } from '../../abstract/call.js';
import { compileHook, type CompileMode } from '../../abstract/compile-hook.js';
import { currentBuiltins, currentFrame, currentGlobals } from '../../abstract/frame-hooks.js';
import { frameLocals } from '../../abstract/frame-locals.js';
import { toFastSequence } from '../../abstract/iterate.js';
import { keysList } from '../../abstract/keys.js';
import { lookupAttr, lookupSpecial } from '../../abstract/object.js';
import { PyCode_Type, PyCode } from '../../include/code.js';
import { isDict, lookupStr, setStr } from '../../include/dict.js';
import { asIndex } from '../../include/int.js';
import { isExactList, listAppend, newList, listItem } from '../../include/list.js';
import { None } from '../../include/singletons.js';
import { charAt, identifier, isStr, newStr, strLength, toHost } from '../../include/str.js';
import { substring } from '../../include/str-build.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { isTuple, tupleItem, isExactTuple } from '../../include/tuple.js';
import { PyCell_Type } from '../../include/cell.js';

const DICT = identifier('__dict__'),
  DIR = identifier('__dir__'),
  SORT = identifier('sort');
const BUILTINS = identifier('__builtins__');

export function globals(): Answer {
  const dict = currentGlobals();
  return dict === 0 ? raise(errors.SystemError, 'globals() without a frame') : newRef(dict);
}
export function locals(): Answer {
  const frame = currentFrame();
  return frame === 0 ? raise(errors.SystemError, 'locals() without a frame') : frameLocals(frame);
}
export function vars(_m: Ref, o: Ref | 0): Answer {
  if (o === 0) return locals();
  const dict = lookupAttr(o, DICT);
  return dict === ABSENT ? raise(errors.TypeError, 'vars() argument must have __dict__ attribute') : dict;
}

/** A list that is sorted, when the sort is done. */
const Sorting = nativeFrame('dir', { list: mayOwn }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  decref(answer as Owned);
  return take(frame, Sorting.list) as Owned;
});
function sortedList(list: Owned): Answer {
  const frame = Sorting.enter();
  Sorting.list.set(frame, list);
  const answer = callMethod0(list, SORT);
  return beginNative(frame, answer);
}
export function dir(_m: Ref, o: Ref | 0): Answer {
  if (o === 0) {
    const scope = locals() as Result;
    if (scope === NULL) return NULL;
    const names = isDict(scope) ? keysList(scope) : toFastSequence(scope);
    decref(scope);
    return names === NULL ? NULL : sortedList(names);
  }
  const method = lookupSpecial(o, DIR);
  if (method === NULL) return NULL;
  if (method === ABSENT) return raise(errors.TypeError, 'object does not provide __dir__');
  const answer = finish(call0(method));
  decref(method);
  if (answer === NULL) return NULL;
  const names = asFreshList(answer);
  decref(answer);
  return names === NULL ? NULL : sortedList(names);
}
/** A new list of what an iterable gives. */
function asFreshList(o: Ref): Result {
  const items = toFastSequence(o);
  if (items === NULL || (items !== o && isExactList(items))) return items;
  const list = newList(0);
  for (let i = 0; list !== NULL && i < ob_size(items); i++) {
    listAppend(list, newRef(isExactTuple(items) ? tupleItem(items, i) : listItem(items, i)));
  }
  decref(items);
  return list;
}

interface Scope {
  readonly globals: Ref;
  readonly locals: Owned;
}
/** Where code runs; null: TypeError.  `who` is `exec` or `eval`. */
function scopeOf(who: 'exec' | 'eval', givenGlobals: Ref | 0, givenLocals: Ref | 0): Scope | null {
  let dict = givenGlobals === None ? 0 : givenGlobals;
  const local = givenLocals === None ? 0 : givenLocals;
  const isMapping = (o: Ref): boolean => slotOf(typeOf(o), slot.mp_subscript) !== 0;
  if (local !== 0 && !isMapping(local)) {
    const given = typeName(typeOf(local));
    const text =
      who === 'eval' ? 'locals must be a mapping' : `locals must be a mapping or None, not ${given}`;
    raise(errors.TypeError, text);
    return null;
  }
  if (dict !== 0 && !isDict(dict)) {
    const text =
      who === 'exec'
        ? `exec() globals must be a dict, not ${typeName(typeOf(dict))}`
        : isMapping(dict)
          ? 'globals must be a real dict; try eval(code, {}, mapping)'
          : 'globals must be a dict';
    raise(errors.TypeError, text);
    return null;
  }
  let namespace: Result = NULL;
  if (dict === 0) {
    dict = currentGlobals();
    if (dict === 0) {
      raise(errors.SystemError, 'globals and locals cannot be NULL');
      return null;
    }
    namespace = local === 0 ? (locals() as Result) : newRef(local);
  } else namespace = newRef(local === 0 ? dict : local);
  if (namespace === NULL) return null;
  if (lookupStr(dict, BUILTINS) === 0) {
    const builtins = currentBuiltins();
    if (builtins !== 0) setStr(dict, BUILTINS, builtins);
  }
  return { globals: dict, locals: namespace };
}
/** Keeps what code runs in while it runs. */
const Running = nativeFrame(
  'exec',
  { globals: mayOwn, locals: mayOwn, isExec: mayOwn },
  (frame, answer): Answer => {
    if (answer === NULL || answer === ABSENT || Running.isExec(frame) === 0) return answer as Answer;
    decref(answer as Owned);
    return newRef(None);
  }
);
function runCode(code: Ref, scope: Scope, closure: Ref | 0, isExec: boolean): Answer {
  const frame = Running.enter();
  Running.globals.set(frame, newRef(scope.globals));
  Running.locals.set(frame, scope.locals);
  if (isExec) Running.isExec.set(frame, newRef(None));
  const answer = compileHook.run(code, scope.globals, scope.locals, closure);
  return beginNative(frame, answer);
}
const STRING = identifier('<string>');
const isSource = (o: Ref): boolean => isStr(o) || bufferOf(o) !== null;
const freeCount = (code: Ref): number =>
  PyCode.co_nfreevars.exists ? PyCode.co_nfreevars(code) : ob_size(PyCode.co_freevars(code) as Ref);

export function exec(_m: Ref, source: Ref, g: Ref | 0, l: Ref | 0, givenClosure: Ref | 0 = 0): Answer {
  const scope = scopeOf('exec', g, l);
  if (scope === null) return NULL;
  const closure = givenClosure === None ? 0 : givenClosure;
  const fail = (text: string): 0 => {
    decref(scope.locals);
    return raise(errors.TypeError, text);
  };
  if (typeOf(source) === PyCode_Type) {
    const wants = freeCount(source);
    if (wants === 0) {
      if (closure !== 0) return fail('cannot use a closure with this code object');
    } else if (closure === 0) return fail('code object passed to exec() may not contain free variables');
    else if (!isTuple(closure) || ob_size(closure) !== wants || !areCells(closure)) {
      return fail(`code object requires a closure of exactly length ${wants}`);
    }
    return runCode(source, scope, closure, true);
  }
  if (closure !== 0) return fail('closure can only be used when source is a code object');
  if (!isSource(source)) return fail('exec() arg 1 must be a string, bytes or code object');
  return compileAndRun(source, 'exec', scope);
}
const areCells = (cells: Ref): boolean => {
  for (let i = 0; i < ob_size(cells); i++) if (typeOf(tupleItem(cells, i)) !== PyCell_Type) return false;
  return true;
};
function compileAndRun(source: Ref, mode: CompileMode, scope: Scope): Answer {
  const begun = { yet: false };
  const answer = compileHook.compileAndRun(source, STRING, mode, code => {
    begun.yet = true;
    return runCode(code, scope, 0, mode === 'exec');
  });
  if (!begun.yet) decref(scope.locals);
  return answer;
}
export function evaluate(_m: Ref, source: Ref, g: Ref | 0, l: Ref | 0): Answer {
  const scope = scopeOf('eval', g, l);
  if (scope === null) return NULL;
  if (typeOf(source) === PyCode_Type) {
    if (freeCount(source) > 0) {
      decref(scope.locals);
      return raise(errors.TypeError, 'code object passed to eval() may not contain free variables');
    }
    return runCode(source, scope, 0, false);
  }
  if (!isSource(source)) {
    decref(scope.locals);
    return raise(errors.TypeError, 'eval() arg 1 must be a string, bytes or code object');
  }
  const trimmed = isStr(source) ? withoutIndent(source) : newRef(source);
  if (trimmed === NULL) {
    decref(scope.locals);
    return NULL;
  }
  const answer = compileAndRun(trimmed, 'eval', scope);
  decref(trimmed);
  return answer;
}
/** eval() ignores spaces and tabs before the expression. */
function withoutIndent(source: Ref): Result {
  let i = 0;
  while (i < strLength(source) && (charAt(source, i) === 32 || charAt(source, i) === 9)) i++;
  return i === 0 ? newRef(source) : substring(source, i, strLength(source));
}

const MODES: readonly string[] = ['exec', 'eval', 'single'];
export function compile(
  _m: Ref,
  source: Ref,
  filename: Ref,
  mode: Ref,
  givenFlags: Ref | 0,
  _inherit: Ref | 0,
  givenOptimize: Ref | 0
): Answer {
  const flags = givenFlags === 0 ? 0 : asIndex(givenFlags);
  const optimize = givenOptimize === 0 ? -1 : asIndex(givenOptimize);
  if (flags === null || optimize === null) return NULL;
  if (!isStr(mode)) {
    return raise(errors.TypeError, `compile() argument 'mode' must be str, not ${typeName(typeOf(mode))}`);
  }
  const how = toHost(mode);
  if (!MODES.includes(how))
    return raise(errors.ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  if (typeOf(source) === PyCode_Type) return newRef(source);
  if (!isSource(source))
    return raise(errors.TypeError, 'compile() arg 1 must be a string, bytes or AST object');
  const name = isStr(filename) ? newRef(filename) : fileName(filename);
  if (name === NULL) return NULL;
  const code = compileHook.compile(source, name, how as CompileMode, flags, optimize);
  decref(name);
  return code;
}
function fileName(o: Ref): Result {
  const buffer = bufferOf(o);
  if (buffer === null) {
    return raise(errors.TypeError, `expected str, bytes or os.PathLike object, not ${typeName(typeOf(o))}`);
  }
  return newStr(latin1Of(buffer.data, buffer.count));
}
/** Enough for file names given as bytes. */
function latin1Of(data: Address, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += String.fromCharCode(load8(data + i));
  return text;
}

export function importModule(
  _m: Ref,
  name: Ref,
  g: Ref | 0,
  l: Ref | 0,
  fromlist: Ref | 0,
  level: Ref | 0
): Answer {
  const depth = level === 0 ? 0 : asIndex(level);
  if (depth === null) return NULL;
  if (!isStr(name))
    return raise(errors.TypeError, profile.builtins.importNameText.replace('%s', typeName(typeOf(name))));
  return compileHook.importModule(name, g, l, fromlist, depth);
}
