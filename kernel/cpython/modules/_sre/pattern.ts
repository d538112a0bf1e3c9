/** Compiled patterns.  CPython: Modules/_sre/sre.c. */
import { compareBytes, store } from '../../heap/memory.js';
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { classGetitem } from '../../abstract/class-getitem.js';
import { defineType } from '../../abstract/define.js';
import { EQ, NE, hash as hashOf, reprOf, richCompareBool } from '../../abstract/object.js';
import { isDict } from '../../include/dict.js';
import { asIndex, intToNumber, isInt } from '../../include/int.js';
import { isList, listAppend, listItem, newList } from '../../include/list.js';
import { newMappingProxy } from '../../include/mappingproxy.js';
import { None, newBool, none, notImplemented } from '../../include/singletons.js';
import { hashBytes } from '../../include/siphash.js';
import { newStr } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { isTuple, newTuple, setTupleItem, trackTuple } from '../../include/tuple.js';
import { newVarObject } from '../../object/create.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { hashHigh, hashIs } from '../../object/hash.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { clip } from '../../abstract/text.js';
import type { Engine } from './engine.js';
import { newMatch } from './match.js';
import {
  Pattern,
  Pattern_Type,
  codeAddress,
  codesOfPattern,
  known,
  living,
  slice,
  subjectFor,
  subjectOf
} from './objects.js';
import { FLAG_ASCII, FLAG_LOCALE, FLAG_UNICODE, OPERATION, Op } from './opcodes.js';
import { finditer, newScanner } from './scanner.js';
import { boundsOf, engineFor, guarded } from './searching.js';
import { substitute } from './substitute.js';

/** `_sre.compile(pattern, flags, code, groups, groupindex, indexgroup)`.  @cpython Modules/_sre/sre.c _sre_compile_impl */
export function compile(
  _module: Ref,
  pattern: Ref,
  flags: Ref,
  code: Ref,
  groups: Ref,
  groupindex: Ref,
  indexgroup: Ref
): Answer {
  const argument = (name: string, type: string, o: Ref): 0 =>
    raise(errors.TypeError, `compile() argument '${name}' must be ${type}, not ${typeName(typeOf(o))}`);
  if (!isList(code)) return argument('code', 'list', code);
  if (!isDict(groupindex)) return argument('groupindex', 'dict', groupindex);
  if (!isTuple(indexgroup)) return argument('indexgroup', 'tuple', indexgroup);
  const flagBits = asIndex(flags),
    count = flagBits === null ? null : asIndex(groups);
  if (flagBits === null || count === null) return NULL;
  const subject = pattern === None ? null : subjectOf(pattern);
  if (subject === null && pattern !== None) return NULL;
  const size = ob_size(code);
  const self = newVarObject<'Pattern'>(Pattern_Type, size);
  if (self === 0) return NULL;
  for (let i = 0; i < size; i++) {
    const word = codeWord(listItem(code, i));
    if (word === null) {
      // like one of no length: what it may own is not there yet
      decref(known(self));
      return NULL;
    }
    store(codeAddress(self) + i * 4, word);
  }
  Pattern.pattern.set(self, newRef(pattern));
  Pattern.isbytes.set(self, subject === null ? -1 : subject.isBytes ? 1 : 0);
  Pattern.flags.set(self, flagBits);
  Pattern.groups.set(self, count);
  Pattern.groupindex.set(self, newRef(groupindex));
  Pattern.indexgroup.set(self, newRef(indexgroup));
  const made = known(self);
  if (size > 0 && OPERATION[codesOfPattern(made)[size - 1]!] === Op.SUCCESS) return made;
  decref(made);
  return raise(errors.RuntimeError, 'invalid SRE code');
}
/** A word of the code, as C's unsigned int; null: it is none. */
function codeWord(o: Ref): number | null {
  const value = isInt(o) ? intToNumber(o) : -1;
  if (value >= 0 && value <= 0xffffffff) return value;
  if (profile.sre.tellsWhatWordIs) {
    if (!isInt(o)) return raiseNull(errors.TypeError, 'an integer is required');
    if (value < 0) return raiseNull(errors.OverflowError, "can't convert negative value to unsigned int");
  }
  return raiseNull(errors.OverflowError, 'regular expression code size limit exceeded');
}

type Way = 'match' | 'fullmatch' | 'search';
const looking =
  (way: Way) =>
  (self: Ref, string: Ref, pos: Ref | 0, endpos: Ref | 0): Answer => {
    const subject = subjectFor(self, string);
    const bounds = subject === null ? null : boundsOf(subject, pos, endpos);
    if (subject === null || bounds === null) return NULL;
    const engine = engineFor(self, subject, bounds.start, bounds.end);
    engine.matchAll = way === 'fullmatch';
    const found = guarded(() => (way === 'search' ? engine.search() : engine.match()));
    if (found === null) return NULL;
    return found ? newMatch(self, string, engine, bounds.start, bounds.end) : none();
  };

