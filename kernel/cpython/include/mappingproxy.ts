/** mappingproxy: a read-only view of a mapping, such as a class's `__dict__`.  CPython: Objects/descrobject.c. */
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { owns, struct } from '../heap/struct.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { newRef } from '../object/refcount.js';
import { staticType } from './type.js';

export const PyDictProxy_Type = staticType();
export const MappingProxy = struct('mappingproxy', 'mappingproxyobject', { mapping: owns });

/** A proxy of a mapping, which is lent.  @cpython Objects/descrobject.c PyDictProxy_New */
export function newMappingProxy(mapping: Ref): Result<'mappingproxy'> {
  const proxy = newObject<'mappingproxy'>(PyDictProxy_Type);
  if (proxy === 0) return NULL;
  MappingProxy.mapping.set(proxy, newRef(mapping));
  track(proxy);
  return proxy;
}
