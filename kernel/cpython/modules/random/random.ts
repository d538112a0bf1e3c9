/** Random: seeds, state and numbers.  CPython: Modules/_randommodule.c. */
import type { Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Ref } from '../../heap/reference.js';
import { int32, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { host } from '../../abstract/host.js';
import { hash } from '../../abstract/object.js';
import { argumentsAsTuple } from '../../abstract/kept-arguments.js';
import { newFloat } from '../../include/float.js';
import { hashHigh } from '../../include/hooks.js';
import { index, intToBigInt, isInt, newInt, newIntFromBigInt } from '../../include/int.js';
import { None, none } from '../../include/singletons.js';
import { genericAlloc } from '../../include/subclass.js';
import { isTuple, newTuple, setTupleItem, tupleItem } from '../../include/tuple.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { SIZE, WORDS, indexOf, next, nextDouble, seedWith, setIndex, setWord, word } from './twister.js';

export const PyRandom_Type = staticType();
const Random = structAt('_random.Random', { index: int32 }, { index: 16 }, SIZE);

const MASK = 0xffffffffffffffffn;
/** What a seed is as a number; null: it has no hash. */
function seedNumber(o: Ref): bigint | null {
  if (isInt(o)) {
    const n = intToBigInt(o);
    return n < 0n ? -n : n;
  }
  const low = hash(o);
  return low === null ? null : ((BigInt(hashHigh()) << 32n) | BigInt(low >>> 0)) & MASK;
}
/** Without a seed, by chance.  @cpython random_seed */
function seedBy(self: Ref, o: Ref | 0): Done {
  const key: number[] = [];
  if (o === 0 || o === None) {
    const bytes = host.entropy(WORDS * 4);
    for (let i = 0; i < bytes.length; i += 4) {
      key.push(bytes[i]! + bytes[i + 1]! * 2 ** 8 + bytes[i + 2]! * 2 ** 16 + bytes[i + 3]! * 2 ** 24);
    }
  } else {
    const n = seedNumber(o);
    if (n === null) return NULL;
    for (let rest = n; rest > 0n || key.length === 0; rest >>= 32n)
      key.push(Number(BigInt.asUintN(32, rest)));
  }
  seedWith(self, key);
  return DONE;
}
const seed = (self: Ref, o: Ref | 0): Answer => (seedBy(self, o) === NULL ? NULL : none());

/* Making one: 3.9 seeds in __new__, with the tuple of its arguments. */
const SEEDS_WITH_TUPLE = profile.math.randomSeedsWithTuple;
function construct(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const self = genericAlloc<'_random.Random'>(type, 0);
  if (self === 0) return NULL;
  if (!SEEDS_WITH_TUPLE) return self;
  if (type === PyRandom_Type && kwnames !== 0 && ob_size(kwnames) > 0) {
    decref(self);
    return raise(errors.TypeError, 'Random()() takes no keyword arguments');
  }
  const args = argumentsAsTuple(argv, nargs);
  const done = args === NULL ? NULL : seedBy(self, args);
  if (args !== NULL) decref(args);
  if (done !== NULL) return self;
  decref(self);
  return NULL;
}
/** @cpython random_init */
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done {
  if (kwnames !== 0 && ob_size(kwnames) > 0)
    return raise(errors.TypeError, 'Random() takes no keyword arguments');
  if (nargs > 1) return raise(errors.TypeError, profile.math.randomTakes);
  return seedBy(self, nargs === 0 ? 0 : argumentAt(argv, 0));
}

/* Numbers. */
const INT_MAX = 2n ** 31n - 1n;
const BITS_ARE_INT = profile.math.randomBits === 'int';
/** How many bits; null: an exception is set. */
function bitCount(o: Ref): number | null {
  if (BITS_ARE_INT && !isInt(o) && typeName(typeOf(o)) === 'float' && SEEDS_WITH_TUPLE)
    return raiseNull(errors.TypeError, 'integer argument expected, got float');
  const found = index(o);
  if (found === NULL) return null;
  const n = intToBigInt(found);
  decref(found);
  if (BITS_ARE_INT) {
    if (n > INT_MAX || n < -INT_MAX - 1n)
      return raiseNull(errors.OverflowError, 'Python int too large to convert to C int');
    return n < 0n ? raiseNull(errors.ValueError, 'number of bits must be non-negative') : Number(n);
  }
  if (n < 0n) return raiseNull(errors.ValueError, 'Cannot convert negative int');
  if (n > MASK) return raiseNull(errors.OverflowError, 'Python int too large for C uint64_t');
  return Number(n);
}
/** @cpython _random_Random_getrandbits_impl */
function getrandbits(self: Ref, bits: Ref): Answer {
  const count = bitCount(bits);
  if (count === null) return NULL;
  if (count === 0) return newInt(0);
  if (count <= 32) return newInt(next(self) >>> (32 - count));
  const words: string[] = [];
  for (let left = count; left > 0; left -= 32) {
    const r = left < 32 ? next(self) >>> (32 - left) : next(self);
    words.push(r.toString(16).padStart(8, '0'));
  }
  return newIntFromBigInt(BigInt(`0x${words.reverse().join('')}`));
}

/* State. */
function getstate(self: Ref): Answer {
  const state = newTuple(WORDS + 1);
  if (state === NULL) return NULL;
  for (let i = 0; i <= WORDS; i++) {
    const n = newInt(i < WORDS ? word(self, i) : indexOf(self));
    if (n === NULL) {
      decref(state);
      return NULL;
    }
    setTupleItem(state, i, n);
  }
  return state;
}
/** @cpython random_setstate */
function setstate(self: Ref, state: Ref): Answer {
  if (!isTuple(state)) return raise(errors.TypeError, 'state vector must be a tuple');
  if (ob_size(state) !== WORDS + 1) return raise(errors.ValueError, 'state vector is the wrong size');
  const words: number[] = [];
  for (let i = 0; i <= WORDS; i++) {
    const o = tupleItem(state, i);
    if (!isInt(o)) return raise(errors.TypeError, 'an integer is required');
    const n = intToBigInt(o);
    if (i === WORDS) {
      if (n < 0n || n > BigInt(WORDS)) return raise(errors.ValueError, 'invalid state');
    } else if (n < 0n) return raise(errors.OverflowError, "can't convert negative value to unsigned int");
    else if (n > MASK)
      return raise(errors.OverflowError, 'Python int too large to convert to C unsigned long');
    words.push(Number(BigInt.asUintN(32, n)));
  }
  for (let i = 0; i < WORDS; i++) setWord(self, i, words[i]!);
  setIndex(self, words[WORDS]!);
  return none();
}

export const randomType = defineType({
  name: '_random.Random',
  type: PyRandom_Type,
  struct: Random,
  doc: 'Random() -> create a random number generator with its own internal state.',
  subclassable: true,
  new: construct,
  ...(SEEDS_WITH_TUPLE ? {} : { init }),
  methods: {
    getrandbits: {
      signature: '($self, k, /)',
      doc: 'getrandbits(k) -> x.  Generates an int with k random bits.',
      call: getrandbits
    },
    getstate: {
      signature: '($self, /)',
      doc: 'getstate() -> tuple containing the current state.',
      call: getstate
    },
    random: {
      signature: '($self, /)',
      doc: 'random() -> x in the interval [0, 1).',
      call: (self: Ref) => newFloat(nextDouble(self))
    },
    seed: {
      signature: '($self, n=None, /)',
      doc: 'seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.',
      call: seed
    },
    setstate: {
      signature: '($self, state, /)',
      doc: 'setstate(state) -> None.  Restores generator state.',
      call: setstate
    }
  }
});
