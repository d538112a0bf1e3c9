/** Collects the output of a formatting operation: text, and strings that may be the whole result.  CPython: _PyUnicodeWriter. */
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { newStr, strLength, toHost } from '../include/str.js';
import { unchanged } from '../include/str-build.js';
import { decref } from '../object/refcount.js';

export class Pieces {
  private text = '';
  /** The one string written so far, as long as nothing else was. */
  private only: Owned | 0 = 0;

  /** Adds host text. */
  add(text: string): void {
    if (text === '') return;
    this.spill();
    this.text += text;
  }
  /** Adds a string, which is consumed. */
  addOwned(o: Owned): void {
    if (strLength(o) === 0) return decref(o);
    if (this.text === '' && this.only === 0) {
      this.only = o;
      return;
    }
    this.spill();
    this.text += toHost(o);
    decref(o);
  }
  private spill(): void {
    if (this.only === 0) return;
    this.text += toHost(this.only);
    decref(this.only);
    this.only = 0;
  }
  /** The result; a single string that was added is it. */
  finish(): Result {
    if (this.only === 0) return newStr(this.text);
    const only = this.only;
    this.only = 0;
    const result = unchanged(only as Ref);
    decref(only);
    return result;
  }
  /** After a failure: lets go of everything.  Answers NULL. */
  drop(): 0 {
    if (this.only !== 0) decref(this.only);
    this.only = 0;
    return NULL;
  }
}
