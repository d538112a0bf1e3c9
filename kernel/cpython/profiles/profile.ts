/** The chosen version's facts, resolved and frozen.  Read only at module level, so that what follows from it is a constant. */
import { builtins } from './facts/builtins.js';
import { calls } from './facts/calls.js';
import { collections } from './facts/collections.js';
import { dict } from './facts/dict.js';
import { gc } from './facts/gc.js';
import { io } from './facts/io.js';
import { int } from './facts/int.js';
import { iterators } from './facts/iterators.js';
import { list } from './facts/list.js';
import { object } from './facts/object.js';
import { scalars } from './facts/scalars.js';
import { set } from './facts/set.js';
import { sre } from './facts/sre.js';
import { str } from './facts/str.js';
import { sys } from './facts/sys.js';
import { system } from './facts/system.js';
import { tuple } from './facts/tuple.js';
import { compile } from './facts/compile.js';
import { math } from './facts/math.js';
import { opcodes } from './facts/opcodes.js';
import { memory } from './facts/memory.js';
import { realm } from './realm.js';
import { inRange, resolve } from './since.js';

const key = realm.version.key;

export const profile = Object.freeze({
  version: realm.version,
  builtins: resolve(builtins, key),
  calls: resolve(calls, key),
  collections: resolve(collections, key),
  compile: resolve(compile, key),
  math: resolve(math, key),
  memory: resolve(memory, key),
  opcodes: resolve(opcodes, key),
  dict: resolve(dict, key),
  gc: resolve(gc, key),
  int: resolve(int, key),
  io: resolve(io, key),
  iterators: resolve(iterators, key),
  list: resolve(list, key),
  object: resolve(object, key),
  scalars: resolve(scalars, key),
  set: resolve(set, key),
  sre: resolve(sre, key),
  str: resolve(str, key),
  sys: resolve(sys, key),
  system: resolve(system, key),
  tuple: resolve(tuple, key)
});

/** Whether something with a range of versions such as `3.8-` exists in this realm. */
export const exists = (range: string | undefined): boolean => inRange(range, key);

/** The implementation that a fact names. */
export const rule = <Name extends string, T>(name: Name, ways: Readonly<Record<Name, T>>): T => ways[name];
