/**
 * The results of a cache in the order they were last asked for: a ring of links that begins and ends at the cache itself, which
 * owns them; its dict owns them too.  CPython: Modules/_functoolsmodule.c lru_list_elem.
 */
import { storePointer } from '../../heap/memory.js';
import { type Owned, type Ref, type Result } from '../../heap/reference.js';
import { borrows, int32, mayOwn, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { thenFree } from '../../abstract/fields.js';
import { newObject } from '../../object/create.js';
import { staticType } from '../../include/type.js';
import { thenRelease } from '../../object/dealloc.js';
import { take } from '../../object/refcount.js';

export const Link_Type = staticType();
export const Link = structAt(
  'functools._lru_list_elem',
  { prev: borrows, next: borrows, hashLow: int32, hashHigh: int32, key: mayOwn, result: mayOwn },
  { prev: 16, next: 24, hashLow: 32, hashHigh: 36, key: 40, result: 48 },
  56
);
const { prev, next } = Link;

/** A link that is in no ring yet. */
export const newLink = (): Result => newObject(Link_Type);
/** Fills a link; takes key and result over. */
export function fillLink(link: Ref, key: Owned, result: Owned, low: number, high: number): void {
  Link.key.set(link, key);
  Link.result.set(link, result);
  Link.hashLow.set(link, low);
  Link.hashHigh.set(link, high);
}
export function beginRing(root: Ref): void {
  prev.set(root, root as never);
  next.set(root, root as never);
}
/** The link that was asked for longest ago, or the root. */
export const oldest = (root: Ref): Ref => next(root) as Ref;
/** Takes a link out of the ring; the reference of the ring is then the caller's. */
export function extract(link: Ref): Owned {
  const [before, after] = [prev(link) as Ref, next(link) as Ref];
  next.set(before, after as never);
  prev.set(after, before as never);
  return link as Owned;
}
/** Puts a link (stolen) last: it was asked for just now. */
export function append(root: Ref, link: Owned): void {
  const last = prev(root) as Ref;
  prev.set(link, last as never);
  next.set(link, root as never);
  prev.set(root, link as never);
  storePointer(last + next.offset, link); // the ring's reference
}
/** Visits the links, oldest first. */
export function eachLink(root: Ref, visit: (link: Ref) => void): void {
  for (let link = next(root); link !== root && link !== 0;) {
    const after = next(link);
    visit(link);
    link = after;
  }
}
/** Takes all links out of the ring and gives them in their order. */
export function unlinkAll(root: Ref): Owned[] {
  const links: Owned[] = [];
  eachLink(root, link => links.push(link as Owned));
  beginRing(root);
  return links;
}

export const link = defineType({
  name: 'functools._lru_list_elem',
  type: Link_Type,
  struct: Link,
  noNew: true,
  dealloc(self) {
    thenFree(self);
    thenRelease(take(self, Link.result));
    thenRelease(take(self, Link.key));
  }
});
