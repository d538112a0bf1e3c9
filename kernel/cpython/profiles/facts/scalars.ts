/** What messages of int, float, complex, str and bytes say, where it changed. */
import { facts, since } from '../since.js';

export const scalars = facts({
  intFloorDivideByZero: since({ '2.7': 'integer division or modulo by zero', '3.14': 'division by zero' }),
  intModuloByZero: since({
    '2.7': 'integer division or modulo by zero',
    '3.11': 'integer modulo by zero',
    '3.14': 'division by zero'
  }),
  floatDivideByZero: since({ '2.7': 'float division by zero', '3.14': 'division by zero' }),
  floatFloorDivideByZero: since({
    '2.7': 'float divmod()',
    '3.9': 'float floor division by zero',
    '3.14': 'division by zero'
  }),
  floatModuloByZero: since({
    '2.7': 'float modulo',
    '3.12': 'float modulo by zero',
    '3.14': 'division by zero'
  }),
  floatDivmodByZero: since({ '2.7': 'float divmod()', '3.14': 'division by zero' }),
  zeroToNegative: since({
    '2.7': '0.0 cannot be raised to a negative power',
    '3.14': 'zero to a negative power'
  }),
  complexDivideByZero: since({ '2.7': 'complex division by zero', '3.14': 'division by zero' }),
  complexZeroToNegative: since({
    '2.7': '0.0 to a negative or complex power',
    '3.14': 'zero to a negative or complex power'
  }),
  /** `//`, `%` and divmod() of complex numbers exist only to say that they cannot. */
  complexFloor: since({ '2.7': true, '3.10': false }),
  realNumber: since({ '2.7': 'a number', '3.10': 'a real number' }),
  digitLimit: since({ '2.7': '4300', '3.10': '4300 digits' }),
  /** What arguments complex() wants. */
  complexArguments: since<'first' | 'named'>({ '2.7': 'first', '3.14': 'named' }),
  /** What `%c` says of a wrong argument. */
  percentC: since<'short' | 'exact'>({ '2.7': 'short', '3.14': 'exact' }),
  invalidSpecNamesIt: since({ '2.7': false, '3.10': true }),
  /** `0` before the width means `=` only for types that align to the right. */
  zeroPadsStrings: since({ '2.7': false, '3.10': true }),
  /** `z` in a format specification. */
  negativeZeroFlag: since({ '2.7': false, '3.11': true }),
  /** Separators in the fraction: `.6,f`. */
  fractionSeparators: since({ '2.7': false, '3.14': true }),
  indexMessageNamesType: since({ '2.7': false, '3.11': true }),
  /** find(), count() and the like name themselves when the argument is no str. */
  findNamesArgument: since({ '2.7': false, '3.13': true }),
  notAnInt: since<'required' | 'interpreted'>({ '2.7': 'required', '3.10': 'interpreted' }),
  oddHexDigits: since({
    '2.7': '',
    '3.14': 'fromhex() arg must contain an even number of hexadecimal digits'
  }),
  translateTable: since<readonly [string, string]>({
    '2.7': [
      'string keys in translate table must be of length 1',
      'keys in translate table must be strings or integers'
    ],
    '3.14': [
      'string keys in translatetable must be of length 1',
      'keys in translate table mustbe strings or integers'
    ]
  }),
  /** NotImplemented has no truth: allowed, DeprecationWarning, TypeError. */
  notImplementedTruth: since<'true' | 'warn' | 'error'>({ '2.7': 'true', '3.9': 'warn', '3.14': 'error' }),
  extendNamesIterable: since({ '2.7': false, '3.13': true }),
  fillBytesLength: since({ '2.7': false, '3.14': true }),
  fromhexTakesBytes: since({ '2.7': false, '3.14': true }),
  splitlinesTakesAny: since({ '2.7': false, '3.12': true }),
  /** `byteorder` and `length` of to_bytes() and from_bytes() may be left out. */
  bytesOrderDefault: since({ '2.7': false, '3.11': true }),
  /** int() tries `__trunc__`. */
  intTriesTrunc: since({ '2.7': true, '3.14': false }),
  /** A slice with a step that has one character is the cached one. */
  stepSliceCached: since({ '2.7': false, '3.14': true }),
  /** Warns at `~True`. */
  boolInvertWarns: since({ '2.7': false, '3.12': true }),
  /** A sign of -0 is kept in `repr(complex)`; `complex - real` keeps the imaginary part's sign. */
  mixedComplex: since({ '2.7': false, '3.14': true }),
  /** str.split() makes room for as many parts as the length allows, not always for 12. */
  splitEstimates: since({ '2.7': false, '3.12': true }),
  /** bytearray(list) makes room for all items at once. */
  bytearrayFromSequence: since({ '2.7': false, '3.11': true }),
  /** hash(None), the low word; 0: by address. */
  noneHash: since({ '2.7': 0, '3.12': 0xfca86420 })
});
