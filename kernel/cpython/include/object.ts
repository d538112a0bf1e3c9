/** object and type: the two that everything begins with. */
import { staticType } from './type.js';

export const PyBaseObject_Type = staticType();
export const PyType_Type = staticType();
