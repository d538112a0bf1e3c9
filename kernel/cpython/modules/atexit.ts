/** atexit: what is called when the program has ended.  CPython: Modules/atexitmodule.c. */
import { load, storePointer } from '../heap/memory.js';
import { NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { callWithKeywords } from '../abstract/call-with.js';
import { defineModule } from '../abstract/define.js';
import { connectExit } from '../abstract/exit-hook.js';
import { EQ, clearRaised, raisedIs, richCompareBool } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { tracebackHook } from '../abstract/traceback-hook.js';
import { reportUnraisable } from '../abstract/unraisable.js';
import { newInt } from '../include/int.js';
import { listAppend, listItem, newList, setListItem } from '../include/list.js';
import { None, none } from '../include/singletons.js';
import { argumentsAsTuple } from '../abstract/kept-arguments.js';
import { tupleItem } from '../include/tuple.js';
import { dictCopy } from '../include/dict-merge.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { ob_size, typeOf } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { raised, takeRaised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { staticAllocate } from '../process/space.js';
import { profile } from '../profiles/profile.js';
import { writeError } from './sys/hooks.js';

const { atexitReports, atexitForgets } = profile.system;
/** Owned: a list of (function, arguments, keywords or None), None where a function was unregistered; no program can reach it. */
const CALLBACKS = staticAllocate(16);
const callbacks = (): Ref | 0 => load(CALLBACKS) as Ref | 0;
export const atexitRoots = (see: (o: Ref, label: string) => void): void => {
  const list = callbacks();
  if (list !== 0) see(list, 'atexit');
};
function needList(): Ref | 0 {
  const list = callbacks();
  if (list !== 0) return list;
  const made = newList(0);
  if (made === NULL) return 0;
  untrack(made);
  storePointer(CALLBACKS, made);
  return made;
}
function register(_module: Ref, args: number, count: number, kwargs: Ref | 0): Answer {
  if (count === 0) return raise(errors.TypeError, 'register() takes at least 1 argument (0 given)');
  const f = argumentAt(args, 0);
  if (slotOf(typeOf(f), slot.tp_call) === 0)
    return raise(errors.TypeError, 'the first argument must be callable');
  const list = needList();
  if (list === 0) return NULL;
  const named = kwargs === 0 ? none() : dictCopy(kwargs);
  const callback = packTuple(newRef(f), argumentsAsTuple(args + 8, count - 1), named);
  return callback === NULL || listAppend(list, callback) === NULL ? NULL : newRef(f);
}
/** The callbacks that are the function are called no more.  @cpython Modules/atexitmodule.c atexit_unregister */
function unregister(_module: Ref, f: Ref): Answer {
  const list = callbacks();
  for (let i = list === 0 ? -1 : ob_size(list) - 1; i >= 0; i--) {
    const callback = listItem(list as Ref, i);
    if (callback === None) continue;
    const is = richCompareBool(f, tupleItem(callback, 0), EQ);
    if (is === null) return NULL;
    if (!is) continue;
    setListItem(list as Ref, i, none());
    decref(callback as Owned);
  }
  return none();
}
/** Takes all callbacks away and answers them, owned. */
function takeAll(): Owned | 0 {
  const list = load(CALLBACKS) as Owned | 0;
  storePointer(CALLBACKS, 0);
  return list;
}
function count(): Answer {
  const list = callbacks();
  let n = 0;
  for (let i = 0; list !== 0 && i < ob_size(list); i++) {
    if (listItem(list, i) !== None || !atexitForgets) n++;
  }
  return newInt(n);
}
/** An exception of a callback: shown at once, or the last one raised when all have been called. */
function failed(f: Ref): void {
  if (atexitReports === 'traceback') {
    const exception = raised();
    if (exception !== 0 && !raisedIs(errors.SystemExit))
      writeError(`Error in atexit._run_exitfuncs:\n${tracebackHook.text(exception).join('\n')}\n`);
    return;
  }
  const isSentence = atexitReports === 'sentence';
  reportUnraisable(`Exception ignored in atexit callback${isSentence ? '' : ':'}`, f, isSentence);
}
/** Calls the callbacks, the last one first; those registered meanwhile too.  @cpython Modules/atexitmodule.c atexit_callfuncs */
function runAll(): void {
  for (let list = takeAll(); list !== 0; list = takeAll()) {
    for (let i = ob_size(list) - 1; i >= 0; i--) {
      const callback = listItem(list, i);
      if (callback === None) continue;
      const [f, args, kwargs] = [0, 1, 2].map(k => tupleItem(callback, k)) as [Ref, Ref, Ref];
      const given = Array.from({ length: ob_size(args) }, (_, k) => tupleItem(args, k));
      const answer = finish(callWithKeywords(f, given, kwargs === None ? 0 : kwargs));
      if (answer !== NULL) decref(answer);
      else failed(f);
      if (raised() !== 0 && i > 0) dropButLast();
    }
    decref(list);
  }
}
/** 3.9 keeps the exception of the callback that was called last. */
function dropButLast(): void {
  const exception = takeRaised();
  if (exception !== 0) decref(exception);
}
function runNow(): Answer {
  runAll();
  return raised() === 0 ? none() : NULL;
}
connectExit(() => {
  runAll();
  if (raised() !== 0) clearRaised();
});

export const atexit = defineModule({
  name: 'atexit',
  doc: 'allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n',
  functions: {
    register: {
      signature: '($module, /, *args, **kwargs)',
      doc: 'Register a function to be executed upon normal program termination.',
      call: register as never
    },
    unregister: {
      signature: '($module, func, /)',
      doc: 'Unregister an exit function which was previously registered using\natexit.register',
      call: unregister as never
    },
    _clear: {
      signature: '($module, /)',
      doc: 'Clear the list of previously registered exit functions.',
      call: () => {
        const list = takeAll();
        if (list !== 0) decref(list);
        return none();
      }
    },
    _run_exitfuncs: {
      signature: '($module, /)',
      doc: 'Run all registered exit functions.',
      call: runNow
    },
    _ncallbacks: {
      signature: '($module, /)',
      doc: 'Return the number of registered exit functions.',
      call: count
    }
  }
});
