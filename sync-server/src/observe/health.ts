import type { Passwords } from '../accounts/passwords.ts';
import type { OperationsStore } from '../stores/operations-store.ts';
import type { Metrics } from './metrics.ts';

/** A part the server cannot serve without. */
export interface HealthCheck {
  readonly name: string;
  readonly check: () => Promise<void>;
}

const longestLook = 2_000;

/** Says whether this server is ready to serve, and why not. */
export class Health {
  readonly #checks: readonly HealthCheck[];
  readonly #metrics: Metrics;
  readonly #store: OperationsStore;
  readonly #passwords: Passwords;
  #isDraining = false;

  constructor(parts: {
    readonly checks: readonly HealthCheck[];
    readonly metrics: Metrics;
    readonly store: OperationsStore;
    readonly passwords: Passwords;
  }) {
    this.#checks = parts.checks;
    this.#metrics = parts.metrics;
    this.#store = parts.store;
    this.#passwords = parts.passwords;
  }

  /** From now on requests should go elsewhere; those that are here are still served. */
  drain(): void {
    this.#isDraining = true;
  }

  async look(): Promise<{ readonly reasons: readonly string[] }> {
    const found = await Promise.all(this.#checks.map(reasonOf));
    const reasons = [...(this.#isDraining ? ['draining'] : []), ...found.filter((reason) => reason !== undefined)];
    this.#metrics.ready.set(reasons.length === 0 ? 1 : 0);
    return { reasons };
  }

  /** Brings those figures up to date that are looked up when they are asked for. */
  async measure(): Promise<void> {
    await this.look();
    this.#metrics.passwordQueue.set(this.#passwords.waiting());
    try {
      const { outbox, outboxAge, mails, remindersOverdue } = await this.#store.waiting();
      this.#metrics.outboxWaiting.set(outbox);
      this.#metrics.outboxAge.set(outboxAge);
      this.#metrics.mailsWaiting.set(mails);
      this.#metrics.remindersOverdue.set(remindersOverdue);
    } catch {
      // The figures of the database stay as they were while it is away; `lapka_ready` says that it is.
    }
  }
}

async function reasonOf({ name, check }: HealthCheck): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`${name} does not answer`), longestLook);
    timer.unref();
  });
  try {
    return await Promise.race([check().then(() => undefined), late]);
  } catch {
    return `${name} is away`;
  } finally {
    clearTimeout(timer);
  }
}
