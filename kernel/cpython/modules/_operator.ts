/** _operator: operators as functions, and callables that get things.  CPython: Modules/_operator.c. */
import { defineModule } from '../abstract/define.js';
import { AttrGetter_Type } from './operator/attrgetter.js';
import { functions } from './operator/functions.js';
import { ItemGetter_Type } from './operator/itemgetter.js';
import { MethodCaller_Type } from './operator/methodcaller.js';

export const operator = defineModule({
  name: '_operator',
  doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.  The function names are those\nused for special methods; variants without leading and trailing\n'__' are also provided for convenience.",
  functions,
  types: { itemgetter: ItemGetter_Type, attrgetter: AttrGetter_Type, methodcaller: MethodCaller_Type }
});
