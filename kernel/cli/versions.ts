/** `refscope versions`: the CPythons it can be. */
import { versions, type Version } from '../cpython/profiles/versions.js';
import { UsageError } from './usage.js';

/** `a, b and c`. */
function enumerate(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** The version somebody asked for, by key (`3.14`) or by patch release (`3.14.10`); undefined: the default. */
export function findVersion(wanted: string | undefined): Version {
  const name = wanted?.replace(/-wasm32$/, '');
  const found =
    versions.find(v => (name === undefined ? v.isDefault : v.key === name)) ??
    versions.find(v => v.release === name);
  if (found !== undefined) return found;
  const known = versions.map(v => (v.isDefault ? `${v.key} (the default)` : v.key));
  throw new UsageError(`there is no Python ${wanted ?? ''} here; there are ${enumerate(known)}`);
}

export const VERSIONS_USAGE = 'usage: refscope versions [--json]\n';

/** One line for each version, or the whole table as JSON. */
export function listVersions(args: readonly string[]): string {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--json')) {
    throw new UsageError(VERSIONS_USAGE);
  }
  if (args[0] === '--json') return JSON.stringify(versions, null, 2) + '\n';
  return versions
    .map(
      v =>
        `${v.key.padEnd(8)} CPython ${v.release}, ${v.word * 8} bits${v.isDefault ? ', the default' : ''}\n`
    )
    .join('');
}
