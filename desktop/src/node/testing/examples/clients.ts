import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { percent } from '@lapka/shared/base/percent.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import { detailsOfClient } from '@lapka/shared/domain/clients/client-rules.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { clientOf, irina } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

const client = clientOf('Volkova');
const other = clientOf('Harris');

/** Irina Volkova, entered once more. */
const twin = aClient({ id: clientOf('Volkova again') });

export const gromov = {
  name: { given: 'Павел', family: 'Громов' },
  phones: [{ number: '8 000 555-02-17' }],
  addresses: [],
  language: 'ru' as const,
  zone: zone('Europe/Moscow'),
};

export const clientExamples: ExamplesOf<'clients'> = {
  register: {
    by: 'U5',
    writes: ['clients', 'pets'],
    call: (bridge, once) =>
      bridge.do.clients.register({
        ...once,
        ...gromov,
        consents: [{ purpose: 'CARE', textVersion: 'ru-2026-09', channel: 'SPOKEN_AT_DESK' }],
        pets: [
          {
            name: 'Рекс',
            species: 'DOG',
            sex: 'MALE',
            neutered: 'UNKNOWN',
            bornIsEstimate: false,
            weight: quantity(12.4),
          },
        ],
      }),
  },
  change: {
    by: 'U5',
    writes: ['clients'],
    call: (bridge, once) =>
      bridge.do.clients.change({ ...once, ...gromov, client, seen: seenOf(detailsOfClient(irina)) }),
  },
  changeNotifications: {
    by: 'U5',
    writes: ['clients'],
    call: (bridge, once) =>
      bridge.do.clients.changeNotifications({
        ...once,
        client,
        notifications: { channels: { TELEGRAM: true }, topics: {} },
      }),
  },
  giveConsent: {
    by: 'U5',
    writes: ['clients'],
    call: (bridge, once) =>
      bridge.do.clients.giveConsent({
        ...once,
        client,
        purpose: 'MARKETING',
        textVersion: 'ru-2026-09',
        channel: 'SIGNED_PAPER',
      }),
  },
  withdrawConsent: {
    by: 'U5',
    writes: ['clients'],
    call: (bridge, once) =>
      bridge.do.clients.withdrawConsent({ ...once, client, purpose: 'REMINDERS', channel: 'PHONE' }),
  },
  setDiscount: {
    by: 'U1',
    writes: ['clients'],
    call: (bridge, once) =>
      bridge.do.clients.setDiscount({
        ...once,
        client,
        discount: { percent: percent(10), from: civilDate('2026-11-16') },
      }),
  },
  merge: {
    by: 'U5',
    given: { clients: [twin] },
    writes: ['clients'],
    call: (bridge, once) => bridge.do.clients.merge({ ...once, client, other: twin.id }),
  },
  keepApart: {
    by: 'U5',
    writes: ['clients'],
    call: (bridge, once) => bridge.do.clients.keepApart({ ...once, client, other }),
  },
  archive: {
    by: 'U5',
    writes: ['clients'],
    call: (bridge, once) => bridge.do.clients.archive({ ...once, client, status: 'ARCHIVED' }),
  },
  erase: {
    by: 'U1',
    writes: ['clients'],
    call: (bridge, once) => bridge.do.clients.erase({ ...once, client }),
  },
};
