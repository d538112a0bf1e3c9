/** How the JupyterLab app itself is bundled: from npm packages alone, extensible as an installed JupyterLab is. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT, SITE } from './paths.mjs';

const require = createRequire(import.meta.url);
const APP = join(ROOT, 'extension/site/app');
const BUILD = join(SITE, 'build');
/** Beside the packages, so that the generated entry resolves them. */
const ENTRY = join(ROOT, '.cache/site/app');

const readJson = path => JSON.parse(readFileSync(path, 'utf8'));
// Never `require.resolve('<name>/package.json')`: it fails for packages with `exports`.
const packageOf = name => readJson(join(ROOT, 'node_modules', name, 'package.json'));
const isInstalled = name => existsSync(join(ROOT, 'node_modules', name, 'package.json'));

/** What the app is made of: every JupyterLab and JupyterLite extension among our development dependencies. */
function extensionNames() {
  const { devDependencies } = readJson(join(ROOT, 'package.json'));
  return Object.keys(devDependencies).filter(name => /^@jupyterl(ab|ite)\/.*-extension$/.test(name));
}

/** Beyond JupyterLab's own, packages of which a page must have one copy. */
const SINGLETONS = [
  '@jupyterlite/application',
  '@jupyterlite/apputils',
  '@jupyterlite/localforage',
  '@jupyterlite/services',
  'mock-socket'
];

/** Packages that extensions share with the app, by the versions that are installed. */
function sharedPackages() {
  const core = readJson(join(ROOT, 'node_modules/@jupyterlab/core-meta/core.package.json'));
  const singletons = new Set([...core.jupyterlab.singletonPackages, ...SINGLETONS]);
  const names = new Set([...Object.keys(core.resolutions), ...Object.keys(core.dependencies), ...singletons]);
  for (const name of extensionNames()) names.add(name);
  return Object.fromEntries(
    [...names].filter(isInstalled).map(name => {
      const { version } = packageOf(name);
      return [name, { version, requiredVersion: `^${version}`, singleton: singletons.has(name) }];
    })
  );
}

/** Writes the module that imports every extension, and the bootstrap beside it. */
function writeEntry() {
  mkdirSync(ENTRY, { recursive: true });
  const names = extensionNames();
  const lines = [];
  const table = { extension: [], mimeExtension: [] };
  for (const name of names) {
    const { jupyterlab = {} } = packageOf(name);
    for (const kind of Object.keys(table)) {
      const entry = jupyterlab[kind];
      if (entry === undefined || entry === false) continue;
      const variable = `module${lines.length}`;
      lines.push(`import * as ${variable} from '${entry === true ? name : `${name}/${entry}`}';`);
      table[kind].push(`['${name}', ${variable}]`);
    }
  }
  lines.push(`export const extensions = [${table.extension.join(', ')}];`);
  lines.push(`export const mimeExtensions = [${table.mimeExtension.join(', ')}];`);
  // Without it our own `sideEffects` would hold here, and the style sheets be left out as unused.
  writeFileSync(join(ENTRY, 'package.json'), JSON.stringify({ sideEffects: true }));
  writeFileSync(join(ENTRY, 'extensions.js'), `${lines.join('\n')}\n`);
  for (const name of readdirSync(APP)) {
    if (name.endsWith('.js')) cpSync(join(APP, name), join(ENTRY, name));
  }
}

/** Bundles the app into the site's `build` folder. */
export async function buildApp() {
  const { rspack } = require('@rspack/core');
  const { Build, WPPlugin } = require('@jupyter/builder');
  const base = require('@jupyter/builder/lib/webpack.config.base');
  rmSync(BUILD, { recursive: true, force: true });
  mkdirSync(BUILD, { recursive: true });
  writeEntry();
  const themes = Build.ensureAssets({
    packageNames: extensionNames(),
    output: ENTRY,
    schemaOutput: BUILD,
    themeOutput: BUILD
  });
  const app = {
    ...base,
    mode: 'production',
    devtool: false,
    performance: false,
    entry: { bundle: join(ENTRY, 'bootstrap.js') },
    output: {
      path: BUILD,
      publicPath: 'auto',
      filename: '[name].[contenthash:8].js',
      chunkFilename: '[name].[contenthash:8].js',
      assetModuleFilename: '[name].[contenthash:8][ext]',
      library: { type: 'var', name: ['_JUPYTERLAB', 'CORE_OUTPUT'] },
      hashFunction: 'xxhash64'
    },
    resolve: { ...base.resolve, fallback: { ...base.resolve.fallback, util: false } },
    ignoreWarnings: [{ module: /mathjax-full/ }, { message: /license-webpack-plugin/ }],
    optimization: {
      splitChunks: {
        chunks: 'all',
        // One file in place of a hundred small ones, all of which every page needs.
        cacheGroups: { core: { test: /node_modules[\\/]@(jupyterlab|lumino)[\\/]/, name: 'core' } }
      }
    },
    module: {
      rules: [
        ...base.module.rules,
        // Browsers take the woff2; the other formats need not be copied.
        {
          test: /fontawesome-free.*\.(svg|eot|ttf|woff)$/,
          type: 'asset/resource',
          generator: { emit: false }
        },
        { resourceQuery: /raw/, type: 'asset/source' },
        { resourceQuery: /text/, type: 'asset/resource', generator: { filename: '[name][ext]' } }
      ]
    },
    plugins: [
      ...base.plugins,
      // The plugin that extensions are built with, too.
      new rspack.container.ModuleFederationPluginV1({
        library: { type: 'var', name: ['_JUPYTERLAB', 'CORE_LIBRARY_FEDERATION'] },
        name: 'CORE_FEDERATION',
        shared: sharedPackages()
      }),
      // Writes third-party-licenses.json beside the bundles.
      new WPPlugin.JSONLicenseWebpackPlugin({})
    ]
  };
  const [main] = await compile(rspack, [app, ...themes]);
  writeSchemas();
  const entry = main.assets.map(({ name }) => name).find(name => /^bundle\..*\.js$/.test(name));
  writeFileSync(join(BUILD, 'entry.json'), JSON.stringify({ entry }));
}

function compile(rspack, configs) {
  return new Promise((resolve, reject) => {
    const compiler = rspack(configs);
    compiler.run((failure, stats) => {
      const done = () =>
        failure !== null
          ? reject(failure)
          : stats.hasErrors()
            ? reject(new Error(stats.toString({ preset: 'errors-only' })))
            : resolve(stats.toJson({ all: false, assets: true }).children);
      compiler.close(done);
    });
  });
}

/** All settings schemas in one file, as a page without a server wants them. */
function writeSchemas() {
  writeFileSync(join(BUILD, 'schemas/all.json'), JSON.stringify(schemasIn(join(BUILD, 'schemas'))));
}

/** Settings of every schema under a folder of packages, scoped names included. */
export function schemasIn(folder) {
  const packages = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map(inner => `${name}/${inner}`) : [name]
    );
  return packages.sort().flatMap(name => {
    const { version } = readJson(join(folder, name, 'package.json.orig'));
    return readdirSync(join(folder, name))
      .filter(file => file.endsWith('.json'))
      .map(file => ({
        id: `${name}:${file.slice(0, -'.json'.length)}`,
        raw: '{}',
        schema: readJson(join(folder, name, file)),
        settings: {},
        version
      }));
  });
}
