/** One object, by its address: what a click on a node shows. */
import type { Ref } from '../heap/reference.js';
import type { DescribeValue } from '../../wire/events.js';
import { builtinSize, sizeBefore } from '../abstract/size.js';
import { typeOf } from '../object/header.js';
import { holdersOf, refcountOf } from './holders.js';
import { walkHeap } from './walk.js';
import { fullName, shortRepr } from './words.js';

/** Those of the addresses at which an object lives. */
export function liveObjects(addresses: readonly number[]): Ref[] {
  const { objects } = walkHeap(() => undefined);
  return addresses.filter((address): address is Ref => objects.has(address as Ref));
}
export function describe(address: number): DescribeValue {
  const [o] = liveObjects([address]);
  if (o === undefined) return { type: 'describe', object: null };
  return {
    type: 'describe',
    object: {
      address,
      typeName: fullName(typeOf(o)),
      repr: shortRepr(o),
      size: builtinSize(o) + sizeBefore(o),
      refcnt: refcountOf(o),
      holders: holdersOf(o)
    }
  };
}
