/** _sha256: sha224 and sha256.  CPython: Modules/sha256module.c. */
import { defineModule } from '../abstract/define.js';
import { constructors, typesOf } from './sha2/hash.js';

export const sha256 = defineModule({
  name: '_sha256',
  versions: '2.7-3.11',
  functions: constructors('sha224', 'sha256'),
  types: typesOf('sha224', 'sha256')
});
