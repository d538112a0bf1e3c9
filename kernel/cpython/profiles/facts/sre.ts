/** Facts about the regular expression engine. */
import { facts, since } from '../since.js';

const BEFORE = 'FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH ';
const MIDDLE =
  'CATEGORY CHARSET BIGCHARSET GROUPREF GROUPREF_EXISTS IN INFO JUMP LITERAL MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL ' +
  'NEGATE RANGE REPEAT REPEAT_ONE SUBPATTERN MIN_REPEAT_ONE ';
const AFTER =
  'GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE NOT_LITERAL_IGNORE GROUPREF_LOC_IGNORE IN_LOC_IGNORE LITERAL_LOC_IGNORE ' +
  'NOT_LITERAL_LOC_IGNORE GROUPREF_UNI_IGNORE IN_UNI_IGNORE LITERAL_UNI_IGNORE NOT_LITERAL_UNI_IGNORE RANGE_UNI_IGNORE';

export const sre = facts({
  /** Tells the compiler, which is Python, that the engine fits.  @cpython Modules/_sre/sre_constants.h SRE_MAGIC */
  magic: since({ '2.7': 20171005, '3.11': 20220615, '3.12': 20221023, '3.13': 20230612 }),
  /** The operations of compiled patterns, in the order of their numbers.  @cpython Modules/_sre/sre_constants.h */
  opcodes: since({
    '2.7': `${BEFORE}CALL ${MIDDLE}${AFTER}`,
    '3.11': `${BEFORE}${MIDDLE}ATOMIC_GROUP POSSESSIVE_REPEAT POSSESSIVE_REPEAT_ONE ${AFTER}`
  }),
  maxGroups: since({ '2.7': 2147483647, '3.11': 1073741823 }),
  /** Its types are made when the module is: they are collected.  @cpython Modules/_sre.c */
  isCollected: since({ '2.7': false, '3.10': true }),
  /** A word of a code that is no number, or a negative one, gets an error of its own. */
  tellsWhatWordIs: since({ '2.7': false, '3.11': true }),
  /** TypeErrors name the type that was given. */
  namesWhatWasGiven: since({ '2.7': false, '3.11': true }),
  /** Replacements are compiled to template objects.  @cpython Modules/_sre/sre.c _sre_template_impl */
  hasTemplates: since({ '2.7': false, '3.12': true }),
  /** `\B` matches the empty string. */
  emptyHasNoBoundary: since({ '2.7': false, '3.14': true }),
  /** Alternatives, lookarounds and repeats inside a repeat put groups back that a failed attempt has set. */
  restoresGroups: since({ '2.7': false, '3.11': true }),
  /** Bytes of a scanner, which holds a whole matching state. */
  scannerSize: since({ '2.7': 240, '3.13': 248, '3.14': 264 }),
  /** `re.TEMPLATE` is shown. */
  hasTemplateFlag: since({ '2.7': true, '3.13': false })
});
