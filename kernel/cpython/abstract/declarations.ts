/** The declaration a builtin type was made from, by its address: for what the heap cannot say (labels, owned references). */
import type { PyType } from '../object/header.js';
import { TypeObject } from '../include/type.js';
import { declaredTypes, type TypeDeclaration } from './define.js';

const byType = new Map<number, TypeDeclaration>();
/** After all declarations are loaded. */
export function indexDeclarations(): void {
  for (const d of declaredTypes) byType.set(d.type, d);
}
/** The declaration of a builtin type, or of the builtin type that a class is laid out like. */
export function declarationOf(t: PyType): TypeDeclaration {
  for (let at: number = t; at !== 0; at = TypeObject.tp_base(at)) {
    const found = byType.get(at);
    if (found !== undefined) return found;
  }
  throw new Error('a type without a declared base');
}
/** The declaration of exactly this type; undefined for a class. */
export const declarationFor = (t: PyType): TypeDeclaration | undefined => byType.get(t);
