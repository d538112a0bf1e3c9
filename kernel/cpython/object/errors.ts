/** The exception types, by name: reserved here, filled in by types/exceptions.ts. */
import type { PyType } from './header.js';
import { staticAllocate } from '../process/space.js';
import { layoutOf } from '../heap/layout.js';
import { setStaticCount } from './statics.js';
import { upward } from './upward.js';

/** Name and base, bases first.  CPython: Objects/exceptions.c. */
export const exceptionTree = [
  ['BaseException', 'object'],
  ['SystemExit', 'BaseException'],
  ['KeyboardInterrupt', 'BaseException'],
  ['GeneratorExit', 'BaseException'],
  ['Exception', 'BaseException'],
  ['StopAsyncIteration', 'Exception'],
  ['StopIteration', 'Exception'],
  ['ArithmeticError', 'Exception'],
  ['FloatingPointError', 'ArithmeticError'],
  ['OverflowError', 'ArithmeticError'],
  ['ZeroDivisionError', 'ArithmeticError'],
  ['AssertionError', 'Exception'],
  ['AttributeError', 'Exception'],
  ['BufferError', 'Exception'],
  ['EOFError', 'Exception'],
  ['ImportError', 'Exception'],
  ['ModuleNotFoundError', 'ImportError'],
  ['LookupError', 'Exception'],
  ['IndexError', 'LookupError'],
  ['KeyError', 'LookupError'],
  ['MemoryError', 'Exception'],
  ['NameError', 'Exception'],
  ['UnboundLocalError', 'NameError'],
  ['OSError', 'Exception'],
  ['BlockingIOError', 'OSError'],
  ['ChildProcessError', 'OSError'],
  ['ConnectionError', 'OSError'],
  ['BrokenPipeError', 'ConnectionError'],
  ['ConnectionAbortedError', 'ConnectionError'],
  ['ConnectionRefusedError', 'ConnectionError'],
  ['ConnectionResetError', 'ConnectionError'],
  ['FileExistsError', 'OSError'],
  ['FileNotFoundError', 'OSError'],
  ['InterruptedError', 'OSError'],
  ['IsADirectoryError', 'OSError'],
  ['NotADirectoryError', 'OSError'],
  ['PermissionError', 'OSError'],
  ['ProcessLookupError', 'OSError'],
  ['TimeoutError', 'OSError'],
  ['ReferenceError', 'Exception'],
  ['RuntimeError', 'Exception'],
  ['NotImplementedError', 'RuntimeError'],
  ['RecursionError', 'RuntimeError'],
  ['PythonFinalizationError', 'RuntimeError', '3.13-'],
  ['SyntaxError', 'Exception'],
  ['IndentationError', 'SyntaxError'],
  ['TabError', 'IndentationError'],
  ['SystemError', 'Exception'],
  ['TypeError', 'Exception'],
  ['ValueError', 'Exception'],
  ['UnicodeError', 'ValueError'],
  ['UnicodeDecodeError', 'UnicodeError'],
  ['UnicodeEncodeError', 'UnicodeError'],
  ['UnicodeTranslateError', 'UnicodeError'],
  ['BaseExceptionGroup', 'BaseException', '3.11-'],
  ['Warning', 'Exception'],
  ['BytesWarning', 'Warning'],
  ['DeprecationWarning', 'Warning'],
  ['EncodingWarning', 'Warning', '3.10-'],
  ['FutureWarning', 'Warning'],
  ['ImportWarning', 'Warning'],
  ['PendingDeprecationWarning', 'Warning'],
  ['ResourceWarning', 'Warning'],
  ['RuntimeWarning', 'Warning'],
  ['SyntaxWarning', 'Warning'],
  ['UnicodeWarning', 'Warning'],
  ['UserWarning', 'Warning']
] as const;

export type ExceptionName = (typeof exceptionTree)[number][0];

function reserve(): PyType {
  const t = staticAllocate(layoutOf('PyHeapTypeObject')!.size) as PyType;
  setStaticCount(t, 'singleton');
  return t;
}
/** `errors.TypeError` is the type object's address. */
export const errors = Object.freeze(
  Object.fromEntries(exceptionTree.map(([name]) => [name, reserve()]))
) as Readonly<Record<ExceptionName, PyType>>;

/** Sets an exception.  Answers NULL, so that `return raise(errors.TypeError, '...')` is how a native fails. */
export const raise = (type: PyType, text: string): 0 => upward.raise(type, text);
/** The same for natives that answer a number or a boolean: null says that an exception is set. */
export const raiseNull = (type: PyType, text: string): null => {
  upward.raise(type, text);
  return null;
};
