/** async_generator and the awaitables of its methods.  CPython: Objects/genobject.c async_gen_asend_send, async_gen_athrow_send. */
import { ABSENT, NULL, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { layoutOf } from '../heap/layout.js';
import { int32, mayOwn } from '../heap/struct.js';
import { defineType, type TypeDeclaration } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { generatorHooks as hooks } from '../abstract/generator-hooks.js';
import { clearRaised, raisedIs } from '../abstract/object.js';
import { raiseWithValue } from '../abstract/raise.js';
import {
  PyAsyncGenASend_Type,
  PyAsyncGenAThrow_Type,
  PyAsyncGenStep,
  PyAsyncGenWrapped,
  PyAsyncGenWrapped_Type,
  isClosed,
  isStepping,
  isWrapped,
  newStep,
  setClosed,
  setStepping
} from '../include/async-generator.js';
import { LOCALS, ON_STACK } from '../include/frame.js';
import { COMPLETED, CREATED, EXECUTING, GEN_FRAME, PyAsyncGen_Type, PyGen } from '../include/generator.js';
import { None, newBool } from '../include/singletons.js';
import { newStr, toHost } from '../include/str.js';
import { errors, raise } from '../object/errors.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { decref, newRef } from '../object/refcount.js';
import { generatorAttributes, generatorLife, throwInto, thrownInstance } from './generator.js';

const { generator, value, state } = PyAsyncGenStep;
/** A step: not begun, begun, over. */
const INIT = 0,
  GOING = 1,
  OVER = 2;

/** What the generator answered: its yielded value ends the await, anything else is awaited.  @cpython async_gen_unwrap_value */
const Stepping = nativeFrame('async generator', { step: mayOwn, closes: int32 }, (frame, answer): Answer => {
  const step = Stepping.step(frame) as Ref,
    gen = generator(step) as Ref;
  return Stepping.closes(frame) === 1 ? closed(step, gen, answer) : unwrapped(step, gen, answer);
});
function unwrapped(step: Ref, gen: Ref, answer: Maybe): Answer {
  if (answer !== NULL && answer !== ABSENT && !isWrapped(answer as Ref)) return answer as Answer;
  setStepping(gen, false);
  state.set(step, OVER);
  if (answer === ABSENT) raise(errors.StopAsyncIteration, '');
  if (answer === NULL || answer === ABSENT) {
    if (raisedIs(errors.StopAsyncIteration) || raisedIs(errors.GeneratorExit)) setClosed(gen);
    return NULL;
  }
  return stopWith(answer as Owned);
}
/** StopIteration with the value inside a wrapped one, which is released. */
function stopWith(wrapped: Owned): 0 {
  const inside = newRef(PyAsyncGenWrapped.agw_val(wrapped) as Ref);
  decref(wrapped);
  return raiseWithValue(errors.StopIteration, inside);
}
function closed(step: Ref, gen: Ref, answer: Maybe): Answer {
  if (answer !== NULL && answer !== ABSENT) {
    if (!isWrapped(answer as Ref)) return answer as Answer;
    setStepping(gen, false);
    state.set(step, OVER);
    decref(answer as Owned);
    return raise(errors.RuntimeError, 'async generator ignored GeneratorExit');
  }
  setStepping(gen, false);
  state.set(step, OVER);
  if (answer === NULL && !raisedIs(errors.StopAsyncIteration) && !raisedIs(errors.GeneratorExit)) return NULL;
  if (answer === NULL) clearRaised();
  return raise(errors.StopIteration, '');
}
function enter(step: Ref, closes: boolean, begin: () => Maybe): Answer {
  const frame = Stepping.enter();
  Stepping.step.set(frame, newRef(step));
  Stepping.closes.set(frame, closes ? 1 : 0);
  return beginNative(frame, begin());
}

function sendStep(step: Ref, given: Ref): Answer {
  if (state(step) === OVER)
    return raise(errors.RuntimeError, 'cannot reuse already awaited __anext__()/asend()');
  const gen = generator(step) as Ref;
  let sent: Ref = given;
  if (state(step) === INIT) {
    if (isStepping(gen)) {
      state.set(step, OVER);
      return raise(errors.RuntimeError, 'anext(): asynchronous generator is already running');
    }
    if (given === None) sent = (value(step) || None) as Ref;
    state.set(step, GOING);
  }
  setStepping(gen, true);
  if (hooks.stateOf(gen) === CREATED && sent !== None) {
    setStepping(gen, false);
    return raise(errors.TypeError, "can't send non-None value to a just-started async generator");
  }
  return enter(step, false, () => hooks.resume(gen, newRef(sent)));
}
/** A step that throws: athrow() with an exception, aclose() without. */
function throwStep(step: Ref, given: Ref): Answer {
  const gen = generator(step) as Ref,
    thrown = value(step);
  const name = thrown === 0 ? 'aclose()' : 'athrow()';
  if (state(step) === OVER)
    return raise(errors.RuntimeError, 'cannot reuse already awaited aclose()/athrow()');
  if (state(step) === GOING) return enter(step, thrown === 0, () => hooks.resume(gen, newRef(given)));
  if (isStepping(gen)) {
    state.set(step, OVER);
    return raise(errors.RuntimeError, `${name}: asynchronous generator is already running`);
  }
  if (isClosed(gen) || hooks.stateOf(gen) === COMPLETED) {
    state.set(step, OVER);
    return thrown === 0 ? raise(errors.StopIteration, '') : raise(errors.StopAsyncIteration, '');
  }
  if (given !== None)
    return raise(errors.RuntimeError, "can't send non-None value to a just-started coroutine");
  state.set(step, GOING);
  setStepping(gen, true);
  if (thrown !== 0) return enter(step, false, () => throwInto(gen, newRef(thrown)));
  setClosed(gen);
  if (hooks.stateOf(gen) === CREATED) {
    hooks.abandon(gen);
    return closed(step, gen, ABSENT);
  }
  raise(errors.GeneratorExit, '');
  return enter(step, true, () => hooks.resume(gen, 0));
}
/** Raises into the step itself. */
function throwIntoStep(step: Ref, type: Ref, given: Ref | 0, tb: Ref | 0): Answer {
  if (state(step) === OVER) return raise(errors.RuntimeError, 'cannot reuse already awaited step');
  const exception = thrownInstance(type, given, tb);
  if (exception === 0) return NULL;
  state.set(step, GOING);
  setStepping(generator(step) as Ref, true);
  return enter(step, false, () => throwInto(generator(step) as Ref, exception));
}

const stepType = (send: (step: Ref, given: Ref) => Answer): Omit<TypeDeclaration, 'name' | 'type'> => ({
  struct: PyAsyncGenStep,
  gc: true,
  noNew: true,
  ...owning([generator, value]),
  iter: self => newRef(self),
  iternext: self => send(self, None),
  slots: { am_await: (self: Ref) => newRef(self) },
  methods: {
    send: { signature: '($self, value, /)', doc: 'Goes on with a value.', call: send },
    throw: {
      signature: '($self, type, value=None, traceback=None, /)',
      doc: 'Raises an exception.',
      call: throwIntoStep
    },
    close: {
      signature: '($self, /)',
      doc: 'Ends the step.',
      call: (self: Ref) => {
        state.set(self, OVER);
        return newRef(None);
      }
    }
  }
});
export const asyncGenASend = defineType({
  name: 'async_generator_asend',
  type: PyAsyncGenASend_Type,
  ...stepType(sendStep)
});
export const asyncGenAThrow = defineType({
  name: 'async_generator_athrow',
  type: PyAsyncGenAThrow_Type,
  ...stepType(throwStep)
});
export const asyncGenWrapped = defineType({
  name: 'async_generator_wrapped_value',
  type: PyAsyncGenWrapped_Type,
  struct: PyAsyncGenWrapped,
  gc: true,
  noNew: true,
  ...owning([PyAsyncGenWrapped.agw_val])
});

const athrow = (self: Ref, type: Ref, given: Ref | 0, tb: Ref | 0): Answer => {
  const exception = thrownInstance(type, given, tb);
  if (exception === 0) return NULL;
  const step = newStep(PyAsyncGenAThrow_Type, self, exception);
  decref(exception);
  return step;
};
export const asyncGenerator = defineType({
  name: 'async_generator',
  type: PyAsyncGen_Type,
  struct: PyGen,
  basicsize: ON_STACK ? GEN_FRAME + LOCALS : layoutOf('PyAsyncGenObject')!.size,
  ...(ON_STACK ? { itemsize: 8 } : {}),
  ...generatorLife,
  repr: self =>
    newStr(`<async_generator object ${toHost(PyGen.gi_qualname(self) as Ref)} at 0x${self.toString(16)}>`),
  slots: {
    am_aiter: (self: Ref) => newRef(self),
    am_anext: (self: Ref) => newStep(PyAsyncGenASend_Type, self, 0)
  },
  getset: {
    ...generatorAttributes('ag', 'ag_await'),
    ag_running: { get: self => newBool(isStepping(self) || hooks.stateOf(self) === EXECUTING) }
  },
  methods: {
    asend: {
      signature: '($self, value, /)',
      doc: 'An awaitable that sends a value.',
      call: (self: Ref, sent: Ref) => newStep(PyAsyncGenASend_Type, self, sent)
    },
    athrow: {
      signature: '($self, type, value=None, traceback=None, /)',
      doc: 'An awaitable that raises an exception.',
      call: athrow
    },
    aclose: {
      signature: '($self, /)',
      doc: 'An awaitable that closes.',
      call: (self: Ref) => newStep(PyAsyncGenAThrow_Type, self, 0)
    }
  }
});
