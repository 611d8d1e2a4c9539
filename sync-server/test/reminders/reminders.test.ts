import { addMonths, civilDate } from '@lapka/shared/base/civil-date.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { Booking } from '@lapka/shared/domain/bookings/booking.ts';
import type { ClinicId, DocumentFields } from '@lapka/shared/domain/document.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
import { aService } from '@lapka/shared/testing/builders/catalogue.ts';
import { aBooking, aQuote, aSlot } from '@lapka/shared/testing/builders/bookings.ts';
import { aClient, aConsent } from '@lapka/shared/testing/builders/client.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { aLocation } from '@lapka/shared/testing/builders/settings.ts';
import { aVaccination } from '@lapka/shared/testing/builders/vaccination.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { reminderDetailsSchema } from '../../src/reminders/owner-facts.ts';
import { remindDueOwners, reminderConsumer } from '../../src/reminders/reminders.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

const clinic: ClinicId = derivedId('Clinic', 'Paw & Tail');
const device = derivedId<'Device'>('Device', 'DK-A');
const owner = aClient({ id: derivedId('Client', 'Volkova'), consents: [aConsent('CARE'), aConsent('REMINDERS')] });
const baron = aPet({ id: derivedId('Pet', 'Baron'), owner: owner.id, name: 'Барон', species: 'DOG' });
/** Given a year before it is due on 2026-11-20, as in story 12. */
const dose = aVaccination({
  pet: baron.id,
  date: civilDate('2025-11-20'),
  nextDue: addMonths(civilDate('2025-11-20'), 12),
  standing: {
    counts: true,
    as: 'PRIMARY',
    number: 1,
    validFrom: civilDate('2025-12-11'),
    validUntil: civilDate('2026-11-19'),
  },
});

const releases: Releases[] = [];
afterEach(async () => {
  for (const each of releases.splice(0)) await each.close();
});

/** A clinic with one dog; time passes only when a test says so. */
async function clinicWithBaron(driver: 'memory' | 'postgres') {
  const clock = new FakeClock('2026-11-01T06:00:00.000Z');
  const release = new Releases();
  releases.push(release);
  const stores =
    driver === 'memory' ? memoryStores({ clock }) : release.use(await openTestPostgres({ clock, scheduler: clock }));
  const { documents, outbox, reminderWatch: watch } = stores;
  const sent: Notice[] = [];
  const parts = { documents, watch, clock, deliver: (_: unknown, notice: Notice) => void sent.push(notice) };
  const consumer = reminderConsumer(documents, watch, clock);
  const put = async (written: readonly [CollectionName, DocumentFields][], told: string[] = []) => {
    await documents.transactClinic(clinic, async (transaction) => {
      const operation = derivedId<'Operation'>('Operation', clock.now());
      await transaction.put(
        written.map(([collection, document]) => ({ collection, document, deleted: false, device, operation })),
      );
      await transaction.publish(
        told.map((name) => ({ name, payload: { pet: baron.id }, id: `${clock.now()} ${name}` })),
      );
    });
    await outbox.drain(100, async (events) => {
      for (const event of events) await consumer.take(event);
      return new Set();
    });
  };
  /** What went out at this moment, by the stages it spoke of. */
  const at10 = async (moment: string) => {
    clock.jumpTo(moment);
    const before = sent.length;
    await remindDueOwners(parts);
    return sent
      .slice(before)
      .flatMap(({ details }) => reminderDetailsSchema.parse(details).items.map(({ key }) => key));
  };
  await put(
    [
      ['settings', aLocation()],
      ['clients', owner],
      ['pets', baron],
      ['records', dose],
    ],
    ['vaccination_appointment_created'],
  );
  await at10('2026-11-01T06:01:00.000Z');
  return { put, at10, sent, parts, documents, watch };
}

function bookedFor(day: string): Booking {
  return aBooking({
    name: 'covering',
    slot: aSlot({ start: at('16:00', day) }),
    core: {
      pet: baron.id,
      client: owner.id,
      quotes: [aQuote([aService({ code: 'VAC-RAB', category: 'VACCINATION' })])],
    },
  });
}

describe.each(['memory', 'postgres'] as const)('reminders on the %s stores', (driver) => {
  it('story 12 (a, d): the ladder goes out stage by stage at 10:00 in Moscow, each once, and then is silent', async () => {
    const { at10, sent } = await clinicWithBaron(driver);
    const days = ['2026-11-05', '2026-11-16', '2026-11-19', '2026-11-26', '2026-12-19', '2027-02-01'];
    const heard: number[] = [];
    for (const day of days) {
      expect(await at10(`${day}T06:59:59.000Z`)).toEqual([]);
      heard.push((await at10(`${day}T07:00:00.000Z`)).length);
    }
    expect(heard).toEqual([1, 1, 1, 1, 1, 0]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(5);
  });

  it('story 12 (b): a booking silences the ladder and is called to mind the day before', async () => {
    const { at10, put } = await clinicWithBaron(driver);
    await at10('2026-11-16T07:00:00.000Z');
    await put([['bookings', bookedFor('2026-11-18')]], ['booking.created']);
    expect(await at10('2026-11-17T07:00:00.000Z')).toEqual([expect.stringContaining('A-1')]);
    expect(await at10('2026-11-19T07:00:00.000Z')).toEqual([]);
  });

  it('story 12 (e): nothing is sent for an animal that died after the reminder was planned', async () => {
    const { at10, put } = await clinicWithBaron(driver);
    await put([['pets', aPet({ ...baron, deceased: civilDate('2026-11-03') })]]);
    expect(await at10('2026-11-16T07:00:00.000Z')).toEqual([]);
  });

  it('story 12 (h): services that look at the same moment send one message', async () => {
    const { at10, parts, sent } = await clinicWithBaron(driver);
    await at10('2026-11-05T06:59:00.000Z');
    parts.clock.jumpTo('2026-11-05T07:00:00.000Z');
    await Promise.all([remindDueOwners(parts), remindDueOwners(parts), remindDueOwners(parts)]);
    expect(sent).toHaveLength(1);
  });

  it('story 12 (j): without consent nothing is sent', async () => {
    const { at10, put } = await clinicWithBaron(driver);
    await put([['clients', aClient({ ...owner, consents: [] })]]);
    expect(await at10('2026-11-16T07:00:00.000Z')).toEqual([]);
  });

  it('R-077: what is sent is a notice of the clinic, so that every desk sees it', async () => {
    const { at10, documents, sent } = await clinicWithBaron(driver);
    await at10('2026-11-05T07:00:00.000Z');
    const stored = await documents.readClinic(clinic, (reader) => reader.get('inbox', [sent[0]!.id]));
    expect(stored[0]?.document).toEqual(sent[0]);
    expect(sent[0]).toMatchObject({ type: 'REMINDER', to: { kind: 'CLIENT', client: owner.id } });
  });

  it('an owner whose look was cut short is looked at again', async () => {
    const { at10, parts, watch, sent } = await clinicWithBaron(driver);
    parts.clock.jumpTo('2026-11-05T07:00:00.000Z');
    await watch.takeWaking(parts.clock.now(), plusMinutes(parts.clock.now(), 5), 10);
    expect(await at10('2026-11-05T07:04:00.000Z')).toEqual([]);
    expect(await at10('2026-11-05T07:05:00.000Z')).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });
});
