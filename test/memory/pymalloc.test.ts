/** Rules of pymalloc that a program can see.  The figures per pool are those of real CPythons. */
import { describe, expect, test } from 'vitest';
import { openMemory, type Memory } from './realm.js';

/** cpython-facts/pymalloc.json: blocks in a pool, for each size class. */
const blocksPerPool: Readonly<Record<string, readonly number[]>> = {
  '3.9': [
    253, 126, 84, 63, 50, 42, 36, 31, 28, 25, 23, 21, 19, 18, 16, 15, 14, 14, 13, 12, 12, 11, 11, 10, 10, 9,
    9, 9, 8, 8, 8, 7
  ],
  '3.14': [
    1021, 510, 340, 255, 204, 170, 145, 127, 113, 102, 92, 85, 78, 72, 68, 63, 60, 56, 53, 51, 48, 46, 44, 42,
    40, 39, 37, 36, 35, 34, 32, 31
  ]
};

/** Fills one pool of a size class. */
function fillPool({ memory, pymalloc }: Memory, size: number): number[] {
  const count = pymalloc.blocksPerPool(pymalloc.classOf(size));
  return Array.from({ length: count }, () => memory.allocate(size));
}
const fillArena = ({ memory, arenas }: Memory, size: number): number[] => {
  const blocks = [memory.allocate(size)];
  for (const begun = arenas.arenasInUse(); ;) {
    const block = memory.allocate(size);
    if (arenas.arenasInUse() === begun) blocks.push(block);
    else {
      memory.release(block);
      return blocks;
    }
  }
};

describe.each(['3.9', '3.11', '3.14'])('%s', python => {
  const open = (): Promise<Memory> => openMemory({ python });

  test('fresh blocks ascend', async () => {
    const { memory } = await open();
    const blocks = [1, 2, 3, 4].map(() => memory.allocate(48));
    expect(blocks.map(p => p - blocks[0]!)).toEqual([0, 48, 96, 144]);
  });

  test('the first block lies behind a header of 48 bytes, and arenas are aligned to pages', async () => {
    const { heap, memory, pymalloc, arenas } = await open();
    const p = memory.allocate(16);
    expect(p & (pymalloc.POOL_SIZE - 1)).toBe(48);
    expect(heap.load(pymalloc.poolOf(p))).toBe(1);
    const arena = arenas.arenaAt(0);
    expect(arenas.Arena.ntotalpools(arena)).toBe(python === '3.9' ? 64 : 63);
  });

  test('a pool holds as many blocks as a real one', async () => {
    const m = await open();
    const counts = m.pymalloc.SIZE_CLASSES;
    for (let index = 0; index < counts; index++) {
      const size = (index + 1) * 16;
      const first = m.memory.allocate(size);
      let count = 1;
      while (m.pymalloc.poolOf(m.memory.allocate(size)) === m.pymalloc.poolOf(first)) count++;
      expect(count).toBe(blocksPerPool[python === '3.9' ? '3.9' : '3.14']![index]);
    }
  });

  test('within a pool the last block freed is the first to be used again', async () => {
    const { memory } = await open();
    const blocks = [1, 2, 3, 4].map(() => memory.allocate(32));
    for (const p of blocks.slice(0, 3)) memory.release(p);
    expect([1, 2, 3].map(() => memory.allocate(32))).toEqual([blocks[2], blocks[1], blocks[0]]);
  });

  test('a block freed in a full pool is the next one given away', async () => {
    const m = await open();
    const full = fillPool(m, 64);
    m.memory.allocate(64);
    const p = full[7]!;
    m.memory.release(p);
    expect(m.memory.allocate(64)).toBe(p);
  });

  test('across pools the order is not plain last in, first out', async () => {
    const m = await open();
    const one = fillPool(m, 64);
    const two = fillPool(m, 64);
    m.memory.allocate(64);
    const [x, y, z] = [one[3]!, one[9]!, two[5]!];
    for (const p of [x, z, y]) m.memory.release(p);
    expect([1, 2, 3].map(() => m.memory.allocate(64))).toEqual([z, y, x]);
  });

  test('an empty pool serves another size class', async () => {
    const m = await open();
    const blocks = fillPool(m, 128);
    for (const p of blocks) m.memory.release(p);
    const other = m.memory.allocate(256);
    expect(m.pymalloc.poolOf(other)).toBe(m.pymalloc.poolOf(blocks[0]!));
  });

  test('a pool that serves the same class again keeps the order of its free blocks', async () => {
    const { memory } = await open();
    const [a, b] = [memory.allocate(128), memory.allocate(128)];
    memory.release(a);
    memory.release(b);
    expect([memory.allocate(128), memory.allocate(128)]).toEqual([b, a]);
  });

  test('an arena without a block in use goes back, but not the last one from 3.9', async () => {
    const m = await open();
    const first = fillArena(m, 512);
    const second = fillArena(m, 512);
    const before = m.space.residentPages();
    expect(m.arenas.arenasInUse()).toBe(3);
    for (const p of second) m.memory.release(p);
    for (const p of first) m.memory.release(p);
    expect(m.arenas.arenasInUse()).toBe(1);
    expect(m.memory.allocatedBlocks()).toBe(0);
    expect(before - m.space.residentPages()).toBeGreaterThan((m.pymalloc.ARENA_SIZE / 4096) * 1.9);
  });

  test('pools come from the arena with the fewest free ones', async () => {
    const m = await open();
    const first = fillArena(m, 512);
    const second = fillArena(m, 512);
    const perPool = m.pymalloc.blocksPerPool(31);
    for (const p of first.slice(0, 2 * perPool)) m.memory.release(p);
    for (const p of second.slice(0, perPool)) m.memory.release(p);
    const arenaOf = (p: number): number => m.pymalloc.Pool.arenaindex(m.pymalloc.poolOf(p));
    expect(arenaOf(m.memory.allocate(16))).toBe(arenaOf(second[0]!));
    expect(arenaOf(m.memory.allocate(32))).toBe(arenaOf(first[0]!));
  });

  test('larger requests, and 0, come from malloc, and count as blocks', async () => {
    const { memory, space } = await open();
    const blocks = [memory.allocate(513), memory.allocate(0), memory.allocate(512), memory.allocate(1)];
    expect(blocks.map(space.inArena)).toEqual([false, false, true, true]);
    expect(memory.allocatedBlocks()).toBe(4);
    for (const p of blocks) memory.release(p);
    memory.release(0);
    expect(memory.allocatedBlocks()).toBe(0);
  });

  test('a block stays where it is unless a quarter of it would be wasted', async () => {
    const { memory } = await open();
    const p = memory.allocate(128);
    expect(memory.resize(p, 97)).toBe(p);
    expect(memory.resize(p, 128)).toBe(p);
    const moved = memory.resize(p, 96);
    expect(moved).not.toBe(p);
    expect([128, 600].map(size => memory.blockSize(memory.allocate(size)))).toEqual([128, 600]);
  });

  test('sizes beyond 32 bits and a full heap give 0', async () => {
    const { memory } = await openMemory({ python, heap: 16 * 1024 * 1024 });
    expect([2 ** 32 + 8, 2 ** 31, 2 ** 40, 12 * 2 ** 20].map(memory.allocate)).toEqual([0, 0, 0, 0]);
    let blocks = 0;
    while (memory.allocate(500) !== 0) blocks++;
    expect(blocks).toBeGreaterThan(14_000);
    expect(memory.allocate(100_000)).toBe(0);
  });
});
