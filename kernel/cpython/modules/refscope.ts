/** refscope: the heap, looked at from inside.  Nothing here runs Python code or moves the count of what it shows. */
import type { Address } from '../heap/memory.js';
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { defineModule } from '../abstract/define.js';
import { observer, type Direction } from '../abstract/observer.js';

import { asClippedIndex } from '../include/int.js';
import { isList, listAppend, listItem, newList } from '../include/list.js';
import { none } from '../include/singletons.js';
import { isStr, newStr, toHost } from '../include/str.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref } from '../object/refcount.js';

function listOf(texts: readonly string[]): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (const text of texts) {
    const o = newStr(text);
    if (o === NULL || listAppend(list, o) === NULL) {
      decref(list);
      return NULL;
    }
  }
  return list;
}
/** An argument that is a number of references or objects, at least 0; null: an exception is set. */
function size(o: Ref | 0, otherwise: number, name: string): number | null {
  if (o === 0) return otherwise;
  const value = asClippedIndex(o);
  if (value !== null && value < 0) return raiseNull(errors.ValueError, `${name} must be 0 or more`);
  return value;
}
function text(o: Ref | 0, name: string): string | null {
  if (o === 0) return '';
  if (isStr(o)) return toHost(o);
  return raiseNull(errors.TypeError, `${name} must be a str, not ${typeName(typeOf(o))}`);
}
const show =
  (direction: Direction) =>
  (
    _module: Ref,
    objects: Address,
    count: number,
    max_depth: Ref | 0,
    limit: Ref | 0,
    title: Ref | 0
  ): Answer => {
    if (count === 0) return raise(errors.TypeError, 'at least one object is needed');
    const depth = size(max_depth, 3, 'max_depth');
    const most = depth === null ? null : size(limit, 100, 'limit');
    const words = most === null ? null : text(title, 'title');
    if (depth === null || most === null || words === null) return NULL;
    const roots = Array.from({ length: count }, (_, i) => argumentAt(objects, i));
    observer.show(roots, direction, depth, most, words, new Set());
    return none();
  };
/** The objects in a list or a tuple, at least one; null: an exception is set. */
function several(o: Ref, name: string): Ref[] | null {
  if (!isList(o) && !isTuple(o))
    return raiseNull(errors.TypeError, `${name} must be a list or a tuple, not ${typeName(typeOf(o))}`);
  if (ob_size(o) === 0) return raiseNull(errors.ValueError, `the ${name} is empty`);
  const item = isList(o) ? listItem : tupleItem;
  return Array.from({ length: ob_size(o) }, (_, i) => item(o, i));
}
function showChain(_module: Ref, chain: Ref, title: Ref | 0): Answer {
  const objects = several(chain, 'chain');
  const words = objects === null ? null : text(title, 'title');
  if (objects === null || words === null) return NULL;
  observer.showChain(objects, words, new Set([chain]));
  return none();
}
const DIRECTIONS: ReadonlySet<string> = new Set<Direction>(['references', 'referrers']);
function showGraph(
  _module: Ref,
  list: Ref,
  direction: Ref | 0,
  max_depth: Ref | 0,
  limit: Ref | 0,
  title: Ref | 0
): Answer {
  const objects = several(list, 'list');
  const which = objects === null ? null : text(direction, 'direction');
  const depth = which === null ? null : size(max_depth, 3, 'max_depth');
  const most = depth === null ? null : size(limit, 100, 'limit');
  const words = most === null ? null : text(title, 'title');
  if (objects === null || which === null || depth === null || most === null || words === null) return NULL;
  if (which !== '' && !DIRECTIONS.has(which))
    return raise(errors.ValueError, "direction must be 'references' or 'referrers'");
  observer.show(objects, (which || 'references') as Direction, depth, most, words, new Set([list]));
  return none();
}
function showAmong(_module: Ref, list: Ref, start: Ref | 0, title: Ref | 0, ignore: Ref | 0): Answer {
  const objects = several(list, 'list');
  const first = objects === null ? null : size(start, 1, 'start');
  const words = first === null ? null : text(title, 'title');
  const others = words === null || ignore === 0 ? [] : several(ignore, 'ignore');
  if (objects === null || first === null || words === null || others === null) return NULL;
  observer.showAmong(objects, first, words, new Set([list, ...others]));
  return none();
}

const SHOW = "($module, /, *objects, max_depth=3, limit=100, title='')";
export const refscope = defineModule({
  name: 'refscope',
  doc: 'Looks at the heap: who holds an object, what an object refers to.',
  functions: {
    holders: {
      signature: '($module, object, /)',
      doc: 'Return a list with one line for each owned reference to the object.\n\nTheir number is its reference count.',
      call: ((_module: Ref, o: Ref) => listOf(observer.holders(o))) as never
    },
    audit: {
      signature: '($module, /)',
      doc: 'Recount every reference in the heap.\n\nReturn a list of the objects whose count is wrong; it is empty when the heap is exact.',
      call: () => listOf(observer.audit())
    },
    show_refs: {
      signature: SHOW,
      doc: 'Show what the objects refer to, max_depth references deep and at most limit objects.',
      call: show('references') as never
    },
    show_backrefs: {
      signature: SHOW,
      doc: 'Show what refers to the objects, max_depth references deep and at most limit objects.',
      call: show('referrers') as never
    },
    show_graph: {
      signature: "($module, objects, /, direction='references', max_depth=3, limit=100, title='')",
      doc: "Show what the objects in a list refer to, or with direction='referrers' what refers to them.\n\nThe list itself is left out, and its references do not count.",
      call: showGraph as never
    },
    show_among: {
      signature: "($module, objects, /, start=1, title='', ignore=())",
      doc: 'Show just the objects in a list and the references among them.\n\nThe graph starts at the first ones.  The list itself is left out, and its references do not count,\nnor do those of the objects in ignore.',
      call: showAmong as never
    },
    show_chain: {
      signature: "($module, /, chain, title='')",
      doc: 'Show a chain of objects, each of which refers to the next one.',
      call: showChain as never
    }
  }
});
