/** generator, coroutine: a suspended frame.  CPython: Include/internal/pycore_genobject.h. */
import { borrows, mayOwn, pointer, struct, uint8 } from '../heap/struct.js';
import { layoutOf } from '../heap/layout.js';
import type { Ref } from '../heap/reference.js';
import { staticType } from './type.js';

export const PyGen_Type = staticType();
export const PyCoro_Type = staticType();
export const PyAsyncGen_Type = staticType();
export const PyGen = struct('generator', 'PyGenObject', {
  gi_frame: mayOwn, // up to 3.10
  gi_code: mayOwn, // up to 3.11
  gi_running: uint8, // up to 3.9
  gi_weakreflist: borrows, // weak references do not own
  gi_name: mayOwn,
  gi_qualname: mayOwn,
  gi_exc_state: pointer, // a struct: up to 3.10 {type, value, traceback, previous}, from 3.11 {value, previous}
  gi_frame_state: uint8,
  gi_iframe: pointer
});
const layout = layoutOf('PyGenObject')!;
/** Offset of the generator's item in the stack of handled exceptions: {exception, previous}. */
export const GEN_EXC = layout.fields['gi_exc_state']!;
/** Offset of the frame inside the generator (3.11+). */
export const GEN_FRAME = layout.fields['gi_iframe'] ?? 0;
/** gi_frame_state, in every version (kept in the running flag's neighbour up to 3.10). */
export const GEN_STATE =
  layout.fields['gi_frame_state'] ?? layout.fields['gi_running'] ?? layout.fields['gi_exc_state']!;
export const CREATED = 1,
  SUSPENDED = 2,
  EXECUTING = 3,
  COMPLETED = 4;
export type PyGen = Ref<'generator'>;
