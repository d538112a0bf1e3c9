/**
 * The checked build's knowledge of blocks, in a map beside the heap: for the start of every block its size while it is
 * alive, the negative of its last size after it was freed.  What it finds is a bug of the simulator, so it throws.
 */
import { HEAP_BYTES, type Address } from '../heap/memory.js';
import { shadowMap } from '../heap/shadow-map.js';
import { realm } from '../profiles/realm.js';
import { BRK_BASE, STATIC_BASE, staticTop } from '../process/space.js';

/** Whether this realm is the checked build.  A constant, so that what depends on it folds away. */
export const CHECKED: boolean = realm.checked;

const GRAIN = 8;
const shadow = shadowMap(GRAIN, CHECKED);
/** How far inside its block an object can begin: GC header and what lies before it. */
const HEADER_ROOM = 64;

const hex = (p: Address): string => `0x${p.toString(16)}`;

function fail(what: string, address: Address, why: string): never {
  throw new Error(`kernel bug: ${what}: ${hex(address)} ${why}`);
}

function describe(address: Address): string {
  const state = shadow.get(address);
  if (state < 0) return `is a block of ${-state} bytes that was freed`;
  if (state > 0) return `is a block of ${state} bytes`;
  const start = startBelow(address, 4096);
  if (start === 0) return 'was never allocated';
  const size = shadow.get(start);
  return `lies ${address - start} bytes into ${size > 0 ? 'the block' : 'the freed block'} at ${hex(start)}`;
}

/** Where the block that contains `address`, alive or freed, begins: at most `room` bytes below; or 0. */
function startBelow(address: Address, room: number): Address {
  const first = address & -GRAIN;
  for (let p = first; p >= BRK_BASE && p > first - room; p -= GRAIN) {
    const size = shadow.get(p);
    if (size !== 0) return address < p + Math.abs(size) ? p : 0;
  }
  return 0;
}

/** A block was handed out. */
export function shadowAllocated(p: Address, size: number): void {
  if (shadow.get(p) > 0) fail('allocate', p, `${describe(p)} and alive`);
  shadow.set(p, Math.max(size, 1));
  for (let inside = p + GRAIN; inside < p + size; inside += GRAIN) {
    if (shadow.get(inside) > 0) fail('allocate', p, `overlaps the living block at ${hex(inside)}`);
    shadow.set(inside, 0);
  }
}

/** A block is about to be given back. */
export function shadowReleasing(p: Address): void {
  if (shadow.get(p) <= 0) fail('release', p, describe(p));
  shadow.set(p, -shadow.get(p));
}

/** A block is about to change its size. */
export function shadowResizing(p: Address): void {
  if (shadow.get(p) <= 0) fail('resize', p, describe(p));
}

/** A block was moved, or not, and has a new size. */
export function shadowResized(from: Address, to: Address, size: number): void {
  shadow.set(from, -shadow.get(from));
  shadowAllocated(to, size);
}

/** Throws unless `address` is, in this build, a static one or the start of an object in a living block. */
export function assertAlive(address: Address, what: string): void {
  if (CHECKED) assertWithin(address, what, HEADER_ROOM);
}

/** Throws unless `address` is a static one or lies in a living block, at most `room` bytes from its start. */
export function assertWithin(address: Address, what: string, room: number): void {
  if (!CHECKED || (address >= STATIC_BASE && address < staticTop())) return;
  const start = startBelow(address, room);
  if (start === 0 || shadow.get(start) < 0) fail(what, address, describe(address));
}

/** Every living block and its size as asked for, in order of address. */
export function* shadowLive(): Generator<{ readonly address: Address; readonly size: number }> {
  for (let p = BRK_BASE; CHECKED && p < HEAP_BYTES; p += GRAIN) {
    const size = shadow.get(p);
    if (size > 0) yield { address: p, size };
  }
}

/** The shadow of a heap that was put back from a copy: sizes are those of the blocks, not those asked for. */
export function rebuildShadow(living: Iterable<{ readonly address: Address; readonly size: number }>): void {
  if (!CHECKED) return;
  shadow.clear();
  for (const { address, size } of living) shadow.set(address, size);
}
