import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { specNamed } from '../../kernel/jupyter/core/kernelspecs.js';
import { KernelGraphHost } from '../client/graph-host.js';
import { rendererFactoryFor } from '../graph/mime.js';

export const graph: JupyterFrontEndPlugin<void> = {
  id: 'refscope:graph',
  description: 'Lets the object graphs of a notebook ask its kernel for more of the heap.',
  autoStart: true,
  optional: [INotebookTracker],
  activate: (_, notebooks: INotebookTracker | null) => {
    notebooks?.widgetAdded.connect((_, { content, sessionContext }) => {
      const host = new KernelGraphHost(sessionContext);
      content.rendermime.addFactory(
        rendererFactoryFor({
          neighbours: address => {
            const isOurs = specNamed(sessionContext.session?.kernel?.name ?? '') !== undefined;
            return isOurs ? host.neighbours(address) : Promise.resolve(null);
          }
        })
      );
    });
  }
};
