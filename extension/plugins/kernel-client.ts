import { IServerSettings, type ServerConnection, type ServiceManagerPlugin } from '@jupyterlab/services';
import { IKernelClient, IKernelSpecs, LiteKernelClient } from '@jupyterlite/services';

export const kernelClient: ServiceManagerPlugin<IKernelClient> = {
  id: 'refscope:kernel-client',
  description: 'Starts and ends the kernels of this page.',
  autoStart: true,
  provides: IKernelClient,
  requires: [IKernelSpecs],
  optional: [IServerSettings],
  activate: (_, specs: IKernelSpecs, serverSettings: ServerConnection.ISettings | null) =>
    new LiteKernelClient({ kernelSpecs: specs, ...(serverSettings && { serverSettings }) })
};
