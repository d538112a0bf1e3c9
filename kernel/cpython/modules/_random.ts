/** _random: the Mersenne twister under random.Random.  CPython: Modules/_randommodule.c. */
import { defineModule } from '../abstract/define.js';
import { PyRandom_Type } from './random/random.js';

export const random = defineModule({
  name: '_random',
  doc: 'Module implements the Mersenne Twister random number generator.',
  types: { Random: PyRandom_Type }
});
