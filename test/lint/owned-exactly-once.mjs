/**
 * An `Owned` is passed on or released exactly once on every path, and not read after that.
 *
 * Follows each local and parameter whose type contains `Owned` through one function.  On every path it must be given
 * away once: to a parameter that wants an `Owned` (`decref`, `.set`, ...), by `return`, or by a move to another local.
 * Comparing with NULL, PUSHED or ABSENT tells apart what is a reference and what is not.  A result that is owned must
 * not be dropped, nor lent as a temporary that nobody releases.
 * What it does not see: references kept by closures, in tuples taken apart, or across functions; audit() sees those.
 */
const HELD = 'held';
const GONE = 'gone';
/** Neither ours nor let go: a borrowed reference, or one stored as raw memory. */
const OTHER = 'other';
/** Given to a field, which keeps it alive: it may be looked at, but not given again. */
const KEPT = 'kept';

const LENT = 'lent';
const GIVEN = 'given';
const STORED = 'stored';
const RAW = 'raw';
/** Returned as a borrowed reference: whoever took it keeps it alive. */
const SHOWN = 'shown';
/** TypeScript's flags of the types that have one value but are no literals. */
const UNITS = new Map([
  [32768, undefined],
  [65536, null]
]);
/** Whether a type has one value only, and which. */
const isUnit = type => type.isLiteral() || UNITS.has(type.flags);
const unit = type => (type.isLiteral() ? type.value : UNITS.get(type.flags));
/** TypeScript's flag of the type `number` itself. */
const TYPE_NUMBER = 8;
const TYPE_ANY = 1;

