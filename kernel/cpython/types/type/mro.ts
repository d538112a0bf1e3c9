/** The order of bases.  CPython: Objects/typeobject.c mro_implementation, pmerge, best_base. */
import { NULL, type Ref, type Result } from '../../heap/reference.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { Flag, TypeObject, typeHas, typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf, type PyType } from '../../object/header.js';
import { newRef } from '../../object/refcount.js';
import { isSubtype } from '../../abstract/lookup.js';
import { profile } from '../../profiles/profile.js';

const listOf = (tuple: Ref): PyType[] =>
  Array.from({ length: ob_size(tuple) }, (_, i) => tupleItem(tuple, i) as PyType);

/** C3: the MRO of a class with these bases, itself first; NULL: TypeError. */
export function computeMro(t: PyType, bases: Ref): Result<'tuple'> {
  const direct = listOf(bases);
  for (const [i, base] of direct.entries()) {
    if (direct.indexOf(base) !== i) return raise(errors.TypeError, `duplicate base class ${typeName(base)}`);
  }
  const sequences = [...direct.map(base => listOf(TypeObject.tp_mro(base) as Ref)), direct];
  const order: PyType[] = [t];
  for (;;) {
    const left = sequences.filter(s => s.length > 0);
    if (left.length === 0) break;
    const next = left.map(s => s[0]!).find(head => left.every(s => s.indexOf(head, 1) < 0));
    if (next === undefined) return noOrder(left);
    order.push(next);
    for (const s of sequences) if (s[0] === next) s.shift();
  }
  const mro = newTuple(order.length);
  if (mro === NULL) return NULL;
  for (const [i, o] of order.entries()) setTupleItem(mro, i, newRef(o));
  trackTuple(mro);
  return mro;
}
function noOrder(left: readonly PyType[][]): 0 {
  const heads = [...new Set(left.map(s => s[0]!))].map(typeName);
  const colon = profile.object.mroErrorEndsLine ? '\n' : ' ';
  return raise(
    errors.TypeError,
    `Cannot create a consistent method resolution${colon}order (MRO) for bases ${heads.join(', ')}`
  );
}

/** The most derived metaclass; NULL: metaclass conflict.  @cpython Objects/typeobject.c _PyType_CalculateMetaclass */
export function calculateMetaclass(metatype: PyType, bases: Ref): PyType | 0 {
  let winner = metatype;
  for (const base of listOf(bases)) {
    const t = typeOf(base);
    if (isSubtype(winner, t)) continue;
    if (isSubtype(t, winner)) {
      winner = t;
      continue;
    }
    return raise(
      errors.TypeError,
      'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases'
    );
  }
  return winner;
}

/** Whether a type adds fields to its base's layout, apart from dict and weak references. */
function extraFields(t: PyType, base: PyType): boolean {
  let size = TypeObject.tp_basicsize(t);
  const baseSize = TypeObject.tp_basicsize(base);
  if (TypeObject.tp_itemsize(t) !== 0 || TypeObject.tp_itemsize(base) !== 0) {
    return size !== baseSize || TypeObject.tp_itemsize(t) !== TypeObject.tp_itemsize(base);
  }
  const heap = typeHas(t, Flag.HEAPTYPE);
  if (
    heap &&
    TypeObject.tp_weaklistoffset(t) !== 0 &&
    TypeObject.tp_weaklistoffset(base) === 0 &&
    TypeObject.tp_weaklistoffset(t) + 8 === size
  )
    size -= 8;
  if (
    heap &&
    TypeObject.tp_dictoffset(t) > 0 &&
    TypeObject.tp_dictoffset(base) === 0 &&
    TypeObject.tp_dictoffset(t) + 8 === size
  )
    size -= 8;
  return size !== baseSize;
}
/** The nearest base that decides the layout.  @cpython Objects/typeobject.c solid_base */
function solidBase(t: PyType): PyType {
  const base = TypeObject.tp_base(t) as PyType | 0;
  if (base === 0) return t;
  const below = solidBase(base);
  return extraFields(t, base) ? t : below;
}
/** The base whose layout instances get; NULL: layout conflict, or a base that may not be one. */
export function bestBase(bases: Ref): PyType | 0 {
  let winner: PyType | 0 = 0,
    best: PyType | 0 = 0;
  for (const base of listOf(bases)) {
    if (!typeHas(typeOf(base), Flag.TYPE)) return raise(errors.TypeError, 'bases must be types');
    if (!typeHas(base, Flag.BASETYPE)) {
      return raise(errors.TypeError, `type '${typeName(base)}' is not an acceptable base type`);
    }
    const candidate = solidBase(base);
    if (winner === 0 || isSubtype(candidate, winner)) {
      if (winner !== candidate) best = base;
      winner = candidate;
    } else if (!isSubtype(winner, candidate)) {
      return raise(errors.TypeError, 'multiple bases have instance lay-out conflict');
    }
  }
  return best;
}
