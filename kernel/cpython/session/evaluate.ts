/** What an expression before the cursor means, as far as memory says: names, attributes, items; nothing is called. */
import type { Ref } from '../heap/reference.js';
import { intToBigInt, isExactInt } from '../include/int.js';
import { PyBytes_Type } from '../include/bytes.js';
import { PyComplex_Type } from '../include/complex.js';
import { PyDict_Type, dictNext, isExactDict } from '../include/dict.js';
import { PyFloat_Type } from '../include/float.js';
import { PyLong_Type } from '../include/int.js';
import { PyList_Type, isExactList, listItem } from '../include/list.js';
import { PySet_Type } from '../include/set.js';
import { PyUnicode_Type, isExactStr, toHost } from '../include/str.js';
import { PyTuple_Type, isExactTuple, tupleItem } from '../include/tuple.js';
import { PyType_Type } from '../include/object.js';
import type { PyType } from '../include/type.js';
import { ob_size } from '../object/header.js';
import { builtinsRoot } from '../interp/builtins-root.js';
import { attribute, attributeOfInstances, isType, named, type Attribute } from '../inspect/attributes.js';
import { opening, type Scanned } from './scan.js';

/** An object there is; or any instance of a class, of which only the class is known. */
export type Known =
  (Attribute & { readonly instanceOf?: undefined }) | { readonly object: null; readonly instanceOf: PyType };

const instance = (t: PyType): Known => ({ object: null, instanceOf: t });
const found = (object: Ref | 0): Known | null =>
  object === 0 ? null : { object, standsFor: 'value', owner: null };

/** `name` as code at module level finds it: a global, or a builtin. */
export const globalNamed = (globals: Ref, name: string): Known | null =>
  found(named(globals, name) || named(builtinsRoot.dict(), name));

/** `of.name`; null: memory does not say. */
export function attributeOf(of: Known, name: string): Known | null {
  if (of.object === null) return attributeOfInstances(of.instanceOf, name);
  return of.standsFor === 'value' ? attribute(of.object, name) : null;
}

/** The expression that ends with token `last`: null where memory does not say what it is. */
export function evaluate(tokens: readonly Scanned[], last: number, globals: Ref): Known | null {
  const token = tokens[last];
  if (token === undefined) return null;
  const { kind, text } = token;
  if (kind === 'name') {
    if (!isDot(tokens[last - 1])) return globalNamed(globals, text);
    const of = evaluate(tokens, last - 2, globals);
    return of === null ? null : attributeOf(of, text);
  }
  if (kind === 'string') return instance(/^\w*[bB]/.test(text) ? PyBytes_Type : PyUnicode_Type);
  if (kind === 'number') return instance(typeOfNumber(text));
  if (kind !== 'operator' || !')]}'.includes(text)) return null;
  const open = opening(tokens, last);
  if (open < 0) return null;
  if (text === '}') return instance(isDictDisplay(tokens, open, last) ? PyDict_Type : PySet_Type);
  const of = open > 0 && endsOperand(tokens[open - 1]!);
  if (text === ']') {
    if (!of) return instance(PyList_Type);
    const container = evaluate(tokens, open - 1, globals);
    return container?.object == null || container.standsFor !== 'value'
      ? null
      : itemOf(container.object, tokens.slice(open + 1, last), globals);
  }
  if (of) return called(evaluate(tokens, open - 1, globals));
  if (last === open + 1 || hasComma(tokens, open, last)) return instance(PyTuple_Type);
  return isOperand(tokens, open + 1, last - 1) ? evaluate(tokens, last - 1, globals) : null;
}
export const isDot = (token: Scanned | undefined): boolean =>
  token?.kind === 'operator' && token.text === '.';

