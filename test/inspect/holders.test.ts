/** refscope.holders: its lines are the refcount, and they are named. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Process, VERSIONS } from '../process.js';

const KINDS = `
import sys, refscope, weakref
class Node:
    def __init__(self, value): self.value = value; self.me = self
class Slotted:
    __slots__ = ('x', 'y')
def outer():
    kept = []
    def inner(item, to=kept): return kept
    return inner
def running():
    yield thing
    yield 2
thing = []
node = Node(thing)
slotted = Slotted(); slotted.x = thing; slotted.y = node
inner = outer()
generator = running(); next(generator)
weak = weakref.ref(node)
try: raise ValueError(thing)
except ValueError as error: caught = error
kinds = [thing, node, Node, slotted, Slotted, inner, inner.__closure__[0], inner(0), generator, weak, caught,
    inner.__code__, sys, {'k': thing}, (thing, thing), {1.5}, 10**30, 1.5, b'ab', range(10**6), slice(thing),
    iter(thing), node.__init__, len, sys.modules, globals()]
`;

describe.each(VERSIONS)('in %s', python => {
  let process: Process;
  beforeAll(async () => {
    process = await Process.open(python);
  });

  test('there are as many lines as references, for objects of every kind', async () => {
    await process.printed(KINDS);
    const printed = await process.printed(`
for kind in kinds:
    lines, count = refscope.holders(kind).__len__(), sys.getrefcount(kind)
    if lines != count: print(type(kind), lines, count)
def inside(argument):
    local = argument
    for kind in kinds:
        lines, count = refscope.holders(kind).__len__(), sys.getrefcount(kind)
        if lines != count: print('inside', type(kind), lines, count)
    return len(refscope.holders(local)) - sys.getrefcount(local)
print(inside(thing), refscope.audit())
`);
    expect(printed).toBe('0 []\n');
    expect(await process.problems()).toEqual([]);
  });

  test('each is named after its place', async () => {
    await process.printed(KINDS);
    const lines = (await process.printed('print(*refscope.holders(thing), sep="\\n")'))
      .trimEnd()
      .split('\n')
      .map(line => line.replace(/0x[0-9a-f]+/, '0x…').replace(/slot \d+/, 'slot …'));
    expect(lines.sort()).toEqual(
      [
        '.value of __main__.Node at 0x…',
        '.x of __main__.Slotted at 0x…',
        '[0] of list at 0x…',
        '[0] of tuple at 0x…',
        '[0] of tuple at 0x…',
        '[1] of tuple at 0x…',
        '.it_seq of list_iterator at 0x…',
        '.stop of slice at 0x…',
        "['k'] of dict at 0x…",
        'global thing',
        'the argument of this call, value stack slot … of <module>'
      ].sort()
    );
  });

  test('asking moves no count', async () => {
    await process.printed(KINDS);
    const count = 'print(sys.getrefcount(thing), sys.getrefcount(node), sys.getrefcount(Node))';
    const before = await process.printed(count);
    await process.printed(
      'refscope.holders(thing); refscope.show_refs(thing); refscope.show_backrefs(node, Node)'
    );
    expect(await process.printed(count)).toBe(before);
    expect(await process.problems()).toEqual([]);
  });
});

test('an immortal object says so', async () => {
  const process = await Process.open('3.14');
  expect(await process.printed('import refscope; print(refscope.holders(None))')).toBe(
    "['immortal: its count says nothing about who holds it']\n"
  );
});
test('an object of the interpreter itself names what the interpreter holds', async () => {
  const process = await Process.open('3.11');
  const code =
    'import refscope, sys; print(sys.getrefcount(7) - len(refscope.holders(7)), refscope.holders(7)[-1])';
  expect(await process.printed(code)).toMatch(
    /^99999999\d the interpreter's own code: 99999999\d references\n$/
  );
});
