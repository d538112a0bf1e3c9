/** The heap folder alone makes buffers and views; everybody else loads and stores. */
const NAMES =
  /^(ArrayBuffer|SharedArrayBuffer|DataView|(Big)?(Int|Uint)(8|16|32|64)(Clamped)?Array|Float(32|64)Array)$/;

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
