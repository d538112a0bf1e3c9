/** _sha2: all hashes of the family.  CPython: Modules/sha2module.c. */
import { defineModule } from '../abstract/define.js';
import { constructors, typesOf } from './sha2/hash.js';

export const sha2 = defineModule({
  name: '_sha2',
  versions: '3.12-',
  functions: constructors('sha224', 'sha256', 'sha384', 'sha512'),
  types: typesOf('sha224', 'sha256', 'sha384', 'sha512')
});
