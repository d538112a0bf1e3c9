/** The one thing the kernel asks of its loader: where it was loaded from. */
interface ImportMeta {
  readonly url: string;
}
