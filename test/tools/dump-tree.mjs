/** The text form of our trees that dump-tree.py gives of CPython's: fields in Python's order, positions after `@`. */

/** A node's fields, in Python's order; those that a version lacks are left out by `fieldsOf`. */
const FIELDS = {
  Module: 'body',
  Interactive: 'body',
  Expression: 'body',
  FunctionDef: 'name args body decorator_list returns type_params',
  AsyncFunctionDef: 'name args body decorator_list returns type_params',
  ClassDef: 'name bases keywords body decorator_list type_params',
  Return: 'value',
  Delete: 'targets',
  Assign: 'targets value',
  TypeAlias: 'name type_params value',
  AugAssign: 'target op value',
  AnnAssign: 'target annotation value simple',
  For: 'target iter body orelse',
  AsyncFor: 'target iter body orelse',
  While: 'test body orelse',
  If: 'test body orelse',
  With: 'items body',
  AsyncWith: 'items body',
  Match: 'subject cases',
  Raise: 'exc cause',
  Try: 'body handlers orelse finalbody',
  TryStar: 'body handlers orelse finalbody',
  Assert: 'test msg',
  Import: 'names is_lazy',
  ImportFrom: 'module names level is_lazy',
  Global: 'names',
  Nonlocal: 'names',
  Expr: 'value',
  Pass: '',
  Break: '',
  Continue: '',
  BoolOp: 'op values',
  NamedExpr: 'target value',
  BinOp: 'left op right',
  UnaryOp: 'op operand',
  Lambda: 'args body',
  IfExp: 'test body orelse',
  Dict: 'keys values',
  Set: 'elts',
  ListComp: 'elt generators',
  SetComp: 'elt generators',
  DictComp: 'key value generators',
  GeneratorExp: 'elt generators',
  Await: 'value',
  Yield: 'value',
  YieldFrom: 'value',
  Compare: 'left ops comparators',
  Call: 'func args keywords',
  FormattedValue: 'value conversion format_spec',
  Interpolation: 'value str conversion format_spec',
  JoinedStr: 'values',
  TemplateStr: 'values',
  Constant: 'value constant_kind',
  Attribute: 'value attr ctx',
  Subscript: 'value slice ctx',
  Starred: 'value ctx',
  Name: 'id ctx',
  List: 'elts ctx',
  Tuple: 'elts ctx',
  Slice: 'lower upper step',
  comprehension: 'target iter ifs is_async',
  ExceptHandler: 'type name body',
  arguments: 'posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults',
  arg: 'arg annotation',
  keyword: 'arg value',
  alias: 'name asname',
  withitem: 'context_expr optional_vars',
  match_case: 'pattern guard body',
  MatchValue: 'value',
  MatchSingleton: 'value',
  MatchSequence: 'patterns',
  MatchMapping: 'keys patterns rest',
  MatchClass: 'cls patterns kwd_attrs kwd_patterns',
  MatchStar: 'name',
  MatchAs: 'pattern name',
  MatchOr: 'patterns',
  TypeVar: 'name bound default_value',
  ParamSpec: 'name default_value',
  TypeVarTuple: 'name default_value'
};

/** Fields that are an operator or a context: nodes without fields in Python, strings in ours. */
const WORDS = new Set(['op', 'ctx', 'ops']);
/** From 3.8 to 3.9 a name in `alias` and `arg`s had its place; alias only from 3.10. */

function double(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

function string(text) {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}

function constant(value) {
  switch (value.type) {
    case 'str':
      return string(value.value);
    case 'bytes':
      return `b${Buffer.from(value.value).toString('hex')}`;
    case 'int':
      return `0x${value.value.toString(16)}`;
    case 'float':
      return `f${double(value.value)}`;
    case 'complex':
      return `j${double(value.imag)}`;
    default:
      return value.type;
  }
}

/** A function from node to text, for trees of one minor version. */
export function dumper(minor, hasPlaces = true) {
  const fields = {};
  for (const [kind, names] of Object.entries(FIELDS)) {
    fields[kind] = names
      .split(' ')
      .filter(name => name !== '')
      .filter(name => name !== 'type_params' || minor >= 12 || kind === 'TypeAlias')
      .filter(name => name !== 'default_value' || minor >= 13)
      .filter(name => name !== 'is_lazy' || minor >= 15);
  }
  const placed = node => hasPlaces && node.lineno !== undefined && !(node.kind === 'alias' && minor < 10);
  const dump = node => {
    let out = `(${node.kind}`;
    if (placed(node)) out += ` @${node.lineno}:${node.col_offset}-${node.end_lineno}:${node.end_col_offset}`;
    for (const name of fields[node.kind]) {
      const value = node[name];
      if (name === 'value' && (node.kind === 'Constant' || node.kind === 'MatchSingleton'))
        out += ` ${constant(value)}`;
      else if (WORDS.has(name))
        out += ` ${Array.isArray(value) ? `[${value.map(op => `(${op})`).join(' ')}]` : `(${value})`}`;
      else out += ` ${field(value)}`;
    }
    return `${out})`;
  };
  const field = value => {
    if (value === null || value === undefined) return 'None';
    if (Array.isArray(value)) return `[${value.map(field).join(' ')}]`;
    if (typeof value === 'string') return string(value);
    if (typeof value === 'number')
      return value < 0 ? `0x${value.toString(16)}`.replace('0x-', '-0x') : `0x${value.toString(16)}`;
    return dump(value);
  };
  return dump;
}
