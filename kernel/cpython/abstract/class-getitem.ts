/** `__class_getitem__` of the builtin containers: `list[int]`. */
import type { Ref } from '../heap/reference.js';
import { newGenericAlias } from '../include/generic-alias.js';
import type { Method } from './define.js';

export const classGetitem: Method = {
  versions: '3.9-',
  kind: 'class',
  signature: '($type, object, /)',
  doc: 'See PEP 585',
  call: ((type: Ref, args: Ref) => newGenericAlias(type, args)) as never
};
