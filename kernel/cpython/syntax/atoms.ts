/** Names, literals, and what stands in brackets: groups, displays, comprehensions.  CPython: Grammar/python.gram, atom. */
import type {
  Comprehension,
  Constant,
  ConstantValue,
  Dict,
  DictComp,
  Expr,
  GeneratorExp,
  List,
  ListComp,
  Name,
  SetComp,
  SetExpr,
  Starred,
  Tuple
} from './ast.js';
import { FormattedLiteralParser } from './fstrings.js';
import { numberValue } from './numbers.js';
import type { Token } from './token.js';

/** Tokens that can only stand where an expression has ended: after a comma they mean that no item follows. */
export const ENDS_ITEMS: ReadonlySet<string> = new Set(
  ') ] } = : ; NEWLINE ENDMARKER += -= *= /= //= %= @= &= |= ^= >>= <<= **= in for async ! FSTRING_MIDDLE'.split(
    ' '
  )
);

const SINGLETONS: Readonly<Record<string, ConstantValue>> = {
  None: { type: 'None' },
  True: { type: 'True' },
  False: { type: 'False' },
  '...': { type: 'Ellipsis' }
};

export abstract class AtomParser extends FormattedLiteralParser {
  protected atom(): Expr {
    const token = this.tok;
    switch (token.kind) {
      case 'NAME':
        this.advance();
        return this.node<Name>(token, { kind: 'Name', id: token.text, ctx: 'Load' });
      case 'NUMBER':
        this.advance();
        return this.constant_(token, numberValue(token.text));
      case 'STRING':
      case 'FSTRING_START':
        return this.strings();
      case '(':
        return this.parenthesised();
      case '[':
        return this.listDisplay();
      case '{':
        return this.braced();
      case 'None':
      case 'True':
      case 'False':
      case '...':
        this.advance();
        return this.constant_(token, SINGLETONS[token.kind]!);
      default:
        this.fail();
    }
  }

  protected constant_(token: Token, value: ConstantValue): Constant {
    return this.node<Constant>(token, { kind: 'Constant', value, constant_kind: null });
  }

  protected atComprehension(): boolean {
    if (this.at('async')) this.furthest = Math.max(this.furthest, this.pos + 1);
    return this.at('for') || (this.at('async') && this.peek().kind === 'for');
  }

  /** The first item in brackets. */
  private firstItem(): Expr {
    if (this.diagnosing && this.at('*')) {
      const first = this.pos;
      this.invalidStar(this.advance());
      this.seek(first);
    }
    return this.starNamedExpression();
  }

  /** A tuple, a group or a generator expression. */
  private parenthesised(): Expr {
    const start = this.advance();
    if (this.diagnosing && this.at('**')) this.invalidDoubleStar();
    if (this.accept(')')) return this.node<Tuple>(start, { kind: 'Tuple', elts: [], ctx: 'Load' });
    if (this.at('yield')) {
      const value = this.yieldExpression();
      this.closeGroup();
      return value;
    }
    const first = this.firstItem();
    if (this.at(',')) {
      const elts = [first];
      this.moreItems(elts, ')');
      this.closeGroup();
      return this.node<Tuple>(start, { kind: 'Tuple', elts, ctx: 'Load' });
    }
    if (this.atComprehension() && this.mayComprehend(first)) return this.generator(start, first);
    if (first.kind === 'Starred') this.invalidGroup(start, first);
    this.closeGroup();
    return first;
  }

  private closeGroup(): void {
    this.expect(')');
  }

  /** The rest of a generator expression that began at `start`; `)` included. */
  protected generator(start: Token, elt: Expr): GeneratorExp {
    const generators = this.comprehensions();
    this.expect(')');
    return this.node<GeneratorExp>(start, { kind: 'GeneratorExp', elt, generators });
  }

  private mayComprehend(elt: Expr): boolean {
    return (
      elt.kind !== 'Starred' || this.grammar.unpackInComprehensions || this.invalidStarComprehension(elt)
    );
  }

  /** Adds `, item` as long as they come; a last comma may stand alone before `close`. */
  protected moreItems(elts: Expr[], close: string): void {
    while (this.accept(',')) {
      if (this.at(close)) return;
      if (this.diagnosing && elts.length === 1 && close !== ')' && this.atComprehension()) {
        this.invalidTupleComprehension(elts);
      }
      elts.push(this.starNamedExpression());
    }
  }

