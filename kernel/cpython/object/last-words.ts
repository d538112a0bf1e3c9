/** Finalizers and weak reference callbacks: Python code that runs while an object is on its way out. */
import { load, store } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { park, unpark } from './park.js';

/**
 * Runs `work` while a dead object lives on one reference, which the audit finds.  Answers whether it stays dead: if not,
 * something holds it again.  @cpython Objects/object.c PyObject_CallFinalizerFromDealloc
 */
export function lastWords(self: Ref, work: (self: Ref) => void): boolean {
  store(self, 1);
  park(self as Owned);
  work(self);
  void unpark(); // the reference is lent
  const count = load(self) - 1;
  store(self, count);
  return count === 0;
}
