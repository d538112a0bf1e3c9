/** The chosen version's facts, resolved and frozen.  Read only at module level, so that what follows from it is a constant. */
import { calls } from './facts/calls.js';
import { gc } from './facts/gc.js';
import { int } from './facts/int.js';
import { object } from './facts/object.js';
import { scalars } from './facts/scalars.js';
import { str } from './facts/str.js';
import { realm } from './realm.js';
import { inRange, resolve } from './since.js';

const key = realm.version.key;

export const profile = Object.freeze({
  version: realm.version,
  calls: resolve(calls, key),
  gc: resolve(gc, key),
  int: resolve(int, key),
  object: resolve(object, key),
  scalars: resolve(scalars, key),
  str: resolve(str, key)
});

/** Whether something with a range of versions such as `3.8-` exists in this realm. */
export const exists = (range: string | undefined): boolean => inRange(range, key);

/** The implementation that a fact names. */
export const rule = <Name extends string, T>(name: Name, ways: Readonly<Record<Name, T>>): T => ways[name];
