/** Small random programs, the same ones for the same seed: every statement may meet any object. */

/** Numbers in [0, 1) from a seed.  mulberry32, Tommy Ettinger, public domain. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PRELUDE = `
import gc
class Plain:
    def __init__(self, *args): self.args = args
    def __del__(self): gone.append(1)
    def __eq__(self, other): return self is other or isinstance(other, int)
    def __hash__(self): return 5
class Slots(Plain):
    __slots__ = ('left', 'right')
gone = []
def give(x, *more, key=None): return x
def produce(x):
    got = yield x
    yield [got, x]
def closing(x):
    def inner(): return x
    return inner
a, b, c, d = [], {}, Plain(1), 10**20
`;

/** A program of about `length` statements, none of which ends it. */
export function randomProgram(seed: number, length: number): string {
  const random = randomNumbers(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const name = (): string => pick(['a', 'b', 'c', 'd']);
  const value = (depth = 2): string => {
    if (depth === 0) return pick([name(), name(), '[]', "'text'", '12345678901', '1.5', 'None']);
    const v = (): string => value(depth - 1);
    return pick<() => string>([
      name,
      () => `[${v()}, ${v()}]`,
      () => `(${v()}, *[${v()}])`,
      () => `{'k': ${v()}, ${name()}.__class__: ${v()}}`,
      () => `Plain(${v()})`,
      () => `Slots(${v()}, ${v()})`,
      () => `give(${v()}, ${v()}, key=${v()})`,
      () => `give(*[${v()}, ${v()}], **{'key': ${v()}})`,
      () => `closing(${v()})()`,
      () => `list(produce(${v()}))`,
      () => `[x for x in (${v()}, ${v()})]`,
      () => `{n: ${v()} for n in range(2)}`,
      () => `(lambda x, y=${v()}: (y, x))(${v()})`,
      () => `sorted([3, 1, 2], key=lambda n: -n)`,
      () => `f'{${name()}!r:.5}' + 'x'`,
      () => `(${v()} if ${name()} else ${v()})`,
      () => `str(${name()})[1:4]`
    ])();
  };
  const simple = (): string =>
    pick<() => string>([
      () => `${name()} = ${value()}`,
      () => `${name()}, ${name()} = ${value(1)}, ${value(1)}`,
      () => `${name()}.left = ${value(1)}`,
      () => `${name()}.args = ${value(1)}`,
      () => `${name()}[0] = ${value(1)}`,
      () => `${name()}['k'] = ${value(1)}`,
      () => `${name()} += ${value(1)}`,
      () => `${name()}.append(${value(1)})`,
      () => `del ${name()}[0]`,
      () => `${name()} = ${name()} ${pick(['+', '*', '%', '==', 'is not', 'in', 'and'])} ${value(1)}`,
      () => `${name()} = next(produce(${value(1)}))`,
      () => `raise ValueError(${value(1)})`,
      () => `assert ${name()} is ${name()}, ${value(1)}`,
      () => `first, *rest = ${value(1)}`,
      () => `gc.collect(${pick(['0', '1', '2'])})`
    ])();
  const statement = (): string =>
    pick<() => string>([
      simple,
      simple,
      simple,
      () => `for item in ${value(1)}: ${name()} = item`,
      () => `with_try = ${value(1)}\n    try: ${simple()}\n    finally: ${name()} = with_try; del with_try`,
      () => `while True:\n        ${name()} = ${value(1)}\n        break`
    ])();
  const lines = Array.from(
    { length },
    () => `try:\n    ${statement()}\nexcept Exception as error: ${name()} = error.args`
  );
  return `${PRELUDE}${lines.join('\n')}\na = b = c = d = None\ngc.collect()\nprint(len(gone))\n`;
}
