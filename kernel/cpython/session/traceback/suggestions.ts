/** "Did you mean": names near the one that was not found.  CPython: Python/suggestions.c, Lib/traceback.py from 3.13. */
import type { Ref } from '../../heap/reference.js';
import { kindOf, variableAt } from '../../abstract/frame-locals.js';
import { dictOf } from '../../abstract/attribute.js';
import { clearRaised, isInstance, lookupAttr } from '../../abstract/object.js';
import { Unit, unitOf } from '../../include/code.js';
import { dictGetItem, entryKey, isDict, nextEntry } from '../../include/dict.js';
import {
  PyAttributeError,
  PyException,
  PyImportError,
  PyNameError,
  PyTraceback,
  hasErrorNames
} from '../../include/exception.js';
import { Frame, ON_STACK, PyFrame } from '../../include/frame.js';
import { isModule } from '../../include/module.js';
import { isStr, newStr, toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { Flag, TypeObject, typeHas, type PyType } from '../../include/type.js';
import { ABSENT, NULL } from '../../heap/reference.js';
import { errors } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { raised } from '../../object/thread.js';
import { decref } from '../../object/refcount.js';
import { builtinsRoot } from '../../interp/builtins-root.js';
import { profile } from '../../profiles/profile.js';
import { standardModules } from '../../profiles/standard-modules.js';

const MOST_CANDIDATES = 750,
  LONGEST = 40,
  MOVE = 2,
  CASE = 1;
const facts = profile.builtins;

const substitution = (a: string, b: string): number =>
  a === b ? 0 : a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
/** How far two words are apart, or more than `limit`.  @cpython Python/suggestions.c levenshtein_distance */
function distance(x: string, y: string, limit: number): number {
  let a = x,
    b = y;
  if (a === b) return 0;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  a = a.slice(head);
  b = b.slice(head);
  while (a !== '' && b !== '' && a.at(-1) === b.at(-1)) {
    a = a.slice(0, -1);
    b = b.slice(0, -1);
  }
  if (a === '' || b === '') return MOVE * (a.length + b.length);
  if (a.length > LONGEST || b.length > LONGEST) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE > limit) return limit + 1;
  const row = Array.from({ length: a.length }, (_, i) => (i + 1) * MOVE);
  let result = 0;
  for (let i = 0; i < b.length; i++) {
    let diagonal = i * MOVE;
    result = diagonal;
    let least = Infinity;
    for (let k = 0; k < a.length; k++) {
      const substitute = diagonal + substitution(b[i]!, a[k]!);
      diagonal = row[k]!;
      result = Math.min(Math.min(result, diagonal) + MOVE, substitute);
      row[k] = result;
      least = Math.min(least, result);
    }
    if (least > limit) return limit + 1;
  }
  return result;
}
/** The nearest of the candidates, or null. */
function nearest(wrong: string, candidates: readonly string[]): string | null {
  if (candidates.length >= MOST_CANDIDATES || wrong.length > LONGEST) return null;
  let best: string | null = null,
    bestDistance = wrong.length;
  for (const candidate of candidates) {
    if (candidate === wrong) continue;
    const limit = Math.min(Math.floor(((candidate.length + wrong.length + 3) * MOVE) / 6), bestDistance - 1);
    const found = distance(wrong, candidate, limit);
    if (found > limit) continue;
    if (best === null || found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

function keysOf(dict: Ref): string[] {
  const names: string[] = [];
  if (!isDict(dict)) return names;
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const key = entryKey(dict, i);
    if (isStr(key)) names.push(toHost(key));
  }
  return names;
}
/** What dir() gives for an object without a `__dir__` of its own, read without running Python code. */
function dirOf(o: Ref): string[] {
  if (isModule(o)) return keysOf(dictOf(o) as Ref).sort();
  const names = new Set<string>();
  const isType = typeHas(typeOf(o), Flag.TYPE);
  const t = isType ? (o as PyType) : typeOf(o);
  if (!isType && hasDict(t)) for (const name of keysOf(dictOf(o) as Ref)) names.add(name);
  const mro = TypeObject.tp_mro(t);
  for (let i = 0; mro !== 0 && i < ob_size(mro); i++) {
    for (const name of keysOf(TypeObject.tp_dict(tupleItem(mro, i)) as Ref)) names.add(name);
  }
  return [...names].sort();
}
const hasDict = (t: PyType): boolean => typeHas(t, Flag.MANAGED_DICT) || TypeObject.tp_dictoffset(t) !== 0;

/** The frame in which an exception began; 0: unknown. */
function innermostFrame(exception: Ref): number {
  let tb = PyException.traceback(exception);
  if (tb === 0) return 0;
  for (let next = PyTraceback.tb_next(tb); next !== 0; next = PyTraceback.tb_next(tb)) tb = next;
  const object = PyTraceback.tb_frame(tb);
  return object === 0 ? 0 : ON_STACK ? PyFrame.f_frame(object) : object;
}
/** Local variables that have a value: name and value. */
function localsOf(frame: number): [string, Ref][] {
  const code = Frame.code(frame) as Ref,
    unit = unitOf(code);
  const names = Unit.localsNames(unit) as Ref;
  const found: [string, Ref][] = [];
  for (let i = 0; i < Unit.nlocalsplus(unit); i++) {
    const value = variableAt(frame, code, i);
    if (value !== 0 && (kindOf(code, i) & 0x10) === 0) found.push([toHost(tupleItem(names, i)), value]);
  }
  return found;
}
function suggestName(exception: Ref, wrong: string): string | null {
  const frame = innermostFrame(exception);
  if (frame === 0) return null;
  const locals = localsOf(frame);
  const namespace = Frame.locals(frame) as Ref | 0;
  const own = locals.length === 0 && namespace !== 0 ? keysOf(namespace) : locals.map(([name]) => name);
  const globals = keysOf(Frame.globals(frame) as Ref),
    builtins = keysOf(Frame.builtins(frame) as Ref);
  if (facts.nameSuggestions === 'inTurn') {
    return nearest(wrong, own) ?? nearest(wrong, globals) ?? nearest(wrong, builtins);
  }
  const self = locals.find(([name]) => name === 'self');
  if (self !== undefined && hasAttribute(self[1], wrong)) return `self.${wrong}`;
  return nearest(wrong, [...own, ...globals, ...builtins]);
}
/** hasattr(): runs Python code where there is a `__getattr__`. */
function hasAttribute(o: Ref, name: string): boolean {
  const key = newStr(name);
  if (key === NULL) return false;
  const found = lookupAttr(o, key);
  decref(key);
  if (found === NULL && raised() !== 0) clearRaised();
  if (found === NULL || found === ABSENT) return false;
  decref(found);
  return true;
}
function suggestAttribute(exception: Ref, o: Ref, wrong: string): string | null {
  let names = dirOf(o);
  if (facts.hidesUnderscored && !wrong.startsWith('_')) {
    const frame = innermostFrame(exception);
    const self = frame === 0 ? undefined : localsOf(frame).find(([name]) => name === 'self');
    if (self?.[1] !== o) names = names.filter(name => !name.startsWith('_'));
  }
  return nearest(wrong, names);
}
function suggestImport(exception: Ref, wrong: string): string | null {
  const name = PyImportError.name(exception);
  const module = name === 0 ? 0 : dictGetItem(builtinsRoot.modules(), name);
  if (module === 0 || module === null) return null;
  const names = dirOf(module);
  return nearest(
    wrong,
    facts.hidesUnderscored && !wrong.startsWith('_') ? names.filter(n => !n.startsWith('_')) : names
  );
}
const textOf = (o: Ref | 0): string | null => (o !== 0 && isStr(o) ? toHost(o) : null);

/** What to add to the message of an exception: a suggestion, or nothing. */
export function suggestionFor(exception: Ref): string {
  if (facts.nameSuggestions === 'none' || !hasErrorNames) return '';
  if (isInstance(exception, errors.ImportError)) {
    const wrong = PyImportError.name_from.exists ? textOf(PyImportError.name_from(exception)) : null;
    return wrong === null ? '' : didYouMean(suggestImport(exception, wrong));
  }
  if (isInstance(exception, errors.AttributeError)) {
    const wrong = textOf(PyAttributeError.name(exception)),
      o = PyAttributeError.obj(exception);
    return wrong === null || o === 0 ? '' : didYouMean(suggestAttribute(exception, o, wrong));
  }
  if (!isInstance(exception, errors.NameError)) return '';
  const wrong = textOf(PyNameError.name(exception));
  if (wrong === null) return '';
  const suggestion = suggestName(exception, wrong);
  if (!facts.importHints || !standardModules.includes(wrong)) return didYouMean(suggestion);
  return suggestion === null
    ? `. Did you forget to import '${wrong}'?`
    : `${didYouMean(suggestion)} Or did you forget to import '${wrong}'?`;
}
const didYouMean = (suggestion: string | null): string =>
  suggestion === null ? '' : `. Did you mean: '${suggestion}'?`;
