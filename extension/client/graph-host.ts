/** Answers a graph's questions about neighbours by asking the kernel of its notebook. */
import type { ISessionContext } from '@jupyterlab/apputils';
import type { KernelMessage } from '@jupyterlab/services';
import { GRAPH_MIME, type Graph } from '../../kernel/wire/graph.js';
import { mergeGraphs } from '../graph/model.js';
import type { IGraphHost } from '../graph/view.js';
import { RealmQuestions } from './ask.js';

/** How many objects one question brings in, each way. */
const LIMIT = 40;

export class KernelGraphHost implements IGraphHost {
  /** Addresses that the kernel has told since it started: in an older output, the same number is another object. */
  private readonly known = new Set<number>();
  private questions: RealmQuestions | null = null;

  constructor(private readonly context: ISessionContext) {
    context.kernelChanged.connect(() => this.forget());
    context.statusChanged.connect((_, status) => {
      if (status === 'restarting' || status === 'dead') this.forget();
    });
    context.iopubMessage.connect((_, message) => this.listen(message));
  }

  /** Null when the object is gone, or was another kernel's. */
  async neighbours(address: number): Promise<Graph | null> {
    if (!this.known.has(address)) return null;
    const referents = await this.ask(address, 'references');
    const referrers = await this.ask(address, 'referrers');
    const graph = referents !== null && referrers !== null ? mergeGraphs(referents, referrers) : null;
    if (graph !== null) this.learn(graph);
    return graph;
  }

  private async ask(address: number, direction: 'references' | 'referrers'): Promise<Graph | null> {
    const kernel = this.context.session?.kernel;
    if (kernel === null || kernel === undefined) return null;
    this.questions ??= new RealmQuestions(kernel);
    const question = { type: 'graph', roots: [address], direction, depth: 1, limit: LIMIT } as const;
    const value = await this.questions.ask(question);
    return value?.type === 'graph' ? value.graph : null;
  }

  private listen({ header, content }: KernelMessage.IMessage): void {
    if (header.msg_type !== 'display_data' && header.msg_type !== 'execute_result') return;
    const graph = (content as KernelMessage.IDisplayDataMsg['content']).data[GRAPH_MIME] as unknown as
      Graph | undefined;
    if (graph !== undefined) this.learn(graph);
  }

  private learn(graph: Graph): void {
    for (const { address } of graph.nodes) this.known.add(address);
  }

  private forget(): void {
    this.known.clear();
    this.questions = null;
  }
}
