/** Our own lint rules, as an ESLint plugin: they say what to do instead. */
import noModuleLet from './no-module-let.mjs';
import noVersionTest from './no-version-test.mjs';
import ownedExactlyOnce from './owned-exactly-once.mjs';
import typedArraysInHeap from './typed-arrays-in-heap.mjs';

export default {
  meta: { name: 'refscope' },
  rules: {
    'no-module-let': noModuleLet,
    'no-version-test': noVersionTest,
    'owned-exactly-once': ownedExactlyOnce,
    'typed-arrays-in-heap': typedArraysInHeap
  }
};
