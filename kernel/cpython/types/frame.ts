/** frame: a call on its way, or one that is remembered.  CPython: Objects/frameobject.c. */
import { load, type Address } from '../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Owned, type Ref } from '../heap/reference.js';
import { defineType, type Getset, type Visit } from '../abstract/define.js';
import { thenFree, thenReleaseFields, type OwningField } from '../abstract/fields.js';
import { callerOf, frameHooks } from '../abstract/frame-hooks.js';
import { frameLocals } from '../abstract/frame-locals.js';
import { generatorHooks } from '../abstract/generator-hooks.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import {
  FRAME_DATA,
  FRAME_SPECIALS,
  Frame,
  LOCALS,
  ON_STACK,
  OWNED_BY_FRAME_OBJECT,
  OWNED_BY_GENERATOR,
  PyFrame,
  PyFrame_Type
} from '../include/frame.js';
import { CREATED, EXECUTING, GEN_FRAME } from '../include/generator.js';
import { newInt } from '../include/int.js';
import { None, newBool, none } from '../include/singletons.js';
import { newStr, toHost } from '../include/str.js';
import { thenCall, thenRelease, thenReleaseItemsUp } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { freeObject } from '../object/create.js';
import { isNativeFrame } from '../object/thread.js';
import { native } from '../object/natives.js';
import { clearRef, newRef, take, xdecref } from '../object/refcount.js';
import { layoutOf } from '../heap/layout.js';
import { profile } from '../profiles/profile.js';
import { storePointer } from '../heap/memory.js';

const F = PyFrame;

/** Where the frame's parts lie; 0 when they are gone. */
export const partsOf = (self: Ref): Address => (ON_STACK ? F.f_frame(self) : self);
const codeOf = (self: Ref): Ref => Frame.code(partsOf(self)) as Ref;

/** One past the last slot in use. */
const topOf = (frame: Address): Address => {
  const code = Frame.code(frame) as Ref | 0;
  const locals = frame + LOCALS + (code === 0 ? 0 : Unit.nlocalsplus(unitOf(code)) * 8);
  return Math.max(locals, Frame.sp(frame));
};
const slotCount = (frame: Address): number => (topOf(frame) - frame - LOCALS) >> 3;

const own: readonly OwningField[] = [
  F.f_trace,
  F.f_extra_locals,
  F.f_locals_cache,
  F.f_overwritten_fast_locals
];

/** From 3.11: a handle; the frame's parts are its own only when the call is over. */
function deallocHandle(self: Ref): void {
  const frame = self + FRAME_DATA;
  const ownsParts = F.f_frame(self) === frame && Frame.owner(frame) === OWNED_BY_FRAME_OBJECT;
  untrack(self);
  if (!ownsParts) {
    thenFree(self);
    thenReleaseFields(self, [F.f_back, ...own]);
    return;
  }
  const count = slotCount(frame);
  thenRelease(take(frame, Frame.code as unknown as OwningField));
  thenFree(self);
  thenReleaseFields(self, [F.f_back, ...own]);
  thenReleaseItemsUp(frame + LOCALS, count);
  thenRelease(take(frame, Frame.locals as unknown as OwningField));
  thenRelease(take(frame, Frame.func as unknown as OwningField));
}
/** Up to 3.10 a code object keeps one dead frame for its next call. */
const KEEP_OR_FREE = native((self: Ref) => {
  const code = F.f_code(self) as Owned;
  F.f_code.set(self, 0);
  if (PyCode.co_zombieframe(code) === 0) PyCode.co_zombieframe.set(code, self);
  else freeObject(self);
  xdecref(code);
});
function deallocObject(self: Ref): void {
  untrack(self);
  const count = slotCount(self);
  const back = F.f_back(self);
  thenCall(KEEP_OR_FREE, self);
  thenReleaseFields(self, [F.f_trace]);
  thenRelease(take(self, F.f_locals));
  thenRelease(take(self, F.f_globals));
  thenRelease(take(self, F.f_builtins));
  if (back !== 0 && !isNativeFrame(back)) thenRelease(take(self, F.f_back));
  thenReleaseItemsUp(self + LOCALS, count);
}

function visitSlots(frame: Address, visit: Visit): void {
  for (let p = frame + LOCALS, top = topOf(frame); p < top; p += 8) {
    const value = load(p);
    if ((value & 1) === 0) visit(value as Ref | 0);
  }
}
function traverse(self: Ref, visit: Visit): void {
  if (!ON_STACK) {
    const back = F.f_back(self);
    if (back !== 0 && !isNativeFrame(back)) visit(back);
    for (const field of [F.f_code, F.f_builtins, F.f_globals, F.f_locals, F.f_trace]) visit(field(self));
    visitSlots(self, visit);
    return;
  }
  visit(F.f_back(self));
  for (const field of own) if (field.exists) visit(field(self));
  const frame = self + FRAME_DATA;
  if (F.f_frame(self) !== frame || Frame.owner(frame) !== OWNED_BY_FRAME_OBJECT) return;
  visit(Frame.locals(frame) as Ref | 0);
  visit(Frame.func(frame) as Ref | 0);
  visit(Frame.code(frame) as Ref | 0);
  visitSlots(frame, visit);
}
/** Lets go of trace, locals and stack. */
function clear(self: Ref): void {
  if (F.f_trace.exists) clearRef(self, F.f_trace);
  const frame = partsOf(self);
  if (frame === 0) return;
  for (let p = frame + LOCALS, top = topOf(frame); p < top; p += 8) {
    const value = load(p) as Owned | 0;
    if (value === 0) continue;
    storePointer(p, 0);
    if ((value & 1) === 0) xdecref(value);
  }
}

