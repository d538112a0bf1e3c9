/** What may stand at the cursor: keywords, names, attributes, modules, keyword arguments, keys.  Nothing is run, no count moves. */
import type { Ref } from '../heap/reference.js';
import type { CompleteValue } from '../../wire/events.js';
import { grammarOf } from '../syntax/grammar.js';
import { realm } from '../profiles/realm.js';
import { exists } from '../profiles/profile.js';
import { declaredModules } from '../abstract/define.js';
import { PyCFunction_Type } from '../include/builtin.js';
import { isExactDict } from '../include/dict.js';
import {
  PyClassMethod_Type,
  PyGetSetDescr_Type,
  PyMemberDescr_Type,
  PyProperty_Type,
  PyStaticMethod_Type
} from '../include/descriptor.js';
import { PyFunction_Type, PyMethod_Type } from '../include/function.js';
import { isModule, moduleDict } from '../include/module.js';
import { toHost } from '../include/str.js';
import { typeOf } from '../object/header.js';
import { builtinsRoot } from '../interp/builtins-root.js';
import {
  attributesOf,
  attributesOfInstances,
  inClasses,
  isType,
  named,
  namesIn
} from '../inspect/attributes.js';
import { namesOfBuiltin } from './builtin-modules.js';
import { endsOperand, evaluate, isDot } from './evaluate.js';
import { findSource, moduleNames } from './find-source.js';
import { parametersOf } from './parameters.js';
import { innermost, scan, type Scanned } from './scan.js';

type Match = CompleteValue['matches'][number];
const KEYWORDS: readonly string[] = [...grammarOf(realm.version.key).keywords.keys()];

const FUNCTIONS: ReadonlySet<number> = new Set([
  PyFunction_Type,
  PyMethod_Type,
  PyCFunction_Type,
  PyClassMethod_Type,
  PyStaticMethod_Type
]);
/** What kind of thing a match is, in the words of Jupyter's clients. */
function kindOf(o: Ref): string {
  const t = typeOf(o);
  if (isType(o)) return 'class';
  if (isModule(o)) return 'module';
  if (t === PyProperty_Type || t === PyGetSetDescr_Type || t === PyMemberDescr_Type) return 'property';
  return FUNCTIONS.has(t) || inClasses(t, '__call__') !== null ? 'function' : 'instance';
}
const matchesOf = (names: Iterable<readonly [string, Ref]>): Match[] =>
  Array.from(names, ([text, o]) => ({ text, type: kindOf(o) }));
const ofType = (texts: Iterable<string>, type: string): Match[] =>
  Array.from(texts, text => ({ text, type }));

function* texts(dict: Ref): Generator<[string, Ref]> {
  for (const [name, value] of namesIn(dict)) yield [toHost(name), value];
}

/** Every name that code at module level can use. */
function visibleNames(globals: Ref): Match[] {
  const names = new Map([...texts(builtinsRoot.dict()), ...texts(globals)]);
  return [
    ...matchesOf(names),
    ...ofType(
      KEYWORDS.filter(word => !names.has(word)),
      'keyword'
    )
  ];
}

/** `name=` for the parameters of the call in whose brackets the cursor is, if an argument begins here. */
function keywordArguments(tokens: readonly Scanned[], globals: Ref): Match[] {
  const open = innermost(tokens, tokens.length);
  const before = tokens.at(-1);
  if (open < 1 || tokens[open]!.text !== '(' || (before!.text !== '(' && before!.text !== ',')) return [];
  if (!endsOperand(tokens[open - 1]!) || isDefinition(tokens, open)) return [];
  const callee = evaluate(tokens, open - 1, globals);
  const parameters = callee === null ? null : parametersOf(callee);
  if (parameters === null) return [];
  const given = new Set(
    tokens.slice(open).flatMap((token, i) => (tokens[open + i + 1]?.text === '=' ? [token.text] : []))
  );
  return parameters
    .filter(({ name, kind }) => (kind === 'either' || kind === 'keyword') && !given.has(name))
    .map(({ name }) => ({ text: `${name}=`, type: 'param' }));
}
const isDefinition = (tokens: readonly Scanned[], open: number): boolean =>
  ['def', 'class'].includes(tokens[open - 2]?.text ?? '');

/** Modules that `import` would find. */
function importable(inside: string): Match[] {
  const names = moduleNames(inside);
  for (const [name, { versions }] of declaredModules) {
    const isHere = inside === '' ? !name.includes('.') : name.startsWith(`${inside}.`);
    if (isHere && exists(versions)) names.add(inside === '' ? name : name.slice(inside.length + 1));
  }
  return ofType(names, 'module');
}
/** What can be imported from a module: what it has now, or what its text binds at the top. */
function contentsOf(module: string): Match[] {
  const loaded = named(builtinsRoot.modules(), module);
  const inside = importable(module);
  if (loaded !== 0) return isModule(loaded) ? [...matchesOf(texts(moduleDict(loaded))), ...inside] : inside;
  if (declaredModules.has(module)) return ofType(namesOfBuiltin(module), 'instance');
  return [...boundIn(findSource(module)?.text ?? ''), ...inside];
}
const DEFINITION = /^(?:async +)?(def|class) +([^\W\d]\w*)/gmu,
  ASSIGNMENT = /^([^\W\d]\w*) *(?::[^=\n]+)?=[^=]/gmu;
