import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IKernelClient, IKernelSpecs } from '@jupyterlite/services';
import { PageKernels } from '../client/page-kernels.js';
import { IPageKernels } from '../tokens.js';

export const kernel: JupyterFrontEndPlugin<IPageKernels> = {
  id: 'refscope:kernel',
  description: 'Offers the simulated CPythons as kernels that run in this page.',
  autoStart: true,
  provides: IPageKernels,
  optional: [IKernelSpecs, IKernelClient],
  activate: (_, specs: IKernelSpecs | null, client: IKernelClient | null) => {
    const kernels = new PageKernels();
    if (client !== null) kernels.takeInterrupts(client);
    if (specs !== null) kernels.register(specs);
    return kernels;
  }
};
