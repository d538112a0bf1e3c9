/** The source text of a function or a class, found in the texts that were run.  CPython: Lib/inspect.py getsource. */
import type { Ref } from '../heap/reference.js';
import { grammarOf } from '../syntax/grammar.js';
import { parseModule } from '../syntax/parse.js';
import { realm } from '../profiles/realm.js';
import { PyCode } from '../include/code.js';
import { PyFunction, PyMethod, isFunction, isMethod } from '../include/function.js';
import { toHost } from '../include/str.js';
import { TypeObject } from '../include/type.js';
import { isType, namesIn } from '../inspect/attributes.js';
import { qualname } from '../inspect/words.js';
import { textOf } from './find-source.js';
import { sources } from './warnings.js';

/** A definition in a tree. */
interface Defined {
  readonly kind: string;
  readonly name: string;
  readonly lineno: number;
  readonly end_lineno: number;
  readonly decorator_list: readonly { readonly lineno: number }[];
}
function* definitions(node: unknown): Generator<Defined> {
  if (typeof node !== 'object' || node === null) return;
  if ('decorator_list' in node) yield node as Defined;
  for (const part of Object.values(node)) yield* definitions(part);
}
const firstLine = (d: Defined): number => Math.min(d.lineno, ...d.decorator_list.map(one => one.lineno));

/** The lines of the definition that `is` accepts, without the indent of the first one; null: there is none. */
function lines(file: string, is: (d: Defined) => boolean): string | null {
  const text = sources.get(file) ?? textOf(file);
  const tree = text === null ? undefined : parseModule(text, { grammar: grammarOf(realm.version.key) }).tree;
  for (const d of definitions(tree)) {
    if (!is(d)) continue;
    const found = text!.split('\n').slice(firstLine(d) - 1, d.end_lineno);
    const indent = /^\s*/.exec(found[0]!)![0];
    return found.map(line => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
  }
  return null;
}
const fileOf = (f: Ref): string => toHost(PyCode.co_filename(PyFunction.func_code(f) as Ref) as Ref);
const lineOf = (f: Ref): number => PyCode.co_firstlineno(PyFunction.func_code(f) as Ref);

/** null where the object has no source, or nobody has kept it. */
export function sourceOf(o: Ref): string | null {
  if (isMethod(o)) return sourceOf(PyMethod.im_func(o) as Ref);
  if (isFunction(o)) return lines(fileOf(o), d => d.kind !== 'ClassDef' && firstLine(d) === lineOf(o));
  const dict = isType(o) ? TypeObject.tp_dict(o) : 0;
  if (dict === 0 || !isType(o)) return null;
  const name = qualname(o).replace(/^.*\./, '');
  for (const [, method] of namesIn(dict)) {
    if (!isFunction(method)) continue;
    const line = lineOf(method);
    return lines(
      fileOf(method),
      d => d.kind === 'ClassDef' && d.name === name && d.lineno <= line && line <= d.end_lineno
    );
  }
  return null;
}
