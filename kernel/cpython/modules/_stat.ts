/** _stat: kinds and permissions of files.  CPython: Modules/_stat.c. */
import { NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { defineModule, type Method } from '../abstract/define.js';
import { asIndex, newInt } from '../include/int.js';
import { newBool } from '../include/singletons.js';
import { newStr } from '../include/str.js';
import { errors, raise } from '../object/errors.js';
import { profile } from '../profiles/profile.js';
import { must } from './sys/values.js';

const KIND = 0o170000;
const kinds = {
  S_IFDIR: 0o040000,
  S_IFCHR: 0o020000,
  S_IFBLK: 0o060000,
  S_IFREG: 0o100000,
  S_IFIFO: 0o010000,
  S_IFLNK: 0o120000,
  S_IFSOCK: 0o140000,
  S_IFDOOR: 0,
  S_IFPORT: 0,
  S_IFWHT: 0
} as const;
const permissions = {
  S_ISUID: 0o4000,
  S_ISGID: 0o2000,
  S_ISVTX: 0o1000,
  S_ENFMT: 0o2000,
  S_IREAD: 0o400,
  S_IWRITE: 0o200,
  S_IEXEC: 0o100,
  S_IRWXU: 0o700,
  S_IRUSR: 0o400,
  S_IWUSR: 0o200,
  S_IXUSR: 0o100,
  S_IRWXG: 0o070,
  S_IRGRP: 0o040,
  S_IWGRP: 0o020,
  S_IXGRP: 0o010,
  S_IRWXO: 0o007,
  S_IROTH: 0o004,
  S_IWOTH: 0o002,
  S_IXOTH: 0o001
} as const;
const isNew = profile.system.statNamesNewFlags;
const flags = {
  ...(isNew ? { UF_SETTABLE: 0xffff } : {}),
  UF_NODUMP: 1,
  UF_IMMUTABLE: 2,
  UF_APPEND: 4,
  UF_OPAQUE: 8,
  UF_NOUNLINK: 0x10,
  UF_COMPRESSED: 0x20,
  ...(isNew ? { UF_TRACKED: 0x40, UF_DATAVAULT: 0x80 } : {}),
  UF_HIDDEN: 0x8000,
  ...(isNew ? { SF_SETTABLE: 0xffff0000 } : {}),
  SF_ARCHIVED: 0x10000,
  SF_IMMUTABLE: 0x20000,
  SF_APPEND: 0x40000,
  SF_NOUNLINK: 0x100000,
  SF_SNAPSHOT: 0x200000,
  ...(isNew ? { SF_FIRMLINK: 0x800000, SF_DATALESS: 0x40000000 } : {})
} as const;
const positions = {
  ST_MODE: 0,
  ST_INO: 1,
  ST_DEV: 2,
  ST_NLINK: 3,
  ST_UID: 4,
  ST_GID: 5,
  ST_SIZE: 6,
  ST_ATIME: 7,
  ST_MTIME: 8,
  ST_CTIME: 9
} as const;

/** A mode as C's mode_t; null: an exception is set.  @cpython Modules/_stat.c _PyLong_AsMode_t */
function modeOf(o: Ref): number | null {
  const mode = asIndex(o);
  if (mode === null) return null;
  if (mode >= 0 && mode < 2 ** 32) return mode;
  raise(
    errors.OverflowError,
    mode < 0 ? "can't convert negative value to unsigned int" : 'mode out of range'
  );
  return null;
}
const ofMode = (doc: string, answer: (mode: number) => Answer): Method => ({
  signature: '($module, mode, /)',
  doc,
  call: ((_module: Ref, o: Ref) => {
    const mode = modeOf(o);
    return mode === null ? NULL : answer(mode);
  }) as never
});
const is = (kind: number, what: string): Method =>
  ofMode(`Return True if mode is from ${what}.`, mode => newBool(kind !== 0 && (mode & KIND) === kind));

const letters: readonly (readonly [number, string])[] = [
  [kinds.S_IFREG, '-'],
  [kinds.S_IFDIR, 'd'],
  [kinds.S_IFLNK, 'l'],
  [kinds.S_IFBLK, 'b'],
  [kinds.S_IFCHR, 'c'],
  [kinds.S_IFIFO, 'p'],
  [kinds.S_IFSOCK, 's']
];
/** `-rwxrwxrwx`.  @cpython Modules/_stat.c stat_filemode */
function fileMode(mode: number): Answer {
  const kind = letters.find(([number]) => (mode & KIND) === number)?.[1] ?? '?';
  const triple = (shift: number, special: number, mark: string): string => {
    const may = (mode >> shift) & 1;
    const last = (mode & special) !== 0 ? (may ? mark : mark.toUpperCase()) : may ? 'x' : '-';
    return ((mode >> shift) & 4 ? 'r' : '-') + ((mode >> shift) & 2 ? 'w' : '-') + last;
  };
  return newStr(
    kind +
      triple(6, permissions.S_ISUID, 's') +
      triple(3, permissions.S_ISGID, 's') +
      triple(0, permissions.S_ISVTX, 't')
  );
}
const numbers: Readonly<Record<string, number | (() => Owned)>> = {
  ...kinds,
  ...permissions,
  ...flags,
  ...positions
};

export const stat = defineModule({
  name: '_stat',
  doc: 'S_IFMT_: file type bits\nS_IFDIR: directory, and so on.',
  constants: Object.fromEntries(
    Object.entries(numbers).map(([name, n]) => [name, typeof n === 'number' ? () => must(newInt(n)) : n])
  ),
  functions: {
    S_ISDIR: is(kinds.S_IFDIR, 'a directory'),
    S_ISCHR: is(kinds.S_IFCHR, 'a character special device file'),
    S_ISBLK: is(kinds.S_IFBLK, 'a block special device file'),
    S_ISREG: is(kinds.S_IFREG, 'a regular file'),
    S_ISFIFO: is(kinds.S_IFIFO, 'a FIFO (named pipe)'),
    S_ISLNK: is(kinds.S_IFLNK, 'a symbolic link'),
    S_ISSOCK: is(kinds.S_IFSOCK, 'a socket'),
    S_ISDOOR: is(kinds.S_IFDOOR, 'a door'),
    S_ISPORT: is(kinds.S_IFPORT, 'an event port'),
    S_ISWHT: is(kinds.S_IFWHT, 'a whiteout'),
    S_IMODE: ofMode("Return the portion of the file's mode that can be set by os.chmod().", mode =>
      newInt(mode & 0o7777)
    ),
    S_IFMT: ofMode("Return the portion of the file's mode that describes the file type.", mode =>
      newInt(mode & KIND)
    ),
    filemode: ofMode("Convert a file's mode to a string of the form '-rwxrwxrwx'.", fileMode)
  }
});
