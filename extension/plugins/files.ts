import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { isNeighbourFile, readNeighbourFiles } from '../client/neighbour-files.js';
import type { PageKernel } from '../client/page-kernel.js';
import { IPageKernels } from '../tokens.js';

export const files: JupyterFrontEndPlugin<void> = {
  id: 'refscope:files',
  description: 'Lets import find the Python files beside a notebook, as they were saved last.',
  autoStart: true,
  requires: [IPageKernels],
  activate: ({ serviceManager: { contents } }: JupyterFrontEnd, kernels: IPageKernels) => {
    const give = async (kernel: PageKernel): Promise<void> =>
      kernel.setFiles(await readNeighbourFiles(contents, kernel.location));
    kernels.started.connect((_, kernel) => kernel.waitFor(give(kernel)));
    contents.fileChanged.connect((_, { newValue, oldValue }) => {
      for (const kernel of kernels.running()) {
        const paths = [newValue?.path, oldValue?.path];
        const isNear = paths.some(path => path !== undefined && isNeighbourFile(path, kernel.location));
        if (isNear) void give(kernel);
      }
    });
  }
};
