/** `refscope lab` and `refscope site`: the static JupyterLab app, served or built. */
import { existsSync } from 'node:fs';
import { UsageError } from './usage.js';

interface Site {
  /** Serves the app until the process ends; gives the exit status. */
  serve(args: readonly string[]): Promise<number>;
  /** Builds the app; gives the exit status. */
  build(args: readonly string[]): Promise<number>;
}

/** Loads the app's builder, which stands in the checkout beside `lib/`. */
async function site(): Promise<Site> {
  const url = new URL('../../extension/site/index.mjs', import.meta.url);
  if (!existsSync(url)) throw new UsageError('the app is not part of this installation');
  return (await import(url.href)) as Site;
}

export const lab = async (args: readonly string[]): Promise<number> => (await site()).serve(args);
export const buildSite = async (args: readonly string[]): Promise<number> => (await site()).build(args);
