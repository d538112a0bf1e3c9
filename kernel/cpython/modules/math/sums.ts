/** fsum and prod: natives that take item after item.  CPython: Modules/mathmodule.c. */
import { loadF64, storeF64, type Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import { double, int32, mayOwn } from '../../heap/struct.js';
import { binaryOperation } from '../../abstract/number.js';
import { asDouble } from '../../abstract/percent.js';
import { bytesData, bytesLength, newBytesBuffer } from '../../include/bytes.js';
import { newFloat } from '../../include/float.js';
import { smallInt } from '../../include/int.js';
import { errors, raise } from '../../object/errors.js';
import { consuming, type NativeFrame } from '../../object/native-frame.js';
import { newRef, setRef, take } from '../../object/refcount.js';

/** Partial sums that have room in the frame; more lie in a bytes object. */
const ROOM = 32;
const room: Record<string, typeof double> = {};
for (let i = 0; i < ROOM; i++) room[`partial${i}`] = double;
/**
 * fsum: the exact sum as floats whose bits do not overlap, the smallest first (Shewchuk's).  `special`: the sum of what is not
 * finite, `infinite`: of the infinities among it.
 */
const Fsum = consuming(
  'fsum',
  { count: int32, special: double, infinite: double, more: mayOwn, ...room, partial0: double },
  {
    item(frame, value) {
      const x = asDouble(value);
      return x === null ? NULL : addPartial(frame, x);
    },
    end(frame): Answer {
      const special = Fsum.special(frame),
        infinite = Fsum.infinite(frame);
      if (special === 0) return newFloat(rounded(placeOf(frame), Fsum.count(frame)));
      return infinite === infinite ? newFloat(special) : raise(errors.ValueError, '-inf + inf in fsum');
    }
  }
);
const FIRST = Fsum.partial0.offset;
const placeOf = (frame: NativeFrame): Address => {
  const more = Fsum.more(frame);
  return more === 0 ? frame + FIRST : bytesData(more);
};
function addPartial(frame: NativeFrame, value: number): typeof DONE | typeof NULL {
  const at = placeOf(frame),
    before = Fsum.count(frame);
  let x = value,
    kept = 0;
  for (let j = 0; j < before; j++) {
    let y = loadF64(at + j * 8);
    if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
    const high = x + y,
      low = y - (high - x);
    if (low !== 0) storeF64(at + kept++ * 8, low);
    x = high;
  }
  Fsum.count.set(frame, kept);
  if (x === 0) return DONE;
  if (Number.isFinite(x)) return keep(frame, kept, x);
  if (Number.isFinite(value)) return raise(errors.OverflowError, 'intermediate overflow in fsum');
  if (value === value) Fsum.infinite.set(frame, Fsum.infinite(frame) + value);
  Fsum.special.set(frame, Fsum.special(frame) + value);
  Fsum.count.set(frame, 0);
  return DONE;
}
function keep(frame: NativeFrame, count: number, x: number): typeof DONE | typeof NULL {
  const more = Fsum.more(frame);
  const most = more === 0 ? ROOM : bytesLength(more) / 8;
  if (count === most) {
    const grown = newBytesBuffer(most * 16);
    if (grown === NULL) return NULL;
    const from = placeOf(frame);
    for (let i = 0; i < count * 8; i += 8) storeF64(bytesData(grown) + i, loadF64(from + i));
    if (more === 0) Fsum.more.set(frame, grown);
    else setRef(frame, Fsum.more, grown);
  }
  storeF64(placeOf(frame) + count * 8, x);
  Fsum.count.set(frame, count + 1);
  return DONE;
}
/** The partial sums, rounded half to even: below a half, what follows decides. */
function rounded(at: Address, count: number): number {
  if (count === 0) return 0;
  const partial = (i: number): number => loadF64(at + i * 8);
  let n = count - 1,
    high = partial(n),
    low = 0;
  while (n > 0) {
    const x = high,
      y = partial(--n);
    high = x + y;
    low = y - (high - x);
    if (low !== 0) break;
  }
  if (n > 0 && ((low < 0 && partial(n - 1) < 0) || (low > 0 && partial(n - 1) > 0))) {
    const y = low * 2,
      x = high + y;
    if (y === x - high) high = x;
  }
  return high;
}
export const fsum = (_module: Ref, iterable: Ref): Answer => Fsum.start(Fsum.enter(), iterable);

const MULTIPLY = 5;
const Prod = consuming(
  'prod',
  { product: mayOwn },
  {
    item: (frame, value): Answer => binaryOperation(MULTIPLY, Prod.product(frame) as Ref, value),
    answered(frame, product) {
      setRef(frame, Prod.product, product);
      return DONE;
    },
    end: (frame): Answer => take(frame, Prod.product) as Owned
  }
);
export function prod(_module: Ref, iterable: Ref, start: Ref | 0): Answer {
  const frame = Prod.enter();
  Prod.product.set(frame, newRef(start === 0 ? smallInt(1) : start));
  return Prod.start(frame, iterable);
}
