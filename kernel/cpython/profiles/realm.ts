/** What the realm was loaded with: the query of the bundle's own URL.  See kernel/wire/realm.ts. */
import { versions, type Version } from './versions.js';

const query = new Map(
  (/\?(.*)$/.exec(import.meta.url)?.[1] ?? '').split('&').map(pair => {
    const [name = '', value = ''] = pair.split('=');
    return [name, decodeURIComponent(value)];
  })
);

function chosenVersion(): Version {
  const wanted = query.get('python');
  const found = versions.find(v => (wanted === undefined ? v.isDefault : v.key === wanted));
  if (found === undefined) {
    throw new Error(`no Python ${wanted}; there are ${versions.map(v => v.key).join(', ')}`);
  }
  return found;
}

export const realm = Object.freeze({
  version: chosenVersion(),
  /** Bytes of simulated address space. */
  heap: Number(query.get('heap') ?? 256 * 1024 * 1024),
  /** A number, or null for a random one. */
  hashSeed: query.get('hashseed') === 'random' ? null : Number(query.get('hashseed') ?? 0),
  /** Folders that `import` searches before the packaged library. */
  path: (query.get('path') ?? '').split(':').filter(folder => folder !== ''),
  /** The checked build: a shadow map beside the heap. */
  checked: query.get('checked') === '1'
});
