/** sys: what Python may see and do of the interpreter.  CPython: Python/sysmodule.c. */
import { sizeBefore } from '../abstract/size.js';
import { load, store } from '../heap/memory.js';
import { ABSENT, NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { MAX_STR_DIGITS, asIndex, isInt, newInt, newIntFromBigInt as newIntOf } from '../include/int.js';
import { newDict, lookupStr } from '../include/dict.js';
import { newFloat } from '../include/float.js';
import { Frame } from '../include/frame.js';
import { newList } from '../include/list.js';
import { None, none, newBool } from '../include/singletons.js';
import {
  identifier,
  intern,
  internState,
  internedStrings,
  isExactStr,
  isStr,
  newStr
} from '../include/str.js';
import { STDERR, STDIN, STDOUT, newTextStream } from '../include/text-stream.js';
import { newTuple, setTupleItem, trackTuple } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { PyException, PySystemExit } from '../include/exception.js';
import { errors, raise } from '../object/errors.js';
import { refcountOf, typeOf } from '../object/header.js';
import { decref, isImmortal, newRef } from '../object/refcount.js';
import { RECURSION_LIMIT, handled, raised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { allocatedBlocks } from '../memory/allocate.js';
import { exists } from '../profiles/profile.js';
import { call0 } from '../abstract/call.js';
import { compileHook } from '../abstract/compile-hook.js';
import { defineModule } from '../abstract/define.js';
import { callerOf, currentFrame, frameHooks } from '../abstract/frame-hooks.js';
import { clearLookupCache } from '../abstract/lookup.js';
import { clearRaised, lookupSpecial, raisedIs } from '../abstract/object.js';
import { raiseWithValue } from '../abstract/raise.js';
import { displayhook, excepthook, unraisablehook } from './sys/hooks.js';
import {
  builtinModuleNames,
  flags,
  floatInfo,
  hashInfo,
  hexversion,
  implementation,
  intInfo,
  must,
  stdlibModuleNames,
  threadInfo,
  versionInfo,
  versionText
} from './sys/values.js';

const SIZEOF = identifier('__sizeof__');
const stream = (name: string, mode: string, kind: number) => (): Owned =>
  must(newTextStream(identifier(name), identifier(mode), kind));

/** `__sizeof__()` and the headers before the object.  @cpython Python/sysmodule.c _PySys_GetSizeOf */
function getsizeof(_module: Ref, o: Ref, otherwise: Ref | 0): Answer {
  const size = sizeWithHeaders(o);
  if (size !== null) return newInt(size);
  if (otherwise !== 0 && raisedIs(errors.TypeError)) {
    clearRaised();
    return newRef(otherwise);
  }
  return NULL;
}
function sizeWithHeaders(o: Ref): number | null {
  const method = lookupSpecial(o, SIZEOF);
  if (method === NULL) return null;
  if (method === ABSENT) {
    raise(errors.TypeError, `Type ${typeName(typeOf(o))} doesn't define __sizeof__`);
    return null;
  }
  const answer = finish(call0(method));
  decref(method);
  if (answer === NULL) return null;
  const n = isInt(answer) ? asIndex(answer) : null;
  if (!isInt(answer))
    raise(errors.TypeError, `'${typeName(typeOf(answer))}' object cannot be interpreted as an integer`);
  decref(answer);
  if (n !== null && n < 0) raise(errors.ValueError, '__sizeof__() should return >= 0');
  return n === null || n < 0 ? null : n + sizeBefore(o);
}
function excInfo(): Answer {
  const exception = handled();
  const traceback = exception === 0 ? 0 : PyException.traceback(exception);
  const tuple = newTuple(3);
  if (tuple === NULL) return NULL;
  const parts: Ref[] =
    exception === 0 ? [None, None, None] : [typeOf(exception), exception, traceback === 0 ? None : traceback];
  for (const [i, o] of parts.entries()) setTupleItem(tuple, i, newRef(o));
  trackTuple(tuple);
  return tuple;
}
function frameAt(_module: Ref, depth: Ref | 0): Answer {
  let n = depth === 0 ? 0 : asIndex(depth);
  if (n === null) return NULL;
  let frame = currentFrame();
  for (; n > 0 && frame !== 0; n--) frame = callerOf(frame);
  if (frame === 0) return raise(errors.ValueError, 'call stack is not deep enough');
  const object = frameHooks.frameObject(frame);
  return object === NULL ? NULL : newRef(object);
}

function exit(status: Ref): 0 {
  raiseWithValue(errors.SystemExit, newRef(status));
  const exception = raised();
  if (exception !== 0) PySystemExit.code.set(exception, newRef(status));
  return NULL;
}
const NAME = identifier('__name__');
function frameModule(_module: Ref, depth: Ref | 0): Answer {
  let n = depth === 0 ? 0 : asIndex(depth);
  if (n === null) return NULL;
  let frame = currentFrame();
  for (; n > 0 && frame !== 0; n--) frame = callerOf(frame);
  const name = frame === 0 ? 0 : lookupStr(Frame.globals(frame) as Ref, NAME);
  return name === 0 ? none() : newRef(name);
}

export const sys = defineModule({
  name: 'sys',
  doc: 'This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.',
  constants: {
    stdin: stream('<stdin>', 'r', STDIN),
    stdout: stream('<stdout>', 'w', STDOUT),
    stderr: stream('<stderr>', 'w', STDERR),
    maxsize: () => must(newIntOf(2n ** 63n - 1n)),
    maxunicode: 0x10ffff,
    byteorder: 'little',
    platform: 'linux',
    version: versionText,
    hexversion,
    api_version: 1013,
    copyright: 'Copyright (c) 2001 Python Software Foundation.',
    executable: '/usr/bin/python',
    prefix: '/usr',
    base_prefix: '/usr',
    exec_prefix: '/usr',
    base_exec_prefix: '/usr',
    platlibdir: 'lib',
    float_repr_style: 'short',
    abiflags: '',
    dont_write_bytecode: () => newBool(true),
    pycache_prefix: () => none(),
    warnoptions: () => must(newList(0)),
    _xoptions: () => must(newDict()),
    meta_path: () => must(newList(0)),
    path_hooks: () => must(newList(0)),
    path_importer_cache: () => must(newDict()),
    flags,
    float_info: floatInfo,
    int_info: intInfo,
    hash_info: hashInfo,
    thread_info: threadInfo,
    implementation,
    builtin_module_names: builtinModuleNames,
    ...(exists('3.10-') ? { stdlib_module_names: stdlibModuleNames, orig_argv: () => must(newList(0)) } : {}),
    modules: () => newRef(compileHook.modules()),
    path: () => must(newList(0)),
    argv: () => must(newList(0)),
    version_info: versionInfo
  },
  functions: {
    getrefcount: {
      signature: '($module, object, /)',
      doc: 'Return the reference count of object.',
      call: ((_module: Ref, o: Ref) => newInt(refcountOf(o))) as never
    },
    getsizeof: {
      signature: '($module, /, object, default=<unrepresentable>)',
      doc: 'getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.',
      call: getsizeof as never
    },
    intern: {
      signature: '($module, string, /)',
      doc: "``Intern'' the given string.",
      call: ((_module: Ref, o: Ref) => {
        if (!isExactStr(o))
          return raise(
            errors.TypeError,
            isStr(o)
              ? `can't intern ${typeName(typeOf(o))}`
              : `intern() argument must be str, not ${typeName(typeOf(o))}`
          );
        return intern(newRef(o));
      }) as never
    },
    getallocatedblocks: {
      signature: '($module, /)',
      doc: 'Return the number of memory blocks currently allocated.',
      call: () => newInt(allocatedBlocks())
    },
    exc_info: {
      signature: '($module, /)',
      doc: 'Return current exception information: (type, value, traceback).',
      call: excInfo
    },
    exception: {
      versions: '3.11-',
      signature: '($module, /)',
      doc: 'Return the current exception.',
      call: () => newRef((handled() || None) as Ref)
    },
    exit: {
      signature: '($module, status=None, /)',
      doc: 'Exit the interpreter by raising SystemExit(status).',
      call: ((_module: Ref, status: Ref | 0) => exit(status === 0 ? None : status)) as never
    },
    getrecursionlimit: {
      signature: '($module, /)',
      doc: 'Return the current value of the recursion limit.',
      call: () => newInt(load(RECURSION_LIMIT))
    },
    setrecursionlimit: {
      signature: '($module, limit, /)',
      doc: 'Set the maximum depth of the Python interpreter stack to n.',
      call: ((_module: Ref, limit: Ref) => {
        const n = asIndex(limit);
        if (n === null) return NULL;
        if (n < 1) return raise(errors.ValueError, 'recursion limit must be greater or equal than 1');
        store(RECURSION_LIMIT, n);
        return none();
      }) as never
    },
    _getframe: {
      signature: '($module, depth=0, /)',
      doc: 'Return a frame object from the call stack.',
      call: frameAt as never
    },
    _getframemodulename: {
      versions: '3.12-',
      signature: '($module, /, depth=0)',
      doc: 'The name of the module of a frame.',
      call: frameModule as never
    },
    is_finalizing: {
      signature: '($module, /)',
      doc: 'Return True if Python is exiting.',
      call: () => newBool(false)
    },
    displayhook: {
      signature: '($module, object, /)',
      doc: 'Shows a value as the prompt does.',
      call: displayhook
    },
    __displayhook__: {
      signature: '($module, object, /)',
      doc: 'Shows a value as the prompt does.',
      call: displayhook
    },
    excepthook: {
      signature: '($module, exctype, value, traceback, /)',
      doc: 'Shows an exception that nobody caught.',
      call: excepthook
    },
    __excepthook__: {
      signature: '($module, exctype, value, traceback, /)',
      doc: 'Shows an exception that nobody caught.',
      call: excepthook
    },
    unraisablehook: {
      signature: '($module, unraisable, /)',
      doc: 'Shows an exception that nobody can catch.',
      call: unraisablehook
    },
    __unraisablehook__: {
      signature: '($module, unraisable, /)',
      doc: 'Shows an exception that nobody can catch.',
      call: unraisablehook
    },
    getdefaultencoding: { signature: '($module, /)', doc: 'utf-8.', call: () => newStr('utf-8') },
    getfilesystemencoding: { signature: '($module, /)', doc: 'utf-8.', call: () => newStr('utf-8') },
    getfilesystemencodeerrors: {
      signature: '($module, /)',
      doc: 'surrogateescape.',
      call: () => newStr('surrogateescape')
    },
    getswitchinterval: {
      signature: '($module, /)',
      doc: 'Seconds between thread switches.',
      call: () => newFloat(0.005)
    },
    setswitchinterval: {
      signature: '($module, interval, /)',
      doc: 'There is one thread.',
      call: () => none()
    },
    gettrace: { signature: '($module, /)', doc: 'None.', call: () => none() },
    getprofile: { signature: '($module, /)', doc: 'None.', call: () => none() },
    audit: { signature: '($module, /, event, *args)', doc: 'No hook listens.', call: () => none() },
    _clear_type_cache: {
      signature: '($module, /)',
      doc: 'Empties the cache of attribute lookups.',
      call: () => {
        clearLookupCache();
        return none();
      }
    },
    get_int_max_str_digits: {
      signature: '($module, /)',
      doc: 'How many digits int() and str() take.',
      call: () => newInt(load(MAX_STR_DIGITS))
    },
    set_int_max_str_digits: {
      signature: '($module, /, maxdigits)',
      doc: 'Says how many digits int() and str() take.',
      call: ((_module: Ref, digits: Ref): Answer => {
        const n = asIndex(digits);
        if (n === null) return NULL;
        if (n !== 0 && n < 640) return raise(errors.ValueError, 'maxdigits must be 0 or larger than 640');
        store(MAX_STR_DIGITS, n);
        return none();
      }) as never
    },
    getunicodeinternedsize: {
      versions: '3.12-',
      signature: '($module, /, *, _only_immortal=False)',
      doc: 'How many strings are interned.',
      call: () => {
        let count = 0;
        internedStrings(() => count++);
        return newInt(count);
      }
    },
    _is_interned: {
      versions: '3.13-',
      signature: '($module, string, /)',
      doc: 'Return True if the given string is "interned".',
      call: ((_module: Ref, o: Ref): Answer =>
        isStr(o)
          ? newBool(internState(o) !== 0)
          : raise(
              errors.TypeError,
              `_is_interned() argument must be str, not ${typeName(typeOf(o))}`
            )) as never
    },
    _is_gil_enabled: {
      versions: '3.13-',
      signature: '($module, /)',
      doc: 'True.',
      call: () => newBool(true)
    },
    _is_immortal: {
      versions: '3.14-',
      signature: '($module, op, /)',
      doc: 'Return True if the given object is "immortal".',
      call: ((_module: Ref, o: Ref) => newBool(isImmortal(o))) as never
    }
  }
});
