/** What bytearrays do.  CPython: Objects/bytearrayobject.c. */
import { copy, load8, store8, bytesIn, fill } from '../../heap/memory.js';
import { ABSENT, DONE, NULL, PUSHED, type Answer, type Done, type Ref } from '../../heap/reference.js';
import { stepsOf } from '../../abstract/bounds.js';
import { bufferOf, byteValues, hostBytes } from '../../abstract/buffer.js';
import { call1 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { iter, nextOrAbsent } from '../../abstract/iterate.js';
import { clearRaised, raisedIs } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { callNative, nativeMethod, registerMethod } from '../../abstract/signature.js';
import {
  PyByteArray,
  PyByteArray_Type,
  byteArrayData,
  byteArrayView,
  newByteArray,
  resizeByteArray,
  skipFront
} from '../../include/bytearray.js';
import { newBytes } from '../../include/bytes.js';
import { asIndex, intToNumber, isInt, newInt } from '../../include/int.js';
import { newBool, none, notImplemented } from '../../include/singletons.js';
import { isExactList } from '../../include/list.js';
import { PySlice_Type } from '../../include/slice.js';
import { isStr, newStr } from '../../include/str.js';
import { isExactTuple } from '../../include/tuple.js';
import { genericAlloc } from '../../include/subclass.js';
import { TypeObject, typeName } from '../../include/type.js';
import { release } from '../../memory/allocate.js';
import { freeObject } from '../../object/create.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { sourceOf } from './construct.js';
import { byteArrayIter } from './iterator.js';
import { parseHex } from '../../abstract/hex.js';
import { commonMethods, contains } from './methods.js';
import { own } from './own.js';
import { bytesRepr } from '../../abstract/literals.js';
import { bytesPercent } from './text.js';

const nameOf = (o: Ref): string => typeName(typeOf(o));
const facts = profile.scalars;

/** bytearray(source=b'', encoding, errors).  @cpython Objects/bytearrayobject.c bytearray___init___impl */
function init(self: Ref, source: Ref | 0, encoding: Ref | 0, handler: Ref | 0): Done {
  if (ob_size(self) !== 0 && resizeByteArray(self, 0) === NULL) return NULL;
  const sorted = sourceOf('bytearray', source, encoding, handler);
  if (sorted === null) return NULL;
  if (sorted === 'empty') return DONE;
  if (sorted === 'object') return initFrom(self, source as Ref);
  if ('zeros' in sorted) {
    if (sorted.zeros > 0 && resizeByteArray(self, sorted.zeros) === NULL) return NULL;
    fill(byteArrayData(self), 0, sorted.zeros);
    return DONE;
  }
  const made = 'encoded' in sorted ? sorted.encoded : sorted.own;
  if (made === NULL) return NULL;
  const isDone = append(self, hostBytes(bufferOf(made)!));
  decref(made);
  return isDone;
}
function initFrom(self: Ref, source: Ref): Done {
  const view = bufferOf(source);
  if (view !== null) return append(self, hostBytes(view));
  if (facts.bytearrayFromSequence && (isExactList(source) || isExactTuple(source))) {
    const values = byteValues(source, 'byte');
    return values === null ? NULL : append(self, Uint8Array.from(values));
  }
  const iterator = finish(iter(source));
  if (iterator === NULL) {
    if (raisedIs(errors.TypeError)) {
      clearRaised();
      return raise(errors.TypeError, `cannot convert '${nameOf(source)}' object to bytearray`);
    }
    return NULL;
  }
  for (;;) {
    const item = nextOrAbsent(iterator);
    const value = item === ABSENT || item === NULL ? null : byteOf(item);
    if (item !== ABSENT && item !== NULL) decref(item);
    if (item === ABSENT || value === null || appendByte(self, value) === NULL) {
      decref(iterator);
      return item === ABSENT ? DONE : NULL;
    }
  }
}
/** An int from 0 to 255, or null.  @cpython Objects/bytearrayobject.c _getbytevalue */
function byteOf(o: Ref): number | null {
  const value = isInt(o) ? intToNumber(o) : asIndex(o, errors.ValueError);
  if (value === null) return null;
  return value < 0 || value > 255 ? raiseNull(errors.ValueError, 'byte must be in range(0, 256)') : value;
}
function append(self: Ref, more: Uint8Array): Done {
  const was = ob_size(self);
  if (more.length > 0 && resizeByteArray(self, was + more.length) === NULL) return NULL;
  bytesIn(byteArrayData(self) + was, more);
  return DONE;
}
function appendByte(self: Ref, value: number): Done {
  const was = ob_size(self);
  if (resizeByteArray(self, was + 1) === NULL) return NULL;
  store8(byteArrayData(self) + was, value);
  return DONE;
}
const answer = (is: Done): Answer => (is === NULL ? NULL : none());

/** Bytes [low, high) become `by`.  @cpython Objects/bytearrayobject.c bytearray_setslice_linear */
function setSlice(self: Ref, low: number, high: number, by: Uint8Array): Done {
  const size = ob_size(self),
    growth = by.length - (high - low);
  if (growth < 0) {
    if (PyByteArray.ob_exports(self) > 0)
      return raise(errors.BufferError, 'Existing exports of data: object cannot be re-sized');
    if (low === 0) skipFront(self, -growth);
    else copy(byteArrayData(self) + low + by.length, byteArrayData(self) + high, size - high);
    if (resizeByteArray(self, size + growth) === NULL) return NULL;
  } else if (growth > 0) {
    if (resizeByteArray(self, size + growth) === NULL) return NULL;
    copy(byteArrayData(self) + low + by.length, byteArrayData(self) + high, size - high);
  }
  bytesIn(byteArrayData(self) + low, by);
  return DONE;
}
/** The bytes of a value assigned to a slice.  @cpython bytearray_ass_subscript */
function valueBytes(value: Ref): Uint8Array | null {
  const view = bufferOf(value);
  if (view !== null) return hostBytes(view);
  if (isStr(value) || slotOf(typeOf(value), slot.nb_index) !== 0) {
    return raiseNull(
      errors.TypeError,
      'can assign only bytes, buffers, or iterables of ints in range(0, 256)'
    );
  }
  const values = byteValues(value, 'byte');
  return values === null ? null : Uint8Array.from(values);
}
function setItem(self: Ref, i: number, value: Ref | 0): Done {
  if (i < 0 || i >= ob_size(self)) return raise(errors.IndexError, 'bytearray index out of range');
  if (value === 0) return setSlice(self, i, i + 1, new Uint8Array(0));
  const byte = byteOf(value);
  if (byte === null) return NULL;
  store8(byteArrayData(self) + i, byte);
  return DONE;
}
function setSubscript(self: Ref, key: Ref, value: Ref | 0): Done {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : setItem(self, i < 0 ? i + ob_size(self) : i, value);
  }
  if (typeOf(key) !== PySlice_Type) return wrongIndex(key);
  const steps = stepsOf(key, ob_size(self));
  if (steps === null) return NULL;
  const by = value === 0 ? new Uint8Array(0) : valueBytes(value);
  if (by === null) return NULL;
  const { start, step, count } = steps;
  if (step === 1) return setSlice(self, start, start + count, by);
  if (value === 0) return deleteSteps(self, start, step, count);
  if (by.length !== count) {
    return raise(
      errors.ValueError,
      `attempt to assign bytes of size ${by.length} to extended slice of size ${count}`
    );
  }
  for (let k = 0; k < count; k++) store8(byteArrayData(self) + start + k * step, by[k]!);
  return DONE;
}
function deleteSteps(self: Ref, start: number, step: number, count: number): Done {
  if (count === 0) return DONE;
  const gone = new Set(Array.from({ length: count }, (_, k) => start + k * step));
  const kept = own(self).filter((_, i) => !gone.has(i));
  bytesIn(byteArrayData(self), kept);
  return resizeByteArray(self, kept.length);
}
const wrongIndex = (key: Ref): 0 =>
  raise(errors.TypeError, `bytearray indices must be integers or slices, not ${nameOf(key)}`);
