/** match.  CPython: Python/compile.c compiler_match, compiler_pattern. */
import type { Expr, Pattern, Stmt } from '../syntax/ast.js';
import { None, fromTree, int, str, tuple } from './constants.js';
import type { Compiler } from './context.js';
import type { Location } from './errors.js';
import { operatorIndex } from './operators.js';
import type { Label } from './ir.js';
import { jumpIf } from './jumps.js';
import { nameOperation } from './names.js';
import { comparisons, type OpcodeName } from './opcodes.js';

/** What the patterns of one case have put on the stack so far.  @cpython pattern_context */
interface Matching {
  /** Captured names, whose values lie on the stack in this order. */
  stores: string[];
  allowIrrefutable: boolean;
  /** Where to go with so many values to pop. */
  failPop: Label[];
  /** Values on top of the captured ones. */
  onTop: number;
}

const isWildcard = (p: Pattern): boolean => p.kind === 'MatchAs' && p.name === null && p.pattern === null;

export function matchStatement(c: Compiler, s: Extract<Stmt, { kind: 'Match' }>): void {
  c.expr(s.subject);
  const end = c.label();
  const last = s.cases[s.cases.length - 1]!;
  const hasDefault = isWildcard(last.pattern) && s.cases.length > 1;
  const tested = hasDefault ? s.cases.slice(0, -1) : s.cases;
  c.scope.conditionalDepth++;
  tested.forEach((each, i) => {
    const isLast = i === tested.length - 1;
    c.located(each.pattern, () => {
      if (!isLast) c.emit('COPY', 1);
      const m: Matching = {
        stores: [],
        allowIrrefutable: each.guard !== null || i === s.cases.length - 1,
        failPop: [],
        onTop: 0
      };
      pattern(c, m, each.pattern);
      for (const name of m.stores) nameOperation(c, name, 'Store');
      if (each.guard !== null) {
        ensureFailPop(c, m, 0);
        jumpIf(c, each.guard, m.failPop[0]!, false);
      }
      if (!isLast) c.emit('POP_TOP');
      c.body(each.body);
      c.located(null, () => c.jump('JUMP', end));
      emitFailPop(c, m);
    });
  });
  if (hasDefault) {
    c.located(last.pattern, () => {
      c.emit('NOP');
      if (last.guard !== null) jumpIf(c, last.guard, end, false);
      c.body(last.body);
    });
  }
  c.scope.conditionalDepth--;
  c.use(end);
}

function ensureFailPop(c: Compiler, m: Matching, n: number): void {
  while (m.failPop.length < n + 1) m.failPop.push(c.label());
}
function failWith(c: Compiler, m: Matching, name: OpcodeName): void {
  const pops = m.onTop + m.stores.length;
  ensureFailPop(c, m, pops);
  c.jump(name, m.failPop[pops]!);
}
function emitFailPop(c: Compiler, m: Matching): void {
  if (m.failPop.length === 0) return;
  for (let i = m.failPop.length - 1; i > 0; i--) {
    c.use(m.failPop[i]!);
    c.emit('POP_TOP');
  }
  c.use(m.failPop[0]!);
  m.failPop = [];
}

function rotate(c: Compiler, count: number): void {
  for (; count > 1; count--) c.emit('SWAP', count);
}

function storeName(c: Compiler, m: Matching, name: string | null, at: Location): void {
  if (name === null) {
    c.emit('POP_TOP');
    return;
  }
  if (m.stores.includes(name)) c.fail(`multiple assignments to name '${name}' in pattern`, at);
  rotate(c, m.onTop + m.stores.length + 1);
  m.stores.push(name);
}

const compare = (c: Compiler, how: '==' | '>='): void => {
  c.emit('COMPARE_OP', comparisons.indexOf(how));
};

function subpattern(c: Compiler, m: Matching, p: Pattern): void {
  const was = m.allowIrrefutable;
  m.allowIrrefutable = true;
  pattern(c, m, p);
  m.allowIrrefutable = was;
}

function pattern(c: Compiler, m: Matching, p: Pattern): void {
  c.located(p, () => patternAt(c, m, p));
}

