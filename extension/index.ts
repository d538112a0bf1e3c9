/** The extension: which plugins a page gets.  Each is a file of `plugins/`, and only wires. */
import { currentHost } from './client/host.js';
import { failures } from './plugins/failures.js';
import { files } from './plugins/files.js';
import { graph } from './plugins/graph.js';
import { kernel } from './plugins/kernel.js';
import { kernelClient } from './plugins/kernel-client.js';
import { kernelLifetime } from './plugins/kernel-lifetime.js';
import { kernelManager } from './plugins/kernel-manager.js';
import { kernelSpecManager } from './plugins/kernel-spec-manager.js';
import { kernelSpecs } from './plugins/kernel-specs.js';
import { launcher } from './plugins/launcher.js';
import { sessionManager } from './plugins/session-manager.js';
import { versions } from './plugins/versions.js';

/** What JupyterLite and hybrid kernels bring by themselves: kernels in the page, beside those of a server. */
const managers = [kernelSpecs, kernelClient, kernelSpecManager, kernelManager, sessionManager];

export default [
  ...(currentHost() === 'lab' ? managers : []),
  kernel,
  kernelLifetime,
  files,
  launcher,
  versions,
  graph,
  failures
];
