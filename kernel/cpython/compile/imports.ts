/** Imports.  CPython: Python/compile.c compiler_import. */
import type { Stmt } from '../syntax/ast.js';
import { None, int, str, tuple } from './constants.js';
import type { Compiler } from './context.js';
import { nameOperation } from './names.js';

export function importStatement(c: Compiler, s: Extract<Stmt, { kind: 'Import' }>): void {
  for (const alias of s.names) {
    c.load(int(0));
    c.load(None);
    c.emit('IMPORT_NAME', c.name(alias.name));
    const [first, ...rest] = alias.name.split('.');
    if (alias.asname === null) {
      nameOperation(c, first!, 'Store');
      continue;
    }
    rest.forEach((part, i) => {
      c.emit('IMPORT_FROM', c.name(part));
      if (i === rest.length - 1) return;
      c.emit('SWAP', 2);
      c.emit('POP_TOP');
    });
    nameOperation(c, alias.asname, 'Store');
    if (rest.length > 0) c.emit('POP_TOP');
  }
}

export function importFrom(c: Compiler, s: Extract<Stmt, { kind: 'ImportFrom' }>): void {
  c.load(int(s.level));
  c.load(tuple(s.names.map(alias => str(alias.name))));
  c.emit('IMPORT_NAME', c.name(s.module ?? ''));
  for (const alias of s.names) {
    if (alias.name === '*') {
      c.emit('IMPORT_STAR');
      return;
    }
    c.emit('IMPORT_FROM', c.name(alias.name));
    nameOperation(c, alias.asname ?? alias.name, 'Store');
  }
  c.emit('POP_TOP');
}
