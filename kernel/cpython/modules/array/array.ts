/** What arrays do.  CPython: Modules/arraymodule.c. */
import { bytesIn, copy, viewBytes, type Address } from '../../heap/memory.js';
import { ABSENT, DONE, NULL, type Answer, type Done, type Ref, type Result } from '../../heap/reference.js';
import { stepsOf } from '../../abstract/bounds.js';
import { bufferOf, hostBytes, needBuffer } from '../../abstract/buffer.js';
import { classGetitem } from '../../abstract/class-getitem.js';
import { defineType } from '../../abstract/define.js';
import { dropWeakrefs } from '../../abstract/fields.js';
import { iter, nextOrAbsent } from '../../abstract/iterate.js';
import { isSubtype } from '../../abstract/lookup.js';
import { EQ, NE, reprOf, richCompare, richCompareBool } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import {
  KINDS,
  PyArray,
  PyArray_Type,
  itemAddress,
  kindOf,
  newArray,
  resizeArray
} from '../../include/array.js';
import { isBytes, newBytes } from '../../include/bytes.js';
import { asIndex, newInt } from '../../include/int.js';
import { newSeqIter } from '../../include/iterators.js';
import { isExactList, isList, listAppend, listItem, newList } from '../../include/list.js';
import { newBool, none, notImplemented } from '../../include/singletons.js';
import { PySlice_Type } from '../../include/slice.js';
import { charAt, isStr, newStr, newStrFromCodes, strLength } from '../../include/str.js';
import { isExactTuple, tupleItem } from '../../include/tuple.js';
import { TypeObject, typeName, type PyType } from '../../include/type.js';
import { release } from '../../memory/allocate.js';
import { freeObject } from '../../object/create.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { readItem, writeItem } from './items.js';

const { ob_item, allocated, ob_descr } = PyArray;
const CODES = KINDS.map(kind => kind.code);
const NAMED = CODES.filter(code => code !== 'w' || profile.list.arrayNamesWideCharacters);
const isText = (code: string): boolean => code === 'u' || code === 'w';
const TEXT_CODES = CODES.includes('w') ? "'u' or 'w'" : "'u'";
const nameOf = (o: Ref): string => typeName(typeOf(o));
const isArray = (o: Ref): boolean => isSubtype(typeOf(o), PyArray_Type);
const done = (is: Done): Answer => (is === NULL ? NULL : none());
const bytesOf = (o: Ref): number => ob_size(o) * kindOf(o).size;

