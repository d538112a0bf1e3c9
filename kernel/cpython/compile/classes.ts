/** Class statements.  CPython: Python/compile.c compiler_class. */
import type { Stmt } from '../syntax/ast.js';
import { bodyAnnotations } from './annotations.js';
import { callArguments, callee } from './arguments.js';
import { None, int, str, tuple } from './constants.js';
import { byCodePoint, type Compiler } from './context.js';
import { cleanDocstring } from './docstrings.js';
import { closure } from './closures.js';
import { applyDecorators, decorators } from './functions.js';
import { nameOperation } from './names.js';
import { docstringOf } from './symtable.js';
import { genericBase, genericClass } from './typeparams.js';
import type { CodeUnit } from './unit.js';

type ClassDef = Extract<Stmt, { kind: 'ClassDef' }>;

export function classDef(c: Compiler, s: ClassDef): void {
  decorators(c, s.decorator_list);
  const firstLine = s.decorator_list[0]?.lineno ?? s.lineno;
  if (s.type_params.length > 0) {
    genericClass(c, s, firstLine, () => makeClass(c, s, classBody(c, s, firstLine), true));
  } else {
    makeClass(c, s, classBody(c, s, firstLine), false);
  }
  applyDecorators(c, s.decorator_list);
  nameOperation(c, s.name, 'Store');
}

function makeClass(c: Compiler, s: ClassDef, body: CodeUnit, isGeneric: boolean): void {
  if (isGeneric) genericBase(c);
  callee(c, () => void c.emit('LOAD_BUILD_CLASS'));
  closure(c, body, 0, s.name);
  c.load(str(s.name));
  callArguments(
    c,
    2,
    s.bases,
    s.keywords,
    undefined,
    undefined,
    isGeneric ? () => nameOperation(c, '.generic_base', 'Load') : null
  );
}

/** The code of a class's body, which leaves its cell of `__class__`. */
function classBody(c: Compiler, s: ClassDef, firstLine: number): CodeUnit {
  const { facts } = c;
  const at = c.at;
  c.enter(s, 'class', s.name, firstLine, s.name);
  const { scope, block } = c;
  c.at = [firstLine, firstLine, 0, 0];
  c.emit('LOAD_NAME', c.name('__name__'));
  c.emit('STORE_NAME', c.name('__module__'));
  c.load(str(scope.qualname));
  c.emit('STORE_NAME', c.name('__qualname__'));
  if (facts.classFirstLine) {
    c.load(int(firstLine));
    c.emit('STORE_NAME', c.name('__firstlineno__'));
  }
  if (s.type_params.length > 0) {
    nameOperation(c, '.type_params', 'Load');
    nameOperation(c, '__type_params__', 'Store');
  }
  if (block.needsClassDict) {
    c.emit('LOAD_LOCALS');
    c.emit('STORE_DEREF', c.deref('__classdict__'));
  }
  if (block.hasConditionalAnnotations) {
    c.emit('BUILD_SET', 0);
    c.emit('STORE_DEREF', c.deref('__conditional_annotations__'));
  }
  bodyOf(c, s.body);
  c.at = [-1, -1, -1, -1];
  if (facts.annotations === 'function') bodyAnnotations(c, firstLine);
  if (facts.staticAttributes) {
    c.load(tuple([...scope.staticAttributes].sort(byCodePoint).map(str)));
    c.emit('STORE_NAME', c.name('__static_attributes__'));
  }
  if (block.needsClassDict && facts.classDictCell) {
    c.emit('LOAD_CLOSURE', c.deref('__classdict__'));
    c.emit('STORE_NAME', c.name('__classdictcell__'));
  }
  if (block.needsClassClosure) {
    c.emit('LOAD_CLOSURE', c.deref('__class__'));
    c.emit('COPY', 1);
    c.emit('STORE_NAME', c.name('__classcell__'));
  } else {
    c.load(None);
  }
  c.emit('RETURN_VALUE');
  c.at = at;
  return c.leave();
}

/** The statements of a module or class: its docstring becomes `__doc__`. */
export function bodyOf(c: Compiler, body: readonly Stmt[]): void {
  const { facts } = c;
  const lazy = facts.annotations === 'function' && !c.options.futureAnnotations;
  if (!lazy && c.block.hasAnnotations) c.emit('SETUP_ANNOTATIONS');
  const docstring = docstringOf(body);
  let rest = body;
  if (docstring !== null) {
    rest = body.slice(1);
    c.located(body[0]!, () => {
      c.load(str(facts.cleanDocstrings ? cleanDocstring(docstring) : docstring));
      c.emit('STORE_NAME', c.name('__doc__'));
    });
  }
  c.body(rest);
}
