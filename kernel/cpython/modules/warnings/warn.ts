/** A warning is issued.  CPython: Python/_warnings.c warn_explicit, do_warn. */
import { NULL, type Done, DONE, type Owned, type Ref } from '../../heap/reference.js';
import type { Address } from '../../heap/memory.js';
import { callWith } from '../../abstract/call.js';
import { callerOf, currentFrame, frameHooks } from '../../abstract/frame-hooks.js';
import { isInstance, str } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { raiseInstance } from '../../abstract/raise.js';
import { isSubtype } from '../../abstract/lookup.js';
import { sysModule } from '../../abstract/sys-module.js';
import { connectWarnings } from '../../abstract/warn.js';
import { PyCode } from '../../include/code.js';
import { dictSetItem, isDict, lookupStr, newDict, setStr } from '../../include/dict.js';
import { Frame } from '../../include/frame.js';
import { newInt } from '../../include/int.js';
import { moduleDict } from '../../include/module.js';
import { None, True } from '../../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { Flag, typeHas, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { actionFor, alreadyWarned, alreadyWarnedOf } from './filters.js';
import { show } from './show.js';
import { onceRegistryNow } from './state.js';

const REGISTRY = identifier('__warningregistry__'),
  NAME = identifier('__name__'),
  STRING = identifier('<string>'),
  SYS = identifier(profile.system.warningWithoutFrame);

export interface Place {
  readonly filename: Ref;
  readonly line: number;
  /** 0: told by the file's name. */
  readonly module: Ref | 0;
  /** A dict, or 0 or None. */
  readonly registry: Ref | 0;
}

/** The category of a warning: the message's own, UserWarning, or the given one; 0: TypeError is set.  @cpython get_category */
export function categoryOf(message: Ref, given: Ref | 0): Ref | 0 {
  if (isInstance(message, errors.Warning)) return typeOf(message);
  if (given === 0 || given === None) return errors.UserWarning;
  const isCategory = typeHas(typeOf(given), Flag.TYPE) && isSubtype(given as PyType, errors.Warning);
  if (isCategory) return given;
  return raise(errors.TypeError, `category must be a Warning subclass, not '${typeName(typeOf(given))}'`);
}
/** `script` of `script.py`.  @cpython normalize_module */
function moduleOf(filename: Ref): Owned | 0 {
  const text = toHost(filename);
  return newStr(text === '' ? '<unknown>' : text.endsWith('.py') ? text.slice(0, -3) : text);
}

/** Warns of something at a place, as the filters wish.  @cpython Python/_warnings.c warn_explicit */
export function warnAt(place: Place, category: Ref, message: Ref, source: Ref | 0): Done {
  if (!isInstance(message, errors.Warning)) {
    const made = finish(callWith(category, message));
    if (made === NULL) return NULL;
    const done = warnOf(place, { category, text: message, message: lent(made), source });
    decref(made);
    return done;
  }
  const text = finish(str(message));
  if (text === NULL) return NULL;
  const done = warnOf(place, { category, text: lent(text), message, source });
  decref(text);
  return done;
}
const lent = (o: Ref): Ref => o;
function warnOf(place: Place, said: Said): Done {
  const module = place.module === 0 ? moduleOf(place.filename) : newRef(place.module);
  if (module === NULL) return NULL;
  const key = packTuple(newRef(said.text), newRef(said.category), newInt(place.line));
  const done = key === NULL ? NULL : decide(place, module, key, said);
  if (key !== NULL) decref(key);
  decref(module);
  return done;
}
interface Said {
  readonly category: Ref;
  readonly text: Ref;
  readonly message: Ref;
  readonly source: Ref | 0;
}
function decide(place: Place, module: Ref, key: Ref, said: Said): Done {
  const registry = place.registry === None ? 0 : place.registry;
  if (registry !== 0) {
    const isOld = alreadyWarned(registry, key, false);
    if (isOld === null) return NULL;
    if (isOld) return DONE;
  }
  const action = actionFor(said.category, said.text, place.line, module);
  if (action === null) return NULL;
  if (action === 'error') return raiseInstance(newRef(said.message));
  if (action === 'ignore') return DONE;
  let isOld: boolean | null = false;
  if (action !== 'always' && !(profile.system.warningsHaveAll && action === 'all')) {
    if (registry !== 0 && dictSetItem(registry, key, True) === NULL) return NULL;
    if (action === 'once') isOld = alreadyWarnedOf(registry || onceRegistryNow(), said.text, said.category);
    else if (action === 'module')
      isOld = registry === 0 ? false : alreadyWarnedOf(registry, said.text, said.category);
  }
  if (isOld === null) return NULL;
  return isOld || show({ ...said, filename: place.filename, line: place.line }) ? DONE : NULL;
}

