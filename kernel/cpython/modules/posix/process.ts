/** The process and its machine, as programs see them.  CPython: Modules/posixmodule.c. */
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { host } from '../../abstract/host.js';
import type { Method } from '../../abstract/define.js';
import { raiseWith } from '../../abstract/raise-with.js';
import { structSequence } from '../../abstract/structseq.js';
import { encodeUtf8 } from '../../abstract/utf8.js';
import { newBytes } from '../../include/bytes.js';
import { newFloat } from '../../include/float.js';
import { asIndex, newInt } from '../../include/int.js';
import { none } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { errors, raise } from '../../object/errors.js';
import { newRef } from '../../object/refcount.js';
import { NATIVE_ID } from '../thread/ident.js';
import { strerror } from './strerror.js';

const fieldsText = (name: string, fields: string): string =>
  `${name}_result: Result from os.${name}().\n\nThis object may be accessed as a tuple of\n  (${fields}), or via the attributes.`;
export const unameResult = structSequence(
  'posix.uname_result',
  fieldsText('uname', 'sysname, nodename, release, version, machine'),
  ['sysname', 'nodename', 'release', 'version', 'machine'],
  true
);
export const timesResult = structSequence(
  'posix.times_result',
  fieldsText('times', 'user, system, children_user, children_system, elapsed'),
  ['user', 'system', 'children_user', 'children_system', 'elapsed'],
  true
);
export const terminalSize = structSequence(
  'os.terminal_size',
  'A tuple of (columns, lines) for holding terminal window size',
  ['columns', 'lines'],
  true
);
const PID = NATIVE_ID;
const USER = 1000;
const number = (n: number, doc: string): Method => ({
  signature: '($module, /)',
  doc,
  call: () => newInt(n)
});
function urandom(_module: Ref, size: Ref): Answer {
  const count = asIndex(size);
  if (count === null) return NULL;
  if (count < 0) return raise(errors.ValueError, 'negative argument not allowed');
  return newBytes(host.entropy(count));
}

export const processFunctions: Readonly<Record<string, Method>> = {
  getcwd: {
    signature: '($module, /)',
    doc: 'Return a unicode string representing the current working directory.',
    call: () => newStr(host.cwd())
  },
  getcwdb: {
    signature: '($module, /)',
    doc: 'Return a bytes string representing the current working directory.',
    call: () => newBytes(encodeUtf8(host.cwd()))
  },
  getpid: number(PID, 'Return the current process id.'),
  getppid: number(1, "Return the parent's process id."),
  getuid: number(USER, "Return the current process's user id."),
  geteuid: number(USER, "Return the current process's effective user id."),
  getgid: number(USER, "Return the current process's group id."),
  getegid: number(USER, "Return the current process's effective group id."),
  cpu_count: number(1, 'Return the number of logical CPUs in the system.'),
  umask: {
    signature: '($module, mask, /)',
    doc: 'Set the current numeric umask and return the previous umask.',
    call: () => newInt(0o022)
  },
  urandom: {
    signature: '($module, size, /)',
    doc: 'Return a bytes object containing random bytes suitable for cryptographic use.',
    call: urandom as never
  },
  strerror: {
    signature: '($module, code, /)',
    doc: 'Translate an error code to a message string.',
    call: ((_module: Ref, code: Ref) => {
      const n = asIndex(code);
      return n === null ? NULL : newStr(strerror(n));
    }) as never
  },
  uname: {
    signature: '($module, /)',
    doc: 'Return an object identifying the current operating system.',
    call: () =>
      unameResult.make(
        newStr('Linux'),
        newStr('refscope'),
        newStr('6.1.0'),
        newStr('#1 SMP'),
        newStr('x86_64')
      )
  },
  times: {
    signature: '($module, /)',
    doc: 'Return a collection containing process timing information.',
    call: () => timesResult.make(newFloat(0), newFloat(0), newFloat(0), newFloat(0), newFloat(host.now()))
  },
  putenv: {
    signature: '($module, name, value, /)',
    doc: 'Change or add an environment variable.',
    call: () => none()
  },
  unsetenv: {
    signature: '($module, name, /)',
    doc: 'Delete an environment variable.',
    call: () => none()
  },
  _exit: {
    signature: '($module, /, status)',
    doc: 'Exit to the system with specified status, without normal exit processing.  Differs: raises SystemExit.',
    call: ((_module: Ref, status: Ref) => raiseWith(errors.SystemExit, newRef(status))) as never
  },
  abort: {
    signature: '($module, /)',
    doc: 'Abort the interpreter immediately.  Differs: raises SystemExit.',
    call: () => raiseWith(errors.SystemExit, newInt(134))
  }
};