/** Calls `each` for one match after the other; false: an exception is set. */
function forEachMatch(
  self: Ref,
  string: Ref,
  bounds: { readonly start: number; readonly end: number },
  most: number,
  each: (engine: Engine) => boolean
): boolean {
  let { start } = bounds,
    mustAdvance = false;
  for (let n = 0; (most === 0 || n < most) && start <= bounds.end; n++) {
    const subject = subjectFor(self, string);
    if (subject === null) return false;
    const engine = engineFor(self, subject, start, bounds.end);
    engine.mustAdvance = mustAdvance;
    const found = guarded(() => engine.search());
    if (found === null) return false;
    if (!found) break;
    if (!each(engine)) return false;
    mustAdvance = engine.ptr === engine.start;
    start = engine.ptr;
  }
  return true;
}
/** The text of a group of what an engine found; `isEmpty`: the empty text stands for an unset one.  @cpython state_getslice */
function groupOf(engine: Engine, string: Ref, group: number, isEmpty: boolean): Answer {
  const i = (group - 1) * 2;
  const isSet = i + 1 <= engine.lastMark && engine.marks[i]! >= 0 && engine.marks[i + 1]! >= 0;
  if (!isSet) return isEmpty ? slice(string, 0, 0) : none();
  return slice(string, engine.marks[i]!, engine.marks[i + 1]!);
}
/** @cpython Modules/_sre/sre.c _sre_SRE_Pattern_findall_impl */
function findall(self: Ref, string: Ref, pos: Ref | 0, endpos: Ref | 0): Answer {
  const subject = subjectFor(self, string);
  const bounds = subject === null ? null : boundsOf(subject, pos, endpos);
  const list = bounds === null ? NULL : newList(0);
  if (bounds === null || list === NULL) return NULL;
  const groups = Pattern.groups(self);
  const ok = forEachMatch(self, string, bounds, 0, engine => {
    const item =
      groups === 0
        ? slice(string, engine.start, engine.ptr)
        : groups === 1
          ? groupOf(engine, string, 1, true)
          : allGroups(engine, string, groups);
    return item > 0 && listAppend(list, item as never) !== NULL;
  });
  if (ok) return list;
  decref(list);
  return NULL;
}
function allGroups(engine: Engine, string: Ref, groups: number): Answer {
  const tuple = newTuple(groups);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < groups; i++) {
    const item = groupOf(engine, string, i + 1, true);
    if (item <= 0) {
      decref(tuple);
      return NULL;
    }
    setTupleItem(tuple, i, item as never);
  }
  trackTuple(tuple);
  return tuple;
}
/** @cpython Modules/_sre/sre.c _sre_SRE_Pattern_split_impl */
function split(self: Ref, string: Ref, maxsplit: Ref | 0): Answer {
  const most = maxsplit === 0 ? 0 : asIndex(maxsplit);
  const subject = most === null ? null : subjectFor(self, string);
  const list = subject === null ? NULL : newList(0);
  if (most === null || subject === null || list === NULL) return NULL;
  const add = (item: Answer): boolean => item > 0 && listAppend(list, item as never) !== NULL;
  let last = 0;
  const { length } = subject;
  const ok =
    (most < 0 ||
      forEachMatch(self, string, { start: 0, end: length }, most, engine => {
        if (!add(slice(string, last, engine.start))) return false;
        for (let i = 1; i <= Pattern.groups(self); i++)
          if (!add(groupOf(engine, string, i, false))) return false;
        last = engine.ptr;
        return true;
      })) &&
    add(slice(string, last, length));
  if (ok) return list;
  decref(list);
  return NULL;
}

