import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Down, FailedCode } from '@lapka/shared/protocol/down.ts';

/** Why a request was not answered as hoped: the line broke, or the server said so. */
export type LinkFailure = Failure<'OFFLINE' | FailedCode>;

export type AnswerTo<Kind extends Down['t']> = Extract<Down, { t: Kind; request: number }>;

type Settle = (answer: Result<Down, LinkFailure>) => void;

/**
 * A lost answer is noticed by time alone. Answers come in the order of the requests, so as long as one comes now and then
 * the others are on their way, however slow the line is.
 */
const answerDeadline = 60_000;

/** What was asked on one connection and not answered yet. */
export class OpenRequests {
  readonly #scheduler: Scheduler;
  readonly #stuck: () => void;
  readonly #open = new Map<number, Settle>();
  #numbers = 0;
  #cancelDeadline: () => void = () => {};

  /** `stuck` is called when there was no answer for too long. */
  constructor(scheduler: Scheduler, stuck: () => void) {
    this.#scheduler = scheduler;
    this.#stuck = stuck;
  }

  ask<Kind extends Down['t']>(
    answer: Kind,
    send: (request: number) => void,
  ): Promise<Result<AnswerTo<Kind>, LinkFailure>> {
    this.#numbers += 1;
    const request = this.#numbers;
    return new Promise((resolve) => {
      this.#open.set(request, (given) => {
        if (!given.ok) resolve(given);
        else resolve(isAnswer(given.value, answer) ? ok(given.value) : err(failure('BAD_INPUT')));
      });
      if (this.#open.size === 1) this.#wait();
      send(request);
    });
  }

  settle(request: number, given: Result<Down, LinkFailure>): void {
    const settle = this.#open.get(request);
    if (settle === undefined) return;
    this.#open.delete(request);
    this.#wait();
    settle(given);
  }

  failAll(): void {
    this.#cancelDeadline();
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const settle of open) settle(err(failure('OFFLINE')));
  }

  #wait(): void {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#open.size === 0 ? () => {} : this.#scheduler.after(answerDeadline, this.#stuck);
  }
}

function isAnswer<Kind extends Down['t']>(message: Down, kind: Kind): message is AnswerTo<Kind> {
  return message.t === kind;
}