/** The generator whose frame this is, or 0. */
function generatorOf(self: Ref): Ref | 0 {
  if (!ON_STACK) return F.f_gen(self);
  const frame = F.f_frame(self);
  return frame !== 0 && Frame.owner(frame) === OWNED_BY_GENERATOR ? ((frame - GEN_FRAME) as Ref) : 0;
}
function clearMethod(self: Ref): Answer {
  const generator = generatorOf(self);
  if (generator !== 0) {
    const state = generatorHooks.stateOf(generator);
    if (state === EXECUTING) return raise(errors.RuntimeError, 'cannot clear an executing frame');
    if (profile.builtins.suspendedFrameStays && state !== CREATED) {
      return raise(errors.RuntimeError, 'cannot clear a suspended frame');
    }
    generatorHooks.abandon(generator);
    return none();
  }
  if (isRunning(self)) return raise(errors.RuntimeError, 'cannot clear an executing frame');
  clear(self);
  return none();
}
const isRunning = (self: Ref): boolean =>
  ON_STACK ? Frame.owner(partsOf(self)) !== OWNED_BY_FRAME_OBJECT : Frame.previous(self) !== 0;

/** The caller's frame object, borrowed; None at the end; 0: MemoryError. */
function backOf(self: Ref): Ref | 0 {
  if (!ON_STACK) {
    const below = callerOf(self);
    return below === 0 ? None : (below as Ref);
  }
  const known = F.f_back(self);
  if (known !== 0) return known;
  const frame = partsOf(self);
  const below = frame === 0 || Frame.previous(frame) === 0 ? 0 : callerOf(frame);
  return below === 0 ? None : frameHooks.frameObject(below);
}
export const lineOf = (self: Ref): number => {
  const frame = partsOf(self);
  return frame === 0 ? 0 : frameHooks.lineAt(codeOf(self), Frame.pc(frame));
};
const line: Getset = {
  get: self => {
    const n = lineOf(self);
    return n === 0 ? none() : newInt(n);
  },
  set: () => raise(errors.ValueError, 'f_lineno can only be set in a trace function')
};
const trace: Getset = {
  get: self => {
    const f = F.f_trace(self);
    return f === 0 ? none() : newRef(f);
  },
  set: (self, value): Done => {
    const old = F.f_trace(self) as Owned | 0;
    F.f_trace.set(self, value === 0 || value === None ? 0 : newRef(value));
    xdecref(old);
    return DONE;
  }
};
const lent = (read: (frame: Address) => Ref | 0): Getset => ({
  get: self => {
    const frame = partsOf(self);
    const value = frame === 0 ? 0 : read(frame);
    return value === 0 ? none() : newRef(value);
  }
});

/** Bytes without the GC header. */
function sizeOf(self: Ref): number {
  const unit = unitOf(codeOf(self));
  const slots = Unit.nlocalsplus(unit) + PyCode.co_stacksize(codeOf(self));
  return (ON_STACK ? FRAME_DATA + FRAME_SPECIALS : LOCALS) + slots * 8;
}
export const frame = defineType({
  name: 'frame',
  type: PyFrame_Type,
  basicsize: ON_STACK ? FRAME_DATA + FRAME_SPECIALS : layoutOf('PyFrameObject')!.size,
  itemsize: 8,
  struct: PyFrame,
  gc: true,
  noNew: true,
  trashcan: true,
  sizeof: sizeOf,
  traverse,
  clear,
  dealloc: ON_STACK ? deallocHandle : deallocObject,
  repr: self => {
    const code = codeOf(self);
    const file = toHost(PyCode.co_filename(code) as Ref),
      name = toHost(PyCode.co_name(code) as Ref);
    return newStr(`<frame at 0x${self.toString(16)}, file '${file}', line ${lineOf(self)}, code ${name}>`);
  },
  getset: {
    f_back: {
      get: self => {
        const back = backOf(self);
        return back === 0 ? NULL : newRef(back);
      }
    },
    f_code: lent(at => Frame.code(at) as Ref | 0),
    f_globals: lent(at => Frame.globals(at) as Ref | 0),
    f_builtins: lent(at => Frame.builtins(at) as Ref | 0),
    f_locals: { get: self => (partsOf(self) === 0 ? none() : frameLocals(partsOf(self))) },
    f_lineno: line,
    f_lasti: {
      get: self => newInt(frameHooks.instructionAt(codeOf(self), Frame.pc(partsOf(self))) * 2)
    },
    f_trace: trace,
    f_trace_lines: { get: () => newBool(true) },
    f_trace_opcodes: { get: () => newBool(false) },
    f_generator: {
      versions: '3.14-',
      get: self => {
        const generator = generatorOf(self);
        return generator === 0 ? none() : newRef(generator);
      }
    }
  },
  methods: {
    clear: { signature: '($self, /)', doc: 'Lets go of the local variables.', call: clearMethod }
  }
});
