/** Source text to code objects, for cells, programs, exec and eval.  CPython: Python/pythonrun.c. */
import { NULL, type Owned, type Result } from '../heap/reference.js';
import { compileUnit } from '../compile/compile.js';
import type { Root } from '../syntax/ast.js';
import { parseExpression, parseInteractive, parseModule } from '../syntax/parse.js';
import type { PythonSyntaxError } from '../syntax/errors.js';
import { grammarOf } from '../syntax/grammar.js';
import { Constants, newCode } from '../interp/code.js';
import { realm } from '../profiles/realm.js';
import { profile } from '../profiles/profile.js';
import { raiseWith } from '../abstract/raise-with.js';
import { newInt } from '../include/int.js';
import { none } from '../include/singletons.js';
import { newStr } from '../include/str.js';
import { newTuple, setTupleItem, trackTuple } from '../include/tuple.js';
import { errors } from '../object/errors.js';
import { warnings } from './warnings.js';

export type CompileMode = 'exec' | 'eval' | 'single';
const grammar = grammarOf(realm.version.key);

const parsers = { exec: parseModule, eval: parseExpression, single: parseInteractive } as const;

/** The tree of a text; null: SyntaxError is set. */
export function parse(source: string, filename: string, mode: CompileMode): Root | null {
  const parsed = parsers[mode](source, { grammar });
  if (parsed.error !== undefined) {
    raiseSyntaxError(parsed.error, filename);
    return null;
  }
  for (const w of parsed.warnings) warnings.show(w.category, w.message, filename, w.lineno);
  return parsed.tree as Root;
}

/** The code of a tree.  `constants` is what the tree holds: the caller lets go of it when the unit has ended. */
export function compileTree(tree: Root, filename: string, mode: CompileMode, constants: Constants): Result<'code'> {
  const compiled = compileUnit(tree, { filename, mode, facts: profile.compile });
  for (const w of compiled.warnings) warnings.show(w.category, w.message, filename, w.lineno);
  if (compiled.error !== undefined) return raiseSyntaxError(compiled.error, filename);
  return newCode(compiled.unit!, constants);
}

/** SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset)).  Answers NULL. */
export function raiseSyntaxError(error: PythonSyntaxError, filename: string): 0 {
  const details: Result[] = [
    newStr(filename),
    newInt(error.lineno),
    newInt(error.offset ?? 0),
    error.text === null ? none() : newStr(error.text)
  ];
  if (profile.calls.errorsHaveEnds) details.push(newInt(error.end_lineno ?? 0), newInt(error.end_offset ?? 0));
  const tuple = newTuple(details.length);
  if (tuple === NULL) return NULL;
  for (const [i, o] of details.entries()) setTupleItem(tuple, i, o as Owned);
  trackTuple(tuple);
  return raiseWith(errors[error.kind as 'SyntaxError'], newStr(error.message), tuple);
}
