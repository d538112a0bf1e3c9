/** What the process may ask of its host: streams, files.  The session connects itself. */
export interface Host {
  /** Bytes of output, as text, to `stdout` or `stderr`. */
  write(name: 'stdout' | 'stderr', text: string): void;
  /** The bytes of a file; null: there is none. */
  readFile(path: string): Uint8Array | null;
  /** The files of the packaged standard library, path to text. */
  library(): Readonly<Record<string, string>>;
  /** Replaces a file's contents; an error's name (`ENOENT`, `EACCES`), or null when done. */
  writeFile(path: string, bytes: Uint8Array): string | null;
  /** Asks for a line of input.  Answers it with its newline, "" at the end of input. */
  readLine(prompt: string): string | typeof WAIT;
  /** Whether who answers shows the prompt too, as a notebook does; if not it is written to stdout. */
  showsPrompt(): boolean;
  /** Whether a stream is a terminal. */
  isTerminal(name: 'stdin' | 'stdout' | 'stderr'): boolean;
  /** Whether an interrupt has been asked for, while a native holds the JavaScript stack. */
  pollInterrupt(): boolean;
  /** Shows a MIME bundle. */
  display(data: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, unknown>>): void;
  /** Seconds since the epoch. */
  now(): number;
  /** Seconds since some moment, never going back. */
  monotonic(): number;
  /** The native frame on top pauses until then, a moment of `monotonic`; it is answered with None. */
  sleepUntil(moment: number): void;
  /** Where no pause is possible: stays on the JavaScript stack until who sleeps is to wake.  False: nobody sleeps. */
  sleepHere(): boolean;
  /** So many random bytes. */
  entropy(count: number): Uint8Array;
  /** The folder that relative paths are in. */
  cwd(): string;
}
/** The line is not there yet: the native that asked must pause. */
export const WAIT: unique symbol = Symbol('wait');

const connected: Host = {
  write: () => undefined,
  readFile: () => null,
  library: () => ({}),
  writeFile: () => 'EROFS',
  readLine: () => '',
  showsPrompt: () => false,
  isTerminal: () => false,
  pollInterrupt: () => false,
  display: () => undefined,
  now: () => Date.now() / 1000,
  monotonic: () => Date.now() / 1000,
  sleepUntil: () => undefined,
  sleepHere: () => false,
  entropy: count => new Uint8Array(count).map(() => Math.floor(Math.random() * 256)),
  cwd: () => '/home/learner'
};
export const host: Readonly<Host> = connected;
export function connectHost(functions: Partial<Host>): void {
  Object.assign(connected, functions);
}
