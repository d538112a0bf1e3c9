/** Histories: what a fact was, since which version. */

/** A value holds from its version until the next one listed. */
export type History<T> = { readonly since: Readonly<Record<string, T>> };
type Factual<F> = { readonly [K in keyof F]: F[K] extends History<infer T> ? T : never };

export const since = <T>(table: Readonly<Record<string, T>>): History<T> => ({ since: table });
/** Names a chapter of facts; each is a history. */
export const facts = <F extends Readonly<Record<string, History<unknown>>>>(chapter: F): F => chapter;

/** `3.9` before `3.11`: the parts of a version key compared as numbers; the build (`-32`) does not matter. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map(key => key.split('-', 1)[0]!.split('.').map(Number));
  for (let i = 0; i < Math.max(x!.length, y!.length); i++) {
    const difference = (x![i] ?? 0) - (y![i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The value that `table` gives for `key`, or undefined when its history begins later. */
export function at<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  let found: string | undefined;
  for (const start of Object.keys(table)) {
    if (compareVersions(start, key) <= 0 && (found === undefined || compareVersions(start, found) > 0))
      found = start;
  }
  return found === undefined ? undefined : table[found];
}

/** All facts of one version. */
export function resolve<F extends Readonly<Record<string, History<unknown>>>>(
  chapter: F,
  key: string
): Factual<F> {
  const entries = Object.entries(chapter).map(([name, history]) => {
    const value = at(history.since, key);
    if (value === undefined) throw new Error(`no fact ${name} for ${key}`);
    return [name, value];
  });
  return Object.freeze(Object.fromEntries(entries)) as Factual<F>;
}

/** Whether `key` lies in a range such as `3.8-`, `-3.10` or `3.8-3.10`; undefined means always. */
export function inRange(range: string | undefined, key: string): boolean {
  if (range === undefined) return true;
  const [first = '', last = ''] = range.includes('-') ? range.split('-') : [range, range];
  return (
    (first === '' || compareVersions(first, key) <= 0) && (last === '' || compareVersions(key, last) <= 0)
  );
}
