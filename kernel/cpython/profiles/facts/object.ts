/** Facts about every object: its count, its head. */
import { facts, since } from '../since.js';

export const object = facts({
  /** Objects that are never counted.  @cpython Include/refcount.h */
  immortal: since({ '2.7': false, '3.12': true }),
  /** What an immortal object's count field holds, as a signed word: 4294967295, then 3221225472. */
  immortalCount: since({ '2.7': 1, '3.12': -1, '3.14': -1073741824 }),
  /** Where the count of a static object (small int, one-character string, internal name) begins. */
  staticCount: since({ '2.7': 1, '3.11': 999999999, '3.12': -1, '3.14': -1073741824 }),
  /** Where the count of a static type, None, True begins: they are ordinary objects in 3.11. */
  singletonCount: since({ '2.7': 1, '3.12': -1, '3.14': -1073741824 }),
  /** Every interned string is immortal.  Only 3.12.1 did that. */
  internedIsImmortal: since({ '2.7': false, '3.12': true, '3.13': false }),
  /** Bytes of the GC header before a container. */
  gcHead: since({ '2.7': 32, '3.8': 16 }),
  /** Pointers before the GC header of an instance: none, dict and values (3.11), weak references and dict. */
  preHeader: since<'none' | 'dictAndValues' | 'weakrefAndDict'>({
    '2.7': 'none',
    '3.11': 'dictAndValues',
    '3.12': 'weakrefAndDict'
  }),
  /** Instances of a class over int, tuple and their like have those pointers too. */
  preHeaderBesideItems: since({ '2.7': false, '3.12': true }),
  /** What `__dictoffset__` says where the dict lies before the object: bytes from the end of the object to it, or only -1. */
  preHeaderDictOffset: since<'real' | 'sign'>({ '2.7': 'real', '3.12': 'sign' }),
  /** Classes whose instances share the keys of their dicts: all with a dict, or those with the pre-header. */
  sharesKeys: since<'anyDict' | 'preHeader'>({ '2.7': 'anyDict', '3.11': 'preHeader' }),
  /** Attribute values lie in the instance's own block. */
  inlineValues: since({ '2.7': false, '3.13': true }),
  /** Setting an unknown attribute says that there is no __dict__. */
  noDictText: since({ '2.7': false, '3.13': true }),
  /** Annotations are computed when they are asked for. */
  lazyAnnotations: since({ '2.7': false, '3.14': true }),
  /** How instantiating an abstract class fails. */
  abstractErrorText: since<'with abstract method' | 'without an implementation'>({
    '2.7': 'with abstract method',
    '3.12': 'without an implementation'
  }),
  /** tp_name of weak references. */
  weakrefTypeName: since<'weakref' | 'ReferenceType'>({ '2.7': 'weakref', '3.10': 'ReferenceType' }),
  /** Values lie inside instances of any base without items, not only of object. */
  inlineForAnyBase: since({ '2.7': false, '3.14': true }),
  /** Bytes of a types.GenericAlias. */
  genericAliasSize: since({ '2.7': 48, '3.10': 56, '3.11': 64 }),
  /** `int | str` is a union. */
  typesJoin: since({ '2.7': false, '3.10': true }),
  unionIsTyping: since({ '2.7': false, '3.14': true }),
  /** A union keeps its hashable and unhashable members apart. */
  unionKeepsHashable: since({ '2.7': false, '3.14': true }),
  /** Instances have a GC header even without slots or dict. */
  alwaysGc: since({ '2.7': false, '3.8': true }),
  /**
   * How deep deallocations nest before the next one is put aside; 0: as deep as the stack is (about 100,000).
   * 3.13 counted all C calls, of which a program's own two lie below.  @cpython Include/cpython/object.h Py_TRASHCAN_BEGIN
   */
  trashcanLimit: since({ '2.7': 50, '3.13': 9948, '3.14': 0 }),
  /** What was put aside goes when fewer deallocations than that are left.  @cpython Objects/object.c _PyTrash_end */
  trashcanEmptiedBelow: since({ '2.7': 1, '3.13': 9898 }),
  /** Exceptions without fields of their own take part.  @cpython Objects/exceptions.c BaseException_dealloc */
  exceptionsInTrashcan: since({ '2.7': false, '3.11': true }),
  /** The MRO error has its line end. */
  mroErrorEndsLine: since({ '2.7': true, '3.14': false }),
  /** Deleting an attribute that is not there names the type. */
  deletionNamesType: since({ '2.7': false, '3.11': true })
});
