#!/usr/bin/env node
/**
 * Bundles the kernel (one ES module, loaded by its URL) and the command line.
 *
 *   node kernel/build/bundle.mjs [kernel] [folded] [cli] [tests] [--minify] [--no-inline] [--out DIR]
 *
 * Beside the kernel goes the standard library of every version.  `folded` makes, from the kernel's bundle, one for each
 * version that runs faster (fold.mjs); a new kernel without them removes the old ones.
 * Rolldown keeps `const`: V8 then folds offsets and rules that depend on the version, as a C compiler would.
 */
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { foldBundle } from './fold.mjs';
import { inlineFields } from './inline-fields.mjs';
import { packLibraries } from './pack-lib.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minify: { type: 'boolean', default: false },
    'no-inline': { type: 'boolean', default: false },
    out: { type: 'string', default: join(root, 'lib') }
  }
});

const kernelPlugins = options['no-inline'] ? [] : [inlineFields()];

/** What is bundled, by name. */
const targets = {
  kernel: {
    input: join(root, 'kernel/cpython/worker.ts'),
    platform: 'neutral',
    external: [],
    plugins: kernelPlugins,
    output: { file: join(options.out, 'kernel/refscope.worker.bundle.js'), codeSplitting: false }
  },
  cli: {
    input: join(root, 'kernel/cli/refscope.ts'),
    platform: 'node',
    external: [/^node:/, /^\.\.\/kernel\//],
    plugins: [],
    output: {
      dir: join(options.out, 'cli'),
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js'
    }
  },
  tests: {
    input: join(root, 'test/conformance/program.ts'),
    platform: 'node',
    external: [/^node:/],
    plugins: [],
    output: { file: join(options.out, 'test/program.js'), codeSplitting: false }
  }
};

const wanted = positionals.length === 0 ? [...Object.keys(targets), 'folded'] : positionals;

for (const name of wanted.filter(name => name !== 'folded')) {
  const target = targets[name];
  if (target === undefined) {
    console.error(`bundle.mjs: no target ${name}; there are ${Object.keys(targets).join(', ')}, folded`);
    process.exit(2);
  }
  const started = performance.now();
  const build = await rolldown({
    input: target.input,
    platform: target.platform,
    external: target.external,
    plugins: target.plugins,
    tsconfig: false,
    moduleTypes: { '.py': 'text' },
    transform: { target: 'es2022' },
    // files are imported for what they declare, and package.json's sideEffects speaks of the extension
    treeshake: { moduleSideEffects: () => true }
  });
  const { output } = await build.write({
    ...target.output,
    format: 'esm',
    sourcemap: true,
    minify: options.minify ? { mangle: { toplevel: true } } : false
  });
  await build.close();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const chunk of output.filter(o => o.type === 'chunk')) {
    const file = join(target.output.dir ?? dirname(target.output.file), chunk.fileName);
    const size = kilobytes(statSync(file).size);
    const zipped = kilobytes(gzipSync(readFileSync(file)).length);
    console.log(`${relative(root, file)}: ${size} (gzip ${zipped}), ${seconds} s`);
  }
}

if (wanted.includes('kernel')) {
  const started = performance.now();
  const sizes = packLibraries(join(options.out, 'kernel'));
  console.log(`standard library: ${sizes}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

if (wanted.includes('kernel') || wanted.includes('folded')) {
  const folder = join(options.out, 'kernel');
  for (const file of readdirSync(folder))
    if (/^refscope-.*\.bundle\.js$/.test(file)) rmSync(join(folder, file));
}
if (wanted.includes('folded')) {
  const folder = join(options.out, 'kernel');
  const plain = join(folder, 'refscope.worker.bundle.js');
  const { versions } = await import(pathToFileURL(plain).href);
  for (const { key } of versions) {
    const started = performance.now();
    const folded = await foldBundle(readFileSync(plain, 'utf8'), key, join(folder, 'folding.js'));
    const file = join(folder, `refscope-${key}.bundle.js`);
    writeFileSync(file, folded);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${relative(root, file)}: ${kilobytes(folded.length)} (gzip ${kilobytes(gzipSync(folded).length)}), ${seconds} s`
    );
  }
}

function kilobytes(count) {
  return `${(count / 1024).toFixed(1)} KB`;
}
