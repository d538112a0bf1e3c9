/** Makes the process: builtin types, modules, the calls that go up.  The only file that sees every layer. */
import './types/all.js';
import './modules/all.js';
import './interp/instructions/all.js';
import { newDict } from './include/dict.js';
import { moduleDict } from './include/module.js';
import { PyFunction_Type } from './include/function.js';
import type { Ref } from './heap/reference.js';
import { newRef } from './object/refcount.js';
import { errors, exceptionTree } from './object/errors.js';
import { Flag, setTypeFlags } from './include/type.js';
import { connect } from './object/upward.js';
import { setSlot, slot } from './object/slots.js';
import { exists } from './profiles/profile.js';
import { declaredTypes, type TypeDeclaration } from './abstract/define.js';
import { indexDeclarations } from './abstract/declarations.js';
import { call } from './abstract/call.js';
import { raiseText } from './abstract/raise.js';
import { connectFrames } from './abstract/frame-hooks.js';
import { connectGenerators } from './abstract/generator-hooks.js';
import { layOutType, readyType } from './types/type/ready.js';
import { emptyFrozenSet } from './types/set.js';
import { FUNCTION_CALL, runCode } from './interp/call.js';
import { runClassBody } from './interp/class-body.js';
import { compileAndRun, compileSource } from './session/compile.js';
import { importModule } from './session/import.js';
import { observer } from './session/observer.js';
import { importBuiltin } from './session/builtin-modules.js';
import { connectObserver } from './abstract/observer.js';
import { connectCompiler } from './abstract/compile-hook.js';
import { reprGuard } from './abstract/repr-guard.js';
import { exceptionGroup } from './include/exception-fields.js';
import { errorHandlers, searchCache, searchPath } from './include/codec-registry.js';
import { unsupportedClass } from './include/io.js';
import { setSysModule, sysModule } from './abstract/sys-module.js';
import { builtinsRoot, interpreterRoots } from './interp/builtins-root.js';
import { atexitRoots } from './modules/atexit.js';
import { contextRoots } from './modules/contextvars/context.js';
import { makeWarningsState, warningsRoots } from './modules/warnings/state.js';
import { collectorRoots } from './gc/state.js';
import { registerRoots } from './inspect/roots.js';
import { noteBaseline } from './inspect/audit.js';
import { realm } from './profiles/realm.js';
import { clearLocals, frameObject } from './interp/frame.js';
import { freeUnit } from './interp/code.js';
import { delegate, abandon, frameOf, resume, setState, stateOf } from './interp/generator.js';
import { instructionAt, lineAt, positionAt } from './interp/unwind.js';
import { rehearse } from './interp/rehearse.js';
import './interp/run.js';
import './gc/connect.js';

/** Types with their bases first. */
function inOrder(types: readonly TypeDeclaration[]): TypeDeclaration[] {
  const byType = new Map(types.map(d => [d.type, d]));
  const done = new Set<TypeDeclaration>(),
    order: TypeDeclaration[] = [];
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
  connectCompiler({
    compile: compileSource,
    compileAndRun,
    run: runCode,
    runClassBody,
    importModule,
    modules: builtinsRoot.modules
  });
  connectObserver(observer);
  connectGenerators({ resume, frameOf, stateOf, setState, delegate, abandon });
  indexDeclarations();
  for (const [name] of exceptionTree) setTypeFlags(errors[name], Flag.EXCEPTION);
  for (const d of types) layOutType(d);
  for (const d of types) readyType(d);
  setSlot(PyFunction_Type, slot.tp_call, FUNCTION_CALL);
  const modules = newDict();
  if (modules === 0) throw new Error('no memory for sys.modules');
  builtinsRoot.setModules(modules);
  const builtins = importBuiltin('builtins');
  builtinsRoot.setDict(newRef(moduleDict(builtins)));
  setSysModule(newRef(importBuiltin('sys') as Ref<'module'>));
  registerRoots(interpreterRoots);
  registerRoots(collectorRoots);
  makeWarningsState();
  registerRoots(warningsRoots);
  registerRoots(contextRoots);
  registerRoots(atexitRoots);
  registerRoots(see => {
    for (const [o, label] of [
      [sysModule(), 'the interpreter: sys'],
      [reprGuard(), 'the interpreter: containers being shown'],
      [exists('3.11-') ? exceptionGroup() : 0, 'the interpreter: ExceptionGroup'],
      [emptyFrozenSet(), 'the one empty frozenset'],
      [unsupportedClass(), 'the interpreter: io.UnsupportedOperation'],
      [searchPath(), 'the interpreter: codec search functions'],
      [searchCache(), 'the interpreter: codecs found'],
      [errorHandlers(), 'the interpreter: error handlers of codecs']
    ] as const) {
      if (o !== 0) see(o, label);
    }
  });
  if (realm.checked) noteBaseline();
  else rehearse();
}
