/** A kernel with one release skipped, or one doubled, does not pass the audit. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAst } from 'rolldown/parseAst';
import { changedKernel, runIn } from './instrument.js';

const PROGRAM = readFileSync(new URL('program.py', import.meta.url), 'utf8');
/** Counts of None and its like are part of the heap in this version: no release is without effect. */
const PYTHON = '3.11';
/** How many of the places that the program comes by are tried. */
const TRIED = 20;

/** What a changed kernel shares with its test. */
interface Shared {
  /** The place whose first release goes wrong; -1: none does. */
  readonly wrong: number;
  readonly kind: 'skip' | 'twice';
  hasHappened: boolean;
  /** The places that the program came by. */
  readonly visited: Set<number>;
}
const shared = (wrong: number, kind: Shared['kind']): Shared => ({
  wrong,
  kind,
  hasHappened: false,
  visited: new Set()
});

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly callee?: { readonly name?: string };
}
/** Every call of decref, as it stands in the text. */
function* releases(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const item of node) yield* releases(item);
  else if (typeof node === 'object' && node !== null) {
    const call = node as Node;
    if (call.type === 'CallExpression' && call.callee?.name === 'decref') yield call;
    for (const value of Object.values(node)) yield* releases(value);
  }
}
/** Every release goes through one function, which knows where it stands. */
function numbered(text: string): string {
  const calls = [...releases(parseAst(text))].sort((a, b) => b.start - a.start);
  for (const [place, { start }] of calls.entries()) {
    text = `${text.slice(0, start)}decrefAt(${place}, ${text.slice(start + 'decref('.length)}`;
  }
  return `${text}
function decrefAt(place, o) {
  if (globalThis.isBooted) {
    const { shared } = globalThis;
    shared.visited.add(place);
    if (shared.wrong === place && !shared.hasHappened) {
      shared.hasHappened = true;
      if (shared.kind === 'skip') return;
      decref(o);
    }
  }
  decref(o);
}`;
}

describe('one release that goes wrong', () => {
  let kernel: URL;
  let places: number[] = [];
  beforeAll(async () => {
    kernel = changedKernel(numbered);
    const sound = await runIn(kernel, PYTHON, PROGRAM, shared(-1, 'skip'));
    expect(sound).toMatchObject({ problems: [], failure: null });
    const all = [...sound.shared.visited].sort((a, b) => a - b);
    places = all.filter((_, i) => i % Math.ceil(all.length / TRIED) === 0);
  });

  test.each(['skip', 'twice'] as const)('%s: the audit finds it', { timeout: 240_000 }, async kind => {
    expect(places.length).toBeGreaterThan(TRIED / 2);
    const missed: number[] = [];
    for (const place of places) {
      const run = await runIn(kernel, PYTHON, PROGRAM, shared(place, kind));
      if (run.problems.length === 0 && run.failure === null) missed.push(place);
    }
    expect(missed).toEqual([]);
  });
});
