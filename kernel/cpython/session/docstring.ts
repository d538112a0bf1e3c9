/** The docstring that an object has in memory, or in the declaration it was made from. */
import type { Ref } from '../heap/reference.js';
import { getsetOf, memberOf } from '../abstract/getset-table.js';
import { nativeMethod } from '../abstract/signature.js';
import { PyCFunction, PyCFunction_Type } from '../include/builtin.js';
import {
  PyClassMethodDescr_Type,
  PyDescr,
  PyGetSetDescr_Type,
  PyMemberDescr_Type,
  PyMethodDescr_Type,
  PyMethodWrapper,
  PyMethodWrapper_Type,
  PyProperty,
  PyProperty_Type,
  PyWrapperDescr_Type
} from '../include/descriptor.js';
import { PyFunction, PyMethod, isFunction, isMethod } from '../include/function.js';
import { SLOT_MEMBER } from '../include/heaptype.js';
import { isModule, moduleDict } from '../include/module.js';
import { isStr, toHost } from '../include/str.js';
import { TypeObject } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { wrapperDocs } from '../types/wrapper-docs.js';
import { isType, named, ownAttributes } from '../inspect/attributes.js';

/** '' where there is none. */
export const docstringOf = (o: Ref): string => cleaned(rawDocstring(o));

const textOf = (o: Ref | 0): string => (o !== 0 && isStr(o) ? toHost(o) : '');
function rawDocstring(o: Ref): string {
  const t = typeOf(o);
  if (isType(o)) return textOf(named(TypeObject.tp_dict(o), '__doc__'));
  if (isModule(o)) return textOf(named(moduleDict(o), '__doc__'));
  if (isFunction(o)) return textOf(PyFunction.func_doc(o));
  if (isMethod(o)) return rawDocstring(PyMethod.im_func(o) as Ref);
  if (t === PyProperty_Type) return textOf(PyProperty.prop_doc(o));
  if (t === PyCFunction_Type) return nativeMethod(PyCFunction.m_ml(o)).doc;
  if (t === PyMethodWrapper_Type) return rawDocstring(PyMethodWrapper.descr(o));
  if (t === PyMethodDescr_Type || t === PyClassMethodDescr_Type) return nativeMethod(PyDescr.what(o)).doc;
  if (t === PyWrapperDescr_Type) return wrapperDocs[toHost(PyDescr.d_name(o))] ?? '';
  if (t === PyGetSetDescr_Type) return getsetOf(PyDescr.what(o)).doc ?? '';
  if (t === PyMemberDescr_Type)
    return PyDescr.what(o) === SLOT_MEMBER ? '' : (memberOf(PyDescr.what(o)).doc ?? '');
  return textOf(ownAttributes(o).get('__doc__') ?? 0);
}

/** Without the indent that the source gave it.  @cpython Lib/inspect.py cleandoc */
function cleaned(doc: string): string {
  const [first = '', ...rest] = doc.replaceAll('\t', '        ').split('\n');
  const indents = rest.filter(line => line.trim() !== '').map(line => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents, Infinity);
  const lines = [first.trimStart(), ...rest.map(line => line.slice(Math.min(indent, line.length)))];
  return lines.join('\n').replace(/^\n+|\s+$/g, '');
}
