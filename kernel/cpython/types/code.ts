/** code: a compiled unit.  CPython: Objects/codeobject.c. */
import { load } from '../heap/memory.js';
import { layoutOf } from '../heap/layout.js';
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { defineType, type Getset, type Member } from '../abstract/define.js';
import { dropWeakrefs, thenFree, thenReleaseFields, type OwningField } from '../abstract/fields.js';
import { CELL, FREE, LOCAL, kindOf } from '../abstract/frame-locals.js';
import { frameHooks } from '../abstract/frame-hooks.js';
import { EQ, NE, hash, richCompareBool } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { newBytes } from '../include/bytes.js';
import { INSTRUCTION, PyCode, PyCode_Type, Unit, unitOf } from '../include/code.js';
import { newInt } from '../include/int.js';
import { listAppend, newList } from '../include/list.js';
import { None, newBool, none, notImplemented } from '../include/singletons.js';
import { newStr, toHost } from '../include/str.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../include/tuple.js';
import { iter } from '../abstract/iterate.js';
import { freeObject } from '../object/create.js';
import { hashIs } from '../object/hash.js';
import { typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';

const C = PyCode;
const ON_LOCALSPLUS = C.co_localsplusnames.exists;
/** Bytes before the instructions (3.11+). */
const CODE_HEAD = layoutOf('PyCodeObject')!.fields['co_code_adaptive'] ?? 0;

/** In the order in which they are let go of.  @cpython Objects/codeobject.c code_dealloc */
const owned: readonly OwningField[] = ON_LOCALSPLUS
  ? [
      C.co_consts,
      C.co_names,
      C.co_localsplusnames,
      C.co_localspluskinds,
      C.co_filename,
      C.co_name,
      C.co_qualname,
      C.co_linetable,
      C.co_exceptiontable
    ]
  : [
      C.co_code,
      C.co_consts,
      C.co_names,
      C.co_varnames,
      C.co_freevars,
      C.co_cellvars,
      C.co_filename,
      C.co_name,
      C.co_lnotab,
      C.co_linetable
    ];

/** The names of the slots of a kind, as a new tuple.  @cpython Objects/codeobject.c get_localsplus_names */
function namesOf(self: Ref, kind: number): Result {
  const names = Unit.localsNames(unitOf(self)) as Ref;
  const chosen: Ref[] = [];
  for (let i = 0; i < Unit.nlocalsplus(unitOf(self)); i++) {
    if ((kindOf(self, i) & kind) !== 0) chosen.push(tupleItem(names, i));
  }
  const tuple = newTuple(chosen.length);
  if (tuple === NULL) return NULL;
  for (const [i, name] of chosen.entries()) setTupleItem(tuple, i, newRef(name));
  trackTuple(tuple);
  return tuple;
}
const names = (kind: number, field: OwningField): Getset => ({
  get: self => {
    if (ON_LOCALSPLUS) return namesOf(self, kind);
    const value = field(self);
    return value === 0 ? none() : newRef(value);
  }
});
const number = (field: { readonly offset: number }): Member => ({
  type: 'int',
  offset: field.offset,
  readonly: true
});
const reference = (field: { readonly offset: number }): Member => ({
  type: 'object',
  offset: field.offset,
  readonly: true
});

/** The instructions as bytes: ours, two bytes each. */
function bytecode(self: Ref): Answer {
  const unit = unitOf(self),
    count = Unit.count(unit);
  const bytes = new Uint8Array(count * 2);
  for (let i = 0; i < count; i++) {
    const word = load(Unit.start(unit) + i * INSTRUCTION);
    bytes[i * 2] = word & 255;
    bytes[i * 2 + 1] = (word >> 8) & 255;
  }
  return newBytes(bytes);
}
const intOrNone = (n: number): Result => (n < 0 ? none() : newInt(n));

/** An iterator over (line, end line, column, end column) of each instruction. */
function positions(self: Ref): Answer {
  return iteratorOf(self, i => {
    const [line, endLine, column, endColumn] = frameHooks.positionAt(self, i);
    return packTuple(intOrNone(line), intOrNone(endLine), intOrNone(column), intOrNone(endColumn));
  });
}
/** An iterator over (start, end, line) of runs of instructions of one line. */
function lines(self: Ref): Answer {
  const count = Unit.count(unitOf(self));
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < count;) {
    const [line] = frameHooks.positionAt(self, i);
    let end = i + 1;
    while (end < count && frameHooks.positionAt(self, end)[0] === line) end++;
    const entry = packTuple(newInt(i * 2), newInt(end * 2), intOrNone(line));
    if (entry === NULL || listAppend(list, entry as Owned) === NULL) {
      decref(list);
      return NULL;
    }
    i = end;
  }
  const iterator = iter(list);
  decref(list);
  return iterator;
}
function iteratorOf(self: Ref, item: (i: number) => Result): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < Unit.count(unitOf(self)); i++) {
    const entry = item(i);
    if (entry === NULL || listAppend(list, entry as Owned) === NULL) {
      decref(list);
      return NULL;
    }
  }
  const iterator = iter(list);
  decref(list);
  return iterator;
}

