/** Fields of the exceptions whose structs the recorded layouts leave out: they follow the common head.  CPython: Include/cpython/pyerrors.h. */
import { load, storePointer } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { mayOwn, ownStruct, ssize } from '../heap/struct.js';
import { staticAllocate } from '../process/space.js';
import { profile } from '../profiles/profile.js';
import { PyException } from './exception.js';

const HEAD = PyException.$size;
export const PyUnicodeError = ownStruct(
  'UnicodeError',
  { encoding: mayOwn, object: mayOwn, start: ssize, end: ssize, reason: mayOwn },
  HEAD
);
export const PyExceptionGroup = ownStruct(
  'BaseExceptionGroup',
  profile.builtins.groupKeepsText
    ? { msg: mayOwn, excs: mayOwn, excs_str: mayOwn }
    : { msg: mayOwn, excs: mayOwn },
  HEAD
);

/** ExceptionGroup is a class of two bases, made at boot: its address lies here. */
const EXCEPTION_GROUP = staticAllocate(16);
export const exceptionGroup = (): Ref => load(EXCEPTION_GROUP) as Ref;
export const setExceptionGroup = (type: Ref): void => storePointer(EXCEPTION_GROUP, type);
