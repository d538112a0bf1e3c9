/** Small helpers on host text. */

/** The first `count` code points, as C's `%.200s` cuts. */
export function clip(text: string, count: number): string {
  if (text.length <= count) return text;
  const chars = Array.from(text);
  return chars.length <= count ? text : chars.slice(0, count).join('');
}
