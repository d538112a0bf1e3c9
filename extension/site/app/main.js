/** Makes the JupyterLab app from the extensions that were built in and those that were loaded. */
import { JupyterLab } from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import { IServiceManager } from '@jupyterlab/services';
import { PluginRegistry } from '@lumino/coreutils';
import { extensions, mimeExtensions } from './extensions.js';
import './style.js';

/** Plugins that want a server, or that another plugin replaces in a page without one. */
const DISABLED = new Set([
  '@jupyterlab/application-extension:logo',
  '@jupyterlab/application-extension:main',
  '@jupyterlab/application-extension:router',
  '@jupyterlab/application-extension:tree-resolver',
  '@jupyterlab/apputils-extension:announcements',
  '@jupyterlab/apputils-extension:licenses-client',
  '@jupyterlab/apputils-extension:resolver',
  '@jupyterlab/docmanager-extension:download',
  '@jupyterlab/filebrowser-extension:download',
  '@jupyterlab/filebrowser-extension:share-file',
  '@jupyterlab/help-extension:about',
  '@jupyterlab/lsp-extension:plugin',
  '@jupyterlab/services-extension:config-section-manager',
  '@jupyterlab/services-extension:connection-status',
  '@jupyterlab/services-extension:default-drive',
  '@jupyterlab/services-extension:event-manager',
  '@jupyterlab/services-extension:kernel-manager',
  '@jupyterlab/services-extension:kernel-spec-manager',
  '@jupyterlab/services-extension:nbconvert-manager',
  '@jupyterlab/services-extension:session-manager',
  '@jupyterlab/services-extension:setting-manager',
  '@jupyterlab/services-extension:user-manager',
  '@jupyterlab/services-extension:workspace-manager',
  '@jupyterlite/application-extension:logo',
  '@jupyterlite/application-extension:service-worker-manager'
]);

/** The plugins of a module that nobody disabled, each with the package it came from. */
function pluginsOf([name, module]) {
  const exported = Object.hasOwn(module, 'default') ? module.default : module;
  return [exported]
    .flat()
    .filter(({ id }) => !DISABLED.has(id) && !PageConfig.Extension.isDisabled(id))
    .map(plugin => ({ ...plugin, extension: name }));
}

async function loaded(name, exposed) {
  const factory = await window._JUPYTERLAB[name].get(exposed);
  return [name, factory()];
}

/** Extensions that were loaded, by what they expose; one that fails is reported and left out. */
async function loadedModules(kind) {
  const listed = JSON.parse(PageConfig.getOption('federated_extensions') || '[]').filter(
    entry => entry[kind]
  );
  const results = await Promise.allSettled(listed.map(entry => loaded(entry.name, entry[kind])));
  for (const { reason } of results) if (reason !== undefined) console.error(reason);
  return results.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
}

/** Keeps the open file in the page's address, so that a reload or a bookmark comes back to it. */
function followPath({ shell }) {
  shell.currentPathChanged.connect((_, { newValue }) => {
    const url = new URL(location.href);
    if (newValue) url.searchParams.set('path', newValue);
    else url.searchParams.delete('path');
    history.replaceState(null, '', url);
  });
}

export async function main() {
  const [modules, mimeModules] = await Promise.all([
    loadedModules('extension'),
    loadedModules('mimeExtension'),
    loadedModules('style')
  ]);
  const plugins = [...extensions, ...modules].flatMap(pluginsOf);
  const mimePlugins = [...mimeExtensions, ...mimeModules].flatMap(pluginsOf);
  const pluginRegistry = new PluginRegistry();
  pluginRegistry.registerPlugins(plugins);
  const serviceManager = await pluginRegistry.resolveRequiredService(IServiceManager);
  const app = new JupyterLab({
    pluginRegistry,
    serviceManager,
    mimeExtensions: mimePlugins,
    availablePlugins: [...plugins, ...mimePlugins]
  });
  app.name = PageConfig.getOption('appName');
  if (PageConfig.getOption('exposeAppInBrowser') === 'true') window.jupyterapp = app;
  followPath(app);
  await app.start({ bubblingKeydown: true });
  await app.restored;
}
