import { afterEach, describe, expect, it } from 'vitest';
import { zone } from '@lapka/shared/base/zone.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { clientOf } from '../../testing/clinic-documents.ts';
import { type FixtureClinic, openFixtureClinic, refusalOf } from '../../testing/clinic-fixture.ts';

let clinic: FixtureClinic;
afterEach(() => clinic.close());

const gromov = {
  name: { given: 'Павел', family: 'Громов' },
  phones: [{ number: '8 000 555-02-17' }],
  addresses: [],
  language: 'ru' as const,
  zone: zone('Europe/Moscow'),
};

describe('the desk registers an owner', () => {
  it('with what was agreed to and the animal that came along, in one go (story 1, R-019, R-020)', async () => {
    clinic = await openFixtureClinic();
    const { client, pets: ids } = await clinic.as('U5').do.clients.register({
      ...clinic.once(),
      ...gromov,
      consents: (['CARE', 'REMINDERS'] as const).map((purpose) => ({
        purpose,
        textVersion: 'ru-2026-09',
        channel: 'SPOKEN_AT_DESK' as const,
      })),
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
    });
    const [owner, rex] = clinic.read((reader) => [reader.get(clients, client), reader.get(pets, ids[0]!)]);
    expect(owner).toMatchObject({ name: { family: 'Громов' }, phones: [{ number: '+70005550217' }] });
    expect(rex).toMatchObject({ owner: client, name: 'Рекс', weights: [{ kilograms: 12_400 }] });
    expect(await refusalOf(clinic.as('U5').do.clients.erase({ ...clinic.once(), client: clientOf('Volkova') }))).toBe(
      'NOT_ALLOWED',
    );
  });
});
