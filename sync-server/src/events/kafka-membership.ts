import type { Consumer as Client, MessagesStream } from '@platformatic/kafka';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Consumer } from './event-bus.ts';
import { eventOfMessage } from './kafka-message.ts';

export type GroupClient = Client<string, string, string, string>;
type Stream = MessagesStream<string, string, string, string>;

export interface MembershipOptions {
  readonly consumer: Consumer;
  readonly topics: string[];
  readonly connect: () => GroupClient;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** How long to wait before an event is offered again, or a lost connection is made again, in milliseconds. */
const pause = 1_000;

/**
 * The membership of one consumer in its group. Messages are taken one after the other, each until it is taken, and only
 * then the broker is told how far we are: a crash brings the message again. A lost broker is joined again.
 */
export class KafkaMembership implements Closable {
  readonly #options: MembershipOptions;
  readonly #closing = new AbortController();
  #client: GroupClient | undefined;
  #stream: Stream | undefined;
  #working: Promise<void> | undefined;

  constructor(options: MembershipOptions) {
    this.#options = options;
  }

  /** Resolves once messages flow. */
  async join(): Promise<void> {
    const stream = await this.#connect();
    this.#working = this.#work(stream);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#stream?.close();
    await this.#working;
    await this.#client?.close(true);
  }

  async #connect(): Promise<Stream> {
    const { topics, connect } = this.#options;
    this.#client = connect();
    this.#stream = await this.#client.consume({
      topics,
      autocommit: false,
      mode: 'committed',
      fallbackMode: 'earliest',
    });
    return this.#stream;
  }

  async #work(first: Stream): Promise<void> {
    for (let stream: Stream | undefined = first; !this.#closing.signal.aborted; stream = await this.#reconnect()) {
      try {
        for await (const message of stream ?? []) {
          if (!(await this.#take(message.value))) return;
          await message.commit();
        }
      } catch (problem) {
        this.#report('broker lost', problem);
      }
    }
  }

  async #reconnect(): Promise<Stream | undefined> {
    await this.#wait();
    if (this.#closing.signal.aborted) return undefined;
    try {
      await this.#client?.close(true);
      return await this.#connect();
    } catch (problem) {
      this.#report('broker not found', problem);
      return undefined;
    }
  }

  /** False when we are closed before the event was taken. */
  async #take(value: string): Promise<boolean> {
    const { consumer } = this.#options;
    const event = eventOfMessage(value);
    if (event === undefined) this.#report('message is no event', '');
    if (event === undefined || !consumer.events.includes(event.name)) return true;
    while (!this.#closing.signal.aborted) {
      try {
        await consumer.take(event);
        return true;
      } catch (problem) {
        this.#report('event not taken', problem);
        await this.#wait();
      }
    }
    return false;
  }

  #report(what: string, problem: unknown): void {
    if (this.#closing.signal.aborted) return;
    this.#options.logger.error(what, { consumer: this.#options.consumer.name, reason: String(problem) });
  }

  #wait(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.scheduler.after(pause, resolve);
    this.#closing.signal.addEventListener('abort', () => {
      cancel();
      resolve();
    });
    return promise;
  }
}
