/** What a callable takes, read from code objects and declarations: no code runs, `__signature__` and `__wrapped__` are not asked. */
import type { Ref } from '../heap/reference.js';
import { declarationOf } from '../abstract/declarations.js';
import { nativeMethod } from '../abstract/signature.js';
import { wrapperOf } from '../abstract/wrappers.js';
import { PyCFunction, PyCFunction_Type } from '../include/builtin.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import {
  PyClassMethodDescr_Type,
  PyDescr,
  PyMethodDescr_Type,
  PyMethodWrapper,
  PyMethodWrapper_Type,
  PyStaticMethod,
  PyStaticMethod_Type,
  PyWrapperDescr_Type
} from '../include/descriptor.js';
import { PyFunction, PyMethod, isFunction, isMethod } from '../include/function.js';
import { toHost } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { Flag, typeHas, type PyType } from '../include/type.js';
import { ob_size, typeOf } from '../object/header.js';
import { inClasses, isType, named } from '../inspect/attributes.js';
import type { Known } from './evaluate.js';

export interface Parameter {
  /** With its stars. */
  readonly name: string;
  readonly kind: 'positional' | 'either' | 'keyword' | 'stars';
  /** The default value, or its text in a native's signature. */
  readonly otherwise?: Ref | string;
}

/** @cpython Include/cpython/code.h CO_VARARGS, CO_VARKEYWORDS */
const VARARGS = 4,
  VARKEYWORDS = 8;

/** @cpython Lib/inspect.py _signature_from_function */
function ofFunction(f: Ref): Parameter[] {
  const code = PyFunction.func_code(f) as Ref;
  const names = Unit.localsNames(unitOf(code)) as Ref;
  const nameAt = (i: number): string => toHost(tupleItem(names, i));
  const count = PyCode.co_argcount(code),
    keywords = PyCode.co_kwonlyargcount(code),
    flags = PyCode.co_flags(code);
  const defaults = PyFunction.func_defaults(f);
  const required = count - (defaults === 0 ? 0 : ob_size(defaults));
  const found: Parameter[] = [];
  for (let i = 0; i < count; i++) {
    const kind = i < PyCode.co_posonlyargcount(code) ? 'positional' : 'either';
    found.push(withDefault(nameAt(i), kind, i < required ? 0 : tupleItem(defaults as Ref, i - required)));
  }
  let after = count + keywords;
  if ((flags & VARARGS) !== 0) found.push({ name: `*${nameAt(after++)}`, kind: 'stars' });
  for (let i = count; i < count + keywords; i++)
    found.push(withDefault(nameAt(i), 'keyword', named(PyFunction.func_kwdefaults(f), nameAt(i))));
  if ((flags & VARKEYWORDS) !== 0) found.push({ name: `**${nameAt(after)}`, kind: 'stars' });
  return found;
}
const withDefault = (name: string, kind: Parameter['kind'], otherwise: Ref | 0): Parameter =>
  otherwise === 0 ? { name, kind } : { name, kind, otherwise };

/** The parameters in a native's text signature; what it is bound to stays as the first one if `isBound` is false. */
function ofText(text: string, isBound: boolean): Parameter[] {
  const parts = text.slice(1, -1).match(/(?:[^,([{'"]|[([{][^)\]}]*[)\]}]|'[^']*'|"[^"]*")+/g) ?? [];
  const found: Parameter[] = [];
  let isKeyword = false;
  for (const part of parts.map(p => p.trim())) {
    if (part === '/') {
      for (const [i, earlier] of found.entries()) found[i] = { ...earlier, kind: 'positional' };
      continue;
    }
    if (part.startsWith('*')) {
      isKeyword = true;
      if (part !== '*') found.push({ name: part, kind: 'stars' });
      continue;
    }
    const [, name = part, otherwise] = /^(\S+?)\s*=\s*(.*)$/s.exec(part) ?? [];
    if (name.startsWith('$')) {
      if (!isBound && name !== '$module') found.push({ name: name.slice(1), kind: 'either' });
      continue;
    }
    const kind = isKeyword ? 'keyword' : 'either';
    found.push(otherwise === undefined ? { name, kind } : { name, kind, otherwise });
  }
  return found;
}

/** A class is called as its `__init__` or `__new__` is.  @cpython Lib/inspect.py _signature_from_callable */
function ofClass(t: PyType): Parameter[] | null {
  for (const name of ['__init__', '__new__']) {
    const maker = inClasses(t, name);
    if (maker === null || !typeHas(maker.owner, Flag.HEAPTYPE)) continue;
    const { value } = maker;
    const f = typeOf(value) === PyStaticMethod_Type ? (PyStaticMethod.sm_callable(value) as Ref) : value;
    if (isFunction(f)) return ofFunction(f).slice(1);
  }
  const { construct } = declarationOf(t);
  return construct === undefined ? null : ofText(construct.signature, true);
}

function ofObject(o: Ref, isBound: boolean): Parameter[] | null {
  const t = typeOf(o);
  if (isFunction(o)) return ofFunction(o).slice(isBound ? 1 : 0);
  if (isMethod(o)) return ofObject(PyMethod.im_func(o) as Ref, true);
  if (t === PyCFunction_Type) return ofText(nativeMethod(PyCFunction.m_ml(o)).text, true);
  if (t === PyMethodDescr_Type || t === PyClassMethodDescr_Type)
    return ofText(nativeMethod(PyDescr.what(o)).text, isBound || t === PyClassMethodDescr_Type);
  if (t === PyWrapperDescr_Type) return ofText(wrapperOf(PyDescr.what(o)).signature, isBound);
  if (t === PyMethodWrapper_Type) return ofObject(PyMethodWrapper.descr(o), true);
  if (isType(o)) return ofClass(o);
  return null;
}
/** The parameters of a call of it, `self` left out where the call supplies it; null: it cannot be called, or nobody knows. */
export function parametersOf(callee: Known): Parameter[] | null {
  const { object } = callee;
  if (object === null) return ofCallable(callee.instanceOf);
  if (callee.standsFor === 'computed') return null;
  return ofObject(object, callee.standsFor === 'method') ?? ofCallable(typeOf(object));
}
/** Instances of a class that has a `__call__` of its own. */
function ofCallable(t: PyType): Parameter[] | null {
  const found = inClasses(t, '__call__');
  return found !== null && isFunction(found.value) ? ofFunction(found.value).slice(1) : null;
}
