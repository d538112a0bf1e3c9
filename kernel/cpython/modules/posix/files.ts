/** What the system says of files: those the host can read.  CPython: Modules/posixmodule.c. */
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { host } from '../../abstract/host.js';
import type { Method } from '../../abstract/define.js';
import { needBuffer, hostBytes } from '../../abstract/buffer.js';
import { structSequence } from '../../abstract/structseq.js';
import { decodeUtf8 } from '../../abstract/utf8.js';
import { newFloat } from '../../include/float.js';
import { asIndex, newInt, newIntFromBigInt, safeValue } from '../../include/int.js';
import { newBool } from '../../include/singletons.js';
import { isStr, toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { argumentAt } from '../../object/park.js';
import { decref } from '../../object/refcount.js';
import { EBADF, ENOENT, ENOSYS, ENOTTY, osError, pathOf } from './paths.js';

const MODE = { file: 0o100644, folder: 0o040755, terminal: 0o020620 } as const;
const time =
  (i: number) =>
  (self: Ref): Answer =>
    newFloat(safeValue(tupleItem(self, i)));
const nanoseconds =
  (i: number) =>
  (self: Ref): Answer =>
    newIntFromBigInt(BigInt(safeValue(tupleItem(self, i))) * 1_000_000_000n);
const SIZE = 6;
export const statResult = structSequence(
  'os.stat_result',
  'stat_result: Result from stat, fstat, or lstat.\n\nThis object may be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\nor via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.',
  [
    'st_mode',
    'st_ino',
    'st_dev',
    'st_nlink',
    'st_uid',
    'st_gid',
    'st_size',
    'st_atime',
    'st_mtime',
    'st_ctime'
  ],
  true,
  {
    st_atime: { get: time(7) },
    st_mtime: { get: time(8) },
    st_ctime: { get: time(9) },
    st_atime_ns: { get: nanoseconds(7) },
    st_mtime_ns: { get: nanoseconds(8) },
    st_ctime_ns: { get: nanoseconds(9) },
    st_blksize: { get: () => newInt(4096) },
    st_blocks: { get: self => newInt(Math.ceil(safeValue(tupleItem(self, SIZE)) / 4096) * 8) },
    st_rdev: { get: () => newInt(0) }
  }
);
function result(mode: number, size: number): Answer {
  const now = (): ReturnType<typeof newInt> => newInt(Math.floor(host.now()));
  const numbers = [mode, 1, 1, 1, 1000, 1000, size].map(n => newInt(n));
  return statResult.make(...numbers, now(), now(), now());
}
/** What is known of a path: how many bytes a file has, that it is a folder, or null. */
function find(path: string): number | 'folder' | null {
  const plain = path.replace(/\/+$/, '') || '/';
  if (plain === '.' || plain === '/' || plain === host.cwd() || host.cwd().startsWith(`${plain}/`))
    return 'folder';
  return host.readFile(path)?.length ?? null;
}
/** os.stat(path) */
function stat(_module: Ref, path: Ref): Answer {
  const found = pathOf('stat', path);
  if (found === null) return NULL;
  if (typeof found === 'number') return found >= 0 && found <= 2 ? result(MODE.terminal, 0) : osError(EBADF);
  const what = find(found.text);
  const answer =
    what === null
      ? osError(ENOENT, found.shown)
      : what === 'folder'
        ? result(MODE.folder, 4096)
        : result(MODE.file, what);
  decref(found.shown);
  return answer;
}
/** os.access(path, mode): what is there may be read. */
function access(_module: Ref, path: Ref, mode: Ref): Answer {
  const wanted = asIndex(mode);
  const found = wanted === null ? null : pathOf('access', path);
  if (found === null || wanted === null) return NULL;
  if (typeof found === 'number') return newBool(found <= 2);
  const what = find(found.text);
  decref(found.shown);
  return newBool(what !== null && (wanted & 3) === 0);
}
/** os.write(fd, data): to stdout and stderr. */
function write(_module: Ref, fd: Ref, data: Ref): Answer {
  const number = asIndex(fd),
    view = number === null ? null : needBuffer(data);
  if (view === null) return NULL;
  if (number !== 1 && number !== 2) return osError(EBADF);
  host.write(number === 1 ? 'stdout' : 'stderr', decodeUtf8(hostBytes(view)));
  return newInt(view.count);
}
function isatty(_module: Ref, fd: Ref): Answer {
  const number = asIndex(fd);
  if (number === null) return NULL;
  const name = (['stdin', 'stdout', 'stderr'] as const)[number];
  return newBool(name !== undefined && host.isTerminal(name));
}
const noDescriptor = (): Answer => osError(EBADF);
/** This system has no such call; a path that leads nowhere is told first. */
function notThere(_module: Ref, args: number, count: number): Answer {
  const path = count > 0 ? argumentAt(args, 0) : 0;
  if (path === 0 || !isStr(path)) return osError(ENOSYS);
  return osError(find(toHost(path)) === null ? ENOENT : ENOSYS, path);
}
const absent = (doc: string): Method => ({
  signature: '($module, /, *args, **kwargs)',
  doc,
  call: notThere as never
});
const names = (text: string, make: (name: string) => Method): Readonly<Record<string, Method>> =>
  Object.fromEntries(text.split(' ').map(name => [name, make(name)]));

export const files: Readonly<Record<string, Method>> = {
  stat: {
    signature: '($module, /, path, *, dir_fd=None, follow_symlinks=True)',
    doc: 'Perform a stat system call on the given path.',
    call: stat as never
  },
  lstat: {
    signature: '($module, /, path, *, dir_fd=None)',
    doc: 'Perform a stat system call on the given path, without following symbolic links.',
    call: stat as never
  },
  fstat: {
    signature: '($module, /, fd)',
    doc: 'Perform a stat system call on the given file descriptor.',
    call: stat as never
  },
  access: {
    signature: '($module, /, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)',
    doc: 'Use the real uid/gid to test for access to a path.',
    call: access as never
  },
  write: {
    signature: '($module, fd, data, /)',
    doc: 'Write a bytes object to a file descriptor.',
    call: write as never
  },
  isatty: {
    signature: '($module, fd, /)',
    doc: 'Return True if the fd is connected to a terminal.',
    call: isatty as never
  },
  get_terminal_size: {
    signature: '($module, fd=1, /)',
    doc: 'Return the size of the terminal window as (columns, lines).',
    call: () => osError(ENOTTY)
  },
  ...names('read close lseek dup fsync', () => ({
    signature: '($module, fd, *args)',
    doc: 'There are no file descriptors beside those of the standard streams.',
    call: noDescriptor
  })),
  ...names(
    'open listdir scandir mkdir rmdir remove unlink rename replace link symlink readlink chdir chmod utime truncate pipe system kill',
    name => absent(`os.${name} is a call that this system does not have.`)
  )
};
