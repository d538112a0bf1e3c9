/** None, Ellipsis and NotImplemented.  CPython: Objects/object.c, Objects/sliceobject.c. */
import type { Answer, Ref } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { warn } from '../abstract/warn.js';
import {
  Ellipsis,
  Ellipsis_Type,
  NotImplemented,
  NotImplemented_Type,
  None,
  None_Type
} from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { typeName } from '../include/type.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { hashIs } from '../object/hash.js';
import type { PyType } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';

const TEXT = {
  none: identifier('None'),
  ellipsis: identifier('Ellipsis'),
  notImplemented: identifier('NotImplemented')
};

/** A type whose call gives its only instance. */
const only = (instance: Ref) => ({
  new: (type: PyType, _argv: number, nargs: number, kwnames: Ref | 0): Answer =>
    nargs > 0 || kwnames !== 0
      ? raise(errors.TypeError, `${typeName(type)} takes no arguments`)
      : newRef(instance)
});

const truth = {
  true: (): boolean | null => true,
  warn: (): boolean | null =>
    warn(errors.DeprecationWarning, 'NotImplemented should not be used in a boolean context') ? true : null,
  error: (): boolean | null =>
    raiseNull(errors.TypeError, 'NotImplemented should not be used in a boolean context')
}[profile.scalars.notImplementedTruth];

/** From 3.12 the same in every process.  @cpython Objects/object.c none_hash */
const NONE_HASH = profile.scalars.noneHash;

export const noneType = defineType({
  name: 'NoneType',
  type: None_Type,
  basicsize: 16,
  doc: 'The type of None.',
  ...only(None),
  hash: NONE_HASH === 0 ? 'identity' : () => hashIs(NONE_HASH, 0),
  repr: () => newRef(TEXT.none),
  slots: { nb_bool: () => false }
});

export const ellipsis = defineType({
  name: 'ellipsis',
  type: Ellipsis_Type,
  basicsize: 16,
  doc: 'The type of Ellipsis.',
  new: (_type, _argv, nargs, kwnames) =>
    nargs > 0 || kwnames !== 0
      ? raise(errors.TypeError, 'EllipsisType takes no arguments')
      : newRef(Ellipsis),
  repr: () => newRef(TEXT.ellipsis),
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: 'The name under which it is found again.',
      call: () => newRef(TEXT.ellipsis)
    }
  }
});

export const notImplementedType = defineType({
  name: 'NotImplementedType',
  type: NotImplemented_Type,
  basicsize: 16,
  doc: 'The type of NotImplemented.',
  ...only(NotImplemented),
  repr: () => newRef(TEXT.notImplemented),
  slots: { nb_bool: truth },
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: 'The name under which it is found again.',
      call: () => newRef(TEXT.notImplemented)
    }
  }
});
