import { failure } from '@lapka/shared/base/failure.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { invoiceOfBooking } from '@lapka/shared/domain/invoices/reading.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { type LabelFields, labelOf } from '@lapka/shared/domain/records/label.ts';
import type { DosedPrescription } from '@lapka/shared/domain/records/prescription.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import type { Visit } from '@lapka/shared/domain/records/visit.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import { clinicOf } from '../../reading/clinic.ts';
import { found, foundOf } from '../../reading/found.ts';
import type { StoreReader } from '../../store/store.ts';
import type { QueryFor } from '../query.ts';

export const label: QueryFor<'records', 'label'> = {
  run(reader, { record: id, prescription: wanted }, { desk }) {
    const clinic = clinicOf(reader, desk);
    if (!clinic.ok) return clinic;
    const visit = foundOf(reader, records, 'VISIT', id);
    if (!visit.ok) return visit;
    const prescription = visit.value.prescriptions.find((each) => each.id === wanted);
    if (prescription?.kind !== 'DOSED') return err(failure('NOT_FOUND'));
    const pet = found(reader, pets, visit.value.pet);
    if (!pet.ok) return pet;
    const owner = reader.get(clients, pet.value.owner);
    const place = foundOf(reader, settings, 'LOCATION', visit.value.location);
    if (!place.ok) return place;
    const { organisation, language } = clinic.value;
    const { address, phone } = place.value;
    const { name, species } = pet.value;
    const { fields, missing } = labelOf(prescription, {
      clinic: { name: organisation.name[language], address, phone: phone ?? '' },
      vet: visit.value.vetName,
      owner: owner === undefined ? '' : fullName(owner.name, owner.language),
      pet: { name, species },
      batch: batchHandedOut(reader, visit.value, prescription),
      storage: productOf(reader, prescription)?.label.storage ?? '',
    });
    const { batch, medicine: written, ...rest } = fields;
    const { substance, strength, form } = written;
    const medicine = { name: written.name, substance, strength, form };
    return ok({
      label: { ...rest, medicine, warnings: [...fields.warnings], ...onlyDefined({ batch }) },
      missing: [...missing],
    });
  },
};

function productOf(reader: StoreReader, { medicine }: DosedPrescription) {
  if (medicine.code === undefined) return undefined;
  const [product] = reader.find(catalogue, { where: { kind: 'PRODUCT', code: medicine.code } });
  return product?.kind === 'PRODUCT' ? product : undefined;
}

/** The batch it was taken from when it was charged with the visit. */
function batchHandedOut(reader: StoreReader, { origin }: Visit, prescription: DosedPrescription): LabelFields['batch'] {
  const product = productOf(reader, prescription);
  const booking = origin.from === 'BOOKING' ? reader.get(bookings, origin.booking) : undefined;
  const invoice = booking === undefined ? undefined : invoiceOfBooking(reader, booking.id);
  const items = invoice?.lines.flatMap(({ item }) => (item.kind === 'PRODUCT' ? [item] : [])) ?? [];
  const taken = items.find((item) => item.product === product?.id)?.batches[0];
  const batch = taken === undefined ? undefined : reader.get(stock, taken.batch);
  if (batch?.kind !== 'BATCH' || batch.expiry === null) return undefined;
  return { number: batch.lot, expires: batch.expiry };
}
