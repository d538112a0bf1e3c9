/** _sha512: sha384 and sha512.  CPython: Modules/sha512module.c. */
import { defineModule } from '../abstract/define.js';
import { constructors, typesOf } from './sha2/hash.js';

export const sha512 = defineModule({
  name: '_sha512',
  versions: '2.7-3.11',
  functions: constructors('sha384', 'sha512'),
  types: typesOf('sha384', 'sha512')
});
