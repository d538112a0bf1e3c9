/** Where our plugins meet. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { PageKernel } from './client/page-kernel.js';

/** The simulated processes that run in this page. */
export interface IPageKernels {
  /** A kernel was started or restarted. */
  readonly started: ISignal<IPageKernels, PageKernel>;
  /** A kernel needs a restart. */
  readonly trouble: ISignal<IPageKernels, IPageKernels.ITrouble>;
  /** Undefined when the kernel runs on a server. */
  find(id: string): PageKernel | undefined;
  /** Those that run, in no order. */
  running(): Iterable<PageKernel>;
}

export namespace IPageKernels {
  export interface ITrouble {
    readonly kernelId: string;
    /** `failed`: a mistake of ours ended it; `stuck`: it does not react to an interrupt. */
    readonly kind: 'failed' | 'stuck';
    readonly message: string;
  }
}

export const IPageKernels = new Token<IPageKernels>(
  'refscope:IPageKernels',
  'The simulated processes that run in this page.'
);
