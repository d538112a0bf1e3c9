/** List, set, tuple and dict displays.  CPython: Python/compile.c starunpack_helper, compiler_dict. */
import type { Dict, Expr } from '../syntax/ast.js';
import { fromTree, tuple } from './constants.js';
import type { Compiler } from './context.js';
import type { OpcodeName } from './opcodes.js';
import type { Constant } from './unit.js';

interface Kind {
  build: OpcodeName;
  add: OpcodeName;
  extend: OpcodeName;
  /** The result is a tuple, made of a list where there are stars. */
  isTuple: boolean;
}
export const listDisplay: Kind = {
  build: 'BUILD_LIST',
  add: 'LIST_APPEND',
  extend: 'LIST_EXTEND',
  isTuple: false
};
export const setDisplay: Kind = { build: 'BUILD_SET', add: 'SET_ADD', extend: 'SET_UPDATE', isTuple: false };
export const tupleDisplay: Kind = {
  build: 'BUILD_LIST',
  add: 'LIST_APPEND',
  extend: 'LIST_EXTEND',
  isTuple: true
};

/** The constants that expressions are, or null if one is not. */
export function allConstant(list: readonly (Expr | null)[]): Constant[] | null {
  const found: Constant[] = [];
  for (const e of list) {
    if (e === null) return null;
    const constant = constantOf(e);
    if (constant === null) return null;
    found.push(constant);
  }
  return found;
}

export function constantOf(e: Expr): Constant | null {
  return e.kind === 'Constant' ? fromTree(e.value) : null;
}

/** Makes a sequence of `elements` and of `pushed` values that lie on the stack already. */
export function display(c: Compiler, elements: readonly Expr[], pushed: number, kind: Kind): void {
  const n = elements.length;
  const { facts } = c;
  if (facts.folding !== 'code' && facts.displayFromConstant > 0 && n >= facts.displayFromConstant) {
    const items = allConstant(elements);
    if (items !== null) {
      if (kind.isTuple && pushed === 0) {
        c.load(tuple(items));
        return;
      }
      c.emit(kind.build, pushed);
      c.load(kind.add === 'SET_ADD' ? { type: 'frozenset', items: distinct(items) } : tuple(items));
      c.emit(kind.extend, 1);
      if (kind.isTuple) c.emit('LIST_TO_TUPLE');
      return;
    }
  }
  const isLong = n + pushed > facts.stackUse;
  const hasStar = elements.some(e => e.kind === 'Starred');
  if (!hasStar && !isLong) {
    c.exprs(elements);
    c.emit(kind.isTuple ? 'BUILD_TUPLE' : kind.build, n + pushed);
    return;
  }
  let isBuilt = false;
  if (isLong) {
    c.emit(kind.build, pushed);
    isBuilt = true;
  }
  elements.forEach((e, i) => {
    if (e.kind === 'Starred') {
      if (!isBuilt) {
        c.emit(kind.build, i + pushed);
        isBuilt = true;
      }
      c.expr(e.value);
      c.emit(kind.extend, 1);
    } else {
      c.expr(e);
      if (isBuilt) c.emit(kind.add, 1);
    }
  });
  if (kind.isTuple) c.emit('LIST_TO_TUPLE');
}

/** A frozenset's items: equal ones once. */
export function distinct(items: readonly Constant[]): Constant[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const key =
      item.type === 'True'
        ? 'n1'
        : item.type === 'False'
          ? 'n0'
          : item.type === 'int' || item.type === 'float'
            ? `n${Number(item.value)}`
            : JSON.stringify(item, plain);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);

export function dictDisplay(c: Compiler, e: Dict): void {
  const n = e.values.length;
  let isBuilt = false;
  let waiting = 0;
  const piece = (from: number, to: number): void => {
    dictPiece(c, e, from, to);
    if (isBuilt) c.emit('DICT_UPDATE', 1);
    isBuilt = true;
    waiting = 0;
  };
  for (let i = 0; i < n; i++) {
    if (e.keys[i] === null) {
      if (waiting > 0) piece(i - waiting, i);
      if (!isBuilt) {
        c.emit('BUILD_MAP', 0);
        isBuilt = true;
      }
      c.expr(e.values[i]!);
      c.emit('DICT_UPDATE', 1);
    } else if (waiting * 2 > c.facts.stackUse) {
      piece(i - waiting, i + 1);
    } else {
      waiting++;
    }
  }
  if (waiting > 0) piece(n - waiting, n);
  if (!isBuilt) c.emit('BUILD_MAP', 0);
}

function dictPiece(c: Compiler, e: Dict, from: number, to: number): void {
  const n = to - from;
  const isLong = n * 2 > c.facts.stackUse;
  const keys = n > 1 && !isLong && c.facts.constKeyMap ? allConstant(e.keys.slice(from, to)) : null;
  if (keys !== null) {
    for (let i = from; i < to; i++) c.expr(e.values[i]!);
    c.load(tuple(keys));
    c.emit('BUILD_CONST_KEY_MAP', n);
    return;
  }
  if (isLong) c.emit('BUILD_MAP', 0);
  for (let i = from; i < to; i++) {
    c.expr(e.keys[i]!);
    c.expr(e.values[i]!);
    if (isLong) c.emit('MAP_ADD', 1);
  }
  if (!isLong) c.emit('BUILD_MAP', n);
}
