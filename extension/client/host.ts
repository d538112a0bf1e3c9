/** What kind of page we were loaded into: it decides whether we bring our own service managers. */
import { PageConfig } from '@jupyterlab/coreutils';

/** `lite`: JupyterLite, our site included; `hybrid`: JupyterLab with hybrid kernels; `lab`: any other JupyterLab. */
export type Host = 'lite' | 'hybrid' | 'lab';

const HYBRID = 'jupyterlab-hybrid-kernels';

export function currentHost(): Host {
  const config = document.getElementById('jupyter-config-data');
  if (config?.dataset['jupyterLiteRoot'] !== undefined) return 'lite';
  const extensions = JSON.parse(PageConfig.getOption('federated_extensions') || '[]') as { name: string }[];
  const installed = extensions.some(({ name }) => name === HYBRID);
  return installed && !PageConfig.Extension.isDisabled(HYBRID) ? 'hybrid' : 'lab';
}
