/** The notebook toolbar's choice of a CPython: shows which one runs, and switches by changing the kernel. */
import { showErrorMessage, type ISessionContext } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownEmptyIcon } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { DEFAULT_SPEC, specNamed, VERSIONS } from '../../kernel/jupyter/core/kernelspecs.js';

export class VersionMenu extends Widget {
  private readonly select = document.createElement('select');
  private isChanging = false;

  constructor(
    private readonly context: ISessionContext,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-refscope-VersionMenu');
    const label = document.createElement('label');
    label.append('CPython ', this.wrapped());
    label.title = trans.__(
      'The CPython that this notebook simulates. Another one starts afresh: variables are lost.'
    );
    this.node.append(label);
    this.select.setAttribute('aria-label', trans.__('CPython version'));
    for (const python of [...VERSIONS].reverse()) {
      const name = python === DEFAULT_SPEC.python ? DEFAULT_SPEC.name : `${DEFAULT_SPEC.name}-${python}`;
      this.select.add(new Option(python, name));
    }
    context.kernelChanged.connect(this.refresh, this);
    context.statusChanged.connect(this.refresh, this);
    this.refresh();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.select.addEventListener('change', this);
  }

  protected override onBeforeDetach(message: Message): void {
    this.select.removeEventListener('change', this);
    super.onBeforeDetach(message);
  }

  /** Called by the browser for the events we listen to. */
  handleEvent(event: globalThis.Event): void {
    if (event.type === 'change') void this.change(this.select.value);
  }

  /** JupyterLab's look of a `select` in a toolbar. */
  private wrapped(): HTMLElement {
    const wrapper = document.createElement('span');
    wrapper.className = 'jp-HTMLSelect jp-DefaultStyle';
    const icon = caretDownEmptyIcon.element({ tag: 'span' });
    wrapper.append(this.select, icon);
    return wrapper;
  }

  private refresh(): void {
    if (this.isDisposed || this.isChanging) return;
    const name = this.context.session?.kernel?.name ?? this.context.kernelPreference.name ?? '';
    const spec = specNamed(name);
    this.setHidden(spec === undefined);
    if (spec === undefined) return;
    const option = [...this.select.options].find(({ text }) => text === spec.python);
    if (option !== undefined) this.select.value = option.value;
  }

  private async change(name: string): Promise<void> {
    if (this.isChanging) return;
    this.isChanging = true;
    this.select.setAttribute('aria-busy', 'true'); // disabled, it would lose the focus
    try {
      // Ended first: some hosts cannot hand a session from one kernel to another, others leave the old one running.
      await this.context.shutdown();
      await this.context.changeKernel({ name });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void showErrorMessage(this.trans.__('The version could not be changed'), reason);
    } finally {
      this.isChanging = false;
      this.select.removeAttribute('aria-busy');
      this.refresh();
    }
  }
}
