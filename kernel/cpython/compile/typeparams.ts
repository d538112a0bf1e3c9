/** Type parameters and type aliases, 3.12 and later.  CPython: Python/compile.c compiler_type_params. */
import type { Expr, Stmt, TypeParam } from '../syntax/ast.js';
import { checkFormat } from './annotations.js';
import { callPlain, pushNull } from './arguments.js';
import { None, int, str, tuple } from './constants.js';
import type { Compiler } from './context.js';
import { DEFAULTS, KWDEFAULTS, closure } from './closures.js';
import { intrinsic } from './generators.js';
import { nameOperation } from './names.js';

type FunctionDef = Extract<Stmt, { kind: 'FunctionDef' | 'AsyncFunctionDef' }>;
type ClassDef = Extract<Stmt, { kind: 'ClassDef' }>;

/** Makes each parameter, stores it, and leaves a tuple of all. */
function typeParameters(c: Compiler, list: readonly TypeParam[]): void {
  for (const parameter of list) {
    c.located(parameter, () => {
      c.load(str(parameter.name));
      if (parameter.kind === 'TypeVar' && parameter.bound !== null) {
        evaluator(c, parameter.bound, parameter.name, parameter);
        c.emit(
          'CALL_INTRINSIC_2',
          intrinsic(parameter.bound.kind === 'Tuple' ? 'TYPEVAR_WITH_CONSTRAINTS' : 'TYPEVAR_WITH_BOUND')
        );
      } else {
        const made = { TypeVar: 'TYPEVAR', ParamSpec: 'PARAMSPEC', TypeVarTuple: 'TYPEVARTUPLE' } as const;
        c.emit('CALL_INTRINSIC', intrinsic(made[parameter.kind]));
      }
      if (parameter.default_value !== null) {
        evaluator(c, parameter.default_value, parameter.name, parameter.default_value);
        c.emit('CALL_INTRINSIC_2', intrinsic('SET_TYPEPARAM_DEFAULT'));
      }
      c.emit('COPY', 1);
      nameOperation(c, parameter.name, 'Store');
    });
  }
  c.emit('BUILD_TUPLE', list.length);
}

/** A function that computes a bound, a default or an alias when it is asked for. */
function evaluator(c: Compiler, e: Expr, name: string, key: object): void {
  const lazy = c.facts.annotations === 'function';
  if (lazy) c.load(tuple([int(1)]));
  c.enter(key, 'function', name, e.lineno);
  if (lazy) {
    c.scope.posOnlyArgCount = 1;
    c.scope.argumentName = 'format';
    checkFormat(c);
  }
  if (c.facts.leadingNone) c.scope.constant(None);
  if (e.kind === 'Starred') {
    c.expr(e.value);
    c.emit('UNPACK_SEQUENCE', 1);
  } else {
    c.expr(e);
  }
  c.emit('RETURN_VALUE');
  closure(c, c.leave(), lazy ? DEFAULTS : 0);
}

const genericName = (name: string): string => `<generic parameters of ${name}>`;

/** The scope of the parameters is a function, called at once; `inside` emits what it returns. */
export function genericFunction(c: Compiler, s: FunctionDef, flags: number, inside: () => void): void {
  const count = (flags & DEFAULTS ? 1 : 0) + (flags & KWDEFAULTS ? 1 : 0);
  if (count === 2) c.emit('SWAP', 2);
  c.enter(s.type_params, 'typeParameters', genericName(s.name), s.decorator_list[0]?.lineno ?? s.lineno);
  typeParameters(c, s.type_params);
  for (let i = 0; i < count; i++) c.emit('LOAD_FAST', i);
  inside();
  c.emit('SWAP', 2);
  c.emit('CALL_INTRINSIC_2', intrinsic('SET_FUNCTION_TYPE_PARAMS'));
  c.emit('RETURN_VALUE');
  c.scope.argCount = count;
  closure(c, c.leave(), 0);
  if (count > 0) {
    c.emit('SWAP', count + 1);
    c.emit('CALL', count - 1);
  } else {
    pushNull(c);
    callPlain(c, 0);
  }
}

export function genericClass(c: Compiler, s: ClassDef, firstLine: number, inside: () => void): void {
  c.enter(s.type_params, 'typeParameters', genericName(s.name), firstLine, s.name);
  typeParameters(c, s.type_params);
  nameOperation(c, '.type_params', 'Store');
  inside();
  c.emit('RETURN_VALUE');
  closure(c, c.leave(), 0);
  pushNull(c);
  callPlain(c, 0);
}

/** The class's own base, made of its parameters. */
export function genericBase(c: Compiler): void {
  nameOperation(c, '.type_params', 'Load');
  c.emit('CALL_INTRINSIC', intrinsic('SUBSCRIPT_GENERIC'));
  nameOperation(c, '.generic_base', 'Store');
}

export function typeAlias(c: Compiler, s: Extract<Stmt, { kind: 'TypeAlias' }>): void {
  const name = (s.name as Extract<Expr, { kind: 'Name' }>).id;
  const isGeneric = s.type_params.length > 0;
  if (isGeneric) c.enter(s.type_params, 'typeParameters', genericName(name), s.lineno);
  c.load(str(name));
  if (isGeneric) typeParameters(c, s.type_params);
  else c.load(None);
  evaluator(c, s.value, name, s);
  c.emit('BUILD_TUPLE', 3);
  c.emit('CALL_INTRINSIC', intrinsic('TYPEALIAS'));
  if (isGeneric) {
    c.emit('RETURN_VALUE');
    closure(c, c.leave(), 0);
    pushNull(c);
    callPlain(c, 0);
  }
  nameOperation(c, name, 'Store');
}
