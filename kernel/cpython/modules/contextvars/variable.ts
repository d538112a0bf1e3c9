/** ContextVar and Token.  CPython: Python/context.c. */
import { storePointer, type Address } from '../../heap/memory.js';
import { NULL, type Answer, type Done, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, structAt } from '../../heap/struct.js';
import { classGetitem } from '../../abstract/class-getitem.js';
import { defineType } from '../../abstract/define.js';
import { owning, thenFree, thenReleaseFields } from '../../abstract/fields.js';
import { reprOf } from '../../abstract/object.js';
import { raiseWithValue } from '../../abstract/raise.js';
import { dictCopy } from '../../include/dict-merge.js';
import { dictDelItem, dictGetItem, dictSetItem } from '../../include/dict.js';
import { none } from '../../include/singletons.js';
import { isStr, newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType, type PyType } from '../../include/type.js';
import { newObject } from '../../object/create.js';
import { errors, raise } from '../../object/errors.js';
import { isTracked, track, untrack } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { mayBeTracked } from '../../include/tracking.js';
import { decref, newRef, setRef, xnewRef } from '../../object/refcount.js';
import { setStaticCount } from '../../object/statics.js';
import { staticAllocate } from '../../process/space.js';
import { exists, profile } from '../../profiles/profile.js';
import { Context, ContextVar_Type, currentContext, currentVariables } from './context.js';

const PREFIX = profile.system.contextTypePrefix;
export const Token_Type = staticType();
const Missing_Type = staticType();
const ContextVar = structAt(
  'ContextVar',
  { var_name: mayOwn, var_default: mayOwn },
  { var_name: 16, var_default: 24 },
  64
);
const Token = structAt(
  'Token',
  { tok_ctx: mayOwn, tok_var: mayOwn, tok_oldval: mayOwn, tok_used: int32 },
  { tok_ctx: 16, tok_var: 24, tok_oldval: 32, tok_used: 40 },
  48
);
const { var_name, var_default } = ContextVar,
  { tok_ctx, tok_var, tok_oldval, tok_used } = Token;

/** Token.MISSING */
const MISSING = missing();
function missing(): Ref {
  const o = staticAllocate(16) as Ref;
  storePointer(o + 8, Missing_Type);
  setStaticCount(o, 'singleton');
  return o;
}

/** A variable; name and default are lent. */
export function newContextVar(name: Ref, otherwise: Ref | 0): Answer {
  const self = newObject(ContextVar_Type);
  if (self === NULL) return NULL;
  var_name.set(self, newRef(name));
  var_default.set(self, xnewRef(otherwise));
  if (otherwise !== 0 && mayBeTracked(otherwise)) track(self);
  return self;
}
function make(_type: Ref, name: Ref, otherwise: Ref | 0): Answer {
  return isStr(name)
    ? newContextVar(name, otherwise)
    : raise(errors.TypeError, 'context variable name must be a str');
}
/** The value now, the given one or the variable's own default, borrowed; 0: none; null: an exception is set. */
function lookUp(self: Ref, otherwise: Ref | 0): Ref | 0 | null {
  const variables = currentVariables();
  const value = variables === 0 ? 0 : dictGetItem(variables, self);
  return value === null ? null : value || otherwise || var_default(self);
}
function get(self: Ref, otherwise: Ref | 0): Answer {
  const value = lookUp(self, otherwise);
  if (value === null) return NULL;
  return value === 0 ? raiseWithValue(errors.LookupError, newRef(self)) : newRef(value);
}
/** Gives the current context other variables: with this value, or without any (0). */
function change(self: Ref, value: Ref | 0): Done {
  const context = currentContext();
  if (context === 0) return NULL;
  const changed = dictCopy(Context.ctx_vars(context) as Ref);
  if (changed === NULL) return NULL;
  const done = value === 0 ? dictDelItem(changed, self) : dictSetItem(changed, self, value);
  if (done === NULL) {
    decref(changed);
    return NULL;
  }
  setRef(context, Context.ctx_vars, changed);
  return done;
}
/** @cpython Python/context.c PyContextVar_Set */
function set(self: Ref, value: Ref): Answer {
  const context = currentContext();
  if (context === 0) return NULL;
  const old = dictGetItem(Context.ctx_vars(context) as Ref, self);
  const token = old === null ? NULL : genericAlloc(Token_Type, 0);
  if (token === NULL) return NULL;
  tok_ctx.set(token, newRef(context));
  tok_var.set(token, newRef(self));
  tok_oldval.set(token, xnewRef(old as Ref | 0));
  if (change(self, value) !== NULL) return token;
  decref(token);
  return NULL;
}
function refuse(o: Ref, type: PyType, text: (shown: string) => string): 0 {
  const shown = reprOf(o);
  return shown === null ? NULL : raise(type, text(shown));
}
/** @cpython Python/context.c PyContextVar_Reset */
function reset(self: Ref, token: Ref): Answer {
  if (typeOf(token) !== Token_Type)
    return refuse(token, errors.TypeError, shown => `expected an instance of Token, got ${shown}`);
  if (tok_used(token) !== 0)
    return refuse(token, errors.RuntimeError, shown => `${shown} has already been used once`);
  if (tok_var(token) !== self)
    return refuse(token, errors.ValueError, shown => `${shown} was created by a different ContextVar`);
  if (tok_ctx(token) !== currentContext())
    return refuse(token, errors.ValueError, shown => `${shown} was created in a different Context`);
  tok_used.set(token, 1);
  return change(self, tok_oldval(token)) === NULL ? NULL : none();
}
function variableRepr(self: Ref): Answer {
  const name = reprOf(var_name(self) as Ref);
  const otherwise = var_default(self);
  const shown = name === null ? null : otherwise === 0 ? '' : reprOf(otherwise);
  if (name === null || shown === null) return NULL;
  const defaultText = otherwise === 0 ? '' : ` default=${shown}`;
  return newStr(`<ContextVar name=${name}${defaultText} at 0x${self.toString(16)}>`);
}
function tokenRepr(self: Ref): Answer {
  const shown = reprOf(tok_var(self) as Ref);
  if (shown === null) return NULL;
  return newStr(`<Token${tok_used(self) === 0 ? '' : ' used'} var=${shown} at 0x${self.toString(16)}>`);
}
const ofVariable = [var_name, var_default];
const variableLife = owning(ofVariable);

