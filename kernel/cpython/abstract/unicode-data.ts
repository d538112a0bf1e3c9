/**
 * Properties of code points: the host's tables, and lists of ours where the host has none.  Differs: the host's Unicode
 * version, not the one of the simulated CPython.  CPython: Objects/unicodectype.c.
 */

const single = String.fromCodePoint;
const matcher =
  (pattern: RegExp): ((code: number) => boolean) =>
  code =>
    pattern.test(single(code));

/** Ranges written as hexadecimal, `a-b` or `a`, in order. */
function inRanges(text: string): (code: number) => boolean {
  const ranges = text.split(' ').map(r => r.split('-').map(x => parseInt(x, 16)));
  return code => ranges.some(([from = 0, to = from]) => code >= from && code <= to);
}
const isSpecialDigit = inRanges(
  'b2-b3 b9 1369-1371 19da 2070 2074-2079 2080-2089 2460-2468 2474-247c 2488-2490 24ea 24f5-24fd 24ff 2776-277e ' +
    '2780-2788 278a-2792 10a40-10a43 10e60-10e68 11052-1105a 1f100-1f10a'
);
/** Han numerals and the like: numeric, but letters. */
const isNumericLetter = inRanges(
  '3405 3483 382a 3b4d 4e00 4e03 4e07 4e09 4e24 4e5d 4e8c 4e94 4e96 4eac 4ebf-4ec0 4edf 4ee8 4f0d 4f70 4fe9 5006 5104 ' +
    '5146 5169 516b 516d 5341 5343-5345 534c 53c1-53c4 56db 58f1 58f9 5e7a 5efe-5eff 5f0c-5f0e 5f10 62d0 62fe 634c ' +
    '67d2 6d1e 6f06 7396 767e 7695 79ed 8086 842c 8cae 8cb3 8d30 920e 94a9 9621 9646 964c 9678 96f6 f96b f973 f978 ' +
    'f9b2 f9d1 f9d3 f9fd 20001 20064 200e2 20121 2092a 20983 2098c 2099c 20aea 20afd 20b19 22390 22998 23b1b 2626d 2f890'
);

const upper = (code: number): boolean => code >= 65 && code <= 90;
const lower = (code: number): boolean => code >= 97 && code <= 122;
const digit = (code: number): boolean => code >= 48 && code <= 57;
/** ASCII is answered without the tables. */
const withAscii =
  (ascii: (code: number) => boolean, other: (code: number) => boolean) =>
  (code: number): boolean =>
    code < 128 ? ascii(code) : other(code);

export const isSpace = withAscii(
  code => code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31),
  inRanges('85 a0 1680 2000-200a 2028-2029 202f 205f 3000')
);
export const isLinebreak = (code: number): boolean =>
  (code >= 10 && code <= 13) ||
  (code >= 28 && code <= 30) ||
  code === 0x85 ||
  code === 0x2028 ||
  code === 0x2029;
export const isAlpha = withAscii(code => upper(code) || lower(code), matcher(/^\p{L}$/u));
export const isDecimal = withAscii(digit, matcher(/^\p{Nd}$/u));
export const isDigit = withAscii(digit, code => isDecimal(code) || isSpecialDigit(code));
const isNumber = matcher(/^\p{N}$/u);
export const isNumeric = withAscii(digit, code => isNumber(code) || isNumericLetter(code));
export const isAlnum = (code: number): boolean =>
  isAlpha(code) || isDecimal(code) || isDigit(code) || isNumeric(code);
export const isLower = withAscii(lower, matcher(/^\p{Lowercase}$/u));
export const isUpper = withAscii(upper, matcher(/^\p{Uppercase}$/u));
export const isTitle = withAscii(() => false, matcher(/^\p{Lt}$/u));
export const isCased = (code: number): boolean => isLower(code) || isUpper(code) || isTitle(code);
const isCaseIgnorable = matcher(/^\p{Case_Ignorable}$/u);
export const isPrintable = withAscii(
  code => code >= 32 && code < 127,
  matcher(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]$/u)
);
const letter = (code: number): boolean => upper(code) || lower(code) || code === 95;
export const isIdentifierStart = withAscii(letter, matcher(/^\p{XID_Start}$/u));
export const isIdentifierPart = withAscii(
  code => letter(code) || digit(code),
  matcher(/^\p{XID_Continue}$/u)
);

