import { z } from 'zod';
import { type Id, idSchema } from '../../base/id.ts';
import { type Instant, instantSchema } from '../../base/instant.ts';
import { actorSchema } from '../document.ts';

/**
 * What an owner agreed to, each purpose for itself (152-FZ, GDPR; §7.7): which text, in which version, how, when, and
 * whether it was taken back. Entries are only added and withdrawn, so the list is also the proof.
 */
export const consentPurposes = ['CARE', 'REMINDERS', 'MARKETING', 'PHOTOS', 'THIRD_PARTY'] as const;
export const consentPurposeSchema = z.enum(consentPurposes);
export type ConsentPurpose = z.infer<typeof consentPurposeSchema>;

export const consentChannelSchema = z.enum(['SIGNED_PAPER', 'SPOKEN_AT_DESK', 'PHONE', 'PORTAL', 'TELEGRAM', 'IMPORT']);
export type ConsentChannel = z.infer<typeof consentChannelSchema>;

const decisionSchema = z.strictObject({ at: instantSchema, by: actorSchema, channel: consentChannelSchema });
export type ConsentDecision = z.infer<typeof decisionSchema>;

export const consentSchema = z.strictObject({
  id: idSchema('Consent'),
  purpose: consentPurposeSchema,
  /** The version of the text that was agreed to, as the settings keep it: `care-2026-09`. */
  textVersion: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/),
  given: decisionSchema,
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('STANDS') }),
    z.strictObject({ status: z.literal('WITHDRAWN'), withdrawn: decisionSchema }),
  ]),
});
export type Consent = z.infer<typeof consentSchema>;
export type ConsentId = Id<'Consent'>;

/**
 * Whether an owner agrees to a purpose: what was said last counts, also when another desk did not know of it yet; at the
 * same moment the withdrawal counts. Nothing said means no (C-28).
 */
export function agreesTo(consents: readonly Consent[], purpose: ConsentPurpose): boolean {
  const about = consents.filter((consent) => consent.purpose === purpose);
  const givenLast = latest(about.map(({ given }) => given.at));
  const withdrawnLast = latest(
    about.flatMap(({ state }) => (state.status === 'WITHDRAWN' ? [state.withdrawn.at] : [])),
  );
  if (givenLast === undefined) return false;
  return withdrawnLast === undefined || givenLast > withdrawnLast;
}

/** All that stands of a purpose is withdrawn; the entries stay as proof. */
export function withoutConsent(
  consents: readonly Consent[],
  purpose: ConsentPurpose,
  withdrawn: ConsentDecision,
): Consent[] {
  return consents.map((consent) =>
    consent.purpose === purpose && consent.state.status === 'STANDS'
      ? { ...consent, state: { status: 'WITHDRAWN', withdrawn } }
      : consent,
  );
}

function latest(instants: readonly Instant[]): Instant | undefined {
  return instants.toSorted().at(-1);
}
