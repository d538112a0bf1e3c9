import type { ServiceManagerPlugin } from '@jupyterlab/services';
import { IKernelSpecs, KernelSpecs } from '@jupyterlite/services';

export const kernelSpecs: ServiceManagerPlugin<IKernelSpecs> = {
  id: 'refscope:kernel-specs',
  description: 'Knows the kernels of this page, in a JupyterLab that knows servers only.',
  autoStart: true,
  provides: IKernelSpecs,
  activate: () => new KernelSpecs()
};
