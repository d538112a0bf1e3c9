/** From the stream of one scope to its code unit.  CPython: Python/compile.c assemble, Python/assemble.c. */
import { borrowLoads } from './borrow.js';
import { None } from './constants.js';
import type { Compiler, Scope } from './context.js';
import { cpythonDepth, ownDepths } from './depth.js';
import { buildFlow, handlersOf, nonempty, removeUnreachable, type BasicBlock, type Flow } from './flow.js';
import {
  DEPTH,
  Label,
  POP_BLOCK,
  SETUP_FINALLY,
  isDeref,
  isSetup,
  isUnconditional,
  noPosition,
  type Instruction,
  type Item
} from './ir.js';
import { Op } from './opcodes.js';
import { optimize } from './optimize.js';
import { checkLoads } from './unbound.js';
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_HAS_DOCSTRING,
  CO_METHOD,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_NOFREE,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  type CodeUnit,
  type Constant,
  type ExceptionRange,
  type Position
} from './unit.js';

/** The code unit of a scope whose statements have all been emitted. */
export function finish(c: Compiler, scope: Scope): CodeUnit {
  const { facts } = c;
  const flags = flagsOf(c, scope);
  const isGenerator = (flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
  returnAtEnd(c, scope, isGenerator);
  const layout = localsLayout(c, scope);
  const items = [...prefix(scope, layout, isGenerator, facts.returnGenerator), ...scope.items];
  const flow = buildFlow(items);
  const isOld = facts.handlerItems === 'six';
  let stackSize = 0;
  if (facts.depthOf === 'emitted') stackSize = cpythonDepth(flow, isOld);
  optimize(
    flow,
    { add: (constant, anew) => scope.constant(constant, anew), get: index => scope.constants[index]! },
    facts
  );
  if (facts.depthOf === 'optimised') stackSize = cpythonDepth(flow, isOld);
  removeUnreachable(flow);
  const kept = keptConstants(c, flow, scope.constants);
  const handlers = handlersOf(flow);
  checkLoads(flow, scope.varnames.size, argumentCount(scope), handlers);
  if (facts.borrowedLoads) borrowLoads(flow, facts.foldedConditionStopsBorrowing);
  const code = linearize(flow, handlers, layout);
  return {
    name: scope.name,
    qualname: scope.qualname,
    filename: c.options.filename,
    firstLine: firstLineOf(c, scope),
    flags,
    argCount: scope.argCount + scope.posOnlyArgCount,
    posOnlyArgCount: scope.posOnlyArgCount,
    kwOnlyArgCount: scope.kwOnlyArgCount,
    varnames: layout.varnames,
    cellvars: layout.cellvars,
    freevars: scope.freevars,
    names: [...scope.names.keys()],
    constants: kept,
    stackSize: Math.max(stackSize, facts.minimalStack),
    ...code
  };
}

/** The line that a code object says it begins at. */
function firstLineOf(c: Compiler, scope: Scope): number {
  if (scope.kind !== 'module' || c.facts.moduleFirstLine === 'one') return scope.firstLine;
  const first = scope.items.find(item => !(item instanceof Label) && item.at[0] > 0) as
    Instruction | undefined;
  return first?.at[0] ?? 1;
}

const argumentCount = (scope: Scope): number =>
  scope.argCount +
  scope.posOnlyArgCount +
  scope.kwOnlyArgCount +
  (scope.block.hasVarargs ? 1 : 0) +
  (scope.block.hasVarkeywords ? 1 : 0);

function flagsOf(c: Compiler, scope: Scope): number {
  const { block } = scope;
  const { facts } = c;
  let flags = 0;
  if (block.isFunctionLike) {
    flags |= CO_NEWLOCALS | CO_OPTIMIZED;
    if (block.isNested) flags |= CO_NESTED;
    if (block.isGenerator && !block.isCoroutine) flags |= CO_GENERATOR;
    if (!block.isGenerator && block.isCoroutine) flags |= CO_COROUTINE;
    if (block.isGenerator && block.isCoroutine) flags |= CO_ASYNC_GENERATOR;
    if (block.hasVarargs) flags |= CO_VARARGS;
    if (block.hasVarkeywords) flags |= CO_VARKEYWORDS;
    if (facts.docstringFlag && block.hasDocstring) flags |= CO_HAS_DOCSTRING;
    if (facts.methodFlag && block.isMethod) flags |= CO_METHOD;
  }
  if (facts.noFreeFlag && scope.freevars.length === 0 && scope.cellvars.length === 0) flags |= CO_NOFREE;
  return flags | c.options.futureFlags;
}

/** Falling off the end returns None. */
function returnAtEnd(c: Compiler, scope: Scope, isGenerator: boolean): void {
  if (c.facts.alwaysReturnsNone && scope.mayReturnNone) scope.constant(None);
  const last = scope.items[scope.items.length - 1];
  if (last !== undefined && !(last instanceof Label) && last.op === Op.RETURN_VALUE) return;
  if (isGenerator && last !== undefined && !(last instanceof Label) && last.op === Op.RERAISE) {
    if (c.facts.stopIterationHandler) scope.constant(None);
    return;
  }
  c.located(null, () => {
    c.load(None);
    c.emit('RETURN_VALUE');
  });
}

interface Layout {
  varnames: readonly string[];
  cellvars: readonly string[];
  /** Slot of each cell, by its index in the scope, then of each free variable. */
  slots: readonly number[];
}

/** Where cells and free variables lie: captured locals keep their slot. */
function localsLayout(c: Compiler, scope: Scope): Layout {
  const varnames = [...scope.varnames.keys()];
  if (scope.argumentName !== null) varnames[0] = scope.argumentName;
  const slots: number[] = [];
  let next = varnames.length;
  for (const name of scope.cellvars) slots.push(scope.varnames.get(name) ?? next++);
  scope.freevars.forEach((_, i) => slots.push(next + i));
  const cellvars = c.facts.argumentCellsFirst
    ? scope.cellvars
        .map((name, i) => ({ name, slot: slots[i]! }))
        .sort((a, b) => a.slot - b.slot)
        .map(({ name }) => name)
    : scope.cellvars;
  return { varnames, cellvars, slots };
}

function prefix(scope: Scope, layout: Layout, isGenerator: boolean, countsSent: boolean): Item[] {
  const at: Position = [scope.firstLine, scope.firstLine, -1, -1];
  const items: Item[] = [];
  const add = (op: number, arg = 0): Instruction => {
    const instruction: Instruction = { op, arg, target: null, at };
    items.push(instruction);
    return instruction;
  };
  if (scope.freevars.length > 0) add(Op.COPY_FREE_VARS, scope.freevars.length);
  scope.cellvars
    .map((_, i) => i)
    .sort((a, b) => layout.slots[a]! - layout.slots[b]!)
    .forEach(i => add(Op.MAKE_CELL, i));
  if (isGenerator) {
    const begin = add(Op.RETURN_GENERATOR),
      sent = add(Op.POP_TOP);
    if (!countsSent) begin.change = sent.change = 0;
  }
  add(Op.RESUME, 0);
  return items;
}

/** The constants that stay, in co_consts' order; loads are renumbered. */
function keptConstants(c: Compiler, flow: Flow, all: readonly Constant[]): readonly Constant[] {
  const loads = flow.blocks.flatMap(block => block.instructions.filter(each => each.op === Op.LOAD_CONST));
  switch (c.facts.unusedConstants) {
    case 'stay':
      return [...all];
    case 'trimmed': {
      const last = loads.reduce((max, load) => Math.max(max, load.arg), 0);
      return all.slice(0, last + 1);
    }
    case 'removed': {
      const used = new Set(loads.map(load => load.arg));
      used.add(0);
      const indices = all.map((_, i) => i).filter(i => used.has(i));
      const renumbered = new Map(indices.map((old, now) => [old, now]));
      for (const load of loads) load.arg = renumbered.get(load.arg)!;
      return indices.map(i => all[i]!);
    }
  }
}

const reversed = new Map<number, number>([
  [Op.POP_JUMP_IF_TRUE, Op.POP_JUMP_IF_FALSE],
  [Op.POP_JUMP_IF_FALSE, Op.POP_JUMP_IF_TRUE],
  [Op.POP_JUMP_IF_NONE, Op.POP_JUMP_IF_NOT_NONE],
  [Op.POP_JUMP_IF_NOT_NONE, Op.POP_JUMP_IF_NONE]
]);

/** Lays the blocks out one after the other: jumps get their distance, handlers their ranges. */
function linearize(
  flow: Flow,
  handlers: ReadonlyMap<Instruction, Instruction | null>,
  layout: Layout
): Pick<CodeUnit, 'instructions' | 'positions' | 'exceptions' | 'stackNeed'> {
  const depths = ownDepths(flow);
  const start = new Map<BasicBlock, number>();
  const kept: { instruction: Instruction; handler: Instruction | null; line: Position }[] = [];
  const skips = new Map<Instruction, number>();
  let line: Position = noPosition;
  const isPseudo = (op: number): boolean => isSetup(op) || op === POP_BLOCK || op === DEPTH || op === Op.NOP;
  for (const block of flow.blocks) {
    start.set(block, kept.length);
    for (const instruction of block.instructions) {
      if (isPseudo(instruction.op)) {
        if (instruction.op === Op.NOP && needsLine(kept[kept.length - 1]?.line, instruction, block)) {
          line = instruction.at;
          kept.push({ instruction, handler: handlers.get(instruction) ?? null, line });
        }
        continue;
      }
      if (instruction.at[0] >= 0) line = instruction.at;
      const handler = handlers.get(instruction) ?? null;
      const target = instruction.target === null ? null : flow.at.get(instruction.target)!;
      const isBackward = target !== null && start.has(target) && target !== nonempty(block.next);
      const turned = reversed.get(instruction.op);
      if (isBackward && turned !== undefined) {
        // backward jumps are unconditional, because only they look at the clock
        const around: Instruction = { ...instruction, op: turned, target: null };
        const back: Instruction = { ...instruction, op: Op.JUMP };
        skips.set(around, 1);
        kept.push({ instruction: around, handler, line }, { instruction: back, handler, line });
        continue;
      }
      kept.push({ instruction, handler, line });
    }
  }
  const instructions: number[] = [];
  const positions: Position[] = [];
  kept.forEach(({ instruction, line: at }, i) => {
    let { op, arg } = instruction;
    if (instruction.target !== null) {
      arg = start.get(flow.at.get(instruction.target)!)! - (i + 1);
      if (isUnconditional(op)) op = arg < 0 ? Op.JUMP_BACKWARD : Op.JUMP;
    } else if (skips.has(instruction)) {
      arg = skips.get(instruction)!;
    } else if (isDeref(op)) {
      arg = layout.slots[arg]!;
    }
    instructions.push(op, arg);
    positions.push(at);
  });
  return {
    instructions,
    positions,
    exceptions: exceptionTable(kept, handler => {
      const target = flow.at.get(handler.target!)!;
      return {
        handler: start.get(target)!,
        depth: depths.kept.get(handler)!,
        lasti: handler.op !== SETUP_FINALLY
      };
    }),
    stackNeed: depths.max
  };
}

/** A NOP stays where its line would else never be seen. */
function needsLine(before: Position | undefined, nop: Instruction, block: BasicBlock): boolean {
  if (nop.at[0] < 0 || before?.[0] === nop.at[0]) return false;
  const at = block.instructions.indexOf(nop);
  const after =
    block.instructions.slice(at + 1).find(each => each.at[0] >= 0) ?? nonempty(block.next)?.instructions[0];
  return after?.at[0] !== nop.at[0];
}

function exceptionTable(
  kept: readonly { handler: Instruction | null }[],
  describe: (handler: Instruction) => Pick<ExceptionRange, 'handler' | 'depth' | 'lasti'>
): ExceptionRange[] {
  const ranges: ExceptionRange[] = [];
  for (let i = 0; i < kept.length;) {
    const { handler } = kept[i]!;
    let end = i + 1;
    while (end < kept.length && kept[end]!.handler === handler) end++;
    if (handler !== null) ranges.push({ start: i, end, ...describe(handler) });
    i = end;
  }
  return ranges;
}
