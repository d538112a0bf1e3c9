/**
 * Every owned reference in the heap, with a name a learner understands.  The audit counts them, holders() names them.
 * Reads only.
 */
import { load, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import type { Holder } from '../../wire/graph.js';
import { PyCode, PyCode_Type, Unit, unitOf } from '../include/code.js';
import { Frame, LOCALS, ON_STACK, PyFrame } from '../include/frame.js';
import { slotOffsets } from '../include/heaptype.js';
import { ownedInstanceValues, ownedSharedKeys } from '../include/instance.js';
import { GEN_EXC, PyAsyncGen_Type, PyCoro_Type, PyGen_Type } from '../include/generator.js';
import { isStr, toHost } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { Flag, PyType, TypeObject, typeHas, type PyType as TypeRef } from '../include/type.js';
import type { Field } from '../heap/struct.js';
import { ob_size, typeOf } from '../object/header.js';
import { pendingReleases } from '../object/dealloc.js';
import { nameOfNative, ownedByNative, previousOfNative } from '../object/native-frame.js';
import { parked } from '../object/park.js';
import { CURRENT_FRAME, EXC_BOTTOM, RAISED, isNativeFrame } from '../object/thread.js';
import { lookupCacheNames } from '../abstract/lookup.js';
import { declarationFor } from '../abstract/declarations.js';
import { declaredTypes } from '../abstract/define.js';
import { frameOf, generatorOf, stateOf } from './generator-frames.js';
import { visitRegistered } from './roots.js';

type Kind = Holder['kind'];
/** One owned reference: what it leads to, its name, and the object that holds it (null: none). */
export type See = (target: Ref, label: string, kind: Kind, holder: Address | null) => void;

/** The owning fields of a builtin type and the builtin types it derives from. */
function owningFields(t: TypeRef): readonly Field<Ref | 0, never>[] {
  const known = fieldsByType.get(t);
  if (known !== undefined) return known;
  const byOffset = new Map<number, Field<Ref | 0, never>>();
  for (let at: number = t; at !== 0; at = TypeObject.tp_base(at)) {
    for (const field of declarationFor(at as TypeRef)?.struct?.$fields ?? []) {
      if ((field.kind === 'owns' || field.kind === 'mayOwn') && field.exists)
        byOffset.set(field.offset, field as never);
    }
  }
  const fields = [...byOffset.values()];
  fieldsByType.set(t, fields);
  return fields;
}
const fieldsByType = new Map<number, readonly Field<Ref | 0, never>[]>();

/** The builtin type that an object is laid out like. */
function builtinType(t: TypeRef): TypeRef {
  let at = t;
  while (typeHas(at, Flag.HEAPTYPE)) at = TypeObject.tp_base(at) as TypeRef;
  return at;
}

/** Everything an object owns. */
export function ownedBy(o: Ref, see: See): void {
  const t = typeOf(o);
  if (typeHas(t, Flag.HEAPTYPE)) {
    see(t, 'its type', 'type', o);
    ownedByInstance(o, t, see);
  }
  const builtin = builtinType(t);
  const declared = declarationFor(builtin);
  const own = ownedOf(builtin);
  if (own !== undefined) own(o, (target, label, kind) => see(target, label, kind, o));
  else if (declared !== undefined) {
    for (const field of owningFields(builtin)) {
      const target = field(o);
      // A set tag bit: a frame below that is no object, or a slot that only borrows.
      if (target !== 0 && (target & 1) === 0) see(target, `.${field.fieldName}`, 'attribute', o);
    }
  }
  if (builtin === PyCode_Type) ownedByUnit(o, see);
  else if (builtin === PyGen_Type || builtin === PyCoro_Type || builtin === PyAsyncGen_Type)
    ownedByGenerator(o, see);
  else if (typeHas(t, Flag.TYPE)) ownedByClass(o, see);
  else if (isFrameObject(o)) ownedByFrameObject(o, see);
}
/** `owned` of the nearest builtin type that has one. */
function ownedOf(t: TypeRef) {
  for (let at: number = t; at !== 0; at = TypeObject.tp_base(at)) {
    const own = declarationFor(at as TypeRef)?.owned;
    if (own !== undefined) return own;
  }
  return undefined;
}
function ownedByInstance(o: Ref, t: TypeRef, see: See): void {
  const offsets = slotOffsets(t);
  for (const [i, offset] of offsets.entries()) {
    const target = load(o + offset) as Ref | 0;
    if (target !== 0) see(target, `.${slotName(t, i)}`, 'slot', o);
  }
  if (typeHas(t, Flag.MANAGED_DICT)) {
    ownedInstanceValues(o, (target, name) => {
      see(target, name === 0 ? '.__dict__' : `.${textOf(name)}`, 'attribute', o);
    });
    return;
  }
  const base = builtinType(t);
  const offset = TypeObject.tp_dictoffset(base) === 0 ? TypeObject.tp_dictoffset(t) : 0;
  if (offset === 0) return;
  const at = offset > 0 ? o + offset : o + dictAtEnd(o, t) + offset;
  const dict = load(at) as Ref | 0;
  if (dict !== 0) see(dict, '.__dict__', 'attribute', o);
}
const dictAtEnd = (o: Ref, t: TypeRef): number =>
  (TypeObject.tp_basicsize(t) + Math.abs(ob_size(o)) * TypeObject.tp_itemsize(t) + 7) & ~7;
function slotName(t: TypeRef, i: number): string {
  let at: TypeRef = t,
    k = i;
  for (; typeHas(at, Flag.HEAPTYPE); at = TypeObject.tp_base(at) as TypeRef) {
    const names = PyType.ht_slots(at);
    const count = names === 0 ? 0 : ob_size(names);
    if (k < count) return textOf(tupleItem(names as Ref, k));
    k -= count;
  }
  return `slot ${i}`;
}
const textOf = (o: Ref): string => (isStr(o) ? toHost(o) : `0x${o.toString(16)}`);

function ownedByClass(o: Ref, see: See): void {
  const keys = typeHas(o as TypeRef, Flag.HEAPTYPE) ? PyType.ht_cached_keys(o) : 0;
  if (keys !== 0)
    ownedSharedKeys(keys, name => see(name, `name shared by instances: ${textOf(name)}`, 'key', o));
}
function ownedByUnit(code: Ref, see: See): void {
  if (PyCode.co_localsplusnames.exists || unitOf(code) === 0) return;
  const unit = unitOf(code);
  for (const [field, label] of [
    [Unit.localsNames, 'names of the locals'],
    [Unit.qualname, '__qualname__']
  ] as const) {
    const target = field(unit);
    if (target !== 0) see(target, label, 'other', code);
  }
}
function ownedByGenerator(o: Ref, see: See): void {
  const handled = load(o + GEN_EXC) as Ref | 0;
  if (handled !== 0) see(handled, 'exception being handled', 'other', o);
  const frame = frameOf(o);
  if (ON_STACK && frame !== 0 && stateOf(o) !== 'done') ownedByFrame(frame, o, see);
}
function isFrameObject(o: Ref): boolean {
  return declarationFor(builtinType(typeOf(o)))?.name === 'frame';
}
/** A frame object: all of the frame up to 3.10; from 3.11 the frame inside, if it has outlived its call. */
function ownedByFrameObject(o: Ref, see: See): void {
  if (!ON_STACK) {
    ownedByFrameParts(o, o, see);
    return;
  }
  const frame = PyFrame.f_frame(o);
  if (frame > o && frame < o + 4096) ownedByFrame(frame, o, see);
}

const nameOfFunction = (frame: Address): string => {
  const code = Frame.code(frame) as Ref | 0;
  return code === 0
    ? '?'
    : textOf((PyCode.co_qualname.exists ? PyCode.co_qualname(code) : PyCode.co_name(code)) as Ref);
};
/** What a Python frame owns from 3.11 on. */
function ownedByFrame(frame: Address, holder: Address | null, see: See): void {
  for (const [field, label] of [
    [Frame.code, 'code'],
    [Frame.func, 'function'],
    [Frame.locals, 'namespace'],
    [Frame.object, 'frame object']
  ] as const) {
    const target = field(frame);
    if (target !== 0) see(target, `${label} of the running ${nameOfFunction(frame)}`, 'other', holder);
  }
  ownedByFrameParts(frame, holder, see);
}
/** Locals and value stack.  A set tag bit says that a slot only borrows. */
function ownedByFrameParts(frame: Address, holder: Address | null, see: See): void {
  const code = Frame.code(frame) as Ref | 0;
  if (code === 0 || unitOf(code) === 0) return;
  const unit = unitOf(code),
    count = Unit.nlocalsplus(unit),
    name = nameOfFunction(frame);
  const names = Unit.localsNames(unit) as Ref;
  for (let i = 0; i < count; i++) {
    const value = load(frame + LOCALS + i * 8);
    if (value !== 0 && (value & 1) === 0)
      see(value as Ref, `local ${textOf(tupleItem(names, i))} of ${name}`, 'local', holder);
  }
  const bottom = frame + LOCALS + count * 8,
    top = Frame.sp(frame) - 8;
  for (let p = bottom; p <= top; p += 8) {
    const value = load(p);
    if (value === 0 || (value & 1) !== 0) continue;
    const slot = `value stack slot ${(p - bottom) / 8} of ${name}`;
    see(
      value as Ref,
      p === top && frame === runningFrame() ? `${TOP_OF_STACK}${slot}` : slot,
      'stack',
      holder
    );
  }
}
/** How the label of the running function's topmost slot begins. */
export const TOP_OF_STACK = 'top of the stack: ';
/** The frame of the Python function that runs; 0: none does. */
export function runningFrame(): Address {
  let frame = load(CURRENT_FRAME);
  while (frame !== 0 && isNativeFrame(frame)) frame = previousOfNative(frame & -2);
  return frame;
}

/** Whether it is the frame of a function that has been called and has not returned. */
export function isRunning(holder: Address): boolean {
  for (let frame = load(CURRENT_FRAME); frame !== 0;) {
    if (frame === holder) return true;
    frame = isNativeFrame(frame) ? previousOfNative(frame & -2) : Frame.previous(frame);
  }
  return false;
}

/** Every owned reference that no object on the heap holds. */
export function ownedByProcess(see: See): void {
  for (let frame = load(CURRENT_FRAME); frame !== 0;) {
    if (isNativeFrame(frame)) {
      const native = frame & -2;
      ownedByNative(native, (o, label) =>
        see(o, `${label} of the native ${nameOfNative(native)}`, 'native', null)
      );
      frame = previousOfNative(native);
      continue;
    }
    if (generatorOf(frame) === 0) {
      if (ON_STACK) ownedByFrame(frame, null, see);
      else see(frame as Ref, `the running ${nameOfFunction(frame)}`, 'other', null);
    }
    frame = Frame.previous(frame);
  }
  pendingReleases(o => see(o, 'about to be released', 'other', null));
  parked(o => see(o, 'kept by a native', 'native', null));
  for (const [word, label] of [
    [RAISED, 'exception on its way'],
    [EXC_BOTTOM, 'exception being handled']
  ] as const) {
    const o = load(word) as Ref | 0;
    if (o !== 0) see(o, label, 'other', null);
  }
  lookupCacheNames(o => see(o, 'cache of attribute lookups', 'static', null));
  visitRegistered((o, label) => see(o, label, 'session', null));
  for (const { type, versions } of declaredTypes) {
    if (TypeObject.tp_dict(type) === 0 && versions !== undefined) continue;
    ownedBy(type, (target, label, kind) => see(target, label, kind, type));
  }
}
