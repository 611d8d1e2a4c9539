import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Stamp } from '../document.ts';
import { type Client, type ClosedEntry, closedEntry, type Discount } from './client.ts';
import { agreesTo, type ConsentChannel, type ConsentId, type ConsentPurpose, withoutConsent } from './consent.ts';

export interface ConsentRequest {
  readonly id: ConsentId;
  readonly purpose: ConsentPurpose;
  readonly textVersion: string;
  readonly channel: ConsentChannel;
}

/** Adds what the owner agreed to; the same text agreed to twice stays one entry. */
export function giveConsent(
  client: Client,
  request: ConsentRequest,
  stamp: Stamp,
): Result<Client, ClosedEntry | Failure<'TOO_MANY_ENTRIES'>> {
  const closed = closedEntry(client);
  if (closed !== undefined) return err(closed);
  const { id, purpose, textVersion, channel } = request;
  const stands = client.consents.some(
    (consent) =>
      consent.purpose === purpose && consent.textVersion === textVersion && consent.state.status === 'STANDS',
  );
  if (stands && agreesTo(client.consents, purpose)) return ok(client);
  if (client.consents.length >= 200) return err(failure('TOO_MANY_ENTRIES', { list: 'consents', most: 200 }));
  const given = { at: stamp.at, by: stamp.by, channel };
  const consent = { id, purpose, textVersion, given, state: { status: 'STANDS' as const } };
  return ok({ ...client, consents: [...client.consents, consent], changed: stamp });
}

export function withdrawConsent(
  client: Client,
  purpose: ConsentPurpose,
  channel: ConsentChannel,
  stamp: Stamp,
): Result<Client, ClosedEntry | Failure<'NO_CONSENT_TO_WITHDRAW'>> {
  const closed = closedEntry(client);
  if (closed !== undefined) return err(closed);
  if (!agreesTo(client.consents, purpose)) return err(failure('NO_CONSENT_TO_WITHDRAW', { purpose }));
  const withdrawn = { at: stamp.at, by: stamp.by, channel };
  return ok({ ...client, consents: withoutConsent(client.consents, purpose, withdrawn), changed: stamp });
}

/** Adds a discount, or replaces the one of the same id, for instance to end it. */
export function setDiscount(
  client: Client,
  discount: Discount,
  stamp: Stamp,
): Result<Client, ClosedEntry | Failure<'ENDS_BEFORE_START' | 'TOO_MANY_ENTRIES'>> {
  const closed = closedEntry(client);
  if (closed !== undefined) return err(closed);
  const { from, until } = discount;
  if (until !== undefined && until < from) return err(failure('ENDS_BEFORE_START', { from, until }));
  const others = client.discounts.filter(({ id }) => id !== discount.id);
  if (others.length >= 100) return err(failure('TOO_MANY_ENTRIES', { list: 'discounts', most: 100 }));
  return ok({ ...client, discounts: [...others, discount], changed: stamp });
}
