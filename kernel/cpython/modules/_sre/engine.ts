/**
 * The matcher: a backtracking machine over the code of a pattern.  What waits for the outcome of an attempt lies on a stack
 * of contexts, not on the host's stack, so no pattern is too deep.  No Python code runs while it is at work.
 * CPython: Modules/_sre/sre_lib.h.
 */
import { profile } from '../../profiles/profile.js';
import {
  isAsciiWord,
  isInCategory,
  isInSet,
  isInSetInLocale,
  isNewline,
  isUnicodeWord,
  lowerAscii,
  lowerUnicode,
  matchesInLocale
} from './characters.js';
import {
  AT_BEGINNING,
  AT_BEGINNING_LINE,
  AT_BEGINNING_STRING,
  AT_BOUNDARY,
  AT_END,
  AT_END_LINE,
  AT_END_STRING,
  AT_LOC_BOUNDARY,
  AT_LOC_NON_BOUNDARY,
  AT_NON_BOUNDARY,
  AT_UNI_BOUNDARY,
  AT_UNI_NON_BOUNDARY,
  MAXREPEAT,
  OPERATION,
  Op
} from './opcodes.js';

const RESTORES = profile.sre.restoresGroups;
const EMPTY_HAS_BOUNDARIES = profile.sre.emptyHasNoBoundary;

/** A repeat in progress.  @cpython Modules/_sre/sre.h SRE_REPEAT */
interface Repeat {
  count: number;
  /** Where `<skip> <min> <max> item` lies. */
  readonly pattern: number;
  readonly previous: Repeat | null;
  /** Where the last round began: an empty round is not repeated. */
  lastPtr: number;
}
/** What an operation needs to go on after an attempt.  @cpython Modules/_sre/sre_lib.h SRE(match_context) */
interface Context {
  pc: number;
  ptr: number;
  toplevel: boolean;
  count: number;
  lastMark: number;
  lastIndex: number;
  marks: number[] | null;
  repeat: Repeat | null;
  savedPtr: number;
  /** Which attempt it waits for. */
  waiting: number;
}
const newContext = (): Context => ({
  pc: 0,
  ptr: 0,
  toplevel: false,
  count: 0,
  lastMark: -1,
  lastIndex: -1,
  marks: null,
  repeat: null,
  savedPtr: -1,
  waiting: 0
});

const FAIL = 0,
  SUCCEED = 1,
  /** Another context begins at `nextPc`, at `ptr`. */
  ATTEMPT = 2,
  /** The context goes on where its `pc` and `ptr` are. */
  GO_ON = 3;

const IN_BRANCH = 1,
  IN_ASSERT = 2,
  IN_ASSERT_NOT = 3,
  IN_REPEAT = 4,
  IN_TAIL = 5,
  IN_MIN_TAIL = 6,
  MAX_NEEDED = 7,
  MAX_MORE = 8,
  MAX_TAIL = 9,
  MIN_NEEDED = 10,
  MIN_TAIL = 11,
  MIN_MORE = 12,
  POSSESSIVE_NEEDED = 13,
  POSSESSIVE_MORE = 14,
  IN_ATOMIC = 15;

export class BadCode extends Error {}

export class Engine {
  /** Where the match began, and where it ends: the result. */
  start: number;
  ptr: number;
  lastMark = -1;
  lastIndex = -1;
  readonly marks: number[] = [];
  matchAll = false;
  /** An empty match at `start` does not count. */
  mustAdvance = false;
  private repeat: Repeat | null = null;
  private readonly stack: Context[] = [];
  private nextPc = 0;
  private nextToplevel = false;

  /** `end` is behind the last character to look at; what lies before `start` can be looked back at. */
  constructor(
    private readonly codes: ArrayLike<number>,
    private readonly text: ArrayLike<number>,
    start: number,
    readonly end: number
  ) {
    this.start = start;
    this.ptr = start;
  }

