/**
 * The syntax tree, node for node and field for field that of Python's `ast` module (3.14).  CPython:
 * Parser/Python.asdl.  A field that may be None is `null`; a sequence is an array.  A production that a version
 * does not have never occurs in its trees.
 *
 * Positions are CPython's: lines from 1, columns from 0 and counted in UTF-8 bytes.
 */

/** Where a node begins and ends. */
export interface Place {
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

// Roots

export interface Module {
  kind: 'Module';
  body: Stmt[];
}

export interface Interactive {
  kind: 'Interactive';
  body: Stmt[];
}

export interface Expression {
  kind: 'Expression';
  body: Expr;
}

export type Root = Module | Interactive | Expression;

// Statements

export interface FunctionDef extends Place {
  kind: 'FunctionDef';
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
  type_params: TypeParam[];
}

export interface AsyncFunctionDef extends Place {
  kind: 'AsyncFunctionDef';
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
  type_params: TypeParam[];
}

export interface ClassDef extends Place {
  kind: 'ClassDef';
  name: string;
  bases: Expr[];
  keywords: Keyword[];
  body: Stmt[];
  decorator_list: Expr[];
  type_params: TypeParam[];
}

export interface Return extends Place {
  kind: 'Return';
  value: Expr | null;
}

export interface Delete extends Place {
  kind: 'Delete';
  targets: Expr[];
}

export interface Assign extends Place {
  kind: 'Assign';
  targets: Expr[];
  value: Expr;
}

export interface TypeAlias extends Place {
  kind: 'TypeAlias';
  name: Expr;
  type_params: TypeParam[];
  value: Expr;
}

export interface AugAssign extends Place {
  kind: 'AugAssign';
  target: Expr;
  op: Operator;
  value: Expr;
}

export interface AnnAssign extends Place {
  kind: 'AnnAssign';
  target: Expr;
  annotation: Expr;
  value: Expr | null;
  /** 1 when the target is a bare name, 0 when it is anything else, `(x)` included. */
  simple: 0 | 1;
}

export interface For extends Place {
  kind: 'For';
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface AsyncFor extends Place {
  kind: 'AsyncFor';
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface While extends Place {
  kind: 'While';
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface If extends Place {
  kind: 'If';
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface With extends Place {
  kind: 'With';
  items: WithItem[];
  body: Stmt[];
}

export interface AsyncWith extends Place {
  kind: 'AsyncWith';
  items: WithItem[];
  body: Stmt[];
}

export interface Match extends Place {
  kind: 'Match';
  subject: Expr;
  cases: MatchCase[];
}

export interface Raise extends Place {
  kind: 'Raise';
  exc: Expr | null;
  cause: Expr | null;
}

export interface Try extends Place {
  kind: 'Try';
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}

/** A try whose handlers are `except*`. */
export interface TryStar extends Place {
  kind: 'TryStar';
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}

export interface Assert extends Place {
  kind: 'Assert';
  test: Expr;
  msg: Expr | null;
}

export interface Import extends Place {
  kind: 'Import';
  names: Alias[];
  /** 1 for 3.15's `lazy import`; absent in trees of other versions. */
  is_lazy?: 0 | 1;
}

export interface ImportFrom extends Place {
  kind: 'ImportFrom';
  module: string | null;
  names: Alias[];
  /** How many dots stood before the name. */
  level: number;
  /** 1 for 3.15's `lazy from`; absent in trees of other versions. */
  is_lazy?: 0 | 1;
}

export interface Global extends Place {
  kind: 'Global';
  names: string[];
}

export interface Nonlocal extends Place {
  kind: 'Nonlocal';
  names: string[];
}

export interface ExprStmt extends Place {
  kind: 'Expr';
  value: Expr;
}

export interface Pass extends Place {
  kind: 'Pass';
}

export interface Break extends Place {
  kind: 'Break';
}

export interface Continue extends Place {
  kind: 'Continue';
}

export type Stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue;

// Expressions

export interface BoolOp extends Place {
  kind: 'BoolOp';
  op: BoolOperator;
  values: Expr[];
}

export interface NamedExpr extends Place {
  kind: 'NamedExpr';
  target: Expr;
  value: Expr;
}

export interface BinOp extends Place {
  kind: 'BinOp';
  left: Expr;
  op: Operator;
  right: Expr;
}

export interface UnaryOp extends Place {
  kind: 'UnaryOp';
  op: UnaryOperator;
  operand: Expr;
}

export interface Lambda extends Place {
  kind: 'Lambda';
  args: Arguments;
  body: Expr;
}

export interface IfExp extends Place {
  kind: 'IfExp';
  test: Expr;
  body: Expr;
  orelse: Expr;
}

export interface Dict extends Place {
  kind: 'Dict';
  /** As long as `values`; null where `**mapping` stands. */
  keys: (Expr | null)[];
  values: Expr[];
}

export interface SetExpr extends Place {
  kind: 'Set';
  elts: Expr[];
}

export interface ListComp extends Place {
  kind: 'ListComp';
  elt: Expr;
  generators: Comprehension[];
}

export interface SetComp extends Place {
  kind: 'SetComp';
  elt: Expr;
  generators: Comprehension[];
}

export interface DictComp extends Place {
  kind: 'DictComp';
  key: Expr;
  /** Null only for 3.15's `{**d for d in ds}`. */
  value: Expr | null;
  generators: Comprehension[];
}

export interface GeneratorExp extends Place {
  kind: 'GeneratorExp';
  elt: Expr;
  generators: Comprehension[];
}

export interface Await extends Place {
  kind: 'Await';
  value: Expr;
}

export interface Yield extends Place {
  kind: 'Yield';
  value: Expr | null;
}

export interface YieldFrom extends Place {
  kind: 'YieldFrom';
  value: Expr;
}

export interface Compare extends Place {
  kind: 'Compare';
  left: Expr;
  ops: CompareOperator[];
  comparators: Expr[];
}

export interface Call extends Place {
  kind: 'Call';
  func: Expr;
  args: Expr[];
  keywords: Keyword[];
}

export interface FormattedValue extends Place {
  kind: 'FormattedValue';
  value: Expr;
  /** -1, or the character code of `s`, `r` or `a`. */
  conversion: number;
  format_spec: JoinedStr | null;
}

export interface Interpolation extends Place {
  kind: 'Interpolation';
  value: Expr;
  /** The source text of the expression. */
  str: string;
  conversion: number;
  format_spec: JoinedStr | null;
}

export interface JoinedStr extends Place {
  kind: 'JoinedStr';
  values: Expr[];
}

export interface TemplateStr extends Place {
  kind: 'TemplateStr';
  values: Expr[];
}

/** A constant's value, as data of the host. */
export type ConstantValue =
  | { type: 'None' }
  | { type: 'True' }
  | { type: 'False' }
  | { type: 'Ellipsis' }
  | { type: 'int'; value: bigint }
  | { type: 'float'; value: number }
  | { type: 'complex'; imag: number }
  /** UTF-16, as JavaScript has it; a lone surrogate (`'\ud800'`) is a lone code unit. */
  | { type: 'str'; value: string }
  | { type: 'bytes'; value: Uint8Array };

export interface Constant extends Place {
  kind: 'Constant';
  value: ConstantValue;
  /** Python's field `kind`, renamed because `kind` tells nodes apart: 'u' for `u'...'`, otherwise null. */
  constant_kind: 'u' | null;
}

export interface Attribute extends Place {
  kind: 'Attribute';
  value: Expr;
  attr: string;
  ctx: ExprContext;
}

export interface Subscript extends Place {
  kind: 'Subscript';
  value: Expr;
  slice: Expr;
  ctx: ExprContext;
}

export interface Starred extends Place {
  kind: 'Starred';
  value: Expr;
  ctx: ExprContext;
}

export interface Name extends Place {
  kind: 'Name';
  id: string;
  ctx: ExprContext;
}

export interface List extends Place {
  kind: 'List';
  elts: Expr[];
  ctx: ExprContext;
}

export interface Tuple extends Place {
  kind: 'Tuple';
  elts: Expr[];
  ctx: ExprContext;
}

export interface Slice extends Place {
  kind: 'Slice';
  lower: Expr | null;
  upper: Expr | null;
  step: Expr | null;
}

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetExpr
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

export type ExprContext = 'Load' | 'Store' | 'Del';

export type BoolOperator = 'And' | 'Or';

export type Operator =
  | 'Add'
  | 'Sub'
  | 'Mult'
  | 'MatMult'
  | 'Div'
  | 'Mod'
  | 'Pow'
  | 'LShift'
  | 'RShift'
  | 'BitOr'
  | 'BitXor'
  | 'BitAnd'
  | 'FloorDiv';

export type UnaryOperator = 'Invert' | 'Not' | 'UAdd' | 'USub';

export type CompareOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn';

// Parts of statements and expressions

/** One `for ... in ... if ...`; it has no place of its own, as in CPython. */
export interface Comprehension {
  kind: 'comprehension';
  target: Expr;
  iter: Expr;
  ifs: Expr[];
  is_async: 0 | 1;
}

export interface ExceptHandler extends Place {
  kind: 'ExceptHandler';
  type: Expr | null;
  name: string | null;
  body: Stmt[];
}

export interface Arguments {
  kind: 'arguments';
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  /** As long as `kwonlyargs`; null where there is no default. */
  kw_defaults: (Expr | null)[];
  kwarg: Arg | null;
  /** Those of the last of `posonlyargs` and `args` together. */
  defaults: Expr[];
}

export interface Arg extends Place {
  kind: 'arg';
  arg: string;
  annotation: Expr | null;
}

export interface Keyword extends Place {
  kind: 'keyword';
  /** Null for `**mapping`. */
  arg: string | null;
  value: Expr;
}

export interface Alias extends Place {
  kind: 'alias';
  name: string;
  asname: string | null;
}

export interface WithItem {
  kind: 'withitem';
  context_expr: Expr;
  optional_vars: Expr | null;
}

// Patterns

export interface MatchCase {
  kind: 'match_case';
  pattern: Pattern;
  guard: Expr | null;
  body: Stmt[];
}

export interface MatchValue extends Place {
  kind: 'MatchValue';
  value: Expr;
}

export interface MatchSingleton extends Place {
  kind: 'MatchSingleton';
  value: ConstantValue;
}

export interface MatchSequence extends Place {
  kind: 'MatchSequence';
  patterns: Pattern[];
}

export interface MatchMapping extends Place {
  kind: 'MatchMapping';
  keys: Expr[];
  patterns: Pattern[];
  rest: string | null;
}

export interface MatchClass extends Place {
  kind: 'MatchClass';
  cls: Expr;
  patterns: Pattern[];
  kwd_attrs: string[];
  kwd_patterns: Pattern[];
}

export interface MatchStar extends Place {
  kind: 'MatchStar';
  name: string | null;
}

export interface MatchAs extends Place {
  kind: 'MatchAs';
  pattern: Pattern | null;
  name: string | null;
}

export interface MatchOr extends Place {
  kind: 'MatchOr';
  patterns: Pattern[];
}

export type Pattern =
  MatchValue | MatchSingleton | MatchSequence | MatchMapping | MatchClass | MatchStar | MatchAs | MatchOr;

// Type parameters

export interface TypeVar extends Place {
  kind: 'TypeVar';
  name: string;
  bound: Expr | null;
  default_value: Expr | null;
}

export interface ParamSpec extends Place {
  kind: 'ParamSpec';
  name: string;
  default_value: Expr | null;
}

export interface TypeVarTuple extends Place {
  kind: 'TypeVarTuple';
  name: string;
  default_value: Expr | null;
}

export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;

export type Node =
  | Root
  | Stmt
  | Expr
  | Comprehension
  | ExceptHandler
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem
  | MatchCase
  | Pattern
  | TypeParam;
