/** The text of an exception nobody caught, as CPython prints it.  CPython: Python/pythonrun.c, Lib/traceback.py from 3.13. */
import { ABSENT, NULL, type Owned, type Ref } from '../heap/reference.js';
import { frameHooks } from '../abstract/frame-hooks.js';
import { connectTracebacks } from '../abstract/traceback-hook.js';
import { clearRaised, isInstance, lookupAttr, reprOf, str } from '../abstract/object.js';
import { PyCode } from '../include/code.js';
import { PyException, PySyntaxError, PyTraceback } from '../include/exception.js';
import { PyExceptionGroup } from '../include/exception-fields.js';
import { Frame, ON_STACK, PyFrame } from '../include/frame.js';
import { isList, listItem } from '../include/list.js';
import { None } from '../include/singletons.js';
import { identifier, isStr, toHost } from '../include/str.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { errors } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { raised } from '../object/thread.js';
import { decref } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { exists, profile } from '../profiles/profile.js';
import { plainLine, sourceLines } from './traceback/carets.js';
import { suggestionFor } from './traceback/suggestions.js';
import { syntaxErrorPlace } from './traceback/syntax-error.js';
import { sources } from './warnings.js';

/** Gives the text of a file; null: there is none. */
export type SourceOf = (filename: string) => string | null;

const CAUSE = 'The above exception was the direct cause of the following exception:';
const CONTEXT = 'During handling of the above exception, another exception occurred:';
const NOTES = identifier('__notes__'),
  MODULE = identifier('__module__'),
  QUALNAME = identifier('__qualname__');
/** A line repeated more often is counted. */
const MOST_REPEATED = 3;
const GROUPS = exists('3.11-');
const MOST_IN_GROUP = 15,
  DEEPEST_GROUP = 10;

/** str() of an object as the host's text; what it raises is dropped. */
function safeText(o: Ref, what: string): string {
  const text = finish(str(o));
  const shown = text !== NULL && isStr(text) ? toHost(text) : null;
  if (text !== NULL) decref(text);
  if (text === NULL && raised() !== 0) clearRaised();
  return shown ?? `<${what} str() failed>`;
}
function attributeText(o: Ref, name: Ref): string | null {
  const found = lookupAttr(o, name);
  if (found === NULL) clearRaised();
  if (found === NULL || found === ABSENT) return null;
  const text = isStr(found) ? toHost(found) : null;
  decref(found);
  return text;
}
/** The type with its module, unless that is builtins or the program. */
function typeText(exception: Ref): string {
  const type = typeOf(exception);
  const name = attributeText(type, QUALNAME) ?? typeName(type);
  const module = attributeText(type, MODULE);
  if (module === 'builtins' || (module === '__main__' && !profile.builtins.tracebackNamesMain)) return name;
  return `${module ?? '<unknown>'}.${name}`;
}

/** Lines without line ends; `source` gives the text of a file. */
export function tracebackText(exception: Ref, source: SourceOf): string[] {
  return new Printer(source, exception).chain(exception, 0);
}
/** The lines of a traceback alone: those after `Traceback (most recent call last):`. */
function stackText(traceback: Ref, source: SourceOf, isPlain: boolean): string[] {
  return new Printer(source).stack(traceback, isPlain);
}
const known: SourceOf = name => sources.get(name) ?? null;
connectTracebacks({
  text: exception => tracebackText(exception, known),
  stack: (traceback, isPlain) => stackText(traceback, known, isPlain),
  typeText,
  sourceLine: (file, line) => known(file)?.split(/\r\n|\r|\n/)[line - 1] ?? null
});

/** What an exception came from, and how that is said; 0: nothing that is not shown elsewhere. */
type Link = [from: Ref | 0, message: string | null];
interface Links {
  see(exception: Ref): void;
  /** `inGroup`: it is an item of a group, and may have been shown elsewhere, too. */
  of(exception: Ref, inGroup: boolean): Link;
}
const isHidden = (exception: Ref): boolean => PyException.suppress_context(exception) !== 0;

