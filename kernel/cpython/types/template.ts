/** Template and Interpolation: what a t-string makes, and an iterator over its parts.  CPython: Objects/templateobject.c, interpolationobject.c. */
import type { Address } from '../heap/memory.js';
import {
  ABSENT,
  NULL,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { int32, mayOwn, structAt } from '../heap/struct.js';
import { classGetitem } from '../abstract/class-getitem.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { importedAttribute } from '../abstract/imported.js';
import { hasKeywords } from '../abstract/keywords.js';
import { reprOf } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { EMPTY, identifier, isStr, latin1, newStr, strLength, toHost } from '../include/str.js';
import { None } from '../include/singletons.js';
import { genericAlloc } from '../include/subclass.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../include/tuple.js';
import { staticType, typeName, type PyType } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';

export const PyTemplate_Type = staticType();
export const PyInterpolation_Type = staticType();
const PyTemplateIter_Type = staticType();
const Template = structAt(
  'string.templatelib.Template',
  { strings: mayOwn, interpolations: mayOwn },
  { strings: 16, interpolations: 24 },
  32
);
const Interpolation = structAt(
  'string.templatelib.Interpolation',
  { value: mayOwn, expression: mayOwn, conversion: mayOwn, format_spec: mayOwn },
  { value: 16, expression: 24, conversion: 32, format_spec: 40 },
  48
);
const TemplateIter = structAt(
  'string.templatelib.TemplateIter',
  { template: mayOwn, position: int32 },
  { template: 16, position: 24 },
  32
);
const { strings, interpolations } = Template,
  { value, expression, conversion, format_spec } = Interpolation;

/** A template of a tuple of strings and a tuple of interpolations, one fewer; both stolen.  @cpython Objects/templateobject.c _PyTemplate_Build */
export function newTemplate(texts: Owned, parts: Owned): Result {
  const self = genericAlloc(PyTemplate_Type, 0);
  if (self === 0) {
    decref(texts);
    decref(parts);
    return NULL;
  }
  strings.set(self, texts);
  interpolations.set(self, parts);
  return self;
}
/** None, then the cached characters of `!s`, `!r` and `!a`. */
const CONVERSIONS = [None, ...Array.from('sra', c => latin1(c.charCodeAt(0)))];
/** An interpolation; all lent, `spec` may be NULL.  `how`: 0 none, 1 s, 2 r, 3 a.  @cpython _PyInterpolation_Build */
export function newInterpolation(of: Ref, text: Ref, how: number, spec: Ref | 0): Result {
  return build(PyInterpolation_Type, of, text, CONVERSIONS[how]!, spec === 0 ? EMPTY : spec);
}
function build(type: PyType, of: Ref, text: Ref, how: Ref, spec: Ref): Result {
  const self = genericAlloc(type, 0);
  if (self === 0) return NULL;
  value.set(self, newRef(of));
  expression.set(self, newRef(text));
  conversion.set(self, newRef(how));
  format_spec.set(self, newRef(spec));
  return self;
}
function construct(type: Ref, of: Ref, text: Ref | 0, how: Ref | 0, spec: Ref | 0): Answer {
  for (const [name, o] of [
    ['expression', text],
    ['conversion', how === None ? 0 : how],
    ['format_spec', spec]
  ] as const) {
    if (o !== 0 && !isStr(o)) {
      return raise(
        errors.TypeError,
        `Interpolation() argument '${name}' must be str, not ${typeName(typeOf(o))}`
      );
    }
  }
  if (how !== 0 && how !== None && !['s', 'a', 'r'].includes(toHost(how)))
    return raise(errors.ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  return build(type as PyType, of, text || EMPTY, (how || None) as Ref, spec || EMPTY);
}

/** Texts and interpolations in any order: neighbouring texts become one.  @cpython Objects/templateobject.c template_new */
function make(_type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames)) return raise(errors.TypeError, 'Template.__new__ only accepts *args arguments');
  const texts: string[] = [''];
  const parts: Ref[] = [];
  for (let i = 0; i < nargs; i++) {
    const part = argumentAt(argv, i);
    if (isStr(part)) texts[texts.length - 1] += toHost(part);
    else if (typeOf(part) === PyInterpolation_Type) {
      parts.push(part);
      texts.push('');
    } else {
      return raise(
        errors.TypeError,
        `Template.__new__ *args need to be of type 'str' or 'Interpolation', got ${typeName(typeOf(part))}`
      );
    }
  }
  return templateOf(
    packTuple(...texts.map(text => newStr(text))),
    packTuple(...parts.map(part => newRef(part)))
  );
}
function templateOf(texts: Result, parts: Result): Answer {
  if (texts !== NULL && parts !== NULL) return newTemplate(texts, parts);
  if (texts !== NULL) decref(texts);
  if (parts !== NULL) decref(parts);
  return NULL;
}
/** @cpython Objects/templateobject.c _PyTemplate_Concat */
function concat(left: Ref, right: Ref): Answer {
  if (typeOf(left) !== PyTemplate_Type || typeOf(right) !== PyTemplate_Type) {
    return raise(
      errors.TypeError,
      `can only concatenate string.templatelib.Template (not "${typeName(typeOf(right))}") to string.templatelib.Template`
    );
  }
  const [a, b] = [itemsOf(strings(left) as Ref), itemsOf(strings(right) as Ref)];
  const middle = newStr(toHost(a.pop() as Ref) + toHost(b.shift() as Ref));
  const texts = packTuple(...a.map(o => newRef(o)), middle, ...b.map(o => newRef(o)));
  const parts = [left, right].flatMap(t => itemsOf(interpolations(t) as Ref));
  return templateOf(texts, packTuple(...parts.map(o => newRef(o))));
}
const itemsOf = (tuple: Ref): Ref[] => Array.from({ length: ob_size(tuple) }, (_, i) => tupleItem(tuple, i));
function values(self: Ref): Answer {
  const parts = interpolations(self) as Ref;
  const tuple = newTuple(ob_size(parts));
  if (tuple === NULL) return NULL;
  for (let i = 0; i < ob_size(parts); i++) setTupleItem(tuple, i, newRef(value(tupleItem(parts, i)) as Ref));
  trackTuple(tuple);
  return tuple;
}
function templateRepr(self: Ref): Answer {
  const texts = reprOf(strings(self) as Ref);
  const parts = texts === null ? null : reprOf(interpolations(self) as Ref);
  return parts === null ? NULL : newStr(`Template(strings=${texts}, interpolations=${parts})`);
}
function interpolationRepr(self: Ref): Answer {
  const shown: string[] = [];
  for (const field of [value, expression, conversion, format_spec]) {
    const text = reprOf(field(self) as Ref);
    if (text === null) return NULL;
    shown.push(text);
  }
  return newStr(`Interpolation(${shown.join(', ')})`);
}
const LIBRARY = identifier('string.templatelib'),
  UNPICKLE = identifier('_template_unpickle');
