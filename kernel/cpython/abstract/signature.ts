/**
 * A native's signature, read once: how many arguments, which names, and the TypeErrors CPython gives.
 * CPython: Python/getargs.c, Objects/methodobject.c.
 */
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import type { Address } from '../heap/memory.js';
import { dictSetItem, newDict } from '../include/dict.js';
import { tupleItem } from '../include/tuple.js';
import { toHost } from '../include/str.js';
import { ob_size } from '../object/header.js';
import { errors, raise } from '../object/errors.js';
import { argumentAt } from '../object/park.js';
import { decref } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import type { Method } from './define.js';

interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'either' | 'keyword';
  readonly optional: boolean;
}
export interface NativeMethod {
  readonly name: string;
  /** Messages call it by this: `list.append`, `print`. */
  readonly shown: string;
  readonly doc: string;
  /** `__text_signature__`, without `$`. */
  readonly text: string;
  /** Whether the first parameter is self, the type or the module. */
  readonly binds: boolean;
  readonly parameters: readonly Parameter[];
  readonly star: boolean;
  readonly starStar: boolean;
  readonly required: number;
  /** Positional parameters. */
  readonly positional: number;
  /** Too many arguments without keywords are told as by `PyArg_UnpackTuple`. */
  readonly unpacks: boolean;
  /** Exactly so many positional arguments and nothing else; -1: not that simple. */
  readonly exactly: number;
  /** How many parameters, up to four, if all but `required` may be left out and none collects the rest; else -1. */
  readonly few: number;
  readonly call: (self: Ref, ...args: (Ref | number)[]) => Answer;
}

/** Splits at commas that are not inside brackets or quotes. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0,
    quote = '',
    part = '';
  for (const c of text) {
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === "'" || c === '"') quote = c;
    else if ('([{<'.includes(c)) depth++;
    else if (')]}>'.includes(c)) depth--;
    if (c === ',' && depth === 0 && quote === '') {
      parts.push(part.trim());
      part = '';
    } else part += c;
  }
  if (part.trim() !== '') parts.push(part.trim());
  return parts;
}

const methods: NativeMethod[] = [];
/** The native method with a number. */
export const nativeMethod = (number: number): NativeMethod => methods[number]!;

/** Registers a method and gives its number. */
export function registerMethod(name: string, shown: string, declaration: Method): number {
  const inner = split(declaration.signature.replace(/^\(|\)$/g, ''));
  const binds = inner[0]?.startsWith('$') === true;
  const list = binds ? inner.slice(1) : inner;
  const slash = list.indexOf('/');
  const parameters: Parameter[] = [];
  let star = false,
    starStar = false,
    keywordOnly = false;
  for (const [i, part] of list.entries()) {
    if (part === '/') continue;
    if (part.startsWith('**')) starStar = true;
    else if (part.startsWith('*')) {
      star = part.length > 1;
      keywordOnly = true;
    } else {
      const [parameter = ''] = part.split('=');
      const kind = keywordOnly ? 'keyword' : i < slash ? 'positional' : 'either';
      parameters.push({ name: parameter.trim(), kind, optional: part.includes('=') });
    }
  }
  const positional = parameters.filter(p => p.kind !== 'keyword').length;
  const required = parameters.filter(p => p.kind !== 'keyword' && !p.optional).length;
  const simple = !star && !starStar && positional === parameters.length && required === positional;
  const isFew = !star && !starStar && parameters.length <= 4;
  const few = isFew && parameters.every(p => p.kind !== 'keyword' || p.optional) ? parameters.length : -1;
  return (
    methods.push({
      name,
      shown,
      doc: declaration.doc,
      text: declaration.signature,
      binds,
      parameters,
      star,
      starStar,
      required,
      positional,
      unpacks: declaration.unpacks === true && profile.calls.constructorsUnpack,
      exactly: simple ? positional : -1,
      few,
      call: declaration.call as unknown as NativeMethod['call']
    }) - 1
  );
}

/** Calls a native method; `self` is the instance, type or module, all arguments are lent. */
export function callNative(
  method: NativeMethod,
  self: Ref,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0
): Answer {
  if (nargs === method.exactly && kwnames === 0) {
    const f = method.call;
    switch (nargs) {
      case 0:
        return f(self);
      case 1:
        return f(self, argumentAt(argv, 0));
      case 2:
        return f(self, argumentAt(argv, 0), argumentAt(argv, 1));
    }
  }
  if (kwnames === 0 && nargs >= method.required && nargs <= method.positional && method.few > 0)
    return callFew(method, self, argv, nargs);
  return callParsed(method, self, argv, nargs, kwnames);
}
/** What is not given is 0. */
function callFew(method: NativeMethod, self: Ref, argv: Address, nargs: number): Answer {
  const f = method.call;
  const a = nargs > 0 ? argumentAt(argv, 0) : 0,
    b = nargs > 1 ? argumentAt(argv, 1) : 0;
  switch (method.few) {
    case 1:
      return f(self, a);
    case 2:
      return f(self, a, b);
    case 3:
      return f(self, a, b, nargs > 2 ? argumentAt(argv, 2) : 0);
    default:
      return f(self, a, b, nargs > 2 ? argumentAt(argv, 2) : 0, nargs > 3 ? argumentAt(argv, 3) : 0);
  }
}