/** A new array with items [from, to) of another. */
function part(o: Ref, from: number, to: number): Result {
  const count = Math.max(to - from, 0);
  const made = newArray(PyArray_Type, ob_descr(o), count);
  if (made === 0) return NULL;
  copy(ob_item(made), itemAddress(o, from), count * kindOf(o).size);
  return made;
}
function append(self: Ref, value: Ref): Done {
  const size = ob_size(self);
  if (resizeArray(self, size + 1) === NULL) return NULL;
  if (writeItem(self, size, value) !== NULL) return DONE;
  resizeArray(self, size);
  return NULL;
}
/** All items of an iterable, one after the other, or of another array at once.  @cpython array_do_extend, array_iter_extend */
function extend(self: Ref, from: Ref): Done {
  if (isArray(from)) {
    if (ob_descr(from) !== ob_descr(self))
      return raise(errors.TypeError, 'can only extend with array of same kind');
    const size = ob_size(self),
      more = ob_size(from);
    if (more === 0) return DONE;
    if (resizeArray(self, size + more) === NULL) return NULL;
    copy(itemAddress(self, size), ob_item(from), more * kindOf(self).size);
    return DONE;
  }
  const iterator = finish(iter(from));
  if (iterator === NULL) return NULL;
  let is: Done = DONE;
  for (let item = nextOrAbsent(iterator); item !== ABSENT; item = nextOrAbsent(iterator)) {
    is = item === NULL ? NULL : append(self, item);
    if (item !== NULL) decref(item);
    if (is === NULL) break;
  }
  decref(iterator);
  return is;
}
function fromBytes(self: Ref, bytes: Uint8Array): Done {
  const { size } = kindOf(self);
  if (bytes.length % size !== 0) return raise(errors.ValueError, 'bytes length not a multiple of item size');
  const was = ob_size(self);
  if (bytes.length === 0) return DONE;
  if (resizeArray(self, was + bytes.length / size) === NULL) return NULL;
  bytesIn(itemAddress(self, was), bytes);
  return DONE;
}
function fromText(self: Ref, text: Ref): Done {
  const was = ob_size(self),
    count = strLength(text);
  if (count > 0 && resizeArray(self, was + count) === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    const one = newStrFromCodes([charAt(text, i)]);
    const is = one === NULL ? NULL : writeItem(self, was + i, one);
    if (one !== NULL) decref(one);
    if (is === NULL) return NULL;
  }
  return DONE;
}
/** @cpython Modules/arraymodule.c array_new */
function make(type: Ref, typecode: Ref, initializer: Ref | 0): Answer {
  if (!isStr(typecode) || strLength(typecode) !== 1) {
    const what =
      isStr(typecode) && profile.list.arrayNamesLength
        ? `a string of length ${strLength(typecode)}`
        : nameOf(typecode);
    return raise(errors.TypeError, `array() argument 1 must be a unicode character, not ${what}`);
  }
  const code = String.fromCodePoint(charAt(typecode, 0));
  const which = KINDS.findIndex(kind => kind.code === code);
  if (initializer !== 0 && !isText(code)) {
    if (isStr(initializer))
      return raise(errors.TypeError, `cannot use a str to initialize an array with typecode '${code}'`);
    if (isArray(initializer) && isText(kindOf(initializer).code))
      return raise(
        errors.TypeError,
        `cannot use a unicode array to initialize an array with typecode '${code}'`
      );
  }
  if (which < 0)
    return raise(
      errors.ValueError,
      `bad typecode (must be ${NAMED.slice(0, -1).join(', ')} or ${NAMED.at(-1)!})`
    );
  const from = initializer === 0 ? 0 : initializer;
  const isSequence = from !== 0 && (isExactList(from) || isExactTuple(from));
  const count = isSequence || (from !== 0 && isArray(from)) ? ob_size(from) : 0;
  const self = newArray(type as PyType, which, count);
  if (self === 0) return NULL;
  if (from === 0 || fill(self, from, isSequence) !== NULL) return self;
  decref(self);
  return NULL;
}
function fill(self: Ref, from: Ref, isSequence: boolean): Done {
  if (isSequence || isArray(from)) {
    for (let i = 0; i < ob_size(self); i++) {
      const item = isArray(from)
        ? readItem(from, i)
        : newRef(isList(from) ? listItem(from, i) : tupleItem(from, i));
      if (item === NULL) return NULL;
      const is = writeItem(self, i, item);
      decref(item);
      if (is === NULL) return NULL;
    }
    return DONE;
  }
  if (isStr(from)) return fromText(self, from);
  const view = isBytes(from) || bufferOf(from) !== null ? bufferOf(from) : null;
  return view === null ? extend(self, from) : fromBytes(self, hostBytes(view));
}