/** The value of a decimal digit.  Each script's ten lie together, the zero at the start. */
export function decimalValue(code: number): number {
  if (code < 128) return code - 48;
  // The digits' blocks begin at multiples that the ranges of Nd show: walk down to the first of a run of ten.
  let first = code;
  while (isDecimal(first - 1)) first--;
  return (code - first) % 10;
}
/** Decimal digits and spaces beyond ASCII as ASCII ones; what else is beyond ASCII becomes `?`. @cpython _PyUnicode_TransformDecimalAndSpaceToASCII */
export function asciiDigits(text: string): string {
  let isPlain = true;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) isPlain = false;
  if (isPlain) return text;
  let result = '';
  for (const c of text) {
    const code = c.codePointAt(0)!;
    result += code < 128 ? c : isSpace(code) ? ' ' : isDecimal(code) ? String(decimalValue(code)) : '?';
  }
  return result;
}

/* Case mappings, full: a code point may become several. */
export const toUpper = (text: string): string => text.toUpperCase();
const FINAL_SIGMA = 0x3c2,
  SIGMA = 0x3c3,
  CAPITAL_SIGMA = 0x3a3;
/** Lower case with the rule of the final sigma, which looks at the neighbours.  @cpython handle_capital_sigma */
export function toLower(codes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    text += code === CAPITAL_SIGMA ? single(sigma(codes, i)) : single(code).toLowerCase();
  }
  return text;
}
function sigma(codes: readonly number[], i: number): number {
  let before = i - 1,
    after = i + 1;
  while (before >= 0 && isCaseIgnorable(codes[before]!)) before--;
  if (before < 0 || !isCased(codes[before]!)) return SIGMA;
  while (after < codes.length && isCaseIgnorable(codes[after]!)) after++;
  return after < codes.length && isCased(codes[after]!) ? SIGMA : FINAL_SIGMA;
}
const TITLES = new Map(
  (
    '1fb2:1fba+345 1fb3:1fbc 1fb4:386+345 1fb7:391+342+345 1fbc:1fbc 1fc2:1fca+345 1fc3:1fcc 1fc4:389+345 ' +
    '1fc7:397+342+345 1fcc:1fcc 1ff2:1ffa+345 1ff3:1ffc 1ff4:38f+345 1ff7:3a9+342+345 1ffc:1ffc'
  )
    .split(' ')
    .map(entry => {
      const [from = '', to = ''] = entry.split(':');
      return [parseInt(from, 16), single(...to.split('+').map(x => parseInt(x, 16)))] as const;
    })
);
const isLigature = inRanges('df 587 fb00-fb06 fb13-fb17');
/** Title case of one code point. */
export function toTitle(code: number): string {
  const c = single(code);
  if (code < 128) return c.toUpperCase();
  if (code >= 0x1c4 && code <= 0x1cc) return single(0x1c5 + Math.floor((code - 0x1c4) / 3) * 3);
  if (code >= 0x1f1 && code <= 0x1f3) return single(0x1f2);
  if (code >= 0x1f80 && code <= 0x1faf) return single(code | 8);
  if (code >= 0x10d0 && code <= 0x10ff) return c;
  const known = TITLES.get(code);
  if (known !== undefined) return known;
  const raised = c.toUpperCase();
  return isLigature(code) ? raised[0]! + raised.slice(1).toLowerCase() : raised;
}
export function toCasefold(code: number): string {
  const c = single(code);
  if (code < 128) return c.toLowerCase();
  if (code === 0x131 || (code >= 0x13a0 && code <= 0x13f5)) return c;
  if (code === 0x1e9e) return 'ss';
  if ((code >= 0x13f8 && code <= 0x13fd) || (code >= 0xab70 && code <= 0xabbf)) return c.toUpperCase();
  return code === 0x130
    ? c.toLowerCase()
    : c
        .toUpperCase()
        .toLowerCase()
        .replace(/\u03c2/g, '\u03c3');
}
/** Lower case of one code point, out of context. */
export const lowerOne = (code: number): string => single(code).toLowerCase();
/** Upper case of one code point, a single one: itself where the full mapping has several.  @cpython _PyUnicode_ToUppercase */
export function upperOne(code: number): number {
  if (code < 128) return lower(code) ? code - 32 : code;
  const raised = single(code).toUpperCase();
  const first = raised.codePointAt(0)!;
  if (raised.length === (first > 0xffff ? 2 : 1)) return first;
  const title = toTitle(code);
  const only = title.codePointAt(0)!;
  return title.length === (only > 0xffff ? 2 : 1) ? only : code;
}
/** Lower case of one code point, a single one.  @cpython _PyUnicode_ToLowercase */
export const lowerOf = (code: number): number =>
  code < 128 ? (upper(code) ? code + 32 : code) : single(code).toLowerCase().codePointAt(0)!;
