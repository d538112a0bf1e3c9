import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IPageKernels } from '../tokens.js';

export const kernelLifetime: JupyterFrontEndPlugin<void> = {
  id: 'refscope:kernel-lifetime',
  description:
    'Ends a process of this page when its notebook took another kernel, which not every host does.',
  autoStart: true,
  requires: [IPageKernels],
  optional: [INotebookTracker],
  activate: (
    { serviceManager: { sessions, kernels: manager } }: JupyterFrontEnd,
    kernels: IPageKernels,
    notebooks: INotebookTracker | null
  ) => {
    const endUnused = async (id: string): Promise<void> => {
      await sessions.refreshRunning();
      const isUsed = [...sessions.running()].some(({ kernel }) => kernel?.id === id);
      if (!isUsed && kernels.find(id) !== undefined) await manager.shutdown(id);
    };
    notebooks?.widgetAdded.connect((_, { sessionContext }) => {
      sessionContext.kernelChanged.connect((_, { oldValue }) => {
        if (oldValue !== null && kernels.find(oldValue.id) !== undefined) void endUnused(oldValue.id);
      });
    });
  }
};
