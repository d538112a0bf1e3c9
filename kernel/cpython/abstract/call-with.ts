/** Calls with a dict of keywords.  CPython: Objects/call.c PyObject_VectorcallDict. */
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { dictLength, entryKey, entryValue, nextEntry } from '../include/dict.js';
import { newTuple, setTupleItem } from '../include/tuple.js';
import { argumentTop, dropArguments, pushArgument } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { call } from './call.js';

/** Calls with positional arguments and keywords (a dict or NULL), all lent. */
export function callWithKeywords(callable: Ref, args: readonly Ref[], keywords: Ref | 0): Answer {
  const argv = argumentTop();
  for (const argument of args) pushArgument(argument);
  if (keywords === 0 || dictLength(keywords) === 0) {
    const answer = call(callable, argv, args.length, 0);
    dropArguments(argv);
    return answer;
  }
  const names = newTuple(dictLength(keywords));
  if (names === NULL) {
    dropArguments(argv);
    return NULL;
  }
  let n = 0;
  for (let i = nextEntry(keywords, 0); i >= 0; i = nextEntry(keywords, i + 1)) {
    setTupleItem(names, n++, newRef(entryKey(keywords, i)));
    pushArgument(entryValue(keywords, i));
  }
  const answer = call(callable, argv, args.length, names);
  dropArguments(argv);
  decref(names);
  return answer;
}
