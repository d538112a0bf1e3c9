/** Assignments: targets, unpacking, augmented, annotated, deletion.  CPython: Python/compile.c. */
import type { Expr, Stmt } from '../syntax/ast.js';
import { variableAnnotation } from './annotations.js';
import { attributePosition } from './calls.js';
import type { Compiler } from './context.js';
import { IN_PLACE, operatorIndex } from './operators.js';
import { sliceParts, usesSliceInstruction } from './subscripts.js';
import { nameOperation } from './names.js';

/** Takes a sequence apart into targets. */
export function unpack(c: Compiler, e: Extract<Expr, { kind: 'List' | 'Tuple' }>): void {
  if (e.ctx === 'Del') return c.exprs(e.elts);
  let star = -1;
  e.elts.forEach((element, i) => {
    if (element.kind !== 'Starred') return;
    if (star >= 0) c.fail('multiple starred expressions in assignment', element);
    star = i;
  });
  if (star >= 0) {
    const after = e.elts.length - star - 1;
    if (star >= 256 || after >= 1 << 23) c.fail('too many expressions in star-unpacking assignment', e);
    c.emit('UNPACK_EX', star + (after << 8));
  } else {
    c.emit('UNPACK_SEQUENCE', e.elts.length);
  }
  for (const element of e.elts) c.expr(element.kind === 'Starred' ? element.value : element);
}

export function assign(c: Compiler, s: Extract<Stmt, { kind: 'Assign' }>): void {
  c.expr(s.value);
  s.targets.forEach((target, i) => {
    if (i < s.targets.length - 1) c.emit('COPY', 1);
    c.expr(target);
  });
}

export function augAssign(c: Compiler, s: Extract<Stmt, { kind: 'AugAssign' }>): void {
  const { target } = s;
  const operate = (): void => {
    c.expr(s.value);
    c.emit('BINARY_OP', IN_PLACE + operatorIndex(s.op));
  };
  switch (target.kind) {
    case 'Attribute': {
      c.expr(target.value);
      c.located(target, () => {
        c.emit('COPY', 1);
        c.at = attributePosition(c, target);
        c.emit('LOAD_ATTR', c.name(target.attr));
      });
      operate();
      c.located(target, () => {
        c.at = attributePosition(c, target);
        c.emit('SWAP', 2);
        c.emit('STORE_ATTR', c.name(target.attr));
      });
      return;
    }
    case 'Subscript': {
      c.expr(target.value);
      if (usesSliceInstruction(c, target)) {
        c.located(target, () => {
          sliceParts(c, target.slice as Extract<Expr, { kind: 'Slice' }>);
          c.emit('COPY', 3);
          c.emit('COPY', 3);
          c.emit('COPY', 3);
          c.emit('BINARY_SLICE');
        });
        operate();
        c.located(target, () => {
          c.emit('SWAP', 4);
          c.emit('SWAP', 3);
          c.emit('SWAP', 2);
          c.emit('STORE_SLICE');
        });
        return;
      }
      c.expr(target.slice);
      c.located(target, () => {
        c.emit('COPY', 2);
        c.emit('COPY', 2);
        c.emit('BINARY_SUBSCR');
      });
      operate();
      c.located(target, () => {
        c.emit('SWAP', 3);
        c.emit('SWAP', 2);
        c.emit('STORE_SUBSCR');
      });
      return;
    }
    case 'Name':
      c.located(target, () => nameOperation(c, target.id, 'Load'));
      operate();
      c.located(target, () => nameOperation(c, target.id, 'Store'));
  }
}

/** `x: T = v`.  @cpython Python/compile.c compiler_annassign */
export function annAssign(c: Compiler, s: Extract<Stmt, { kind: 'AnnAssign' }>): void {
  const { target } = s;
  if (s.value !== null) {
    c.expr(s.value);
    c.expr(target);
  }
  const isBody = c.scope.kind === 'module' || c.scope.kind === 'class';
  const lazy = c.facts.annotations === 'function';
  switch (target.kind) {
    case 'Name':
      if (s.simple && isBody) variableAnnotation(c, target.id, s.annotation, s);
      else if (!s.simple && isBody && !c.options.futureAnnotations && !lazy) evaluateOnly(c, s.annotation);
      return;
    case 'Attribute':
      if (s.value === null) evaluateOnly(c, target.value);
      break;
    case 'Subscript':
      if (s.value === null) {
        evaluateOnly(c, target.value);
        checkSubscript(c, target.slice);
      }
      break;
  }
  // an annotation that is not kept is evaluated in modules and classes only
  if (!s.simple && isBody && !c.options.futureAnnotations && !lazy) evaluateOnly(c, s.annotation);
}

function evaluateOnly(c: Compiler, e: Expr): void {
  c.expr(e);
  c.emit('POP_TOP');
}

function checkSubscript(c: Compiler, e: Expr): void {
  if (e.kind === 'Slice') {
    for (const part of [e.lower, e.upper, e.step]) if (part !== null) evaluateOnly(c, part);
  } else if (e.kind === 'Tuple') {
    for (const part of e.elts) checkSubscript(c, part);
  } else {
    evaluateOnly(c, e);
  }
}
