/** module: a dict with a name.  CPython: Objects/moduleobject.c. */
import { ABSENT, DONE, NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { genericGetAttr } from '../abstract/attribute.js';
import { call0, call1 } from '../abstract/call.js';
import { keysList } from '../abstract/keys.js';
import { declaredModules, defineType } from '../abstract/define.js';
import { dropWeakrefs, thenFree } from '../abstract/fields.js';
import { clearRaised, isTrue, lookupAttr, raisedIs, reprOf } from '../abstract/object.js';
import { raiseAttributeError } from '../abstract/raise.js';
import { callNative, nativeMethod, registerMethod } from '../abstract/signature.js';
import { settled } from '../abstract/settle.js';
import { newDict, isDict, lookupStr, setStr, deleteStr } from '../include/dict.js';
import { PyModule, PyModule_Type, initModuleDict } from '../include/module.js';
import { None, none } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { typeName } from '../include/type.js';
import { thenRelease } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { mayOwn } from '../heap/struct.js';
import { nativeFrame, beginNative } from '../object/native-frame.js';
import { clearRef, decref, newRef, take } from '../object/refcount.js';
import { newInt } from '../include/int.js';
import { profile } from '../profiles/profile.js';

const { md_dict, md_name, md_weaklist } = PyModule;
const id = identifier;
const GETATTR = id('__getattr__'),
  NAME = id('__name__'),
  SPEC = id('__spec__'),
  INITIALIZING = id('_initializing');
const LOADER = id('__loader__'),
  FILE = id('__file__'),
  ORIGIN = id('origin'),
  ANNOTATIONS = id('__annotations__');
const ANNOTATE = id('__annotate__'),
  DIR = id('__dir__'),
  HAS_LOCATION = id('has_location');

const dictOf = (self: Ref): Ref | 0 => md_dict(self);

/** Why a module lacks an attribute.  @cpython Objects/moduleobject.c _Py_module_getattro_impl */
function missing(self: Ref, name: Ref): 0 {
  const dict = dictOf(self) as Ref;
  const own = lookupStr(dict, NAME);
  const shown = toHost(name);
  if (own === 0 || !isStr(own)) return raiseAttributeError(self, name, `module has no attribute '${shown}'`);
  const module = toHost(own);
  const spec = lookupStr(dict, SPEC);
  if (spec !== 0 && spec !== None && isInitializing(spec)) {
    const origin = profile.builtins.circularNamesFile ? originOf(spec) : null;
    const from = origin === null ? '' : ` from '${origin}'`;
    return raiseAttributeError(
      self,
      name,
      `partially initialized module '${module}'${from} has no attribute '${shown}' (most likely due to a circular import)`
    );
  }
  return raiseAttributeError(self, name, `module '${module}' has no attribute '${shown}'`);
}
function isInitializing(spec: Ref): boolean {
  const found = lookupAttr(spec, INITIALIZING);
  if (found === NULL) {
    clearRaised();
    return false;
  }
  if (found === ABSENT) return false;
  const is = isTrue(found);
  decref(found);
  return is === true;
}
function originOf(spec: Ref): string | null {
  for (const key of [HAS_LOCATION, ORIGIN]) {
    const found = lookupAttr(spec, key);
    if (found === NULL) clearRaised();
    if (found === NULL || found === ABSENT) return null;
    if (key === ORIGIN) {
      const text = isStr(found) ? toHost(found) : null;
      decref(found);
      return text;
    }
    const is = isTrue(found);
    decref(found);
    if (is !== true) return null;
  }
  return null;
}

/** An attribute, or else what the module's `__getattr__` says. */
const Looking = nativeFrame(
  'module attribute',
  { self: mayOwn, name: mayOwn },
  (_frame, answer) => answer as Answer
);
function getattro(self: Ref, name: Ref): Answer {
  const dict = dictOf(self);
  const found = genericGetAttr(self, name);
  if (found !== NULL || !raisedIs(errors.AttributeError) || dict === 0) return found;
  clearRaised();
  const hook = lookupStr(dict, GETATTR);
  if (hook === 0) return missing(self, name);
  const frame = Looking.enter();
  Looking.self.set(frame, newRef(self));
  Looking.name.set(frame, newRef(name));
  const answer = call1(hook, name);
  return beginNative(frame, answer);
}

/** `<module 'x' from '...'>`.  @cpython Lib/importlib/_bootstrap.py _module_repr */
function repr(self: Ref): Answer {
  const dict = dictOf(self);
  const at = (key: Ref): Ref | 0 => (dict === 0 ? 0 : lookupStr(dict, key));
  const spec = at(SPEC);
  const quoted = (o: Ref | 0): string | null => (o === 0 ? "'?'" : reprOf(o));
  const name = quoted(at(NAME));
  if (name === null) return NULL;
  if (spec !== 0 && spec !== None) {
    const origin = lookupAttr(spec, ORIGIN),
      has = lookupAttr(spec, HAS_LOCATION);
    if (origin === NULL || has === NULL) clearRaised();
    const located = has !== NULL && has !== ABSENT && isTrue(has) === true;
    const text = origin !== NULL && origin !== ABSENT && isStr(origin) ? toHost(origin) : null;
    if (origin !== NULL && origin !== ABSENT) decref(origin);
    if (has !== NULL && has !== ABSENT) decref(has);
    if (text !== null)
      return newStr(located ? `<module ${name} from '${text}'>` : `<module ${name} (${text})>`);
  }
  const file = at(FILE);
  if (file !== 0) {
    const path = reprOf(file);
    return path === null ? NULL : newStr(`<module ${name} from ${path}>`);
  }
  const loader = at(LOADER),
    own = at(NAME);
  if (own !== 0 && isStr(own) && declaredModules.has(toHost(own)))
    return newStr(`<module ${name} (built-in)>`);
  if (loader === 0 || loader === None) return newStr(`<module ${name}>`);
  const text = reprOf(loader);
  return text === null ? NULL : newStr(`<module ${name} (${text})>`);
}

function initialise(self: Ref, name: Ref, doc: Ref | 0): Answer {
  if (!isStr(name)) {
    return raise(errors.TypeError, `module() argument 'name' must be str, not ${typeName(typeOf(name))}`);
  }
  if (dictOf(self) === 0) {
    const dict = newDict();
    if (dict === NULL) return NULL;
    md_dict.set(self, dict);
  }
  return initModuleDict(self, dictOf(self) as Ref, name, doc === 0 ? None : doc) ? none() : NULL;
}
const init = nativeMethod(
  registerMethod('module', 'module', {
    signature: '($self, name, doc=None)',
    doc: '',
    call: initialise as never
  })
);

/** `__annotations__`: an own dict, made if need be (from 3.14 by `__annotate__`). */
const Annotating = nativeFrame('__annotations__', { module: mayOwn }, (frame, answer) => {
  if (answer === NULL || answer === ABSENT) return NULL;
  const made = answer as Owned;
  if (!isDict(made)) {
    const given = typeName(typeOf(made));
    decref(made);
    return raise(errors.TypeError, `__annotate__() must return a dict, not ${given}`);
  }
  setStr(dictOf(Annotating.module(frame) as Ref) as Ref, ANNOTATIONS, made);
  return made;
});
function annotations(self: Ref): Answer {
  const dict = dictOf(self);
  if (dict === 0 || !isDict(dict)) return raise(errors.TypeError, '<module>.__dict__ is not a dictionary');
  const known = lookupStr(dict, ANNOTATIONS);
  if (known !== 0) return newRef(known);
  const annotate = lookupStr(dict, ANNOTATE);
  if (annotate !== 0 && annotate !== None) {
    const format = newInt(1);
    if (format === NULL) return NULL;
    const frame = Annotating.enter();
    Annotating.module.set(frame, newRef(self));
    const answer = call1(annotate, format);
    decref(format);
    return beginNative(frame, answer);
  }
  const made = newDict();
  if (made !== NULL) setStr(dict, ANNOTATIONS, made);
  return made;
}

/** A list of the names, or what the module's own `__dir__` says. */
function dir(self: Ref): Answer {
  const dict = dictOf(self);
  if (dict === 0 || !isDict(dict)) return raise(errors.TypeError, '<module>.__dict__ is not a dictionary');
  const hook = lookupStr(dict, DIR);
  if (hook !== 0) return call0(hook);
  return keysList(dict);
}

export const module = defineType({
  name: 'module',
  type: PyModule_Type,
  struct: PyModule,
  subclassable: true,
  gc: true,
  weaklist: md_weaklist.offset,
  dict: md_dict.offset,
  doc: 'A namespace made by an import.',
  new: type => {
    const self = genericAlloc<'module'>(type, 0);
    if (self === 0) return NULL;
    const dict = newDict();
    if (dict === NULL) {
      decref(self);
      return NULL;
    }
    md_dict.set(self, dict);
    return self;
  },
  init: (self, argv, nargs, kwnames) => settled(callNative(init, self, argv, nargs, kwnames)),
  traverse: (self, visit) => visit(md_dict(self)),
  clear: self => clearRef(self, md_dict),
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, md_weaklist.offset);
    thenFree(self);
    thenRelease(take(self, md_name));
    thenRelease(take(self, md_dict));
  },
  repr,
  getattro,
  members: { __dict__: { type: 'object', offset: md_dict.offset, readonly: true } },
  getset: {
    __annotations__: {
      versions: '3.10-',
      get: annotations,
      set: (self, value) => {
        const dict = dictOf(self) as Ref;
        if (value !== 0) return setStr(dict, ANNOTATIONS, value);
        return deleteStr(dict, ANNOTATIONS) ? DONE : raise(errors.AttributeError, '__annotations__');
      }
    },
    __annotate__: {
      versions: '3.14-',
      get: self => {
        const dict = dictOf(self) as Ref;
        const known = lookupStr(dict, ANNOTATE);
        if (known !== 0) return newRef(known);
        setStr(dict, ANNOTATE, None);
        return none();
      },
      set: (self, value) => {
        if (value === 0) return raise(errors.TypeError, 'cannot delete __annotate__ attribute');
        return setStr(dictOf(self) as Ref, ANNOTATE, value);
      }
    }
  },
  methods: { __dir__: { signature: '($self, /)', doc: 'The names in it.', call: dir } }
});