function item(self: Ref, i: number): Answer {
  if (i < 0 || i >= ob_size(self)) return raise(errors.IndexError, 'bytearray index out of range');
  return newInt(load8(byteArrayData(self) + i));
}
function subscript(self: Ref, key: Ref): Answer {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : item(self, i < 0 ? i + ob_size(self) : i);
  }
  if (typeOf(key) !== PySlice_Type) return wrongIndex(key);
  const steps = stepsOf(key, ob_size(self));
  if (steps === null) return NULL;
  const from = byteArrayView(self);
  return newByteArray(
    Uint8Array.from({ length: steps.count }, (_, k) => from[steps.start + k * steps.step]!)
  );
}

function concat(a: Ref, b: Ref): Answer {
  const x = bufferOf(a),
    y = bufferOf(b);
  if (x === null || y === null) return raise(errors.TypeError, `can't concat ${nameOf(b)} to ${nameOf(a)}`);
  const joined = new Uint8Array(x.count + y.count);
  joined.set(hostBytes(x));
  joined.set(hostBytes(y), x.count);
  return newByteArray(joined);
}
function inplaceConcat(self: Ref, other: Ref): Answer {
  const view = bufferOf(other);
  if (view === null) return raise(errors.TypeError, `can't concat ${nameOf(other)} to ${nameOf(self)}`);
  return append(self, hostBytes(view)) === NULL ? NULL : newRef(self);
}
function repeated(self: Ref, n: number): Uint8Array | null {
  const from = own(self),
    times = Math.max(n, 0);
  if (from.length * times > 2 ** 30) {
    raise(errors.MemoryError, '');
    return null;
  }
  const out = new Uint8Array(from.length * times);
  for (let i = 0; i < times; i++) out.set(from, i * from.length);
  return out;
}
function repeat(self: Ref, n: number): Answer {
  const out = repeated(self, n);
  return out === null ? NULL : newByteArray(out);
}
function inplaceRepeat(self: Ref, n: number): Answer {
  const out = n === 1 ? own(self) : repeated(self, n);
  if (out === null || resizeByteArray(self, out.length) === NULL) return NULL;
  bytesIn(byteArrayData(self), out);
  return newRef(self);
}
function richcompare(a: Ref, b: Ref, op: number): Answer {
  const x = bufferOf(a),
    y = bufferOf(b);
  if (x === null || y === null) return notImplemented();
  const p = hostBytes(x),
    q = hostBytes(y);
  let i = 0;
  while (i < p.length && i < q.length && p[i] === q[i]) i++;
  const order = i < p.length && i < q.length ? p[i]! - q[i]! : p.length - q.length;
  const holds = [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0];
  return newBool(holds[op]!);
}
function repr(self: Ref): Answer {
  // A subclass shows its own name, without the module.
  const name = typeName(typeOf(self)).split('.').at(-1)!;
  return newStr(`${name}(${bytesRepr(own(self), true)})`);
}
function percent(self: Ref, args: Ref): Answer {
  if (bufferOf(self) === null) return notImplemented();
  const made = bytesPercent(own(self), args);
  return made === null ? NULL : newByteArray(made);
}

