/** Slot wrappers by number, for the descriptors of builtin types. */
import { registerWrapper } from '../../abstract/wrappers.js';
import { slotDefs } from './slotdefs.js';
import { toHost } from '../../include/str.js';

const numbers = slotDefs.map(def =>
  registerWrapper({ name: toHost(def.name), signature: def.signature, nargs: def.nargs, wrap: def.wrap })
);
/** The number of the wrapper of a slot definition. */
export const wrapperNumber = (i: number): number => numbers[i]!;