function typeOfNumber(text: string): PyType {
  if (/[jJ]$/.test(text)) return PyComplex_Type;
  return /^0[xXoObB]/.test(text) || !/[.eE]/.test(text) ? PyLong_Type : PyFloat_Type;
}
const WORDS = new Set(
  'and as assert await case del elif else except for from if import in is lambda not or raise return while with yield'.split(
    ' '
  )
);
/** Whether what follows a token is an index or a call of it, and not a display. */
export function endsOperand({ kind, text }: Scanned): boolean {
  if (kind === 'name') return !WORDS.has(text);
  return kind === 'string' || (kind === 'operator' && ')]}'.includes(text));
}
/** Whether the tokens are one operand with its attributes, items and calls. */
function isOperand(tokens: readonly Scanned[], first: number, last: number): boolean {
  let at = last;
  while (at >= first) {
    const token = tokens[at]!;
    if (token.kind === 'operator') {
      const open = opening(tokens, at);
      if (open < 0 || open === at) return false;
      if (open === first) return true;
      at = endsOperand(tokens[open - 1]!) ? open - 1 : open - 2;
      continue;
    }
    if (at === first) return true;
    if (!isDot(tokens[at - 1])) return false;
    at -= 2;
  }
  return false;
}
function topLevel(tokens: readonly Scanned[], open: number, close: number, sign: string): boolean {
  let depth = 0;
  for (let i = open + 1; i < close; i++) {
    const { kind, text } = tokens[i]!;
    if (kind !== 'operator') continue;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    else if (depth === 0 && text === sign) return true;
  }
  return false;
}
const hasComma = (tokens: readonly Scanned[], open: number, close: number): boolean =>
  topLevel(tokens, open, close, ',');
const isDictDisplay = (tokens: readonly Scanned[], open: number, close: number): boolean =>
  close === open + 1 || topLevel(tokens, open, close, ':') || topLevel(tokens, open, close, '**');

/** What calling it gives: of a class an instance, by custom; of anything else nobody knows. */
function called(callee: Known | null): Known | null {
  if (callee?.object == null || !isType(callee.object) || callee.object === PyType_Type) return null;
  return callee.standsFor === 'value' ? instance(callee.object) : null;
}

/** An item of an exact list, tuple or dict under a literal index or key. */
function itemOf(container: Ref, index: readonly Scanned[], globals: Ref): Known | null {
  const key = literalOf(index) ?? nameOf(index, globals);
  if (key === null) return null;
  if (isExactDict(container)) {
    for (let item = dictNext(container, 0); item !== null; item = dictNext(container, item.next))
      if (plainKey(item.key) === key) return found(item.value);
    return null;
  }
  if (typeof key !== 'bigint') return null;
  const isList = isExactList(container);
  if (!isList && !isExactTuple(container)) return null;
  const size = ob_size(container);
  const i = Number(key < 0n ? key + BigInt(size) : key);
  if (i < 0 || i >= size) return null;
  return found(isList ? listItem(container, i) : tupleItem(container, i));
}
/** An int or a str as a host value, comparable with ===. */
function plainKey(o: Ref): bigint | string | null {
  if (isExactInt(o)) return intToBigInt(o);
  return isExactStr(o) ? toHost(o) : null;
}
function literalOf(tokens: readonly Scanned[]): bigint | string | null {
  const [first, second] = tokens;
  if (tokens.length === 1 && first?.kind === 'number' && /^\d+$/.test(first.text)) return BigInt(first.text);
  if (tokens.length === 2 && first?.text === '-' && second !== undefined && /^\d+$/.test(second.text))
    return -BigInt(second.text);
  if (tokens.length !== 1 || first?.kind !== 'string') return null;
  return /^(['"])([^\\]*)\1$/s.exec(first.text)?.[2] ?? null;
}
function nameOf(tokens: readonly Scanned[], globals: Ref): bigint | string | null {
  if (tokens.length !== 1 || tokens[0]!.kind !== 'name') return null;
  const value = globalNamed(globals, tokens[0]!.text);
  return value?.object == null ? null : plainKey(value.object);
}
