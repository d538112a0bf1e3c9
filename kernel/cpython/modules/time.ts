/** time: clocks, dates, sleep.  CPython: Modules/timemodule.c. */
import { NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { callWith } from '../abstract/call.js';
import { defineModule, type Method } from '../abstract/define.js';
import { importedAttribute } from '../abstract/imported.js';
import { packTuple } from '../abstract/pack.js';
import { identifier, newStr } from '../include/str.js';
import { none } from '../include/singletons.js';
import { decref } from '../object/refcount.js';
import {
  clockFunctions,
  clockGettime,
  clockNumbers,
  getClockInfo,
  inNanoseconds,
  inSeconds,
  sleep
} from './time/clocks.js';
import { asctime, ctime, gmtime, localtime, mktime, strftime, structTime } from './time/struct-time.js';

const STRPTIME = identifier('_strptime'),
  STRPTIME_TIME = identifier('_strptime_time');
/** strptime(string, format): `_strptime` does it. */
function strptime(_module: Ref, text: Ref, format: Ref | 0 = 0): Answer {
  const parse = importedAttribute(STRPTIME, STRPTIME_TIME);
  if (parse === NULL) return NULL;
  const answer = format === 0 ? callWith(parse, text) : callWith(parse, text, format);
  decref(parse);
  return answer;
}
const method = (signature: string, doc: string, call: Method['call']): Method => ({ signature, doc, call });

export const time = defineModule({
  name: 'time',
  doc: 'This module provides various functions to manipulate time values.',
  constants: {
    timezone: 0,
    altzone: 0,
    daylight: 0,
    tzname: () => packTuple(newStr('UTC'), newStr('UTC')) as Owned,
    _STRUCT_TM_ITEMS: 11,
    ...clockNumbers
  },
  types: { struct_time: structTime.type },
  functions: {
    ...clockFunctions,
    clock_gettime: method(
      '($module, clk_id, /)',
      'Return the time of a clock in seconds.',
      clockGettime(inSeconds)
    ),
    clock_gettime_ns: method(
      '($module, clk_id, /)',
      'Return the time of a clock in nanoseconds.',
      clockGettime(inNanoseconds)
    ),
    sleep: method('($module, seconds, /)', 'Delay execution for a given number of seconds.', sleep),
    gmtime: method(
      '($module, seconds=None, /)',
      'Convert seconds since the Epoch to a time tuple expressing UTC.',
      gmtime
    ),
    localtime: method(
      '($module, seconds=None, /)',
      'Convert seconds since the Epoch to a time tuple expressing local time.',
      localtime
    ),
    asctime: method(
      '($module, tuple=None, /)',
      "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
      asctime
    ),
    ctime: method(
      '($module, seconds=None, /)',
      'Convert a time in seconds since the Epoch to a string in local time.',
      ctime
    ),
    mktime: method(
      '($module, tuple, /)',
      'Convert a time tuple in local time to seconds since the Epoch.',
      mktime
    ),
    strftime: method(
      '($module, format, tuple=None, /)',
      'Convert a time tuple to a string according to a format specification.',
      strftime
    ),
    strptime: method(
      '($module, string, format=None, /)',
      'Parse a string to a time tuple according to a format specification.',
      strptime
    ),
    tzset: method('($module, /)', 'Initialize, or reinitialize, the local timezone: it is always UTC.', () =>
      none()
    ),
    get_clock_info: method('($module, name, /)', 'Get information of the specified clock.', getClockInfo)
  }
});
