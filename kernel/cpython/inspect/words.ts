/** Words for an object, read from its memory: no code of its class runs, and no count moves. */
import type { Ref } from '../heap/reference.js';
import { floatRepr } from '../abstract/float-text.js';
import { complexRepr } from '../abstract/format-spec.js';
import { bytesRepr, reprOfCodes } from '../abstract/literals.js';
import { compileHook } from '../abstract/compile-hook.js';
import { PyCFunction, PyCFunction_Type } from '../include/builtin.js';
import { nativeMethod } from '../abstract/signature.js';
import { bytesOf, isExactBytes } from '../include/bytes.js';
import { PyCell_Type } from '../include/cell.js';
import { PyCode, PyCode_Type } from '../include/code.js';
import { imagPart, PyComplex_Type, realPart } from '../include/complex.js';
import { dictLength, entryKeyAt, entryValueAt, isExactDict, lookupStr, nextEntry } from '../include/dict.js';
import { Frame, ON_STACK, PyFrame, PyFrame_Type } from '../include/frame.js';
import { floatValue, isExactFloat } from '../include/float.js';
import { PyFunction, PyMethod_Type, isFunction } from '../include/function.js';
import { bitLength, intToBigInt, isBool, isExactInt } from '../include/int.js';
import { isExactList, listItem } from '../include/list.js';
import { isModule, moduleDict } from '../include/module.js';
import { isExactAnySet, nextSetEntry, PyFrozenSet_Type, setKeyAt, setLength } from '../include/set.js';
import { Ellipsis, None, NotImplemented } from '../include/singletons.js';
import { isExactStr, isStr, identifier, toHost } from '../include/str.js';
import { viewOf } from '../include/str-build.js';
import { isExactTuple, tupleItem } from '../include/tuple.js';
import { Flag, PyType, TypeObject, typeHas, typeName, type PyType as TypeRef } from '../include/type.js';
import { PyWeakref_Type } from '../include/weakref.js';
import { ob_size, typeOf } from '../object/header.js';

/** Most bits of an int that is written out. */
const MOST_BITS = 200;
/** Items of a container that its repr shows. */
const SHOWN = 5;

const NAME = identifier('__name__'),
  MODULE = identifier('__module__');
const at = (o: Ref): string => `0x${o.toString(16)}`;
const textOf = (o: Ref | 0): string => (o !== 0 && isStr(o) ? toHost(o) : '?');

/** `Account`, `OrderedDict`: a class's `__qualname__`. */
export function qualname(t: TypeRef): string {
  const own = typeHas(t, Flag.HEAPTYPE) ? PyType.ht_qualname(t) : 0;
  return own !== 0 ? textOf(own) : typeName(t).replace(/^.*\./, '');
}
/** `list`, `__main__.Account`. */
export function fullName(t: TypeRef): string {
  if (!typeHas(t, Flag.HEAPTYPE)) return typeName(t);
  const dict = TypeObject.tp_dict(t);
  const module = dict === 0 ? 0 : lookupStr(dict, MODULE);
  if (module === 0 || !isStr(module) || toHost(module) === 'builtins') return qualname(t);
  return `${toHost(module)}.${qualname(t)}`;
}

/** The value of a builtin that is written as a literal; undefined for anything else. */
function literal(o: Ref, limit: number): string | undefined {
  if (o === None) return 'None';
  if (o === Ellipsis) return 'Ellipsis';
  if (o === NotImplemented) return 'NotImplemented';
  if (isBool(o)) return intToBigInt(o) === 0n ? 'False' : 'True';
  if (isExactInt(o)) return bitLength(o) > MOST_BITS ? `int of ${bitLength(o)} bits` : String(intToBigInt(o));
  if (isExactFloat(o)) return floatRepr(floatValue(o));
  if (typeOf(o) === PyComplex_Type) return complexRepr(realPart(o), imagPart(o));
  if (isExactStr(o)) return shortened(reprOfCodes(Array.from(viewOf(o).subarray(0, limit + 1))), limit);
  if (isExactBytes(o)) return shortened(bytesRepr(bytesOf(o).subarray(0, limit + 1)), limit);
  return undefined;
}
const shortened = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;

