/** Where a C struct's fields lie in the realm's version. */
import { structs } from '../profiles/layouts/generated/structs.js';
import { at } from '../profiles/since.js';
import { realm } from '../profiles/realm.js';
import type { StructLayout } from '../profiles/layouts/structs.js';

/** Bytes in a word of the simulated machine. */
export const WORD = realm.version.word;

/** The layout of `cName`, or null where this version has no such struct. */
export function layoutOf(cName: string): StructLayout | null {
  const history = structs[cName];
  if (history === undefined) throw new Error(`no layout is recorded for ${cName}`);
  return at(history, realm.version.key) ?? null;
}