/** A place from an index that may count from the end, or null. */
function place(self: Ref, i: number, text: string): number | null {
  const at = i < 0 ? i + ob_size(self) : i;
  return at >= 0 && at < ob_size(self) ? at : raiseNull(errors.IndexError, text);
}
function item(self: Ref, i: number): Answer {
  return i < 0 || i >= ob_size(self)
    ? raise(errors.IndexError, 'array index out of range')
    : readItem(self, i);
}
function subscript(self: Ref, key: Ref): Answer {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : item(self, i < 0 ? i + ob_size(self) : i);
  }
  if (typeOf(key) !== PySlice_Type) return raise(errors.TypeError, 'array indices must be integers');
  const steps = stepsOf(key, ob_size(self));
  if (steps === null) return NULL;
  const { start, step, count } = steps;
  if (step === 1) return part(self, start, start + count);
  const made = newArray(PyArray_Type, ob_descr(self), count);
  if (made === 0) return NULL;
  for (let k = 0; k < count; k++) {
    copy(itemAddress(made, k), itemAddress(self, start + k * step), kindOf(self).size);
  }
  return made;
}
/** Items [from, to) become these bytes. */
function splice(self: Ref, from: number, to: number, bytes: Uint8Array): Done {
  const { size } = kindOf(self),
    was = ob_size(self),
    growth = bytes.length / size - (to - from);
  if (growth > 0 && resizeArray(self, was + growth) === NULL) return NULL;
  copy(itemAddress(self, to + growth), itemAddress(self, to), (was - to) * size);
  if (growth < 0 && resizeArray(self, was + growth) === NULL) return NULL;
  bytesIn(itemAddress(self, from), bytes);
  return DONE;
}
const NOTHING = new Uint8Array(0);
function setSubscript(self: Ref, key: Ref, value: Ref | 0): Done {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const given = asIndex(key, errors.IndexError);
    const at = given === null ? null : place(self, given, 'array assignment index out of range');
    if (at === null) return NULL;
    return value === 0 ? splice(self, at, at + 1, NOTHING) : writeItem(self, at, value);
  }
  if (typeOf(key) !== PySlice_Type) return raise(errors.TypeError, 'array indices must be integers');
  if (value !== 0 && !isArray(value))
    return raise(errors.TypeError, `can only assign array (not "${nameOf(value)}") to array slice`);
  if (value !== 0 && ob_descr(value) !== ob_descr(self))
    return raise(errors.TypeError, 'bad argument type for built-in operation');
  const steps = stepsOf(key, ob_size(self));
  if (steps === null) return NULL;
  const { start, step, count } = steps;
  const { size } = kindOf(self);
  const bytes = value === 0 ? NOTHING : Uint8Array.from(viewBytes(ob_item(value), bytesOf(value)));
  if (step === 1) return splice(self, start, start + count, bytes);
  if (value !== 0) {
    if (bytes.length / size !== count) {
      return raise(
        errors.ValueError,
        `attempt to assign array of size ${bytes.length / size} to extended slice of size ${count}`
      );
    }
    for (let k = 0; k < count; k++) {
      bytesIn(itemAddress(self, start + k * step), bytes.subarray(k * size, (k + 1) * size));
    }
    return DONE;
  }
  const places = Array.from({ length: count }, (_, k) => start + k * step).sort((a, b) => b - a);
  return places.every(at => splice(self, at, at + 1, NOTHING) !== NULL) ? DONE : NULL;
}
function concat(a: Ref, b: Ref): Answer {
  if (!isArray(b)) return raise(errors.TypeError, `can only append array (not "${nameOf(b)}") to array`);
  if (ob_descr(a) !== ob_descr(b)) return raise(errors.TypeError, 'bad argument type for built-in operation');
  const made = newArray(PyArray_Type, ob_descr(a), ob_size(a) + ob_size(b));
  if (made === 0) return NULL;
  copy(ob_item(made), ob_item(a), bytesOf(a));
  copy(ob_item(made) + bytesOf(a), ob_item(b), bytesOf(b));
  return made;
}
function repeat(self: Ref, times: number): Answer {
  const count = Math.max(times, 0);
  const made = newArray(PyArray_Type, ob_descr(self), ob_size(self) * count);
  if (made === 0) return NULL;
  for (let k = 0; k < count; k++) copy(ob_item(made) + k * bytesOf(self), ob_item(self), bytesOf(self));
  return made;
}
function inplaceConcat(self: Ref, other: Ref): Answer {
  if (!isArray(other)) return raise(errors.TypeError, `can only extend with array (not "${nameOf(other)}")`);
  return extend(self, other) === NULL ? NULL : newRef(self);
}
function inplaceRepeat(self: Ref, times: number): Answer {
  const size = bytesOf(self),
    count = Math.max(times, 0);
  if (resizeArray(self, ob_size(self) * count) === NULL) return NULL;
  for (let k = 1; k < count; k++) copy(ob_item(self) + k * size, ob_item(self), size);
  return newRef(self);
}
/** Where a value is, from `from` on; -1: nowhere, null: an exception is set. */
function find(self: Ref, value: Ref, from = 0): number | null {
  for (let i = from; i < ob_size(self); i++) {
    const one = readItem(self, i);
    const is = one === NULL ? null : richCompareBool(one, value, EQ);
    if (one !== NULL) decref(one);
    if (is === null) return null;
    if (is) return i;
  }
  return -1;
}
function found(self: Ref, value: Ref, from: number): number | null {
  const at = find(self, value, from);
  return at === -1 ? raiseNull(errors.ValueError, 'array.index(x): x not in array') : at;
}
function index(self: Ref, value: Ref, start: Ref | 0): Answer {
  const from = start === 0 ? 0 : asIndex(start);
  if (from === null) return NULL;
  const at = found(self, value, from < 0 ? Math.max(from + ob_size(self), 0) : from);
  return at === null ? NULL : newInt(at);
}
function count(self: Ref, value: Ref): Answer {
  let times = 0;
  for (let at = find(self, value); at !== -1; at = find(self, value, at + 1)) {
    if (at === null) return NULL;
    times++;
  }
  return newInt(times);
}
/** Whether the items at one place are equal, or what comparing them answers; null: an exception is set. */
function compareAt(a: Ref, b: Ref, i: number, op: number): Answer | 'equal' {
  const x = readItem(a, i);
  if (x === NULL) return NULL;
  const y = readItem(b, i);
  if (y === NULL) {
    decref(x);
    return NULL;
  }
  const same = richCompareBool(x, y, EQ);
  const answer = same === null ? NULL : same ? 'equal' : richCompare(x, y, op);
  decref(x);
  decref(y);
  return answer;
}
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isArray(a) || !isArray(b)) return notImplemented();
  if (ob_size(a) !== ob_size(b) && (op === EQ || op === NE)) return newBool(op === NE);
  const shared = Math.min(ob_size(a), ob_size(b));
  for (let i = 0; i < shared; i++) {
    const answer = compareAt(a, b, i, op);
    if (answer !== 'equal') return answer;
  }
  const order = ob_size(a) - ob_size(b);
  const answers = [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0];
  return newBool(answers[op]!);
}
function tolist(self: Ref): Result {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < ob_size(self); i++) {
    const one = readItem(self, i);
    if (one === NULL || listAppend(list, one) === NULL) {
      decref(list);
      return NULL;
    }
  }
  return list;
}
function tounicode(self: Ref): Result {
  if (!isText(kindOf(self).code))
    return raise(errors.ValueError, `tounicode() may only be called on unicode type arrays (${TEXT_CODES})`);
  return newStrFromCodes(
    Array.from({ length: ob_size(self) }, (_, i) => {
      const bytes = viewBytes(itemAddress(self, i), 4);
      return bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16);
    })
  );
}
function repr(self: Ref): Answer {
  const { code } = kindOf(self);
  const full = nameOf(self);
  const name = full.slice(full.lastIndexOf('.') + 1);
  if (ob_size(self) === 0) return newStr(`${name}('${code}')`);
  const shown = isText(code) ? tounicode(self) : tolist(self);
  const text = shown === NULL ? null : reprOf(shown);
  if (shown !== NULL) decref(shown);
  return text === null ? NULL : newStr(`${name}('${code}', ${text})`);
}
function insert(self: Ref, where: Ref, value: Ref): Answer {
  const given = asIndex(where);
  if (given === null) return NULL;
  const size = ob_size(self);
  const at = Math.min(given < 0 ? Math.max(given + size, 0) : given, size);
  if (resizeArray(self, size + 1) === NULL) return NULL;
  const width = kindOf(self).size;
  copy(itemAddress(self, at + 1), itemAddress(self, at), (size - at) * width);
  return done(writeItem(self, at, value));
}
function pop(self: Ref, where: Ref | 0): Answer {
  const given = where === 0 ? -1 : asIndex(where);
  if (given === null) return NULL;
  if (ob_size(self) === 0) return raise(errors.IndexError, 'pop from empty array');
  const at = place(self, given, 'pop index out of range');
  if (at === null) return NULL;
  const value = readItem(self, at);
  if (value === NULL) return NULL;
  if (splice(self, at, at + 1, NOTHING) !== NULL) return value;
  decref(value);
  return NULL;
}
function remove(self: Ref, value: Ref): Answer {
  const at = find(self, value);
  if (at === -1) return raise(errors.ValueError, 'array.remove(x): x not in array');
  return at === null ? NULL : done(splice(self, at, at + 1, NOTHING));
}
/** Every item's bytes, or all items, the other way round. */
function turn(self: Ref, width: number, total: number): void {
  for (let from = 0; from < total; from += width) {
    const bytes = viewBytes(ob_item(self) + from, width);
    bytes.reverse();
  }
}
function byteswap(self: Ref): Answer {
  turn(self, kindOf(self).size, bytesOf(self));
  return none();
}
/** Turning all bytes around, then those of each item. */
function reverse(self: Ref): Answer {
  if (ob_size(self) > 1) {
    turn(self, bytesOf(self), bytesOf(self));
    turn(self, kindOf(self).size, bytesOf(self));
  }
  return none();
}
function fromlist(self: Ref, list: Ref): Answer {
  if (!isList(list)) return raise(errors.TypeError, 'arg must be list');
  const was = ob_size(self),
    more = ob_size(list);
  if (more > 0 && resizeArray(self, was + more) === NULL) return NULL;
  for (let i = 0; i < more; i++) {
    if (writeItem(self, was + i, listItem(list, i)) === NULL) {
      resizeArray(self, was);
      return NULL;
    }
  }
  return none();
}
const copied = (self: Ref): Answer => part(self, 0, ob_size(self));

