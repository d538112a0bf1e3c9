/**
 * The layer table of ARCHITECTURE.md: who may import whom.  Type-only imports count, and there is no cycle.
 */
const cpython = (...folders) => folders.map(folder => `^kernel/cpython/${folder}(/|\\.ts$)`);
const process = ['profiles', 'probe'];

/** Folder of kernel/cpython to the folders it may import, itself and `profiles`, `probe` aside. */
const below = {};
below.heap = [];
below.syntax = [];
below.process = ['heap'];
below.memory = ['heap', 'process'];
below.compile = ['syntax'];
below.object = ['heap', 'process', 'memory'];
below.include = [...below.object, 'object', 'compile/opcodes', 'compile/unit'];
below.abstract = [...below.include, 'include'];
below.gc = [...below.abstract, 'abstract'];
below.types = [...below.abstract, 'abstract'];
below.interp = [...below.types, 'types', 'gc', 'compile'];
below.modules = [...below.types, 'types', 'gc'];
below.inspect = [...below.gc, 'gc'];
below.record = [...below.gc, 'gc', 'inspect'];
below.lib = [];
below.session = [
  'heap',
  'syntax',
  'process',
  'memory',
  'compile',
  'object',
  'include',
  'gc',
  'abstract',
  'types'
].concat(['interp', 'modules', 'inspect', 'record', 'lib']);

const layers = Object.entries(below).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  comment: `kernel/cpython/${folder} may import ${[...process, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: cpython(folder) },
  to: { path: '^kernel/', pathNot: [...cpython(folder, ...process, ...allowed), ...wireFor(folder)] }
}));
function wireFor(folder) {
  return ['inspect', 'record', 'session'].includes(folder) ? ['^kernel/wire/'] : [];
}

const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^(kernel|extension)/', pathNot: [from, ...to] }
});

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-package-in-the-process',
      comment: 'the simulated process knows neither Node nor any package',
      severity: 'error',
      from: { path: '^kernel/(cpython|wire)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] }
    },
    only(
      'profiles-know-nothing',
      '^kernel/cpython/(profiles|probe)/',
      ['^kernel/cpython/(profiles|probe)/'],
      ''
    ),
    only('wire-knows-nothing', '^kernel/wire/', [], 'plain data'),
    ...layers,
    {
      name: 'types-by-family',
      comment: 'among types, only its own family: what another type needs is in include/ or abstract/',
      severity: 'error',
      from: { path: '^kernel/cpython/types/([a-z_]+)(/|\\.ts$)', pathNot: '/all\\.ts$' },
      to: { path: '^kernel/cpython/types/', pathNot: '^kernel/cpython/types/($1)([-/.])' }
    },
    only('grading', '^kernel/grading/', ['^kernel/wire/'], 'grading is pure'),
    only(
      'protocol',
      '^kernel/jupyter/core/',
      ['^kernel/wire/', '^kernel/cpython/profiles/'],
      'messages in, messages out'
    ),
    only(
      'command-line',
      '^kernel/(cli|jupyter/node)/',
      ['^kernel/(wire|grading|cli|jupyter)/', '^kernel/cpython/profiles/versions\\.ts$'],
      'the process only by the URL of its bundle'
    ),
    only(
      'extension',
      '^extension/',
      [
        '^kernel/(wire|grading|jupyter/core)/',
        '^kernel/jupyter/index\\.ts$',
        '^kernel/cpython/profiles/versions\\.ts$'
      ],
      'the process only by the URL of its bundle'
    )
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^lib/', '/generated/', '^extension/(python|site)/', '\\.test\\.(ts|mjs)$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.d.ts'] }
  }
};
