/**
 * The address space of the simulated process, and which of its pages are mapped and resident.
 *
 *     0         nothing: reading NULL is a bug
 *     4 KiB     static data, as in a C binary's .data; grows while modules load
 *     4 MiB     the brk heap, growing up
 *               the mmap area, growing down
 *               the stack: chunks for frames
 *               own memory: what the simulated process does not know, see own.ts
 *
 * All of its state lies in the first page of own memory, and in the page table that follows it.
 */
import { HEAP_BYTES, load, load8, store, store8, zero, type Address } from '../heap/memory.js';

export const PAGE = 4096;
const PAGE_BITS = 12;
const MIB = 1024 * 1024;

if (HEAP_BYTES < 8 * MIB || HEAP_BYTES % MIB !== 0)
  throw new Error(`a heap of ${HEAP_BYTES} bytes: at least 8 MiB are needed, in whole MiB`);

/** First static address, and the first one after them. */
export const STATIC_BASE: Address = PAGE;
export const BRK_BASE: Address = 4 * MIB;

const eighth = Math.min(HEAP_BYTES >> 3, 64 * MIB) & -PAGE;
const sixteenth = Math.min(HEAP_BYTES >> 4, 16 * MIB) & -PAGE;
/** Own memory: from here to the end of the heap. */
export const OWN_BASE: Address = HEAP_BYTES - eighth;
/** The stack region: [stackBase, stackLimit). */
export const stackLimit: Address = OWN_BASE;
export const stackBase: Address = stackLimit - sixteenth;
/**
 * The mmap area ends here, and the first mapping lies right below.  A page past a multiple of 16 KiB, so that arenas
 * are page- but not pool-aligned where pools are larger than pages, as on Linux three times out of four.
 */
export const MMAP_TOP: Address = stackBase - 16384 + PAGE;
/** How much the simulated process can be given by brk and mmap together, bytes. */
export const heapLimit = MMAP_TOP - BRK_BASE;

// State: one word of 8 bytes each.
const STATIC_TOP = OWN_BASE;
const BREAK = OWN_BASE + 8;
const MMAP_FLOOR = OWN_BASE + 16;
const HOLES = OWN_BASE + 24;
const RESIDENT = OWN_BASE + 32;
const PEAK = OWN_BASE + 40;
/** The table of pages: a byte each.  Then own memory that can be given away. */
const PAGES: Address = OWN_BASE + PAGE;
export const OWN_FREE: Address = PAGES + (((HEAP_BYTES >> PAGE_BITS) + PAGE - 1) & -PAGE);

/** What a page is for.  One that nobody asked for is `unmapped`. */
export const pageKinds = {
  unmapped: 0,
  static: 1,
  brk: 2,
  mapped: 3,
  arena: 4,
  stack: 5,
  own: 6
} as const;
export type PageKind = (typeof pageKinds)[keyof typeof pageKinds];
/** Set in the table for a page that was touched. */
const TOUCHED = 8;
const KIND = 7;

/** What the page of `p` is for. */
export const pageKind = (p: Address): number => load8(PAGES + (p >> PAGE_BITS)) & KIND;
/** Whether `p` lies in a pymalloc arena.  @cpython Objects/obmalloc.c address_in_range */
export const inArena = (p: Address): boolean => (load8(PAGES + (p >> PAGE_BITS)) & KIND) === pageKinds.arena;
export const isResident = (p: Address): boolean => (load8(PAGES + (p >> PAGE_BITS)) & TOUCHED) !== 0;

function setKind(from: Address, size: number, kind: PageKind): void {
  for (let page = from >> PAGE_BITS; page < (from + size) >> PAGE_BITS; page++) {
    if ((load8(PAGES + page) & TOUCHED) !== 0) store(RESIDENT, load(RESIDENT) - 1);
    store8(PAGES + page, kind);
  }
}

function become(page: number): void {
  const entry = load8(PAGES + page);
  if ((entry & TOUCHED) !== 0 || entry === pageKinds.unmapped) return;
  store8(PAGES + page, entry | TOUCHED);
  const resident = load(RESIDENT) + 1;
  store(RESIDENT, resident);
  if (resident > load(PEAK)) store(PEAK, resident);
}

/** The pages of `size` bytes at `p` become resident, as when the process writes there for the first time. */
export function touch(p: Address, size: number): void {
  for (let page = p >> PAGE_BITS; page <= (p + size - 1) >> PAGE_BITS; page++) become(page);
}

