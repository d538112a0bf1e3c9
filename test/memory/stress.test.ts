/** Random allocations in the checked build: what it knows beside the heap is what the heap itself says. */
import { expect, test } from 'vitest';
import { openMemory, type Memory } from './realm.js';

function random(first: number): (below: number) => number {
  let seed = first;
  return below => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8) % below;
}

/** Runs a sequence, marking every block's content; returns the blocks that are left and a hash of all addresses. */
function run(
  { heap, memory }: Memory,
  seed: number,
  steps: number
): { left: Map<number, number>; hash: number } {
  const next = random(seed);
  const left = new Map<number, number>();
  const slot: number[] = new Array<number>(600).fill(0);
  let hash = 0;
  const mark = (p: number, size: number): void => {
    if (size < 8) return;
    heap.store(p, p ^ 0x5a5a);
    heap.store(p + ((size - 4) & ~3), size);
  };
  const check = (p: number, kept: number, was: number): void => {
    if (was < 8 || kept < was) return;
    if (was >= 12 && heap.load(p + ((was - 4) & ~3)) !== was) throw new Error('a block lost its end');
  };
  for (let i = 0; i < steps; i++) {
    const s = next(slot.length);
    const size = [next(300_000), next(4000), next(4000), next(64)][next(40)] ?? next(512) + 1;
    const p = slot[s]!;
    if (p === 0) {
      slot[s] = memory.allocate(size);
      left.set(slot[s]!, size);
      mark(slot[s]!, size);
    } else if (next(4) === 0) {
      const was = left.get(p)!;
      const moved = memory.resize(p, size);
      left.delete(p);
      check(moved, size, was);
      left.set(moved, size);
      mark(moved, size);
      slot[s] = moved;
    } else {
      check(p, left.get(p)!, left.get(p)!);
      memory.release(p);
      left.delete(p);
      slot[s] = 0;
    }
    hash = Math.imul(hash ^ slot[s]!, 16777619);
  }
  return { left, hash };
}

const sorted = (blocks: Iterable<readonly [number, number]>): string[] =>
  [...blocks].sort(([a], [b]) => a - b).map(([address, size]) => `${address} ${Math.max(size, 1)}`);

test.each([
  ['3.9', 1],
  ['3.9', 2],
  ['3.14', 3],
  ['3.14', 4]
])('%s, seed %i: shadow, heap and owner agree', async (python, seed) => {
  const m = await openMemory({ python, checked: true });
  const { left, hash } = run(m, seed, 30_000);
  const shadowed = [...m.shadow.shadowLive()].map(({ address, size }) => [address, size] as const);
  expect(sorted(shadowed)).toEqual(sorted(left));

  const walked = [...m.walk.blocks()];
  expect(walked.map(b => b.address).sort((a, b) => a - b)).toEqual([...left.keys()].sort((a, b) => a - b));
  for (const { address, size } of walked) {
    expect(size).toBeGreaterThanOrEqual(left.get(address)!);
    expect(m.memory.blockSize(address)).toBe(size);
  }
  expect(m.memory.allocatedBlocks()).toBe(left.size);

  const plain = await openMemory({ python });
  expect(run(plain, seed, 30_000).hash).toBe(hash);

  m.shadow.rebuildShadow(m.walk.blocks());
  for (const p of left.keys()) m.memory.release(p);
  expect(m.memory.allocatedBlocks()).toBe(0);
  expect([...m.walk.blocks()]).toEqual([]);
});

test('the heap is the same to the byte with and without the shadow', async () => {
  const [plain, checked] = [await openMemory(), await openMemory({ checked: true })];
  run(plain, 9, 5000);
  run(checked, 9, 5000);
  const { HEAP_BYTES, viewBytes } = plain.heap;
  expect(Buffer.compare(viewBytes(0, HEAP_BYTES), checked.heap.viewBytes(0, HEAP_BYTES))).toBe(0);
});

test('mistakes are found, with the place', async () => {
  const { memory, shadow } = await openMemory({ checked: true });
  const p = memory.allocate(100);
  memory.allocate(100);
  expect(() => shadow.assertAlive(p + 16, 'incref')).not.toThrow();
  expect(() => shadow.assertAlive(4096, 'incref')).not.toThrow();
  expect(() => memory.release(p + 16)).toThrow(/release: 0x\w+ lies 16 bytes into the block at 0x/);
  memory.release(p);
  expect(() => memory.release(p)).toThrow(/release: 0x\w+ is a block of 100 bytes that was freed/);
  expect(() => memory.resize(p, 10)).toThrow(/resize: .* freed/);
  expect(() => shadow.assertAlive(p + 16, 'decref')).toThrow(
    /decref: 0x\w+ lies 16 bytes into the freed block/
  );
  expect(() => shadow.assertAlive(0, 'decref')).toThrow(/decref: 0x0 was never allocated/);
  expect(() => shadow.assertAlive(64 << 20, 'decref')).toThrow();
});
