/** An expression as text, for annotations that are not evaluated.  CPython: Python/ast_unparse.c. */
import type { Arguments, Comprehension, Expr } from '../syntax/ast.js';

/** How tightly an expression must bind where it stands. */
const P = {
  TUPLE: 0,
  TEST: 1,
  OR: 2,
  AND: 3,
  NOT: 4,
  CMP: 5,
  BOR: 6,
  BXOR: 7,
  BAND: 8,
  SHIFT: 9,
  ARITH: 10,
  TERM: 11,
  FACTOR: 12,
  POWER: 13,
  AWAIT: 14,
  ATOM: 15
} as const;

const binary: Record<string, [string, number]> = {
  Add: ['+', P.ARITH],
  Sub: ['-', P.ARITH],
  Mult: ['*', P.TERM],
  MatMult: ['@', P.TERM],
  Div: ['/', P.TERM],
  Mod: ['%', P.TERM],
  LShift: ['<<', P.SHIFT],
  RShift: ['>>', P.SHIFT],
  BitOr: ['|', P.BOR],
  BitXor: ['^', P.BXOR],
  BitAnd: ['&', P.BAND],
  FloorDiv: ['//', P.TERM],
  Pow: ['**', P.POWER]
};
const comparison: Record<string, string> = {
  Eq: '==',
  NotEq: '!=',
  Lt: '<',
  LtE: '<=',
  Gt: '>',
  GtE: '>=',
  Is: 'is',
  IsNot: 'is not',
  In: 'in',
  NotIn: 'not in'
};

export function unparse(e: Expr): string {
  return text(e, P.TEST);
}

const parens = (inner: string, when: boolean): string => (when ? `(${inner})` : inner);
const commas = (list: readonly Expr[]): string => list.map(e => text(e, P.TEST)).join(', ');

function text(e: Expr, level: number): string {
  switch (e.kind) {
    case 'BoolOp': {
      const own = e.op === 'And' ? P.AND : P.OR;
      const joined = e.values.map(value => text(value, own + 1)).join(e.op === 'And' ? ' and ' : ' or ');
      return parens(joined, level > own);
    }
    case 'BinOp': {
      const [symbol, own] = binary[e.op]!;
      const isPower = e.op === 'Pow';
      const left = text(e.left, own + (isPower ? 1 : 0)),
        right = text(e.right, own + (isPower ? 0 : 1));
      return parens(`${left} ${symbol} ${right}`, level > own);
    }
    case 'UnaryOp': {
      if (e.op === 'Not') return parens(`not ${text(e.operand, P.NOT)}`, level > P.NOT);
      const symbol = { Invert: '~', UAdd: '+', USub: '-' }[e.op];
      return parens(`${symbol}${text(e.operand, P.FACTOR)}`, level > P.FACTOR);
    }
    case 'Lambda': {
      const parameters = argumentsText(e.args);
      return parens(
        `lambda${parameters === '' ? '' : ` ${parameters}`}: ${text(e.body, P.TEST)}`,
        level > P.TEST
      );
    }
    case 'IfExp':
      return parens(
        `${text(e.body, P.TEST + 1)} if ${text(e.test, P.TEST + 1)} else ${text(e.orelse, P.TEST)}`,
        level > P.TEST
      );
    case 'Dict':
      return `{${e.values
        .map((value, i) => {
          const key = e.keys[i] ?? null;
          return key === null ? `**${text(value, P.BOR)}` : `${text(key, P.TEST)}: ${text(value, P.TEST)}`;
        })
        .join(', ')}}`;
    case 'Set':
      return `{${commas(e.elts)}}`;
    case 'List':
      return `[${commas(e.elts)}]`;
    case 'Tuple':
      if (e.elts.length === 0) return '()';
      return parens(commas(e.elts) + (e.elts.length === 1 ? ',' : ''), level > P.TUPLE);
    case 'ListComp':
      return `[${text(e.elt, P.TEST)}${generatorsText(e.generators)}]`;
    case 'SetComp':
      return `{${text(e.elt, P.TEST)}${generatorsText(e.generators)}}`;
    case 'DictComp':
      return `{${text(e.key, P.TEST)}${e.value === null ? '' : `: ${text(e.value, P.TEST)}`}${generatorsText(e.generators)}}`;
    case 'GeneratorExp':
      return `(${text(e.elt, P.TEST)}${generatorsText(e.generators)})`;
    case 'Await':
      return parens(`await ${text(e.value, P.ATOM)}`, level > P.AWAIT);
    case 'Yield':
      return e.value === null ? '(yield)' : `(yield ${text(e.value, P.TUPLE)})`;
    case 'YieldFrom':
      return `(yield from ${text(e.value, P.TEST)})`;
    case 'Compare':
      return parens(
        text(e.left, P.CMP + 1) +
          e.ops.map((op, i) => ` ${comparison[op]!} ${text(e.comparators[i]!, P.CMP + 1)}`).join(''),
        level > P.CMP
      );
    case 'Call':
      return callText(e);
    case 'NamedExpr':
      return parens(`${text(e.target, P.ATOM)} := ${text(e.value, P.ATOM)}`, level > P.TUPLE);
    case 'Constant':
      return constantText(e);
    case 'JoinedStr':
      return `f${quoted(e.values.map(fragment).join(''))}`;
    case 'TemplateStr':
      return `t${quoted(e.values.map(fragment).join(''))}`;
    case 'FormattedValue':
    case 'Interpolation':
      return `f${quoted(fragment(e))}`;
    case 'Attribute': {
      const value = text(e.value, P.ATOM);
      const isInt = e.value.kind === 'Constant' && e.value.value.type === 'int';
      return `${value}${isInt ? ' ' : ''}.${e.attr}`;
    }
    case 'Starred':
      return `*${text(e.value, P.BOR)}`;
    case 'Name':
      return e.id;
    case 'Slice':
      return `${optional(e.lower)}:${optional(e.upper)}${e.step === null ? '' : `:${text(e.step, P.TEST)}`}`;
    case 'Subscript':
      return `${text(e.value, P.ATOM)}[${text(e.slice, P.TUPLE)}]`;
  }
}

