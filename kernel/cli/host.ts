/** A realm inside this Node process. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { realmQuery, type OpenRealm, type Realm, type RealmOptions } from '../wire/realm.js';
import type { Event } from '../wire/events.js';
import { UsageError } from './usage.js';

/** The packaged standard library of a version; null: it is not built, or there is none. */
function libraryOf(version: string): Readonly<Record<string, string>> | null {
  const text = textOf(fileURLToPath(new URL(`../kernel/stdlib-${version}.json`, import.meta.url)));
  return text === null ? null : (JSON.parse(text) as Record<string, string>);
}
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

export interface NodeRealm {
  /** Calls `betweenSlices` whenever the realm has paused to let others in. */
  readonly betweenSlices?: () => void;
  readonly emit: (event: Event) => void;
}

interface Bundle {
  readonly openRealm: OpenRealm;
  readonly versions: readonly { readonly key: string; readonly isDefault: boolean }[];
}
let opened = 0;

/** The bundle made for the version, where it is built and enough; the plain one is every version, and checks itself. */
function bundleFor({ python, checked }: RealmOptions): URL {
  const folded = new URL(`../kernel/refscope-${python}.bundle.js`, import.meta.url);
  if (checked !== true && existsSync(folded)) return folded;
  const plain = new URL('../kernel/refscope.worker.bundle.js', import.meta.url);
  if (!existsSync(plain)) throw new UsageError('the kernel is not built: npm run build');
  return plain;
}

/** Loads the kernel's bundle for these options; two calls give two processes that share nothing. */
export async function openNodeRealm(options: RealmOptions, host: NodeRealm): Promise<Realm> {
  const url = bundleFor(options);
  url.search = realmQuery(options);
  if (++opened > 1) url.searchParams.set('realm', String(opened)); // Node loads a URL once
  const { openRealm, versions } = (await import(url.href)) as Bundle;
  const python = options.python ?? versions.find(version => version.isDefault)?.key ?? '';
  return openRealm({
    emit: host.emit,
    defer(task, milliseconds = 0) {
      host.betweenSlices?.();
      if (milliseconds > 0) setTimeout(task, milliseconds);
      else setImmediate(task);
    },
    now: () => performance.now(),
    clock: () => Date.now(),
    readFile: textOf,
    library: () => libraryOf(python),
    entropy: into => void crypto.getRandomValues(into),
    cwd: () => process.cwd()
  });
}
