/**
 * Kernels of this page and of the server behind one client, for a JupyterLab that knows servers only.  What runs is
 * found by its id; a name decides only where a new kernel starts, and there the page comes first.
 */
import { KernelAPI, type Kernel, type ServerConnection } from '@jupyterlab/services';
import type { IKernelClient, IKernelSpecs } from '@jupyterlite/services';
import { WebSocket as PageSocket } from 'mock-socket';

export class BothKernels implements Kernel.IKernelAPIClient {
  readonly serverSettings: ServerConnection.ISettings;
  private readonly server: Kernel.IKernelAPIClient;
  private readonly idsOfPage = new Set<string>();

  constructor(
    private readonly page: IKernelClient,
    private readonly specs: IKernelSpecs,
    serverSettings: ServerConnection.ISettings
  ) {
    this.serverSettings = {
      ...serverSettings,
      WebSocket: socketOfEither(this.idsOfPage, serverSettings.WebSocket)
    };
    this.server = new KernelAPI.KernelAPIClient({ serverSettings });
    page.changed.connect((_, { type, key }) => {
      if (type === 'remove') this.idsOfPage.delete(key);
      else this.idsOfPage.add(key);
    });
  }

  async listRunning(): Promise<Kernel.IModel[]> {
    const ofServer = await this.server.listRunning();
    return [...ofServer, ...(await this.page.listRunning())];
  }

  getModel(id: string): Promise<Kernel.IModel | undefined> {
    return this.ownerOf(id).getModel(id);
  }

  startNew(options?: Parameters<Kernel.IKernelAPIClient['startNew']>[0]): Promise<Kernel.IModel> {
    const inPage = this.specs.factories.has(options?.name ?? '');
    return (inPage ? this.page : this.server).startNew(options);
  }

  restart(id: string): Promise<void> {
    return this.ownerOf(id).restart(id);
  }

  interrupt(id: string): Promise<void> {
    return this.ownerOf(id).interrupt(id);
  }

  shutdown(id: string): Promise<void> {
    return this.ownerOf(id).shutdown(id);
  }

  private ownerOf(id: string): Kernel.IKernelAPIClient {
    return this.idsOfPage.has(id) ? this.page : this.server;
  }
}

/** A `WebSocket` that stays in the page for the channels of the page's kernels. */
function socketOfEither(idsOfPage: ReadonlySet<string>, ServerSocket: typeof WebSocket): typeof WebSocket {
  return new Proxy(ServerSocket, {
    construct(target, args: [string, string[]]) {
      const id = /\/api\/kernels\/([^/?]+)\/channels/.exec(args[0])?.[1];
      const inPage = id !== undefined && idsOfPage.has(decodeURIComponent(id));
      return inPage ? new PageSocket(...args) : new target(...args);
    }
  });
}
