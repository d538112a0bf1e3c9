/** `_opcode`: which instructions do what.  Differs: it is written in Python here, and no stack effects.  CPython: Modules/_opcode.c. */
import { binaryOperators } from '../profiles/operators.js';
import { profile } from '../profiles/profile.js';

const facts = profile.opcodes;
const inplace = (i: number): string => (i < 13 ? '' : 'INPLACE_');
const names =
  'ADD AND FLOOR_DIVIDE LSHIFT MATRIX_MULTIPLY MULTIPLY REMAINDER OR POWER RSHIFT SUBTRACT TRUE_DIVIDE XOR'.split(' ');
const operators = binaryOperators.map((sign, i) => `('NB_${inplace(i)}${names[i % 13]}', '${sign}')`);

export const opcodes = `"""Which instructions do what."""

def _in(numbers):
    return lambda opcode: opcode in numbers

is_valid = lambda opcode: 0 <= opcode < 267
has_arg = lambda opcode: opcode >= ${facts.haveArgument}
has_const = _in(${JSON.stringify(facts.hasConst)})
has_name = _in(${JSON.stringify(facts.hasName)})
has_jump = _in(${JSON.stringify(facts.hasJump)})
has_free = _in(${JSON.stringify(facts.hasFree)})
has_local = _in(${JSON.stringify(facts.hasLocal)})
has_exc = _in(${JSON.stringify(facts.hasExc)})

def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise NotImplementedError('this Python does not know how far instructions move the stack')

def get_intrinsic1_descs():
    return ['INTRINSIC_1_INVALID', 'INTRINSIC_PRINT', 'INTRINSIC_IMPORT_STAR', 'INTRINSIC_STOPITERATION_ERROR',
            'INTRINSIC_ASYNC_GEN_WRAP', 'INTRINSIC_UNARY_POSITIVE', 'INTRINSIC_LIST_TO_TUPLE', 'INTRINSIC_TYPEVAR',
            'INTRINSIC_PARAMSPEC', 'INTRINSIC_TYPEVARTUPLE', 'INTRINSIC_SUBSCRIPT_GENERIC', 'INTRINSIC_TYPEALIAS']

def get_intrinsic2_descs():
    return ['INTRINSIC_2_INVALID', 'INTRINSIC_PREP_RERAISE_STAR', 'INTRINSIC_TYPEVAR_WITH_BOUND',
            'INTRINSIC_TYPEVAR_WITH_CONSTRAINTS', 'INTRINSIC_SET_FUNCTION_TYPE_PARAMS', 'INTRINSIC_SET_TYPEPARAM_DEFAULT']

def get_nb_ops():
    return [${operators.join(', ')}${facts.subscriptIsOperator ? ", ('NB_SUBSCR', '[]')" : ''}]

def get_special_method_names():
    return ['__enter__', '__exit__', '__aenter__', '__aexit__']

def get_executor(*, code, offset):
    return None

def get_specialization_stats():
    return None
`;
