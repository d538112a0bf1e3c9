/** _warnings: warnings as C knows them.  CPython: Python/_warnings.c. */
import { NULL, type Answer, type Done, type Ref } from '../heap/reference.js';
import { defineModule } from '../abstract/define.js';
import { isDict } from '../include/dict.js';
import { asIndex } from '../include/int.js';
import { None, none } from '../include/singletons.js';
import { isStr } from '../include/str.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { exists, profile } from '../profiles/profile.js';
import { warningsContext } from './contextvars/warnings-context.js';
import { filtersMutated, ownDefaultAction, ownFilters, ownOnceRegistry } from './warnings/state.js';
import { categoryOf, warnAt, warnFrame } from './warnings/warn.js';

const SKIPS = profile.system.warnSkipsPrefixes;
const answer = (done: Done): Answer => (done === NULL ? NULL : none());

/** A tuple of texts, or nothing.  False: TypeError is set. */
function areTexts(prefixes: Ref | 0): boolean {
  if (prefixes === 0) return true;
  const kind = (o: Ref): string => typeName(typeOf(o));
  if (!isTuple(prefixes)) {
    raise(errors.TypeError, `warn() argument 'skip_file_prefixes' must be tuple, not ${kind(prefixes)}`);
    return false;
  }
  for (let i = 0; i < ob_size(prefixes); i++) {
    const prefix = tupleItem(prefixes, i);
    if (isStr(prefix)) continue;
    raise(errors.TypeError, `Found non-str '${kind(prefix)}' in skip_file_prefixes.`);
    return false;
  }
  return true;
}
function warn(
  _module: Ref,
  message: Ref,
  given: Ref | 0,
  stacklevel: Ref | 0,
  source: Ref | 0,
  prefixes: Ref | 0
): Answer {
  const level = stacklevel === 0 ? 1 : asIndex(stacklevel);
  if (level === null || !areTexts(SKIPS ? prefixes : 0)) return NULL;
  const category = categoryOf(message, given);
  if (category === 0) return NULL;
  return answer(warnFrame(category, message, level, source === None ? 0 : source, SKIPS ? prefixes : 0));
}
const BY_NAME = profile.system.argumentsByName;
function explicit(
  _module: Ref,
  message: Ref,
  category: Ref,
  filename: Ref,
  lineno: Ref,
  module: Ref | 0,
  registry: Ref | 0,
  _globals: Ref | 0,
  source: Ref | 0
): Answer {
  if (!isStr(filename)) {
    return raise(
      errors.TypeError,
      `warn_explicit() argument ${BY_NAME ? "'filename'" : '3'} must be str, not ${typeName(typeOf(filename))}`
    );
  }
  const line = asIndex(lineno);
  if (line === null) return NULL;
  if (registry !== 0 && registry !== None && !isDict(registry))
    return raise(errors.TypeError, "'registry' must be a dict or None");
  const place = { filename, line, module: module === None ? (0 as const) : module, registry };
  return answer(warnAt(place, category, message, source === None ? 0 : source));
}
function mutated(): Answer {
  filtersMutated();
  return none();
}

export const warnings = defineModule({
  name: '_warnings',
  doc: '_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.',
  constants: {
    filters: () => newRef(ownFilters()),
    _onceregistry: () => newRef(ownOnceRegistry()),
    _defaultaction: () => newRef(ownDefaultAction()),
    ...(exists('3.14-') ? { _warnings_context: warningsContext } : {})
  },
  functions: {
    warn: {
      signature: SKIPS
        ? '($module, /, message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)'
        : '($module, /, message, category=None, stacklevel=1, source=None)',
      doc: 'Issue a warning, or maybe ignore it or raise an exception.',
      call: warn as never
    },
    warn_explicit: {
      signature:
        '($module, /, message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)',
      doc: 'Issue a warning, or maybe ignore it or raise an exception.',
      call: explicit as never
    },
    _filters_mutated: {
      versions: '-3.13',
      signature: '($module, /)',
      doc: 'The filters have changed.',
      call: mutated
    },
    _filters_mutated_lock_held: {
      versions: '3.14-',
      signature: '($module, /)',
      doc: 'The filters have changed.',
      call: mutated
    },
    _acquire_lock: {
      versions: '3.14-',
      signature: '($module, /)',
      doc: 'Take the lock of the filters.',
      call: () => none()
    },
    _release_lock: {
      versions: '3.14-',
      signature: '($module, /)',
      doc: 'Give the lock of the filters back.',
      call: () => none()
    }
  }
});
