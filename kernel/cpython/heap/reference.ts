/** References, and who must let go of them: ownership is in the type. */
declare const is: unique symbol;
declare const owned: unique symbol;

/** The address of an object, borrowed: somebody else keeps it alive. */
export type Ref<T extends string = string> = number & { readonly [is]: T };
/** A reference that its holder must pass on or release, exactly once. */
export type Owned<T extends string = string> = Ref<T> & { readonly [owned]: true };
/** In place of a reference: an exception is set; in a field: nothing there. */
export const NULL = 0;
/** In place of a reference: a frame was entered, and its value will be the answer. */
export const PUSHED = -1;
/** No value and no exception: an exhausted iterator, a missing attribute. */
export const ABSENT = -2;
export type Result<T extends string = string> = Owned<T> | typeof NULL;
export type Answer<T extends string = string> = Result<T> | typeof PUSHED;
/** An answer that may also be missing without an exception. */
export type Maybe<T extends string = string> = Answer<T> | typeof ABSENT;
/** What does something and can only fail. */
export const DONE = 1;
export type Done = typeof DONE | typeof NULL;
