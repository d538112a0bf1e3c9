/**
 * What a host (page, command line, Node kernel) asks of a realm.  Plain data, structured-cloneable.
 * A realm answers with the events of `events.ts`; every request that has an `id` ends with exactly one `done` event
 * (or `value`, where the request asks a question) that carries the same id.
 */

/** How source text is cut into code units: see the compile modes in ARCHITECTURE.md. */
export type Mode = 'script' | 'cell' | 'repl';

/** Run source text in `__main__`.  Executions are answered one after the other, in the order they arrived. */
export interface ExecuteRequest {
  readonly type: 'execute';
  readonly id: number;
  readonly code: string;
  readonly mode: Mode;
  /** Name shown in tracebacks; by default `<cell N>` for cells, `<stdin>` else. */
  readonly filename?: string;
  /** Nothing displayed, nothing counted, no history. */
  readonly silent: boolean;
  /** Count this execution and keep `In`/`Out`.  Ignored (false) when silent. */
  readonly storeHistory: boolean;
  /** Whether `input()` may ask; if not it raises NotImplementedError. */
  readonly allowStdin: boolean;
  /** Name to expression, evaluated after the code; results come in `done`. */
  readonly userExpressions?: Readonly<Record<string, string>>;
}

/** Run a program as `python FILE` does, to its exit: `__main__`, `sys.argv`, traceback, exit status, finalization. */
export interface RunRequest {
  readonly type: 'run';
  readonly id: number;
  readonly code: string;
  readonly mode: Mode;
  readonly filename: string;
  readonly argv: readonly string[];
}

/** Files that `import` may find, path to text; later ones replace earlier ones.  Paths use `/`. */
export interface FilesRequest {
  readonly type: 'files';
  readonly files: Readonly<Record<string, string>>;
}

/** The answer to an `input` event; `text` without its newline, or null at end of file. */
export interface InputReply {
  readonly type: 'input';
  readonly text: string | null;
}

/** Raise KeyboardInterrupt in the running execution, if there is one. */
export interface InterruptRequest {
  readonly type: 'interrupt';
}

/** A question about the session, answered by a `value` event; never runs Python code of the learner's objects. */
export interface CompleteRequest {
  readonly type: 'complete';
  readonly id: number;
  readonly code: string;
  /** In UTF-16 units, as in the Jupyter protocol from 5.2 converted by the caller. */
  readonly cursor: number;
}
export interface InspectRequest {
  readonly type: 'inspect';
  readonly id: number;
  readonly code: string;
  readonly cursor: number;
  readonly detail: 0 | 1;
}
export interface IsCompleteRequest {
  readonly type: 'isComplete';
  readonly id: number;
  readonly code: string;
}
/** The holders, bytes and neighbours of one object, by address (as in a graph's node). */
export interface DescribeRequest {
  readonly type: 'describe';
  readonly id: number;
  readonly address: number;
}
/** A graph that starts at some addresses: what a node's "expand" asks for. */
export interface GraphRequest {
  readonly type: 'graph';
  readonly id: number;
  readonly roots: readonly number[];
  readonly direction: 'references' | 'referrers';
  readonly depth: number;
  readonly limit: number;
}
/** Recount the whole heap; answered by an `AuditValue`. */
export interface AuditRequest {
  readonly type: 'audit';
  readonly id: number;
}

export type Question =
  CompleteRequest | InspectRequest | IsCompleteRequest | DescribeRequest | GraphRequest | AuditRequest;
export type Request = ExecuteRequest | RunRequest | FilesRequest | InputReply | InterruptRequest | Question;