/** Up to 3.12: what has been printed is not printed again.  @cpython Python/pythonrun.c print_exception_cause_and_context */
class LinksOnTheWay implements Links {
  private readonly seen = new Set<number>();
  see(exception: Ref): void {
    this.seen.add(exception);
  }
  of(exception: Ref): Link {
    const cause = PyException.cause(exception),
      context = PyException.context(exception);
    if (cause !== 0) return this.seen.has(cause) ? [0, null] : [cause, CAUSE];
    return context === 0 || isHidden(exception) || this.seen.has(context) ? [0, null] : [context, CONTEXT];
  }
}
/** From 3.13: all are found before anything is printed, the items of a group first.  @cpython Lib/traceback.py TracebackException.__init__ */
class LinksAhead implements Links {
  private readonly links = new Map<number, Link>();
  private readonly items = new Map<number, Link>();
  constructor(exception: Ref) {
    const seen = new Set<number>([exception]);
    const queue: [Ref, Map<number, Link>][] = [[exception, this.links]];
    for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
      const [at, links] = entry;
      const cause = PyException.cause(at),
        context = PyException.context(at);
      const newCause = cause !== 0 && !seen.has(cause) ? cause : 0;
      if (newCause !== 0) seen.add(newCause);
      const newContext = context !== 0 && !seen.has(context) ? context : 0;
      if (newContext !== 0) seen.add(newContext);
      if (newCause !== 0) links.set(at, [newCause, CAUSE]);
      else links.set(at, newContext === 0 || isHidden(at) ? [0, null] : [newContext, CONTEXT]);
      if (newCause !== 0) queue.push([newCause, this.links]);
      if (newContext !== 0) queue.push([newContext, this.links]);
      const items = isInstance(at, errors.BaseExceptionGroup) ? PyExceptionGroup.excs(at) : 0;
      for (let i = 0; items !== 0 && i < ob_size(items); i++) {
        seen.add(tupleItem(items, i));
        queue.push([tupleItem(items, i), this.items]);
      }
    }
  }
  see(): void {}
  of(exception: Ref, inGroup: boolean): Link {
    const links = inGroup ? [this.items, this.links] : [this.links, this.items];
    return links[0]!.get(exception) ?? links[1]!.get(exception) ?? [0, null];
  }
}
const FOUND_AHEAD = profile.builtins.tracebackCarets === 'segment';

class Printer {
  private readonly files = new Map<string, readonly string[] | null>();
  private readonly links: Links;
  private needsClose = false;

  constructor(
    private readonly source: SourceOf,
    exception: Ref | 0 = 0
  ) {
    this.links = FOUND_AHEAD && exception !== 0 ? new LinksAhead(exception) : new LinksOnTheWay();
  }

  private lineOf(file: string, n: number): string | null {
    let lines = this.files.get(file);
    if (lines === undefined) {
      lines = this.source(file)?.split(/\r\n|\r|\n/) ?? null;
      this.files.set(file, lines);
    }
    return lines?.[n - 1] ?? null;
  }

  /** An exception with what it came from, oldest first. */
  chain(exception: Ref, depth: number): string[] {
    const linked: [Ref, string | null][] = [];
    let at: Ref | 0 = exception;
    while (at !== 0) {
      this.links.see(at);
      const [next, message]: Link = this.links.of(at, exception === at && depth > 0);
      linked.push([at, message]);
      at = next;
    }
    const lines: string[] = [];
    for (const [one, message] of linked.reverse()) {
      if (message !== null) lines.push(...indented(['', message, ''], depth));
      lines.push(...(this.isGroup(one) ? this.group(one, depth) : indented(this.single(one), depth)));
    }
    return lines;
  }
  private isGroup(exception: Ref): boolean {
    return (
      GROUPS && isInstance(exception, errors.BaseExceptionGroup) && PyExceptionGroup.excs(exception) !== 0
    );
  }
  private single(exception: Ref): string[] {
    const traceback = PyException.traceback(exception);
    const head = traceback === 0 ? [] : ['Traceback (most recent call last):', ...this.stack(traceback)];
    return [...head, ...this.only(exception)];
  }

