/** sys: what Python may see and do of the interpreter.  CPython: Python/sysmodule.c. */
import { load, store } from '../heap/memory.js';
import { ABSENT, NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { asIndex, isInt, newInt, newIntFromBigInt as newIntOf } from '../include/int.js';
import { newList } from '../include/list.js';
import { None, none, newBool } from '../include/singletons.js';
import { identifier, intern, isExactStr, newStr } from '../include/str.js';
import { STDERR, STDIN, STDOUT, newTextStream } from '../include/text-stream.js';
import { newTuple, setTupleItem, trackTuple } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { PyException } from '../include/exception.js';
import { headerSize } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { refcountOf, typeOf } from '../object/header.js';
import { decref, isImmortal, newRef } from '../object/refcount.js';
import { RECURSION_LIMIT, handled } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { allocatedBlocks } from '../memory/allocate.js';
import { profile } from '../profiles/profile.js';
import { call0 } from '../abstract/call.js';
import { compileHook } from '../abstract/compile-hook.js';
import { defineModule } from '../abstract/define.js';
import { callerOf, currentFrame, frameHooks } from '../abstract/frame-hooks.js';
import { clearRaised, lookupSpecial, raisedIs } from '../abstract/object.js';
import { raiseWithValue } from '../abstract/raise.js';

const SIZEOF = identifier('__sizeof__');
const must = (o: Owned | 0): Owned => {
  if (o === 0) throw new Error('no memory for sys');
  return o;
};
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
  if (!isInt(answer)) raise(errors.TypeError, `'${typeName(typeOf(answer))}' object cannot be interpreted as an integer`);
  decref(answer);
  if (n !== null && n < 0) raise(errors.ValueError, '__sizeof__() should return >= 0');
  return n === null || n < 0 ? null : n + headerSize(typeOf(o));
}
function excInfo(): Answer {
  const exception = handled();
  const traceback = exception === 0 ? 0 : PyException.traceback(exception);
  const tuple = newTuple(3);
  if (tuple === NULL) return NULL;
  const parts: Ref[] = exception === 0 ? [None, None, None] : [typeOf(exception), exception, traceback === 0 ? None : traceback];
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
    version: () => must(newStr(`${profile.version.release} (refscope)`)),
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
      signature: '($module, object, default=None, /)',
      doc: 'getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.',
      call: getsizeof as never
    },
    intern: {
      signature: '($module, string, /)',
      doc: "``Intern'' the given string.",
      call: ((_module: Ref, o: Ref) => {
        if (!isExactStr(o)) return raise(errors.TypeError, `can't intern ${typeName(typeOf(o))}`);
        return intern(newRef(o));
      }) as never
    },
    getallocatedblocks: {
      signature: '($module, /)',
      doc: 'Return the number of memory blocks currently allocated.',
      call: () => newInt(allocatedBlocks())
    },
    exc_info: { signature: '($module, /)', doc: 'Return current exception information: (type, value, traceback).', call: excInfo },
    exception: {
      versions: '3.11-',
      signature: '($module, /)',
      doc: 'Return the current exception.',
      call: () => newRef((handled() || None) as Ref)
    },
    exit: {
      signature: '($module, status=None, /)',
      doc: 'Exit the interpreter by raising SystemExit(status).',
      call: ((_module: Ref, status: Ref | 0) => raiseWithValue(errors.SystemExit, newRef(status === 0 ? None : status))) as never
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
    _getframe: { signature: '($module, depth=0, /)', doc: 'Return a frame object from the call stack.', call: frameAt as never },
    is_finalizing: { signature: '($module, /)', doc: 'Return True if Python is exiting.', call: () => newBool(false) },
    _is_immortal: {
      versions: '3.14-',
      signature: '($module, op, /)',
      doc: 'Return True if the given object is "immortal".',
      call: ((_module: Ref, o: Ref) => newBool(isImmortal(o))) as never
    }
  }
});
/** (major, minor, micro, 'final', 0). */
function versionInfo(): Owned {
  const tuple = must(newTuple(5));
  const parts = profile.version.release.split('.').map(Number);
  for (let i = 0; i < 3; i++) setTupleItem(tuple, i, must(newInt(parts[i]!)));
  setTupleItem(tuple, 3, must(newStr('final')));
  setTupleItem(tuple, 4, must(newInt(0)));
  return tuple;
}
