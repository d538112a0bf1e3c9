/** Worker threads that run programs, each in a realm of its own; a program that does not end loses its worker. */
import { Worker } from 'node:worker_threads';

const PROGRAM = new URL('../../lib/test/program.js', import.meta.url);
/** A loaded realm is never unloaded, so a worker is replaced after so many. */
const REALMS_PER_WORKER = 12;

export class Pool {
  #queue = [];
  #idle;
  #workers = new Set();
  #timeout;

  /** `size` programs at a time; each may take `timeout` milliseconds. */
  constructor(size, timeout) {
    this.#idle = Array.from({ length: size }, () => null);
    this.#timeout = timeout;
  }

  /** Runs a job of program.ts; gives its outcome. */
  run(job) {
    return new Promise(answer => {
      this.#queue.push({ job, answer });
      this.#next();
    });
  }

  #next() {
    if (this.#queue.length === 0 || this.#idle.length === 0) return;
    const { job, answer } = this.#queue.shift();
    const place = this.#idle.pop() ?? this.#start();
    let settled = false;
    const settle = (outcome, keep) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      place.worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
      if (!keep) this.#end(place);
      this.#idle.push(keep ? place : null);
      answer(outcome);
      this.#next();
    };
    const failed = failure => settle({ out: '', err: '', status: 0, problems: [], failure }, false);
    const timer = setTimeout(() => failed(`no end after ${this.#timeout / 1000} s`), this.#timeout);
    place.worker.on('message', outcome =>
      settle(outcome, ++place.used < REALMS_PER_WORKER && outcome.failure === null)
    );
    place.worker.on('error', error => failed(`worker: ${error.message}`));
    place.worker.on('exit', () => failed('worker: ended'));
    place.worker.postMessage(job);
  }

  #start() {
    const place = { worker: new Worker(PROGRAM, { stdout: false, stderr: false }), used: 0 };
    this.#workers.add(place);
    return place;
  }

  #end(place) {
    this.#workers.delete(place);
    return place.worker.terminate();
  }

  async close() {
    await Promise.all([...this.#workers].map(place => this.#end(place)));
  }
}