/** The items of an exact container, or undefined. */
function itemsOf(o: Ref): { count: number; words: (i: number) => string } | undefined {
  if (isExactList(o)) return { count: ob_size(o), words: i => word(listItem(o, i)) };
  if (isExactTuple(o)) return { count: ob_size(o), words: i => word(tupleItem(o, i)) };
  if (isExactAnySet(o)) {
    const entries: number[] = [];
    for (let i = nextSetEntry(o, 0); i >= 0 && entries.length < SHOWN; i = nextSetEntry(o, i + 1))
      entries.push(i);
    return { count: setLength(o), words: i => word(setKeyAt(o, entries[i]!)) };
  }
  if (isExactDict(o)) {
    const entries: number[] = [];
    for (let i = nextEntry(o, 0); i >= 0 && entries.length < SHOWN; i = nextEntry(o, i + 1)) entries.push(i);
    return { count: dictLength(o), words: i => pair(o, entries[i]!) };
  }
  return undefined;
}
function pair(dict: Ref, entry: number): string {
  const key = entryKeyAt(dict, entry) as Ref,
    value = entryValueAt(dict, entry) as Ref;
  return `${word(key)}: ${word(value)}`;
}
/** An item of a container: what it holds in turn is left out. */
export function word(o: Ref): string {
  if (isExactList(o)) return '[…]';
  if (isExactTuple(o)) return '(…)';
  if (isExactDict(o) || isExactAnySet(o)) return '{…}';
  return shortRepr(o, 20);
}

/** The repr of an exact builtin, bounded; type and address for anything else.  `limit` in characters, for str and bytes. */
export function shortRepr(o: Ref, limit = 60): string {
  const text = literal(o, limit);
  if (text !== undefined) return text;
  const items = itemsOf(o);
  if (items === undefined) return `<${fullName(typeOf(o))} at ${at(o)}>`;
  const words = Array.from({ length: Math.min(items.count, SHOWN) }, (_, i) => items.words(i));
  if (items.count > SHOWN) words.push('…');
  const shown = words.join(', ');
  if (isExactList(o)) return `[${shown}]`;
  if (isExactTuple(o)) return items.count === 1 ? `(${shown},)` : `(${shown})`;
  if (typeOf(o) === PyFrozenSet_Type) return `frozenset(${items.count === 0 ? '' : `{${shown}}`})`;
  return items.count === 0 && !isExactDict(o) ? 'set()' : `{${shown}}`;
}

/** The text in a node: `list, 3 items`, `'abc'`, `function f`. */
export function labelOf(o: Ref): string {
  const t = typeOf(o);
  const module = moduleOfGlobals(o);
  if (module !== undefined) return `globals of ${module}`;
  const items = itemsOf(o);
  if (items !== undefined) return `${typeName(t)}, ${items.count} item${items.count === 1 ? '' : 's'}`;
  const text = literal(o, 30);
  if (text !== undefined) return text;
  if (typeHas(t, Flag.TYPE)) return `class '${qualname(o as TypeRef)}'`;
  if (isFunction(o)) return `function ${textOf(PyFunction.func_qualname(o))}`;
  if (t === PyCFunction_Type) return `builtin ${nativeMethod(PyCFunction.m_ml(o)).name}`;
  if (isModule(o)) return `module '${textOf(lookupStr(moduleDict(o), NAME))}'`;
  if (t === PyCode_Type) return `code ${textOf(PyCode.co_name(o))}`;
  if (t === PyFrame_Type)
    return `frame of ${textOf(PyCode.co_name(Frame.code(ON_STACK ? PyFrame.f_frame(o) : o) as Ref))}`;
  if (t === PyCell_Type || t === PyMethod_Type) return qualname(t);
  if (t === PyWeakref_Type) return 'weakref';
  return `${qualname(t)} at ${at(o)}`;
}
/** The name of the module whose globals a dict is, as `sys.modules` has it; undefined: it is another dict. */
export function moduleOfGlobals(dict: Ref): string | undefined {
  if (!isExactDict(dict)) return undefined;
  const name = lookupStr(dict, NAME);
  if (name === 0 || !isStr(name)) return undefined;
  const module = lookupStr(compileHook.modules(), name);
  return module !== 0 && isModule(module) && moduleDict(module) === dict ? toHost(name) : undefined;
}
