/**
 * Puts struct accessors and heap accesses inline.  A field is a function in the source, `PyList.allocated(self)`; in
 * the bundle it is `words[(self + $PyList$allocated) >> 2]`, with the offset in a `const` of the module.
 *
 * Works on the finished chunk, and knows three shapes at its top level:
 *   const PyList = struct('list', 'PyListObject', { allocated: ssize })     (also ownStruct, nativeFrame)
 *   const Frame = { pc: first(A.instr_ptr, A.prev_instr), owner: A.owner }  a table of fields
 *   const { allocated } = PyList;  const code = Frame.code;                 other names of fields
 * and the accesses of heap/memory.ts, functions whose body is one load or store of a typed array.
 * Whatever else it meets stays a call, so that what a program does is the same with and without.
 */
import MagicString from 'magic-string';
import { parseAst } from 'rolldown/parseAst';
import { childrenOf, namesIn } from './tree.mjs';

/** How a field of a kind is read and written. */
const ACCESS = {
  owns: 'word',
  mayOwn: 'word',
  borrows: 'word',
  items: 'word',
  pointer: 'word',
  native: 'word',
  int32: 'word',
  wide: 'word',
  ssize: 'size',
  uint16: 'half',
  uint8: 'byte',
  double: 'double'
};
/** Access to the function of heap/memory.ts that reads or writes it. */
const READERS = { word: 'load', size: 'load', half: 'load16', byte: 'load8', double: 'loadF64' };
const WRITERS = { word: 'store', half: 'store16', byte: 'store8', double: 'storeF64' };

const plainName = name => name.replace(/\$\d+$/, '');

/** The rolldown plugin. */
export function inlineFields() {
  return {
    name: 'inline-fields',
    renderChunk(code) {
      const { text, counts } = inline(code);
      if (counts.reads + counts.accesses === 0) this.warn('inline-fields found nothing to put inline');
      return { code: text.toString(), map: text.generateMap({ hires: true }) };
    }
  };
}

