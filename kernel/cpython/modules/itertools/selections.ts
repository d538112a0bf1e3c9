/**
 * product, combinations, combinations_with_replacement and permutations: tuples chosen by indices that lie in a block
 * of their own.  The last tuple is filled again while nobody else has it.  CPython: Modules/itertoolsmodule.c.
 */
import { load, store, type Address } from '../../heap/memory.js';
import {
  ABSENT,
  NULL,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { int32, mayOwn, pointer, ssize, structAt } from '../../heap/struct.js';
import { defineType, type TypeDeclaration } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { hasKeywords, unknownKeyword } from '../../abstract/keywords.js';
import { asIndexSize } from '../../abstract/number.js';
import { canRecycle, recycled } from '../../abstract/recycle.js';
import { sequenceToTuple } from '../../abstract/to-tuple.js';
import { isInt } from '../../include/int.js';
import { None } from '../../include/singletons.js';
import { identifier, strEquals } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { newTuple, setTupleItem, trackAnyTuple, tupleItem } from '../../include/tuple.js';
import { staticType, type PyType } from '../../include/type.js';
import { allocate, release } from '../../memory/allocate.js';
import { noMemory } from '../../object/create.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { clearRef, decref, newRef } from '../../object/refcount.js';

export const PyProduct_Type = staticType();
export const PyCombinations_Type = staticType();
export const PyCwr_Type = staticType();
export const PyPermutations_Type = staticType();

/** `pool`: what is chosen from (product: a tuple of tuples); `indices`: 8 bytes for each place of the result. */
const Product = structAt(
  'itertools.product',
  { pool: mayOwn, indices: pointer, result: mayOwn, stopped: int32 },
  { pool: 16, indices: 24, result: 32, stopped: 40 },
  48
);
const Combinations = structAt(
  'itertools.combinations',
  { pool: mayOwn, indices: pointer, result: mayOwn, r: ssize, stopped: int32 },
  { pool: 16, indices: 24, result: 32, r: 40, stopped: 48 },
  56
);
const Permutations = structAt(
  'itertools.permutations',
  { pool: mayOwn, indices: pointer, cycles: pointer, result: mayOwn, r: ssize, stopped: int32 },
  { pool: 16, indices: 24, cycles: 32, result: 40, r: 48, stopped: 56 },
  64
);
const at = (block: Address, i: number): number => load(block + i * 8);
const put = (block: Address, i: number, n: number): void => {
  store(block + i * 8, n);
  store(block + i * 8 + 4, 0);
};

/** A tuple of the items that `pick` gives; the last result itself when nobody else has it. */
function refill(
  self: Ref,
  last: Ref | 0,
  size: number,
  result: typeof Product.result,
  pick: (i: number) => Ref
): Maybe {
  if (last !== 0 && canRecycle(last)) {
    for (let i = 0; i < size; i++) {
      const old = tupleItem(last, i),
        now = pick(i);
      if (old === now) continue;
      setTupleItem(last, i, newRef(now));
      decref(old as Owned);
    }
    recycled(last);
    return newRef(last);
  }
  const tuple = newTuple(size);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < size; i++) setTupleItem(tuple, i, newRef(pick(i)));
  trackAnyTuple(tuple);
  if (last !== 0) clearRef(self, result);
  result.set(self, newRef(tuple));
  return tuple;
}
/** What all four do: the first tuple, then what `advance` makes of the indices until it says that there is no more. */
interface Choice {
  readonly layout: typeof Product | typeof Combinations | typeof Permutations;
  readonly size: (self: Ref) => number;
  readonly pick: (self: Ref, i: number) => Ref;
  readonly advance: (self: Ref) => boolean;
}
function choosing({ layout, size, pick, advance }: Choice): (self: Ref) => Maybe {
  const { result, stopped } = layout;
  return self => {
    if (stopped(self) !== 0) return ABSENT;
    const last = result(self) as Ref | 0;
    if (last !== 0 && !advance(self)) {
      stopped.set(self, 1);
      return ABSENT;
    }
    return refill(self, last, size(self), result, i => pick(self, i));
  };
}
/** Blocks of indices go first. */
function life(
  layout: typeof Product | typeof Combinations | typeof Permutations
): Pick<TypeDeclaration, 'traverse' | 'clear' | 'dealloc' | 'subclassable' | 'gc' | 'iter'> {
  const owned = owning([layout.pool, layout.result]);
  return {
    ...owned,
    subclassable: true,
    gc: true,
    iter: self => newRef(self),
    dealloc(self) {
      if (layout.indices(self) !== 0) release(layout.indices(self));
      if ('cycles' in layout && layout.cycles(self) !== 0) release(layout.cycles(self));
      owned.dealloc(self);
    }
  };
}
/** A block for `count` indices, or 0 with MemoryError set; C asks for one byte where there are none. */
function indexBlock(count: number, first: (i: number) => number): Address {
  const block = allocate(Math.max(1, count * 8));
  if (block === 0) return noMemory();
  for (let i = 0; i < count; i++) put(block, i, first(i));
  return block;
}

