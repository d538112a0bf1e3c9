/**
 * The heap folder alone makes buffers and views; everybody else loads and stores.  Uint8Array is free: it is how a host
 * hands over bytes (a file, a literal), and no view of the heap, whose buffer is not given away.
 */
const NAMES =
  /^(ArrayBuffer|SharedArrayBuffer|DataView|(Big)?(Int|Uint)(16|32|64)Array|(Int8|Uint8Clamped)Array|Float(32|64)Array)$/;

export default {
  meta: {
    type: 'problem',
    docs: { description: 'make no buffer and no view outside heap/' },
    schema: [],
    messages: { array: '{{name}} outside heap/: use its load and store, or add what is missing there.' }
  },
  create(context) {
    const report = (node, name) => context.report({ node, messageId: 'array', data: { name } });
    return {
      NewExpression(node) {
        if (NAMES.test(node.callee.name ?? '')) report(node, node.callee.name);
      },
      'CallExpression[callee.property.name=/^(from|of)$/]'(node) {
        const name = node.callee.object.name ?? '';
        if (NAMES.test(name)) report(node, name);
      }
    };
  }
};