/** The names that a module's text binds at the top, as far as its lines show it. */
function boundIn(text: string): Match[] {
  const defined = Array.from(text.matchAll(DEFINITION), ([, word, name]) => ({
    text: name!,
    type: word === 'class' ? 'class' : 'function'
  }));
  return [
    ...defined,
    ...ofType(
      Array.from(text.matchAll(ASSIGNMENT), ([, name]) => name!),
      'instance'
    )
  ];
}

/** The names after `import` or `from` in the statement that the cursor is in, or null. */
function inImport(tokens: readonly Scanned[]): Match[] | null {
  const start =
    tokens.findLastIndex(({ kind, text }) => kind === 'newline' || text === ';' || text === ':') + 1;
  const statement = openImport(tokens) ?? tokens.slice(start);
  const [first, ...rest] = statement;
  if (first?.kind !== 'name') return null;
  if (first.text === 'import') return afterImport(rest);
  if (first.text !== 'from') return null;
  const at = rest.findIndex(token => token.text === 'import');
  if (at < 0) return afterImport(rest, true);
  const last = rest.at(-1)!.text;
  if (!['import', '(', ','].includes(last)) return [];
  return contentsOf(
    rest
      .slice(0, at)
      .map(token => token.text)
      .join('')
  );
}
/** `from x import (a,` goes on over line ends. */
function openImport(tokens: readonly Scanned[]): readonly Scanned[] | null {
  const open = innermost(tokens, tokens.length);
  if (open < 1 || tokens[open - 1]!.text !== 'import') return null;
  return tokens
    .slice(tokens.findLastIndex((token, i) => i < open && token.text === 'from'))
    .filter(token => token.kind !== 'newline');
}
function afterImport(tokens: readonly Scanned[], isFrom = false): Match[] {
  const comma = tokens.findLastIndex(token => token.text === ',');
  const path = tokens.slice(comma + 1);
  if (path.length === 0) return importable('');
  if (isDot(path.at(-1)))
    return importable(
      path
        .slice(0, -1)
        .map(token => token.text)
        .join('')
    );
  return ofType([isFrom ? 'import' : 'as'], 'keyword');
}

/** The str keys of a dict, when the cursor is in the string of `d['`. */
function keys(tokens: readonly Scanned[], globals: Ref): Match[] {
  const bracket = tokens.at(-1);
  if (bracket?.text !== '[' || tokens.length < 2 || !endsOperand(tokens.at(-2)!)) return [];
  const dict = evaluate(tokens, tokens.length - 2, globals);
  if (dict?.object == null || dict.standsFor !== 'value' || !isExactDict(dict.object)) return [];
  const plain = [...texts(dict.object)].map(([text]) => text).filter(text => !/['"\\\p{C}]/u.test(text));
  return ofType(plain, 'instance');
}

/** What may stand where `word` begins, which `tokens` lie before. */
function candidates(tokens: readonly Scanned[], globals: Ref): Match[] {
  const modules = inImport(tokens);
  if (modules !== null) return modules;
  if (!isDot(tokens.at(-1))) return [...keywordArguments(tokens, globals), ...visibleNames(globals)];
  const of = evaluate(tokens, tokens.length - 2, globals);
  if (of === null || (of.object !== null && of.standsFor !== 'value')) return [];
  return matchesOf(of.object === null ? attributesOfInstances(of.instanceOf) : attributesOf(of.object));
}

/** Those that begin as what was typed; names with an underscore only where one was typed.  Sorted, each once. */
function chosen(candidates: readonly Match[], prefix: string): Match[] {
  const matches = new Map<string, Match>();
  for (const match of candidates)
    if (
      match.text.startsWith(prefix) &&
      (prefix !== '' || !match.text.startsWith('_')) &&
      !matches.has(match.text)
    )
      matches.set(match.text, match);
  // keyword arguments come first, in the order of the signature
  const rank = ({ text, type }: Match): string =>
    type === 'param' ? '0' : `${text.startsWith('_') ? 2 : 1}${text}`;
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...matches.values()].sort((a, b) => order(rank(a), rank(b)));
}

/** The answer to `complete`; `cursor`, `start` and `end` in UTF-16 units. */
export function complete(code: string, cursor: number, globals: Ref): CompleteValue {
  const { tokens, inside } = scan(code.slice(0, cursor));
  const last = tokens.at(-1);
  const isWord = last !== undefined && last.end === cursor && last.kind === 'name';
  let start = isWord ? last.start : cursor;
  let found: Match[] = [];
  if (inside === 'string') {
    const content = /^\w*(?:"""|'''|['"])/.exec(last!.text)![0].length;
    start = last!.start + content;
    found = keys(tokens.slice(0, -1), globals);
  } else if (inside === 'code' && !(last?.kind === 'number' && last.end === cursor)) {
    found = candidates(isWord ? tokens.slice(0, -1) : tokens, globals);
  }
  return { type: 'complete', matches: chosen(found, code.slice(start, cursor)), start, end: cursor };
}
