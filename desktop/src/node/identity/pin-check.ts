import { z } from 'zod';
import type { Clock } from '@lapka/shared/base/clock.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import { type Instant, instantSchema } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { afterFailure, type Attempts, checkAttempt } from '@lapka/shared/domain/accounts/attempts.ts';
import type { DeviceId, Stamp } from '@lapka/shared/domain/document.ts';
import { staff, type StaffId, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { isActive } from '@lapka/shared/domain/staff/staff-rules.ts';
import { pinFits } from '../serve/pin-hash.ts';
import type { Store, StoreReader } from '../store/store.ts';
import { Turns } from './turns.ts';

export type PinRefusal = Failure<'WRONG_PIN' | 'PIN_NOT_SET' | 'TOO_MANY_ATTEMPTS' | 'RETRY_LATER'>;

/** What a PIN is entered for; so it stands in the audit trail. */
export type PinPurpose = 'signIn' | 'unlock' | 'setPin' | 'openEmergency';

const attemptsSchema = z.object({ failures: z.array(instantSchema) });
const mostWaiting = 12;

interface Parts {
  readonly store: Store;
  readonly device: DeviceId;
  readonly clock: Clock;
  /** The moment to stamp a change with: later than every one before. */
  readonly stampTime: () => Instant;
  readonly ids: IdMaker;
}

/**
 * Compares PINs with what is stored. Five wrong ones of a person within a quarter of an hour close the door for a quarter
 * of an hour, also after a restart; each that was looked at leaves a line in the audit trail (R-004, R-009, story 24).
 */
export class PinCheck {
  readonly #parts: Parts;
  readonly #turns = new Turns(mostWaiting);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async check(person: StaffId, pin: string, purpose: PinPurpose): Promise<Result<StaffMember, PinRefusal>> {
    const checked = await this.#turns.take(() => this.#inTurn(person, pin, purpose));
    return checked ?? err(failure('RETRY_LATER'));
  }

  async #inTurn(id: StaffId, pin: string, purpose: PinPurpose): Promise<Result<StaffMember, PinRefusal>> {
    const { store, clock } = this.#parts;
    const { person, attempts } = store.read((reader) => ({
      person: reader.get(staff, id),
      attempts: attemptsOf(reader, id),
    }));
    const mayTry = checkAttempt(attempts, clock.now());
    if (!mayTry.ok) return mayTry;
    if (person === undefined || !isActive(person)) return err(failure('WRONG_PIN'));
    if (person.pin.kind === 'NONE') return err(failure('PIN_NOT_SET'));
    const fits = await pinFits(pin, person.pin.hash);
    this.#note(id, fits ? [] : afterFailure(attempts, clock.now()), fits ? purpose : `${purpose}Refused`);
    return fits ? ok(person) : err(failure('WRONG_PIN'));
  }

  /** A full disk keeps nobody out; the count is then as it was. */
  #note(person: StaffId, failures: Attempts, said: string): void {
    const { store, device, stampTime, ids } = this.#parts;
    const by = { kind: 'STAFF' as const, staff: person };
    const stamp: Stamp = { operation: ids.next<'Operation'>(), at: stampTime(), by, device };
    store.transact((transactor) => {
      const known = attemptsOf(transactor, person);
      if (known.length > 0 || failures.length > 0) {
        transactor.setNodeValue(nodeValueOf(person), { failures: [...failures] });
      }
      transactor.appendAudit({ command: `session.${said}`, stamp, documents: [] });
    });
  }
}

function attemptsOf(reader: StoreReader, person: StaffId): Attempts {
  const stored = attemptsSchema.safeParse(reader.nodeValue(nodeValueOf(person)));
  return stored.success ? stored.data.failures : [];
}

function nodeValueOf(person: StaffId): string {
  return `identity.attempts ${person}`;
}
