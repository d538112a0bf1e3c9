/** The core's side of a realm: a `Worker` in the page, a `worker_threads` worker in Node, a script in tests. */
import type { Event } from '../../wire/events.js';
import type { Question, Request } from '../../wire/requests.js';

export interface RealmPort {
  send(request: Request): void;
  /** Set by the core; the transport calls it with every event, in order. */
  onEvent: (event: Event) => void;
}

/** A question without its id, which the core gives. */
export type Ask = Question extends infer Q ? (Q extends Question ? Omit<Q, 'id'> : never) : never;
