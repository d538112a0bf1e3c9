/** Codecs and error handlers that programs register: modules/_codecs.ts connects itself.  CPython: Python/codecs.c. */
import type { Owned, Ref, Result } from '../heap/reference.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { decref } from '../object/refcount.js';

/** Replacements while encoding: bytes, or code points to encode in place of the bad ones; `at`: where to go on, if not behind them. */
export type Replacement = ({ readonly bytes: readonly number[] } | { readonly codes: readonly number[] }) & {
  readonly at?: number;
};
/** What stands in a text for bytes that mean nothing, and where to go on. */
export interface Instead {
  readonly codes: readonly number[];
  readonly at: number;
}
export interface CodecHook {
  /** With a codec that is not built in. */
  encode(o: Ref, encoding: string, handler: string): Result<'bytes'>;
  decode(source: Uint8Array, encoding: string, handler: string): Result<'str'>;
  /** Asks a registered handler.  The exception is given away; `length` is how much there is to encode. */
  encodeError(handler: string, exception: Owned, length: number): Replacement | null;
  decodeError(handler: string, exception: Owned, length: number): Instead | null;
}
const unknownEncoding = (name: string): 0 => raise(errors.LookupError, `unknown encoding: ${name}`);
function unknownHandler(name: string, exception: Owned): null {
  decref(exception);
  return raiseNull(errors.LookupError, `unknown error handler name '${name}'`);
}
const connected: CodecHook = {
  encode: (_o, encoding) => unknownEncoding(encoding),
  decode: (_source, encoding) => unknownEncoding(encoding),
  encodeError: unknownHandler,
  decodeError: unknownHandler
};
export const codecHook: Readonly<CodecHook> = connected;
export function connectCodecs(functions: CodecHook): void {
  Object.assign(connected, functions);
}
