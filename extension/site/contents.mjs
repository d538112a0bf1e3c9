/** The course's files as a site serves them, with the listings that stand in for a contents server. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { dirname, extname, join } from 'node:path';

/** Not for learners: what checks the exercises, and what editors leave behind. */
const HIDDEN = new Set(['checks', '__pycache__', 'node_modules']);

const KINDS = {
  '.ipynb': { type: 'notebook', format: 'json', mimetype: 'application/x-ipynb+json' },
  '.py': { type: 'file', format: 'text', mimetype: 'text/x-python' },
  '.md': { type: 'file', format: 'text', mimetype: 'text/markdown' },
  '.txt': { type: 'file', format: 'text', mimetype: 'text/plain' },
  '.csv': { type: 'file', format: 'text', mimetype: 'text/csv' },
  '.json': { type: 'file', format: 'text', mimetype: 'application/json' },
  '.dot': { type: 'file', format: 'text', mimetype: 'text/vnd.graphviz' },
  '.svg': { type: 'file', format: 'text', mimetype: 'image/svg+xml' },
  '.png': { type: 'file', format: 'base64', mimetype: 'image/png' }
};
const OTHER = { type: 'file', format: 'base64', mimetype: 'application/octet-stream' };

/**
 * Copies the folder `source` into the site as its contents.
 * @param kernels what is known of kernels: the module kernel/jupyter/core/kernelspecs
 * @returns {string[]} paths of the notebooks, in the order of their folders and names
 */
export function writeContents(source, site, kernels) {
  rmSync(join(site, 'files'), { recursive: true, force: true });
  rmSync(join(site, 'api/contents'), { recursive: true, force: true });
  mkdirSync(join(site, 'files'), { recursive: true });
  const notebooks = [];
  writeFolder(source, site, '', { notebooks, kernels });
  return notebooks;
}

/** The page a learner meets first, or null when there is no notebook at all. */
export function firstPage(notebooks) {
  const welcomes = ['index.ipynb', 'start.ipynb', 'welcome.ipynb'];
  return welcomes.find(name => notebooks.includes(name)) ?? notebooks[0] ?? null;
}

function writeFolder(source, site, path, job) {
  const names = existsSync(source) ? readdirSync(source).filter(isShown).sort() : [];
  const content = names.map(name => {
    const inner = path === '' ? name : `${path}/${name}`;
    const file = join(source, name);
    if (statSync(file).isDirectory()) return writeFolder(file, site, inner, job);
    const target = join(site, 'files', inner);
    mkdirSync(dirname(target), { recursive: true });
    if (name.endsWith('.ipynb')) {
      writeFileSync(target, withLanguage(readFileSync(file, 'utf8'), job.kernels));
      job.notebooks.push(inner);
    } else cpSync(file, target);
    return model(file, name, inner, KINDS[extname(name)] ?? OTHER);
  });
  const folder = model(source, path.split('/').at(-1), path, {
    type: 'directory',
    format: 'json',
    mimetype: null
  });
  const listing = join(site, 'api/contents', path, 'all.json');
  mkdirSync(dirname(listing), { recursive: true });
  writeFileSync(listing, JSON.stringify({ ...folder, content }));
  return folder;
}

/**
 * A notebook that says of its kernel what the kernel itself says.  Else opening it would change it, the change be
 * kept in the browser, and a later edition of the lesson stay hidden behind it.
 */
function withLanguage(text, { specNamed, languageInfo }) {
  const notebook = JSON.parse(text);
  const spec = specNamed(notebook.metadata.kernelspec?.name ?? '');
  if (spec === undefined) return text;
  notebook.metadata.kernelspec = { name: spec.name, display_name: spec.displayName, language: 'python' };
  notebook.metadata.language_info = languageInfo(spec.python);
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

const isShown = name => !name.startsWith('.') && !HIDDEN.has(name);

function model(file, name, path, { type, format, mimetype }) {
  const { mtime, birthtime, size } = existsSync(file)
    ? statSync(file)
    : { mtime: new Date(), birthtime: new Date(), size: 0 };
  const last_modified = mtime.toISOString();
  const created = birthtime.toISOString();
  return { name, path, type, format, mimetype, size, last_modified, created, writable: true, content: null };
}