  private reset(): void {
    this.lastMark = -1;
    this.lastIndex = -1;
    this.repeat = null;
  }
  /** Whether the pattern matches at `start`. */
  match(): boolean {
    this.reset();
    this.ptr = this.start;
    return this.run(true);
  }
  /** The first match from `start` on.  @cpython Modules/_sre/sre_lib.h SRE(search) */
  search(): boolean {
    const { codes, text } = this;
    let last = this.end;
    if (this.start > last) return false;
    let first = -1;
    if (OPERATION[codes[0]!] === Op.INFO) {
      const shortest = codes[3]!;
      if (last - this.start < shortest) return false;
      if (shortest > 1) last -= shortest - 1;
      // a literal that every match begins with
      if ((codes[2]! & 1) !== 0 && codes[5]! > 0) first = codes[7]!;
    }
    for (let at = this.start, isFirst = true; at <= last; at++, isFirst = false) {
      if (first >= 0) while (at < last && text[at] !== first) at++;
      this.reset();
      this.start = this.ptr = at;
      if (!isFirst) this.mustAdvance = false;
      const found = this.run(isFirst);
      if (found) return true;
    }
    this.mustAdvance = false;
    return false;
  }

  /** Contexts begin, wait and answer until the first has answered. */
  private run(toplevel: boolean): boolean {
    const { stack } = this;
    let depth = 0;
    this.nextPc = 0;
    this.nextToplevel = toplevel;
    let action = ATTEMPT;
    for (;;) {
      if (action === ATTEMPT) {
        const context = (stack[depth++] ??= newContext());
        context.pc = this.nextPc;
        context.ptr = this.ptr;
        context.toplevel = this.nextToplevel;
        context.marks = null;
        action = this.step(context);
      } else {
        const succeeded = action === SUCCEED;
        if (--depth === 0) return succeeded;
        const context = stack[depth - 1]!;
        action = this.resume(context, succeeded);
        if (action === GO_ON) action = this.step(context);
      }
    }
  }

  private attempt(context: Context, waiting: number, pc: number, ptr: number, toplevel: boolean): number {
    context.waiting = waiting;
    this.nextPc = pc;
    this.ptr = ptr;
    this.nextToplevel = toplevel;
    return ATTEMPT;
  }
  private save(context: Context, withMarks: boolean): void {
    context.lastMark = this.lastMark;
    context.lastIndex = this.lastIndex;
    context.marks = withMarks && this.lastMark >= 0 ? this.marks.slice(0, this.lastMark + 1) : null;
  }
  private restore(context: Context): void {
    this.lastMark = context.lastMark;
    this.lastIndex = context.lastIndex;
    const { marks } = context;
    if (marks !== null) for (let i = 0; i < marks.length; i++) this.marks[i] = marks[i]!;
  }
  /** Whether a match that ends at `ptr` is none after all. */
  private isRefused(context: Context, ptr: number): boolean {
    return (
      context.toplevel && ((this.matchAll && ptr !== this.end) || (this.mustAdvance && ptr === this.start))
    );
  }

