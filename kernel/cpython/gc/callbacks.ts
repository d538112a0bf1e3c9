/** gc.callbacks: called before and after every collection.  CPython: Modules/gcmodule.c invoke_gc_callback. */
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { newDict, setStr } from '../include/dict.js';
import { newInt } from '../include/int.js';
import { listItem } from '../include/list.js';
import { identifier } from '../include/str.js';
import { ob_size } from '../object/header.js';
import { park, unpark } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { callWith } from '../abstract/call.js';
import { writeUnraisable } from '../abstract/unraisable.js';
import { callbacksMade } from './state.js';

const phases = { start: identifier('start'), stop: identifier('stop') };

export function announce(
  phase: 'start' | 'stop',
  generation: number,
  collected: number,
  uncollectable: number
): void {
  const list = callbacksMade();
  if (list === 0 || ob_size(list) === 0) return;
  const info = newDict();
  if (info === NULL) return;
  for (const [name, n] of Object.entries({ generation, collected, uncollectable })) {
    const value = newInt(n);
    if (value === NULL) continue;
    setStr(info, identifierOf[name as 'generation'], value);
    decref(value);
  }
  const told = park(info);
  for (let i = 0; i < ob_size(list); i++) {
    const callback = park(newRef(listItem(list, i)));
    const answer = finish(callWith(callback as Ref, phases[phase], told));
    if (answer === NULL) writeUnraisable('calling GC callback', callback as Ref);
    else decref(answer as Owned);
    decref(unpark());
  }
  decref(unpark());
}
const identifierOf = {
  generation: identifier('generation'),
  collected: identifier('collected'),
  uncollectable: identifier('uncollectable')
};