const nameOfFile = (frame: Address): string => toHost(PyCode.co_filename(Frame.code(frame) as Ref) as Ref);
/** Frames of the import system, which nobody wants to be warned of.  @cpython is_internal_frame */
const isInternal = (frame: Address): boolean => {
  const name = nameOfFile(frame);
  return name.includes('importlib') && name.includes('_bootstrap');
};
/** The frame `stacklevel` - 1 above the one on top; 0: there are not so many.  @cpython setup_context */
function frameFor(stacklevel: number, skipped: readonly string[]): Address {
  const isPassed = (frame: Address): boolean =>
    isInternal(frame) || skipped.some(prefix => nameOfFile(frame).startsWith(prefix));
  let frame = currentFrame(),
    level = stacklevel;
  if (skipped.length > 0 && level < 2) level = 2;
  if (level <= 0 || frame === 0 || isInternal(frame)) {
    while (--level > 0 && frame !== 0) frame = callerOf(frame);
    return frame;
  }
  while (--level > 0 && frame !== 0) {
    do frame = callerOf(frame);
    while (frame !== 0 && isPassed(frame));
  }
  return frame;
}
/** `__warningregistry__`, made if need be, borrowed; 0: MemoryError. */
function registryOf(globals: Ref): Ref | 0 {
  const known = lookupStr(globals, REGISTRY);
  if (known !== 0) return known;
  const made = newDict();
  if (made === NULL) return 0;
  const done = setStr(globals, REGISTRY, made);
  decref(made);
  return done === NULL ? 0 : lookupStr(globals, REGISTRY);
}
/** Warns of what runs at that level.  @cpython Python/_warnings.c do_warn */
export function warnFrame(
  category: Ref,
  message: Ref,
  stacklevel: number,
  source: Ref | 0,
  prefixes: Ref | 0 = 0
): Done {
  const skipped =
    prefixes === 0 ? [] : Array.from({ length: ob_size(prefixes) }, (_, i) => toHost(tupleItem(prefixes, i)));
  const frame = frameFor(stacklevel, skipped);
  const globals = frame === 0 ? moduleDict(sysModule() as Ref) : (Frame.globals(frame) as Ref);
  const registry = registryOf(globals);
  if (registry === 0) return NULL;
  const name = lookupStr(globals, NAME);
  const place: Place = {
    filename: frame === 0 ? SYS : (PyCode.co_filename(Frame.code(frame) as Ref) as Ref),
    line:
      frame === 0
        ? profile.system.lineWithoutFrame
        : frameHooks.lineAt(Frame.code(frame) as Ref, Frame.pc(frame)),
    module: name !== 0 && isStr(name) ? name : STRING,
    registry: isDict(registry) ? registry : 0
  };
  return warnAt(place, category, message, source);
}

connectWarnings({
  warn(category, text, stacklevel) {
    const message = newStr(text);
    if (message === NULL) return false;
    const done = warnFrame(category, message, stacklevel, 0);
    decref(message);
    return done !== NULL;
  },
  warnExplicit(category, text, filename, line) {
    const message = newStr(text);
    if (message === NULL) return false;
    const file = newStr(filename);
    const place = { filename: lent(file as Ref), line, module: 0, registry: 0 } as const;
    const done = file === NULL ? NULL : warnAt(place, category, message, 0);
    if (file !== NULL) decref(file);
    decref(message);
    return done !== NULL;
  }
});
