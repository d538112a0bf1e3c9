/** Facts about calls, frames and the value stack. */
import { facts, since } from '../since.js';

export const calls = facts({
  /** The callee's frame takes the caller's references over, instead of copying them. */
  stealArguments: since({ '2.7': false, '3.11': true }),
  /** Frames lie on a chunk of memory of their own and become objects on demand. */
  framesOnStack: since({ '2.7': false, '3.11': true }),
  /** Locals die last slot first. */
  localsDieInReverse: since({ '2.7': false, '3.14': true }),
  /** The frame of a generator that has ended still knows its caller, if somebody holds it. */
  generatorFrameKeepsBack: since({ '2.7': false, '3.12': true, '3.14': false }),
  /** Loads that only borrow, marked by a tag bit in the slot. */
  borrowedLoads: since({ '2.7': false, '3.14': true }),
  /** `locals()` in a function leaves a snapshot on the frame. */
  localsSnapshot: since({ '2.7': true, '3.13': false }),
  /** Free bound methods kept for reuse, and builtin ones. */
  methodFreeList: since({ '2.7': 256, '3.9': 0, '3.14': 20 }),
  builtinFreeList: since({ '2.7': 256, '3.9': 0, '3.14': 16 }),
  /** An unpacking that has too many values says how many there are. */
  unpackTellsHowMany: since({ '2.7': false, '3.14': true }),
  /** What `with` says of an object that is no context manager: TypeError instead of AttributeError. */
  withTellsProtocol: since({ '2.7': false, '3.11': true }),
  /** SyntaxErrors tell where the mistake ends. */
  errorsHaveEnds: since({ '2.7': false, '3.10': true }),
  /** `f(*args)` lets go of the tuple before the function runs. */
  unpacksEarly: since({ '2.7': false, '3.12': true }),
  /** `int` and `str` have a vectorcall of their own, with its own message. */
  constructorsUnpack: since({ '2.7': false, '3.13': true }),
  /** An error about a function's arguments calls it by its code's name, or with its class.  @cpython Python/ceval.c too_many_positional */
  argumentErrorsName: since<'name' | 'qualname'>({ '2.7': 'name', '3.10': 'qualname' }),
  /** How an unbound local is called. */
  unboundLocalText: since<'before assignment' | 'where it is not associated'>({
    '2.7': 'before assignment',
    '3.11': 'where it is not associated'
  })
});
