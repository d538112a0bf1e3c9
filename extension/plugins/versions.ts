import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { VersionMenu } from '../client/version-menu.js';

export const versions: JupyterFrontEndPlugin<void> = {
  id: 'refscope:versions',
  description: 'Shows in the notebook toolbar which CPython is simulated, and lets it be changed.',
  autoStart: true,
  optional: [IToolbarWidgetRegistry, ITranslator],
  activate: (_, toolbars: IToolbarWidgetRegistry | null, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load('refscope');
    toolbars?.addFactory<NotebookPanel>('Notebook', 'refscopeVersion', panel => {
      return new VersionMenu(panel.sessionContext, trans);
    });
  }
};
