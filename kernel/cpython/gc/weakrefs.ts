/** Weak references of the dying: when their object goes, and when the collector takes it.  CPython: Objects/weakrefobject.c, Python/gc.c. */
import { load, type Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import {
  PyWeakref,
  PyWeakref_Type,
  isWeakReferenceable,
  unlinkWeakref,
  weakrefList
} from '../include/weakref.js';
import { fromGcHead, gcHeadOf, typeOf } from '../object/header.js';
import { park, unpark } from '../object/park.js';
import { decref, incref, newRef } from '../object/refcount.js';
import { setRaised, takeRaised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { call1 } from '../abstract/call.js';
import { isSubtype } from '../abstract/lookup.js';
import { writeUnraisable } from '../abstract/unraisable.js';
import { isCollecting, isEmpty, moveTo, newHead } from './lists.js';

/** Calls a callback with the dead reference; both are lent. */
function callBack(weak: Ref, callback: Ref): void {
  const answer = finish(call1(callback, weak));
  if (answer === NULL) writeUnraisable('calling weakref callback', callback);
  else decref(answer);
}

/**
 * An object dies: its weak references are cleared, all of them, then the callbacks run, in the order of the list.
 * @cpython Objects/weakrefobject.c PyObject_ClearWeakRefs
 */
export function clearWeakrefs(self: Ref): void {
  const before = takeRaised();
  if (before !== 0) park(before);
  let kept = 0;
  for (let weak = weakrefList(self); weak !== 0; weak = weakrefList(self)) {
    const alive = load(weak) > 0;
    const held = alive ? newRef(weak) : 0;
    const callback = unlinkWeakref(weak);
    if (callback === 0 || held === 0) {
      if (callback !== 0) decref(callback);
      if (held !== 0) decref(held);
      continue;
    }
    park(held);
    park(callback);
    kept++;
  }
  runParked(kept);
  if (before !== 0) setRaised(unpark());
}
/** Runs the parked pairs, first parked first, and lets go of them. */
function runParked(count: number): void {
  const pairs: [Owned, Owned][] = [];
  for (let i = 0; i < count; i++) {
    const callback = unpark(),
      weak = unpark();
    pairs.unshift([weak, callback]);
  }
  for (const [weak, callback] of pairs) {
    park(weak);
    park(callback);
  }
  for (const [weak, callback] of pairs) callBack(weak, callback);
  for (let i = 0; i < count * 2; i++) decref(unpark());
}

const toCall = newHead();
/**
 * Clears all weak references to `unreachable`, then calls the callbacks that may still run: those whose own reference is reachable.
 * @cpython Modules/gcmodule.c handle_weakrefs (Python/gc.c from 3.13)
 */
export function handleWeakrefs(unreachable: Address, old: Address): void {
  for (let gc = load(unreachable); gc !== unreachable;) {
    const o = fromGcHead(gc);
    gc = load(gc);
    if (isSubtype(typeOf(o), PyWeakref_Type)) clearKeepingCallback(o);
    if (!isWeakReferenceable(typeOf(o))) continue;
    for (let weak = weakrefList(o); weak !== 0; weak = weakrefList(o)) {
      clearKeepingCallback(weak);
      if (PyWeakref.wr_callback(weak) === 0 || isCollecting(gcHeadOf(weak))) continue;
      incref(weak);
      moveTo(toCall, gcHeadOf(weak));
    }
  }
  while (!isEmpty(toCall)) {
    const gc = load(toCall);
    const weak = park(fromGcHead(gc) as Owned);
    callBack(weak, PyWeakref.wr_callback(weak) as Ref);
    decref(unpark());
    if (load(toCall) === gc) moveTo(old, gc);
  }
}
/** The reference leads nowhere any more; its callback stays until it is called or the reference dies. */
function clearKeepingCallback(weak: Ref): void {
  const callback = unlinkWeakref(weak);
  PyWeakref.wr_callback.set(weak, callback);
}
