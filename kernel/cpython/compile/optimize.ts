/** What is optimised in the finished code: constant tests, tuples, tests for None; from 3.14 all folding.  CPython: Python/flowgraph.c optimize_basic_block. */
import { foldBinary, foldUnary, type FoldedOperator } from './arithmetic.js';
import { truthOf } from './constants.js';
import { distinct } from './displays.js';
import type { CompileFacts } from './facts.js';
import { nonempty, removeUnreachable, type BasicBlock, type Flow } from './flow.js';
import { Op } from './opcodes.js';
import { binaryOperators } from '../profiles/operators.js';
import { isUnconditional, type Instruction } from './ir.js';
import type { Constant } from './unit.js';

/** The constants of the code object, which folding may add to. */
export interface Constants {
  /** The index of a constant; `anew`: of a new entry, even if there is an equal one. */
  add(constant: Constant, anew?: boolean): number;
  get(index: number): Constant;
}

export function optimize(flow: Flow, constants: Constants, facts: CompileFacts): void {
  const optimizer = new Optimizer(flow, constants, facts);
  if (facts.deadBranches === 'removed') {
    removeUnreachable(flow);
    for (const block of flow.blocks) optimizer.constantTests(block);
    for (const block of flow.blocks) optimizer.block(block);
    removeUnreachable(flow);
  } else {
    for (const block of flow.blocks) {
      optimizer.constantTests(block);
      optimizer.block(block);
    }
    removeUnreachable(flow);
  }
  optimizer.threadJumps();
  removeUnreachable(flow);
  optimizer.removeRedundantJumps();
}

class Optimizer {
  constructor(
    private readonly flow: Flow,
    private readonly constants: Constants,
    private readonly facts: CompileFacts
  ) {}

  /** What a load of a constant loads, or null. */
  private constant(instruction: Instruction | undefined): Constant | null {
    if (instruction === undefined) return null;
    if (instruction.op === Op.LOAD_CONST) return this.constants.get(instruction.arg);
    if (instruction.op === Op.LOAD_SMALL_INT) return { type: 'int', value: BigInt(instruction.arg) };
    return null;
  }

  private makeLoad(instruction: Instruction, constant: Constant): void {
    if (
      this.facts.smallIntLoads &&
      constant.type === 'int' &&
      constant.value >= 0n &&
      constant.value < 256n
    ) {
      instruction.op = Op.LOAD_SMALL_INT;
      instruction.arg = Number(constant.value);
      return;
    }
    instruction.op = Op.LOAD_CONST;
    instruction.arg = this.addFolded(constant);
  }
  /** A constant that the optimiser has made. */
  private addFolded(constant: Constant): number {
    return this.constants.add(this.facts.folding === 'code' ? { ...constant, isFolded: true } : constant);
  }

  private nop(instruction: Instruction): void {
    instruction.op = Op.NOP;
    instruction.arg = 0;
    instruction.target = null;
    delete instruction.change;
    delete instruction.rise;
    delete instruction.jumped;
  }

  /** Tests of constants, and tests for None. */
  constantTests(block: BasicBlock): void {
    const list = block.instructions;
    for (let i = 0; i < list.length; i++) {
      const load = list[i]!;
      const value = this.constant(load);
      if (value === null) continue;
      if (load.op === Op.LOAD_CONST) {
        if (this.facts.smallIntLoads && value.type === 'int' && value.value >= 0n && value.value < 256n) {
          load.op = Op.LOAD_SMALL_INT;
          load.arg = Number(value.value);
        }
      }
      const next = list[i + 1];
      if (next === undefined) continue;
      const truth = truthOf(value);
      switch (next.op) {
        case Op.POP_JUMP_IF_FALSE:
        case Op.POP_JUMP_IF_TRUE: {
          this.nop(load);
          if (truth === (next.op === Op.POP_JUMP_IF_TRUE)) next.op = Op.JUMP;
          else this.nop(next);
          break;
        }
        case Op.JUMP_IF_FALSE_OR_POP:
        case Op.JUMP_IF_TRUE_OR_POP: {
          if (truth === (next.op === Op.JUMP_IF_TRUE_OR_POP)) {
            next.op = Op.JUMP;
            delete next.rise;
          } else {
            this.nop(load);
            this.nop(next);
          }
          break;
        }
        case Op.IS_OP: {
          const jump = list[i + 2];
          if (!this.facts.noneJumps || value.type !== 'None' || jump === undefined) break;
          if (jump.op !== Op.POP_JUMP_IF_FALSE && jump.op !== Op.POP_JUMP_IF_TRUE) break;
          const jumpsIfNone = (jump.op === Op.POP_JUMP_IF_TRUE) === (next.arg === 0);
          this.nop(load);
          this.nop(next);
          jump.op = jumpsIfNone ? Op.POP_JUMP_IF_NONE : Op.POP_JUMP_IF_NOT_NONE;
          break;
        }
      }
    }
  }