function callParsed(method: NativeMethod, self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const { parameters, positional } = method;
  const args: (Ref | number)[] = new Array<Ref | number>(parameters.length).fill(0);
  const named = kwnames === 0 ? 0 : ob_size(kwnames);
  if (!method.star && isTooMany(method, nargs, named)) return wrongCount(method, nargs, kwnames);
  for (let i = 0; i < Math.min(nargs, positional); i++) args[i] = argumentAt(argv, i);
  const extra = method.starStar && named > 0 ? newDict() : 0;
  let unknown: Ref | 0 = 0;
  if (kwnames !== 0) {
    for (let k = 0; k < ob_size(kwnames); k++) {
      const name = tupleItem(kwnames, k),
        value = argumentAt(argv, nargs + k);
      switch (keyword(method, args, name, value, extra)) {
        case FAILED:
          if (extra !== 0) decref(extra);
          return NULL;
        case UNKNOWN:
          if (unknown === 0) unknown = name;
      }
    }
  }
  for (const [i, parameter] of parameters.entries()) {
    if (args[i] === 0 && !parameter.optional) {
      if (extra !== 0) decref(extra);
      return missing(method, parameter, i, nargs, kwnames);
    }
  }
  if (unknown !== 0) {
    if (extra !== 0) decref(extra);
    return unknownKeyword(method, toHost(unknown)); // told last
  }
  // order of the native's parameters: positional ones, *args as address and count, keyword-only ones, **kwargs
  const given: (Ref | number)[] = args.slice(0, positional);
  if (method.star) given.push(argv + Math.min(nargs, positional) * 8, Math.max(0, nargs - positional));
  given.push(...args.slice(positional));
  if (method.starStar) given.push(extra);
  const answer = method.call(self, ...given);
  if (extra !== 0) decref(extra);
  return answer;
}

const TAKEN = 0,
  UNKNOWN = 1,
  /** An exception is set. */
  FAILED = 2;
function keyword(
  method: NativeMethod,
  args: (Ref | number)[],
  name: Ref,
  value: Ref,
  extra: Ref | 0
): typeof TAKEN | typeof UNKNOWN | typeof FAILED {
  const text = toHost(name);
  const i = method.parameters.findIndex(p => p.name === text && p.kind !== 'positional');
  if (i >= 0) {
    if (args[i] !== 0) {
      raise(
        errors.TypeError,
        `argument for ${method.name}() given by name ('${text}') and position (${i + 1})`
      );
      return FAILED;
    }
    args[i] = value;
    return TAKEN;
  }
  if (extra !== 0) return dictSetItem(extra, name, value) === NULL ? FAILED : TAKEN;
  return UNKNOWN;
}
function unknownKeyword(method: NativeMethod, text: string): 0 {
  if (method.parameters.every(p => p.kind === 'positional'))
    return raise(errors.TypeError, `${method.shown}() takes no keyword arguments`);
  return profile.iterators.unknownKeyword === 'invalid'
    ? raise(errors.TypeError, `'${text}' is an invalid keyword argument for ${method.name}()`)
    : raise(errors.TypeError, `${method.name}() got an unexpected keyword argument '${text}'`);
}
/** Keywords count, too, where there are parameters they could be meant for. */
const isTooMany = (method: NativeMethod, nargs: number, named: number): boolean =>
  nargs > method.positional ||
  (!method.starStar &&
    nargs + named > method.parameters.length &&
    method.parameters.some(p => p.kind !== 'positional'));

const plural = (n: number): string => (n === 1 ? '' : 's');

const howMany = (required: number, most: number): string => (required === most ? 'exactly' : 'at most');

function wrongCount(method: NativeMethod, nargs: number, kwnames: Ref | 0): Answer {
  const { required, positional, name, shown, parameters } = method;
  if (kwnames !== 0 && ob_size(kwnames) > 0 && parameters.every(p => p.kind === 'positional')) {
    return raise(errors.TypeError, `${shown}() takes no keyword arguments`);
  }
  if (positional === 0 && parameters.length === 0) {
    return raise(errors.TypeError, `${shown}() takes no arguments (${nargs} given)`);
  }
  if (positional === 1 && required === 1 && method.exactly === 1) {
    return raise(errors.TypeError, `${shown}() takes exactly one argument (${nargs} given)`);
  }
  if (parameters.some(p => p.kind !== 'positional')) {
    const least = parameters.filter(p => p.kind === 'positional' && !p.optional).length;
    if (nargs < least) {
      const bound = least < positional ? 'at least' : 'exactly';
      return raise(
        errors.TypeError,
        `${name}() takes ${bound} ${least} positional argument${plural(least)} (${nargs} given)`
      );
    }
    const most = parameters.length,
      total = nargs + (kwnames === 0 ? 0 : ob_size(kwnames));
    if (method.unpacks && total === nargs) {
      return raise(
        errors.TypeError,
        `${name} expected at most ${most} argument${plural(most)}, got ${nargs}`
      );
    }
    const [what, given] =
      positional < most && total <= most
        ? [`${howMany(required, positional)} ${positional} positional argument${plural(positional)}`, nargs]
        : [`at most ${most} argument${plural(most)}`, total];
    return raise(errors.TypeError, `${name}() takes ${what} (${given} given)`);
  }
  const short = nargs < required;
  const bound = short ? required : positional;
  const how = required === positional && !method.star ? '' : short ? 'at least ' : 'at most ';
  return raise(errors.TypeError, `${name} expected ${how}${bound} argument${plural(bound)}, got ${nargs}`);
}
function missing(
  method: NativeMethod,
  parameter: Parameter,
  i: number,
  nargs: number,
  kwnames: Ref | 0
): Answer {
  if (parameter.kind === 'positional') return wrongCount(method, nargs, kwnames);
  if (parameter.kind === 'keyword') {
    return raise(
      errors.TypeError,
      `${method.name}() missing required keyword-only argument: '${parameter.name}'`
    );
  }
  return raise(
    errors.TypeError,
    `${method.name}() missing required argument '${parameter.name}' (pos ${i + 1})`
  );
}
