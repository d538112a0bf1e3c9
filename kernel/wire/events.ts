/** What a realm tells its host.  Plain data, structured-cloneable; sent in order. */
import type { Graph, Holder } from './graph.js';

/** A MIME bundle: every value is JSON. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** The realm is up.  First event, once. */
export interface ReadyEvent {
  readonly type: 'ready';
  /** The key of the version, such as `3.14` or `2.7-32`. */
  readonly python: string;
  /** The patch release simulated, such as `3.14.10`. */
  readonly release: string;
}
export interface StreamEvent {
  readonly type: 'stream';
  readonly name: 'stdout' | 'stderr';
  readonly text: string;
}
export interface DisplayEvent {
  readonly type: 'display';
  readonly data: MimeBundle;
  readonly metadata: MimeBundle;
}
/** The value of a cell's last expression. */
export interface ResultEvent {
  readonly type: 'result';
  readonly executionCount: number;
  readonly data: MimeBundle;
}
/** An exception nobody caught ended the execution. */
export interface ErrorEvent {
  readonly type: 'error';
  readonly ename: string;
  readonly evalue: string;
  /** Lines as CPython prints them, without ANSI colours. */
  readonly traceback: readonly string[];
}
/** `input()` waits for an `InputReply`. */
export interface InputEvent {
  readonly type: 'input';
  readonly prompt: string;
  readonly password: boolean;
}
/** An execution (or a program) is over. */
export interface DoneEvent {
  readonly type: 'done';
  readonly id: number;
  readonly status: 'ok' | 'error';
  readonly executionCount: number;
  /** Exit status of a program; 0 for executions. */
  readonly exitStatus: number;
  readonly userExpressions?: Readonly<Record<string, MimeBundle>>;
}
/** A running execution began to count its next execution number: sent before its first output. */
export interface StartedEvent {
  readonly type: 'started';
  readonly id: number;
  readonly executionCount: number;
}

export interface CompleteValue {
  readonly type: 'complete';
  readonly matches: readonly { readonly text: string; readonly type: string }[];
  readonly start: number;
  readonly end: number;
}
export interface InspectValue {
  readonly type: 'inspect';
  readonly found: boolean;
  readonly data: MimeBundle;
}
export interface IsCompleteValue {
  readonly type: 'isComplete';
  readonly status: 'complete' | 'incomplete' | 'invalid';
  readonly indent: string;
}
export interface DescribeValue {
  readonly type: 'describe';
  /** Null when no live object has that address. */
  readonly object: null | {
    readonly address: number;
    readonly typeName: string;
    readonly repr: string;
    readonly size: number;
    readonly refcnt: number;
    readonly holders: readonly Holder[];
  };
}
export interface GraphValue {
  readonly type: 'graph';
  readonly graph: Graph;
}
/** Where counted and found differ; empty when the heap is exact. */
export interface AuditValue {
  readonly type: 'audit';
  readonly objects: number;
  readonly references: number;
  readonly problems: readonly string[];
}
export type Value = CompleteValue | InspectValue | IsCompleteValue | DescribeValue | GraphValue | AuditValue;
export interface ValueEvent {
  readonly type: 'value';
  readonly id: number;
  readonly value: Value;
}
/** The kernel itself has failed: the realm must be replaced.  Never caused by a learner's program. */
export interface FatalEvent {
  readonly type: 'fatal';
  readonly message: string;
  readonly stack: string;
}

export type Event =
  | ReadyEvent
  | StartedEvent
  | StreamEvent
  | DisplayEvent
  | ResultEvent
  | ErrorEvent
  | InputEvent
  | DoneEvent
  | ValueEvent
  | FatalEvent;
