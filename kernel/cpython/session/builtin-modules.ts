/** Built-in modules made of their declarations.  CPython: Python/import.c. */
import type { Owned, Ref } from '../heap/reference.js';
import { newBuiltin } from '../include/builtin.js';
import { setStr } from '../include/dict.js';
import { newFloat } from '../include/float.js';
import { newInt } from '../include/int.js';
import { moduleDict, newModule } from '../include/module.js';
import { identifier, newStr } from '../include/str.js';
import { Flag, typeHas } from '../include/type.js';
import { decref, newRef } from '../object/refcount.js';
import { exists } from '../profiles/profile.js';
import { declaredModules, type ModuleDeclaration } from '../abstract/define.js';
import { registerMethod } from '../abstract/signature.js';
import { builtinsRoot } from '../interp/builtins-root.js';

/** The dict of a built-in module, made at its first import; borrowed references are kept by the module. */
export function makeModule(declaration: ModuleDeclaration): Owned {
  const name = must(newStr(declaration.name));
  const module = must(newModule(name));
  const dict = moduleDict(module);
  const put = (key: string, value: Owned): void => {
    setStr(dict, identifier(key), value);
    decref(value);
  };
  if (declaration.doc !== undefined) put('__doc__', must(newStr(declaration.doc)));
  for (const [key, method] of Object.entries(declaration.functions ?? {})) {
    if (!exists(method.versions)) continue;
    const number = registerMethod(key, shownName(declaration.name, key), method);
    put(key, must(newBuiltin(number, module, name)));
  }
  for (const [key, type] of Object.entries(declaration.types ?? {})) {
    if (typeHas(type, Flag.READY)) put(key, newRef(type)); // else this version has no such type
  }
  for (const [key, value] of Object.entries(declaration.constants ?? {})) put(key, constantOf(value));
  decref(name);
  return module;
}
const shownName = (module: string, name: string): string =>
  module === 'builtins' ? name : `${module}.${name}`;
function constantOf(value: number | string | (() => Owned)): Owned {
  if (typeof value === 'function') return value();
  if (typeof value === 'string') return must(newStr(value));
  return must(Number.isInteger(value) ? newInt(value) : newFloat(value));
}
function must(o: Owned | 0): Owned {
  if (o === 0) throw new Error('no memory while the process is made');
  return o;
}

/** Whether there is a built-in module of this name. */
export const isBuiltin = (name: string): boolean => declaredModules.has(name);
/** What a built-in module will have in it, before it is imported. */
export function namesOfBuiltin(name: string): string[] {
  const declaration = declaredModules.get(name);
  if (declaration === undefined) return [];
  const { functions = {}, types = {}, constants = {} } = declaration;
  return [
    ...Object.keys(functions).filter(key => exists(functions[key]!.versions)),
    ...Object.keys(types).filter(key => typeHas(types[key]!, Flag.READY)),
    ...Object.keys(constants)
  ];
}
/** A built-in module from sys.modules, put there if it is new; borrowed.  0: there is none of that name. */
export function importBuiltin(name: string): Ref {
  const declaration = declaredModules.get(name);
  if (declaration === undefined) throw new Error(`no built-in module ${name}`);
  const module = makeModule(declaration);
  setStr(builtinsRoot.modules(), identifier(name), module);
  decref(module);
  return module;
}
