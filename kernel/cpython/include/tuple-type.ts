/** The type object of tuple, which tracking.ts needs before tuples can be made. */
import { staticType } from './type.js';

export const PyTuple_Type = staticType();
