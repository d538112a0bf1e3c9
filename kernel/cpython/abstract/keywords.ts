/** Keywords of the few constructors that look at them by hand.  CPython: Python/getargs.c. */
import type { Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { identifier, strEquals, toHost } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { errors, raise } from '../object/errors.js';
import { ob_size } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { profile } from '../profiles/profile.js';
import { isTrue } from './object.js';

const STRICT = identifier('strict');
const UNEXPECTED = profile.iterators.unknownKeyword === 'unexpected';

export const hasKeywords = (kwnames: Ref | 0): boolean => kwnames !== 0 && ob_size(kwnames) > 0;
/** TypeError for a name that the callable does not know.  Answers NULL. */
export const unknownKeyword = (callable: string, name: Ref): 0 =>
  raise(
    errors.TypeError,
    UNEXPECTED
      ? `${callable}() got an unexpected keyword argument '${toHost(name)}'`
      : `'${toHost(name)}' is an invalid keyword argument for ${callable}()`
  );
/** The value of `strict=`, the only keyword; `known`: this version has it.  null: an exception is set. */
export function strictArgument(
  callable: string,
  known: boolean,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0
): boolean | null {
  if (!hasKeywords(kwnames)) return false;
  if (!known) {
    raise(errors.TypeError, `${callable}() takes no keyword arguments`);
    return null;
  }
  let strict: boolean | null = false;
  for (let i = 0; i < ob_size(kwnames as Ref); i++) {
    const name = tupleItem(kwnames as Ref, i);
    if (!strEquals(name, STRICT)) {
      unknownKeyword(callable, name);
      return null;
    }
    strict = isTrue(argumentAt(argv, nargs + i));
  }
  return strict;
}
