/** _io: streams.  CPython: Modules/_io/_iomodule.c. */
import type { Answer, Owned, Ref } from '../heap/reference.js';
import { defineModule } from '../abstract/define.js';
import { PyBufferedIOBase_Type, PyIOBase_Type, PyRawIOBase_Type, PyTextIOBase_Type } from '../include/io.js';
import { PyTextStream_Type } from '../include/text-stream.js';
import { None } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { errors } from '../object/errors.js';
import { newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import './_io/bases.js';
import './_io/iobase.js';
import './_io/stringio.js';
import { PyBytesIO_Type } from './_io/bytesio.js';
import { unsupportedOperation } from './_io/checks.js';
import { NewlineDecoder_Type } from './_io/newlines.js';
import { PyStringIO_Type } from './_io/stringio-fields.js';
import { bufferedTypes } from './_io/buffered.js';
import { open } from './builtins/open.js';

const LOCALE = identifier('locale'),
  MODE = identifier('rb');

export const io = defineModule({
  name: '_io',
  types: {
    _IOBase: PyIOBase_Type,
    _RawIOBase: PyRawIOBase_Type,
    _BufferedIOBase: PyBufferedIOBase_Type,
    _TextIOBase: PyTextIOBase_Type,
    BytesIO: PyBytesIO_Type,
    StringIO: PyStringIO_Type,
    IncrementalNewlineDecoder: NewlineDecoder_Type,
    TextIOWrapper: PyTextStream_Type,
    BlockingIOError: errors.BlockingIOError,
    ...bufferedTypes
  },
  constants: {
    DEFAULT_BUFFER_SIZE: profile.io.bufferSize,
    UnsupportedOperation: () => newRef(unsupportedOperation() as Ref) as Owned
  },
  functions: {
    open: {
      signature:
        "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
      doc: 'Open a file.',
      call: open
    },
    open_code: {
      signature: '($module, /, path)',
      doc: 'Open a file of code.',
      call: (module: Ref, path: Ref): Answer => open(module, path, MODE)
    },
    text_encoding: {
      versions: '3.10-',
      signature: '($module, encoding, stacklevel=2, /)',
      doc: 'The encoding, or what stands for none.',
      call: (_module: Ref, encoding: Ref): Answer => newRef(encoding === None ? LOCALE : encoding)
    }
  }
});
