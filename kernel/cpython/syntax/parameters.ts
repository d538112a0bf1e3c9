/** Parameters of functions and lambdas, and type parameters.  CPython: Grammar/python.gram, params. */
import type { Arg, Arguments, Expr, ParamSpec, Starred, TypeParam, TypeVar, TypeVarTuple } from './ast.js';
import { AtomParser } from './atoms.js';

export abstract class ParameterParser extends AtomParser {
  /** Parameters up to `close` (`)`, or a lambda's `:`), which is not consumed. */
  protected parameters(close: string, isLambda: boolean): Arguments {
    const posonlyargs: Arg[] = [];
    const kwonlyargs: Arg[] = [];
    const kw_defaults: (Expr | null)[] = [];
    const defaults: Expr[] = [];
    let args: Arg[] = [];
    let vararg: Arg | null = null;
    let kwarg: Arg | null = null;
    let isKeywordOnly = false;
    let hasSlash = false;
    while (!this.at(close)) {
      if (this.at('/')) {
        if (hasSlash || isKeywordOnly || args.length === 0 || !this.grammar.positionalOnly) this.fail();
        this.advance();
        hasSlash = true;
        posonlyargs.push(...args);
        args = [];
      } else if (this.at('**')) {
        this.advance();
        kwarg = this.parameter(isLambda);
        this.accept(',');
        if (!this.at(close)) this.fail();
        break;
      } else if (this.at('*')) {
        if (isKeywordOnly) this.fail();
        this.advance();
        isKeywordOnly = true;
        if (this.at(',')) {
          const next = this.peek().kind;
          if (next !== 'NAME') this.fail();
        } else vararg = this.parameter(isLambda, true);
      } else {
        const arg = this.parameter(isLambda);
        const value = this.accept('=') ? this.expression() : null;
        if (isKeywordOnly) {
          kwonlyargs.push(arg);
          kw_defaults.push(value);
        } else {
          if (value !== null) defaults.push(value);
          else if (defaults.length > 0) this.fail();
          args.push(arg);
        }
      }
      if (!this.accept(',')) break;
    }
    if (!this.at(close)) this.fail();
    return { kind: 'arguments', posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
  }

  private parameter(isLambda: boolean, mayUnpack = false): Arg {
    const start = this.name();
    let annotation: Expr | null = null;
    if (!isLambda && this.accept(':')) {
      const isStar = this.at('*') && mayUnpack && this.grammar.starInIndex;
      annotation = isStar ? this.starred() : this.expression();
    }
    return this.node<Arg>(start, { kind: 'arg', arg: start.text, annotation });
  }

  /** `[T, *Ts, **P]`, or nothing. */
  protected typeParameters(): TypeParam[] {
    const params: TypeParam[] = [];
    if (!this.grammar.typeParameters || !this.at('[')) return params;
    this.advance();
    do {
      if (this.at(']')) break;
      params.push(this.typeParameter());
    } while (this.accept(','));
    if (params.length === 0 && !this.grammar.operandErrors) this.fail();
    if (params.length === 0) this.raiseFrom('Type parameter list cannot be empty', this.tok);
    this.expect(']');
    return params;
  }

  private typeParameter(): TypeParam {
    const start = this.tok;
    if (this.accept('*')) {
      const name = this.name().text;
      const default_value = this.typeDefault(true);
      return this.node<TypeVarTuple>(start, { kind: 'TypeVarTuple', name, default_value });
    }
    if (this.accept('**')) {
      const name = this.name().text;
      const default_value = this.typeDefault(false);
      return this.node<ParamSpec>(start, { kind: 'ParamSpec', name, default_value });
    }
    const name = this.name().text;
    const bound = this.accept(':') ? this.expression() : null;
    const default_value = this.typeDefault(false);
    return this.node<TypeVar>(start, { kind: 'TypeVar', name, bound, default_value });
  }

  private typeDefault(mayUnpack: boolean): Expr | null {
    if (!this.grammar.typeParameterDefaults || !this.accept('=')) return null;
    return mayUnpack && this.at('*') ? (this.starred() satisfies Starred) : this.expression();
  }
}
