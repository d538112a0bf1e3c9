/** The calendar: seconds since 1970 as fields, and back; this process's clocks show UTC. */

/** A moment's fields as C's struct tm has them: month and day of the year from 0, Sunday 0. */
export interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearday: number;
  readonly isdst: number;
  /** Name of the time zone; null: nothing was said. */
  readonly zone: string | null;
}
const DAY = 86400;
const floorMod = (n: number, by: number): number => n - by * Math.floor(n / by);

/** Days from 1970-01-01 to a date of the Gregorian calendar; month from 0, and not confined to a year. */
export function daysTo(year: number, month: number, day: number): number {
  const y = year + Math.floor(month / 12),
    m = floorMod(month, 12);
  const years = m < 2 ? y - 1 : y; // a year that begins with March
  const ofYear = Math.floor((153 * ((m + 10) % 12) + 2) / 5) + day - 1;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + ofYear - 719468;
}
/** The fields of a moment. */
export function fieldsOf(seconds: number, zone: string): Fields {
  const days = Math.floor(seconds / DAY),
    rest = seconds - days * DAY;
  let year = 1970 + Math.floor(days / 365.2425);
  while (daysTo(year + 1, 0, 1) <= days) year++;
  while (daysTo(year, 0, 1) > days) year--;
  let month = 0;
  while (daysTo(year, month + 1, 1) <= days) month++;
  return {
    year,
    month,
    day: days - daysTo(year, month, 1) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: floorMod(days + 4, 7),
    yearday: days - daysTo(year, 0, 1),
    isdst: 0,
    zone
  };
}
/** The moment that fields name; each may be out of its range. */
export const secondsOf = (f: Fields): number =>
  daysTo(f.year, f.month, f.day) * DAY + f.hour * 3600 + f.minute * 60 + f.second;

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
] as const;
const pad = (n: number, width = 2, fill = '0'): string => String(n).padStart(width, fill);
const short = (names: readonly string[], i: number): string => (names[i] ?? '?').slice(0, 3);

/** ISO 8601: the year that a week belongs to, and its number. */
function isoWeek(f: Fields): readonly [number, number] {
  const weekday = (f.weekday + 6) % 7;
  const week = Math.floor((f.yearday - weekday + 10) / 7);
  const days = (year: number): number => daysTo(year + 1, 0, 1) - daysTo(year, 0, 1);
  if (week < 1) {
    const before = f.yearday + days(f.year - 1);
    return [f.year - 1, Math.floor((before - weekday + 10) / 7)];
  }
  if (week === 53 && f.yearday - weekday + 3 >= days(f.year)) return [f.year + 1, 1];
  return [f.year, week];
}
export const asctimeText = (f: Fields): string =>
  `${short(DAYS, f.weekday)} ${short(MONTHS, f.month)} ${pad(f.day, 2, ' ')} ${clock(f)} ${f.year}`;
const clock = (f: Fields): string => `${pad(f.hour)}:${pad(f.minute)}:${pad(f.second)}`;
const slashed = (f: Fields): string => `${pad(f.month + 1)}/${pad(f.day)}/${pad(floorMod(f.year, 100))}`;
const twelve = (hour: number): number => (hour % 12 === 0 ? 12 : hour % 12);

const directives: Readonly<Record<string, (f: Fields) => string>> = {
  a: f => short(DAYS, f.weekday),
  A: f => DAYS[f.weekday] ?? '?',
  b: f => short(MONTHS, f.month),
  B: f => MONTHS[f.month] ?? '?',
  c: asctimeText,
  C: f => pad(Math.floor(f.year / 100)),
  d: f => pad(f.day),
  D: slashed,
  e: f => pad(f.day, 2, ' '),
  F: f => `${f.year}-${pad(f.month + 1)}-${pad(f.day)}`,
  g: f => pad(floorMod(isoWeek(f)[0], 100)),
  G: f => String(isoWeek(f)[0]),
  h: f => short(MONTHS, f.month),
  H: f => pad(f.hour),
  I: f => pad(twelve(f.hour)),
  j: f => pad(f.yearday + 1, 3),
  k: f => pad(f.hour, 2, ' '),
  l: f => pad(twelve(f.hour), 2, ' '),
  m: f => pad(f.month + 1),
  M: f => pad(f.minute),
  n: () => '\n',
  p: f => (f.hour < 12 ? 'AM' : 'PM'),
  P: f => (f.hour < 12 ? 'am' : 'pm'),
  r: f => `${pad(twelve(f.hour))}:${pad(f.minute)}:${pad(f.second)} ${f.hour < 12 ? 'AM' : 'PM'}`,
  R: f => `${pad(f.hour)}:${pad(f.minute)}`,
  s: f => String(secondsOf(f)),
  S: f => pad(f.second),
  t: () => '\t',
  T: clock,
  u: f => String(f.weekday === 0 ? 7 : f.weekday),
  U: f => pad(Math.floor((f.yearday + 7 - f.weekday) / 7)),
  V: f => pad(isoWeek(f)[1]),
  w: f => String(f.weekday),
  W: f => pad(Math.floor((f.yearday + 7 - ((f.weekday + 6) % 7)) / 7)),
  x: slashed,
  X: clock,
  y: f => pad(floorMod(f.year, 100)),
  Y: f => String(f.year),
  z: () => '+0000',
  Z: f => f.zone ?? 'UTC',
  '%': () => '%'
};
/** strftime of C, in its own locale; `-` takes leading zeros away, `_` makes them spaces. */
export const formatted = (format: string, f: Fields): string =>
  format.replace(
    /%([-_0]?)([EO]?)([a-zA-Z%])/g,
    (whole, flag: string, _alternative: string, letter: string) => {
      const text = directives[letter]?.(f);
      if (text === undefined) return whole;
      if (flag === '-') return text.replace(/^[0 ]+(?=.)/, '');
      return flag === '_' ? text.replace(/^0+(?=.)/, zeros => ' '.repeat(zeros.length)) : text;
    }
  );