  /** The `count` loads of constants right before `end`, or null. */
  private loadsBefore(list: readonly Instruction[], end: number, count: number): Instruction[] | null {
    const found: Instruction[] = [];
    for (let i = end - 1; i >= 0 && found.length < count; i--) {
      const instruction = list[i]!;
      if (instruction.op === Op.NOP) continue;
      if (this.constant(instruction) === null) return null;
      found.unshift(instruction);
    }
    return found.length === count ? found : null;
  }

  block(block: BasicBlock): void {
    const list = block.instructions;
    const inCode = this.facts.folding === 'code';
    for (let i = 0; i < list.length; i++) {
      const instruction = list[i]!;
      const next = list[i + 1];
      switch (instruction.op) {
        case Op.BUILD_TUPLE:
          if (
            next?.op === Op.UNPACK_SEQUENCE &&
            next.arg === instruction.arg &&
            instruction.arg > 0 &&
            instruction.arg <= 3
          ) {
            this.nop(next);
            if (instruction.arg === 1) this.nop(instruction);
            else {
              instruction.op = Op.SWAP;
            }
            break;
          }
          this.foldTuple(list, i);
          break;
        case Op.BUILD_LIST:
        case Op.BUILD_SET:
          if (inCode) i += this.foldSequence(list, i);
          break;
        case Op.UNARY_NOT:
        case Op.UNARY_INVERT:
        case Op.UNARY_NEGATIVE:
        case Op.UNARY_POSITIVE:
          if (inCode) this.foldUnary(list, i);
          break;
        case Op.BINARY_OP:
        case Op.BINARY_SUBSCR:
          if (inCode) this.foldBinary(list, i);
          break;
        case Op.LIST_TO_TUPLE:
          if (inCode) this.foldLongTuple(list, i);
          break;
        case Op.POP_TOP:
          if (this.facts.removesUnusedLoads && i > 0) {
            const before = list[i - 1]!;
            if (
              before.op === Op.LOAD_CONST ||
              before.op === Op.LOAD_SMALL_INT ||
              (before.op === Op.COPY && before.arg === 1)
            ) {
              this.nop(before);
              this.nop(instruction);
            }
          }
          break;
      }
    }
  }

  private foldTuple(list: Instruction[], i: number): void {
    const instruction = list[i]!;
    const count = instruction.arg;
    const anew = this.facts.foldsTuples === 'each';
    if ((this.facts.folding === 'code' && count > 30) || (anew && count === 0)) return;
    const loads = this.loadsBefore(list, i, count);
    if (loads === null) return;
    const items = loads.map(load => this.constant(load)!);
    loads.forEach(load => this.nop(load));
    if (anew) {
      instruction.op = Op.LOAD_CONST;
      instruction.arg = this.constants.add({ type: 'tuple', items }, true);
    } else {
      this.makeLoad(instruction, { type: 'tuple', items });
    }
  }

  /** Answers how many instructions more there are now. */
  private foldSequence(list: Instruction[], i: number): number {
    const instruction = list[i]!;
    const count = instruction.arg;
    const next = list.slice(i + 1).find(each => each.op !== Op.NOP);
    const isOnlyRead = next?.op === Op.GET_ITER || next?.op === Op.CONTAINS_OP;
    if (count > 30 || (count < 3 && !isOnlyRead)) return 0;
    const isSet = instruction.op === Op.BUILD_SET;
    const loads = this.loadsBefore(list, i, count);
    if (loads === null) {
      if (isOnlyRead && !isSet) instruction.op = Op.BUILD_TUPLE;
      return 0;
    }
    const items = loads.map(load => this.constant(load)!);
    loads.forEach(load => this.nop(load));
    const constant: Constant = isSet
      ? { type: 'frozenset', items: distinct(items) }
      : { type: 'tuple', items };
    if (isOnlyRead) {
      this.makeLoad(instruction, constant);
      return 0;
    }
    const index = this.addFolded(constant);
    instruction.arg = 0;
    const { at } = instruction;
    list.splice(
      i + 1,
      0,
      { op: Op.LOAD_CONST, arg: index, target: null, at },
      { op: isSet ? Op.SET_UPDATE : Op.LIST_EXTEND, arg: 1, target: null, at }
    );
    return 2;
  }

