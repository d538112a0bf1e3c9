/** Names: namespaces, globals, cells.  CPython: Python/bytecodes.c. */
import { load, store, storePointer, type Address } from '../../heap/memory.js';
import { ABSENT, DONE, NULL, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { PyCell, newCell } from '../../include/cell.js';
import { Op } from '../../compile/opcodes.js';
import { INSTRUCTION, Unit, unitOf } from '../../include/code.js';
import {
  deleteStr,
  dictGetItem,
  entryIndexStr,
  entryValueAt,
  isExactDict,
  keysOf,
  lookupStr,
  setStr
} from '../../include/dict.js';
import { currentKeysVersion, keysVersion } from '../../include/dict-keys.js';
import { Frame, LOCALS } from '../../include/frame.js';
import { PyFunction } from '../../include/function.js';
import { toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { profile } from '../../profiles/profile.js';
import { errors } from '../../object/errors.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { clearRaised, getItem, raisedIs, setItem } from '../../abstract/object.js';
import { raiseNameError } from '../../abstract/raise.js';
import { clearSlot } from '../frame.js';
import { completed, instruction, nothing, peek } from '../table.js';
import { unboundLocal } from '../unwind.js';
import { newInt } from '../../include/int.js';

const nameAt = (frame: Address, i: number): Ref =>
  load(Unit.names(unitOf(Frame.code(frame) as Ref)) + i * 8) as Ref;
const notDefined = (name: Ref): 0 => raiseNameError(name, `name '${toHost(name)}' is not defined`);

/** A name in a namespace that may be any mapping; ABSENT when it is not there. */
function inMapping(mapping: Ref, name: Ref): Maybe | typeof DONE {
  if (isExactDict(mapping)) {
    const found = lookupStr(mapping, name);
    return found === 0 ? ABSENT : newRef(found);
  }
  const found = finish(getItem(mapping, name));
  if (found !== NULL) return found;
  if (!raisedIs(errors.KeyError)) return NULL;
  clearRaised();
  return ABSENT;
}
function global(frame: Address, name: Ref): Ref | 0 {
  return lookupStr(Frame.globals(frame) as Ref, name) || lookupIn(Frame.builtins(frame) as Ref, name);
}
function lookupIn(builtins: Ref, name: Ref): Ref | 0 {
  if (isExactDict(builtins)) return lookupStr(builtins, name);
  const found = dictGetItem(builtins, name);
  return found === null ? 0 : found;
}

instruction('LOAD_NAME', (frame, _sp, i) => {
  const name = nameAt(frame, i);
  const found = inMapping(Frame.locals(frame) as Ref, name);
  if (found !== ABSENT) return found;
  const value = global(frame, name);
  return value === 0 ? notDefined(name) : newRef(value);
});
instruction('STORE_NAME', (frame, sp, i) => {
  const locals = Frame.locals(frame) as Ref,
    name = nameAt(frame, i);
  const done = isExactDict(locals) ? setStr(locals, name, peek(sp, 1)) : setItem(locals, name, peek(sp, 1));
  return completed(done);
});

instruction('DELETE_NAME', (frame, _sp, i) => {
  const locals = Frame.locals(frame) as Ref,
    name = nameAt(frame, i);
  if (isExactDict(locals)) return deleteStr(locals, name) ? nothing() : notDefined(name);
  const done = setItem(locals, name, 0);
  if (done !== NULL) return nothing();
  if (!raisedIs(errors.KeyError)) return NULL;
  clearRaised();
  return notDefined(name);
});

/** The cache: word 1 the version of the globals' keys, word 2 of the builtins' or 0, word 3 the entry's index. */
instruction('LOAD_GLOBAL', (frame, sp, i, pc) => {
  const known = cachedGlobal(frame, pc);
  if (known === 0) return loadGlobalSlowly(frame, Frame.globals(frame) as Ref, nameAt(frame, i), pc);
  storePointer(sp, newRef(known));
  const next = load(pc + INSTRUCTION) & 255;
  if (next !== Op.PUSH_NULL) Frame.sp.set(frame, sp + 8);
  else {
    // the two make a callable
    storePointer(sp + 8, 0);
    Frame.sp.set(frame, sp + 16);
    Frame.pc.set(frame, pc + INSTRUCTION);
  }
  return DONE;
});
function cachedGlobal(frame: Address, pc: Address): Ref | 0 {
  const version = load(pc + 4);
  const globals = Frame.globals(frame) as Ref;
  if (version === 0 || currentKeysVersion(keysOf(globals)) !== version) return 0;
  const second = load(pc + 8);
  if (second === 0) return entryValueAt(globals, load(pc + 12));
  const builtins = Frame.builtins(frame) as Ref;
  return currentKeysVersion(keysOf(builtins)) === second ? entryValueAt(builtins, load(pc + 12)) : 0;
}
function loadGlobalSlowly(frame: Address, globals: Ref, name: Ref, pc: Address): Maybe | typeof DONE {
  if (!isExactDict(globals)) return globalOfMapping(frame, globals, name);
  const at = entryIndexStr(globals, name);
  const value = at < 0 ? 0 : entryValueAt(globals, at);
  if (value !== 0) {
    store(pc + 4, keysVersion(keysOf(globals)));
    store(pc + 8, 0);
    store(pc + 12, at);
    return newRef(value);
  }
  const builtins = Frame.builtins(frame) as Ref;
  if (!isExactDict(builtins)) {
    const found = lookupIn(builtins, name);
    return found === 0 ? notDefined(name) : newRef(found);
  }
  const second = entryIndexStr(builtins, name);
  const found = second < 0 ? 0 : entryValueAt(builtins, second);
  if (found === 0) return notDefined(name);
  if (at < 0) {
    store(pc + 4, keysVersion(keysOf(globals)));
    store(pc + 8, keysVersion(keysOf(builtins)));
    store(pc + 12, second);
  }
  return newRef(found);
}
/** Globals of a class of their own may have `__missing__`, as annotationlib's have. */
function globalOfMapping(frame: Address, globals: Ref, name: Ref): Maybe | typeof DONE {
  const found = inMapping(globals, name);
  if (found !== ABSENT) return found;
  const builtin = lookupIn(Frame.builtins(frame) as Ref, name);
  return builtin === 0 ? notDefined(name) : newRef(builtin);
}
instruction('STORE_GLOBAL', (frame, sp, i) =>
  completed(setStr(Frame.globals(frame) as Ref, nameAt(frame, i), peek(sp, 1)))
);
instruction('DELETE_GLOBAL', (frame, _sp, i) => {
  const name = nameAt(frame, i);
  return deleteStr(Frame.globals(frame) as Ref, name) ? nothing() : notDefined(name);
});

instruction('DELETE_FAST', (frame, _sp, i) => {
  const slot = frame + LOCALS + i * 8;
  if (load(slot) === 0) return unboundLocal(frame, i);
  clearSlot(slot);
  return nothing();
});
instruction('LOAD_FAST_AND_CLEAR', (frame, sp, i) => {
  const slot = frame + LOCALS + i * 8;
  storePointer(sp, load(slot));
  store(slot, 0);
  Frame.sp.set(frame, sp + 8);
  return DONE;
});
instruction('LOAD_SMALL_INT', (_frame, _sp, n) => newInt(n));

instruction('MAKE_CELL', (frame, _sp, i) => {
  const slot = frame + LOCALS + i * 8;
  const value = load(slot);
  const initial = value === 0 ? 0 : (value & 1) !== 0 ? newRef((value & -2) as Ref) : (value as Owned);
  const cell = newCell(initial);
  if (cell === NULL) return NULL;
  store(slot, cell);
  return nothing();
});
instruction('COPY_FREE_VARS', (frame, _sp, n) => {
  // without a function in the frame they were copied when it was entered
  const func = Frame.func.exists && profile.calls.framesOnStack ? Frame.func(frame) : 0;
  if (func === 0) return nothing();
  const closure = PyFunction.func_closure(func) as Ref;
  const first = Unit.nlocalsplus(unitOf(Frame.code(frame) as Ref)) - n;
  for (let i = 0; i < n; i++) storePointer(frame + LOCALS + (first + i) * 8, newRef(tupleItem(closure, i)));
  return nothing();
});
instruction('LOAD_CLOSURE', (frame, _sp, i) => newRef((load(frame + LOCALS + i * 8) & -2) as Ref));
instruction('STORE_DEREF', (frame, sp, i) => {
  const cell = load(frame + LOCALS + i * 8) & -2;
  const old = PyCell.ob_ref(cell) as Owned | 0;
  PyCell.ob_ref.set(cell, newRef(peek(sp, 1)));
  if (old !== 0) decref(old);
  return nothing();
});
instruction('DELETE_DEREF', (frame, _sp, i) => {
  const cell = load(frame + LOCALS + i * 8) & -2;
  const old = PyCell.ob_ref(cell) as Owned | 0;
  if (old === 0) return unboundLocal(frame, i);
  PyCell.ob_ref.set(cell, 0);
  decref(old);
  return nothing();
});
const derefOrFail = (frame: Address, i: number): Maybe => {
  const value = PyCell.ob_ref(load(frame + LOCALS + i * 8) & -2);
  return value === 0 ? unboundLocal(frame, i) : newRef(value);
};
instruction('LOAD_CLASSDEREF', (frame, _sp, i) => {
  const found = inMapping(
    Frame.locals(frame) as Ref,
    tupleItem(Unit.localsNames(unitOf(Frame.code(frame) as Ref)) as Ref, i)
  );
  return found === ABSENT ? derefOrFail(frame, i) : found;
});
instruction('LOAD_LOCALS', frame => newRef(Frame.locals(frame) as Ref));
instruction('LOAD_FROM_DICT_OR_GLOBALS', (frame, sp, i) => {
  const name = nameAt(frame, i);
  const found = inMapping(peek(sp, 1), name);
  if (found !== ABSENT) return found;
  const globals = Frame.globals(frame) as Ref;
  if (!isExactDict(globals)) return globalOfMapping(frame, globals, name);
  const value = global(frame, name);
  return value === 0 ? notDefined(name) : newRef(value);
});
instruction('LOAD_FROM_DICT_OR_DEREF', (frame, sp, i) => {
  const found = inMapping(
    peek(sp, 1),
    tupleItem(Unit.localsNames(unitOf(Frame.code(frame) as Ref)) as Ref, i)
  );
  return found === ABSENT ? derefOrFail(frame, i) : found;
});