/** Whether two code objects are made alike.  null: an exception is set. */
function same(a: Ref, b: Ref): boolean | null {
  if (a === b) return true;
  for (const field of [
    C.co_argcount,
    C.co_posonlyargcount,
    C.co_kwonlyargcount,
    C.co_flags,
    C.co_firstlineno
  ]) {
    if (field(a) !== field(b)) return false;
  }
  const x = unitOf(a),
    y = unitOf(b);
  if (Unit.count(x) !== Unit.count(y)) return false;
  for (let i = 0; i < Unit.count(x); i++) {
    if (load(Unit.start(x) + i * INSTRUCTION) !== load(Unit.start(y) + i * INSTRUCTION)) return false;
  }
  for (const pair of [
    [C.co_name(a), C.co_name(b)],
    [C.co_names(a), C.co_names(b)],
    [C.co_consts(a), C.co_consts(b)],
    [Unit.localsNames(x), Unit.localsNames(y)]
  ] as const) {
    const is = richCompareBool(pair[0] as Ref, pair[1] as Ref, EQ);
    if (is !== true) return is;
  }
  return true;
}
function compare(a: Ref, b: Ref, op: number): Answer {
  if ((op !== EQ && op !== NE) || typeOf(a) !== PyCode_Type || typeOf(b) !== PyCode_Type)
    return notImplemented();
  const is = same(a, b);
  return is === null ? NULL : newBool(is === (op === EQ));
}
function codeHash(self: Ref): number | null {
  let mixed = C.co_firstlineno(self) ^ C.co_argcount(self) ^ C.co_flags(self);
  for (const part of [C.co_name(self), C.co_consts(self), C.co_names(self)]) {
    const low = hash(part as Ref);
    if (low === null) return null;
    mixed = Math.imul(mixed, 1000003) ^ low;
  }
  return hashIs(mixed === -1 ? -2 : mixed, mixed < 0 ? -1 : 0);
}

export const code = defineType({
  name: 'code',
  type: PyCode_Type,
  struct: PyCode,
  ...(ON_LOCALSPLUS ? { basicsize: CODE_HEAD, itemsize: 2 } : {}),
  noNew: true,
  // Differs: the length of our instructions stands for that of CPython's, which have inline caches between them.
  ...(ON_LOCALSPLUS ? { sizeof: (self: Ref) => (CODE_HEAD + Unit.count(unitOf(self)) * 2 + 7) & ~7 } : {}),
  weaklist: C.co_weakreflist.offset,
  doc: 'A compiled unit.',
  dealloc(self) {
    dropWeakrefs(self, C.co_weakreflist.offset);
    const zombie = C.co_zombieframe.exists ? C.co_zombieframe(self) : 0;
    if (zombie !== 0) freeObject(zombie as Ref);
    frameHooks.freeUnit(self);
    thenFree(self);
    thenReleaseFields(self, owned);
  },
  hash: codeHash,
  richcompare: compare,
  repr: self => {
    const name = toHost(C.co_name(self) as Ref),
      file = C.co_filename(self);
    const where = file === 0 || file === None ? '???' : toHost(file);
    const line = C.co_firstlineno(self);
    return newStr(
      `<code object ${name} at 0x${self.toString(16)}, file "${where}", line ${line === 0 ? -1 : line}>`
    );
  },
  members: {
    co_argcount: number(C.co_argcount),
    co_posonlyargcount: number(C.co_posonlyargcount),
    co_kwonlyargcount: number(C.co_kwonlyargcount),
    co_stacksize: number(C.co_stacksize),
    co_flags: number(C.co_flags),
    co_nlocals: number(C.co_nlocals),
    co_names: reference(C.co_names),
    co_filename: reference(C.co_filename),
    co_name: reference(C.co_name),
    co_qualname: { ...reference(C.co_qualname), versions: '3.11-' },
    co_firstlineno: number(C.co_firstlineno),
    co_consts: reference(C.co_consts),
    co_exceptiontable: { ...reference(C.co_exceptiontable), versions: '3.11-' },
    co_linetable: { ...reference(C.co_linetable), versions: '3.10-' }
  },
  getset: {
    co_code: { get: bytecode },
    co_varnames: names(LOCAL, C.co_varnames),
    co_cellvars: names(CELL, C.co_cellvars),
    co_freevars: names(FREE, C.co_freevars),
    co_lnotab: {
      get: self =>
        C.co_lnotab.exists && C.co_lnotab(self) !== 0
          ? newRef(C.co_lnotab(self) as Ref)
          : newBytes(new Uint8Array(0))
    }
  },
  methods: {
    co_lines: { versions: '3.10-', signature: '($self, /)', doc: 'Lines of the instructions.', call: lines },
    co_positions: {
      versions: '3.11-',
      signature: '($self, /)',
      doc: 'Positions of the instructions.',
      call: positions
    }
  }
});
