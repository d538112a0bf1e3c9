/** A version is data: outside profiles/ nobody asks which version is running, only for a fact. */

/** Whether `node` reads a version: `profile.version`, `realm.version.key`, `version.release` ... */
function readsVersion(node) {
  if (node?.type === 'ChainExpression') return readsVersion(node.expression);
  if (node?.type === 'CallExpression') return readsVersion(node.callee) || node.arguments.some(readsVersion);
  if (node?.type !== 'MemberExpression') return false;
  if (node.computed) return readsVersion(node.object);
  const name = node.property.name;
  if (name === 'version')
    return /^(profile|realm)$/.test(node.object.name ?? node.object.property?.name ?? '');
  if (name === 'word') return false; // how wide a word is, is a fact
  return readsVersion(node.object) || (/^(key|release)$/.test(name) && node.object.name === 'version');
}

export default {
  meta: {
    type: 'problem',
    docs: { description: 'ask the profile for a fact, not for its version' },
    schema: [],
    messages: {
      test: 'A version is data: add a fact to profiles/facts and ask for it, instead of testing the version.'
    }
  },
  create(context) {
    const report = node => context.report({ node, messageId: 'test' });
    return {
      'BinaryExpression[operator=/^([<>]=?|[!=]==?)$/]': node => {
        if (readsVersion(node.left) || readsVersion(node.right)) report(node);
      },
      SwitchStatement: node => {
        if (readsVersion(node.discriminant)) report(node.discriminant);
      },
      'CallExpression[callee.name="compareVersions"]': report,
      'CallExpression[callee.property.name=/^(startsWith|includes|test|match)$/]': node => {
        if (readsVersion(node.callee.object) || node.arguments.some(readsVersion)) report(node);
      }
    };
  }
};
