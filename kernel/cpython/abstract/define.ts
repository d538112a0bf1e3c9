/**
 * Declaring a type or a module: what is said once here makes the type object's slots, its descriptors, the argument
 * checks, the TypeErrors, `__text_signature__` and the inspector's tooltip.  Declarations are collected while modules load;
 * boot.ts makes the objects (types/type.ts ready) when everything they need exists.
 */
import type { Answer, Done, Maybe, Owned, PUSHED, Ref } from '../heap/reference.js';
import type { Address } from '../heap/memory.js';
import type { PyType } from '../object/header.js';
import type { StructInfo } from '../heap/struct.js';
import type { SlotName } from '../object/slots.js';

/** What a slot with a Python-visible value answers. */
export type Unary = (self: Ref) => Answer;
/** Answers an owned NotImplemented when it cannot. */
export type Binary = (left: Ref, right: Ref) => Answer;
/** A method or function.  Arguments are borrowed, in the signature's order; one left out is NULL (0).  `*name` becomes two
 * parameters, the address of the first reference and how many; `**name` a borrowed dict or NULL. */
export type Call = (self: Ref, ...args: never[]) => Answer;

export interface Method {
  /** Python's own text signature: `($self, object, /)`, `($self, *args, key=None, default=<unrepresentable>)`. */
  readonly signature: string;
  readonly doc: string;
  readonly call: Call;
  /** Range of versions that have it, such as `3.8-`; absent: all. */
  readonly versions?: string;
  /** It unpacks its arguments by hand when there are no keywords: constructors that have a vectorcall. */
  readonly unpacks?: boolean;
  /** For a type's methods. */
  readonly kind?: 'method' | 'class' | 'static';
}
export interface Getset {
  readonly doc?: string;
  readonly get: (self: Ref) => Answer;
  /** value NULL: delete. */
  readonly set?: (self: Ref, value: Ref | 0) => Done | typeof PUSHED;
  readonly versions?: string;
}
/** A field shown as it is: a reference (None or AttributeError when NULL) or a number. */
export interface Member {
  readonly offset: number;
  readonly type: 'object' | 'objectOrError' | 'ssize' | 'int' | 'bool';
  readonly readonly?: boolean;
  readonly doc?: string;
  readonly versions?: string;
}

/** Called by traverse with each reference, in C's order; it may be called with NULL. */
export type Visit = (o: Ref | 0) => void;

export interface TypeDeclaration {
  /** tp_name: `list`, `collections.deque`. */
  readonly name: string;
  /** The reserved type object (`staticType()` in the type's header). */
  readonly type: PyType;
  /** Layout: basicsize is `$size` unless `basicsize` says otherwise. */
  readonly struct?: StructInfo;
  readonly basicsize?: number;
  readonly itemsize?: number;
  readonly base?: PyType;
  readonly doc?: string;
  /** May be subclassed (default false). */
  readonly subclassable?: boolean;
  /** Cannot be called to make instances. */
  readonly noNew?: boolean;
  readonly gc?: boolean;
  /** Its dealloc takes part in the trashcan. */
  readonly trashcan?: boolean;
  readonly flags?: number;
  /** Offset of the list of weak references, and of the dict, in an instance. */
  readonly weaklist?: number;
  readonly dict?: number;
  readonly versions?: string;
  /** `__sizeof__` in bytes, without headers; default basicsize + items. */
  readonly sizeof?: (self: Ref) => number;
  readonly traverse?: (self: Ref, visit: Visit) => void;
  /** tp_clear: lets go of what may be part of a cycle. */
  readonly clear?: (self: Ref) => void;
  /** Says what is let go of and freed: see object/dealloc.ts. */
  readonly dealloc?: (self: Ref) => void;
  /**
   * For the audit and holders(): calls `visit` with every reference the object owns (its type aside), with a label a learner reads
   * (`[2]`, `['key']`, `.name`) and the address of the slot.  Default: the struct's owning fields.  Needed where references lie in
   * blocks of their own.
   */
  readonly owned?: (self: Ref, visit: (o: Ref, label: string, kind: OwnedKind) => void) => void;
  /** For the checked build and memory views: blocks of memory that belong to the object besides its own. */
  readonly blocks?: (self: Ref, visit: (address: Address) => void) => void;
  /** tp_new: `(type, argv, nargs, kwnames)`: positional arguments, then the values of the names in the tuple `kwnames`. */
  readonly new?: (type: PyType, argv: Address, nargs: number, kwnames: Ref | 0) => Answer;
  readonly init?: (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) => Done | typeof PUSHED;
  /** Instead of `new`: parsed by a signature, like a method; its first parameter is the type. */
  readonly construct?: Pick<Method, 'signature' | 'call' | 'unpacks'>;
  readonly call?: (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) => Answer;
  readonly repr?: Unary;
  readonly str?: Unary;
  /** The low word; the high word goes to HASH_HIGH (object/hash.ts).  null: an exception is set. */
  readonly hash?: ((self: Ref) => number | null) | 'unhashable' | 'identity';
  readonly getattro?: (self: Ref, name: Ref) => Answer;
  readonly setattro?: (self: Ref, name: Ref, value: Ref | 0) => Done | typeof PUSHED;
  /** op: 0 < 1 <= 2 == 3 != 4 > 5 >= */
  readonly richcompare?: (left: Ref, right: Ref, op: number) => Answer;
  readonly iter?: Unary;
  readonly iternext?: (self: Ref) => Maybe;
  /** instance or NULL, owner or NULL. */
  readonly descrGet?: (self: Ref, instance: Ref | 0, owner: Ref | 0) => Answer;
  readonly descrSet?: (self: Ref, instance: Ref, value: Ref | 0) => Done | typeof PUSHED;
  readonly finalize?: (self: Ref) => void;
  /** nb_*, sq_*, mp_*, am_* by their C name.  Lengths, contains and bool answer a number or boolean, null for an exception. */
  readonly slots?: Partial<Record<SlotName, Slot>>;
  readonly methods?: Readonly<Record<string, Method>>;
  readonly getset?: Readonly<Record<string, Getset>>;
  readonly members?: Readonly<Record<string, Member>>;
  /** Further entries of the type's dict, made at boot. */
  readonly constants?: Readonly<Record<string, () => Owned>>;
}
export type OwnedKind =
  'item' | 'key' | 'value' | 'attribute' | 'slot' | 'cell' | 'local' | 'stack' | 'type' | 'other';
export type Slot = (...args: never[]) => Answer | Maybe | Done | number | boolean | null;

const types: TypeDeclaration[] = [];
/** Every declared type, in the order of declaration. */
export const declaredTypes: readonly TypeDeclaration[] = types;

/** Declares what instances of a builtin type look like and do.  Gives the declaration back. */
export function defineType<D extends TypeDeclaration>(declaration: D): D {
  types.push(declaration);
  return declaration;
}

export interface ModuleDeclaration {
  readonly name: string;
  readonly doc?: string;
  readonly functions?: Readonly<Record<string, Method>>;
  /** Types that are attributes of the module. */
  readonly types?: Readonly<Record<string, PyType>>;
  /** Other attributes, made at the first import. */
  readonly constants?: Readonly<Record<string, number | string | (() => Owned)>>;
  readonly versions?: string;
}
const modules = new Map<string, ModuleDeclaration>();
/** Every built-in module by name. */
export const declaredModules: ReadonlyMap<string, ModuleDeclaration> = modules;
export function defineModule<D extends ModuleDeclaration>(declaration: D): D {
  modules.set(declaration.name, declaration);
  return declaration;
}
