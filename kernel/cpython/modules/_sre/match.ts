/** Match objects.  CPython: Modules/_sre/sre.c. */
import { load, store } from '../../heap/memory.js';
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { classGetitem } from '../../abstract/class-getitem.js';
import { defineType } from '../../abstract/define.js';
import { reprOf } from '../../abstract/object.js';
import { dictGetItem, dictSetItem, entryKey, entryValue, newDict, nextEntry } from '../../include/dict.js';
import { asIndex, isInt, newInt } from '../../include/int.js';
import { None, none } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { newPair, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { newVarObject } from '../../object/create.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import type { Engine } from './engine.js';
import { MARKS, Match, Match_Type, Pattern, known, living, slice } from './objects.js';
import { expand } from './template.js';

/** What an engine has found, as an object.  @cpython Modules/_sre/sre.c pattern_new_match */
export function newMatch(pattern: Ref, string: Ref, engine: Engine, pos: number, endpos: number): Result {
  const groups = Pattern.groups(pattern);
  const self = newVarObject<'Match'>(Match_Type, 2 * (groups + 1));
  if (self === 0) return NULL;
  Match.string.set(self, newRef(string));
  Match.pattern.set(self, newRef(pattern));
  Match.groups.set(self, groups + 1);
  setMark(self, 0, engine.start);
  setMark(self, 1, engine.ptr);
  for (let i = 0; i < groups * 2; i += 2) {
    const isSet = i + 1 <= engine.lastMark && engine.marks[i]! >= 0 && engine.marks[i + 1]! >= 0;
    setMark(self, i + 2, isSet ? engine.marks[i]! : -1);
    setMark(self, i + 3, isSet ? engine.marks[i + 1]! : -1);
  }
  Match.pos.set(self, pos);
  Match.endpos.set(self, endpos);
  Match.lastindex.set(self, engine.lastIndex);
  return known(self);
}
function setMark(self: Ref, i: number, value: number): void {
  store(self + MARKS + i * 8, value);
  store(self + MARKS + i * 8 + 4, value >> 31);
}
const markAt = (self: Ref, i: number): number => load(self + MARKS + i * 8);
const startOf = (self: Ref, group: number): number => markAt(self, group * 2);
const endOf = (self: Ref, group: number): number => markAt(self, group * 2 + 1);
const patternOf = (self: Ref): Ref => Match.pattern(self) as Ref;

/** A group by number; `otherwise` (lent) if it took no part.  @cpython match_getslice_by_index */
export function groupAt(self: Ref, group: number, otherwise: Ref): Result {
  if (group < 0 || group >= Match.groups(self)) return raise(errors.IndexError, 'no such group');
  if (Match.string(self) === None || startOf(self, group) < 0) return newRef(otherwise);
  return slice(Match.string(self) as Ref, startOf(self, group), endOf(self, group));
}
/** The number of a group given by number or name; null: IndexError.  @cpython match_getindex */
function groupNumber(self: Ref, index: Ref | 0): number | null {
  if (index === 0) return 0;
  let i: number | null = -1;
  if (slotOf(typeOf(index), slot.nb_index) !== 0) {
    i = asIndex(index);
    if (i === null) return null;
  } else {
    const found = dictGetItem(Pattern.groupindex(patternOf(self)) as Ref, index);
    if (found === null) return null;
    if (found !== 0 && isInt(found)) i = asIndex(found);
  }
  if (i === null || i < 0 || i >= Match.groups(self)) return raiseNull(errors.IndexError, 'no such group');
  return i;
}
function groupOf(self: Ref, index: Ref, otherwise: Ref = None): Result {
  const i = groupNumber(self, index);
  return i === null ? NULL : groupAt(self, i, otherwise);
}
function group(self: Ref, argv: number, nargs: number): Answer {
  if (nargs === 0) return groupAt(self, 0, None);
  if (nargs === 1) return groupOf(self, argumentAt(argv, 0));
  const tuple = newTuple(nargs);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < nargs; i++) {
    const item = groupOf(self, argumentAt(argv, i));
    if (item === NULL) {
      decref(tuple);
      return NULL;
    }
    setTupleItem(tuple, i, item);
  }
  trackTuple(tuple);
  return tuple;
}
function groups(self: Ref, otherwise: Ref | 0): Answer {
  const count = Match.groups(self) - 1;
  const tuple = newTuple(count);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    const item = groupAt(self, i + 1, (otherwise || None) as Ref);
    if (item === NULL) {
      decref(tuple);
      return NULL;
    }
    setTupleItem(tuple, i, item);
  }
  trackTuple(tuple);
  return tuple;
}
function groupDict(self: Ref, otherwise: Ref | 0): Answer {
  const names = Pattern.groupindex(patternOf(self)) as Ref;
  const dict = newDict();
  if (dict === NULL) return NULL;
  for (let i = nextEntry(names, 0); i >= 0; i = nextEntry(names, i + 1)) {
    const number = entryValue(names, i);
    const value = isInt(number)
      ? groupOf(self, number, (otherwise || None) as Ref)
      : newRef((otherwise || None) as Ref);
    const done = value === NULL ? NULL : dictSetItem(dict, entryKey(names, i), value);
    if (value !== NULL) decref(value);
    if (done === NULL) {
      decref(dict);
      return NULL;
    }
  }
  return dict;
}
/** `(start, end)`.  @cpython _pair */
function spanOf(self: Ref, i: number): Result<'tuple'> {
  const start = newInt(startOf(self, i));
  if (start === NULL) return NULL;
  const end = newInt(endOf(self, i));
  if (end !== NULL) return newPair(start, end);
  decref(start);
  return NULL;
}
function position(at: (self: Ref, group: number) => number): (self: Ref, index: Ref | 0) => Answer {
  return (self, index) => {
    const i = groupNumber(self, index);
    return i === null ? NULL : newInt(at(self, i));
  };
}
function span(self: Ref, index: Ref | 0): Answer {
  const i = groupNumber(self, index);
  return i === null ? NULL : spanOf(self, i);
}
/** The spans of all groups, made once.  @cpython match_regs */
function regs(self: Ref): Answer {
  const made = Match.regs(self);
  if (made !== 0) return newRef(made);
  const count = Match.groups(self);
  const tuple = newTuple(count);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    const item = spanOf(self, i);
    if (item === NULL) {
      decref(tuple);
      return NULL;
    }
    setTupleItem(tuple, i, item);
  }
  trackTuple(tuple);
  Match.regs.set(self, newRef(tuple));
  return tuple;
}
function lastGroup(self: Ref): Answer {
  const names = Pattern.indexgroup(patternOf(self)),
    i = Match.lastindex(self);
  return names === 0 || i < 0 || i >= ob_size(names) ? none() : newRef(tupleItem(names, i));
}
function repr(self: Ref): Answer {
  const text = groupAt(self, 0, None);
  const shown = text === NULL ? null : reprOf(text);
  if (text !== NULL) decref(text);
  if (shown === null) return NULL;
  return newStr(`<re.Match object; span=(${startOf(self, 0)}, ${endOf(self, 0)}), match=${shown}>`);
}
const itself = { doc: '', call: (self: Ref): Answer => newRef(self) };
const GROUP_INDEX = '($self, group=0, /)';

