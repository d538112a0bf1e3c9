/** getattr, setattr, hasattr, delattr.  CPython: Python/bltinmodule.c. */
import { ABSENT, DONE, NULL, type Answer, type Done, type Ref } from '../../heap/reference.js';
import { int32, mayOwn } from '../../heap/struct.js';
import { clearRaised, getAttr, raisedIs, setAttr } from '../../abstract/object.js';
import { newBool, none } from '../../include/singletons.js';
import { isStr } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import type { Owned } from '../../heap/reference.js';
import { profile } from '../../profiles/profile.js';

function needName(name: Ref, who: string): Done {
  if (isStr(name)) return DONE;
  return raise(
    errors.TypeError,
    profile.builtins.attributeNameText === 'type'
      ? `attribute name must be string, not '${typeName(typeOf(name))}'`
      : `${who}(): attribute name must be string`
  );
}
/** The default instead of an AttributeError; `asks`: only whether there is one. */
const Looking = nativeFrame('getattr', { otherwise: mayOwn, asks: int32 }, (frame, answer): Answer => {
  if (answer === NULL && raisedIs(errors.AttributeError)) {
    clearRaised();
    return Looking.asks(frame) === 1 ? newBool(false) : (take(frame, Looking.otherwise) as Owned);
  }
  if (answer === NULL || Looking.asks(frame) === 0) return answer as Answer;
  if (answer !== ABSENT) decref(answer as Owned);
  return newBool(true);
});

export function getattr(_module: Ref, o: Ref, name: Ref, otherwise: Ref | 0): Answer {
  if (needName(name, 'getattr') === NULL) return NULL;
  if (otherwise === 0) return getAttr(o, name);
  const frame = Looking.enter();
  Looking.otherwise.set(frame, newRef(otherwise));
  const answer = getAttr(o, name);
  return beginNative(frame, answer);
}
export function hasattr(_module: Ref, o: Ref, name: Ref): Answer {
  if (needName(name, 'hasattr') === NULL) return NULL;
  const frame = Looking.enter();
  Looking.asks.set(frame, 1);
  const answer = getAttr(o, name);
  return beginNative(frame, answer);
}
/** What a setter answers as None. */
const Setting = nativeFrame('setattr', {}, (_frame, answer): Answer => {
  if (answer === NULL) return NULL;
  if (answer !== ABSENT && answer !== DONE) decref(answer as Owned);
  return none();
});
function settle(o: Ref, name: Ref, value: Ref | 0): Answer {
  const frame = Setting.enter();
  const done = setAttr(o, name, value);
  return beginNative(frame, done as Answer);
}
export const setattr = (_module: Ref, o: Ref, name: Ref, value: Ref): Answer =>
  needName(name, 'setattr') === NULL ? NULL : settle(o, name, value);
export const delattr = (_module: Ref, o: Ref, name: Ref): Answer =>
  needName(name, 'delattr') === NULL ? NULL : settle(o, name, 0);