export const array = defineType({
  name: 'array.array',
  type: PyArray_Type,
  struct: PyArray,
  subclassable: true,
  gc: profile.list.arrayIsCollected,
  weaklist: PyArray.weakreflist.offset,
  doc: 'Numbers of one kind, close together.',
  construct: { signature: '($type, typecode, initializer=(), /)', call: make as never },
  sizeof: self => TypeObject.tp_basicsize(typeOf(self)) + allocated(self) * kindOf(self).size,
  dealloc(self) {
    dropWeakrefs(self, PyArray.weakreflist.offset);
    if (profile.list.arrayIsCollected) untrack(self);
    if (ob_item(self) !== 0) release(ob_item(self));
    freeObject(self);
  },
  traverse: () => undefined,
  blocks(self: Ref, visit: (p: Address) => void) {
    if (ob_item(self) !== 0) visit(ob_item(self));
  },
  repr,
  hash: 'unhashable',
  richcompare,
  iter: self => newSeqIter(self),
  slots: {
    sq_length: ob_size,
    mp_length: ob_size,
    sq_concat: concat,
    sq_repeat: repeat,
    sq_item: item,
    sq_contains(self: Ref, value: Ref): boolean | null {
      const at = find(self, value);
      return at === null ? null : at >= 0;
    },
    sq_inplace_concat: inplaceConcat,
    sq_inplace_repeat: inplaceRepeat,
    mp_subscript: subscript,
    mp_ass_subscript: setSubscript
  },
  getset: {
    typecode: { doc: 'The character of the kind.', get: self => newStr(kindOf(self).code) },
    itemsize: { doc: 'Bytes of an item.', get: self => newInt(kindOf(self).size) }
  },
  methods: {
    append: {
      signature: '($self, v, /)',
      doc: 'Add an item.',
      call: (self: Ref, v: Ref): Answer => done(append(self, v))
    },
    extend: {
      signature: '($self, bb, /)',
      doc: 'Add all items.',
      call: (self: Ref, from: Ref): Answer => done(extend(self, from))
    },
    fromlist: { signature: '($self, list, /)', doc: 'Add all items of a list.', call: fromlist },
    frombytes: {
      signature: '($self, buffer, /)',
      doc: 'Add items from bytes.',
      call(self: Ref, bytes: Ref): Answer {
        const view = needBuffer(bytes);
        return view === null ? NULL : done(fromBytes(self, hostBytes(view)));
      }
    },
    fromunicode: {
      signature: '($self, ustr, /)',
      doc: 'Add characters.',
      call(self: Ref, text: Ref): Answer {
        if (!isStr(text))
          return raise(errors.TypeError, `fromunicode() argument must be str, not ${nameOf(text)}`);
        if (isText(kindOf(self).code)) return done(fromText(self, text));
        return raise(
          errors.ValueError,
          `fromunicode() may only be called on unicode type arrays (${TEXT_CODES})`
        );
      }
    },
    tounicode: { signature: '($self, /)', doc: 'The characters as a text.', call: tounicode },
    tolist: { signature: '($self, /)', doc: 'The items as a list.', call: tolist },
    tobytes: {
      signature: '($self, /)',
      doc: 'The bytes of all items.',
      call: (self: Ref): Answer => newBytes(viewBytes(ob_item(self), bytesOf(self)))
    },
    buffer_info: {
      signature: '($self, /)',
      doc: 'The address of the items, and how many.',
      call: (self: Ref): Answer => packTuple(newInt(ob_item(self)), newInt(ob_size(self)))
    },
    insert: { signature: '($self, i, v, /)', doc: 'Put an item before a place.', call: insert },
    pop: { signature: '($self, i=-1, /)', doc: 'Take an item out.', call: pop },
    remove: { signature: '($self, v, /)', doc: 'Take the first such item out.', call: remove },
    index: {
      signature: '($self, v, start=0, stop=sys.maxsize, /)',
      doc: 'Where the first such item is.',
      call: index
    },
    count: { signature: '($self, v, /)', doc: 'How many such items.', call: count },
    reverse: { signature: '($self, /)', doc: 'Turn the order around.', call: reverse },
    byteswap: { signature: '($self, /)', doc: "Turn each item's bytes around.", call: byteswap },
    clear: {
      versions: '3.13-',
      signature: '($self, /)',
      doc: 'Remove all items.',
      call: (self: Ref): Answer => done(resizeArray(self, 0))
    },
    __copy__: { signature: '($self, /)', doc: 'A copy.', call: copied },
    __deepcopy__: { signature: '($self, unused, /)', doc: 'A copy.', call: copied },
    __class_getitem__: { ...classGetitem, versions: '3.12-' }
  }
});
