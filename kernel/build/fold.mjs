/**
 * A bundle for one version: what only depends on the version is a literal in it.  The plain bundle computes offsets,
 * rules and static addresses when it is loaded, so that one file serves every version; V8's optimising compiler
 * then folds them, its interpreter and its baseline compiler do not.  Here they are folded before.
 *
 * A constant is what a top-level `const` holds, or a member of a frozen object in one: it is replaced where it came out
 * the same number, boolean, null or undefined in several realms of the version, with other heaps and other hash seeds.
 * Nothing else changes: all initialisers still run, in their order.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import MagicString from 'magic-string';
import { parseAst } from 'rolldown/parseAst';
import { minifySync } from 'rolldown/utils';
import { childrenOf, namesIn } from './tree.mjs';

/** Realms whose constants are compared. */
const SAMPLES = ['', '&heap=134217728&hashseed=7', '&heap=536870912&hashseed=random&path=a:b&steps=9'];

/** The text of the bundle for `version`, from the text of the plain one; `scratch` is a file beside it. */
export async function foldBundle(code, version, scratch) {
  const program = parseAst(code);
  const names = topLevelConstants(program);
  const values = await sampled(code, names, version, scratch);
  return minifySync('bundle.js', replaceConstants(code, program, values), {
    module: true,
    compress: { target: 'es2022', keepNames: { function: true, class: true } },
    mangle: false,
    codegen: { removeWhitespace: true }
  }).code;
}

function topLevelConstants(program) {
  const names = [];
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id } of declaration.declarations) {
      if (id.type === 'Identifier') names.push(id.name);
      else if (id.type === 'ObjectPattern')
        names.push(...id.properties.map(p => p.value?.name).filter(name => name !== undefined));
    }
  }
  return names;
}

/** Name, or name.member, to the text of its value. */
async function sampled(code, names, version, scratch) {
  writeFileSync(scratch, `${code}\nexport const $constants = { ${names.join(', ')} };\n`);
  const maps = [];
  for (const sample of SAMPLES) {
    const { $constants } = await import(`${pathToFileURL(scratch).href}?python=${version}${sample}`);
    maps.push(literalsOf($constants));
  }
  rmSync(scratch);
  const [first, ...others] = maps;
  return new Map([...first].filter(([name, text]) => others.every(other => other.get(name) === text)));
}
function literalsOf(constants) {
  const found = new Map();
  const note = (name, value) => {
    const text = literal(value);
    if (text !== null) found.set(name, text);
  };
  for (const [name, value] of Object.entries(constants)) {
    note(name, value);
    if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) continue;
    for (const key of Object.keys(value)) note(`${name}.${key}`, value[key]);
  }
  return found;
}
function literal(value) {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return null;
  return value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? '-0' : value})` : String(value);
}

function replaceConstants(code, program, values) {
  const text = new MagicString(code);
  const shadows = [];
  const known = node =>
    node.type === 'Identifier' && !shadows.some(names => names.has(node.name))
      ? values.get(node.name)
      : undefined;
  const visit = node => {
    switch (node.type) {
      case 'ImportDeclaration':
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) visit(node.declaration);
        return;
      case 'VariableDeclarator':
        if (node.init) visit(node.init);
        if (node.id.type !== 'Identifier') pattern(node.id);
        return;
      case 'Identifier': {
        const value = known(node);
        if (value !== undefined) text.overwrite(node.start, node.end, value);
        return;
      }
      case 'MemberExpression': {
        const { object, property } = node;
        if (!node.computed && object.type === 'Identifier' && property.type === 'Identifier') {
          const value = shadows.some(names => names.has(object.name))
            ? undefined
            : values.get(`${object.name}.${property.name}`);
          if (value !== undefined) return void text.overwrite(node.start, node.end, value);
        }
        visit(object);
        if (node.computed) visit(property);
        return;
      }
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (node.computed) visit(node.key);
        if (node.shorthand) {
          const value = known(node.value);
          if (value !== undefined) text.appendLeft(node.end, `: ${value}`);
        } else if (node.value) visit(node.value);
        return;
      case 'LabeledStatement':
        return visit(node.body);
      case 'BreakStatement':
      case 'ContinueStatement':
        return;
    }
    if (/Function/.test(node.type)) {
      shadows.push(namesIn(node));
      (node.params.items ?? node.params).forEach(pattern);
      visit(node.body);
      shadows.pop();
      return;
    }
    if (/^Class/.test(node.type)) {
      if (node.superClass) visit(node.superClass);
      return visit(node.body);
    }
    if (node.type === 'CatchClause') return visit(node.body);
    childrenOf(node).forEach(visit);
  };
  /** In a pattern only the defaults refer to something. */
  const pattern = node => {
    if (!node) return;
    if (node.type === 'AssignmentPattern') {
      visit(node.right);
      pattern(node.left);
    } else if (node.type === 'ArrayPattern') node.elements.forEach(pattern);
    else if (node.type === 'ObjectPattern') node.properties.forEach(p => pattern(p.value));
  };
  visit(program);
  return text.toString();
}
