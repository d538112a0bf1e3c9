/** Facts about descriptors, functions, exceptions and the builtin functions: what they say, and what exists. */
import { facts, since } from '../since.js';

export const builtins = facts({
  /** An empty slot of an instance: the AttributeError is its name, or a sentence. */
  emptySlot: since<'name' | 'sentence'>({ '2.7': 'name', '3.11': 'sentence' }),
  /** What a property without a getter says. */
  propertyText: since<'plain' | 'named' | 'full'>({ '2.7': 'plain', '3.10': 'named', '3.11': 'full' }),
  /** classmethod and staticmethod take over the attributes of what they wrap, and show it. */
  wrapsAttributes: since({ '2.7': false, '3.10': true }),
  /** Among them `__annotations__`. */
  wrapsAnnotations: since({ '2.7': false, '3.10': true, '3.14': false }),
  /** A classmethod asks the descriptor that it wraps. */
  classmethodChains: since({ '2.7': false, '3.9': true, '3.13': false }),
  staticmethodCallable: since({ '2.7': false, '3.10': true }),
  superMismatch: since<'plain' | 'named'>({ '2.7': 'plain', '3.13': 'named' }),
  superWantsAType: since({ '2.7': false, '3.11': true }),
  /** The name and object that an AttributeError, NameError is about, by keyword. */
  errorKeywords: since<'none' | 'invalid' | 'unexpected'>({
    '2.7': 'none',
    '3.10': 'invalid',
    '3.12': 'unexpected'
  }),
  /** A property knows the name of its getter. */
  propertyHasName: since({ '2.7': false, '3.13': true }),
  powArity: since<'unpack' | 'count'>({ '2.7': 'unpack', '3.14': 'count' }),
  /** Annotations of a function begin as a tuple of names and values. */
  annotationsTuple: since({ '2.7': false, '3.10': true }),
  functionKwdefaults: since({ '2.7': false, '3.13': true }),
  /** The error of a module that imports itself names its file. */
  circularNamesFile: since({ '2.7': false, '3.13': true }),
  namespaceTakesMapping: since({ '2.7': false, '3.13': true }),
  /** An exception group keeps the text of its exceptions (no code of ours reads it). */
  groupKeepsText: since({ '2.7': false, '3.14': true }),
  groupCondition: since({
    '2.7': 'expected a function, exception type or tuple of exception types',
    '3.12': 'expected an exception type, a tuple of exception types, or a callable (other than a class)'
  }),
  noteText: since<'note' | 'argument'>({ '2.7': 'note', '3.14': 'argument' }),
  syntaxErrorParts: since({ '2.7': 4, '3.10': 6, '3.14': 7 }),
  /** How an exception is announced that nobody can catch. */
  unraisable: since<'in' | 'while'>({ '2.7': 'in', '3.14': 'while' }),
  /** close() gives what the generator returns. */
  closeReturnsValue: since({ '2.7': false, '3.13': true }),
  throwDeprecated: since({ '2.7': false, '3.12': true }),
  /** clear() of a suspended generator's frame is an error. */
  suspendedFrameStays: since({ '2.7': false, '3.13': true }),
  attributeNameText: since<'function' | 'type'>({ '2.7': 'function', '3.11': 'type' }),
  isinstanceText: since({
    '2.7': 'a type or tuple of types',
    '3.10': 'a type, a tuple of types, or a union'
  }),
  issubclassText: since({
    '2.7': 'a class or tuple of classes',
    '3.10': 'a class, a tuple of classes, or a union'
  }),
  emptyIterable: since({ '2.7': 'arg is an empty sequence', '3.12': 'iterable argument is empty' }),
  /** Which error a huge code point is. */
  hugeChr: since<'overflow' | 'value'>({ '2.7': 'overflow', '3.13': 'value' }),
  /** sum() of floats keeps what rounding loses. */
  sumCompensates: since({ '2.7': false, '3.12': true }),
  /** print() collects its arguments in a tuple. */
  printMakesTuple: since({ '2.7': false, '3.12': true, '3.14': false }),
  execKeywords: since({ '2.7': false, '3.13': true }),
  execClosure: since({ '2.7': false, '3.11': true }),
  invalidKeyword: since<'invalid' | 'unexpected'>({ '2.7': 'invalid', '3.12': 'unexpected' }),
  importNameText: since({
    '2.7': '__import__() argument 1 must be str, not %s',
    '3.10': 'module name must be a string'
  }),
  /** How a traceback marks the place in its line.  `line`: one line; `segment`: all lines, calls too. */
  tracebackCarets: since<'none' | 'line' | 'segment'>({ '2.7': 'none', '3.11': 'line', '3.13': 'segment' }),
  /** A SyntaxError's place is a range. */
  syntaxErrorRange: since({ '2.7': false, '3.10': true }),
  /** What is suggested for an unknown name: from the scopes one after the other, or from all of them. */
  nameSuggestions: since<'none' | 'inTurn' | 'together'>({
    '2.7': 'none',
    '3.10': 'inTurn',
    '3.12': 'together'
  }),
  importHints: since({ '2.7': false, '3.12': true }),
  hidesUnderscored: since({ '2.7': false, '3.13': true }),
  /** A traceback names the module of exceptions of the program. */
  tracebackNamesMain: since({ '2.7': true, '3.11': false }),
  /** What an argument that C parses as an int must be. */
  intText: since<'required' | 'interpreted'>({ '2.7': 'required', '3.10': 'interpreted' }),
  methodSelfText: since({ '2.7': 'self must not be None', '3.10': 'instance must not be None' })
});