/** Pages in memory now: the resident set size, in pages of 4 KiB.  The binary's own code is not among them. */
export const residentPages = (): number => load(RESIDENT);
/** The most that `residentPages` ever was. */
export const peakResidentPages = (): number => load(PEAK);

/** Static memory for `size` bytes, zeroed, for good.  Used while modules load. */
export function staticAllocate(size: number, align = 16): Address {
  const p = (load(STATIC_TOP) + align - 1) & -align;
  const end = p + size;
  if (end > BRK_BASE) throw new Error(`static memory is full: ${size} bytes asked for`);
  store(STATIC_TOP, end);
  touch(p, size);
  return p;
}
/** The first static address not given away yet. */
export const staticTop = (): Address => load(STATIC_TOP);

/** The program break: the end of the brk heap. */
export const programBreak = (): Address => load(BREAK);

/**
 * sbrk: moves the break by `change` bytes, whole pages.  Returns whether there was room.  New memory is zeroed.
 */
export function moveBreak(change: number): boolean {
  const from = load(BREAK),
    to = from + change;
  if (to < BRK_BASE || to > load(MMAP_FLOOR)) return false;
  store(BREAK, to);
  if (change > 0) setKind(from, change, pageKinds.brk);
  else {
    setKind(to, -change, pageKinds.unmapped);
    zero(to, -change);
  }
  return true;
}

/**
 * mmap: `size` bytes, rounded up to pages, zeroed; or 0 when there is no room.  The highest gap that is large enough,
 * and its upper end, as Linux does.
 */
export function mmap(size: number, kind: 'mapped' | 'arena' = 'mapped'): Address {
  const bytes = (size + PAGE - 1) & -PAGE;
  let p = load(HOLES) >= bytes ? findHole(bytes) : 0;
  if (p !== 0) store(HOLES, load(HOLES) - bytes);
  else {
    p = load(MMAP_FLOOR) - bytes;
    if (p < load(BREAK)) return 0;
    store(MMAP_FLOOR, p);
  }
  setKind(p, bytes, pageKinds[kind]);
  return p;
}

/** The highest gap of `bytes` between the mappings, or 0. */
function findHole(bytes: number): Address {
  const floor = load(MMAP_FLOOR) >> PAGE_BITS,
    wanted = bytes >> PAGE_BITS;
  let free = 0;
  for (let page = (MMAP_TOP >> PAGE_BITS) - 1; page >= floor; page--) {
    if (load8(PAGES + page) !== pageKinds.unmapped) free = 0;
    else if (++free === wanted) return page << PAGE_BITS;
  }
  return 0;
}

/** munmap: gives `size` bytes, rounded up to pages, back. */
export function munmap(p: Address, size: number): void {
  const bytes = (size + PAGE - 1) & -PAGE;
  setKind(p, bytes, pageKinds.unmapped);
  zero(p, bytes);
  store(HOLES, load(HOLES) + bytes);
  let floor = load(MMAP_FLOOR);
  while (floor < MMAP_TOP && load8(PAGES + (floor >> PAGE_BITS)) === pageKinds.unmapped) {
    floor += PAGE;
    store(HOLES, load(HOLES) - PAGE);
  }
  store(MMAP_FLOOR, floor);
}

/** Whether the pages of [p, p + size) are all free to be mapped. */
export function isUnmapped(p: Address, size: number): boolean {
  if (p + size > MMAP_TOP) return false;
  for (let page = p >> PAGE_BITS; page < (p + size) >> PAGE_BITS; page++)
    if (load8(PAGES + page) !== pageKinds.unmapped) return false;
  return true;
}

/** Maps [p, p + size), which `isUnmapped` and lies above the lowest mapping. */
export function mapAt(p: Address, size: number): void {
  setKind(p, size, pageKinds.mapped);
  store(HOLES, load(HOLES) - size);
}

/** The lowest mapped address of the mmap area. */
export const mmapFloor = (): Address => load(MMAP_FLOOR);

store(STATIC_TOP, STATIC_BASE);
store(BREAK, BRK_BASE);
store(MMAP_FLOOR, MMAP_TOP);
setKind(STATIC_BASE, BRK_BASE - STATIC_BASE, pageKinds.static);
setKind(stackBase, stackLimit - stackBase, pageKinds.stack);
setKind(OWN_BASE, HEAP_BYTES - OWN_BASE, pageKinds.own);
