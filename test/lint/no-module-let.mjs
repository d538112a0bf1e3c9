/** What outlives a request is in the heap: below session/ no module keeps a variable of its own. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'keep the state of the simulated process in the heap' },
    schema: [],
    messages: {
      state: 'State of the process belongs in the heap (a restored heap would contradict `{{name}}`).'
    }
  },
  create(context) {
    return {
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind=/^(let|var)$/]': node => {
        for (const { id } of node.declarations) {
          context.report({
            node,
            messageId: 'state',
            data: { name: context.sourceCode.getText(id).split(':')[0] }
          });
        }
      }
    };
  }
};