  /** @cpython Lib/traceback.py TracebackException.format */
  private group(exception: Ref, outer: number): string[] {
    const items = PyExceptionGroup.excs(exception) as Ref,
      count = ob_size(items);
    if (outer > DEEPEST_GROUP) return indented([`... (max_group_depth is ${DEEPEST_GROUP})`], outer);
    const isTop = outer === 0;
    const depth = isTop ? 1 : outer;
    const traceback = PyException.traceback(exception);
    const lines: string[] = [];
    if (traceback !== 0) {
      lines.push(
        ...indented(['Exception Group Traceback (most recent call last):'], depth, isTop ? '+' : '|')
      );
      lines.push(...indented(this.stack(traceback), depth));
    }
    lines.push(...indented(this.only(exception), depth));
    const shown = count <= MOST_IN_GROUP ? count : MOST_IN_GROUP + 1;
    this.needsClose = false;
    for (let i = 0; i < shown; i++) {
      const isLast = i === shown - 1,
        isCut = i >= MOST_IN_GROUP;
      if (isLast) this.needsClose = true;
      const rule = `+---------------- ${isCut ? '...' : i + 1} ----------------`;
      lines.push(`${'  '.repeat(depth)}${i === 0 ? '+-' : '  '}${rule}`);
      if (isCut) {
        const more = count - MOST_IN_GROUP;
        lines.push(...indented([`and ${more} more exception${more > 1 ? 's' : ''}`], depth + 1));
      } else lines.push(...this.chain(tupleItem(items, i), depth + 1));
      if (isLast && this.needsClose) {
        lines.push(`${'  '.repeat(depth + 1)}+------------------------------------`);
        this.needsClose = false;
      }
    }
    return lines;
  }

  /** The entries of a traceback. */
  stack(traceback: Ref, isPlain = false): string[] {
    const lines: string[] = [];
    let last = '',
      count = 0;
    const repeated = (): void => {
      const more = count - MOST_REPEATED;
      if (more > 0) lines.push(`  [Previous line repeated ${more} more time${more > 1 ? 's' : ''}]`);
    };
    for (let tb: Ref | 0 = traceback; tb !== 0; tb = PyTraceback.tb_next(tb)) {
      const object = PyTraceback.tb_frame(tb);
      const frame = object === 0 ? 0 : ON_STACK ? PyFrame.f_frame(object) : object;
      const code = frame === 0 ? 0 : (Frame.code(frame) as Ref | 0);
      if (code === 0) continue;
      const file = toHost(PyCode.co_filename(code) as Ref),
        name = toHost(PyCode.co_name(code) as Ref);
      const line = PyTraceback.tb_lineno(tb);
      const head = `  File "${file}", line ${line}, in ${name}`;
      if (head !== last) {
        repeated();
        last = head;
        count = 0;
      }
      count++;
      if (count > MOST_REPEATED) continue;
      const position = frameHooks.positionAt(code, PyTraceback.tb_lasti(tb) >> 1);
      const show = isPlain ? plainLine : sourceLines;
      lines.push(head, ...show(line, position, n => this.lineOf(file, n)));
    }
    repeated();
    return lines;
  }

  /** The exception itself, and its notes.  @cpython Lib/traceback.py format_exception_only */
  private only(exception: Ref): string[] {
    const type = typeText(exception);
    const lines: string[] = [];
    if (isInstance(exception, errors.SyntaxError)) {
      const place = syntaxErrorPlace(exception);
      const message = PySyntaxError.msg(exception);
      const text =
        message === 0 || message === None ? '<no detail available>' : safeText(message, 'exception');
      lines.push(...place.lines, `${type}: ${text}${place.suffix}`);
    } else {
      const text = safeText(exception, 'exception') + suggestionFor(exception);
      const whole = text === '' ? type : `${type}: ${text}`;
      if (FOUND_AHEAD) lines.push(...whole.split('\n'));
      else lines.push(whole); // in a group only the first line gets the margin
    }
    return [...lines, ...notesOf(exception)];
  }
}
function notesOf(exception: Ref): string[] {
  if (!GROUPS) return [];
  const notes = lookupAttr(exception, NOTES);
  if (notes === NULL) clearRaised();
  if (notes === NULL || notes === ABSENT) return [];
  const lines: string[] = [];
  if (isList(notes) || isTuple(notes)) {
    for (let i = 0; i < ob_size(notes); i++) {
      lines.push(...safeText(isList(notes) ? listItem(notes, i) : tupleItem(notes, i), 'note').split('\n'));
    }
  } else if (notes !== None) lines.push(reprOf(notes) ?? '<__notes__ repr() failed>');
  decref(notes as Owned);
  return lines;
}
/** Lines of an exception inside a group. */
const indented = (lines: readonly string[], depth: number, margin = '|'): string[] =>
  depth === 0 ? [...lines] : lines.map(line => `${'  '.repeat(depth)}${margin} ${line}`);
