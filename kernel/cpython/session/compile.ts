/** Source text to code objects, for cells, programs, exec and eval.  CPython: Python/pythonrun.c. */
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { compileUnit } from '../compile/compile.js';
import type { Root } from '../syntax/ast.js';
import { parseExpression, parseInteractive, parseModule } from '../syntax/parse.js';
import type { PythonSyntaxError } from '../syntax/errors.js';
import { grammarOf } from '../syntax/grammar.js';
import { Constants, newCode } from '../interp/code.js';
import { realm } from '../profiles/realm.js';
import { profile } from '../profiles/profile.js';
import type { CompileMode } from '../abstract/compile-hook.js';
import { raiseWith } from '../abstract/raise-with.js';
import { newInt } from '../include/int.js';
import { none } from '../include/singletons.js';
import { isStr, newStr, toHost } from '../include/str.js';
import { bytesOf } from '../include/bytes.js';
import { newTuple, setTupleItem, trackTuple } from '../include/tuple.js';
import { errors, raise } from '../object/errors.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { decref } from '../object/refcount.js';
import { warnings } from './warnings.js';
import type { CompileWarning } from '../compile/errors.js';
import { clearRaised, raisedIs } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';

const grammar = grammarOf(realm.version.key);

const parsers = { exec: parseModule, eval: parseExpression, single: parseInteractive } as const;

/** The tree of a text; null: SyntaxError is set. */
export function parse(source: string, filename: string, mode: CompileMode): Root | null {
  const parsed = parsers[mode](source, { grammar });
  if (parsed.error !== undefined) {
    raiseSyntaxError(parsed.error, filename);
    return null;
  }
  return issue(parsed.warnings, filename) ? (parsed.tree as Root) : null;
}

/** Warnings of the parser or compiler; one that a filter makes an exception is a SyntaxError.  False: an exception is set. */
function issue(found: readonly CompileWarning[], filename: string): boolean {
  for (const w of found) {
    if (warnings.show(w.category, w.message, filename, w.lineno)) continue;
    if (raisedIs(errors[w.category])) {
      clearRaised();
      raiseWith(errors.SyntaxError, newStr(w.message), locationOf(filename, w.lineno));
    }
    return false;
  }
  return true;
}
function locationOf(filename: string, lineno: number): Result {
  return packTuple(newStr(filename), newInt(lineno), none(), none());
}
/** The code of a tree.  `constants` is what the tree holds: the caller lets go of it when the unit has ended. */
export function compileTree(
  tree: Root,
  filename: string,
  mode: CompileMode,
  constants: Constants
): Result<'code'> {
  const compiled = compileUnit(tree, { filename, mode, facts: profile.compile });
  if (!issue(compiled.warnings, filename)) return NULL;
  if (compiled.error !== undefined) return raiseSyntaxError(compiled.error, filename);
  const code = newCode(compiled.unit!, constants);
  constants.settle();
  return code;
}

/** SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset)).  Answers NULL. */
export function raiseSyntaxError(error: PythonSyntaxError, filename: string): 0 {
  const details: Result[] = [
    newStr(filename),
    newInt(error.lineno),
    newInt(error.offset ?? 0),
    error.text === null ? none() : newStr(error.text)
  ];
  if (profile.calls.errorsHaveEnds)
    details.push(newInt(error.end_lineno ?? 0), newInt(error.end_offset ?? 0));
  const tuple = newTuple(details.length);
  if (tuple === NULL) return NULL;
  for (const [i, o] of details.entries()) setTupleItem(tuple, i, o as Owned);
  trackTuple(tuple);
  return raiseWith(errors[error.kind as 'SyntaxError'], newStr(error.message), tuple);
}

/** What syntax trees hold while their code runs, innermost last; the audit reads it. */
export const activeTrees: Constants[] = [];

/** The text of a source: a str, or bytes in UTF-8; null: an exception is set. */
function textOf(source: Ref): string | null {
  if (isStr(source)) return toHost(source);
  const bytes = bytesOf(source);
  return decodeURIComponent(Array.from(bytes, b => '%' + b.toString(16).padStart(2, '0')).join(''));
}
function compileWith(source: Ref, filename: Ref, mode: CompileMode, constants: Constants): Result<'code'> {
  const text = textOf(source);
  if (text === null) return NULL;
  if (text.includes('\0')) return raise(errors.SyntaxError, 'source code string cannot contain null bytes');
  const name = toHost(filename);
  const tree = parse(text, name, mode);
  return tree === null ? NULL : compileTree(tree, name, mode, constants);
}
/** compile(): the tree is gone when the code object is there. */
export function compileSource(source: Ref, filename: Ref, mode: CompileMode): Result<'code'> {
  const constants = new Constants();
  const code = compileWith(source, filename, mode, constants);
  constants.release();
  return code;
}
const SyntaxTree = nativeFrame('syntax tree', {}, (_frame, answer) => {
  activeTrees.pop()!.release();
  return answer;
});
/** exec() and eval() of a text. */
export function compileAndRun(
  source: Ref,
  filename: Ref,
  mode: CompileMode,
  run: (code: Ref) => Answer
): Answer {
  const constants = new Constants();
  activeTrees.push(constants);
  const frame = SyntaxTree.enter();
  const code = compileWith(source, filename, mode, constants);
  if (code === NULL) return beginNative(frame, NULL);
  const answer = run(code);
  decref(code); // the frame holds it
  return beginNative(frame, answer);
}
