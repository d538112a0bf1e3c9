/** array: numbers of one kind, close together.  CPython: Modules/arraymodule.c. */
import { defineModule } from '../abstract/define.js';
import { KINDS, PyArray_Type } from '../include/array.js';
import './array/array.js';

export const arrayModule = defineModule({
  name: 'array',
  doc: 'Arrays of numbers of one kind.',
  types: { array: PyArray_Type, ArrayType: PyArray_Type },
  constants: { typecodes: KINDS.map(kind => kind.code).join('') }
});
