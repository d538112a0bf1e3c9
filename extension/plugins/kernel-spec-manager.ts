import {
  IConnectionStatus,
  IKernelSpecManager,
  IServerSettings,
  KernelSpecManager,
  ServerConnection,
  type KernelSpec,
  type ServiceManagerPlugin
} from '@jupyterlab/services';
import { IKernelSpecs } from '@jupyterlite/services';
import { BothSpecs } from '../client/both-specs.js';
import { standby } from '../client/standby.js';

export const kernelSpecManager: ServiceManagerPlugin<KernelSpec.IManager> = {
  id: 'refscope:kernel-spec-manager',
  description: 'Lists the kernels of the server and of this page.',
  autoStart: true,
  provides: IKernelSpecManager,
  requires: [IKernelSpecs],
  optional: [IServerSettings, IConnectionStatus],
  activate: (
    _,
    specs: IKernelSpecs,
    settings: ServerConnection.ISettings | null,
    connection: IConnectionStatus | null
  ) => {
    const serverSettings = settings ?? ServerConnection.makeSettings();
    const manager = new KernelSpecManager({
      serverSettings,
      kernelSpecAPIClient: new BothSpecs(specs, serverSettings),
      standby: standby(connection)
    });
    specs.changed.connect(() => void manager.refreshSpecs());
    return manager;
  }
};
