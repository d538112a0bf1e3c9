/**
 * Frames.  From 3.11 a frame lies on the data stack (or in its generator) and gets an object on demand; before, it is the
 * object.  One set of accessors serves both: `Frame` names the parts, wherever they lie.
 * CPython: Include/internal/pycore_interpframe.h, Include/internal/pycore_frame.h.
 */
import { borrows, int32, mayOwn, pointer, struct, uint8, type Field } from '../heap/struct.js';
import { layoutOf } from '../heap/layout.js';
import { load, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { staticType } from './type.js';

export const PyFrame_Type = staticType();
export const ON_STACK = profile.calls.framesOnStack;

/** The object: all of it up to 3.10; from 3.11 a handle on an interpreter frame. */
export const PyFrame = struct('frame', 'PyFrameObject', {
  f_back: mayOwn,
  f_code: mayOwn,
  f_builtins: mayOwn,
  f_globals: mayOwn,
  f_locals: mayOwn,
  f_trace: mayOwn,
  f_valuestack: pointer,
  f_stacktop: pointer,
  f_gen: borrows, // the generator owns the frame
  f_lasti: int32,
  f_lineno: int32,
  f_iblock: int32,
  f_executing: uint8,
  f_frame: pointer,
  f_trace_lines: uint8,
  f_trace_opcodes: uint8,
  f_extra_locals: mayOwn,
  f_locals_cache: mayOwn,
  f_overwritten_fast_locals: mayOwn
});
const Interpreter = struct('interpreter frame', ON_STACK ? '_PyInterpreterFrame' : 'PyFrameObject', {
  f_func: mayOwn,
  f_funcobj: mayOwn,
  f_code: mayOwn,
  f_executable: mayOwn,
  f_globals: borrows, // the function owns them, or the caller of exec
  f_builtins: borrows,
  f_locals: mayOwn,
  frame_obj: mayOwn,
  previous: pointer,
  prev_instr: pointer,
  instr_ptr: pointer,
  stacktop: int32,
  stackpointer: pointer,
  owner: uint8,
  return_offset: int32
});
const first = <R, W>(...fields: Field<R, W>[]): Field<R, W> => fields.find(f => f.exists) ?? fields[0]!;
const layout = layoutOf(ON_STACK ? '_PyInterpreterFrame' : 'PyFrameObject')!;

/** The parts of a running frame. */
export const Frame = {
  /** Owned. */
  code: first(Interpreter.f_code, Interpreter.f_executable),
  /** The function (owned, 3.11+). */
  func: first(Interpreter.f_func, Interpreter.f_funcobj),
  globals: Interpreter.f_globals,
  builtins: Interpreter.f_builtins,
  /** Owned: the namespace of a module or class body, or NULL. */
  locals: Interpreter.f_locals,
  /** The frame below: bit 0 set for a native frame.  Up to 3.10 it is f_back, and owned when it is a Python frame. */
  previous: ON_STACK ? Interpreter.previous : (PyFrame.f_back as unknown as Field),
  /** Address of the instruction that runs, or runs next. */
  pc: ON_STACK ? first(Interpreter.instr_ptr, Interpreter.prev_instr) : (PyFrame.f_lasti as Field),
  /** One past the top of the value stack. */
  sp: ON_STACK
    ? first<number, number>(Interpreter.stackpointer, Interpreter.stacktop)
    : (PyFrame.f_stacktop as Field),
  /** The frame's object, owned (3.11+), or NULL. */
  object: Interpreter.frame_obj,
  owner: Interpreter.owner
} as const;
/** Who owns a frame's memory. */
export const OWNED_BY_THREAD = 0,
  OWNED_BY_GENERATOR = 1,
  OWNED_BY_FRAME_OBJECT = 2;

/** First of the locals, cells, free variables, then the value stack. */
export const LOCALS = layout.fields[ON_STACK ? 'localsplus' : 'f_localsplus']!;
/** Bytes of a frame without locals and stack. */
export const FRAME_SPECIALS = LOCALS;
/** 16 bits: slots to release when the callee answers.  In the return offset (3.12+), the padding (3.11), the unused block stack. */
export const PENDING = ON_STACK
  ? (layout.fields['return_offset'] ?? layout.fields['owner']! + 1)
  : layout.fields['f_blockstack']!;
/** Where a frame object keeps its interpreter frame when the frame outlives its call (3.11+). */
export const FRAME_DATA = ON_STACK ? layoutOf('PyFrameObject')!.fields['_f_frame_data']! : 0;
export const localAt = (frame: Address, i: number): Ref | 0 => (load(frame + LOCALS + i * 8) & -2) as Ref | 0;
export type { Owned };
