/** The kernels of this page: how they are offered, and which of them run. */
import type { KernelSpec } from '@jupyterlab/services';
import type { IKernel, IKernelClient, IKernelSpecs } from '@jupyterlite/services';
import { Signal, type ISignal } from '@lumino/signaling';
import { DEFAULT_SPEC, SPECS, type Spec } from '../../kernel/jupyter/core/kernelspecs.js';
import type { IPageKernels } from '../tokens.js';
import { LOGO } from './logo.js';
import { PageKernel } from './page-kernel.js';

export class PageKernels implements IPageKernels {
  private readonly kernels = new Map<string, PageKernel>();
  private readonly _started = new Signal<this, PageKernel>(this);
  private readonly _trouble = new Signal<this, IPageKernels.ITrouble>(this);

  get started(): ISignal<this, PageKernel> {
    return this._started;
  }

  get trouble(): ISignal<this, IPageKernels.ITrouble> {
    return this._trouble;
  }

  find(id: string): PageKernel | undefined {
    return this.kernels.get(id);
  }

  running(): Iterable<PageKernel> {
    return this.kernels.values();
  }

  /** Offers one kernel per version. */
  register(specs: IKernelSpecs): void {
    for (const spec of SPECS) {
      specs.register({
        spec: specModel(spec),
        create: options => Promise.resolve(this.start(options, spec.python))
      });
    }
  }

  /** Makes the page's client pass interrupts on; by itself it only drops what was not delivered yet. */
  takeInterrupts(client: IKernelClient): void {
    const interrupt = client.interrupt.bind(client);
    client.interrupt = async id => {
      this.kernels.get(id)?.interrupt();
      await interrupt(id);
    };
  }

  private start(options: IKernel.IOptions, python: string): PageKernel {
    const kernel = new PageKernel(options, python);
    this.kernels.set(kernel.id, kernel);
    kernel.failed.connect((_, message) =>
      this._trouble.emit({ kernelId: kernel.id, kind: 'failed', message })
    );
    kernel.stuck.connect(() => this._trouble.emit({ kernelId: kernel.id, kind: 'stuck', message: '' }));
    kernel.disposed.connect(() => {
      if (this.kernels.get(kernel.id) === kernel) this.kernels.delete(kernel.id);
    });
    this._started.emit(kernel);
    return kernel;
  }
}

function specModel({ name, displayName }: Spec): KernelSpec.ISpecModel {
  return {
    name,
    display_name: displayName,
    language: 'python',
    argv: [],
    env: {},
    interrupt_mode: 'message',
    resources: { 'logo-svg': LOGO, 'logo-64x64': LOGO, 'logo-32x32': LOGO },
    metadata: { refscope: { launcher: name === DEFAULT_SPEC.name } }
  };
}
