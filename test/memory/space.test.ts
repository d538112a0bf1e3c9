/** The address space and malloc, where no recorded sequence reaches. */
import { expect, test } from 'vitest';
import { openMemory } from './realm.js';

test('areas lie one behind the other', async () => {
  const { space, heap } = await openMemory({ heap: 256 * 1024 * 1024 });
  const borders = [
    space.STATIC_BASE,
    space.staticTop(),
    space.BRK_BASE,
    space.mmapFloor(),
    space.stackBase,
    space.stackLimit
  ];
  expect([...borders].sort((a, b) => a - b)).toEqual(borders);
  expect(space.stackLimit - space.stackBase).toBe(16 * 1024 * 1024);
  expect(heap.HEAP_BYTES - space.OWN_BASE).toBe(32 * 1024 * 1024);
  expect(space.pageKind(0)).toBe(space.pageKinds.unmapped);
  expect(space.pageKind(space.stackBase)).toBe(space.pageKinds.stack);
});

test('static memory is aligned, and ends', async () => {
  const { space } = await openMemory();
  expect(space.staticAllocate(3) % 16).toBe(0);
  expect(space.staticAllocate(8, 64) % 64).toBe(0);
  expect(() => space.staticAllocate(4 * 1024 * 1024)).toThrow(/static memory is full/);
});

test('mappings lie below each other, and the highest gap that fits is used first', async () => {
  const { space, heap } = await openMemory();
  const [a, b, c, d] = [1, 2, 1, 3].map(pages => space.mmap(pages * space.PAGE)) as [
    number,
    number,
    number,
    number
  ];
  expect(a + space.PAGE).toBe(space.MMAP_TOP);
  expect([a - b, b - c, c - d]).toEqual([2 * space.PAGE, space.PAGE, 3 * space.PAGE]);
  heap.store(b, 42);
  space.munmap(b, 2 * space.PAGE);
  expect(space.mmap(3 * space.PAGE)).toBe(d - 3 * space.PAGE);
  expect(space.mmap(1)).toBe(b + space.PAGE);
  expect(space.mmap(1)).toBe(b);
  expect(heap.load(b)).toBe(0);
  space.munmap(d - 3 * space.PAGE, 3 * space.PAGE);
  expect(space.mmapFloor()).toBe(d);
});

test('resident pages: touched ones count, unmapped ones no longer', async () => {
  const { space, malloc } = await openMemory();
  malloc.malloc(1);
  const before = space.residentPages();
  const p = malloc.malloc(1024 * 1024);
  expect(space.residentPages() - before).toBe(257);
  malloc.free(p);
  expect(space.residentPages()).toBe(before);
  expect(space.peakResidentPages()).toBe(before + 257);
});

test('neighbours merge when they are freed', async () => {
  const { malloc } = await openMemory();
  const [a, b, c] = [2000, 3000, 2000].map(malloc.malloc) as [number, number, number];
  malloc.malloc(24);
  malloc.free(a);
  malloc.free(c);
  malloc.free(b);
  expect(malloc.malloc(7000)).toBe(a);
});

test('a block grows in place into the free chunk behind it, and at the end of the heap', async () => {
  const { malloc } = await openMemory();
  const [a, b] = [2000, 3000].map(malloc.malloc) as [number, number];
  expect(malloc.realloc(b, 20_000)).toBe(b);
  malloc.malloc(24);
  malloc.free(b);
  expect(malloc.realloc(a, 4000)).toBe(a);
  expect(malloc.usableSize(a)).toBe(4008);
});

test('large requests are mapped by themselves until one was freed', async () => {
  const { malloc, space, heap } = await openMemory();
  const p = malloc.malloc(200_000);
  expect(space.pageKind(p)).toBe(space.pageKinds.mapped);
  expect(p & (space.PAGE - 1)).toBe(16);
  heap.store(p + 199_996, 77);
  const moved = malloc.realloc(p, 400_000);
  expect(heap.load(moved + 199_996)).toBe(77);
  malloc.free(moved);
  expect(space.pageKind(malloc.malloc(200_000))).toBe(space.pageKinds.brk);
});

test('the end of the heap goes back to the system', async () => {
  const { malloc, space } = await openMemory();
  const blocks = Array.from({ length: 40 }, () => malloc.malloc(50_000));
  const high = space.programBreak();
  for (const p of blocks) malloc.free(p);
  expect(high - space.programBreak()).toBeGreaterThan(1_800_000);
});

test('own memory: zeroed, aligned, reused by size class', async () => {
  const { own, heap } = await openMemory();
  const inUse = own.ownInUse();
  const p = own.ownAllocate(100);
  expect(p % 16).toBe(0);
  heap.fill(p, 255, 100);
  own.ownFree(p, 100);
  const q = own.ownAllocate(112);
  expect(q).toBe(p);
  expect(heap.load(q)).toBe(0);
  const sizes = [513, 640, 641, 1024, 1025, 5000, 65536, 100_000, 1_000_000];
  const blocks = sizes.map(own.ownAllocate);
  for (let i = 1; i < blocks.length; i++)
    expect(blocks[i]! - blocks[i - 1]!).toBeGreaterThanOrEqual(sizes[i - 1]!);
  sizes.forEach((size, i) => own.ownFree(blocks[i]!, size));
  own.ownFree(q, 112);
  expect(own.ownInUse()).toBe(inUse);
  expect(own.ownAllocate(64 * 1024 * 1024)).toBe(0);
});
