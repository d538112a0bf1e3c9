/** Runs one program in one process of a changed kernel, and says what came of it.  See instrument.ts. */
import { parentPort, workerData } from 'node:worker_threads';

const { url, code, shared } = workerData;
globalThis.shared = shared;
const { openRealm } = await import(url);
let output = '';
const answer = (problems, failure) => parentPort.postMessage({ output, problems, failure, shared });
const realm = openRealm({
  emit(event) {
    if (event.type === 'stream') output += event.text;
    else if (event.type === 'fatal') answer([], event.message);
    else if (event.type === 'done') realm.send({ type: 'audit', id: 2 });
    else if (event.type === 'value') answer(event.value.problems, null);
  },
  defer: task => void setImmediate(task),
  now: () => performance.now(),
  clock: () => Date.now(),
  library: () => ({})
});
globalThis.isBooted = true;
realm.send({ type: 'run', id: 1, code, filename: 'program.py', mode: 'script', argv: ['program.py'] });