export const match = defineType({
  name: 're.Match',
  type: Match_Type,
  struct: Match,
  itemsize: 8,
  noNew: true,
  doc: 'The result of re.match() and re.search().\nMatch objects always have a boolean value of True.',
  ...living([Match.string, Match.regs, Match.pattern]),
  repr,
  slots: { mp_subscript: groupOf as never },
  members: {
    string: { type: 'object', offset: Match.string.offset, readonly: true },
    re: { type: 'object', offset: Match.pattern.offset, readonly: true },
    pos: { type: 'ssize', offset: Match.pos.offset, readonly: true },
    endpos: { type: 'ssize', offset: Match.endpos.offset, readonly: true }
  },
  getset: {
    lastindex: { get: self => (Match.lastindex(self) >= 0 ? newInt(Match.lastindex(self)) : none()) },
    lastgroup: { get: lastGroup },
    regs: { get: regs }
  },
  methods: {
    group: { signature: '($self, *args)', doc: 'Return one or more subgroups of the match.', call: group },
    start: {
      signature: GROUP_INDEX,
      doc: 'Return index of the start of the substring matched by group.',
      call: position(startOf)
    },
    end: {
      signature: GROUP_INDEX,
      doc: 'Return index of the end of the substring matched by group.',
      call: position(endOf)
    },
    span: {
      signature: GROUP_INDEX,
      doc: 'For match object m, return the 2-tuple (m.start(group), m.end(group)).',
      call: span
    },
    groups: {
      signature: '($self, /, default=None)',
      doc: 'Return a tuple containing all the subgroups of the match, from 1.',
      call: groups
    },
    groupdict: {
      signature: '($self, /, default=None)',
      doc: 'Return a dictionary of all the named subgroups, keyed by name.',
      call: groupDict
    },
    expand: {
      signature: '($self, /, template)',
      doc: 'Substitute groups into the template.',
      call: expand
    },
    __copy__: { signature: '($self, /)', ...itself },
    __deepcopy__: { signature: '($self, memo, /)', ...itself },
    __class_getitem__: classGetitem
  }
});
