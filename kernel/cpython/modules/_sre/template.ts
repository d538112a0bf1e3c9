/** Replacement templates: texts between groups.  CPython: Modules/_sre/sre.c (3.12+); before, Lib/sre_parse.py. */
import { load, store, storePointer } from '../../heap/memory.js';
import { ABSENT, NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { borrows, mayOwn } from '../../heap/struct.js';
import { callMethod, callWith } from '../../abstract/call.js';
import { compileHook } from '../../abstract/compile-hook.js';
import { defineType } from '../../abstract/define.js';
import { thenFree } from '../../abstract/fields.js';
import { getAttr } from '../../abstract/object.js';
import { bytesLength, isBytes, newBytes } from '../../include/bytes.js';
import { asIndex, isInt } from '../../include/int.js';
import { isList, listAppend, listItem, newList } from '../../include/list.js';
import { EMPTY, identifier, isStr, strLength } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { newVarObject } from '../../object/create.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { track, untrack } from '../../object/gchead.js';
import { ob_size, setSize, typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { join as joinStrs } from '../../types/str/split.js';
import { MARKS, Match, TEMPLATE_ITEMS, Template, Template_Type, slice } from './objects.js';

const groupIn = (self: Ref, i: number): number => load(self + TEMPLATE_ITEMS + i * 16);
const literalIn = (self: Ref, i: number): Ref | 0 => load(self + TEMPLATE_ITEMS + i * 16 + 8) as Ref | 0;
const isEmpty = (o: Ref): boolean => (isStr(o) && strLength(o) === 0) || (isBytes(o) && bytesLength(o) === 0);

/** `_sre.template(pattern, [text, group, text ...])`.  @cpython Modules/_sre/sre.c _sre_template_impl */
export function newTemplate(_module: Ref, _pattern: Ref, parts: Ref): Answer {
  const bad = (): 0 => raise(errors.TypeError, 'invalid template');
  if (!isList(parts)) return bad();
  const size = ob_size(parts);
  if (size % 2 === 0) return bad();
  const count = (size - 1) / 2;
  const self = newVarObject<'SRE_Template'>(Template_Type, count);
  if (self === 0) return NULL;
  Template.chunks.set(self, size);
  Template.literal.set(self, newRef(listItem(parts, 0)));
  for (let i = 0; i < count; i++) {
    const number = listItem(parts, 2 * i + 1);
    const group = isInt(number) ? asIndex(number) : -1;
    if (group === null || group < 0) {
      setSize(self, i);
      track(self);
      decref(self);
      return group === null ? NULL : bad();
    }
    const at = self + TEMPLATE_ITEMS + i * 16;
    store(at, group);
    const literal = listItem(parts, 2 * i + 2);
    if (isEmpty(literal)) Template.chunks.set(self, Template.chunks(self) - 1);
    storePointer(at + 8, isEmpty(literal) ? 0 : newRef(literal));
  }
  track(self);
  return self;
}
/** The text of a template without groups, borrowed; 0: it has some. */
export const plainText = (template: Ref): Ref | 0 =>
  ob_size(template) === 0 ? Template.literal(template) : 0;

/** A template filled in from a match.  @cpython Modules/_sre/sre.c expand_template */
export function fill(template: Ref, match: Ref): Result {
  const literal = Template.literal(template) as Ref;
  if (ob_size(template) === 0) return newRef(literal);
  const list = newList(0);
  if (list === NULL) return NULL;
  const add = (o: Owned): boolean => listAppend(list, o) !== NULL;
  let ok = add(newRef(literal));
  for (let i = 0; i < ob_size(template) && ok; i++) {
    const group = groupIn(template, i);
    if (group >= Match.groups(match)) {
      decref(list);
      return raise(errors.IndexError, 'no such group');
    }
    const from = load(match + MARKS + group * 16),
      to = load(match + MARKS + group * 16 + 8);
    if (from >= 0) {
      const text = slice(Match.string(match) as Ref, from, to);
      ok = text !== NULL && add(text);
    }
    const after = literalIn(template, i);
    if (ok && after !== 0) ok = add(newRef(after));
  }
  const joined = ok ? joinAll(list, isStr(literal)) : NULL;
  decref(list);
  return joined;
}
const JOIN = identifier('join');
/** The items of a list as one str or bytes. */
export function joinAll(list: Ref, isText: boolean): Result {
  if (isText) return finish(joinStrs(EMPTY, list));
  const nothing = newBytes(new Uint8Array(0));
  if (nothing === NULL) return NULL;
  const joined = finish(callMethod(nothing, JOIN, list));
  decref(nothing);
  return joined;
}

const RE = identifier('re');
/** A function of the module `re`. */
function functionOfRe(name: Ref): Result {
  const module = finish(compileHook.importModule(RE, 0, 0, 0, 0));
  if (module === NULL) return NULL;
  const found = finish(getAttr(module, name));
  decref(module);
  return found;
}
const HAS_TEMPLATES = profile.sre.hasTemplates;
const COMPILE = HAS_TEMPLATES ? identifier('_compile_template') : identifier('_subx'),
  EXPAND = identifier('_expand');
/** A replacement with escapes, made ready by the module `re`: a Template (3.12+), a function or a text.  @cpython compile_template */
export function compileTemplate(pattern: Ref, text: Ref): Answer {
  const f = functionOfRe(COMPILE);
  if (f === NULL) return NULL;
  const answer = callWith(f, pattern, text);
  decref(f);
  return answer;
}
/** TypeError... of a replacement that was not made into a template.  @cpython compile_template */
export function isTemplate(o: Ref): boolean {
  if (typeOf(o) === Template_Type) return true;
  raise(
    errors.RuntimeError,
    `the result of compiling a replacement string is ${typeName(typeOf(o))}, not Template`
  );
  return false;
}

const Expanding = nativeFrame(
  'Match.expand',
  { match: borrows /* the caller's argument */, template: mayOwn },
  (frame, answer): Answer => {
    if (answer === NULL || answer === ABSENT) return NULL;
    Expanding.template.set(frame, answer as Owned);
    if (!isTemplate(answer as Ref)) return NULL;
    return fill(answer as Ref, Expanding.match(frame) as Ref);
  }
);
/** `match.expand(template)`.  @cpython Modules/_sre/sre.c _sre_SRE_Match_expand_impl */
export function expand(match: Ref, text: Ref): Answer {
  const pattern = Match.pattern(match) as Ref;
  if (HAS_TEMPLATES) {
    const frame = Expanding.enter();
    Expanding.match.set(frame, match);
    return beginNative(frame, compileTemplate(pattern, text));
  }
  const f = functionOfRe(EXPAND);
  if (f === NULL) return NULL;
  const answer = callWith(f, pattern, match, text);
  decref(f);
  return answer;
}

export const template = defineType({
  name: '_sre.SRE_Template',
  type: Template_Type,
  struct: Template,
  itemsize: 16,
  noNew: true,
  gc: true,
  versions: '3.12-',
  traverse(self, visit) {
    visit(Template.literal(self));
    for (let i = 0; i < ob_size(self); i++) visit(literalIn(self, i));
  },
  owned(self, visit) {
    const literal = Template.literal(self);
    if (literal !== 0) visit(literal, '.literal', 'other');
    for (let i = 0; i < ob_size(self); i++) {
      const after = literalIn(self, i);
      if (after !== 0) visit(after, `[${i}]`, 'item');
    }
  },
  dealloc(self) {
    untrack(self);
    thenFree(self);
    for (let i = ob_size(self) - 1; i >= 0; i--) thenRelease(literalIn(self, i) as Owned | 0);
    thenRelease(take(self, Template.literal));
  }
});
