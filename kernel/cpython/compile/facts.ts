/** The compiler's facts as it sees them: those of one version, resolved. */
import type { compile } from '../profiles/facts/compile.js';
import type { History } from '../profiles/since.js';

export type CompileFacts = {
  readonly [K in keyof typeof compile]: (typeof compile)[K] extends History<infer T> ? T : never;
};