/** Rewrites the code of a chunk; says how many reads, writes and plain heap accesses went inline. */
export function inline(code) {
  const program = parseAst(code);
  const text = new MagicString(code);
  const counts = { reads: 0, writes: 0, accesses: 0 };

  /** Top-level constants, in order: name to initialiser. */
  const constants = new Map();
  const statementOf = new Map();
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === 'Identifier') constants.set(id.name, init);
      else if (id.type === 'ObjectPattern') constants.set(id, init);
      statementOf.set(id.type === 'Identifier' ? id.name : id, statement);
    }
  }
  const heap = heapFunctions(constants);

  /** Structs and tables: name to (field to access).  Other names of a field: name to access. */
  const tables = new Map();
  const aliases = new Map();
  const offsets = new Map();
  for (const [name, init] of constants) {
    if (typeof name === 'string') {
      const fields = fieldsOf(init);
      const access = fields === null ? accessOf(init) : null;
      if (fields !== null && fields.size > 0) tables.set(name, fields);
      else if (access !== null) aliases.set(name, access);
    } else if (init?.type === 'Identifier' && tables.has(init.name)) {
      for (const property of name.properties) {
        const access = tables.get(init.name).get(property.key?.name);
        if (access && property.value.type === 'Identifier') aliases.set(property.value.name, access);
      }
    }
  }

  /** The fields that an initialiser declares, or null when it is neither a struct nor a table. */
  function fieldsOf(init) {
    if (
      init?.type === 'CallExpression' &&
      /^(struct|ownStruct|nativeFrame)$/.test(plainName(init.callee.name ?? ''))
    ) {
      return declaredBy(init.arguments.find(declaresFields));
    }
    if (init?.type !== 'ObjectExpression') return null;
    const fields = new Map();
    for (const { key, value, computed } of init.properties) {
      const access = key && !computed ? accessOf(value) : null;
      if (access !== null) fields.set(key.name ?? key.value, access);
    }
    return fields;
  }
  function declaresFields(node) {
    return (
      node.type === 'ObjectExpression' ||
      (node.type === 'ConditionalExpression' &&
        declaresFields(node.consequent) &&
        declaresFields(node.alternate))
    );
  }
  /** Field to access, from the object that declares kinds; of a choice, the fields that mean the same in both. */
  function declaredBy(node) {
    const fields = new Map();
    if (node?.type === 'ConditionalExpression') {
      const [a, b] = [declaredBy(node.consequent), declaredBy(node.alternate)];
      for (const [name, access] of [...a, ...b]) {
        if ((a.get(name) ?? access) === access && (b.get(name) ?? access) === access)
          fields.set(name, access);
      }
    }
    for (const { key, value, computed } of node?.properties ?? []) {
      const access = value?.type === 'Identifier' ? ACCESS[plainName(value.name)] : undefined;
      if (key?.type === 'Identifier' && !computed && access !== undefined) fields.set(key.name, access);
    }
    return fields;
  }
  /** The access of an expression that gives a field, or null. */
  function accessOf(node) {
    if (node?.type === 'MemberExpression' && !node.computed) {
      return tables.get(node.object.name)?.get(node.property.name) ?? null;
    }
    const choices =
      node?.type === 'ConditionalExpression'
        ? [node.consequent, node.alternate]
        : node?.type === 'CallExpression' && plainName(node.callee.name ?? '') === 'first'
          ? node.arguments
          : [];
    const accesses = new Set(choices.map(accessOf));
    return accesses.size === 1 ? [...accesses][0] : null;
  }

  /** The field that a callee names, and what is done with it: { path, access, method }. */
  function fieldCalled(callee, isShadowed) {
    const direct = fieldNamed(callee, isShadowed);
    if (direct !== null) return { ...direct, method: 'read' };
    if (callee.type !== 'MemberExpression' || callee.computed) return null;
    const owner = fieldNamed(callee.object, isShadowed);
    return owner && { ...owner, method: callee.property.name };
  }
  function fieldNamed(node, isShadowed) {
    if (node.type === 'Identifier' && aliases.has(node.name) && !isShadowed(node.name)) {
      return { path: [node.name], access: aliases.get(node.name) };
    }
    if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier') return null;
    const access = tables.get(node.object.name)?.get(node.property.name);
    if (access === undefined || isShadowed(node.object.name)) return null;
    return { path: [node.object.name, node.property.name], access };
  }
  function offsetOf(path) {
    const name = `$${path.join('$')}`;
    offsets.set(name, path);
    return name;
  }

  const isSimple = node => /^(Identifier|Literal|CallExpression|MemberExpression)$/.test(node.type);
  const grouped = node => (isSimple(node) ? ['', ''] : ['(', ')']);

  /** Replaces what stands around the arguments; they are rewritten by themselves. */
  function around(call, before, between, after) {
    const { arguments: given } = call;
    text.overwrite(call.start, given[0].start, before);
    if (given.length === 2) text.overwrite(given[0].end, given[1].start, between);
    text.overwrite(given.at(-1).end, call.end, after);
  }

  /** A call of a field or of a heap function, put inline if it can be. */
  function rewrite(call, parent, isShadowed) {
    const count = call.arguments.length;
    if (count === 0 || count > 2 || call.arguments.some(a => a.type === 'SpreadElement')) return;
    const field = fieldCalled(call.callee, isShadowed);
    if (field !== null) return rewriteField(call, parent, field);
    const name = call.callee.type === 'Identifier' && !isShadowed(call.callee.name) ? call.callee.name : null;
    const plain = heap.byName.get(name);
    if (plain === undefined || count !== plain.parameters) return;
    counts.accesses++;
    const [open, close] = grouped(call.arguments[0]);
    if (count === 1) around(call, plain.before(open), '', close + plain.after);
    else statementOrVoid(call, parent, plain.before(open), close + plain.after, ' = ');
  }
  function statementOrVoid(call, parent, before, after, assign) {
    const alone = parent.type === 'ExpressionStatement';
    around(call, (alone ? '' : 'void (') + before, after + assign, alone ? '' : ')');
  }
  function rewriteField(call, parent, { path, access, method }) {
    const [self] = call.arguments;
    const [open, close] = grouped(self);
    const reading = method === 'read' || method === 'high';
    if (call.arguments.length !== (reading ? 1 : 2)) return;
    const high = method === 'high' || method === 'setHigh';
    if (!reading && method !== 'set' && method !== 'setHigh') return;
    const place = ` + ${offsetOf(path)}${high ? ' + 4' : ''}`;
    const how = high ? 'word' : access;
    if (reading) {
      const plain = heap.byRole.get(READERS[how]);
      if (plain === undefined) return;
      counts.reads++;
      around(call, plain.before(`(${open}`), '', `${close}${place})${plain.after}`);
    } else if (how === 'size') {
      counts.writes++;
      around(call, `$storeSize(${open}`, `${close}${place}, `, ')');
    } else {
      const plain = heap.byRole.get(WRITERS[how]);
      if (plain === undefined) return;
      counts.writes++;
      statementOrVoid(call, parent, plain.before(`(${open}`), `${close}${place})${plain.after}`, ' = ');
    }
  }

  walk(program, rewrite);

  // Each offset stands after the statement that declares its field.
  const added = new Map();
  for (const [name, path] of offsets) {
    const declared = statementOf.get(path[0]) ?? destructuring(path[0]);
    const line = `\nconst ${name} = ${path.join('.')}?.offset ?? NaN;`;
    added.set(declared, (added.get(declared) ?? '') + line);
  }
  // A local may be called `bytes`: the views get names that nobody else has.
  for (const view of new Set(heap.views.filter(name => heap.used.has(name)))) {
    const statement = statementOf.get(view);
    added.set(statement, `${added.get(statement) ?? ''}\nconst $${plainName(view)} = ${view};`);
  }
  for (const [statement, lines] of added) text.appendLeft(statement.end, lines);
  const store = heap.byRole.get('store');
  if (store) {
    text.append(
      `\nfunction $storeSize(p, value) {\n\t${store.before('')}p${store.after} = value;\n\t` +
        `${store.before('(')}p + 4)${store.after} = value >> 31;\n}\n`
    );
  }
  return { text, counts };

  /** The statement that takes `name` out of a struct. */
  function destructuring(name) {
    for (const [pattern] of constants) {
      if (typeof pattern !== 'string' && pattern.properties.some(p => p.value?.name === name))
        return statementOf.get(pattern);
    }
    throw new Error(`inline-fields: ${name} is declared nowhere`);
  }

  /** The loads and stores: `p => words[p >> 2]`, `(p, value) => { words[p >> 2] = value; }`. */
  function heapFunctions(declared) {
    const isView = name => {
      const init = declared.get(name);
      return (
        init?.type === 'NewExpression' && /^(Int32|Uint8|Uint16|Float64)Array$/.test(init.callee.name ?? '')
      );
    };
    const byName = new Map();
    const byRole = new Map();
    const used = new Set();
    for (const [name, init] of declared) {
      if (typeof name !== 'string' || init?.type !== 'ArrowFunctionExpression') continue;
      const body = onlyExpression(init);
      const [p, value] = init.params.map(param => param.name);
      const target = body?.type === 'AssignmentExpression' ? body.left : body;
      const writes = target !== body;
      if (target?.type !== 'MemberExpression' || !target.computed || !isView(target.object.name)) continue;
      if (
        writes
          ? body.operator !== '=' || body.right.name !== value || init.params.length !== 2
          : init.params.length !== 1
      ) {
        continue;
      }
      const index = target.property;
      const shift = index.type === 'BinaryExpression' && index.operator === '>>' ? index.right.value : null;
      if ((shift === null ? index : index.left).name !== p) continue;
      const plain = {
        parameters: init.params.length,
        before: open => `$${plainName(target.object.name)}[${open}`,
        after: shift === null ? ']' : ` >> ${shift}]`
      };
      byName.set(name, plain);
      used.add(target.object.name);
      byRole.set(plainName(name), plain);
    }
    const views = [...declared.keys()].filter(name => typeof name === 'string' && isView(name));
    return { byName, byRole, views, used };
  }
  function onlyExpression({ body }) {
    if (body.type !== 'BlockStatement') return body;
    const [first, ...more] = body.body;
    return more.length === 0 && first?.type === 'ExpressionStatement' ? first.expression : null;
  }
}

/** Visits every call, with its parent and a test for names that a function in between declares itself. */
function walk(program, visit) {
  const shadows = [];
  const isShadowed = name => shadows.some(names => names.has(name));
  const step = (node, parent) => {
    const isFunction = /Function/.test(node.type);
    if (isFunction) shadows.push(namesIn(node));
    for (const child of childrenOf(node)) step(child, node);
    if (node.type === 'CallExpression' && !node.optional) visit(node, parent, isShadowed);
    if (isFunction) shadows.pop();
  };
  step(program, null);
}
