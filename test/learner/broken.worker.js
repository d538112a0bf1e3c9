/** In place of the kernel: a realm with mistakes in it.  `crash` fails, `hang` holds the thread; the rest is ok. */
const post = event => self.postMessage(event);

self.onmessage = ({ data: request }) => {
  const { type, id, code } = request;
  if (type === 'isComplete')
    post({ type: 'value', id, value: { type: 'isComplete', status: 'complete', indent: '' } });
  if (type !== 'execute') return;
  post({ type: 'started', id, executionCount: 1 });
  if (code === 'crash') {
    post({
      type: 'fatal',
      message: 'RangeError: offset is out of bounds',
      stack: 'at listResize (list.ts:40:7)'
    });
    return;
  }
  if (code === 'hang') for (;;);
  post({ type: 'stream', name: 'stdout', text: `ran ${code}\n` });
  post({ type: 'done', id, status: 'ok', executionCount: 1, exitStatus: 0 });
};
post({ type: 'ready', python: '3.14', release: '3.14.0' });
