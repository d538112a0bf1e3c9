/** Walking ESTree syntax trees. */

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node) {
  const children = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(v => typeof v?.type === 'string'));
    else if (typeof value?.type === 'string') children.push(value);
  }
  return children;
}

/** Every name that a function declares, wherever in it; inner functions count as well. */
export function namesIn(fn) {
  const names = new Set();
  const pattern = node => {
    if (!node) return;
    if (node.type === 'Identifier') names.add(node.name);
    else if (node.type === 'AssignmentPattern') pattern(node.left);
    else if (node.type === 'RestElement') pattern(node.argument);
    else if (node.type === 'ArrayPattern') node.elements.forEach(pattern);
    else if (node.type === 'ObjectPattern') node.properties.forEach(p => pattern(p.value ?? p.argument));
  };
  const step = node => {
    if (node.params) (node.params.items ?? node.params).forEach(pattern);
    if (node.type === 'VariableDeclarator') pattern(node.id);
    if (node.type === 'CatchClause') pattern(node.param);
    if (/^(Function|Class)/.test(node.type) && node.id) names.add(node.id.name);
    childrenOf(node).forEach(step);
  };
  step(fn);
  return names;
}
