import { fullMonthsBetween } from '@lapka/shared/base/civil-date.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { ok } from '@lapka/shared/base/result.ts';
import type { Answer } from '@lapka/shared/bridge/contract.ts';
import { type Booking, bookings, quoteOf, versionOf } from '@lapka/shared/domain/bookings/booking.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { priceInvoice } from '@lapka/shared/domain/invoices/pricing.ts';
import { invoiceOfBooking } from '@lapka/shared/domain/invoices/reading.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import { currentWeight } from '@lapka/shared/domain/pets/weight.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { shownOfVisit, unsettledFields } from '@lapka/shared/domain/records/visit-content.ts';
import { visitId } from '@lapka/shared/domain/records/visit.ts';
import { vitalWarnings } from '@lapka/shared/domain/records/vitals-rules.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { clinicOf } from '../../reading/clinic.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';
import { standingOf } from '../../reading/what-is-left.ts';
import type { StoreReader } from '../../store/store.ts';
import type { QueryContext, QueryFor } from '../query.ts';

type Screen = Answer<'records', 'visit'>;

export const visit: QueryFor<'records', 'visit'> = {
  run(reader, { booking: id }, context) {
    const clinic = clinicOf(reader, context.desk);
    if (!clinic.ok) return clinic;
    const booking = found(reader, bookings, id);
    if (!booking.ok) return booking;
    const pet = found(reader, pets, booking.value.pet);
    if (!pet.ok) return pet;
    const client = found(reader, clients, booking.value.client);
    if (!client.ok) return client;
    const { code, status, date, time } = booking.value;
    const stored = reader.get(records, visitId(id, pet.value.id));
    const written = stored?.kind === 'VISIT' ? stored : null;
    const vet = booking.value.vet === undefined ? undefined : reader.get(staff, booking.value.vet);
    const [phone] = client.value.phones;
    const { prefer } = clinic.value;
    return ok({
      code,
      status,
      version: versionOf(booking.value),
      date,
      time,
      ...onlyDefined({ vet: vet?.name }),
      services: quoteOf(booking.value).lines.map(({ name }) => name),
      patient: patientOf(pet.value),
      owner: { client: client.value.id, name: client.value.name, ...onlyDefined({ phone: phone?.number }) },
      visit: written,
      seen: written === null ? null : seenOf(shownOfVisit(written)),
      unsettled: written === null ? [] : unsettledFields(written),
      warnings: vitalWarnings(
        prefer(preferences.vitalRanges),
        animalOf(pet.value, context),
        written?.measurements ?? [],
      ).map(({ measurement, what, side }) => ({ measurement, what, side })),
      charged: chargedFor(reader, booking.value),
      templates: prefer(preferences.visitTemplates).map((template) => ({ code: template.code, name: template.name })),
    });
  },
};

function patientOf(pet: Pet): Screen['patient'] {
  const { id, name, species, sex, neutered, born, deceased, allergies, alerts, problems } = pet;
  const kilograms = currentWeight(pet)?.kilograms;
  const known = onlyDefined({ born, deceased, kilograms });
  return { pet: id, name, species, sex, neutered, allergies, alerts, problems, ...known };
}

function animalOf(pet: Pet, context: QueryContext) {
  const { species, breedCode: breed, born } = pet;
  const ageMonths = born === undefined ? undefined : fullMonthsBetween(born, todayAt(context));
  return { species, breed, ageMonths, weight: currentWeight(pet)?.kilograms };
}

function chargedFor(reader: StoreReader, { id }: Booking): Screen['charged'] {
  const invoice = invoiceOfBooking(reader, id);
  if (invoice === undefined) return null;
  const { state } = invoice;
  const { total } = 'totals' in state ? state.totals : priceInvoice(invoice);
  const number = 'number' in state ? state.number : null;
  return { invoice: invoice.id, number, total, left: standingOf(reader, invoice).left };
}
