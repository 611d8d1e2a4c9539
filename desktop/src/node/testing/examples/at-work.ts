import { present } from '@lapka/shared/base/assert.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import type { Booking, BookingStatus } from '@lapka/shared/domain/bookings/booking.ts';
import { aBooking, aSlot } from '@lapka/shared/testing/builders/bookings.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aTill } from '@lapka/shared/testing/builders/ledger.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { baron, type ClinicDocuments, cupboards, goods, irina } from '../clinic-documents.ts';
import type { FixtureClinic } from '../clinic-fixture.ts';

/** Baron's visit to U2 today at ten, booked for a consultation of 1,500.00. */
export function todaysVisit(status: BookingStatus = 'IN_PROGRESS'): Booking {
  return aBooking({
    name: 'today',
    status,
    slot: aSlot({ start: at('10:00') }),
    core: { pet: baron.id, client: irina.id, code: 'L1-A-261116-001' },
  });
}

/** The clinic at work: Baron is being treated, the cupboards are full and the drawer of DK-A is open with 5,000.00. */
export function atWork(status?: BookingStatus): ClinicDocuments {
  return { ...cupboards(), bookings: [todaysVisit(status)], ledger: [aTill()] };
}

/** So many tablets of whichever batch expires first. */
export function tablets(count: number) {
  return { product: goods.tablets.id, pack: null, count: quantity(count), batch: null, codes: [], serials: [] };
}

export const cash = (value: number) => ({ method: 'CASH' as const, tendered: rub(value) });

/** Keeps for each clinic what an earlier step in it answered. */
export function kept<Answer>(step: (clinic: FixtureClinic) => Promise<Answer>) {
  const answers = new WeakMap<FixtureClinic, { readonly answer: Answer }>();
  return {
    first: async (clinic: FixtureClinic): Promise<void> => {
      answers.set(clinic, { answer: await step(clinic) });
    },
    in: (clinic: FixtureClinic): Answer => present(answers.get(clinic), 'what the step before answered').answer,
  };
}

/** The first of what a command answered that it made. */
export function firstOf<Made>(made: readonly Made[]): Made {
  return present(made[0], 'something that was made');
}
