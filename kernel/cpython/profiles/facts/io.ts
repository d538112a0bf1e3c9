/** Facts about files and streams in memory. */
import { facts, since } from '../since.js';

export const io = facts({
  /** How StringIO keeps what was written as long as nobody looks: a list of the texts, or a text that grows, here or in a block.  @cpython Modules/_io/stringio.c stringio */
  accumulator: since<'list' | 'here' | 'block'>({ '2.7': 'list', '3.12': 'here', '3.14': 'block' }),
  /** The types are made when the module is: instances end with its state, and all are collected. */
  hasState: since({ '2.7': false, '3.12': true }),
  /** BytesIO.truncate() names a wrong argument as it is, not as what may be None. */
  truncateTakesIndex: since({ '2.7': false, '3.14': true }),
  decoderCalledWithParentheses: since({ '2.7': false, '3.11': true }),
  bufferSize: since({ '2.7': 8192, '3.14': 131072 }),
  /** Bytes of a stream of text. */
  textWrapperSize: since({ '2.7': 192, '3.12': 200 }),
  /** What close() raises while an object dies is reported. */
  reportsClosing: since({ '2.7': false, '3.13': true })
});