  /** Runs operations until one fails, the pattern ends, or an attempt is to be made. */
  private step(context: Context): number {
    const { codes, text, end } = this;
    let { pc, ptr } = context;
    for (;;) {
      const op = OPERATION[codes[pc++]!];
      switch (op) {
        case Op.LITERAL:
          if (ptr >= end || text[ptr] !== codes[pc]) return FAIL;
          pc++;
          ptr++;
          break;
        case Op.MARK:
          this.mark(codes[pc++]!, ptr);
          break;
        case Op.IN:
        case Op.NOT_LITERAL:
        case Op.LITERAL_IGNORE:
        case Op.NOT_LITERAL_IGNORE:
        case Op.IN_IGNORE:
        case Op.LITERAL_UNI_IGNORE:
        case Op.NOT_LITERAL_UNI_IGNORE:
        case Op.IN_UNI_IGNORE:
        case Op.LITERAL_LOC_IGNORE:
        case Op.NOT_LITERAL_LOC_IGNORE:
        case Op.IN_LOC_IGNORE:
        case Op.CATEGORY:
        case Op.ANY:
        case Op.ANY_ALL:
          if (ptr >= end || !this.fits(op, pc, text[ptr]!)) return FAIL;
          ptr++;
          if (op === Op.IN || op === Op.IN_IGNORE || op === Op.IN_UNI_IGNORE || op === Op.IN_LOC_IGNORE)
            pc += codes[pc]!;
          else if (op !== Op.ANY && op !== Op.ANY_ALL) pc++;
          break;
        case Op.SUCCESS:
          if (this.isRefused(context, ptr)) return FAIL;
          this.ptr = ptr;
          return SUCCEED;
        case Op.JUMP:
          pc += codes[pc]!;
          break;
        case Op.INFO:
          if (codes[pc + 2]! > end - ptr) return FAIL;
          pc += codes[pc]!;
          break;
        case Op.AT:
          if (!this.isAt(codes[pc]!, ptr)) return FAIL;
          pc++;
          break;
        case Op.REPEAT_ONE:
        case Op.MIN_REPEAT_ONE:
          context.pc = pc;
          return op === Op.REPEAT_ONE ? this.repeatOne(context, ptr) : this.minRepeatOne(context, ptr);
        case Op.POSSESSIVE_REPEAT_ONE: {
          const count = this.count(pc + 3, ptr, codes[pc + 2]!);
          if (count < codes[pc + 1]! >>> 0) return FAIL;
          ptr += count;
          pc += codes[pc]!;
          break;
        }
        case Op.BRANCH:
          context.pc = pc;
          context.ptr = ptr;
          this.save(context, this.repeat !== null);
          return this.branch(context);
        case Op.REPEAT:
          context.pc = pc;
          context.ptr = ptr;
          context.repeat = this.enterRepeat(pc);
          return this.attempt(context, IN_REPEAT, pc + codes[pc]!, ptr, context.toplevel);
        case Op.MAX_UNTIL:
          return this.maxUntil(context, pc, ptr);
        case Op.MIN_UNTIL:
          return this.minUntil(context, pc, ptr);
        case Op.POSSESSIVE_REPEAT:
          context.pc = pc;
          context.ptr = ptr;
          context.count = 0;
          context.repeat = this.enterRepeat(pc);
          this.ptr = ptr;
          context.savedPtr = -1;
          {
            const action = this.possessive(context);
            if (action !== GO_ON) return action;
            pc = context.pc;
            ptr = context.ptr;
          }
          break;
        case Op.ATOMIC_GROUP:
          context.pc = pc;
          context.ptr = ptr;
          return this.attempt(context, IN_ATOMIC, pc + 1, ptr, false);
        case Op.ASSERT:
          if (ptr < codes[pc + 1]!) return FAIL;
          context.pc = pc;
          context.ptr = ptr;
          return this.attempt(context, IN_ASSERT, pc + 2, ptr - codes[pc + 1]!, false);
        case Op.ASSERT_NOT:
          if (ptr >= codes[pc + 1]!) {
            context.pc = pc;
            context.ptr = ptr;
            this.save(context, RESTORES && this.repeat !== null);
            return this.attempt(context, IN_ASSERT_NOT, pc + 2, ptr - codes[pc + 1]!, false);
          }
          pc += codes[pc]!;
          break;
        case Op.GROUPREF:
        case Op.GROUPREF_IGNORE:
        case Op.GROUPREF_UNI_IGNORE:
        case Op.GROUPREF_LOC_IGNORE:
          ptr = this.groupAgain(op, codes[pc++]!, ptr);
          if (ptr < 0) return FAIL;
          break;
        case Op.GROUPREF_EXISTS:
          pc += this.isGroupSet(codes[pc]!) ? 2 : codes[pc + 1]!;
          break;
        case Op.FAILURE:
          return FAIL;
        default:
          throw new BadCode();
      }
    }
  }

  /** Goes on after an attempt. */
  private resume(context: Context, succeeded: boolean): number {
    const { codes } = this;
    const { pc } = context;
    switch (context.waiting) {
      case IN_BRANCH:
        if (succeeded) return SUCCEED;
        this.restore(context);
        context.pc = pc + codes[pc]!;
        return this.branch(context);
      case IN_ASSERT:
        if (!succeeded) return FAIL;
        context.pc = pc + codes[pc]!;
        return GO_ON;
      case IN_ASSERT_NOT:
        if (succeeded) return FAIL;
        if (RESTORES) this.restore(context);
        context.pc = pc + codes[pc]!;
        return GO_ON;
      case IN_ATOMIC:
        if (!succeeded) return FAIL;
        context.pc = pc + codes[pc]!;
        context.ptr = this.ptr;
        return GO_ON;
      case IN_REPEAT:
        this.repeat = context.repeat!.previous;
        return succeeded ? SUCCEED : FAIL;
      case IN_TAIL:
        if (succeeded) return SUCCEED;
        this.restore(context);
        context.ptr--;
        context.count--;
        return this.tail(context);
      case IN_MIN_TAIL:
        return succeeded ? SUCCEED : this.oneMore(context);
      case MAX_NEEDED:
      case MIN_NEEDED:
        if (succeeded) return SUCCEED;
        context.repeat!.count = context.count - 1;
        this.ptr = context.ptr;
        return FAIL;
      case MAX_MORE: {
        const repeat = context.repeat!;
        repeat.lastPtr = context.savedPtr;
        if (succeeded) return SUCCEED;
        this.restore(context);
        repeat.count = context.count - 1;
        return this.maxTail(context);
      }
      case MAX_TAIL:
        this.repeat = context.repeat;
        if (succeeded) return SUCCEED;
        this.ptr = context.ptr;
        return FAIL;
      case MIN_TAIL:
        this.repeat = context.repeat;
        return succeeded ? SUCCEED : this.minMore(context);
      case MIN_MORE: {
        const repeat = context.repeat!;
        repeat.lastPtr = context.savedPtr;
        if (succeeded) return SUCCEED;
        repeat.count = context.count - 1;
        this.ptr = context.ptr;
        return FAIL;
      }
      case POSSESSIVE_NEEDED:
        if (!succeeded) {
          this.repeat = context.repeat!.previous;
          this.ptr = context.ptr;
          return FAIL;
        }
        context.count++;
        return this.possessive(context);
      case POSSESSIVE_MORE:
        if (succeeded) {
          context.count++;
          return this.possessive(context);
        }
        this.restore(context);
        this.ptr = context.savedPtr;
        return this.leavePossessive(context);
      default:
        throw new BadCode();
    }
  }

