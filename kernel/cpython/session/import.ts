/** Importing: sys.modules, built-in modules, our library, files beside the program.  CPython: Python/import.c, Lib/importlib. */
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { deleteStr, dictGetItem, lookupStr, setStr } from '../include/dict.js';
import { moduleDict, newModule } from '../include/module.js';
import { isList, listAppend, listItem, newList } from '../include/list.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { errors } from '../object/errors.js';
import { ob_size } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { raiseText } from '../abstract/raise.js';
import { setAttr } from '../abstract/object.js';
import { builtinsRoot } from '../interp/builtins-root.js';
import { Constants } from '../interp/code.js';
import { runCode } from '../interp/call.js';
import { raised } from '../object/thread.js';
import { PyImportError } from '../include/exception.js';
import { compileTree, parse } from './compile.js';
import { importBuiltin, isBuiltin } from './builtin-modules.js';
import { findSource } from './find-source.js';
import { sources } from './warnings.js';

const PACKAGE = identifier('__package__'),
  NAME = identifier('__name__'),
  PATH = identifier('__path__'),
  FILE = identifier('__file__');
const BUILTINS = identifier('__builtins__');

/** `__import__(name, globals, locals, fromlist, level)`. */
export function importModule(
  name: Ref,
  globals: Ref | 0,
  _locals: Ref | 0,
  fromlist: Ref | 0,
  level: number
): Answer {
  const full = level === 0 ? toHost(name) : absoluteName(toHost(name), globals, level);
  if (full === null) return NULL;
  const parts = full.split('.');
  for (let i = 1; i <= parts.length; i++) {
    if (!load(parts.slice(0, i).join('.'))) return NULL;
  }
  const leaf = loaded(full) as Ref;
  if (fromlist !== 0 && (isTuple(fromlist) || isList(fromlist)) && ob_size(fromlist) > 0) {
    if (lookupStr(moduleDict(leaf), PATH) !== 0 && !loadSubmodules(leaf, full, fromlist)) return NULL;
    return newRef(leaf);
  }
  return newRef(loaded(level === 0 ? parts[0]! : full) as Ref);
}
function absoluteName(name: string, globals: Ref | 0, level: number): string | null {
  const own = globals === 0 ? 0 : lookupStr(globals, PACKAGE) || lookupStr(globals, NAME);
  const base = own !== 0 && isStr(own) ? toHost(own) : '';
  const parts = base.split('.');
  if (base === '' || base === '__main__' || parts.length < level) {
    raiseText(errors.ImportError, 'attempted relative import with no known parent package');
    return null;
  }
  const prefix = parts.slice(0, parts.length - (level - 1)).join('.');
  return name === '' ? prefix : `${prefix}.${name}`;
}
/** From sys.modules, borrowed; 0: not there. */
function loaded(full: string): Ref | 0 {
  const key = newStr(full);
  if (key === NULL) return 0;
  const found = dictGetItem(builtinsRoot.modules(), key);
  decref(key);
  return found ?? 0;
}
function loadSubmodules(module: Ref, full: string, fromlist: Ref): boolean {
  for (let i = 0; i < ob_size(fromlist); i++) {
    const name = isTuple(fromlist) ? tupleItem(fromlist, i) : listItem(fromlist, i);
    if (!isStr(name) || toHost(name) === '*' || lookupStr(moduleDict(module), name) !== 0) continue;
    if (findSource(`${full}.${toHost(name)}`) !== null && !load(`${full}.${toHost(name)}`)) return false;
  }
  return true;
}
/** Loads a module whose parents are loaded; false: an exception is set. */
function load(full: string): boolean {
  if (loaded(full) !== 0) return true;
  if (isBuiltin(full)) {
    importBuiltin(full);
    return true;
  }
  const source = findSource(full);
  if (source === null) {
    raiseText(errors.ModuleNotFoundError, `No module named '${full}'${whyNot(full)}`);
    const exception = raised();
    if (exception === 0) return false;
    const name = newStr(full);
    if (name !== NULL) PyImportError.name.set(exception, name);
    return false;
  }
  return run(full, source.path, source.text, source.isPackage);
}
/** What CPython adds when the parent is no package. */
function whyNot(full: string): string {
  const parent = full.slice(0, Math.max(0, full.lastIndexOf('.')));
  const module = parent === '' ? 0 : loaded(parent);
  return module !== 0 && lookupStr(moduleDict(module), PATH) === 0 ? `; '${parent}' is not a package` : '';
}
function run(full: string, path: string, text: string, isPackage: boolean): boolean {
  sources.set(path, text);
  const name = newStr(full);
  if (name === NULL) return false;
  const module = newModule(name);
  if (module === NULL) {
    decref(name);
    return false;
  }
  const dict = moduleDict(module),
    modules = builtinsRoot.modules();
  put(dict, FILE, path);
  put(dict, PACKAGE, isPackage ? full : full.slice(0, Math.max(0, full.lastIndexOf('.'))));
  if (isPackage) putFolder(dict, path);
  setStr(dict, BUILTINS, builtinsRoot.dict());
  setStr(modules, name, module);
  const done = execute(dict, path, text);
  if (!done) deleteStr(modules, name);
  else bindInParent(full, module);
  decref(name);
  decref(module);
  return done;
}
function put(dict: Ref, key: Ref, text: string): void {
  const value = newStr(text);
  if (value === NULL) return;
  setStr(dict, key, value);
  decref(value);
}
/** `__path__`: a list with the package's folder. */
function putFolder(dict: Ref, path: string): void {
  const list = newList(0);
  if (list === NULL) return;
  const folder = newStr(path.slice(0, path.lastIndexOf('/')));
  if (folder !== NULL && listAppend(list, folder) !== NULL) setStr(dict, PATH, list);
  decref(list);
}
function execute(dict: Ref, path: string, text: string): boolean {
  const tree = parse(text, path, 'exec');
  if (tree === null) return false;
  const constants = new Constants();
  const code = compileTree(tree, path, 'exec', constants);
  constants.release();
  if (code === NULL) return false;
  const answer = finish(runCode(code, dict, dict, 0));
  decref(code);
  if (answer === NULL) return false;
  decref(answer);
  return true;
}
function bindInParent(full: string, module: Ref): void {
  const dot = full.lastIndexOf('.');
  if (dot < 0) return;
  const parent = loaded(full.slice(0, dot)),
    name = newStr(full.slice(dot + 1));
  if (parent !== 0 && name !== NULL) setAttr(parent, name, module);
  if (name !== NULL) decref(name);
}
