/** Makes the process: builtin types, modules, the calls that go up.  The only file that sees every layer. */
import './types/all.js';
import './modules/all.js';
import './interp/instructions/all.js';
import { setStr, newDict } from './include/dict.js';
import { newBuiltin } from './include/builtin.js';
import { moduleDict, newModule } from './include/module.js';
import { newFloat } from './include/float.js';
import { newInt } from './include/int.js';
import { identifier, newStr } from './include/str.js';
import { PyFunction_Type } from './include/function.js';
import type { Owned, Ref } from './heap/reference.js';
import { decref, newRef } from './object/refcount.js';
import { connect } from './object/upward.js';
import { setSlot, slot } from './object/slots.js';
import { exists } from './profiles/profile.js';
import { declaredModules, declaredTypes, type ModuleDeclaration, type TypeDeclaration } from './abstract/define.js';
import { indexDeclarations } from './abstract/declarations.js';
import { call } from './abstract/call.js';
import { raiseText } from './abstract/raise.js';
import { registerMethod } from './abstract/signature.js';
import { connectFrames } from './abstract/frame-hooks.js';
import { connectGenerators } from './abstract/generator-hooks.js';
import { layOutType, readyType } from './types/type/ready.js';
import { FUNCTION_CALL } from './interp/call.js';
import { builtinsRoot } from './interp/builtins-root.js';
import { clearLocals, frameObject } from './interp/frame.js';
import { freeUnit } from './interp/code.js';
import { delegate, abandon, frameOf, resume, setState, stateOf } from './interp/generator.js';
import { instructionAt, lineAt, positionAt } from './interp/unwind.js';
import './interp/run.js';

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
  for (const [key, type] of Object.entries(declaration.types ?? {})) put(key, newRef(type));
  for (const [key, value] of Object.entries(declaration.constants ?? {})) put(key, constantOf(value));
  decref(name);
  return module;
}
const shownName = (module: string, name: string): string => (module === 'builtins' ? name : `${module}.${name}`);
function constantOf(value: number | string | (() => Owned)): Owned {
  if (typeof value === 'function') return value();
  if (typeof value === 'string') return must(newStr(value));
  return must(Number.isInteger(value) ? newInt(value) : newFloat(value));
}
function must(o: Owned | 0): Owned {
  if (o === 0) throw new Error('no memory while the process is made');
  return o;
}

/** Types with their bases first. */
function inOrder(types: readonly TypeDeclaration[]): TypeDeclaration[] {
  const byType = new Map(types.map(d => [d.type, d]));
  const done = new Set<TypeDeclaration>(), order: TypeDeclaration[] = [];
  const add = (d: TypeDeclaration): void => {
    if (done.has(d)) return;
    done.add(d);
    const base = byType.get((d.base ?? baseObject) as never);
    if (base !== undefined && base !== d) add(base);
    order.push(d);
  };
  const baseObject = types.find(d => d.name === 'object')!.type;
  types.forEach(add);
  return order;
}

/** Makes everything there is before the first program runs. */
export function boot(): void {
  const types = inOrder(declaredTypes.filter(d => exists(d.versions)));
  connect({ raise: raiseText, call });
  connectFrames({
    frameObject,
    lineAt,
    positionAt,
    instructionAt,
    clearFrame: clearLocals,
    freeUnit
  });
  connectGenerators({ resume, frameOf, stateOf, setState, delegate, abandon });
  indexDeclarations();
  for (const d of types) layOutType(d);
  for (const d of types) readyType(d);
  setSlot(PyFunction_Type, slot.tp_call, FUNCTION_CALL);
  builtinsRoot.setModules(must(newDict()));
  const builtins = importBuiltin('builtins');
  builtinsRoot.setDict(newRef(moduleDict(builtins)));
  importBuiltin('sys');
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