function patternAt(c: Compiler, m: Matching, p: Pattern): void {
  switch (p.kind) {
    case 'MatchValue':
      if (!isMatchable(p.value)) c.fail('patterns may only match literals and attribute lookups', p);
      c.expr(p.value);
      compare(c, '==');
      return failWith(c, m, 'POP_JUMP_IF_FALSE');
    case 'MatchSingleton':
      c.load(fromTree(p.value));
      c.emit('IS_OP', 0);
      return failWith(c, m, 'POP_JUMP_IF_FALSE');
    case 'MatchSequence':
      return sequencePattern(c, m, p);
    case 'MatchMapping':
      return mappingPattern(c, m, p);
    case 'MatchClass':
      return classPattern(c, m, p);
    case 'MatchStar':
      return storeName(c, m, p.name, p);
    case 'MatchAs':
      if (p.pattern === null) {
        if (!m.allowIrrefutable) {
          c.fail(
            p.name !== null
              ? `name capture '${p.name}' makes remaining patterns unreachable`
              : 'wildcard makes remaining patterns unreachable',
            p
          );
        }
        return storeName(c, m, p.name, p);
      }
      m.onTop++;
      c.emit('COPY', 1);
      pattern(c, m, p.pattern);
      m.onTop--;
      return storeName(c, m, p.name, p);
    case 'MatchOr':
      return orPattern(c, m, p);
  }
}

const isMatchable = (e: Expr): boolean =>
  e.kind === 'Constant' || e.kind === 'Attribute' || e.kind === 'JoinedStr' || e.kind === 'TemplateStr';

function sequencePattern(c: Compiler, m: Matching, p: Extract<Pattern, { kind: 'MatchSequence' }>): void {
  const size = p.patterns.length;
  let star = -1;
  let onlyWildcard = true;
  let starWildcard = false;
  p.patterns.forEach((each, i) => {
    if (each.kind === 'MatchStar') {
      if (star >= 0) c.fail('multiple starred expressions in sequence pattern', p);
      starWildcard = each.name === null;
      onlyWildcard &&= starWildcard;
      star = i;
      return;
    }
    onlyWildcard &&= isWildcard(each);
  });
  m.onTop++;
  c.emit('MATCH_SEQUENCE');
  failWith(c, m, 'POP_JUMP_IF_FALSE');
  if (star < 0 || size > 1) {
    c.emit('GET_LEN');
    c.load(int(star < 0 ? size : size - 1));
    compare(c, star < 0 ? '==' : '>=');
    failWith(c, m, 'POP_JUMP_IF_FALSE');
  }
  m.onTop--;
  if (onlyWildcard) {
    c.emit('POP_TOP');
  } else if (starWildcard) {
    m.onTop++;
    p.patterns.forEach((each, i) => {
      if (isWildcard(each) || i === star) return;
      c.emit('COPY', 1);
      if (i < star) {
        c.load(int(i));
      } else {
        c.emit('GET_LEN');
        c.load(int(size - i));
        c.emit('BINARY_OP', operatorIndex('Sub'));
      }
      c.emit('BINARY_SUBSCR');
      subpattern(c, m, each);
    });
    m.onTop--;
    c.emit('POP_TOP');
  } else {
    if (star >= 0) c.emit('UNPACK_EX', star + ((size - star - 1) << 8));
    else c.emit('UNPACK_SEQUENCE', size);
    m.onTop += size;
    for (const each of p.patterns) {
      m.onTop--;
      subpattern(c, m, each);
    }
  }
}