  private mark(i: number, ptr: number): void {
    if ((i & 1) !== 0) this.lastIndex = (i >> 1) + 1;
    if (i > this.lastMark) {
      // those passed over are not set
      for (let j = this.lastMark + 1; j < i; j++) this.marks[j] = -1;
      this.lastMark = i;
    }
    this.marks[i] = ptr;
  }
  private enterRepeat(pattern: number): Repeat {
    const repeat = { count: -1, pattern, previous: this.repeat, lastPtr: -1 };
    this.repeat = repeat;
    return repeat;
  }

  /** Whether one character fits a one-character operation whose arguments are at `pc`. */
  private fits(op: number, pc: number, c: number): boolean {
    const { codes } = this;
    switch (op) {
      case Op.LITERAL:
        return c === codes[pc];
      case Op.NOT_LITERAL:
        return c !== codes[pc];
      case Op.IN:
        return isInSet(codes, pc + 1, c);
      case Op.ANY:
        return !isNewline(c);
      case Op.ANY_ALL:
        return true;
      case Op.CATEGORY:
        return isInCategory(codes[pc]!, c);
      case Op.LITERAL_IGNORE:
        return lowerAscii(c) === codes[pc];
      case Op.NOT_LITERAL_IGNORE:
        return lowerAscii(c) !== codes[pc];
      case Op.IN_IGNORE:
        return isInSet(codes, pc + 1, lowerAscii(c));
      case Op.LITERAL_UNI_IGNORE:
        return lowerUnicode(c) === codes[pc];
      case Op.NOT_LITERAL_UNI_IGNORE:
        return lowerUnicode(c) !== codes[pc];
      case Op.IN_UNI_IGNORE:
        return isInSet(codes, pc + 1, lowerUnicode(c));
      case Op.LITERAL_LOC_IGNORE:
        return matchesInLocale(codes[pc]!, c);
      case Op.NOT_LITERAL_LOC_IGNORE:
        return !matchesInLocale(codes[pc]!, c);
      case Op.IN_LOC_IGNORE:
        return isInSetInLocale(codes, pc + 1, c);
      default:
        throw new BadCode();
    }
  }
  /** How many characters in a row fit the operation at `at`, at most `most`.  @cpython SRE(count) */
  private count(at: number, ptr: number, most: number): number {
    const { codes, text } = this;
    const op = OPERATION[codes[at]!]!;
    const end = most === MAXREPEAT || most >>> 0 > this.end - ptr ? this.end : ptr + most;
    if (op === Op.ANY_ALL) return Math.max(end - ptr, 0);
    let p = ptr;
    if (op === Op.IN) while (p < end && isInSet(codes, at + 2, text[p]!)) p++;
    else if (op === Op.LITERAL) while (p < end && text[p] === codes[at + 1]) p++;
    else while (p < end && this.fits(op, at + 1, text[p]!)) p++;
    return p - ptr;
  }

