/** open(): text files of the host, whole.  CPython: Modules/_io/_iomodule.c. */
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { host } from '../../abstract/host.js';
import { raiseWith } from '../../abstract/raise-with.js';
import { newInt } from '../../include/int.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { PyTextStream, READING, WRITING, newTextStream } from '../../include/text-stream.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { decodeUtf8 } from '../../abstract/utf8.js';

const MODE = identifier('r');
const ENOENT = 2;

export function open(_m: Ref, file: Ref, mode: Ref | 0): Answer {
  if (!isStr(file)) {
    return raise(
      errors.TypeError,
      `expected str, bytes or os.PathLike object, not ${typeName(typeOf(file))}`
    );
  }
  if (mode !== 0 && !isStr(mode)) {
    return raise(errors.TypeError, `open() argument 'mode' must be str, not ${typeName(typeOf(mode))}`);
  }
  const how = mode === 0 ? 'r' : toHost(mode);
  if (!/^[rwaxtb+]+$/.test(how)) return raise(errors.ValueError, `invalid mode: '${how}'`);
  if ((how.match(/[rwax]/g) ?? []).length !== 1) {
    return raise(errors.ValueError, 'must have exactly one of create/read/write/append mode');
  }
  if (how.includes('b')) return raise(errors.NotImplementedError, 'files are opened as text only');
  const path = toHost(file),
    reads = how.includes('r');
  const bytes = host.readFile(path);
  if (reads && bytes === null) return noSuchFile(file);
  const self = newTextStream(file, mode === 0 ? MODE : mode, reads ? READING : WRITING);
  if (self === NULL) return NULL;
  const start = bytes !== null && (reads || how.includes('a')) ? decodeUtf8(bytes) : '';
  const text = newStr(reads ? start.replace(/\r\n?/g, '\n') : start);
  if (text === NULL) {
    decref(self);
    return NULL;
  }
  PyTextStream.text.set(self, text);
  return self;
}
const noSuchFile = (file: Ref): 0 =>
  raiseWith(errors.OSError, newInt(ENOENT), newStr('No such file or directory'), newRef(file));