const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  ...(profile.sre.hasTemplateFlag ? ([[1, 're.TEMPLATE']] as const) : []),
  [2, 're.IGNORECASE'],
  [4, 're.LOCALE'],
  [8, 're.MULTILINE'],
  [16, 're.DOTALL'],
  [32, 're.UNICODE'],
  [64, 're.VERBOSE'],
  [128, 're.DEBUG'],
  [256, 're.ASCII']
];
/** @cpython Modules/_sre/sre.c pattern_repr */
function repr(self: Ref): Answer {
  let flags = Pattern.flags(self);
  if (Pattern.isbytes(self) === 0 && (flags & (FLAG_LOCALE | FLAG_UNICODE | FLAG_ASCII)) === FLAG_UNICODE) {
    flags &= ~FLAG_UNICODE;
  }
  const shown = reprOf(Pattern.pattern(self) as Ref);
  if (shown === null) return NULL;
  const names: string[] = [];
  for (const [bit, name] of FLAGS) {
    if ((flags & bit) === 0) continue;
    names.push(name);
    flags &= ~bit;
  }
  if (flags !== 0) names.push(`0x${(flags >>> 0).toString(16)}`);
  const text = names.length === 0 ? '' : `, ${names.join('|')}`;
  return newStr(`re.compile(${clip(shown, 200)}${text})`);
}
/** @cpython Modules/_sre/sre.c pattern_hash */
function hash(self: Ref): number | null {
  const code = hashBytes(codeAddress(self), ob_size(self) * 4),
    codeHigh = hashHigh();
  const low = hashOf(Pattern.pattern(self) as Ref);
  if (low === null) return null;
  const isbytes = Pattern.isbytes(self);
  const high = hashHigh() ^ codeHigh ^ (Pattern.flags(self) >> 31) ^ (isbytes >> 31);
  const all = low ^ code ^ Pattern.flags(self) ^ isbytes ^ ob_size(self);
  return all === -1 && high === -1 ? hashIs(-2, -1) : hashIs(all, high);
}
/** @cpython Modules/_sre/sre.c pattern_richcompare */
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if ((op !== EQ && op !== NE) || typeOf(b) !== Pattern_Type) return notImplemented();
  if (a === b) return newBool(op === EQ);
  const isSameCode =
    Pattern.flags(a) === Pattern.flags(b) &&
    Pattern.isbytes(a) === Pattern.isbytes(b) &&
    ob_size(a) === ob_size(b) &&
    compareBytes(codeAddress(a), codeAddress(b), ob_size(a) * 4) === 0;
  const is = isSameCode && richCompareBool(Pattern.pattern(a) as Ref, Pattern.pattern(b) as Ref, EQ);
  return is === null ? NULL : newBool(is === (op === EQ));
}

const WITHIN = '($self, /, string, pos=0, endpos=sys.maxsize)';
const itself = { doc: '', call: (self: Ref): Answer => newRef(self) };
export const pattern = defineType({
  name: 're.Pattern',
  type: Pattern_Type,
  struct: Pattern,
  itemsize: 4,
  noNew: true,
  doc: 'Compiled regular expression object.',
  weaklist: Pattern.weakreflist.offset,
  ...living([Pattern.groupindex, Pattern.indexgroup, Pattern.pattern], Pattern.weakreflist.offset),
  repr,
  hash,
  richcompare,
  members: {
    pattern: { type: 'object', offset: Pattern.pattern.offset, readonly: true },
    flags: { type: 'int', offset: Pattern.flags.offset, readonly: true },
    groups: { type: 'ssize', offset: Pattern.groups.offset, readonly: true }
  },
  getset: {
    groupindex: {
      doc: 'A dictionary mapping group names to group numbers.',
      get: self => newMappingProxy(Pattern.groupindex(self) as Ref)
    }
  },
  methods: {
    match: {
      signature: WITHIN,
      doc: 'Matches zero or more characters at the beginning of the string.',
      call: looking('match')
    },
    fullmatch: { signature: WITHIN, doc: 'Matches against all of the string.', call: looking('fullmatch') },
    search: {
      signature: WITHIN,
      doc: 'Scan through string looking for a match.\n\nReturn None if no position in the string matches.',
      call: looking('search')
    },
    sub: {
      signature: '($self, /, repl, string, count=0)',
      doc: 'Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern.',
      call: (self: Ref, repl: Ref, string: Ref, count: Ref | 0): Answer =>
        substitute(self, repl, string, count, false)
    },
    subn: {
      signature: '($self, /, repl, string, count=0)',
      doc: 'Return the tuple (new_string, number_of_subs_made).',
      call: (self: Ref, repl: Ref, string: Ref, count: Ref | 0): Answer =>
        substitute(self, repl, string, count, true)
    },
    findall: {
      signature: WITHIN,
      doc: 'Return a list of all non-overlapping matches of pattern in string.',
      call: findall
    },
    split: {
      signature: '($self, /, string, maxsplit=0)',
      doc: 'Split string by the occurrences of pattern.',
      call: split
    },
    finditer: {
      signature: WITHIN,
      doc: 'Return an iterator over all non-overlapping matches.',
      call: finditer
    },
    scanner: { signature: WITHIN, doc: '', call: newScanner },
    __copy__: { signature: '($self, /)', ...itself },
    __deepcopy__: { signature: '($self, memo, /)', ...itself },
    __class_getitem__: classGetitem
  }
});
