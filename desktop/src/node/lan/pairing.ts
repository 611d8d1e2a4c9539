import { randomBytes } from 'node:crypto';
import type { Clock } from '@lapka/shared/base/clock.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { type Instant, plusMinutes } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { afterFailure, type Attempts, checkAttempt } from '@lapka/shared/domain/accounts/attempts.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';

/** Without the characters that are read as one another: 32 of them, so a code of eight has 40 random bits. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 8;
const validMinutes = 5;
const tries = 5;
/** So many addresses are remembered; a network of a clinic has far fewer. */
const mostAddresses = 1_000;

/** For whom a code was made. */
export interface Invited {
  readonly name: string;
  readonly by: StaffId;
}

export type PairingRefusal = Failure<'CODE_WRONG' | 'CODE_EXPIRED' | 'TOO_MANY_ATTEMPTS'>;

/**
 * The code that lets one tablet in: shown at the desk, typed at the tablet, good for five minutes, five tries and one use.
 * One code stands at a time. An address that guesses has to pause.
 */
export class Pairing {
  readonly #clock: Clock;
  readonly #attempts = new Map<string, Attempts>();
  #open: (Invited & { readonly code: string; readonly until: Instant; triesLeft: number }) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Makes a code; the one before stops working. */
  invite(invited: Invited): { readonly code: string; readonly until: Instant } {
    const code = Array.from(randomBytes(codeLength), (byte) => alphabet[byte % alphabet.length]).join('');
    const until = plusMinutes(this.#clock.now(), validMinutes);
    this.#open = { ...invited, code, until, triesLeft: tries };
    return { code: `${code.slice(0, 4)}-${code.slice(4)}`, until };
  }

  /** Whom the code that somebody typed at an address lets in. */
  redeem(typed: string, address: string): Result<Invited, PairingRefusal> {
    const now = this.#clock.now();
    const before = this.#attempts.get(address) ?? [];
    const mayTry = checkAttempt(before, now);
    if (!mayTry.ok) return mayTry;
    const open = this.#open;
    if (open === undefined || open.until <= now || open.triesLeft === 0) return err(failure('CODE_EXPIRED'));
    if (normalised(typed) !== open.code) {
      open.triesLeft -= 1;
      this.#remember(address, afterFailure(before, now));
      return err(failure('CODE_WRONG', { left: open.triesLeft }));
    }
    this.#open = undefined;
    this.#attempts.delete(address);
    return ok({ name: open.name, by: open.by });
  }

  #remember(address: string, attempts: Attempts): void {
    const [oldest] = this.#attempts.keys();
    if (this.#attempts.size >= mostAddresses && oldest !== undefined) this.#attempts.delete(oldest);
    this.#attempts.set(address, attempts);
  }
}

function normalised(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