export const contextVar = defineType({
  name: `${PREFIX}ContextVar`,
  type: ContextVar_Type,
  struct: ContextVar,
  gc: true,
  traverse: variableLife.traverse,
  clear: variableLife.clear,
  dealloc(self) {
    if (isTracked(self)) untrack(self);
    thenFree(self);
    thenReleaseFields(self, ofVariable);
  },
  construct: { signature: '($type, name, /, *, default=<unrepresentable>)', call: make as never },
  hash: 'identity',
  repr: variableRepr,
  members: { name: { type: 'object', offset: 16, readonly: true } },
  methods: {
    get: {
      signature: '($self, default=<unrepresentable>, /)',
      doc: 'Return a value for the context variable for the current context.',
      call: get as never
    },
    set: {
      signature: '($self, value, /)',
      doc: 'Call to set a new value for the context variable in the current context.',
      call: set as never
    },
    reset: {
      signature: '($self, token, /)',
      doc: 'Reset the context variable.',
      call: reset as never
    },
    __class_getitem__: classGetitem
  }
});
export const token = defineType({
  name: `${PREFIX}Token`,
  type: Token_Type,
  struct: Token,
  gc: true,
  ...owning([tok_ctx, tok_var, tok_oldval]),
  new: (_type, _argv: Address) => raise(errors.RuntimeError, 'Tokens can only be created by ContextVars'),
  hash: 'unhashable',
  repr: tokenRepr,
  getset: {
    var: { get: self => newRef(tok_var(self) as Ref) },
    old_value: { get: self => newRef((tok_oldval(self) || MISSING) as Ref) }
  },
  constants: { MISSING: () => newRef(MISSING) as never },
  methods: {
    __class_getitem__: classGetitem,
    ...(exists('3.14-')
      ? {
          __enter__: {
            signature: '($self, /)',
            doc: 'Enter into Token context manager.',
            call: (self: Ref): Answer => newRef(self)
          },
          __exit__: {
            signature: '($self, type, value, traceback, /)',
            doc: 'Exit from Token context manager, restore the linked ContextVar.',
            call: (self: Ref): Answer => reset(tok_var(self) as Ref, self)
          }
        }
      : {})
  }
});
export const tokenMissing = defineType({
  name: 'Token.MISSING',
  type: Missing_Type,
  noNew: true,
  basicsize: 16,
  repr: () => newStr('<Token.MISSING>')
});
