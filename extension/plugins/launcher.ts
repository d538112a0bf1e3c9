import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import { DisposableDelegate } from '@lumino/disposable';

/** What our kernelspecs say of themselves, as the launcher's items carry it. */
interface IKernelMetadata {
  readonly refscope?: { readonly launcher?: boolean };
}

export const launcher: JupyterFrontEndPlugin<void> = {
  id: 'refscope:launcher',
  description:
    'Keeps the launcher short: one card for the default version, the others are in the version menu.',
  autoStart: true,
  optional: [ILauncher],
  activate: (_, launcher: ILauncher | null) => {
    if (launcher === null) return;
    const add = launcher.add.bind(launcher);
    launcher.add = item => {
      const metadata = item.metadata?.['kernel'] as IKernelMetadata | undefined;
      const isHidden = metadata?.refscope?.launcher === false;
      return isHidden ? new DisposableDelegate(() => undefined) : add(item);
    };
  }
};