function extend(self: Ref, source: Ref): Answer {
  const view = bufferOf(source);
  if (view !== null) return answer(append(self, hostBytes(view)));
  const iterator = finish(iter(source));
  if (iterator === NULL) {
    if (raisedIs(errors.TypeError)) {
      clearRaised();
      return raise(errors.TypeError, `can't extend bytearray with ${nameOf(source)}`);
    }
    return NULL;
  }
  decref(iterator);
  const values = byteValues(source, 'byte');
  if (values === null) {
    if (facts.extendNamesIterable && isStr(source) && raisedIs(errors.TypeError)) {
      clearRaised();
      return raise(errors.TypeError, `expected iterable of integers; got: '${nameOf(source)}'`);
    }
    return NULL;
  }
  return answer(append(self, Uint8Array.from(values)));
}
function insert(self: Ref, index: Ref, value: Ref): Answer {
  const given = asIndex(index);
  const byte = given === null ? null : byteOf(value);
  if (given === null || byte === null) return NULL;
  const size = ob_size(self);
  const at = Math.max(0, Math.min(given < 0 ? given + size : given, size));
  if (resizeByteArray(self, size + 1) === NULL) return NULL;
  copy(byteArrayData(self) + at + 1, byteArrayData(self) + at, size - at);
  store8(byteArrayData(self) + at, byte);
  return none();
}
function pop(self: Ref, index: Ref | 0): Answer {
  const given = index === 0 ? -1 : asIndex(index);
  if (given === null) return NULL;
  const size = ob_size(self);
  if (size === 0) return raise(errors.IndexError, 'pop from empty bytearray');
  const at = given < 0 ? given + size : given;
  if (at < 0 || at >= size) return raise(errors.IndexError, 'pop index out of range');
  if (PyByteArray.ob_exports(self) > 0)
    return raise(errors.BufferError, 'Existing exports of data: object cannot be re-sized');
  const value = load8(byteArrayData(self) + at);
  copy(byteArrayData(self) + at, byteArrayData(self) + at + 1, size - at);
  return resizeByteArray(self, size - 1) === NULL ? NULL : newInt(value);
}
function remove(self: Ref, value: Ref): Answer {
  const byte = byteOf(value);
  if (byte === null) return NULL;
  const at = byteArrayView(self).indexOf(byte),
    size = ob_size(self);
  if (at < 0) return raise(errors.ValueError, 'value not found in bytearray');
  if (PyByteArray.ob_exports(self) > 0)
    return raise(errors.BufferError, 'Existing exports of data: object cannot be re-sized');
  copy(byteArrayData(self) + at, byteArrayData(self) + at + 1, size - at);
  return answer(resizeByteArray(self, size - 1));
}
function fromHex(type: Ref, text: Ref): Answer {
  const parsed = parseHex(text);
  const made = parsed === null ? NULL : newByteArray(parsed);
  if (made === NULL || type === PyByteArray_Type) return made;
  const of = finish(call1(type, made));
  decref(made);
  return of;
}
/** The signature of bytearray's __init__: subclasses may replace __init__ and leave __new__ as it is. */
const INIT = nativeMethod(
  registerMethod('bytearray', 'bytearray', {
    signature: "($self, source=b'', encoding='utf-8', errors='strict')",
    doc: '',
    call: (self: Ref, source: Ref | 0, encoding: Ref | 0, handler: Ref | 0) =>
      answer(init(self, source, encoding, handler))
  })
);

