/** Where things are, relative to the checkout. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const SITE = join(ROOT, 'dist/site');
export const LABEXTENSION = join(ROOT, 'labextension');
export const NOTEBOOKS = join(ROOT, 'notebooks');
/** The kernel: one bundle for every version, and one for each. */
export const KERNELS = ['.worker', '-3.9', '-3.11', '-3.13', '-3.14'].map(of =>
  join(ROOT, `lib/kernel/refscope${of}.bundle.js`)
);
/** Where each stage notes what it was made from. */
export const STAMPS = join(ROOT, '.cache/site');