const REPEAT = identifier('repeat');
/** product(*iterables, repeat=1).  @cpython Modules/itertoolsmodule.c product_new */
function makeProduct(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  let times: number | null = 1;
  if (hasKeywords(kwnames)) {
    const name = tupleItem(kwnames as Ref, 0);
    if (ob_size(kwnames as Ref) > 1 || !strEquals(name, REPEAT)) return unknownKeyword('product', name);
    times = asIndexSize(argumentAt(argv, nargs));
    if (times === null) return NULL;
    if (times < 0) return raise(errors.ValueError, 'repeat argument cannot be negative');
  }
  const count = times === 0 ? 0 : nargs;
  const pools = newTuple(count * times);
  if (pools === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    const pool = sequenceToTuple(argumentAt(argv, i));
    if (pool === NULL) {
      decref(pools);
      return NULL;
    }
    setTupleItem(pools, i, pool);
  }
  for (let i = count; i < count * times; i++) setTupleItem(pools, i, newRef(tupleItem(pools, i - count)));
  trackAnyTuple(pools);
  return finishMaking(
    type,
    Product,
    pools,
    count * times,
    () => 0,
    self => {
      for (let i = 0; i < count; i++) if (ob_size(tupleItem(pools, i)) === 0) Product.stopped.set(self, 1);
    }
  );
}
function finishMaking(
  type: PyType,
  layout: typeof Product | typeof Combinations | typeof Permutations,
  pool: Owned,
  count: number,
  first: (i: number) => number,
  fill: (self: Ref) => void
): Result {
  const indices = indexBlock(count, first);
  const self = indices === 0 ? 0 : genericAlloc(type, 0);
  if (self === 0) {
    if (indices !== 0) release(indices);
    decref(pool);
    return NULL;
  }
  layout.pool.set(self, pool);
  layout.indices.set(self, indices);
  fill(self);
  return self;
}
const poolAt = (self: Ref, i: number): Ref => tupleItem(Product.pool(self) as Ref, i);
const productNext = choosing({
  layout: Product,
  size: self => ob_size(Product.pool(self) as Ref),
  pick: (self, i) => tupleItem(poolAt(self, i), at(Product.indices(self), i)),
  advance(self) {
    const indices = Product.indices(self);
    for (let i = ob_size(Product.pool(self) as Ref) - 1; i >= 0; i--) {
      const next = at(indices, i) + 1;
      put(indices, i, next === ob_size(poolAt(self, i)) ? 0 : next);
      if (next !== ob_size(poolAt(self, i))) return true;
    }
    return false;
  }
});

/** `r`, checked; null: an exception is set. */
function length(r: Ref): number | null {
  const n = asIndexSize(r);
  if (n !== null && n < 0) {
    raise(errors.ValueError, 'r must be non-negative');
    return null;
  }
  return n;
}
const makeCombinations =
  (withReplacement: boolean) =>
  (type: Ref, iterable: Ref, given: Ref): Answer => {
    const pool = sequenceToTuple(iterable);
    if (pool === NULL) return NULL;
    const r = length(given),
      n = ob_size(pool);
    if (r === null) {
      decref(pool);
      return NULL;
    }
    return finishMaking(
      type as PyType,
      Combinations,
      pool,
      r,
      i => (withReplacement ? 0 : i),
      self => {
        Combinations.r.set(self, r);
        Combinations.stopped.set(self, (withReplacement ? n === 0 && r > 0 : r > n) ? 1 : 0);
      }
    );
  };
