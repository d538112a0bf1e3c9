/** What a notebook keeps of its cells: `_`, `__`, `___`, `_n`, `Out`, `In`, as IPython does. */
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import type { Event } from '../../wire/events.js';
import { dictGetItem, dictSetItem, newDict, setStr } from '../include/dict.js';
import { newInt } from '../include/int.js';
import { listAppend, newList } from '../include/list.js';
import { PyException } from '../include/exception.js';
import { newBuiltin } from '../include/builtin.js';
import { moduleDict } from '../include/module.js';
import { None, none } from '../include/singletons.js';
import { identifier, newStr, toHost } from '../include/str.js';
import { typeOf } from '../object/header.js';
import { decref, newRef, xdecref } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import { repr } from '../abstract/object.js';
import { registerMethod } from '../abstract/signature.js';
import { sysModule, sysSet } from '../abstract/sys-module.js';

const NAMES = ['_', '__', '___'] as const;
const LAST_TYPE = identifier('last_type'),
  LAST_VALUE = identifier('last_value'),
  LAST_TRACEBACK = identifier('last_traceback'),
  LAST_EXC = identifier('last_exc');

/** The cache of displayed values; every reference it owns is a named holder. */
export class DisplayCache {
  private globals: Ref | 0 = 0;
  private count = 0;
  private source = '';
  private readonly own: (Owned | 0)[] = [0, 0, 0];
  private hidden: Owned | 0 = 0;
  /** What the running cell has displayed, and how it ended; then the same of the cell before. */
  private value: Owned | 0 = 0;
  private error: Owned | 0 = 0;
  private lastValue: Owned | 0 = 0;
  private lastError: Owned | 0 = 0;

  constructor(private readonly emit: (event: Event) => void) {}

  /** A cell begins: the record of the one before goes when this one is done. */
  beginCell(globals: Ref, count: number, source: string): void {
    if (this.globals === 0) this.open(globals);
    this.count = count;
    this.source = source.replace(/\n+$/, '');
    this.remember();
  }
  private open(globals: Ref): void {
    this.globals = globals;
    const empty = must(newStr(''));
    for (const [i, name] of NAMES.entries()) {
      this.own[i] = newRef(empty);
      setStr(globals, identifier(name), empty);
    }
    const out = must(newDict());
    setStr(globals, identifier('_oh'), out);
    setStr(globals, identifier('Out'), out);
    decref(out);
    const inputs = must(newList(0));
    listAppend(inputs, newRef(empty));
    setStr(globals, identifier('_ih'), inputs);
    setStr(globals, identifier('In'), inputs);
    decref(inputs);
    for (const name of ['_i', '_ii', '_iii']) setStr(globals, identifier(name), empty);
    decref(empty);
    this.hidden = must(newDict());
  }
  private remember(): void {
    const globals = this.globals as Ref;
    const text = must(newStr(this.source));
    listAppend(dictGetItem(globals, identifier('_ih')) as Ref, newRef(text));
    const move = (to: string, from: string): void => {
      const value = dictGetItem(globals, identifier(from));
      if (value !== 0 && value !== null) setStr(globals, identifier(to), value);
    };
    move('_iii', '_ii');
    move('_ii', '_i');
    setStr(globals, identifier('_i'), text);
    this.set(globals, `_i${this.count}`, text);
    decref(text);
  }
  private set(dict: Ref, name: string, value: Ref): void {
    const key = must(newStr(name));
    dictSetItem(dict, key, value);
    decref(key);
  }

  /** sys.displayhook while cells run.  false: an exception is set. */
  show(value: Ref): boolean {
    if (value === None || this.endsWithSemicolon()) return true;
    const text = finish(repr(value));
    if (text === NULL) return false;
    this.emit({ type: 'result', executionCount: this.count, data: { 'text/plain': toHost(text) } });
    decref(text);
    this.keep(value);
    return true;
  }
  private keep(value: Ref): void {
    const globals = this.globals as Ref;
    const out = dictGetItem(globals, identifier('_oh')) as Ref | 0 | null;
    if (value === out) {
      this.recordValue(value);
      return;
    }
    const untouched = NAMES.every((name, i) => {
      const now = dictGetItem(globals, identifier(name));
      return now === 0 || now === null || now === this.own[i];
    });
    xdecref(this.own[2]!);
    this.own[2] = this.own[1]!;
    this.own[1] = this.own[0]!;
    this.own[0] = newRef(value);
    if (untouched) for (const [i, name] of NAMES.entries()) this.push(name, this.own[i] as Ref);
    this.push(`_${this.count}`, value);
    if (out !== 0 && out !== null) {
      const key = must(newInt(this.count));
      dictSetItem(out, key, value);
      decref(key);
    }
    this.recordValue(value);
  }
  private push(name: string, value: Ref): void {
    this.set(this.globals as Ref, name, value);
    this.set(this.hidden as Ref, name, value);
  }
  private recordValue(value: Ref): void {
    const old = this.value;
    this.value = newRef(value);
    xdecref(old);
  }
  /** An exception (stolen) ended the cell: sys keeps it until the next one, the record of the cell until another cell ends. */
  keepError(exception: Owned): void {
    sysSet(LAST_TYPE, typeOf(exception));
    sysSet(LAST_VALUE, exception);
    sysSet(LAST_TRACEBACK, PyException.traceback(exception) || None);
    if (profile.system.keepsLastExc) sysSet(LAST_EXC, exception);
    const old = this.error;
    this.error = exception;
    xdecref(old);
  }
  /** The record of this cell takes the place of the one before. */
  endCell(): void {
    const { lastValue, lastError } = this;
    this.lastValue = this.value;
    this.lastError = this.error;
    this.value = this.error = 0;
    xdecref(lastValue);
    xdecref(lastError);
  }
  private endsWithSemicolon(): boolean {
    return /;\s*(#[^\n]*)?$/.test(this.source);
  }
  /** For the audit and holders(). */
  visit(see: (o: Ref, label: string) => void): void {
    for (const [i, o] of this.own.entries()) if (o !== 0) see(o, `the display hook: ${NAMES[i]!}`);
    if (this.hidden !== 0) see(this.hidden, 'the session: hidden variables');
    if (this.value !== 0) see(this.value, 'the session: result of this cell');
    if (this.error !== 0) see(this.error, 'the session: exception of this cell');
    if (this.lastValue !== 0) see(this.lastValue, 'the session: result of the last cell');
    if (this.lastError !== 0) see(this.lastError, 'the session: exception of the last cell');
  }
}
function must(o: Owned | 0): Owned {
  if (o === 0) throw new Error('no memory for the display cache');
  return o;
}

/** What sys.displayhook does now. */
const hook: { show: (value: Ref) => boolean } = { show: () => true };
const number = registerMethod('displayhook', 'displayhook', {
  signature: '($module, object, /)',
  doc: 'Print an object to sys.stdout and also save it in builtins._',
  call: ((_module: Ref, value: Ref) => (hook.show(value) ? none() : NULL)) as never
});
/** While cells run, sys.displayhook is the notebook's. */
export function installDisplayHook(show: (value: Ref) => boolean): void {
  const isFirst = hook.show !== show;
  hook.show = show;
  const sys = sysModule();
  if (sys === 0 || !isFirst) return;
  const method = must(newBuiltin(number, sys, identifier('sys')));
  setStr(moduleDict(sys), DISPLAYHOOK, method);
  decref(method);
}
const DISPLAYHOOK = identifier('displayhook');
