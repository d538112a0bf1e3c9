/** The operations of compiled patterns.  The engine knows them by numbers of its own; versions number them differently.  CPython: Modules/_sre/sre_constants.h. */
import { profile } from '../../profiles/profile.js';

const NAMES = [
  'LITERAL',
  'NOT_LITERAL',
  'IN',
  'ANY',
  'ANY_ALL',
  'MARK',
  'BRANCH',
  'REPEAT_ONE',
  'MIN_REPEAT_ONE',
  'MAX_UNTIL',
  'MIN_UNTIL',
  'REPEAT',
  'JUMP',
  'INFO',
  'SUCCESS',
  'FAILURE',
  'AT',
  'CATEGORY',
  'ASSERT',
  'ASSERT_NOT',
  'GROUPREF',
  'GROUPREF_EXISTS',
  'ATOMIC_GROUP',
  'POSSESSIVE_REPEAT',
  'POSSESSIVE_REPEAT_ONE',
  'CHARSET',
  'BIGCHARSET',
  'NEGATE',
  'RANGE',
  'RANGE_UNI_IGNORE',
  'LITERAL_IGNORE',
  'NOT_LITERAL_IGNORE',
  'IN_IGNORE',
  'GROUPREF_IGNORE',
  'LITERAL_UNI_IGNORE',
  'NOT_LITERAL_UNI_IGNORE',
  'IN_UNI_IGNORE',
  'GROUPREF_UNI_IGNORE',
  'LITERAL_LOC_IGNORE',
  'NOT_LITERAL_LOC_IGNORE',
  'IN_LOC_IGNORE',
  'GROUPREF_LOC_IGNORE'
] as const;
type Name = (typeof NAMES)[number];

/** The engine's number of an operation. */
export const Op = Object.freeze(Object.fromEntries(NAMES.map((name, i) => [name, i]))) as Readonly<
  Record<Name, number>
>;
/** The engine's number by the version's number; -1: no operation the engine meets. */
export const OPERATION: readonly number[] = profile.sre.opcodes
  .split(' ')
  .map(name => NAMES.indexOf(name as Name));

/** Positions, in the order of their numbers. */
export const AT_BEGINNING = 0,
  AT_BEGINNING_LINE = 1,
  AT_BEGINNING_STRING = 2,
  AT_BOUNDARY = 3,
  AT_NON_BOUNDARY = 4,
  AT_END = 5,
  AT_END_LINE = 6,
  AT_END_STRING = 7,
  AT_LOC_BOUNDARY = 8,
  AT_LOC_NON_BOUNDARY = 9,
  AT_UNI_BOUNDARY = 10,
  AT_UNI_NON_BOUNDARY = 11;

/** No upper bound of a repeat, as a word of the code is read. */
export const MAXREPEAT = -1;
export const FLAG_IGNORECASE = 2,
  FLAG_LOCALE = 4,
  FLAG_UNICODE = 32,
  FLAG_ASCII = 256;
