import {
  IConnectionStatus,
  IKernelManager,
  IServerSettings,
  KernelManager,
  ServerConnection,
  type Kernel,
  type ServiceManagerPlugin
} from '@jupyterlab/services';
import { IKernelClient, IKernelSpecs } from '@jupyterlite/services';
import { BothKernels } from '../client/both-kernels.js';
import { BothSpecs } from '../client/both-specs.js';
import { standby } from '../client/standby.js';

export const kernelManager: ServiceManagerPlugin<Kernel.IManager> = {
  id: 'refscope:kernel-manager',
  description: 'Runs kernels of the server and of this page.',
  autoStart: true,
  provides: IKernelManager,
  requires: [IKernelClient, IKernelSpecs],
  optional: [IServerSettings, IConnectionStatus],
  activate: (
    _,
    client: IKernelClient,
    specs: IKernelSpecs,
    settings: ServerConnection.ISettings | null,
    connection: IConnectionStatus | null
  ) => {
    const kernelAPIClient = new BothKernels(client, specs, settings ?? ServerConnection.makeSettings());
    const { serverSettings } = kernelAPIClient;
    return new KernelManager({
      serverSettings,
      kernelAPIClient,
      kernelSpecAPIClient: new BothSpecs(specs, serverSettings),
      standby: standby(connection)
    });
  }
};
