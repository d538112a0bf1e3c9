/** Context: values of context variables.  Its dict is never changed, only replaced, where CPython has a HAMT.  CPython: Python/context.c. */
import { load, storePointer } from '../../heap/memory.js';
import { NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { int32, mayOwn, owns, structAt } from '../../heap/struct.js';
import { callWithKeywords } from '../../abstract/call-with.js';
import { defineType } from '../../abstract/define.js';
import { dropWeakrefs, owning, thenFree, thenReleaseFields } from '../../abstract/fields.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { EQ, NE, reprOf, richCompare } from '../../abstract/object.js';
import { raiseWithValue } from '../../abstract/raise.js';
import { dictGetItem, dictLength, newDict } from '../../include/dict.js';
import {
  PyDictIterItem_Type,
  PyDictIterKey_Type,
  PyDictIterValue_Type,
  newDictIter
} from '../../include/iterators.js';
import { None, notImplemented } from '../../include/singletons.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef, take, xnewRef } from '../../object/refcount.js';
import { staticAllocate } from '../../process/space.js';
import { profile } from '../../profiles/profile.js';

export const Context_Type = staticType();
export const ContextVar_Type = staticType();
const PREFIX = profile.system.contextTypePrefix;
const WEAKREFS = 32;
export const Context = structAt(
  'Context',
  { ctx_prev: mayOwn, ctx_vars: mayOwn, ctx_entered: int32 },
  { ctx_prev: 16, ctx_vars: 24, ctx_entered: 40 },
  48
);
const { ctx_prev, ctx_vars, ctx_entered } = Context;
/** The context that counts now, owned; NULL until somebody needs one. */
const CURRENT = staticAllocate(16);
export const contextRoots = (see: (o: Ref, label: string) => void): void => {
  if (load(CURRENT) !== 0) see(load(CURRENT) as Ref, 'the current context');
};

/** A context with these variables (a dict, stolen; NULL: an exception is set). */
function newContext(variables: Result): Result {
  if (variables === NULL) return NULL;
  const self = genericAlloc(Context_Type, 0);
  if (self === 0) {
    decref(variables);
    return NULL;
  }
  ctx_vars.set(self, variables);
  return self;
}
/** The current context, borrowed; 0: MemoryError. */
export function currentContext(): Ref | 0 {
  if (load(CURRENT) === 0) storePointer(CURRENT, newContext(newDict()));
  return load(CURRENT) as Ref | 0;
}
/** The variables that are set now, borrowed; 0: none. */
export const currentVariables = (): Ref | 0 =>
  load(CURRENT) === 0 ? 0 : (ctx_vars(load(CURRENT) as Ref) as Ref);
export function copyContext(): Answer {
  const current = currentContext();
  return current === 0 ? NULL : copyOf(current);
}
const copyOf = (self: Ref): Answer => newContext(newRef(ctx_vars(self) as Ref));

/** The function runs with the context as the current one. */
const Running = nativeFrame('Context.run', { self: owns }, (frame, answer): Answer => {
  const self = Running.self(frame);
  const before = take(self, ctx_prev);
  ctx_entered.set(self, 0);
  const was = load(CURRENT) as Owned;
  storePointer(CURRENT, before);
  decref(was);
  return answer as Answer;
});
function run(self: Ref, args: number, count: number, kwargs: Ref | 0): Answer {
  if (count < 1) return raise(errors.TypeError, 'run() missing 1 required positional argument');
  if (ctx_entered(self) !== 0) {
    const shown = reprOf(self);
    return shown === null
      ? NULL
      : raise(errors.RuntimeError, `cannot enter context: ${shown} is already entered`);
  }
  const given = Array.from({ length: count - 1 }, (_, i) => argumentAt(args, i + 1));
  ctx_prev.set(self, xnewRef(load(CURRENT) as Ref | 0));
  ctx_entered.set(self, 1);
  const was = load(CURRENT) as Owned | 0;
  storePointer(CURRENT, newRef(self));
  if (was !== 0) decref(was);
  const frame = Running.enter();
  Running.self.set(frame, newRef(self));
  return beginNative(frame, callWithKeywords(argumentAt(args, 0), given, kwargs));
}

/** A variable's value, borrowed; 0: it has none here; null: an exception is set. */
function valueOf(self: Ref, key: Ref): Ref | 0 | null {
  if (typeOf(key) === ContextVar_Type) return dictGetItem(ctx_vars(self) as Ref, key);
  const shown = reprOf(key);
  if (shown !== null) raise(errors.TypeError, `a ContextVar key was expected, got ${shown}`);
  return null;
}
function subscript(self: Ref, key: Ref): Answer {
  const value = valueOf(self, key);
  if (value === null) return NULL;
  return value === 0 ? raiseWithValue(errors.KeyError, newRef(key)) : newRef(value);
}
const iterator =
  (type: PyType) =>
  (self: Ref): Answer =>
    newDictIter(type, ctx_vars(self) as Ref);
const fields = [ctx_prev, ctx_vars];
const { traverse, clear } = owning(fields);

export const context = defineType({
  name: `${PREFIX}Context`,
  type: Context_Type,
  struct: Context,
  gc: true,
  weaklist: WEAKREFS,
  traverse,
  clear,
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, WEAKREFS);
    thenFree(self);
    thenReleaseFields(self, fields);
  },
  new: (_type, _argv, nargs, kwnames) =>
    nargs > 0 || hasKeywords(kwnames)
      ? raise(errors.TypeError, 'Context() does not accept any arguments')
      : newContext(newDict()),
  hash: 'unhashable',
  iter: iterator(PyDictIterKey_Type),
  richcompare: (a, b, op) =>
    typeOf(b) === Context_Type && (op === EQ || op === NE)
      ? richCompare(ctx_vars(a) as Ref, ctx_vars(b) as Ref, op)
      : notImplemented(),
  slots: {
    mp_length: (self: Ref) => dictLength(ctx_vars(self) as Ref),
    mp_subscript: subscript,
    sq_contains: (self: Ref, key: Ref) => {
      const value = valueOf(self, key);
      return value === null ? null : value !== 0;
    }
  },
  methods: {
    get: {
      signature: '($self, key, default=None, /)',
      doc: 'Return the value for `key` if `key` has the value in the context object.',
      call: ((self: Ref, key: Ref, otherwise: Ref | 0) => {
        const value = valueOf(self, key);
        return value === null ? NULL : newRef((value || otherwise || None) as Ref);
      }) as never
    },
    items: {
      signature: '($self, /)',
      doc: 'Return all variables and their values in the context object.',
      call: iterator(PyDictIterItem_Type)
    },
    keys: {
      signature: '($self, /)',
      doc: 'Return a list of all variables in the context object.',
      call: iterator(PyDictIterKey_Type)
    },
    values: {
      signature: '($self, /)',
      doc: "Return a list of all variables' values in the context object.",
      call: iterator(PyDictIterValue_Type)
    },
    copy: { signature: '($self, /)', doc: 'Return a shallow copy of the context object.', call: copyOf },
    run: {
      signature: '($self, /, *args, **kwargs)',
      doc: 'Call a function in the context.',
      call: run as never
    }
  }
});
