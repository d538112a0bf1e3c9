/** Kernelspecs of the server and of this page in one list; where both have a name, the page's is used. */
import { KernelSpecAPI, type KernelSpec, type ServerConnection } from '@jupyterlab/services';
import type { IKernelSpecs } from '@jupyterlite/services';

export class BothSpecs implements KernelSpec.IKernelSpecAPIClient {
  private readonly server: KernelSpec.IKernelSpecAPIClient;

  constructor(
    private readonly page: IKernelSpecs,
    readonly serverSettings: ServerConnection.ISettings
  ) {
    this.server = new KernelSpecAPI.KernelSpecAPIClient({ serverSettings });
  }

  async get(): Promise<KernelSpec.ISpecModels> {
    const ofServer = await this.server.get();
    const ofPage = this.page.specs;
    return {
      default: ofServer.default || ofPage?.default || '',
      kernelspecs: { ...ofServer.kernelspecs, ...ofPage?.kernelspecs }
    };
  }
}
