/** When polling a server rests, as in JupyterLab's own managers: while disconnected, and while nobody looks. */
import type { IConnectionStatus } from '@jupyterlab/services';

export function standby(connection: IConnectionStatus | null): () => boolean | 'when-hidden' {
  return () => !connection?.isConnected || 'when-hidden';
}