function reduceTemplate(self: Ref): Answer {
  const loader = importedAttribute(LIBRARY, UNPICKLE);
  if (loader === NULL) return NULL;
  const state = packTuple(newRef(strings(self) as Ref), newRef(interpolations(self) as Ref));
  return packTuple(loader, state);
}

function iterate(self: Ref): Answer {
  const it = genericAlloc(PyTemplateIter_Type, 0);
  if (it !== 0) TemplateIter.template.set(it, newRef(self));
  return it;
}
/** Texts and interpolations by turns; empty texts are passed over.  @cpython Objects/templateobject.c templateiter_next */
function next(it: Ref): Maybe {
  const self = TemplateIter.template(it) as Ref;
  for (;;) {
    const position = TemplateIter.position(it),
      isText = position % 2 === 0,
      from = (isText ? strings(self) : interpolations(self)) as Ref,
      index = position >> 1;
    if (index >= ob_size(from)) return ABSENT;
    TemplateIter.position.set(it, position + 1);
    const part = tupleItem(from, index);
    if (!isText || strLength(part) > 0) return newRef(part);
  }
}
const NAMES = ['value', 'expression', 'conversion', 'format_spec'];

export const template = defineType({
  name: 'string.templatelib.Template',
  type: PyTemplate_Type,
  versions: '3.14-',
  struct: Template,
  gc: true,
  doc: 'Template object',
  ...owning([strings, interpolations]),
  new: make,
  repr: templateRepr,
  iter: iterate,
  slots: { sq_concat: concat },
  members: {
    strings: { type: 'object', offset: strings.offset, readonly: true, doc: 'Strings' },
    interpolations: {
      type: 'object',
      offset: interpolations.offset,
      readonly: true,
      doc: 'Interpolations'
    }
  },
  getset: { values: { doc: 'Values of interpolations', get: values } },
  methods: {
    __reduce__: { signature: '($self, /)', doc: '', call: reduceTemplate },
    __class_getitem__: classGetitem
  }
});
export const interpolation = defineType({
  name: 'string.templatelib.Interpolation',
  type: PyInterpolation_Type,
  versions: '3.14-',
  struct: Interpolation,
  gc: true,
  doc: 'Interpolation object',
  ...owning([value, expression, conversion, format_spec]),
  construct: {
    signature:
      '($type, /, value, expression=<unrepresentable>, conversion=None, format_spec=<unrepresentable>)',
    call: construct as never
  },
  repr: interpolationRepr,
  members: Object.fromEntries(
    NAMES.map((name, i) => [name, { type: 'object' as const, offset: 16 + 8 * i, readonly: true }])
  ),
  constants: { __match_args__: () => packTuple(...NAMES.map(name => newRef(identifier(name)))) as Owned },
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: '',
      call: self =>
        packTuple(
          newRef(typeOf(self)),
          packTuple(...[value, expression, conversion, format_spec].map(field => newRef(field(self) as Ref)))
        )
    },
    __class_getitem__: classGetitem
  }
});
export const templateIterator = defineType({
  name: 'string.templatelib.TemplateIter',
  type: PyTemplateIter_Type,
  versions: '3.14-',
  struct: TemplateIter,
  gc: true,
  noNew: true,
  ...owning([TemplateIter.template]),
  iter: self => newRef(self),
  iternext: next
});
