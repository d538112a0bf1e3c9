/** C functions: a slot in the heap holds a number, which indexes this table.  Filled while modules load; never after. */
export type Native = (...args: never[]) => unknown;

const table: Native[] = [() => missing(0)];

function missing(index: number): never {
  throw new Error(`call of native ${index}`);
}

const numbers = new Map<Native, number>();
/** The number that slots in the heap hold for a function: always the same one. */
export function native(f: Native): number {
  const known = numbers.get(f);
  if (known !== undefined) return known;
  const number = table.push(f) - 1;
  numbers.set(f, number);
  return number;
}
/** The function behind a number; the caller knows its signature by the slot it read. */
export const natives = table as unknown as readonly ((...args: unknown[]) => never)[];
