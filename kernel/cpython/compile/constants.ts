/** Constants: which are equal, and how a compilation merges them.  CPython: Objects/codeobject.c _PyCode_ConstantKey. */
import type { CodeUnit, Constant } from './unit.js';
import type { ConstantValue } from '../syntax/ast.js';

export const None: Constant = { type: 'None' };
export const True: Constant = { type: 'True' };
export const False: Constant = { type: 'False' };
export const Ellipsis: Constant = { type: 'Ellipsis' };
export const int = (value: number | bigint): Constant => ({ type: 'int', value: BigInt(value) });
export const str = (value: string): Constant => ({ type: 'str', value });
export const tuple = (items: readonly Constant[]): Constant => ({ type: 'tuple', items });

const singletons: Partial<Record<string, Constant>> = { None, True, False, Ellipsis };

/** A constant of the tree as a constant of the code. */
export function fromTree(value: ConstantValue): Constant {
  if (value.type === 'complex') {
    // what folding made may have a real part, the tree's own have none
    return { type: 'complex', real: (value as { real?: number }).real ?? 0, imag: value.imag };
  }
  return singletons[value.type] ?? (value as Constant);
}

const number = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** A text that two constants share exactly if they may be one object; `code` names nested code, `nan` what equals only itself. */
function keyWith(
  constant: Constant,
  code: (unit: CodeUnit) => string,
  nan: (constant: Constant) => string
): string {
  const key = (item: Constant): string => keyWith(item, code, nan);
  switch (constant.type) {
    case 'None':
    case 'True':
    case 'False':
    case 'Ellipsis':
      return constant.type;
    case 'int':
      return `i${constant.value}`;
    case 'float':
      return Number.isNaN(constant.value) ? nan(constant) : `f${number(constant.value)}`;
    case 'complex':
      if (Number.isNaN(constant.real) || Number.isNaN(constant.imag)) return nan(constant);
      return `j${number(constant.real)},${number(constant.imag)}`;
    case 'str':
      return `s${constant.value.length}:${constant.value}`;
    case 'bytes':
      return `b${constant.value.length}:${Array.from(constant.value).join(',')}`;
    case 'tuple':
      return `(${constant.items.map(key).join(';')})`;
    case 'slice':
      return `[${constant.items.map(key).join(';')}]`;
    case 'frozenset':
      return `{${constant.items.map(key).sort().join(';')}}`;
    case 'code':
      return code(constant.unit);
  }
}

/** One table per compilation, or one per code object where the version does not share between them. */
export class ConstantTable {
  private readonly known = new Map<string, Constant>();
  private readonly codes = new Map<CodeUnit, string>();
  private readonly nans: Constant[] = [];
  private readonly texts = new Map<string, number>();

  /** Whether code objects at different places on a line are different. */
  constructor(private readonly comparesPositions: boolean) {}

  /**
   * A text that two constants of this compilation share exactly if they may be one object.  Code objects are compared by what
   * they do: a `finally` that is compiled twice has its functions once.
   */
  keyOf(constant: Constant): string {
    return keyWith(
      constant,
      unit => {
        const known = this.codes.get(unit);
        if (known !== undefined) return known;
        const key = `c${this.numberOf(this.textOf(unit))}`;
        this.codes.set(unit, key);
        return key;
      },
      value => {
        let index = this.nans.indexOf(value);
        if (index < 0) index = this.nans.push(value) - 1;
        return `n${index}`;
      }
    );
  }

  private numberOf(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, this.texts.size);
    return this.texts.size - 1;
  }

  private textOf(unit: CodeUnit): string {
    const { constants, exceptions, positions, ...rest } = unit;
    return JSON.stringify([
      rest,
      constants.map(constant => this.keyOf(constant)),
      this.comparesPositions ? [positions, exceptions] : null
    ]);
  }

  /** The constant that stands for `constant`; parts of tuples are merged as well. */
  merge(constant: Constant): Constant {
    const key = this.keyOf(constant);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const merged =
      constant.type === 'tuple' || constant.type === 'frozenset'
        ? { ...constant, items: constant.items.map(item => this.merge(item)) }
        : constant;
    this.known.set(key, merged);
    return merged;
  }
}

/** Whether a constant counts as true. */
export function truthOf(constant: Constant): boolean {
  switch (constant.type) {
    case 'None':
    case 'False':
      return false;
    case 'int':
      return constant.value !== 0n;
    case 'float':
      return constant.value !== 0;
    case 'complex':
      return constant.real !== 0 || constant.imag !== 0;
    case 'str':
    case 'bytes':
      return constant.value.length > 0;
    case 'tuple':
    case 'frozenset':
      return constant.items.length > 0;
    default:
      return true;
  }
}
