/** Where the text of a module is: files given by the host, files on disk, our library, the packaged one. */
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { dictGetItem, setStr } from '../include/dict.js';
import { isList, listAppend, listItem, newList } from '../include/list.js';
import { moduleDict } from '../include/module.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { ob_size } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { realm } from '../profiles/realm.js';
import { host } from '../abstract/host.js';
import { builtinsRoot } from '../interp/builtins-root.js';
import { libFiles } from '../lib/index.js';
import { sources } from './warnings.js';

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly isPackage: boolean;
}
const [major = '3', minor = ''] = realm.version.release.split('.');
/** Where the standard library seems to be. */
export const LIBRARY = `/usr/lib/python${major}.${minor}`;
const PATH = identifier('path'),
  SYS = identifier('sys');

/** `sys.path` of a new process; `first` is the program's folder, '' the current one. */
export function setSearchPath(first: string): void {
  const list = newList(0);
  if (list === NULL) return;
  for (const folder of [
    first,
    ...realm.path,
    `/usr/lib/python${major}${minor}.zip`,
    LIBRARY,
    `${LIBRARY}/lib-dynload`
  ]) {
    listAppend(list, newStr(folder) as Owned);
  }
  setStr(moduleDict(dictGetItem(builtinsRoot.modules(), SYS) as Ref), PATH, list);
  decref(list);
}
/** The folders of `sys.path` as it is now. */
function searchPath(): string[] {
  const sys = dictGetItem(builtinsRoot.modules(), SYS);
  const list = sys === null || sys === 0 ? 0 : dictGetItem(moduleDict(sys), PATH);
  if (list === null || list === 0 || !isList(list)) return [LIBRARY];
  const folders: string[] = [];
  for (let i = 0; i < ob_size(list); i++) {
    const folder = listItem(list, i);
    if (isStr(folder)) folders.push(toHost(folder));
  }
  return folders;
}

/** The source of a module by its full name; null: nowhere. */
export function findSource(full: string): Source | null {
  const base = full.replaceAll('.', '/');
  for (const folder of searchPath()) {
    for (const [name, isPackage] of [
      [`${base}/__init__.py`, true],
      [`${base}.py`, false]
    ] as const) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const text = folder === LIBRARY ? libraryText(name) : (sources.get(path) ?? textOf(path));
      if (text !== null) return { path, text, isPackage };
    }
  }
  return null;
}
/** The names of the modules inside a package, such as `xml.`; of the ones at the top for ''. */
export function moduleNames(inside: string): Set<string> {
  const folder = inside === '' ? '' : `${inside.replaceAll('.', '/')}/`;
  const found = new Set<string>();
  const add = (path: string): void => {
    if (!path.startsWith(folder)) return;
    const [, name, end] = /^([A-Za-z_]\w*)(\.py|\/__init__\.py)$/.exec(path.slice(folder.length)) ?? [];
    if (name !== undefined && end !== undefined && name !== '__init__') found.add(name);
  };
  for (const path of [...Object.keys(libFiles), ...Object.keys(host.library())]) add(path);
  const own = searchPath().filter(at => at !== LIBRARY && at !== '');
  for (const path of sources.keys()) {
    const at = own.find(first => path.startsWith(`${first}/`));
    add(at === undefined ? path : path.slice(at.length + 1));
  }
  return found;
}
/** A file of the standard library; what we wrote ourselves comes first. */
const libraryText = (name: string): string | null => libFiles[name] ?? host.library()[name] ?? null;
/** The text of any file that has one: the standard library's are files too. */
export function textOf(path: string): string | null {
  if (path.startsWith(`${LIBRARY}/`)) return libraryText(path.slice(LIBRARY.length + 1));
  const bytes = host.readFile(path);
  return bytes === null ? null : decode(bytes);
}
const decode = (bytes: Uint8Array): string =>
  decodeURIComponent(Array.from(bytes, b => '%' + b.toString(16).padStart(2, '0')).join(''));