  /** @cpython Modules/_sre/sre_lib.h SRE(at) */
  private isAt(where: number, ptr: number): boolean {
    const { text, end } = this;
    const isLineEnd = (): boolean => isNewline(text[ptr]!);
    switch (where) {
      case AT_BEGINNING:
      case AT_BEGINNING_STRING:
        return ptr === 0;
      case AT_BEGINNING_LINE:
        return ptr === 0 || isNewline(text[ptr - 1]!);
      case AT_END:
        return ptr === end || (end - ptr === 1 && isLineEnd());
      case AT_END_LINE:
        return ptr === end || isLineEnd();
      case AT_END_STRING:
        return ptr === end;
      case AT_BOUNDARY:
      case AT_LOC_BOUNDARY:
        return end > 0 && this.wordsDiffer(isAsciiWord, ptr);
      case AT_UNI_BOUNDARY:
        return end > 0 && this.wordsDiffer(isUnicodeWord, ptr);
      case AT_NON_BOUNDARY:
      case AT_LOC_NON_BOUNDARY:
        return (end > 0 || EMPTY_HAS_BOUNDARIES) && !this.wordsDiffer(isAsciiWord, ptr);
      case AT_UNI_NON_BOUNDARY:
        return (end > 0 || EMPTY_HAS_BOUNDARIES) && !this.wordsDiffer(isUnicodeWord, ptr);
      default:
        return false;
    }
  }
  private wordsDiffer(isWord: (c: number) => boolean, ptr: number): boolean {
    const before = ptr > 0 && isWord(this.text[ptr - 1]!),
      after = ptr < this.end && isWord(this.text[ptr]!);
    return before !== after;
  }

  private isGroupSet(group: number): boolean {
    const i = group * 2;
    if (i >= this.lastMark) return false;
    const from = this.marks[i]!,
      to = this.marks[i + 1]!;
    return from >= 0 && to >= from;
  }
  /** Behind the text of a group, found again at `ptr`; -1: it is not there. */
  private groupAgain(op: number, group: number, ptr: number): number {
    if (!this.isGroupSet(group)) return -1;
    const { text, end, marks } = this;
    const to = marks[group * 2 + 1]!;
    const folded =
      op === Op.GROUPREF
        ? (c: number): number => c
        : op === Op.GROUPREF_UNI_IGNORE
          ? lowerUnicode
          : lowerAscii;
    let at = ptr;
    for (let p = marks[group * 2]!; p < to; p++, at++) {
      if (at >= end || folded(text[at]!) !== folded(text[p]!)) return -1;
    }
    return at;
  }

  /** Tries the next alternative that can begin with the character that is there. */
  private branch(context: Context): number {
    const { codes, text, end } = this;
    const { ptr } = context;
    for (let pc = context.pc; codes[pc] !== 0; pc += codes[pc]!) {
      const op = OPERATION[codes[pc + 1]!];
      if (op === Op.LITERAL && (ptr >= end || text[ptr] !== codes[pc + 2])) continue;
      if (op === Op.IN && (ptr >= end || !isInSet(codes, pc + 3, text[ptr]!))) continue;
      context.pc = pc;
      return this.attempt(context, IN_BRANCH, pc + 1, ptr, context.toplevel);
    }
    return FAIL;
  }

  private repeatOne(context: Context, ptr: number): number {
    const { codes } = this;
    const { pc } = context;
    const least = codes[pc + 1]! >>> 0;
    if (least > this.end - ptr) return FAIL;
    const count = this.count(pc + 3, ptr, codes[pc + 2]!);
    if (count < least) return FAIL;
    context.count = count;
    context.ptr = ptr + count;
    if (
      OPERATION[codes[pc + codes[pc]!]!] === Op.SUCCESS &&
      context.ptr === this.end &&
      !this.isRefused(context, context.ptr)
    ) {
      this.ptr = context.ptr;
      return SUCCEED;
    }
    this.save(context, RESTORES && this.repeat !== null);
    return this.tail(context);
  }
  /** What follows a greedy repeat of one character, tried with fewer and fewer of them. */
  private tail(context: Context): number {
    const { codes, text, end } = this;
    const { pc } = context;
    const least = codes[pc + 1]! >>> 0,
      next = pc + codes[pc]!;
    if (OPERATION[codes[next]!] === Op.LITERAL) {
      const c = codes[next + 1];
      while (context.count >= least && (context.ptr >= end || text[context.ptr] !== c)) {
        context.ptr--;
        context.count--;
      }
    }
    if (context.count < least) return FAIL;
    return this.attempt(context, IN_TAIL, next, context.ptr, context.toplevel);
  }
  private minRepeatOne(context: Context, ptr: number): number {
    const { codes } = this;
    const { pc } = context;
    const least = codes[pc + 1]! >>> 0;
    if (least > this.end - ptr) return FAIL;
    context.count = 0;
    context.ptr = ptr;
    if (least > 0) {
      const count = this.count(pc + 3, ptr, codes[pc + 1]!);
      if (count < least) return FAIL;
      context.count = count;
      context.ptr = ptr + count;
    }
    const next = pc + codes[pc]!;
    if (OPERATION[codes[next]!] === Op.SUCCESS && !this.isRefused(context, context.ptr)) {
      this.ptr = context.ptr;
      return SUCCEED;
    }
    this.save(context, RESTORES && this.repeat !== null);
    return this.attempt(context, IN_MIN_TAIL, next, context.ptr, context.toplevel);
  }
  private oneMore(context: Context): number {
    const { codes } = this;
    const { pc } = context;
    if (this.count(pc + 3, context.ptr, 1) === 0) return FAIL;
    context.ptr++;
    context.count++;
    this.restore(context);
    if (codes[pc + 2] !== MAXREPEAT && context.count > codes[pc + 2]! >>> 0) return FAIL;
    return this.attempt(context, IN_MIN_TAIL, pc + codes[pc]!, context.ptr, context.toplevel);
  }

