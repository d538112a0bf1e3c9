/**
 * Sessions of this page and of the server behind one client.  A session may change sides when its kernel does: it
 * keeps the id that the page knows it by, and `moved` says which session it is now.
 */
import { SessionAPI, type ServerConnection, type Session } from '@jupyterlab/services';
import type { IKernelClient, IKernelSpecs, LiteSessionClient } from '@jupyterlite/services';

type Client = Session.ISessionAPIClient;

/** What may be changed of a session. */
type Change = Parameters<Client['update']>[0];

export class BothSessions implements Client {
  private readonly server: Client;
  /** Ids that the page uses to those their session has now. */
  private readonly moved = new Map<string, string>();

  constructor(
    private readonly page: LiteSessionClient,
    private readonly kernels: IKernelClient,
    private readonly specs: IKernelSpecs,
    readonly serverSettings: ServerConnection.ISettings
  ) {
    this.server = new SessionAPI.SessionAPIClient({ serverSettings });
  }

  async listRunning(): Promise<Session.IModel[]> {
    const ofServer = await this.server.listRunning();
    const running = [...ofServer, ...(await this.page.listRunning())];
    const known = new Map([...this.moved].map(([known, now]) => [now, known]));
    return running.map(model => ({ ...model, id: known.get(model.id) ?? model.id }));
  }

  async getModel(id: string): Promise<Session.IModel> {
    const now = this.moved.get(id) ?? id;
    const model = await (await this.ownerOf(now)).getModel(now);
    return { ...model, id };
  }

  startNew(options: Session.ISessionOptions): Promise<Session.IModel> {
    const kernel = options.kernel;
    const inPage = this.specs.factories.has(kernel?.name ?? '');
    return (inPage ? this.page : this.server).startNew(options);
  }

  async shutdown(id: string): Promise<void> {
    const now = this.moved.get(id) ?? id;
    const owner = await this.ownerOf(now);
    this.moved.delete(id);
    await owner.shutdown(now);
  }

  async update(change: Change): Promise<Session.IModel> {
    const { id } = change;
    const now = this.moved.get(id) ?? id;
    const owner = await this.ownerOf(now);
    const name = change.kernel?.id === undefined ? change.kernel?.name : undefined;
    const next = name === undefined ? owner : this.specs.factories.has(name) ? this.page : this.server;
    if (next !== owner) return this.move(change, now, owner, next);
    const before = owner === this.page ? await owner.getModel(now) : null;
    const model = await owner.update({ ...change, id: now });
    await this.endUnused(before?.kernel?.id, model.kernel?.id);
    return { ...model, id };
  }

  private async move(change: Change, now: string, owner: Client, next: Client): Promise<Session.IModel> {
    const { id } = change;
    const { path, name, type } = { ...(await owner.getModel(now)), ...change } as Session.IModel;
    const model = await next.startNew({ path, name, type, kernel: { name: change.kernel?.name ?? '' } });
    this.moved.set(id, model.id);
    await owner.shutdown(now);
    return { ...model, id };
  }

  /** The page's client leaves a kernel running when its session takes another. */
  private async endUnused(old: string | undefined, taken: string | undefined): Promise<void> {
    if (old === undefined || old === taken) return;
    const sessions = await this.page.listRunning();
    if (!sessions.some(({ kernel }) => kernel?.id === old)) await this.kernels.shutdown(old);
  }

  private async ownerOf(now: string): Promise<Client> {
    const inPage = (await this.page.listRunning()).some(({ id }) => id === now);
    return inPage ? this.page : this.server;
  }
}