const optional = (e: Expr | null): string => (e === null ? '' : text(e, P.TEST));

function callText(e: Extract<Expr, { kind: 'Call' }>): string {
  const func = text(e.func, P.ATOM);
  const [only] = e.args;
  if (e.args.length === 1 && e.keywords.length === 0 && only!.kind === 'GeneratorExp')
    return func + text(only!, P.TEST);
  const keywords = e.keywords.map(
    ({ arg, value }) => `${arg === null ? '**' : `${arg}=`}${text(value, P.TEST)}`
  );
  return `${func}(${[...e.args.map(arg => text(arg, P.TEST)), ...keywords].join(', ')})`;
}

function generatorsText(list: readonly Comprehension[]): string {
  return list
    .map(
      ({ target, iter, ifs, is_async }) =>
        ` ${is_async ? 'async ' : ''}for ${text(target, P.TUPLE)} in ${text(iter, P.TEST + 1)}` +
        ifs.map(condition => ` if ${text(condition, P.TEST + 1)}`).join('')
    )
    .join('');
}

function argumentsText(args: Arguments): string {
  const parts: string[] = [];
  const positional = [...args.posonlyargs, ...args.args];
  positional.forEach((arg, i) => {
    const value = args.defaults[i - (positional.length - args.defaults.length)];
    parts.push(arg.arg + (value === undefined ? '' : `=${text(value, P.TEST)}`));
    if (args.posonlyargs.length > 0 && i === args.posonlyargs.length - 1) parts.push('/');
  });
  if (args.vararg !== null) parts.push(`*${args.vararg.arg}`);
  else if (args.kwonlyargs.length > 0) parts.push('*');
  args.kwonlyargs.forEach((arg, i) => {
    const value = args.kw_defaults[i] ?? null;
    parts.push(arg.arg + (value === null ? '' : `=${text(value, P.TEST)}`));
  });
  if (args.kwarg !== null) parts.push(`**${args.kwarg.arg}`);
  return parts.join(', ');
}

function fragment(e: Expr): string {
  if (e.kind === 'Constant' && e.value.type === 'str') return e.value.value.replace(/[{}]/g, '$&$&');
  if (e.kind !== 'FormattedValue' && e.kind !== 'Interpolation') return `{${text(e, P.TEST)}}`;
  const inner = text(e.value, P.TEST + 1);
  const conversion = e.conversion < 0 ? '' : `!${String.fromCharCode(e.conversion)}`;
  const spec = e.format_spec === null ? '' : `:${e.format_spec.values.map(fragment).join('')}`;
  return `{${inner.startsWith('{') ? ' ' : ''}${inner}${conversion}${spec}}`;
}

function constantText(e: Extract<Expr, { kind: 'Constant' }>): string {
  const { value } = e;
  switch (value.type) {
    case 'Ellipsis':
      return '...';
    case 'int':
      return String(value.value);
    case 'float':
      return floatText(value.value);
    case 'complex':
      return `${floatText(value.imag).replace(/\.0$/, '')}j`;
    case 'str':
      return (e.constant_kind ?? '') + quoted(value.value);
    case 'bytes':
      return `b${quoted(Array.from(value.value, byte => String.fromCharCode(byte)).join(''), true)}`;
    default:
      return value.type;
  }
}

/** As repr(float), infinity as a number too large. */
function floatText(value: number): string {
  if (value === Infinity) return '1e309';
  const shown = String(value);
  if (shown.includes('e')) return shown.replace(/e([+-])(\d)$/, 'e$10$2');
  const size = Math.abs(value);
  if (size >= 1e16) {
    const [digits, exponent] = value.toExponential().split('e+');
    return `${digits}e+${exponent!.padStart(2, '0')}`;
  }
  if (size !== 0 && size < 1e-4) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return Number.isInteger(value) ? `${shown}.0` : shown;
}

function quoted(value: string, isBytes = false): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let out = '';
  for (const character of value) {
    const code = character.codePointAt(0)!;
    const hex = (width: number): string => code.toString(16).padStart(width, '0');
    if (character === quote || character === '\\') out += `\\${character}`;
    else if (character === '\n') out += '\\n';
    else if (character === '\r') out += '\\r';
    else if (character === '\t') out += '\\t';
    else if (code < 32 || code === 127 || (code > 127 && (isBytes || code < 0xa1 || code === 0xad)))
      out += `\\x${hex(2)}`;
    else if (code >= 0xd800 && code < 0xe000) out += `\\u${hex(4)}`;
    else out += character;
  }
  return quote + out + quote;
}
