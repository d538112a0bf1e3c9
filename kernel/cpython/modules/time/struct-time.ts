/** struct_time, and what is made of it.  CPython: Modules/timemodule.c gettmarg, checktm. */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { host } from '../../abstract/host.js';
import { asDouble } from '../../abstract/percent.js';
import { structSequence } from '../../abstract/structseq.js';
import { PyFloat_Type, newFloat } from '../../include/float.js';
import { index, intToNumber, newInt } from '../../include/int.js';
import { None, none } from '../../include/singletons.js';
import { newStr, isStr, toHost } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { isSubtype } from '../../abstract/lookup.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { asctimeText, fieldsOf, formatted, secondsOf, type Fields } from './calendar.js';

const names = ['year', 'mon', 'mday', 'hour', 'min', 'sec', 'wday', 'yday', 'isdst'].map(
  name => `tm_${name}`
);
export const structTime = structSequence(
  'time.struct_time',
  "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().  May be considered as a\n sequence of 9 integers.\n\n Note that several fields' values are not the same as those defined by\n the C language standard for struct tm.  For example, the value of the\n field tm_year is the actual year, not year - 1900.  See individual\n fields' descriptions for details.",
  names,
  true,
  {},
  ['tm_zone', 'tm_gmtoff']
);
const made = (f: Fields): Result =>
  structTime.make(
    ...[
      f.year,
      f.month + 1,
      f.day,
      f.hour,
      f.minute,
      f.second,
      (f.weekday + 6) % 7,
      f.yearday + 1,
      f.isdst
    ].map(n => newInt(n)),
    f.zone === null ? none() : newStr(f.zone),
    newInt(0)
  );
/** Whole seconds of an argument, rounded down; now, if there is none.  null: an exception is set. */
function moment(o: Ref | 0): number | null {
  if (o === 0 || o === None) return Math.floor(host.now());
  const seconds = isSubtype(typeOf(o), PyFloat_Type) ? asDouble(o) : wholeSeconds(o);
  if (seconds === null) return null;
  if (seconds !== seconds) return raiseNull(errors.ValueError, 'Invalid value NaN (not a number)');
  const down = Math.floor(seconds);
  if (Math.abs(down) >= 2 ** 63)
    return raiseNull(errors.OverflowError, 'timestamp out of range for platform time_t');
  if (Math.abs(down) > 6e16) return raiseNull(errors.OverflowError, 'Value too large for defined data type');
  return down;
}
function wholeSeconds(o: Ref): number | null {
  const n = index(o);
  if (n === NULL) return null;
  const value = intToNumber(n);
  decref(n);
  return value;
}
const shown =
  (zone: string) =>
  (_module: Ref, seconds: Ref | 0): Answer => {
    const at = moment(seconds);
    return at === null ? NULL : made(fieldsOf(at, zone));
  };
export const gmtime = shown('GMT');
export const localtime = shown('UTC');
export function ctime(_module: Ref, seconds: Ref | 0): Answer {
  const at = moment(seconds);
  return at === null ? NULL : newStr(asctimeText(fieldsOf(at, 'UTC')));
}

/** The fields of a tuple of nine ints.  null: an exception is set. */
function fieldsIn(o: Ref, who: string): Fields | null {
  if (!isTuple(o)) return raiseNull(errors.TypeError, 'Tuple or struct_time argument required');
  if (ob_size(o) !== 9) return raiseNull(errors.TypeError, `${who}(): illegal time tuple argument`);
  const n: number[] = [];
  for (let i = 0; i < 9; i++) {
    const value = wholeSeconds(tupleItem(o, i));
    if (value === null) return null;
    if (Math.abs(value) > 2 ** 31)
      return raiseNull(errors.OverflowError, 'signed integer is greater than maximum');
    n.push(value);
  }
  const zone = typeOf(o) === structTime.type ? tupleItem(o, 9) : None;
  return {
    year: n[0]!,
    month: n[1]! - 1,
    day: n[2]!,
    hour: n[3]!,
    minute: n[4]!,
    second: n[5]!,
    weekday: n[6]! < -1 ? -1 : (n[6]! + 1) % 7,
    yearday: n[7]! - 1,
    isdst: n[8]!,
    zone: isStr(zone) ? toHost(zone) : null
  };
}
/** The same with every field in its range; 0 for month, day of month or year means the first.  @cpython checktm */
function checked(o: Ref | 0, who: string): Fields | null {
  if (o === 0) return fieldsOf(Math.floor(host.now()), 'UTC');
  const f = fieldsIn(o, who);
  if (f === null) return null;
  const month = Math.max(f.month, f.month === -1 ? 0 : f.month),
    day = f.day === 0 ? 1 : f.day,
    yearday = f.yearday === -1 ? 0 : f.yearday;
  const outside = (name: string): null => raiseNull(errors.ValueError, `${name} out of range`);
  if (month < 0 || month > 11) return outside('month');
  if (day < 0 || day > 31) return outside('day of month');
  if (f.hour < 0 || f.hour > 23) return outside('hour');
  if (f.minute < 0 || f.minute > 59) return outside('minute');
  if (f.second < 0 || f.second > 61) return outside('seconds');
  if (f.weekday < 0) return outside('day of week');
  if (yearday < 0 || yearday > 365) return outside('day of year');
  return { ...f, month, day, yearday };
}
export function asctime(_module: Ref, o: Ref | 0): Answer {
  const f = checked(o, 'asctime');
  return f === null ? NULL : newStr(asctimeText(f));
}
export function strftime(_module: Ref, format: Ref, o: Ref | 0): Answer {
  if (!isStr(format)) {
    return raise(errors.TypeError, `strftime() argument 1 must be str, not ${typeName(typeOf(format))}`);
  }
  const f = checked(o, 'strftime');
  return f === null ? NULL : newStr(formatted(toHost(format), f));
}
export function mktime(_module: Ref, o: Ref): Answer {
  const f = fieldsIn(o, 'mktime');
  return f === null ? NULL : newFloat(secondsOf(f));
}