  /** BUILD_LIST, then constants appended, then LIST_TO_TUPLE. */
  private foldLongTuple(list: Instruction[], i: number): void {
    const items: Constant[] = [];
    const spent: Instruction[] = [];
    let wantsLoad = false;
    for (let j = i - 1; j >= 0; j--) {
      const each = list[j]!;
      if (each.op === Op.NOP) continue;
      if (wantsLoad) {
        const constant = this.constant(each);
        if (constant === null) return;
        items.unshift(constant);
        spent.push(each);
        wantsLoad = false;
      } else if (each.op === Op.LIST_APPEND && each.arg === 1) {
        spent.push(each);
        wantsLoad = true;
      } else if (each.op === Op.BUILD_LIST && each.arg === 0) {
        spent.push(each);
        for (const one of spent) this.nop(one);
        this.makeLoad(list[i]!, { type: 'tuple', items });
        return;
      } else {
        return;
      }
    }
  }

  private foldUnary(list: Instruction[], i: number): void {
    const instruction = list[i]!;
    const names = {
      [Op.UNARY_NOT]: 'Not',
      [Op.UNARY_INVERT]: 'Invert',
      [Op.UNARY_NEGATIVE]: 'USub',
      [Op.UNARY_POSITIVE]: 'UAdd'
    } as const;
    const loads = this.loadsBefore(list, i, 1);
    if (loads !== null) {
      const folded = foldUnary(names[instruction.op]!, this.constant(loads[0])!, this.facts.foldsBoolInvert);
      if (folded === null) return;
      this.nop(loads[0]!);
      this.makeLoad(instruction, folded);
      return;
    }
    const before = list[i - 1];
    if (instruction.op === Op.UNARY_NOT && (before?.op === Op.IS_OP || before?.op === Op.CONTAINS_OP)) {
      before.arg ^= 1;
      this.nop(instruction);
    }
  }

  private foldBinary(list: Instruction[], i: number): void {
    const instruction = list[i]!;
    const loads = this.loadsBefore(list, i, 2);
    if (loads === null) return;
    const op = instruction.op === Op.BINARY_SUBSCR ? '[]' : binaryOperators[instruction.arg]!;
    if (op.length > 1 && op.endsWith('=')) return;
    const folded = foldBinary(op as FoldedOperator, this.constant(loads[0])!, this.constant(loads[1])!);
    if (folded === null) return;
    loads.forEach(load => this.nop(load));
    this.makeLoad(instruction, folded);
  }

  /** A jump to a jump goes to the end at once. */
  threadJumps(): void {
    for (const block of this.flow.blocks) {
      const { last } = block;
      if (last === undefined || last.target === null) continue;
      const canThread =
        isUnconditional(last.op) ||
        last.op === Op.POP_JUMP_IF_FALSE ||
        last.op === Op.POP_JUMP_IF_TRUE ||
        last.op === Op.POP_JUMP_IF_NONE ||
        last.op === Op.POP_JUMP_IF_NOT_NONE;
      if (!canThread) continue;
      for (let i = 0; i < 4; i++) {
        const target = nonempty(this.flow.at.get(last.target!) ?? null);
        const first = target?.instructions.find(each => each.op !== Op.NOP);
        if (first === undefined || first.op !== Op.JUMP || first === last || first.target === last.target)
          break;
        last.target = first.target;
      }
    }
  }

  /** A jump to what follows anyway is no jump. */
  removeRedundantJumps(): void {
    for (const block of this.flow.blocks) {
      const { last } = block;
      if (last === undefined || !isUnconditional(last.op)) continue;
      const target = nonempty(this.flow.at.get(last.target!) ?? null);
      if (target !== null && target === nonempty(block.next)) this.nop(last);
    }
  }
}
