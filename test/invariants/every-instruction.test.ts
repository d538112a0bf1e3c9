/** The counts are exact between any two instructions, in programs that nobody wrote. */
import { beforeAll, describe, expect, test } from 'vitest';
import { randomProgram } from './generate.js';
import { changedKernel, runIn } from './instrument.js';

const VERSIONS = ['3.9', '3.11', '3.13', '3.14'];
const SEEDS = [1, 2, 3, 4, 5, 6];
/** Statements of a program. */
const LENGTH = 12;
/** A walk over the heap takes some milliseconds, and there is one for each instruction. */
const PATIENCE = 120_000;

interface Shared {
  instructions: number;
  /** The first wrong counts. */
  problems: string[];
}

/** Puts an audit where the loop fetches an instruction. */
function audited(text: string): string {
  const [fetch, ...others] = text.matchAll(/const word = load\S*\(pc\);/g);
  if (fetch === undefined || others.length > 0) throw new Error('the loop fetches instructions elsewhere');
  const { index: at } = fetch;
  const hook =
    'if (globalThis.isBooted) { Frame.pc.set(frame, pc); Frame.sp.set(frame, sp); auditNow(frame, pc); }';
  return `${text.slice(0, at)}${hook}\n${text.slice(at)}
function auditNow(frame, pc) {
  const { shared } = globalThis;
  shared.instructions++;
  if (shared.problems.length > 0) return;
  shared.problems = audit().problems.map(text => text + ', line ' + lineAt(Frame.code(frame), pc));
}`;
}

describe('random programs', () => {
  let kernel: URL;
  beforeAll(() => {
    kernel = changedKernel(audited);
  });
  test.each(VERSIONS)('in %s: audited before every instruction', { timeout: PATIENCE * 6 }, async python => {
    let instructions = 0;
    for (const seed of SEEDS) {
      const shared: Shared = { instructions: 0, problems: [] };
      const run = await runIn(kernel, python, randomProgram(seed, LENGTH), shared, PATIENCE);
      expect({ seed, ...run, shared: run.shared.problems, output: run.output.replace(/\d+/, 'N') }).toEqual({
        seed,
        output: 'N\n',
        problems: [],
        failure: null,
        shared: []
      });
      instructions += run.shared.instructions;
    }
    expect(instructions).toBeGreaterThan(SEEDS.length * LENGTH * 5);
  });
});