export const bytearray = defineType({
  name: 'bytearray',
  type: PyByteArray_Type,
  struct: PyByteArray,
  subclassable: true,
  doc: 'Bytes that can change.',
  sizeof: self => TypeObject.tp_basicsize(typeOf(self)) + PyByteArray.ob_alloc(self),
  dealloc(self) {
    const block = PyByteArray.ob_bytes(self);
    if (block !== 0) release(block);
    freeObject(self);
  },
  blocks(self, visit) {
    if (PyByteArray.ob_bytes(self) !== 0) visit(PyByteArray.ob_bytes(self));
  },
  new: type => genericAlloc(type, 0),
  init(self, argv, nargs, kwnames) {
    const done = callNative(INIT, self, argv, nargs, kwnames);
    if (done === NULL) return NULL;
    if (done === PUSHED) return PUSHED;
    decref(done);
    return DONE;
  },
  repr,
  str: repr,
  hash: 'unhashable',
  richcompare,
  iter: byteArrayIter,
  slots: {
    nb_remainder: percent,
    sq_length: ob_size,
    mp_length: ob_size,
    sq_concat: concat,
    sq_repeat: repeat,
    sq_item: item,
    sq_ass_item: setItem,
    sq_contains: contains,
    sq_inplace_concat: inplaceConcat,
    sq_inplace_repeat: inplaceRepeat,
    mp_subscript: subscript,
    mp_ass_subscript: setSubscript
  },
  methods: {
    ...commonMethods,
    append: {
      signature: '($self, item, /)',
      doc: 'Add one byte at the end.',
      call: (self: Ref, value: Ref) => {
        const byte = byteOf(value);
        return byte === null ? NULL : answer(appendByte(self, byte));
      }
    },
    clear: {
      signature: '($self, /)',
      doc: 'Remove all bytes.',
      call: (self: Ref) => answer(resizeByteArray(self, 0))
    },
    copy: { signature: '($self, /)', doc: 'A copy.', call: (self: Ref) => newByteArray(own(self)) },
    extend: { signature: '($self, iterable_of_ints, /)', doc: 'Add all bytes of an iterable.', call: extend },
    fromhex: {
      kind: 'class',
      signature: '($type, string, /)',
      doc: 'The bytes that hexadecimal figures spell.',
      call: fromHex
    },
    insert: { signature: '($self, index, item, /)', doc: 'Put a byte before a place.', call: insert },
    pop: { signature: '($self, index=-1, /)', doc: 'Take a byte out.', call: pop },
    remove: { signature: '($self, value, /)', doc: 'Take the first such byte out.', call: remove },
    reverse: {
      signature: '($self, /)',
      doc: 'Turn the order around.',
      call: (self: Ref) => {
        bytesIn(byteArrayData(self), own(self).reverse());
        return none();
      }
    },
    resize: {
      versions: '3.14-',
      signature: '($self, size, /)',
      doc: 'Another length; new bytes are 0.',
      call: (self: Ref, size: Ref) => {
        const given = asIndex(size),
          was = ob_size(self);
        if (given === null) return NULL;
        if (given < 0)
          return raise(errors.ValueError, `bytearray.resize(): new size must be >= 0, got ${given}`);
        if (resizeByteArray(self, given) === NULL) return NULL;
        if (given > was) fill(byteArrayData(self) + was, 0, given - was);
        return none();
      }
    },
    __alloc__: {
      signature: '($self, /)',
      doc: 'How many bytes the block has.',
      call: (self: Ref) => newInt(PyByteArray.ob_alloc(self))
    },
    __reduce__: {
      signature: '($self, /)',
      doc: 'For copy and pickle.',
      call: (self: Ref) => packTuple(newRef(typeOf(self)), packTuple(newBytes(own(self))))
    }
  }
});
