/** Node's own import: Vitest's drops the query, which names the version, and transforms what is built already. */
const importer: string = 'data:text/javascript,export const load = url => import(url)';
const native = import(/* @vite-ignore */ importer) as Promise<{ load(url: string): Promise<unknown> }>;
export const nativeImport = async (url: string): Promise<unknown> => (await native).load(url);
