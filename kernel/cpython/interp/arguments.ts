/** Puts a call's arguments into the callee's frame.  CPython: Python/ceval.c initialize_locals. */
import { load, store, storePointer, type Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { CO_VARARGS, CO_VARKEYWORDS } from '../compile/unit.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import { dictSetItem, lookupStr, newDict } from '../include/dict.js';
import { LOCALS } from '../include/frame.js';
import { PyFunction } from '../include/function.js';
import { emptyTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../include/tuple.js';
import { isStr, strEquals, toHost } from '../include/str.js';
import { profile } from '../profiles/profile.js';
import { errors, raise } from '../object/errors.js';
import { ob_size } from '../object/header.js';
import { newRef } from '../object/refcount.js';

const BORROWS = profile.calls.borrowedLoads;

/** How the arguments are given: moved out of the caller's stack, or lent. */
export type Giving = 'move' | 'lend';

/** One argument into one slot: a moved one keeps its borrow tag. */
function put(slot: Address, from: Address, giving: Giving): void {
  const value = load(from);
  if (giving === 'move') {
    storePointer(slot, value);
    store(from, 0);
  } else storePointer(slot, newRef((value & -2) as Ref));
}
/** The argument as an owned reference. */
function owned(from: Address, giving: Giving): Owned {
  const value = load(from);
  if (giving === 'move') {
    store(from, 0);
    if (!BORROWS || (value & 1) === 0) return value as Owned;
  }
  return newRef((value & -2) as Ref);
}

/**
 * Fills the locals of `frame` for a call of `func`.  With 'move' the slots at `argv` that were used are emptied; the
 * caller releases what is left in them either way.  False: TypeError (or MemoryError) is set.
 */
export function bindArguments(
  func: Ref,
  frame: Address,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0,
  giving: Giving
): boolean {
  const code = PyFunction.func_code(func) as Ref;
  const locals = frame + LOCALS;
  const simple = Unit.simpleArgs(unitOf(code));
  if (simple === nargs && kwnames === 0) {
    for (let i = 0; i < nargs; i++) put(locals + i * 8, argv + i * 8, giving);
    return true;
  }
  return bindAll(func, code, locals, argv, nargs, kwnames, giving);
}

function bindAll(
  func: Ref,
  code: Ref,
  locals: Address,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0,
  giving: Giving
): boolean {
  const flags = PyCode.co_flags(code);
  const argCount = PyCode.co_argcount(code),
    kwOnly = PyCode.co_kwonlyargcount(code);
  const total = argCount + kwOnly;
  const names = Unit.localsNames(unitOf(code)) as Ref;
  let extra: Owned | 0 = 0;
  if ((flags & CO_VARKEYWORDS) !== 0) {
    extra = newDict();
    if (extra === NULL) return false;
    storePointer(locals + (total + ((flags & CO_VARARGS) !== 0 ? 1 : 0)) * 8, extra);
  }
  const plain = Math.min(nargs, argCount);
  for (let i = 0; i < plain; i++) put(locals + i * 8, argv + i * 8, giving);
  if ((flags & CO_VARARGS) !== 0 && !collectRest(locals + total * 8, argv, nargs, argCount, giving))
    return false;
  if (kwnames !== 0) {
    for (let k = 0; k < ob_size(kwnames); k++) {
      const name = tupleItem(kwnames, k);
      if (!bindKeyword(func, code, locals, names, name, argv + (nargs + k) * 8, giving, extra, kwnames))
        return false;
    }
  }
  if (nargs > argCount && (flags & CO_VARARGS) === 0) return tooMany(func, code, locals, nargs);
  if (nargs < argCount && !fillDefaults(func, code, locals, names, nargs)) return false;
  return kwOnly === 0 || fillKeywordDefaults(func, code, locals, names);
}

function collectRest(slot: Address, argv: Address, nargs: number, argCount: number, giving: Giving): boolean {
  const count = Math.max(0, nargs - argCount);
  if (count === 0) {
    storePointer(slot, newRef(emptyTuple));
    return true;
  }
  const rest = newTuple(count);
  if (rest === NULL) return false;
  for (let i = 0; i < count; i++) setTupleItem(rest, i, owned(argv + (argCount + i) * 8, giving));
  trackTuple(rest);
  storePointer(slot, rest);
  return true;
}

/** What an error about a function's arguments calls it. */
const calledName: (func: Ref) => string =
  profile.calls.argumentErrorsName === 'qualname'
    ? func => toHost(PyFunction.func_qualname(func) as Ref)
    : func => toHost(PyCode.co_name(PyFunction.func_code(func) as Ref) as Ref);

function bindKeyword(
  func: Ref,
  code: Ref,
  locals: Address,
  names: Ref,
  name: Ref,
  from: Address,
  giving: Giving,
  extra: Ref | 0,
  kwnames: Ref
): boolean {
  if (!isStr(name)) {
    raise(errors.TypeError, `${calledName(func)}() keywords must be strings`);
    return false;
  }
  const total = PyCode.co_argcount(code) + PyCode.co_kwonlyargcount(code);
  const positionalOnly = PyCode.co_posonlyargcount(code);
  const i = indexOfName(names, name, positionalOnly, total);
  if (i >= 0) {
    const slot = locals + i * 8;
    if (load(slot) !== 0) {
      raise(errors.TypeError, `${calledName(func)}() got multiple values for argument '${toHost(name)}'`);
      return false;
    }
    put(slot, from, giving);
    return true;
  }
  if (extra !== 0) {
    return dictSetItem(extra, name, (load(from) & -2) as Ref) !== NULL;
  }
  const misplaced = positionalOnlyGiven(names, kwnames, positionalOnly);
  raise(
    errors.TypeError,
    misplaced.length > 0
      ? `${calledName(func)}() got some positional-only arguments passed as keyword arguments: '${misplaced.join(', ')}'`
      : `${calledName(func)}() got an unexpected keyword argument '${toHost(name)}'`
  );
  return false;
}
function indexOfName(names: Ref, name: Ref, start: number, end: number): number {
  for (let i = start; i < end; i++) if (tupleItem(names, i) === name) return i;
  for (let i = start; i < end; i++) if (strEquals(tupleItem(names, i), name)) return i;
  return -1;
}
function positionalOnlyGiven(names: Ref, kwnames: Ref, positionalOnly: number): string[] {
  const found: string[] = [];
  for (let i = 0; i < positionalOnly; i++) {
    if (indexOfName(kwnames, tupleItem(names, i), 0, ob_size(kwnames)) >= 0)
      found.push(toHost(tupleItem(names, i)));
  }
  return found;
}

function tooMany(func: Ref, code: Ref, locals: Address, nargs: number): boolean {
  const argCount = PyCode.co_argcount(code),
    kwOnly = PyCode.co_kwonlyargcount(code);
  const defaults = PyFunction.func_defaults(func);
  const optional = defaults === 0 ? 0 : ob_size(defaults);
  let keywordOnly = 0;
  for (let i = argCount; i < argCount + kwOnly; i++) if (load(locals + i * 8) !== 0) keywordOnly++;
  const takes = optional > 0 ? `from ${argCount - optional} to ${argCount}` : `${argCount}`;
  const plural = optional > 0 || argCount !== 1 ? 's' : '';
  const also =
    keywordOnly > 0
      ? ` positional argument${nargs !== 1 ? 's' : ''} (and ${keywordOnly} keyword-only argument${keywordOnly !== 1 ? 's' : ''})`
      : '';
  const were = nargs === 1 && keywordOnly === 0 ? 'was' : 'were';
  raise(
    errors.TypeError,
    `${calledName(func)}() takes ${takes} positional argument${plural} but ${nargs}${also} ${were} given`
  );
  return false;
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
export function listNames(names: readonly string[]): string {
  const quoted = names.map(name => `'${name}'`);
  if (quoted.length <= 2) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)!}`;
}
function missing(func: Ref, names: readonly string[], kind: 'positional' | 'keyword-only'): boolean {
  raise(
    errors.TypeError,
    `${calledName(func)}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${listNames(names)}`
  );
  return false;
}

function fillDefaults(func: Ref, code: Ref, locals: Address, names: Ref, nargs: number): boolean {
  const argCount = PyCode.co_argcount(code);
  const defaults = PyFunction.func_defaults(func);
  const required = argCount - (defaults === 0 ? 0 : ob_size(defaults));
  const absent: string[] = [];
  for (let i = nargs; i < required; i++)
    if (load(locals + i * 8) === 0) absent.push(toHost(tupleItem(names, i)));
  if (absent.length > 0) return missing(func, absent, 'positional');
  for (let i = Math.max(nargs, required); i < argCount; i++) {
    if (load(locals + i * 8) === 0)
      storePointer(locals + i * 8, newRef(tupleItem(defaults as Ref, i - required)));
  }
  return true;
}
function fillKeywordDefaults(func: Ref, code: Ref, locals: Address, names: Ref): boolean {
  const argCount = PyCode.co_argcount(code),
    total = argCount + PyCode.co_kwonlyargcount(code);
  const defaults = PyFunction.func_kwdefaults(func);
  const absent: string[] = [];
  for (let i = argCount; i < total; i++) {
    if (load(locals + i * 8) !== 0) continue;
    const value = defaults === 0 ? 0 : lookupStr(defaults, tupleItem(names, i));
    if (value === 0) absent.push(toHost(tupleItem(names, i)));
    else storePointer(locals + i * 8, newRef(value));
  }
  return absent.length === 0 || missing(func, absent, 'keyword-only');
}
