/** Scanners: match after match.  CPython: Modules/_sre/sre.c. */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { defineType } from '../../abstract/define.js';
import { getAttr } from '../../abstract/object.js';
import { newCallIter } from '../../include/iterators.js';
import { None, none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { newObject } from '../../object/create.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { Scanner, Scanner_Type, known, living, subjectFor } from './objects.js';
import { newMatch } from './match.js';
import { boundsOf, guarded, engineFor } from './searching.js';

export function newScanner(pattern: Ref, string: Ref, pos: Ref | 0, endpos: Ref | 0): Result {
  const subject = subjectFor(pattern, string);
  const bounds = subject === null ? null : boundsOf(subject, pos, endpos);
  if (bounds === null) return NULL;
  const self = newObject<'SRE_Scanner'>(Scanner_Type);
  if (self === 0) return NULL;
  Scanner.pattern.set(self, newRef(pattern));
  Scanner.string.set(self, newRef(string));
  Scanner.pos.set(self, bounds.start);
  Scanner.endpos.set(self, bounds.end);
  Scanner.start.set(self, bounds.start);
  return known(self);
}
/** @cpython Modules/_sre/sre.c _sre_SRE_Scanner_search_impl */
function next(self: Ref, searches: boolean): Answer {
  const start = Scanner.start(self);
  if (start < 0) return none();
  const pattern = Scanner.pattern(self) as Ref,
    string = Scanner.string(self) as Ref;
  const subject = subjectFor(pattern, string);
  if (subject === null) return NULL;
  const endpos = Math.min(Scanner.endpos(self), subject.length);
  const engine = engineFor(pattern, subject, start, endpos);
  engine.mustAdvance = Scanner.mustAdvance(self) !== 0;
  const found = guarded(() => (searches ? engine.search() : engine.match()));
  if (found === null) return NULL;
  if (!found) {
    Scanner.start.set(self, -1);
    return none();
  }
  Scanner.mustAdvance.set(self, engine.ptr === engine.start ? 1 : 0);
  Scanner.start.set(self, engine.ptr);
  return newMatch(pattern, string, engine, Scanner.pos(self), Scanner.endpos(self));
}

const SEARCH = identifier('search');
/** All matches, one at a time.  @cpython Modules/_sre/sre.c _sre_SRE_Pattern_finditer_impl */
export function finditer(pattern: Ref, string: Ref, pos: Ref | 0, endpos: Ref | 0): Answer {
  const scanner = newScanner(pattern, string, pos, endpos);
  if (scanner === NULL) return NULL;
  const search = finish(getAttr(scanner, SEARCH));
  decref(scanner);
  if (search === NULL) return NULL;
  const iterator = newCallIter(search, None);
  decref(search);
  return iterator;
}

export const scanner = defineType({
  name: '_sre.SRE_Scanner',
  type: Scanner_Type,
  struct: Scanner,
  noNew: true,
  ...living([Scanner.pattern, Scanner.string]),
  members: { pattern: { type: 'object', offset: Scanner.pattern.offset, readonly: true } },
  methods: {
    match: { signature: '($self, /)', doc: '', call: (self: Ref): Answer => next(self, false) },
    search: { signature: '($self, /)', doc: '', call: (self: Ref): Answer => next(self, true) }
  }
});
