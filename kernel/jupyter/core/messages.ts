/** Jupyter messages as plain data, and how they are made.  Protocol 5.4. */

export const PROTOCOL_VERSION = '5.4';

export type Channel = 'shell' | 'control' | 'iopub' | 'stdin';

/** Content of a message: JSON, whose shape its `msg_type` decides. */
export type Content = Readonly<Record<string, unknown>>;

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly version: string;
}

export interface Message {
  readonly channel: Channel;
  readonly header: Header;
  /** The header of the request this answers; empty for a request. */
  readonly parent_header: Header | Readonly<Record<string, never>>;
  readonly metadata: Content;
  readonly content: Content;
}

/**
 * Makes the messages that answer `parent`.  They carry its session, as transports route by it, and ids that no other
 * kernel gives.
 */
export class MessageMaker {
  private count = 0;
  private readonly prefix = Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);

  make(
    parent: Message,
    channel: Channel,
    msgType: string,
    content: Content,
    metadata: Content = {}
  ): Message {
    return {
      channel,
      header: {
        msg_id: `${this.prefix}_${++this.count}`,
        msg_type: msgType,
        session: parent.header.session,
        username: 'kernel',
        date: new Date().toISOString(),
        version: PROTOCOL_VERSION
      },
      parent_header: parent.header,
      metadata,
      content
    };
  }
}

/** A field of `content` that must be text; `otherwise` where it is missing or something else. */
export function textField(content: Content, name: string, otherwise = ''): string {
  const value = content[name];
  return typeof value === 'string' ? value : otherwise;
}

/** A field of `content` that must be a finite number; `otherwise` where it is missing or something else. */
export function numberField(content: Content, name: string, otherwise: number): number {
  const value = content[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** A field of `content` that must be a boolean; `otherwise` where it is missing or something else. */
export function booleanField(content: Content, name: string, otherwise: boolean): boolean {
  const value = content[name];
  return typeof value === 'boolean' ? value : otherwise;
}
