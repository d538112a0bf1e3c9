/** _contextvars: variables that each context has for itself.  CPython: Modules/_contextvarsmodule.c. */
import { defineModule } from '../abstract/define.js';
import { ContextVar_Type, Context_Type, copyContext } from './contextvars/context.js';
import { Token_Type } from './contextvars/variable.js';

export const contextvars = defineModule({
  name: '_contextvars',
  doc: 'Context Variables',
  types: { Context: Context_Type, ContextVar: ContextVar_Type, Token: Token_Type },
  functions: { copy_context: { signature: '($module, /)', doc: '', call: copyContext } }
});
