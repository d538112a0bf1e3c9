/** What the memory tests see of a realm, as one module that is bundled and loaded for a version. */
export * as heap from '../../kernel/cpython/heap/memory.js';
export { realm } from '../../kernel/cpython/profiles/realm.js';
export * as space from '../../kernel/cpython/process/space.js';
export * as own from '../../kernel/cpython/process/own.js';
export * as malloc from '../../kernel/cpython/process/malloc.js';
export * as pymalloc from '../../kernel/cpython/memory/pymalloc.js';
export * as arenas from '../../kernel/cpython/memory/arenas.js';
export * as memory from '../../kernel/cpython/memory/allocate.js';
export * as shadow from '../../kernel/cpython/memory/shadow.js';
export * as walk from '../../kernel/cpython/memory/walk.js';
