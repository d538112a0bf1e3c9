/** The view's words go through JupyterLab's translator where there is one, and are English where there is none. */
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

/** The part of a translation bundle that the graph uses; only literal strings are passed to it. */
export type IWords = Pick<IRenderMime.TranslationBundle, '__' | '_n'>;

/** English, with `%1`, `%2` … filled in. */
export const english: IWords = {
  __: (text: string, ...values: unknown[]) => fill(text, values),
  _n: (one: string, many: string, count: number, ...values: unknown[]) =>
    fill(count === 1 ? one : many, [count, ...values])
};

function fill(text: string, values: readonly unknown[]): string {
  return text.replace(/%(\d)/g, (place, digit: string) => {
    const value = values[Number(digit) - 1];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : place;
  });
}
