/** SyntaxWarnings of the compiler: `is` with a literal, a call of a string.  CPython: Python/compile.c check_caller and others. */
import type { Compare, Expr, Subscript } from '../syntax/ast.js';
import { constantOf } from './displays.js';
import type { Compiler } from './context.js';
import type { Constant } from './unit.js';

const typeNames: Record<string, string> = {
  None: 'NoneType',
  True: 'bool',
  False: 'bool',
  Ellipsis: 'ellipsis'
};
const typeOfConstant = (constant: Constant): string => typeNames[constant.type] ?? constant.type;

/** The type that an expression certainly has, or null. */
function typeOf(e: Expr): string | null {
  switch (e.kind) {
    case 'Tuple':
      return 'tuple';
    case 'List':
    case 'ListComp':
      return 'list';
    case 'Dict':
    case 'DictComp':
      return 'dict';
    case 'Set':
    case 'SetComp':
      return 'set';
    case 'GeneratorExp':
      return 'generator';
    case 'Lambda':
      return 'function';
    case 'TemplateStr':
    case 'Interpolation':
      return e.kind === 'TemplateStr' ? 'string.templatelib.Template' : 'string.templatelib.Interpolation';
    case 'JoinedStr':
    case 'FormattedValue':
      return 'str';
    case 'Constant':
      return typeOfConstant(constantOf(e)!);
    default:
      return null;
  }
}

const active = (c: Compiler): boolean => c.facts.isLiteral !== 'none';

export function checkCallee(c: Compiler, e: Expr): void {
  if (!active(c) || e.kind === 'Lambda') return;
  const type = typeOf(e);
  if (type !== null) c.warn(`'${type}' object is not callable; perhaps you missed a comma?`, e);
}

export function checkSubscript(c: Compiler, e: Subscript): void {
  if (!active(c) || e.ctx !== 'Load') return;
  const { value } = e;
  const type = typeOf(value);
  if (type === null) return;
  const isSubscriptable =
    value.kind === 'Constant'
      ? !['NoneType', 'ellipsis', 'int', 'bool', 'float', 'complex', 'frozenset'].includes(type)
      : !['Set', 'SetComp', 'GeneratorExp', 'Lambda', 'TemplateStr', 'Interpolation'].includes(value.kind);
  if (!isSubscriptable) {
    c.warn(`'${type}' object is not subscriptable; perhaps you missed a comma?`, e);
    return;
  }
  const index = e.slice.kind === 'Slice' ? 'slice' : typeOf(e.slice);
  if (index === null || index === 'int' || index === 'bool' || index === 'slice') return;
  const isSequence =
    value.kind === 'Constant'
      ? ['str', 'bytes', 'tuple'].includes(type)
      : ['Tuple', 'List', 'ListComp', 'JoinedStr', 'FormattedValue'].includes(value.kind);
  if (isSequence) {
    c.warn(`${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`, e);
  }
}

/** Warns of `x is 5`. */
export function checkCompare(c: Compiler, e: Compare): void {
  const { isLiteral } = c.facts;
  if (isLiteral === 'none') return;
  const literal = (operand: Expr): string | null => {
    const constant = constantOf(operand);
    if (constant === null || ['None', 'True', 'False', 'Ellipsis'].includes(constant.type)) return null;
    return typeOfConstant(constant);
  };
  let left = literal(e.left);
  e.ops.forEach((op, i) => {
    const right = literal(e.comparators[i]!);
    const type = left ?? right;
    if ((op === 'Is' || op === 'IsNot') && type !== null) {
      const [is, should] = op === 'Is' ? ['is', '=='] : ['is not', '!='];
      c.warn(
        isLiteral === 'plain'
          ? `"${is}" with a literal. Did you mean "${should}"?`
          : `"${is}" with '${type}' literal. Did you mean "${should}"?`,
        e
      );
    }
    left = right;
  });
}
