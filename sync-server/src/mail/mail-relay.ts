import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { type Instant, plusSeconds } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { ServerSecret } from '../accounts/server-secret.ts';
import type { BusinessEvents } from '../observe/business-events.ts';
import type { WaitingMail } from '../stores/account-entries.ts';
import type { AccountStore } from '../stores/account-store.ts';
import type { MailSender } from './mail.ts';
import { readMail } from './waiting-mails.ts';

export interface MailRelayParts {
  readonly accounts: AccountStore;
  readonly secret: ServerSecret;
  readonly sender: MailSender;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly events: BusinessEvents;
}

const lookEvery = 2_000;
const mostAtOnce = 20;
/** For so long a message belongs to the server that took it; if that dies, another one sends it after this. */
const claimSeconds = 120;

/** Sends what waits to be sent. Any number of servers may do so at once: each message is taken by one of them. */
export class MailRelay implements Closable {
  readonly #parts: MailRelayParts;
  #cancel: () => void;
  #going: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: MailRelayParts) {
    this.#parts = parts;
    this.#cancel = parts.scheduler.after(lookEvery, () => this.#look());
  }

  /** Sends everything that is due at this moment. */
  async sendDue(): Promise<void> {
    const { accounts, clock } = this.#parts;
    const taken = await accounts.transact(async ({ mails }) => {
      // Whoever holds this entry, which never exists, is the only one who takes.
      await mails.get('taking');
      const now = clock.now();
      const due = (await mails.oldest(mostAtOnce)).filter(({ dueAt }) => dueAt <= now);
      for (const mail of due) await mails.put({ ...mail, dueAt: plusSeconds(now, claimSeconds) });
      return due;
    });
    await Promise.all(taken.map((mail) => this.#send(mail)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#going;
  }

  #look(): void {
    const { logger, scheduler } = this.#parts;
    this.#going = this.sendDue()
      .catch((problem: unknown) => logger.warn('mails could not be taken', { reason: nameOf(problem) }))
      .finally(() => {
        if (!this.#closed) this.#cancel = scheduler.after(lookEvery, () => this.#look());
      });
  }

  async #send(mail: WaitingMail): Promise<void> {
    const { accounts, clock, events, secret, sender } = this.#parts;
    const outcome = await sender.send(readMail(secret, mail));
    events.mailHandled(outcome);
    await accounts.transact(async ({ mails }) => {
      if (outcome === 'LATER') await mails.put({ ...mail, tries: mail.tries + 1, dueAt: nextTry(mail, clock.now()) });
      else await mails.remove(mail.id);
    });
  }
}

/** Ten seconds, then twice as long each time, up to ten minutes. */
function nextTry({ tries }: WaitingMail, now: Instant): Instant {
  return plusSeconds(now, Math.min(10 * 2 ** Math.min(tries, 10), 600));
}

/** The message of an error may hold what was to be written. */
function nameOf(problem: unknown): string {
  return problem instanceof Error ? problem.name : typeof problem;
}
