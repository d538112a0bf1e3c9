/** Builds what is stale of: the kernel's bundle, the extension, the JupyterLab app, and the site that holds them. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNELS, LABEXTENSION, NOTEBOOKS, ROOT, SITE } from './paths.mjs';
import { runProgram, runStage } from './stages.mjs';

const LOCK = 'package-lock.json';
const node = (...args) => runProgram(process.execPath, args);
const BUILDER = 'node_modules/@jupyter/builder/lib/build-labextension.js';
const CORE = 'node_modules/@jupyterlab/core-meta/core.package.json';
const TSC = 'node_modules/typescript/bin/tsc';

/** The extension's sources; the site's are scripts that nothing compiles. */
const COMPILED = [
  'index.ts',
  'tokens.ts',
  'tsconfig.json',
  'client',
  'plugins',
  'graph',
  'panels',
  'worker'
].map(name => `extension/${name}`);

/** @type {import('./stages.mjs').Stage[]} */
const STAGES = [
  {
    name: 'kernel',
    doing: 'Bundling the kernel',
    done: 'the kernel is bundled',
    inputs: ['kernel/cpython', 'kernel/wire', 'kernel/build', LOCK],
    outputs: KERNELS,
    run: () => node('kernel/build/bundle.mjs', 'kernel', 'folded', '--minify')
  },
  {
    name: 'compile',
    doing: 'Compiling the extension',
    done: 'the extension is compiled',
    inputs: [...COMPILED, 'kernel/wire', 'kernel/jupyter', 'tsconfig.base.json', LOCK],
    outputs: [join(ROOT, 'lib/extension/index.js'), join(ROOT, 'lib/extension/graph/mime.js')],
    run: () => node(TSC, '-b', 'extension')
  },
  {
    name: 'labextension',
    doing: 'Building the JupyterLab extension',
    done: 'the extension is built',
    inputs: [
      'lib/extension',
      'lib/kernel',
      'style',
      'extension/schema',
      'package.json',
      'webpack.config.cjs',
      LOCK
    ],
    outputs: [join(LABEXTENSION, 'package.json')],
    run: () => node(BUILDER, '--core-package-file', CORE, '.')
  },
  {
    name: 'app',
    doing: 'Building JupyterLab itself',
    done: 'JupyterLab is built',
    inputs: ['extension/site/app', 'extension/site/app-config.mjs', LOCK],
    also: () => Object.keys(readJson(join(ROOT, 'package.json')).devDependencies),
    outputs: [join(SITE, 'build/entry.json')],
    run: async () => (await import('./app-config.mjs')).buildApp()
  },
  {
    name: 'site',
    doing: 'Putting the site together',
    done: 'the site is complete',
    inputs: ['labextension', 'notebooks', 'extension/site', 'dist/site/build/entry.json'],
    outputs: [join(SITE, 'lab/index.html'), join(SITE, 'build/schemas/all_federated.json')],
    run: assemble
  }
];

/**
 * Installs packages if there are none, then builds what is stale.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ folder: string, firstPage: string | null }>} the site, and the path of the course's first page
 */
export async function buildSite({ log = line => console.log(line) } = {}) {
  await install(log);
  const run = async (...names) => {
    for (const name of names)
      await runStage(
        STAGES.find(stage => stage.name === name),
        { log }
      );
  };
  await Promise.all([run('kernel', 'compile', 'labextension'), run('app')]);
  await run('site');
  return { folder: SITE, ...readJson(join(SITE, 'site.json')) };
}

async function install(log) {
  const isInstalled = existsSync(join(ROOT, 'node_modules/.package-lock.json'));
  if (isInstalled && existsSync(join(ROOT, BUILDER))) return;
  log('Installing packages (npm ci; about a minute, once) ...');
  const started = performance.now();
  await runProgram('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  log(`  done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const readJson = path => JSON.parse(readFileSync(path, 'utf8'));

async function assemble() {
  // Here, not above: they read packages, and what was compiled.
  const { schemasIn } = await import('./app-config.mjs');
  const { firstPage, writeContents } = await import('./contents.mjs');
  const kernels = await import('../../lib/kernel/jupyter/core/kernelspecs.js');
  const notebooks = writeContents(NOTEBOOKS, SITE, kernels);
  const { name, jupyterlab } = readJson(join(LABEXTENSION, 'package.json'));
  const installed = join(SITE, 'extensions', name);
  rmSync(installed, { recursive: true, force: true });
  cpSync(LABEXTENSION, installed, { recursive: true });
  writeJson('build/schemas/all_federated.json', schemasIn(join(LABEXTENSION, 'schemas')));
  writeJson('api/translations/all.json', {
    data: { en: { displayName: 'English', nativeName: 'English' } },
    message: ''
  });
  writeJson('api/translations/en.json', { data: {}, message: '' });
  const page = firstPage(notebooks);
  writeJson('site.json', { firstPage: page });
  writePages({ ...jupyterlab._build, name }, page);
}

function writePages(extension, page) {
  const app = join(ROOT, 'extension/site/app');
  const { entry } = readJson(join(SITE, 'build/entry.json'));
  const config = JSON.stringify(pageConfig(extension)).replaceAll('<', '\\u003c');
  const lab = readFileSync(join(app, 'lab.html'), 'utf8')
    .replace('CONFIG', () => config)
    .replace('ENTRY', entry);
  writeText('lab/index.html', lab);
  cpSync(join(app, 'favicon.svg'), join(SITE, 'favicon.svg'));
  const target = page === null ? 'lab/index.html' : `lab/index.html?path=${encodeURIComponent(page)}`;
  writeText(
    'index.html',
    `<!doctype html><meta charset="utf-8"><title>refscope</title>` +
      `<meta http-equiv="refresh" content="0; url=${target}"><a href="${target}">Open the course</a>\n`
  );
}

/** What the page is told; addresses are added when it is opened. */
function pageConfig(extension) {
  return {
    appName: 'refscope',
    appVersion: readJson(join(ROOT, 'package.json')).version,
    contentsAllJsonFile: 'all.json',
    defaultKernelName: 'refscope',
    exposeAppInBrowser: 'true',
    federated_extensions: [extension],
    disabledExtensions: [],
    mode: 'multiple-document',
    settingsOverrides: {
      '@jupyterlab/apputils-extension:themes': { 'adaptive-theme': true },
      '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
      '@jupyterlab/docmanager-extension:plugin': { autosaveInterval: 5, renameUntitledFileOnSave: false },
      '@jupyterlab/notebook-extension:tracker': { kernelShutdown: true, autoStartDefaultKernel: true }
    }
  };
}

function writeJson(path, value) {
  writeText(path, JSON.stringify(value));
}

function writeText(path, text) {
  const file = join(SITE, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
