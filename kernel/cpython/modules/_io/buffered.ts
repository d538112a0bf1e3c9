/**
 * Files of bytes and their buffers.  A realm's files are texts (open() in builtins/open.ts), so these types are there to be
 * derived from and asked about; making one says so.  CPython: Modules/_io/bufferedio.c, fileio.c.
 */
import type { Answer } from '../../heap/reference.js';
import { defineType } from '../../abstract/define.js';
import { PyBufferedIOBase_Type, PyIOBase, PyRawIOBase_Type } from '../../include/io.js';
import { staticType, type PyType } from '../../include/type.js';
import { unsupported } from './checks.js';

function define(name: string, base: PyType): PyType {
  const type = staticType();
  defineType({
    name: `_io.${name}`,
    type,
    base,
    struct: PyIOBase,
    subclassable: true,
    gc: true,
    doc: 'Not in refscope: files are texts, and io.BytesIO holds bytes.',
    new: (): Answer => unsupported(`refscope has no ${name}: its files are texts, and io.BytesIO holds bytes`)
  });
  return type;
}
export const bufferedTypes = {
  FileIO: define('FileIO', PyRawIOBase_Type),
  BufferedReader: define('BufferedReader', PyBufferedIOBase_Type),
  BufferedWriter: define('BufferedWriter', PyBufferedIOBase_Type),
  BufferedRandom: define('BufferedRandom', PyBufferedIOBase_Type),
  BufferedRWPair: define('BufferedRWPair', PyBufferedIOBase_Type)
};