  private maxUntil(context: Context, pc: number, ptr: number): number {
    const { repeat, codes } = this;
    if (repeat === null) throw new BadCode();
    context.pc = pc;
    context.ptr = this.ptr = ptr;
    context.repeat = repeat;
    const count = (context.count = repeat.count + 1);
    const least = codes[repeat.pattern + 1]! >>> 0,
      most = codes[repeat.pattern + 2]!;
    if (count < least) {
      repeat.count = count;
      return this.attempt(context, MAX_NEEDED, repeat.pattern + 3, ptr, context.toplevel);
    }
    if ((most === MAXREPEAT || count < most >>> 0) && ptr !== repeat.lastPtr) {
      repeat.count = count;
      this.save(context, true);
      context.savedPtr = repeat.lastPtr;
      repeat.lastPtr = ptr;
      return this.attempt(context, MAX_MORE, repeat.pattern + 3, ptr, context.toplevel);
    }
    return this.maxTail(context);
  }
  private maxTail(context: Context): number {
    this.repeat = context.repeat!.previous;
    return this.attempt(context, MAX_TAIL, context.pc, context.ptr, context.toplevel);
  }

  private minUntil(context: Context, pc: number, ptr: number): number {
    const { repeat, codes } = this;
    if (repeat === null) throw new BadCode();
    context.pc = pc;
    context.ptr = this.ptr = ptr;
    context.repeat = repeat;
    const count = (context.count = repeat.count + 1);
    if (count < codes[repeat.pattern + 1]! >>> 0) {
      repeat.count = count;
      return this.attempt(context, MIN_NEEDED, repeat.pattern + 3, ptr, context.toplevel);
    }
    this.repeat = repeat.previous;
    this.save(context, RESTORES && this.repeat !== null);
    return this.attempt(context, MIN_TAIL, pc, ptr, context.toplevel);
  }
  private minMore(context: Context): number {
    const { codes } = this;
    const repeat = context.repeat!;
    this.restore(context);
    this.ptr = context.ptr;
    const most = codes[repeat.pattern + 2]!;
    if ((most !== MAXREPEAT && context.count >= most >>> 0) || context.ptr === repeat.lastPtr) return FAIL;
    repeat.count = context.count;
    context.savedPtr = repeat.lastPtr;
    repeat.lastPtr = context.ptr;
    return this.attempt(context, MIN_MORE, repeat.pattern + 3, context.ptr, context.toplevel);
  }

  /** The next round of a possessive repeat, from where the last one ended (`ptr`). */
  private possessive(context: Context): number {
    const { codes } = this;
    const { pc } = context;
    const most = codes[pc + 2]!;
    if (context.count < codes[pc + 1]! >>> 0) {
      return this.attempt(context, POSSESSIVE_NEEDED, pc + 3, this.ptr, false);
    }
    if ((most !== MAXREPEAT && context.count >= most >>> 0) || this.ptr === context.savedPtr)
      return this.leavePossessive(context);
    this.save(context, true);
    context.savedPtr = this.ptr;
    return this.attempt(context, POSSESSIVE_MORE, pc + 3, this.ptr, false);
  }
  private leavePossessive(context: Context): number {
    this.repeat = context.repeat!.previous;
    context.pc += this.codes[context.pc]! + 1; // behind the SUCCESS of the item
    context.ptr = this.ptr;
    return GO_ON;
  }
}
