/**
 * A struct is declared once: CPython's field names, and what each field is.  Accessors, the hexdump's captions, the
 * names `holders()` shows and the audit follow from the declaration.  A field is a function: `allocated(self)` reads,
 * `allocated.set(self, n)` writes.  The build replaces both by direct loads and stores (kernel/build/inline-fields.mjs).
 */
import { layoutOf } from './layout.js';
import { load, load16, load8, loadF64, store, store16, store8, storeF64, type Address } from './memory.js';
import type { Owned, Ref } from './reference.js';

/** `owns` and `mayOwn`: one owned reference (`mayOwn`: or NULL).  `items`: a block with `ob_size` owned references. */
export type Kind =
  | 'owns'
  | 'mayOwn'
  | 'borrows'
  | 'items'
  | 'pointer'
  | 'ssize'
  | 'int32'
  | 'uint16'
  | 'uint8'
  | 'double'
  | 'native'
  | 'wide';

export interface FieldKind<Read, Write> {
  readonly kind: Kind;
  readonly read?: Read;
  readonly write?: Write;
}
const fieldKind = <R, W = R>(kind: Kind): FieldKind<R, W> => ({ kind });

/** One owned reference: lends when read, wants an Owned when set (what was there is not released: see setRef). */
export const owns = fieldKind<Ref, Owned>('owns');
/** One owned reference or NULL. */
export const mayOwn = fieldKind<Ref | 0, Owned | 0>('mayOwn');
/** A reference that somebody else keeps alive; say why. */
export const borrows = fieldKind<Ref | 0>('borrows');
/** A block of owned references, as many as the owner's `ob_size`; NULL when there is none. */
export const items = fieldKind<Address>('items');
/** A block that holds no references the audit could count by itself. */
export const pointer = fieldKind<Address>('pointer');
/** Py_ssize_t whose value fits 31 bits; negative ones are sign-extended. */
export const ssize = fieldKind<number>('ssize');
export const int32 = fieldKind<number>('int32');
export const uint16 = fieldKind<number>('uint16');
export const uint8 = fieldKind<number>('uint8');
export const double = fieldKind<number>('double');
/** A C function pointer: an index into the table of natives. */
export const native = fieldKind<number>('native');
/** 64 bits read as the low word; the high word by `.high(self)`. */
export const wide = fieldKind<number>('wide');

export interface Field<R = number, W = R> {
  (self: Address): R;
  set(self: Address, value: W): void;
  /** The high word of a `wide` field. */
  high(self: Address): number;
  setHigh(self: Address, value: number): void;
  /** Bytes from the object's start; NaN where this version's struct has no such field. */
  readonly offset: number;
  readonly kind: Kind;
  readonly fieldName: string;
  /** Whether this version's struct has the field. */
  readonly exists: boolean;
}
type Fields<D> = { readonly [K in keyof D]: D[K] extends FieldKind<infer R, infer W> ? Field<R, W> : never };
export interface StructInfo {
  readonly $name: string;
  readonly $cName: string;
  /** sizeof, bytes; 0 where this version has no such struct. */
  readonly $size: number;
  readonly $fields: readonly Field<never, never>[];
}
export type Struct<D> = Fields<D> & StructInfo;

const readers: Record<Kind, (offset: number) => (self: Address) => number> = {
  owns: offset => self => load(self + offset),
  mayOwn: offset => self => load(self + offset),
  borrows: offset => self => load(self + offset),
  items: offset => self => load(self + offset),
  pointer: offset => self => load(self + offset),
  ssize: offset => self => load(self + offset),
  int32: offset => self => load(self + offset),
  native: offset => self => load(self + offset),
  wide: offset => self => load(self + offset),
  uint16: offset => self => load16(self + offset),
  uint8: offset => self => load8(self + offset),
  double: offset => self => loadF64(self + offset)
};
type Writer = (offset: number) => (self: Address, value: number) => void;
const setWord: Writer = offset => (self, value) => store(self + offset, value);
const setSize: Writer = offset => (self, value) => {
  store(self + offset, value);
  store(self + offset + 4, value >> 31);
};
const writers: Record<Kind, Writer> = {
  owns: setWord,
  mayOwn: setWord,
  borrows: setWord,
  items: setWord,
  pointer: setWord,
  native: setWord,
  int32: setWord,
  wide: setWord,
  ssize: setSize,
  uint16: offset => (self, value) => store16(self + offset, value),
  uint8: offset => (self, value) => store8(self + offset, value),
  double: offset => (self, value) => storeF64(self + offset, value)
};

function field(name: string, kind: Kind, offset: number | undefined): Field {
  const where = offset ?? NaN;
  const read = readers[kind](where);
  return Object.assign((self: Address) => read(self), {
    set: writers[kind](where),
    high: (self: Address) => load(self + where + 4),
    setHigh: (self: Address, value: number) => store(self + where + 4, value),
    offset: where,
    kind,
    fieldName: name,
    exists: offset !== undefined
  });
}

const declared = new Map<string, StructInfo>();

/** Declares a struct of CPython by its C name; offsets come from the version's layout table. */
export function struct<
  const D extends Readonly<Record<string, FieldKind<never, never> | FieldKind<unknown, unknown>>>
>(name: string, cName: string, declaration: D): Struct<D> {
  const layout = layoutOf(cName);
  return declare(name, cName, declaration, layout?.size ?? 0, key => layout?.fields[key]);
}

/** Declares a struct of our own: every field takes a word of 8 bytes, in order, from `start`. */
export function ownStruct<
  const D extends Readonly<Record<string, FieldKind<never, never> | FieldKind<unknown, unknown>>>
>(name: string, declaration: D, start = 0): Struct<D> {
  const keys = Object.keys(declaration);
  return declare(name, name, declaration, start + keys.length * 8, key => start + keys.indexOf(key) * 8);
}

/** Declares a struct whose fields lie at these offsets: for what layouts give only as a nested struct. */
export function structAt<
  const D extends Readonly<Record<string, FieldKind<never, never> | FieldKind<unknown, unknown>>>
>(name: string, declaration: D, offsets: { readonly [K in keyof D]: number }, size: number): Struct<D> {
  return declare(name, name, declaration, size, key => offsets[key as keyof D]);
}

function declare<D extends Readonly<Record<string, FieldKind<never, never> | FieldKind<unknown, unknown>>>>(
  name: string,
  cName: string,
  declaration: D,
  size: number,
  offsetOf: (key: string) => number | undefined
): Struct<D> {
  const fields = Object.entries(declaration).map(
    ([key, kind]) => [key, field(key, kind.kind, offsetOf(key))] as const
  );
  const info: StructInfo = {
    $name: name,
    $cName: cName,
    $size: size,
    $fields: fields.map(([, f]) => f as unknown as Field<never, never>)
  };
  const made = Object.assign(Object.fromEntries(fields), info) as unknown as Struct<D>;
  declared.set(name, made);
  return made;
}

/** Every struct declared so far, by the name its type has. */
export const structsDeclared: ReadonlyMap<string, StructInfo> = declared;