  private listDisplay(): Expr {
    const start = this.advance();
    const elts: Expr[] = [];
    if (!this.at(']')) {
      const first = this.firstItem();
      if (this.atComprehension() && this.mayComprehend(first)) {
        const generators = this.comprehensions();
        this.expect(']');
        return this.node<ListComp>(start, { kind: 'ListComp', elt: first, generators });
      }
      elts.push(first);
      this.moreItems(elts, ']');
      if (this.diagnosing && this.atComprehension()) this.invalidTupleComprehension(elts);
    }
    this.expect(']');
    return this.node<List>(start, { kind: 'List', elts, ctx: 'Load' });
  }

  /** A dict, a set, or a comprehension of one. */
  private braced(): Expr {
    const start = this.advance();
    if (this.accept('}')) return this.node<Dict>(start, { kind: 'Dict', keys: [], values: [] });
    if (this.at('**')) return this.dictDisplay(start);
    const isWalrus = this.at('NAME') && this.peek().kind === ':=';
    if (isWalrus && !this.grammar.walrusInIndexAndSet) this.fail();
    const first = this.firstItem();
    if (this.at(':') && first.kind !== 'Starred' && !isWalrus) return this.dictDisplay(start, first);
    if (this.atComprehension() && this.mayComprehend(first)) {
      const generators = this.comprehensions();
      this.expect('}');
      return this.node<SetComp>(start, { kind: 'SetComp', elt: first, generators });
    }
    const elts = [first];
    this.moreItems(elts, '}');
    if (this.diagnosing && this.atComprehension()) this.invalidTupleComprehension(elts);
    this.expect('}');
    return this.node<SetExpr>(start, { kind: 'Set', elts });
  }

  /** The items of a dict; `first` is its first key, if that was read. */
  private dictDisplay(start: Token, first: Expr | null = null): Dict | DictComp {
    const keys: (Expr | null)[] = [];
    const values: Expr[] = [];
    let key = first;
    do {
      if (key === null && this.at('}')) break;
      const stars = this.tok;
      if (key === null && this.accept('**')) {
        const value = this.bitwiseOr();
        if (this.atComprehension() && keys.length === 0) {
          if (!this.grammar.unpackInComprehensions) this.invalidDictUnpacking(stars);
          const generators = this.comprehensions();
          this.expect('}');
          return this.node<DictComp>(start, { kind: 'DictComp', key: value, value: null, generators });
        }
        keys.push(null);
        values.push(value);
      } else {
        key ??= this.expression();
        if (this.diagnosing) this.invalidDictItem(key, keys.length > 0);
        this.expect(':');
        const value = this.expression();
        if (this.atComprehension() && keys.length === 0) {
          const generators = this.comprehensions();
          this.expect('}');
          return this.node<DictComp>(start, { kind: 'DictComp', key, value, generators });
        }
        keys.push(key);
        values.push(value);
      }
      key = null;
    } while (this.accept(','));
    this.expect('}');
    return this.node<Dict>(start, { kind: 'Dict', keys, values });
  }

  /** One or more `for ... in ... if ...`. */
  protected comprehensions(): Comprehension[] {
    const generators: Comprehension[] = [];
    while (this.atComprehension()) {
      const is_async = this.accept('async') ? 1 : 0;
      this.expect('for');
      const start = this.pos;
      const target = this.diagnosing ? this.forTarget(start, true) : this.starTargets();
      if (!this.at('in')) this.invalidForTarget(start, true);
      this.advance();
      const iter = this.disjunction();
      const ifs: Expr[] = [];
      while (this.accept('if')) ifs.push(this.disjunction());
      generators.push({ kind: 'comprehension', target, iter, ifs, is_async });
    }
    return generators;
  }

  protected forTarget(start: number, isComprehension = false): Expr {
    return this.attempt(() => this.starTargets()) ?? this.invalidForTarget(start, isComprehension);
  }

  /** `*value` where a list of values may have it. */
  protected starred(): Starred {
    const start = this.expect('*');
    const value = this.bitwiseOr();
    return this.node<Starred>(start, { kind: 'Starred', value, ctx: 'Load' });
  }

  // What the diagnosing layer recognises; the plain parser only fails.

  protected invalidGroup(_start: Token, _elt: Expr): void {
    this.fail();
  }
  protected invalidStarComprehension(_elt: Expr): boolean {
    this.fail();
  }
  protected invalidForTarget(_start: number, _isComprehension = false): never {
    this.fail();
  }
  protected invalidDictUnpacking(_stars: Token): void {
    this.fail();
  }
  protected invalidTupleComprehension(_elts: Expr[]): void {}
  protected invalidDoubleStar(): void {}
  protected invalidStar(_star: Token): void {}
  protected invalidDictItem(_key: Expr, _isLater: boolean): void {}
}
