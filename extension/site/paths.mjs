/** Where things are, relative to the checkout. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const SITE = join(ROOT, 'dist/site');
export const LABEXTENSION = join(ROOT, 'labextension');
export const NOTEBOOKS = join(ROOT, 'notebooks');
export const WORKER = join(ROOT, 'lib/kernel/refscope.worker.bundle.js');
/** Where each stage notes what it was made from. */
export const STAMPS = join(ROOT, '.cache/site');