const isFunction = node => /^(Arrow)?Function(Expression|Declaration)$/.test(node.type);
const TRANSPARENT = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion'
]);
const COMPARISONS = {
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b
};
const MIRRORED = { '===': '===', '!==': '!==', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function bare(node) {
  while (TRANSPARENT.has(node.type)) node = node.expression;
  return node;
}

/** What the tracked variables may be, at one point: variable to a set of HELD, GONE, KEPT, OTHER and literals. */
const clone = env => env && new Map([...env].map(([variable, kinds]) => [variable, new Set(kinds)]));
function merge(a, b) {
  if (a === null || b === null) return a ?? b;
  const joined = clone(a);
  for (const [variable, kinds] of b) {
    joined.set(variable, new Set([...(joined.get(variable) ?? []), ...kinds]));
  }
  return joined;
}
function same(a, b) {
  const text = env =>
    [...env].map(([v, kinds]) => [v.name, v.defs[0]?.name.range[0], ...[...kinds].sort()].join()).sort();
  return a === b || (a !== null && b !== null && text(a).join(';') === text(b).join(';'));
}
/** Makes `env` what `from` is, in place. */
function become(env, from) {
  env.clear();
  for (const [variable, kinds] of from ?? []) env.set(variable, kinds);
}

export default {
  meta: {
    type: 'problem',
    docs: { description: 'pass on or release every owned reference exactly once' },
    schema: [],
    messages: {
      leak: '`{{name}}` is owned, and on a path that ends in line {{line}} it is neither passed on nor released.',
      twice: '`{{name}}` may already have been passed on or released.',
      after: '`{{name}}` is read after it was passed on or released.',
      overwritten: '`{{name}}` still owns a reference when it is assigned.',
      dropped: 'The owned reference that this gives is dropped: keep it, pass it on or release it.'
    }
  },
  create(context) {
    const { sourceCode } = context;
    const services = sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const typeOf = node => services.getTypeAtLocation(node);
    const ownedType = new Map();

    function isOwned(type) {
      let known = ownedType.get(type);
      if (known === undefined) {
        if (type.isUnion()) known = type.types.some(isOwned);
        else {
          const bound = type.isTypeParameter() ? checker.getBaseConstraintOfType(type) : type;
          known = bound !== undefined && (bound.flags & 1) === 0 && hasOwnedMark(bound);
        }
        ownedType.set(type, known);
      }
      return known;
    }
    function hasOwnedMark(type) {
      if (type.isUnion()) return type.types.some(hasOwnedMark);
      return type.isIntersection() && type.getProperties().some(p => p.escapedName.startsWith('__@owned@'));
    }
    function kindsOf(type) {
      const kinds = new Set();
      for (const part of type.isUnion() ? type.types : [type]) {
        kinds.add(isOwned(part) ? HELD : isUnit(part) ? unit(part) : OTHER);
      }
      return kinds;
    }
    /** The type that a call wants for each argument; a function's own type parameter counts as what it extends. */
    function parameterTypes(node) {
      const call = services.esTreeNodeToTSNodeMap.get(node);
      const signature = checker.getResolvedSignature(call);
      if (signature === undefined) return () => undefined;
      const own = new Set((signature.target ?? signature).typeParameters ?? []);
      const declared = (signature.target ?? signature).parameters;
      return index => {
        const last = signature.parameters.length - 1;
        const parameter = signature.parameters[Math.min(index, last)];
        if (parameter === undefined) return undefined;
        const type = checker.getTypeOfSymbolAtLocation(parameter, call);
        const written = checker.getTypeOfSymbolAtLocation(declared[Math.min(index, last)], call);
        if (own.has(written)) return checker.getBaseConstraintOfType(written) ?? written;
        if (index < last || !parameter.valueDeclaration?.dotDotDotToken) return type;
        return checker.getTypeArguments(type)[0] ?? type;
      };
    }

    /** How a function's result is taken by its caller. */
    function resultWayOf(fn) {
      const signature = checker.getSignatureFromDeclaration(services.esTreeNodeToTSNodeMap.get(fn));
      const type = signature && checker.getReturnTypeOfSignature(signature);
      if (type === undefined || type.flags & TYPE_ANY || isOwned(type)) return GIVEN;
      return type.flags & TYPE_NUMBER ? RAW : SHOWN;
    }

    function analyse(fn) {
      const reported = new Set();
      const report = (messageId, node, variable, data = {}) => {
        const key = `${messageId} ${variable?.name} ${(variable?.defs[0]?.name ?? node).range[0]}`;
        if (reported.has(key)) return;
        reported.add(key);
        context.report({ messageId, node, data: { name: variable?.name, ...data } });
      };
      const resultWay = resultWayOf(fn);
      const scopeOf = node => sourceCode.scopeManager.acquire(node, true) ?? sourceCode.getScope(node);
      const variables = new Map();
      function variableOf(identifier) {
        if (!variables.has(identifier)) {
          let scope = sourceCode.getScope(identifier);
          while (scope && !scope.set.has(identifier.name)) scope = scope.upper;
          variables.set(identifier, scope?.set.get(identifier.name));
        }
        return variables.get(identifier);
      }
      const home = scopeOf(fn).variableScope;
      const isLocal = variable =>
        variable?.scope.variableScope === home &&
        variable.references.every(r => r.from.variableScope === home);
      const tracked = (node, env) => {
        const inner = bare(node);
        const variable = inner.type === 'Identifier' ? variableOf(inner) : undefined;
        return variable !== undefined && env.has(variable) ? variable : undefined;
      };

      /** Jumps: what is true where `break` and `continue` lead. */
      const targets = [];
      const jump = (kind, label, env) => {
        for (let i = targets.length - 1; i >= 0; i--) {
          const target = targets[i];
          if (label ? target.label === label : kind in target) {
            target[kind] = merge(target[kind] ?? null, env);
            return;
          }
        }
      };

      function checkEnd(env, node) {
        for (const [variable, kinds] of env) {
          const name = variable.defs[0].name;
          if (kinds.has(HELD)) report('leak', name, variable, { line: node.loc.end.line });
        }
      }
      function give(variable, node, env, become = GONE) {
        const kinds = env.get(variable);
        if (kinds.has(GONE) || kinds.has(KEPT)) report('twice', node, variable);
        if (kinds.delete(HELD) || kinds.delete(OTHER)) kinds.add(become);
      }
      /** Its number goes where types do not follow: raw memory, a plain number, another name. */
      function escape(variable, env) {
        const kinds = env.get(variable);
        if (kinds.delete(HELD)) kinds.add(OTHER);
      }
      function lend(variable, node, env) {
        const kinds = env.get(variable);
        if (kinds.has(GONE) && !kinds.has(HELD) && !kinds.has(OTHER) && !kinds.has(KEPT))
          report('after', node, variable);
      }
      /** A local gets a value: a move from another local, or what the value's type says. */
      function assign(variable, value, env) {
        const from = tracked(value, env);
        if (from !== undefined && from !== variable) {
          const kinds = new Set(env.get(from));
          lend(from, value, env);
          escape(from, env);
          return env.set(variable, kinds);
        }
        evaluate(value, env, GIVEN);
        const kinds = kindsOf(typeOf(value));
        // `load(p) as Owned` says that it may be taken, not yet that it is.
        if (kinds.has(HELD) && !isOwned(typeOf(bare(value)))) (kinds.delete(HELD), kinds.add(OTHER));
        return env.set(variable, kinds);
      }

      /** How a place of this type takes a value: LENT, GIVEN, or as a plain number (RAW). */
      function wayInto(type) {
        if (type === undefined) return LENT;
        if (type.flags & TYPE_ANY) return RAW;
        if (isOwned(type)) return GIVEN;
        return type.flags & TYPE_NUMBER || (type.isUnion() && type.types.some(t => t.flags & TYPE_NUMBER))
          ? RAW
          : LENT;
      }
      /** An array takes its items, unless it is wanted as one of borrowed references. */
      function wayIntoArray(node) {
        const wanted = checker.getContextualType(services.esTreeNodeToTSNodeMap.get(node));
        const item = wanted && checker.getIndexTypeOfType(wanted, 1);
        return item === undefined || isOwned(item) || (item.flags & TYPE_ANY) !== 0 ? GIVEN : LENT;
      }
      /** Runs an expression; `way`: how its value is taken by whoever gets it. */
      function evaluate(node, env, way = LENT) {
        switch (node.type) {
          case 'Identifier': {
            const variable = tracked(node, env);
            if (variable === undefined) return;
            if (way === GIVEN || way === STORED)
              return give(variable, node, env, way === STORED ? KEPT : GONE);
            if (way !== SHOWN) lend(variable, node, env);
            if (way === RAW) escape(variable, env);
            return;
          }
          case 'TSAsExpression':
          case 'TSNonNullExpression':
          case 'TSSatisfiesExpression':
          case 'TSTypeAssertion':
            return evaluate(node.expression, env, way);
          case 'CallExpression':
          case 'NewExpression':
            return evaluateCall(node, env);
          case 'ConditionalExpression': {
            const { yes, no } = test(node.test, env);
            if (yes !== null) evaluate(node.consequent, yes, way);
            if (no !== null) evaluate(node.alternate, no, way);
            return become(env, merge(yes, no));
          }
          case 'LogicalExpression': {
            if (node.operator === '??') break;
            const { yes, no } = test(node.left, env);
            const [goes, stays] = node.operator === '&&' ? [yes, no] : [no, yes];
            if (goes !== null) evaluate(node.right, goes, way);
            return become(env, merge(goes, stays));
          }
          case 'AssignmentExpression': {
            const variable = node.operator === '=' ? tracked(node.left, env) : undefined;
            if (variable !== undefined) {
              const was = [...env.get(variable)].every(kind => kind === HELD);
              assign(variable, node.right, env);
              if (was && tracked(node.right, env) !== variable && !mentions(node.right, variable)) {
                report('overwritten', node, variable);
              }
              return;
            }
            evaluate(node.left, env);
            return evaluate(node.right, env, wayInto(typeOf(node.left)));
          }
          case 'BinaryExpression':
            if (node.operator in COMPARISONS) return compareSides(node, env);
            break;
          case 'SequenceExpression':
            node.expressions.forEach((e, i) =>
              evaluate(e, env, i === node.expressions.length - 1 ? way : LENT)
            );
            return;
          case 'MemberExpression':
            evaluate(node.object, env);
            if (node.computed) evaluate(node.property, env);
            return;
          case 'ArrayExpression': {
            const keeps = wayIntoArray(node);
            node.elements.forEach(e => e && evaluate(e, env, keeps));
            return;
          }
          case 'Property':
            return evaluate(node.value, env, GIVEN);
        }
        if (!isFunction(node) && !node.type.startsWith('TS')) {
          for (const child of childrenOf(node)) evaluate(child, env);
        }
      }
      const childrenOf = node =>
        (sourceCode.visitorKeys[node.type] ?? []).flatMap(key => node[key]).filter(child => child?.type);
      const mentions = (node, variable) =>
        variable.references.some(
          r => r.identifier.range[0] >= node.range[0] && r.identifier.range[1] <= node.range[1]
        );

      function compareSides(node, env) {
        for (const side of [node.left, node.right]) {
          if (tracked(side, env) !== undefined) continue; // a comparison does not follow the reference
          evaluate(side, env);
          checkDropped(side);
        }
      }
      function checkDropped(node) {
        const inner = bare(node);
        if (inner.type === 'CallExpression' && isOwned(typeOf(inner))) report('dropped', inner);
      }
      function evaluateCall(node, env) {
        evaluate(node.callee, env);
        const wanted = parameterTypes(node);
        const isStore = /^store/.test(node.callee.name ?? '');
        const isSet = node.callee.property?.name === 'set';
        const later = [];
        node.arguments.forEach((argument, index) => {
          const type = wanted(index);
          const isUnknown = type === undefined || (type.flags & TYPE_ANY) !== 0;
          const takes = isUnknown ? RAW : !isOwned(type) ? LENT : isSet ? STORED : GIVEN;
          const way = isStore ? RAW : takes;
          // What the call takes is gone when it is called, not while its other arguments are made.
          if (tracked(argument, env) !== undefined) later.push([bare(argument), way]);
          else evaluate(argument, env, way);
          if (way === LENT) checkDropped(argument);
        });
        for (const [argument, way] of later) evaluate(argument, env, way);
      }

      /** Runs a condition: what is true where it holds, and where it does not; null where it cannot be. */
      function test(node, env) {
        if (node.type === 'UnaryExpression' && node.operator === '!') {
          const { yes, no } = test(node.argument, env);
          return { yes: no, no: yes };
        }
        if (node.type === 'LogicalExpression' && node.operator !== '??') {
          const first = test(node.left, env);
          const both = node.operator === '&&';
          const on = both ? first.yes : first.no;
          const second = on === null ? { yes: null, no: null } : test(node.right, on);
          return both
            ? { yes: second.yes, no: merge(first.no, second.no) }
            : { yes: merge(first.yes, second.yes), no: second.no };
        }
        if (node.type === 'Literal' && node.value === true) return { yes: env, no: null };
        if (node.type === 'BinaryExpression' && node.operator in COMPARISONS) {
          compareSides(node, env);
          return (
            narrow(node.left, node.operator, node.right, env) ??
            narrow(node.right, MIRRORED[node.operator], node.left, env) ?? { yes: clone(env), no: clone(env) }
          );
        }
        const variable = tracked(node, env);
        if (variable !== undefined) return split(variable, kind => kind !== 0, env);
        evaluate(node, env);
        return guarded(node, env) ?? { yes: clone(env), no: clone(env) };
      }
      /** A call that tells by its type predicate whether its argument is one of a few values. */
      function guarded(node, env) {
        if (node.type !== 'CallExpression' || node.arguments.length === 0) return null;
        const variable = tracked(node.arguments[0], env);
        if (variable === undefined) return null;
        const signature = checker.getResolvedSignature(services.esTreeNodeToTSNodeMap.get(node));
        const type = signature && checker.getTypePredicateOfSignature(signature)?.type;
        const parts = type === undefined ? [] : type.isUnion() ? type.types : [type];
        if (parts.length === 0 || !parts.every(isUnit)) return null;
        const values = new Set(parts.map(unit));
        return split(variable, kind => values.has(kind), env);
      }
      function narrow(side, operator, other, env) {
        const target = side.type === 'AssignmentExpression' ? side.left : side;
        const variable = tracked(target, env);
        if (variable === undefined) return null;
        const type = typeOf(other);
        if (!isUnit(type)) return null;
        return split(
          variable,
          kind =>
            COMPARISONS[operator](
              kind === HELD || kind === GONE || kind === KEPT ? Infinity : kind,
              unit(type)
            ),
          env
        );
      }
      function split(variable, holds, env) {
        const branch = wanted => {
          const kinds = [...env.get(variable)].filter(kind => kind === OTHER || holds(kind) === wanted);
          return kinds.length === 0 ? null : clone(env).set(variable, new Set(kinds));
        };
        return { yes: branch(true), no: branch(false) };
      }

      function runAll(statements, env) {
        for (const statement of statements) {
          if (env === null) break;
          env = run(statement, env);
        }
        return env;
      }
      /** Runs a statement; gives what is true after it, or null when nothing comes after it. */
      function run(node, env, label) {
        switch (node.type) {
          case 'BlockStatement':
          case 'StaticBlock':
            return runAll(node.body, env);
          case 'ExpressionStatement':
            evaluate(node.expression, env);
            checkDropped(node.expression);
            return env;
          case 'VariableDeclaration':
            for (const declarator of node.declarations) declare(declarator, env);
            return env;
          case 'ReturnStatement':
            if (node.argument) evaluate(node.argument, env, resultWay);
            checkEnd(env, node);
            return null;
          case 'ThrowStatement':
            return null;
          case 'IfStatement': {
            const { yes, no } = test(node.test, env);
            const after = yes && run(node.consequent, yes);
            return merge(after, no && node.alternate ? run(node.alternate, no) : no);
          }
          case 'WhileStatement':
            return loop(label, env, e => test(node.test, e), node.body, null);
          case 'DoWhileStatement': {
            const first = runBody(label, clone(env), node.body);
            const after = merge(first.after, first.continued);
            if (after === null) return first.broken;
            return merge(
              first.broken,
              loop(label, test(node.test, after).yes, e => test(node.test, e), node.body, null, after)
            );
          }
          case 'ForStatement':
            if (node.init) {
              if (node.init.type === 'VariableDeclaration') run(node.init, env);
              else evaluate(node.init, env);
            }
            return loop(
              label,
              env,
              e => (node.test ? test(node.test, e) : { yes: e, no: null }),
              node.body,
              node.update
            );
          case 'ForOfStatement':
          case 'ForInStatement':
            evaluate(node.right, env);
            return loop(label, env, e => ({ yes: clone(e), no: clone(e) }), node.body, null);
          case 'BreakStatement':
            jump('broken', node.label?.name, env);
            return null;
          case 'ContinueStatement':
            jump('continued', node.label?.name, env);
            return null;
          case 'LabeledStatement': {
            if (/^(For|While|DoWhile)/.test(node.body.type)) return run(node.body, env, node.label.name);
            const target = { label: node.label.name, broken: null };
            targets.push(target);
            const after = run(node.body, env);
            targets.pop();
            return merge(after, target.broken);
          }
          case 'SwitchStatement':
            return runSwitch(node, env);
          case 'TryStatement': {
            const before = clone(env);
            let after = run(node.block, env);
            if (node.handler) after = merge(after, run(node.handler.body, merge(before, clone(after))));
            return node.finalizer && after ? run(node.finalizer, after) : after;
          }
          default:
            return env;
        }
      }
      function declare(declarator, env) {
        if (!declarator.init) return;
        const variable = declarator.id.type === 'Identifier' ? variableOf(declarator.id) : undefined;
        if (variable === undefined || !isLocal(variable) || !isOwned(typeOf(declarator.id))) {
          // Borrowed by the declaration (`const x: Ref = owned`), or kept where this rule does not look.
          return evaluate(declarator.init, env, variable && wayInto(typeOf(declarator.id)));
        }
        if (env.get(variable)?.has(HELD))
          report('leak', declarator.id, variable, { line: declarator.loc.end.line });
        assign(variable, declarator.init, env);
      }
      function runBody(label, env, body) {
        const target = { label, broken: null, continued: null };
        targets.push(target);
        const after = env && run(body, env);
        targets.pop();
        return { after, broken: target.broken, continued: target.continued };
      }
      function loop(label, env, condition, body, update, seenBefore = null) {
        let out = null;
        let entry = clone(env);
        for (let round = 0; round < 5 && entry !== null; round++) {
          const { yes, no } = condition(clone(entry));
          out = merge(out, no);
          const { after, broken, continued } = runBody(label, yes, body);
          out = merge(out, broken);
          const again = merge(after, continued);
          if (again !== null && update) evaluate(update, again);
          const next = merge(clone(entry), again);
          if (same(next, entry)) break;
          entry = next;
        }
        return env === null ? seenBefore : out;
      }
      function runSwitch(node, env) {
        const subject = tracked(node.discriminant, env);
        if (subject === undefined) evaluate(node.discriminant, env);
        const target = { broken: null };
        targets.push(target);
        let unmatched = env;
        let falling = null;
        for (const { test: value, consequent } of node.cases) {
          let entered = clone(unmatched);
          if (value && subject !== undefined && unmatched !== null && typeOf(value).isLiteral()) {
            const branches = split(subject, kind => kind === typeOf(value).value, unmatched);
            entered = branches.yes;
            unmatched = branches.no;
          } else if (!value) unmatched = null;
          const start = merge(entered, falling);
          falling = start && runAll(consequent, start);
        }
        targets.pop();
        return merge(merge(falling, unmatched), target.broken);
      }

      const env = new Map();
      for (const parameter of fn.params) {
        if (parameter.type !== 'Identifier') continue;
        const variable = variableOf(parameter);
        if (isLocal(variable) && isOwned(typeOf(parameter))) env.set(variable, kindsOf(typeOf(parameter)));
      }
      if (fn.body.type === 'BlockStatement') {
        const after = run(fn.body, env);
        if (after !== null) checkEnd(after, fn.body);
      } else {
        evaluate(fn.body, env, resultWay);
        checkEnd(env, fn.body);
      }
    }

    return {
      FunctionDeclaration: analyse,
      FunctionExpression: node => node.body && analyse(node),
      ArrowFunctionExpression: analyse
    };
  }
};