function mappingPattern(c: Compiler, m: Matching, p: Extract<Pattern, { kind: 'MatchMapping' }>): void {
  const size = p.keys.length;
  m.onTop++;
  c.emit('MATCH_MAPPING');
  failWith(c, m, 'POP_JUMP_IF_FALSE');
  if (size === 0 && p.rest === null) {
    m.onTop--;
    c.emit('POP_TOP');
    return;
  }
  if (size > 0) {
    c.emit('GET_LEN');
    c.load(int(size));
    compare(c, '>=');
    failWith(c, m, 'POP_JUMP_IF_FALSE');
  }
  const seen = new Set<string>();
  for (const key of p.keys) {
    if (key.kind === 'Constant') {
      const name = JSON.stringify(key.value, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v));
      if (seen.has(name)) c.fail(`mapping pattern checks duplicate key (${reprOf(key)})`, p);
      seen.add(name);
    } else if (key.kind !== 'Attribute') {
      c.fail('mapping pattern keys may only match literals and attribute lookups', p);
    }
    c.expr(key);
  }
  c.emit('BUILD_TUPLE', size);
  c.emit('MATCH_KEYS');
  m.onTop += 2;
  c.emit('COPY', 1);
  c.load(None);
  c.emit('IS_OP', 1);
  failWith(c, m, 'POP_JUMP_IF_FALSE');
  c.emit('UNPACK_SEQUENCE', size);
  m.onTop += size - 1;
  for (const each of p.patterns) {
    m.onTop--;
    subpattern(c, m, each);
  }
  m.onTop -= 2;
  if (p.rest === null) {
    c.emit('POP_TOP');
    c.emit('POP_TOP');
    return;
  }
  c.emit('BUILD_MAP', 0);
  c.emit('SWAP', 3);
  c.emit('DICT_UPDATE', 2);
  c.emit('UNPACK_SEQUENCE', size);
  for (let left = size; left > 0; left--) {
    c.emit('COPY', 1 + left);
    c.emit('SWAP', 2);
    c.emit('DELETE_SUBSCR');
  }
  storeName(c, m, p.rest, p);
}

function reprOf(key: Extract<Expr, { kind: 'Constant' }>): string {
  const { value } = key;
  return 'value' in value ? (value.type === 'str' ? `'${value.value}'` : String(value.value)) : value.type;
}

function classPattern(c: Compiler, m: Matching, p: Extract<Pattern, { kind: 'MatchClass' }>): void {
  const count = p.patterns.length;
  p.kwd_attrs.forEach((name, i) => {
    if (p.kwd_attrs.indexOf(name) !== i) {
      c.fail(`attribute name repeated in class pattern: ${name}`, p.kwd_patterns[i]!);
    }
  });
  c.expr(p.cls);
  c.load(tuple(p.kwd_attrs.map(str)));
  c.emit('MATCH_CLASS', count);
  c.emit('COPY', 1);
  c.load(None);
  c.emit('IS_OP', 1);
  m.onTop++;
  failWith(c, m, 'POP_JUMP_IF_FALSE');
  const all = [...p.patterns, ...p.kwd_patterns];
  c.emit('UNPACK_SEQUENCE', all.length);
  m.onTop += all.length - 1;
  for (const each of all) {
    m.onTop--;
    if (isWildcard(each)) c.emit('POP_TOP');
    else subpattern(c, m, each);
  }
}

function orPattern(c: Compiler, m: Matching, p: Extract<Pattern, { kind: 'MatchOr' }>): void {
  const end = c.label();
  let control: string[] = [];
  p.patterns.forEach((each, i) => {
    const inner: Matching = {
      stores: [],
      allowIrrefutable: i === p.patterns.length - 1 && m.allowIrrefutable,
      failPop: [],
      onTop: 0
    };
    c.located(each, () => {
      c.emit('COPY', 1);
      pattern(c, inner, each);
      if (i === 0) control = [...inner.stores];
      else reorder(c, inner, control, p);
      c.jump('JUMP', end);
      emitFailPop(c, inner);
    });
  });
  c.emit('POP_TOP');
  failWith(c, m, 'JUMP');
  c.use(end);
  const distance = control.length + 1 + m.onTop + m.stores.length;
  for (const name of control) {
    rotate(c, distance);
    if (m.stores.includes(name)) c.fail(`multiple assignments to name '${name}' in pattern`, p);
    m.stores.push(name);
  }
  c.emit('POP_TOP');
}

/** Brings the captured values of an alternative into the order of the first one's. */
function reorder(c: Compiler, inner: Matching, control: readonly string[], at: Location): void {
  const differ = (): never => c.fail('alternative patterns bind different names', at);
  const { stores } = inner;
  if (stores.length !== control.length) differ();
  for (let i = stores.length - 1; i >= 0; i--) {
    const found = stores.indexOf(control[i]!);
    if (found < 0) differ();
    if (found === i) continue;
    const rotated = stores.splice(0, found + 1);
    stores.splice(i - found, 0, ...rotated);
    for (let left = found + 1; left > 0; left--) rotate(c, i + 1);
  }
}
