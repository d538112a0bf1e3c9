/** `_ast`: the classes of syntax trees.  Differs: they are written in Python here.  CPython: Python/Python-ast.c. */
import { exists } from '../profiles/profile.js';

/** Base: classes, their range of versions, their fields; `?`: may be left out. */
const grammar = `
AST: alias(name asname?); arg(arg annotation? type_comment?); arguments(posonlyargs args vararg? kwonlyargs
  kw_defaults kwarg? defaults); boolop; cmpop; comprehension(target iter ifs is_async); excepthandler; expr;
  expr_context; keyword(arg? value); match_case[3.10-](pattern guard? body); mod; operator; pattern[3.10-];
  stmt; type_ignore; type_param[3.12-]; unaryop; withitem(context_expr optional_vars?)
boolop: And; Or
cmpop: Eq; Gt; GtE; In; Is; IsNot; Lt; LtE; NotEq; NotIn
excepthandler: ExceptHandler(type? name? body)
expr: Attribute(value attr ctx); Await(value); BinOp(left op right); BoolOp(op values); Call(func args
  keywords); Compare(left ops comparators); Constant(value kind?); Dict(keys values); DictComp(key value
  generators); FormattedValue[-3.9](value conversion? format_spec?); FormattedValue[3.11-](value conversion
  format_spec?); GeneratorExp(elt generators); IfExp(test body orelse); Interpolation[3.14-](value str
  conversion format_spec?); JoinedStr(values); Lambda(args body); List(elts ctx); ListComp(elt generators);
  Name(id ctx); NamedExpr(target value); Set(elts); SetComp(elt generators); Slice(lower? upper? step?);
  Starred(value ctx); Subscript(value slice ctx); TemplateStr[3.14-](values); Tuple(elts ctx); UnaryOp(op
  operand); Yield(value?); YieldFrom(value)
expr_context: Del; Load; Store
mod: Expression(body); FunctionType(argtypes returns); Interactive(body); Module(body type_ignores)
operator: Add; BitAnd; BitOr; BitXor; Div; FloorDiv; LShift; MatMult; Mod; Mult; Pow; RShift; Sub
pattern: MatchAs[3.10-](pattern? name?); MatchClass[3.10-](cls patterns kwd_attrs kwd_patterns);
  MatchMapping[3.10-](keys patterns rest?); MatchOr[3.10-](patterns); MatchSequence[3.10-](patterns);
  MatchSingleton[3.10-](value); MatchStar[3.10-](name?); MatchValue[3.10-](value)
stmt: AnnAssign(target annotation value? simple); Assert(test msg?); Assign(targets value type_comment?);
  AsyncFor(target iter body orelse type_comment?); AsyncFunctionDef[-3.11](name args body decorator_list
  returns? type_comment?); AsyncFunctionDef[3.12-](name args body decorator_list returns? type_comment?
  type_params); AsyncWith(items body type_comment?); AugAssign(target op value); Break; ClassDef[-3.11](name
  bases keywords body decorator_list); ClassDef[3.12-](name bases keywords body decorator_list type_params);
  Continue; Delete(targets); Expr(value); For(target iter body orelse type_comment?); FunctionDef[-3.11](name
  args body decorator_list returns? type_comment?); FunctionDef[3.12-](name args body decorator_list returns?
  type_comment? type_params); Global(names); If(test body orelse); Import(names); ImportFrom(module? names
  level?); Match[3.10-](subject cases); Nonlocal(names); Pass; Raise(exc? cause?); Return(value?); Try(body
  handlers orelse finalbody); TryStar[3.11-](body handlers orelse finalbody); TypeAlias[3.12-](name type_params
  value); While(test body orelse); With(items body type_comment?)
type_ignore: TypeIgnore(lineno tag)
type_param: ParamSpec[3.12-](name default_value?); TypeVar[3.12-](name bound? default_value?);
  TypeVarTuple[3.12-](name default_value?)
unaryop: Invert; Not; UAdd; USub
`;
interface Node {
  readonly name: string;
  readonly base: string;
  readonly fields: readonly string[];
  readonly optional: readonly string[];
}
function nodes(): Node[] {
  const found: Node[] = [];
  for (const line of grammar.trim().replace(/\n {2}/g, ' ').split('\n')) {
    const [base = '', list = ''] = line.split(': ');
    for (const item of list.split('; ')) {
      const [, name = '', range, fields = ''] = /^(\w+)(?:\[([^\]]*)\])?(?:\((.*)\))?$/.exec(item) ?? [];
      if (!exists(range)) continue;
      const names = fields.split(' ').filter(field => field !== '');
      const isOptional = (field: string): boolean => field.endsWith('?');
      found.push({
        name,
        base,
        fields: names.map(field => field.replace('?', '')),
        optional: names.filter(isOptional).map(field => field.slice(0, -1))
      });
    }
  }
  return found;
}
const located = ['alias', 'arg', 'excepthandler', 'expr', 'keyword', 'pattern', 'stmt', 'type_param'];
const tuple = (names: readonly string[]): string =>
  `(${names.map(name => `'${name}'`).join(', ')}${names.length === 1 ? ',' : ''})`;

/** Statements that make one class. */
function classText({ name, base, fields, optional }: Node): string {
  const place = located.includes(name) && (name !== 'alias' || exists('3.10-'));
  const lines = [
    `_fields = ${tuple(fields)}`,
    ...(exists('3.10-') ? [`__match_args__ = ${tuple(fields)}`] : []),
    ...(place ? ["_attributes = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')"] : []),
    ...(place && exists('3.8-') && name !== 'pattern' && name !== 'type_param'
      ? ['end_lineno = None', 'end_col_offset = None']
      : []),
    ...optional.map(field => `${field} = None`)
  ];
  return `class ${name}(${base}):\n    ${lines.join('\n    ')}\n`;
}
export const astNodes = `"""Classes of syntax trees."""

PyCF_ALLOW_TOP_LEVEL_AWAIT = 8192
PyCF_ONLY_AST = 1024
PyCF_TYPE_COMMENTS = 4096
${exists('3.13-') ? 'PyCF_OPTIMIZED_AST = 33792\n' : ''}
class AST:
    _fields = ()
    _attributes = ()
    ${exists('3.10-') ? '__match_args__ = ()' : ''}

    def __init__(self, /, *args, **kwargs):
        fields = self._fields
        name = type(self).__name__
        if len(args) > len(fields):
            if len(fields) == 0:
                raise TypeError("%s constructor takes at most 0 positional arguments" % name)
            raise TypeError("%s constructor takes at most %d positional argument%s"
                            % (name, len(fields), "" if len(fields) == 1 else "s"))
        for field, value in zip(fields, args):
            if field in kwargs:
                raise TypeError("%s got multiple values for argument %r" % (name, field))
            setattr(self, field, value)
        for field, value in kwargs.items():
            setattr(self, field, value)

    def __reduce__(self):
        return type(self), (), self.__dict__

AST.__module__ = 'ast'
${nodes()
  .map(node => `${classText(node)}\n${node.name}.__module__ = 'ast'\n`)
  .join('')}`;
