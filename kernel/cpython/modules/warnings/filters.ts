/** What the filters say of a warning, and what has been warned of before.  CPython: Python/_warnings.c. */
import { NULL, type Ref } from '../../heap/reference.js';
import { callMethod1 } from '../../abstract/call.js';
import { isSubclassOf } from '../../abstract/isinstance.js';
import { EQ, isTrue, isTrueThenRelease, reprOf, richCompareBool } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { dictClear, dictGetItem, dictSetItem, lookupStr, setStr } from '../../include/dict.js';
import { asIndex, isInt, newInt } from '../../include/int.js';
import { isList, listItem } from '../../include/list.js';
import { None, True } from '../../include/singletons.js';
import { identifier, isExactStr, isStr, toHost } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { errors, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { finish } from '../../object/upward.js';
import { defaultActionNow, filtersNow, filtersVersion } from './state.js';

const MATCH = identifier('match'),
  VERSION = identifier('version');

/** Whether what a filter wants (None, a text or a pattern) fits; null: an exception is set.  @cpython check_matched */
function matches(wanted: Ref, text: Ref): boolean | null {
  if (wanted === None) return true;
  if (isExactStr(wanted)) return richCompareBool(wanted, text, EQ);
  const answer = finish(callMethod1(wanted, MATCH, text));
  return answer === NULL ? null : isTrueThenRelease(answer);
}
/** What is to be done: the action of the first filter that fits; null: an exception is set.  @cpython get_filter */
export function actionFor(category: Ref, text: Ref, line: number, module: Ref): string | null {
  const filters = filtersNow();
  if (!isList(filters)) return raiseNull(errors.ValueError, '_warnings.filters must be a list');
  for (let i = 0; i < ob_size(filters); i++) {
    const filter = listItem(filters, i);
    if (!isTuple(filter) || ob_size(filter) !== 5)
      return raiseNull(errors.ValueError, `_warnings.filters item ${i} isn't a 5-tuple`);
    const held = newRef(filter);
    const action = actionOf(held, category, text, line, module);
    decref(held);
    if (action !== undefined) return action;
  }
  const action = defaultActionNow();
  return isStr(action)
    ? known(toHost(action), None)
    : raiseNull(
        errors.TypeError,
        `_warnings.defaultaction must be a string, not '${typeName(typeOf(action))}'`
      );
}
function isSubclassFinished(category: Ref, kind: Ref): boolean | null {
  const answer = finish(isSubclassOf(category, kind));
  return answer === NULL ? null : isTrueThenRelease(answer);
}
/** The action of one filter; undefined: it does not fit. */
function actionOf(
  filter: Ref,
  category: Ref,
  text: Ref,
  line: number,
  module: Ref
): string | null | undefined {
  const [action, message, kind, where, lineno] = [0, 1, 2, 3, 4].map(k => tupleItem(filter, k));
  if (!isStr(action as Ref)) {
    return raiseNull(errors.TypeError, `action must be a string, not '${typeName(typeOf(action as Ref))}'`);
  }
  const isText = matches(message as Ref, text);
  const isKind = isText === null ? null : isSubclassFinished(category, kind as Ref);
  const isPlace = isKind === null ? null : matches(where as Ref, module);
  const at = isPlace === null ? null : asIndex(lineno as Ref);
  if (at === null) return null;
  const fits = isText && isKind && isPlace && (at === 0 || at === line);
  return fits ? known(toHost(action as Ref), filter) : undefined;
}

const ACTIONS = ['error', 'ignore', 'always', 'default', 'module', 'once'];
/** The action, or null and RuntimeError if there is no such one. */
function known(action: string, filter: Ref): string | null {
  if (ACTIONS.includes(action) || (action === 'all' && profile.system.warningsHaveAll)) return action;
  const shown = reprOf(filter);
  return shown === null
    ? null
    : raiseNull(errors.RuntimeError, `Unrecognized action ('${action}') in warnings.filters:\n ${shown}`);
}

/** Whether the registry says that this has been warned of; `set`: from now on it does.  null: an exception is set.  @cpython already_warned */
export function alreadyWarned(registry: Ref, key: Ref, set: boolean): boolean | null {
  const version = lookupStr(registry, VERSION);
  if (version === 0 || !isInt(version) || asIndex(version) !== filtersVersion()) {
    dictClear(registry);
    const now = newInt(filtersVersion());
    if (now === NULL) return null;
    const done = setStr(registry, VERSION, now);
    decref(now);
    if (done === NULL) return null;
  } else {
    const said = dictGetItem(registry, key);
    if (said === null) return null;
    if (said !== 0 && isTrue(said) === true) return true;
  }
  return set && dictSetItem(registry, key, True) === NULL ? null : false;
}
/** The same for a text and category, wherever they are.  @cpython update_registry */
export function alreadyWarnedOf(registry: Ref, text: Ref, category: Ref): boolean | null {
  const key = packTuple(newRef(text), newRef(category));
  if (key === NULL) return null;
  const answer = alreadyWarned(registry, key, true);
  decref(key);
  return answer;
}
