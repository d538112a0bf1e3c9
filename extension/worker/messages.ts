/** What the page tells a realm's worker beside the realm's own requests. */

/**
 * How the worker can see an interrupt while a native holds its thread: a flag in shared memory, or where pages may
 * share none an address that answers as long as nobody wants one.  Sent first, an address again after each interrupt.
 */
export interface BellMessage {
  readonly type: 'bell';
  readonly flag: Int32Array | null;
  readonly url: string | null;
}

/** The page has taken one more event that it shows; a realm that shows faster than that waits. */
export interface TakenMessage {
  readonly type: 'taken';
}
