/** Type parameters and aliases: made by `_typing`.  CPython: Python/intrinsics.c. */
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { callWith } from '../../abstract/call.js';
import { importedAttribute } from '../../abstract/imported.js';
import { identifier } from '../../include/str.js';
import { decref } from '../../object/refcount.js';

const TYPING = identifier('_typing');
const makers = {
  TYPEVAR: identifier('_typevar'),
  PARAMSPEC: identifier('_paramspec'),
  TYPEVARTUPLE: identifier('_typevartuple'),
  SUBSCRIPT_GENERIC: identifier('_subscript_generic'),
  TYPEALIAS: identifier('_typealias'),
  TYPEVAR_WITH_BOUND: identifier('_typevar_with_bound'),
  TYPEVAR_WITH_CONSTRAINTS: identifier('_typevar_with_constraints'),
  SET_FUNCTION_TYPE_PARAMS: identifier('_set_function_type_params'),
  SET_TYPEPARAM_DEFAULT: identifier('_set_typeparam_default')
} as const;
export type TypeIntrinsic = keyof typeof makers;

/** Does what the intrinsic says with one or two values, lent. */
export function typeIntrinsic(name: TypeIntrinsic, ...values: readonly Ref[]): Answer {
  const maker = importedAttribute(TYPING, makers[name]);
  if (maker === NULL) return NULL;
  const answer = callWith(maker, ...values);
  decref(maker);
  return answer;
}
export const isTypeIntrinsic = (name: string | undefined): name is TypeIntrinsic =>
  name !== undefined && name in makers;
