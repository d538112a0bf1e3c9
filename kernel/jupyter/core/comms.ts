/**
 * Comms.  One target exists: `refscope.realm`, over which a panel asks about addresses and graphs while a cell runs,
 * in the page as with a native kernel.  The data of a message is `{ id, question }`; of its answer `{ id, value }`.
 */
import type { Value } from '../../wire/events.js';
import { textField, type Content, type Message } from './messages.js';
import type { Ask } from './port.js';

export const REALM_TARGET = 'refscope.realm';

const ASKABLE: ReadonlySet<unknown> = new Set([
  'complete',
  'inspect',
  'isComplete',
  'describe',
  'graph',
  'audit'
]);

type Publish = (parent: Message, msgType: string, content: Content) => void;

export class Comms {
  /** Open comms, id to target. */
  private readonly open = new Map<string, string>();

  constructor(
    private readonly ask: (question: Ask) => Promise<Value | null>,
    private readonly publish: Publish
  ) {}

  /** The `comms` of a `comm_info_reply`; all of them when `target` is empty. */
  info(target: string): Content {
    const listed = [...this.open].filter(([, name]) => target === '' || name === target);
    return Object.fromEntries(listed.map(([id, target_name]) => [id, { target_name }]));
  }

  handle(message: Message): void {
    const id = textField(message.content, 'comm_id');
    switch (message.header.msg_type) {
      case 'comm_open': {
        const target = textField(message.content, 'target_name');
        if (target === REALM_TARGET) this.open.set(id, target);
        else this.publish(message, 'comm_close', { comm_id: id, data: {} });
        return;
      }
      case 'comm_close':
        this.open.delete(id);
        return;
      default:
        if (this.open.has(id)) this.onData(message, id);
    }
  }

  private onData(message: Message, comm_id: string): void {
    const data = message.content['data'] as { id?: unknown; question?: { type?: unknown } } | undefined;
    const question = data?.question;
    if (question === undefined || !ASKABLE.has(question.type)) return;
    void this.ask(question as Ask).then(value => {
      if (this.open.has(comm_id))
        this.publish(message, 'comm_msg', { comm_id, data: { id: data?.id, value } });
    });
  }
}
