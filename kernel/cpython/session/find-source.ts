/** Where the text of a module is: files given by the host, files on disk, our library. */
import { host } from '../abstract/host.js';
import { libFiles } from '../lib/index.js';
import { sources } from './warnings.js';

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly isPackage: boolean;
}
/** Folders that are searched, in order; the program's own comes first. */
export const searchPath: string[] = [''];

/** The source of a module by its full name; null: nowhere. */
export function findSource(full: string): Source | null {
  const base = full.replaceAll('.', '/');
  for (const [path, isPackage] of [[`${base}/__init__.py`, true], [`${base}.py`, false]] as const) {
    for (const folder of searchPath) {
      const at = folder === '' ? path : `${folder}/${path}`;
      const given = sources.get(at) ?? textOf(at);
      if (given !== null) return { path: at, text: given, isPackage };
    }
    const ours = libFiles[path];
    if (ours !== undefined) return { path: `<refscope>/${path}`, text: ours, isPackage };
  }
  return null;
}
function textOf(path: string): string | null {
  const bytes = host.readFile(path);
  return bytes === null ? null : decode(bytes);
}
const decode = (bytes: Uint8Array): string =>
  decodeURIComponent(Array.from(bytes, b => '%' + b.toString(16).padStart(2, '0')).join(''));
