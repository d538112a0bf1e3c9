/** What the word at the cursor is: signature, type, size, count, docstring; read from memory, nothing is run.  CPython: Lib/inspect.py. */
import type { Ref } from '../heap/reference.js';
import type { InspectValue } from '../../wire/events.js';
import { builtinSize, sizeBefore } from '../abstract/size.js';
import { isModule } from '../include/module.js';
import type { PyType } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { isImmortal } from '../object/refcount.js';
import { holdersOf, refcountOf } from '../inspect/holders.js';
import { fullName, shortRepr, word } from '../inspect/words.js';
import { isType } from '../inspect/attributes.js';
import { docstringOf } from './docstring.js';
import { endsOperand, evaluate, isDot, type Known } from './evaluate.js';
import { parametersOf, type Parameter } from './parameters.js';
import { innermost, opening, scan, type Scanned } from './scan.js';
import { sourceOf } from './source-of.js';

/** An expression of the text and what it is. */
interface Place {
  readonly text: string;
  readonly known: Known;
}
/** The word at the cursor, with what it is an attribute of; else the function whose arguments the cursor is among. */
function placeAt(code: string, cursor: number, globals: Ref): Place | null {
  const rest = /^\p{XID_Continue}*/u.exec(code.slice(cursor))![0].length;
  const { tokens, inside } = scan(code.slice(0, cursor + rest));
  if (inside === 'comment') return null;
  const last = tokens.at(-1);
  const isWord = inside === 'code' && last?.kind === 'name' && last.end === cursor + rest;
  const found = isWord ? placeOf(code, tokens, tokens.length - 1, globals) : null;
  if (found !== null) return found;
  for (let open = innermost(tokens, tokens.length); open > 0; open = innermost(tokens, open)) {
    if (tokens[open]!.text !== '(' || !endsOperand(tokens[open - 1]!)) continue;
    return placeOf(code, tokens, open - 1, globals);
  }
  return null;
}
function placeOf(code: string, tokens: readonly Scanned[], last: number, globals: Ref): Place | null {
  const known = evaluate(tokens, last, globals);
  const text = code.slice(tokens[firstOf(tokens, last)]!.start, tokens[last]!.end);
  return known === null ? null : { text, known };
}
/** The token with which the operand begins that ends with token `last`. */
function firstOf(tokens: readonly Scanned[], last: number): number {
  let at = last;
  for (;;) {
    if (tokens[at]!.kind === 'operator') {
      const open = opening(tokens, at);
      if (open < 0) return at;
      if (open === 0 || !endsOperand(tokens[open - 1]!)) at = open;
      else {
        at = open - 1;
        continue;
      }
    }
    if (!isDot(tokens[at - 1]) || at < 2) return at;
    at -= 2;
  }
}

/** `(eggs, ham=1, /, *, lettuce)` */
function signatureText(parameters: readonly Parameter[]): string {
  const parts: string[] = [];
  for (const [i, { name, kind, otherwise }] of parameters.entries()) {
    const before = parameters[i - 1]?.kind;
    if (before === 'positional' && kind !== 'positional') parts.push('/');
    if (kind === 'keyword' && before !== 'keyword' && before !== 'stars') parts.push('*');
    const value = typeof otherwise === 'number' ? word(otherwise) : otherwise;
    parts.push(value === undefined ? name : `${name}=${value}`);
  }
  if (parameters.at(-1)?.kind === 'positional') parts.push('/');
  return `(${parts.join(', ')})`;
}

type Fact = readonly [name: string, text: string];
function countText(o: Ref): string {
  if (isImmortal(o)) return 'immortal, not counted';
  const count = refcountOf(o);
  return `${count} reference${count === 1 ? '' : 's'}`;
}
/** What there is to say of an object in memory, a line each. */
function facts(o: Ref, known: Known): Fact[] {
  const found: Fact[] = [['Type', fullName(typeOf(o))]];
  const value = shortRepr(o);
  if (!value.startsWith('<')) found.push(['Value', value]);
  found.push(['Size', `${builtinSize(o) + sizeBefore(o)} bytes`]);
  found.push(['Count', countText(o)]);
  found.push(['Address', `0x${o.toString(16)}`]);
  if (known.object !== null && known.owner !== null) {
    const owner = fullName(known.owner);
    const how = known.standsFor === 'computed' ? ': its value is computed when it is read' : '';
    found.push(['Found in', `class ${owner}${how}`]);
  }
  return found;
}
function documentation(o: Ref): Fact | null {
  const own = docstringOf(o);
  if (own !== '') return ['Docstring', own];
  const t = typeOf(o);
  if (isType(o) || isModule(o) || parametersOf({ object: o, standsFor: 'value', owner: null }) !== null)
    return null;
  const ofClass = docstringOf(t);
  return ofClass === '' ? null : ['Class docstring', ofClass];
}

interface Report {
  readonly signature: string | null;
  readonly facts: readonly Fact[];
  /** Texts of many lines: docstring, source, holders. */
  readonly texts: readonly Fact[];
}
function report({ text, known }: Place, detail: 0 | 1): Report {
  const parameters = parametersOf(known);
  const signature = parameters === null ? null : text.replace(/\s*\n\s*/g, ' ') + signatureText(parameters);
  if (known.object === null) return ofAnyInstance(known.instanceOf, signature);
  const { object } = known;
  const texts: (Fact | null)[] = [documentation(object)];
  if (detail === 1) {
    const source = sourceOf(object);
    texts.push(source === null ? null : ['Source', source]);
    texts.push([
      'Held by',
      holdersOf(object)
        .map(({ label }) => label)
        .join('\n')
    ]);
  }
  return { signature, facts: facts(object, known), texts: texts.filter(one => one !== null) };
}
/** Of a value that is not there yet only the class is known. */
function ofAnyInstance(t: PyType, signature: string | null): Report {
  const doc = docstringOf(t);
  return { signature, facts: [['Type', fullName(t)]], texts: doc === '' ? [] : [['Class docstring', doc]] };
}

/** In two columns, texts below their names. */
function plain({ signature, facts, texts }: Report): string {
  const lines: Fact[] = signature === null ? [...facts] : [['Signature', signature], ...facts];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  const rows = lines.map(([name, text]) => `${name}:`.padEnd(width) + text);
  return [...rows, ...texts.map(([name, text]) => `${name}:\n${text}`)].join('\n');
}
function markdown({ signature, facts, texts }: Report): string {
  const parts = signature === null ? [] : [fenced(signature, 'python')];
  parts.push(facts.map(([name, text]) => `- **${name}:** ${inline(text)}`).join('\n'));
  for (const [name, text] of texts)
    parts.push(`**${name}**`, fenced(text, name === 'Source' ? 'python' : 'text'));
  return parts.join('\n\n');
}
const longestTicks = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestTicks(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}
function inline(text: string): string {
  const ticks = '`'.repeat(longestTicks(text) + 1);
  return ticks.length === 1 ? `${ticks}${text}${ticks}` : `${ticks} ${text} ${ticks}`;
}

/** The answer to `inspect`; `cursor` in UTF-16 units.  With `detail` 1 also the source, and who holds the object. */
export function inspect(code: string, cursor: number, detail: 0 | 1, globals: Ref): InspectValue {
  const place = placeAt(code, cursor, globals);
  if (place === null) return { type: 'inspect', found: false, data: {} };
  const found = report(place, detail);
  return {
    type: 'inspect',
    found: true,
    data: { 'text/plain': plain(found), 'text/markdown': markdown(found) }
  };
}
