/**
 * What probing a table of hashes needs from above: comparisons may run Python code, and errors are objects with arguments.
 * types/dict.ts connects them; until then keys are str and int, which are compared here.
 */
import type { Ref } from '../heap/reference.js';
import { natives } from '../object/natives.js';
import { hashHigh } from '../object/hash.js';
import { typeOf } from '../object/header.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { slot, slotOf } from '../object/slots.js';
import { compareInts, isExactInt } from './int.js';
import { isExactStr, strEquals, strHash } from './str.js';
import { typeName } from './type.js';

interface Hooks {
  /** `a == b`; null: an exception is set.  Both are kept alive by the caller. */
  equal(a: Ref, b: Ref): boolean | null;
  /** KeyError(key).  Answers NULL. */
  keyError(key: Ref): 0;
  /** `hash(key)` has failed: says what the key was for, where the version does. */
  unhashable(key: Ref, use: 'dict key' | 'set element'): void;
}
const hooks: Hooks = {
  equal: () => false,
  keyError: () => raise(errors.KeyError, ''),
  unhashable: () => undefined
};
export function connectHooks(functions: Hooks): void {
  Object.assign(hooks, functions);
}

/** Whether two different objects with equal hashes are equal; strs and ints are compared at once.  null: an exception is set. */
export function equalKeys(a: Ref, b: Ref): boolean | null {
  if (isExactStr(a) && isExactStr(b)) return strEquals(a, b);
  if (isExactInt(a) && isExactInt(b)) return compareInts(a, b) === 0;
  return hooks.equal(a, b);
}
/** Whether comparing the two can run code that changes the table. */
export const isPlainKey = (o: Ref): boolean => isExactStr(o) || isExactInt(o);

export const keyError = (key: Ref): 0 => hooks.keyError(key);

/** The hash's low word (high in HASH_HIGH) of a key or element; null: TypeError, or what `__hash__` raised. */
export function keyHash(key: Ref, use: 'dict key' | 'set element'): number | null {
  if (isExactStr(key)) return strHash(key);
  const t = typeOf(key);
  const f = slotOf(t, slot.tp_hash);
  const low =
    f === 0
      ? raiseNull(errors.TypeError, `unhashable type: '${typeName(t)}'`)
      : (natives[f] as unknown as (o: Ref) => number | null)(key);
  if (low === null) hooks.unhashable(key, use);
  return low;
}
export { hashHigh };