const combined = {
  layout: Combinations,
  size: (self: Ref) => Combinations.r(self),
  pick: (self: Ref, i: number) => tupleItem(Combinations.pool(self) as Ref, at(Combinations.indices(self), i))
};
const combinationsNext = choosing({
  ...combined,
  advance(self) {
    const indices = Combinations.indices(self),
      r = Combinations.r(self),
      n = ob_size(Combinations.pool(self) as Ref);
    let i = r - 1;
    while (i >= 0 && at(indices, i) === i + n - r) i--;
    if (i < 0) return false;
    put(indices, i, at(indices, i) + 1);
    for (let j = i + 1; j < r; j++) put(indices, j, at(indices, j - 1) + 1);
    return true;
  }
});
const cwrNext = choosing({
  ...combined,
  advance(self) {
    const indices = Combinations.indices(self),
      r = Combinations.r(self),
      n = ob_size(Combinations.pool(self) as Ref);
    let i = r - 1;
    while (i >= 0 && at(indices, i) === n - 1) i--;
    if (i < 0) return false;
    const index = at(indices, i) + 1;
    for (; i < r; i++) put(indices, i, index);
    return true;
  }
});

/** permutations(iterable, r=None).  @cpython Modules/itertoolsmodule.c itertools_permutations_impl */
function makePermutations(type: Ref, iterable: Ref, given: Ref | 0): Answer {
  const pool = sequenceToTuple(iterable);
  if (pool === NULL) return NULL;
  const n = ob_size(pool);
  let r: number | null = n;
  if (given !== 0 && given !== None) {
    r = isInt(given) ? length(given) : (raise(errors.TypeError, 'Expected int as r'), null);
  }
  const cycles = r === null ? 0 : indexBlock(r, i => n - i);
  if (r === null || cycles === 0) {
    decref(pool);
    return NULL;
  }
  const size = r;
  const self = finishMaking(
    type as PyType,
    Permutations,
    pool,
    n,
    i => i,
    made => {
      Permutations.cycles.set(made, cycles);
      Permutations.r.set(made, size);
      Permutations.stopped.set(made, size > n ? 1 : 0);
    }
  );
  if (self === NULL) release(cycles);
  return self;
}
const permutationsNext = choosing({
  layout: Permutations,
  size: self => Permutations.r(self),
  pick: (self, i) => tupleItem(Permutations.pool(self) as Ref, at(Permutations.indices(self), i)),
  advance(self) {
    const indices = Permutations.indices(self),
      cycles = Permutations.cycles(self),
      n = ob_size(Permutations.pool(self) as Ref);
    if (n === 0) return false;
    for (let i = Permutations.r(self) - 1; i >= 0; i--) {
      const left = at(cycles, i) - 1;
      put(cycles, i, left);
      if (left === 0) {
        const index = at(indices, i);
        for (let j = i; j < n - 1; j++) put(indices, j, at(indices, j + 1));
        put(indices, n - 1, index);
        put(cycles, i, n - i);
      } else {
        const index = at(indices, i);
        put(indices, i, at(indices, n - left));
        put(indices, n - left, index);
        return true;
      }
    }
    return false;
  }
});

export const product = defineType({
  name: 'itertools.product',
  type: PyProduct_Type,
  struct: Product,
  ...life(Product),
  doc: 'Give every tuple with one item from each iterable, the last one changing fastest.',
  new: makeProduct,
  iternext: productNext,
  sizeof: self => Product.$size + ob_size(Product.pool(self) as Ref) * 8
});
export const combinations = defineType({
  name: 'itertools.combinations',
  type: PyCombinations_Type,
  struct: Combinations,
  ...life(Combinations),
  doc: 'Give every choice of r items, in their order.',
  construct: { signature: '($type, iterable, r)', call: makeCombinations(false) as never },
  iternext: combinationsNext,
  sizeof: self => Combinations.$size + Combinations.r(self) * 8
});
export const combinationsWithReplacement = defineType({
  name: 'itertools.combinations_with_replacement',
  type: PyCwr_Type,
  struct: Combinations,
  ...life(Combinations),
  doc: 'Give every choice of r items, in their order, where an item may come again.',
  construct: { signature: '($type, iterable, r)', call: makeCombinations(true) as never },
  iternext: cwrNext,
  sizeof: self => Combinations.$size + Combinations.r(self) * 8
});
export const permutations = defineType({
  name: 'itertools.permutations',
  type: PyPermutations_Type,
  struct: Permutations,
  ...life(Permutations),
  doc: 'Give every choice of r items in every order.',
  construct: { signature: '($type, iterable, r=None)', call: makePermutations as never },
  iternext: permutationsNext,
  sizeof: self => Permutations.$size + (ob_size(Permutations.pool(self) as Ref) + Permutations.r(self)) * 8
});
