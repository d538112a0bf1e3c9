import {
  IConnectionStatus,
  IKernelManager,
  IServerSettings,
  ISessionManager,
  ServerConnection,
  SessionManager,
  type Kernel,
  type ServiceManagerPlugin,
  type Session
} from '@jupyterlab/services';
import { IKernelClient, IKernelSpecs, LiteSessionClient, type LiteKernelClient } from '@jupyterlite/services';
import { BothSessions } from '../client/both-sessions.js';
import { standby } from '../client/standby.js';

export const sessionManager: ServiceManagerPlugin<Session.IManager> = {
  id: 'refscope:session-manager',
  description: 'Keeps the sessions of the server and of this page.',
  autoStart: true,
  provides: ISessionManager,
  requires: [IKernelManager, IKernelClient, IKernelSpecs],
  optional: [IServerSettings, IConnectionStatus],
  activate: (
    _,
    kernelManager: Kernel.IManager,
    client: IKernelClient,
    specs: IKernelSpecs,
    settings: ServerConnection.ISettings | null,
    connection: IConnectionStatus | null
  ) => {
    const serverSettings = kernelManager.serverSettings ?? settings ?? ServerConnection.makeSettings();
    const ofPage = new LiteSessionClient({ kernelClient: client as LiteKernelClient, serverSettings });
    return new SessionManager({
      kernelManager,
      serverSettings,
      sessionAPIClient: new BothSessions(ofPage, client, specs, serverSettings),
      standby: standby(connection)
    });
  }
};
