import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Notification, type ISessionContext } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IPageKernels } from '../tokens.js';

/** A notebook or a console: only its own connection can bring it back after a restart. */
interface IDocumentWithKernel {
  readonly sessionContext: ISessionContext;
}

export const failures: JupyterFrontEndPlugin<void> = {
  id: 'refscope:failures',
  description: 'Offers a restart when a kernel has failed or does not react.',
  autoStart: true,
  requires: [IPageKernels],
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, kernels: IPageKernels, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load('refscope');
    const open = new Map<string, string>();
    kernels.started.connect((_, { id }) => {
      Notification.dismiss(open.get(id) ?? '');
      open.delete(id);
    });
    kernels.trouble.connect((_, { kernelId, kind }) => {
      if (open.has(kernelId)) return;
      const message =
        kind === 'failed'
          ? trans.__('The kernel stopped because of a mistake in refscope. The cell says where.')
          : trans.__('The cell does not react to the interrupt. A restart ends it; variables are lost.');
      const restart = (): void => void app.commands.execute('refscope:restart-kernel', { kernelId });
      const options = {
        autoClose: false as const,
        actions: [{ label: trans.__('Restart Kernel'), callback: restart }]
      };
      const show = kind === 'failed' ? Notification.error : Notification.warning;
      open.set(kernelId, show(message, options));
    });
    app.commands.addCommand('refscope:restart-kernel', {
      label: trans.__('Restart This Kernel'),
      describedBy: {
        args: {
          type: 'object',
          properties: { kernelId: { type: 'string', description: 'Id of the kernel to restart.' } },
          required: ['kernelId']
        }
      },
      execute: async ({ kernelId }) => {
        for (const widget of app.shell.widgets('main')) {
          const { sessionContext } = widget as Partial<IDocumentWithKernel>;
          if (sessionContext?.session?.kernel?.id === kernelId) return sessionContext?.restartKernel();
        }
        return undefined;
      }
    });
  }
};
