import { Releases } from '@lapka/shared/base/disposal.ts';
import type { JsonValue } from '@lapka/shared/base/json.ts';
import { type Booking, bookingStatusSchema } from '@lapka/shared/domain/bookings/booking.ts';
import { isHere, isPromised } from '@lapka/shared/domain/bookings/booking-times.ts';
import { randomUUID } from 'node:crypto';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConstraintBroken } from '../../src/stores/store-errors.ts';
import { aWrite, clinicOf, testCollections } from '../support/documents.ts';
import { openTestPostgres, type TestPostgres } from '../support/test-postgres.ts';

const releases = new Releases();
let store: TestPostgres;
let clinic: ClinicId;
beforeAll(async () => {
  store = releases.use(await openTestPostgres({ definitions: testCollections }));
});
afterAll(() => releases.close());
beforeEach(() => {
  clinic = clinicOf(randomUUID());
});

const at = (time: string) => `2026-11-16T${time}:00.000Z`;
const booking = (
  name: string,
  from: string,
  to: string,
  fields: Readonly<Record<string, JsonValue>> = {},
  deleted = false,
) =>
  aWrite(
    'bookings',
    name,
    { vet: 'Smirnova', status: 'CONFIRMED', start: at(from), end: at(to), ...fields },
    { deleted },
  );
const put = (...writes: ReturnType<typeof booking>[]) =>
  store.documents.transactClinic(clinic, (transaction) => transaction.put(writes));

describe('two bookings in one place', () => {
  it('are refused when they share the vet and a minute', async () => {
    await put(booking('first', '09:00', '09:30'));
    await expect(put(booking('second', '09:29', '10:00'))).rejects.toThrow(new ConstraintBroken('bookings_vet_taken'));
    await expect(put(booking('second', '08:00', '12:00'))).rejects.toThrow(ConstraintBroken);
    expect(await put(booking('next', '09:30', '10:00'))).toHaveLength(1);
  });

  it('are refused when they share the room', async () => {
    await put(booking('first', '09:00', '09:30', { vet: 'Smirnova', room: 'surgery' }));
    const second = booking('second', '09:00', '09:30', { vet: 'Petrov', room: 'surgery' });
    await expect(put(second)).rejects.toThrow(new ConstraintBroken('bookings_room_taken'));
    expect(await put(booking('third', '09:00', '09:30', { vet: 'Petrov', room: 'x-ray' }))).toHaveLength(1);
  });

  it('are no clash between clinics, without a vet, or when one of them is removed', async () => {
    await put(booking('first', '09:00', '09:30'));
    await put(booking('first', '09:00', '09:30', {}, true));
    await put(booking('second', '09:00', '09:30'));
    await put(aWrite('bookings', 'any vet', { status: 'CONFIRMED', start: at('09:00'), end: at('09:30') }));
    clinic = clinicOf(randomUUID());
    expect(await put(booking('first', '09:00', '09:30'))).toHaveLength(1);
  });

  it('clash exactly when acceptance would not leave both: never with a walk-in, nor when both patients are here', async () => {
    const statuses = bookingStatusSchema.options;
    const sources = ['PHONE', 'WALK_IN'];
    const states = statuses.flatMap((status) => sources.map((source) => ({ status, source })));
    const claims = ({ status, source }: (typeof states)[number]) =>
      source !== 'WALK_IN' && (isPromised({ status } as Booking) || isHere({ status } as Booking));
    for (const [index, ours] of states.entries()) {
      for (const theirs of states.slice(index)) {
        clinic = clinicOf(randomUUID());
        const both = [booking('ours', '09:00', '09:30', ours), booking('theirs', '09:10', '09:20', theirs)];
        const outcome = await put(...both).then(
          () => 'BOTH',
          (problem: unknown) => (problem instanceof ConstraintBroken ? 'ONE' : problem),
        );
        const areBothHere = isHere(ours as unknown as Booking) && isHere(theirs as unknown as Booking);
        expect([ours, theirs, outcome]).toEqual([
          ours,
          theirs,
          claims(ours) && claims(theirs) && !areBothHere ? 'ONE' : 'BOTH',
        ]);
      }
    }
  });

  it('may change places in one push, and a loser may be parked together with the winner', async () => {
    await put(booking('early', '09:00', '09:30'), booking('late', '10:00', '10:30'));
    await put(booking('early', '10:00', '10:30'), booking('late', '09:00', '09:30'));
    await put(booking('winner', '09:00', '09:30'), booking('late', '09:00', '09:30', { status: 'PENDING' }));
    await expect(put(booking('late', '09:00', '09:30'))).rejects.toThrow(ConstraintBroken);
  });

  it('are judged by nothing that is no time', async () => {
    const strange = [{ start: 'soon' }, { start: at('09:00'), end: at('08:00') }, { end: 7 }, { start: null }];
    for (const [index, fields] of strange.entries()) {
      expect(await put(booking(`strange ${index}`, '09:00', '09:30', fields))).toHaveLength(1);
    }
  });
});
