import { derivedId } from '../../base/id.ts';
import { zone } from '../../base/zone.ts';
import type { Client } from '../../domain/clients/client.ts';
import type { Consent, ConsentPurpose } from '../../domain/clients/consent.ts';
import { notificationsByDefault } from '../../domain/clients/notifications.ts';
import { phoneSchema } from '../../domain/people/phone.ts';
import { aStamp, documentBy, nine } from './stamp.ts';

/** Irina Volkova, who owns Baron and agreed to care and reminders. */
export function aClient(given: Partial<Client> = {}): Client {
  return {
    id: derivedId('Client', 'Irina Volkova'),
    name: { given: 'Ирина', family: 'Волкова' },
    latinName: 'Irina Volkova',
    state: { status: 'ACTIVE' },
    phones: [{ number: phoneSchema.parse('+70005550101') }],
    addresses: [],
    language: 'ru',
    zone: zone('Europe/Moscow'),
    consents: [aConsent('CARE'), aConsent('REMINDERS')],
    notifications: notificationsByDefault,
    discounts: [],
    notTheSameAs: [],
    ...documentBy(),
    ...given,
  };
}

export function aConsent(purpose: ConsentPurpose, given: Partial<Consent> = {}): Consent {
  return {
    id: derivedId('Consent', purpose),
    purpose,
    textVersion: 'ru-2026-09',
    given: { at: nine, by: aStamp().by, channel: 'SIGNED_PAPER' },
    state: { status: 'STANDS' },
    ...given,
  };
}
