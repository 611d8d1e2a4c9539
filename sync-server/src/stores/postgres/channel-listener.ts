import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import pg from 'pg';

export interface ListenerOptions {
  readonly url: string;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** What comes over a channel; `undefined` instead of a text after a time in which messages may have been missed. */
type Receive = (payload: string | undefined) => void;

/**
 * One connection of its own that hears what other servers say through Postgres. When it breaks, it comes back by itself
 * and tells everybody that something may have been missed.
 */
export class ChannelListener implements Closable {
  readonly #options: ListenerOptions;
  readonly #receivers = new Map<string, Set<Receive>>();
  #client: pg.Client | undefined;
  #cancelRetry: () => void = () => {};
  #closed = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** Opens the line. Later receivers of these channels hear from now on. */
  async start(channels: readonly string[]): Promise<void> {
    for (const channel of channels) this.#receivers.set(channel, new Set());
    await this.#connect();
  }

  on(channel: string, receive: Receive): () => void {
    const receivers = this.#receivers.get(channel);
    receivers?.add(receive);
    return () => void receivers?.delete(receive);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelRetry();
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: 'lapka listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload = '' }) => this.#tell(channel, payload));
    // The driver reports the break here and at `end`; only the latter counts.
    client.on('error', (problem) => this.#options.logger.warn('listening stopped', { reason: problem.message }));
    client.on('end', () => this.#comeBack(client));
    try {
      await client.connect();
      for (const channel of this.#receivers.keys()) await client.query(`listen ${channel}`);
    } catch (problem) {
      await client.end();
      throw problem;
    }
    this.#client = client;
    // Closed while it was connecting.
    if (this.#closed) await client.end();
  }

  #comeBack(lost: pg.Client): void {
    if (this.#closed || this.#client !== lost) return;
    this.#client = undefined;
    this.#retry();
  }

  #retry(): void {
    this.#cancelRetry = this.#options.scheduler.after(250, () => void this.#reconnect());
  }

  async #reconnect(): Promise<void> {
    try {
      await this.#connect();
      for (const channel of this.#receivers.keys()) this.#tell(channel, undefined);
    } catch {
      // Still away.
      if (!this.#closed) this.#retry();
    }
  }

  #tell(channel: string, payload: string | undefined): void {
    for (const receive of this.#receivers.get(channel) ?? []) receive(payload);
  }
}
