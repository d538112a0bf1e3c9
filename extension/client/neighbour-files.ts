/** The Python files beside a notebook, which `import` finds: modules of its folder, and packages below it. */
import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { FilesRequest } from '../../kernel/wire/requests.js';

type Files = FilesRequest['files'];

/** How deep packages may be nested. */
const DEEPEST = 4;

/** Text of the files below `folder`, by paths relative to it.  A folder that cannot be read has none. */
export async function readNeighbourFiles(contents: Contents.IManager, folder: string): Promise<Files> {
  const files: Record<string, string> = {};
  await readFolder(contents, folder, '', DEEPEST, files);
  return files;
}

/** Whether a change of the file at `path` changes what a notebook in `folder` can import. */
export function isNeighbourFile(path: string, folder: string): boolean {
  return PathExt.extname(path) === '.py' && (folder === '' || path.startsWith(`${folder}/`));
}

async function readFolder(
  contents: Contents.IManager,
  folder: string,
  prefix: string,
  depth: number,
  files: Record<string, string>
): Promise<void> {
  const entries = await list(contents, folder);
  const isPackage = prefix === '' || entries.some(({ name }) => name === '__init__.py');
  if (!isPackage) return;
  await Promise.all(
    entries.map(async ({ type, name, path }) => {
      if (type === 'directory' && depth > 0 && !name.startsWith('.')) {
        await readFolder(contents, path, `${prefix}${name}/`, depth - 1, files);
      } else if (type === 'file' && PathExt.extname(name) === '.py') {
        const text = await read(contents, path);
        if (text !== null) files[prefix + name] = text;
      }
    })
  );
}

async function list(contents: Contents.IManager, path: string): Promise<readonly Contents.IModel[]> {
  try {
    const model = await contents.get(path, { type: 'directory', content: true });
    return model.content as Contents.IModel[];
  } catch {
    return [];
  }
}

async function read(contents: Contents.IManager, path: string): Promise<string | null> {
  try {
    const model = await contents.get(path, { type: 'file', format: 'text', content: true });
    return typeof model.content === 'string' ? model.content : null;
  } catch {
    return null;
  }
}
