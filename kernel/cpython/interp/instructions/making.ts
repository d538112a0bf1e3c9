/** Displays, unpacking, functions.  CPython: Python/bytecodes.c. */
import { load, store, storePointer, type Address } from '../../heap/memory.js';
import { ABSENT, DONE, NULL, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { PyCode, Unit, unitOf } from '../../include/code.js';
import { dictSetItem, isDict, lookupStr, newDict, newSizedDict } from '../../include/dict.js';
import { GENERAL, UNICODE, log2ForItems } from '../../include/dict-keys.js';
import { dictMerge, dictUpdate } from '../../include/dict-merge.js';
import { Frame } from '../../include/frame.js';
import { PyFunction, PyFunction_Type } from '../../include/function.js';
import { isExactList, listAppend, listItem, listItems as listItemsOf, newList } from '../../include/list.js';
import { newSet, setAdd } from '../../include/set.js';
import { None } from '../../include/singletons.js';
import { newSlice } from '../../include/slice.js';
import { identifier, isExactStr, isStr, newStr, toHost } from '../../include/str.js';
import {
  isExactTuple,
  newTuple,
  setTupleItem,
  trackTuple,
  tupleFromArray,
  tupleItem,
  tupleItems
} from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { newObject } from '../../object/create.js';
import { errors, raise } from '../../object/errors.js';
import { track } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef, setRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { iter, nextOrAbsent, toFastSequence } from '../../abstract/iterate.js';
import { clearRaised, getItem, lookupAttr, raisedIs, reprOf } from '../../abstract/object.js';
import { listExtend, setUpdate } from '../../abstract/extend.js';
import { profile } from '../../profiles/profile.js';
import { builtinsOf } from '../call.js';
import { completed, instruction, nothing, peek } from '../table.js';
import { slot, slotOf } from '../../object/slots.js';
import { PyException } from '../../include/exception.js';
import { raised } from '../../object/thread.js';
import { callMethod0 } from '../../abstract/call.js';

/** Takes `count` values off the stack as owned references, lowest first, each by `use`. */
function takeItems(sp: Address, count: number, use: (o: Owned, i: number) => void): void {
  for (let i = 0; i < count; i++) {
    const p = sp - (count - i) * 8;
    const value = load(p);
    store(p, 0);
    use((value & 1) !== 0 ? newRef((value & -2) as Ref) : (value as Owned), i);
  }
}
instruction('BUILD_TUPLE', (_frame, sp, count) => {
  const tuple = newTuple(count);
  if (tuple === NULL) return NULL;
  takeItems(sp, count, (o, i) => setTupleItem(tuple, i, o));
  if (count > 0) trackTuple(tuple);
  return tuple;
});
instruction('BUILD_LIST', (_frame, sp, count) => {
  const list = newList(count);
  if (list !== NULL) takeItems(sp, count, (o, i) => store(listItemsOf(list) + i * 8, o));
  return list;
});
instruction('BUILD_SET', (_frame, sp, count) => {
  const set = newSet();
  if (set === NULL) return NULL;
  for (let i = count; i >= 1; i--) {
    if (setAdd(set, peek(sp, i)) === NULL) {
      decref(set);
      return NULL;
    }
  }
  return set;
});
/** A dict for a display of `count` items: up to five need no more than the smallest table.  @cpython _PyDict_NewPresized */
const dictFor = (count: number, keysAreStr: boolean): ReturnType<typeof newDict> =>
  count <= 5 ? newDict() : newSizedDict(log2ForItems(count), keysAreStr ? UNICODE : GENERAL);
instruction('BUILD_MAP', (_frame, sp, count) => {
  let keysAreStr = true;
  for (let i = count; i >= 1 && keysAreStr; i--) keysAreStr = isExactStr(peek(sp, i * 2));
  const dict = dictFor(count, keysAreStr);
  if (dict === NULL) return NULL;
  for (let i = count; i >= 1; i--) {
    if (dictSetItem(dict, peek(sp, i * 2), peek(sp, i * 2 - 1)) === NULL) {
      decref(dict);
      return NULL;
    }
  }
  return dict;
});
function allStr(keys: Ref): boolean {
  for (let i = 0; i < ob_size(keys); i++) if (!isExactStr(tupleItem(keys, i))) return false;
  return true;
}
instruction('BUILD_CONST_KEY_MAP', (_frame, sp, count) => {
  const keys = peek(sp, 1),
    dict = dictFor(count, allStr(keys));
  if (dict === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    if (dictSetItem(dict, tupleItem(keys, i), peek(sp, count - i + 1)) === NULL) {
      decref(dict);
      return NULL;
    }
  }
  return dict;
});
instruction('BUILD_STRING', (_frame, sp, count) => {
  let text = '';
  for (let i = count; i >= 1; i--) text += toHost(peek(sp, i));
  return newStr(text);
});
instruction('BUILD_SLICE', (_frame, sp, parts) => {
  const at = (i: number): Owned => newRef(i > parts ? None : peek(sp, parts - i + 1));
  return newSlice(at(1), at(2), at(3));
});

/** The container `i` below the values on top. */
const below = (sp: Address, values: number, i: number): Ref => peek(sp, values + i);
instruction('LIST_APPEND', (_frame, sp, i) => completed(listAppend(below(sp, 1, i), newRef(peek(sp, 1)))));
instruction('SET_ADD', (_frame, sp, i) => completed(setAdd(below(sp, 1, i), peek(sp, 1))));
instruction('MAP_ADD', (_frame, sp, i) => completed(dictSetItem(below(sp, 2, i), peek(sp, 2), peek(sp, 1))));
instruction('LIST_EXTEND', (_frame, sp, i) => {
  const iterable = peek(sp, 1);
  const answer = listExtend(below(sp, 1, i), iterable);
  if (answer === NULL && raisedIs(errors.TypeError) && notIterable(iterable)) {
    clearRaised();
    return raise(errors.TypeError, `Value after * must be an iterable, not ${typeName(typeOf(iterable))}`);
  }
  return answer;
});
const notIterable = (o: Ref): boolean =>
  slotOf(typeOf(o), slot.tp_iter) === 0 && slotOf(typeOf(o), slot.sq_item) === 0;
instruction('SET_UPDATE', (_frame, sp, i) => setUpdate(below(sp, 1, i), peek(sp, 1)));
instruction('DICT_UPDATE', (_frame, sp, i) => {
  const mapping = peek(sp, 1);
  if (isDict(mapping)) return completed(dictUpdate(below(sp, 1, i), mapping));
  return updateFromMapping(below(sp, 1, i), mapping, () =>
    raise(errors.TypeError, `'${typeName(typeOf(mapping))}' object is not a mapping`)
  );
});
/** `**mapping` in a call: a repeated key is an error that names the callable. */
instruction('DICT_MERGE', (_frame, sp, i) => {
  const dict = below(sp, 1, i),
    mapping = peek(sp, 1),
    callable = below(sp, 1, i + 3);
  const named = callableName(callable);
  if (isDict(mapping)) {
    if (dictMerge(dict, mapping, 'raise') !== NULL) return nothing();
    return duplicateKeyword(named);
  }
  return updateFromMapping(dict, mapping, () =>
    raise(errors.TypeError, `${named} argument after ** must be a mapping, not ${typeName(typeOf(mapping))}`)
  );
});
function callableName(callable: Ref): string {
  if (callable !== 0 && typeOf(callable) === PyFunction_Type) {
    const module = PyFunction.func_module(callable);
    const prefix = module !== 0 && isStr(module) && toHost(module) !== 'builtins' ? `${toHost(module)}.` : '';
    return `${prefix}${toHost(PyFunction.func_qualname(callable) as Ref)}()`;
  }
  return callable === 0 ? 'function' : (reprOf(callable) ?? 'function');
}
function duplicateKeyword(named: string): Maybe | typeof DONE {
  if (!raisedIs(errors.KeyError)) return NULL;
  const args = PyException.args(raised() as Ref);
  const key = args !== 0 && ob_size(args) > 0 ? tupleItem(args, 0) : 0;
  const text = key !== 0 && isStr(key) ? toHost(key) : null;
  clearRaised();
  if (text === null) return raise(errors.TypeError, 'keywords must be strings');
  return raise(errors.TypeError, `${named} got multiple values for keyword argument '${text}'`);
}
const KEYS = identifier('keys');
function updateFromMapping(dict: Ref, mapping: Ref, fail: () => 0): Maybe | typeof DONE {
  const has = lookupAttr(mapping, KEYS);
  if (has === NULL) return NULL;
  if (has === ABSENT) return fail();
  decref(has);
  const keys = finish(callMethod0(mapping, KEYS));
  if (keys === NULL) return NULL;
  const list = toFastSequence(keys);
  decref(keys);
  if (list === NULL) return NULL;
  let done = true;
  for (let i = 0; i < ob_size(list) && done; i++) {
    const key = isExactList(list) ? listItem(list, i) : tupleItem(list, i);
    const value = finish(getItem(mapping, key));
    done = value !== NULL && dictSetItem(dict, key, value) !== NULL;
    if (value !== NULL) decref(value);
  }
  decref(list);
  return done ? nothing() : NULL;
}
instruction('LIST_TO_TUPLE', (_frame, sp) => {
  const list = peek(sp, 1);
  return tupleFromArray(listItemsOf(list), ob_size(list));
});

const tooMany = (expected: number, got: number | null): 0 =>
  raise(
    errors.ValueError,
    got !== null && profile.calls.unpackTellsHowMany
      ? `too many values to unpack (expected ${expected}, got ${got})`
      : `too many values to unpack (expected ${expected})`
  );
const notEnough = (expected: number | string, got: number): 0 =>
  raise(errors.ValueError, `not enough values to unpack (expected ${expected}, got ${got})`);

/** The sequence is replaced by its items, first one on top. */
instruction('UNPACK_SEQUENCE', (frame, sp, count) => {
  const held = load(sp - 8),
    sequence = peek(sp, 1);
  const items = isExactTuple(sequence)
    ? tupleItems(sequence)
    : isExactList(sequence)
      ? listItemsOf(sequence)
      : 0;
  if (items !== 0) {
    const size = ob_size(sequence);
    if (size !== count) return size > count ? tooMany(count, size) : notEnough(count, size);
    for (let i = 0; i < count; i++)
      storePointer(sp + (count - 2 - i) * 8, newRef(load(items + i * 8) as Ref));
  } else if (!unpackIterable(sp, sequence, count)) return NULL;
  Frame.sp.set(frame, sp - 8 + count * 8);
  if ((held & 1) === 0) decref(held as Owned);
  return DONE;
});
/** Puts the items above the sequence, first one on top, then moves them down over it. */
function unpackIterable(sp: Address, sequence: Ref, count: number): boolean {
  const iterator = finish(iter(sequence));
  if (iterator === NULL) {
    if (raisedIs(errors.TypeError) && notIterable(sequence)) {
      clearRaised();
      raise(errors.TypeError, `cannot unpack non-iterable ${typeName(typeOf(sequence))} object`);
    }
    return false;
  }
  const list = newList(0);
  let done = list !== NULL;
  let n = 0;
  while (done && n <= count) {
    const item = nextOrAbsent(iterator);
    if (item === ABSENT) break;
    if (item === NULL) done = false;
    else {
      listAppend(list as Ref, item);
      n++;
    }
  }
  decref(iterator);
  if (done && n !== count) {
    if (n > count) tooMany(count, null);
    else notEnough(count, n);
    done = false;
  }
  if (done)
    for (let i = 0; i < count; i++) storePointer(sp + (count - 2 - i) * 8, newRef(listItem(list as Ref, i)));
  if (list !== NULL) decref(list);
  return done;
}
instruction('UNPACK_EX', (frame, sp, counts) => {
  const before = counts & 255,
    after = counts >> 8,
    held = load(sp - 8);
  const list = toFastSequence(
    peek(sp, 1),
    `cannot unpack non-iterable ${typeName(typeOf(peek(sp, 1)))} object`
  );
  if (list === NULL) return NULL;
  const size = ob_size(list);
  const at = (i: number): Ref => (isExactList(list) ? listItem(list, i) : tupleItem(list, i));
  const middle = size < before + after ? NULL : newList(size - before - after);
  if (middle === NULL) {
    decref(list);
    return size < before + after ? notEnough(`at least ${before + after}`, size) : NULL;
  }
  for (let i = before; i < size - after; i++) store(listItemsOf(middle) + (i - before) * 8, newRef(at(i)));
  const total = before + 1 + after;
  let p = sp - 8 + (total - 1) * 8;
  for (let i = 0; i < before; i++, p -= 8) storePointer(p, newRef(at(i)));
  storePointer(p, middle);
  p -= 8;
  for (let i = size - after; i < size; i++, p -= 8) storePointer(p, newRef(at(i)));
  decref(list);
  Frame.sp.set(frame, sp - 8 + total * 8);
  if ((held & 1) === 0) decref(held as Owned);
  return DONE;
});

const MODULE_NAME = identifier('__name__');
/** A function of a code object.  @cpython Objects/funcobject.c PyFunction_NewWithQualName */
instruction('MAKE_FUNCTION', (frame, sp) => {
  const code = peek(sp, 1);
  const func = newObject<'function'>(PyFunction_Type);
  if (func === NULL) return NULL;
  const globals = Frame.globals(frame) as Ref;
  const name = PyCode.co_name(code) as Ref;
  PyFunction.func_code.set(func, newRef(code));
  PyFunction.func_globals.set(func, newRef(globals));
  if (PyFunction.func_builtins.exists) PyFunction.func_builtins.set(func, newRef(builtinsOf(globals)));
  PyFunction.func_name.set(func, newRef(name));
  PyFunction.func_qualname.set(
    func,
    newRef((PyCode.co_qualname.exists ? PyCode.co_qualname(code) : Unit.qualname(unitOf(code))) as Ref)
  );
  const consts = PyCode.co_consts(code) as Ref;
  const first = ob_size(consts) > 0 ? tupleItem(consts, 0) : None;
  PyFunction.func_doc.set(func, newRef(isStr(first) && hasDocstring(code) ? first : None));
  const module = lookupStr(globals, MODULE_NAME);
  if (module !== 0) PyFunction.func_module.set(func, newRef(module));
  track(func);
  return func;
});
const CO_HAS_DOCSTRING = 0x4000000;
const hasDocstring = (code: Ref): boolean =>
  !profile.compile.docstringFlag || (PyCode.co_flags(code) & CO_HAS_DOCSTRING) !== 0;

/** Gives the function on top one of its parts. */
instruction('SET_FUNCTION_ATTRIBUTE', (frame, sp, which) => {
  const func = peek(sp, 1),
    held = load(sp - 16);
  const value = (held & 1) !== 0 ? newRef((held & -2) as Ref) : (held as Owned);
  const top = load(sp - 8);
  const field = functionParts[which]!;
  storePointer(sp - 16, top);
  Frame.sp.set(frame, sp - 8);
  setRef(func, field, value);
  return DONE;
});
const functionParts: Record<number, typeof PyFunction.func_defaults> = {
  1: PyFunction.func_defaults,
  2: PyFunction.func_kwdefaults,
  4: PyFunction.func_annotations,
  8: PyFunction.func_closure,
  16: PyFunction.func_annotate,
  32: PyFunction.func_qualname
};
