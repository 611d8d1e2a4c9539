import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { passportStatus } from '@lapka/shared/domain/passports/passport.ts';
import { detailsOfPet } from '@lapka/shared/domain/pets/pet-rules.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import { weightCurve } from '@lapka/shared/domain/pets/weight.ts';
import { settled } from '@lapka/shared/domain/records/entries.ts';
import { type MedicalRecord, records } from '@lapka/shared/domain/records/record.ts';
import type { Visit } from '@lapka/shared/domain/records/visit.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { lastDose } from '@lapka/shared/domain/vaccinations/vaccination.ts';
import { found, isOf } from '../../reading/found.ts';
import type { StoreReader } from '../../store/store.ts';
import { petLine } from '../desk/pet-line.ts';
import type { QueryFor } from '../query.ts';
import { unique, upcomingLines } from '../shown/booking-lines.ts';
import { warningsOf } from '../shown/warnings.ts';

export const card: QueryFor<'pets', 'card'> = {
  run(reader, { pet: id }, { now, desk }) {
    const pet = found(reader, pets, id);
    if (!pet.ok) return pet;
    const owner = found(reader, clients, pet.value.owner);
    if (!owner.ok) return owner;
    const today = dateAt(now, desk.zone);
    const book = reader.find(records, { where: { pet: id }, sort: { by: 'date', descending: true } });
    const visits = book.filter((entry) => isOf(entry, 'VISIT')).filter(({ status }) => status !== 'VOIDED');
    return ok({
      line: petLine(pet.value, owner.value),
      seen: seenOf(detailsOfPet(pet.value)),
      ...shownOf(pet.value),
      coOwners: coOwnersOf(reader, pet.value),
      warnings: warningsOf(pet.value),
      problems: pet.value.problems
        .filter(({ state }) => state.status === 'ACTIVE')
        .map(({ id: problem, text, since }) => ({ id: problem, text, ...onlyDefined({ since }) })),
      weights: weightCurve(pet.value.weights).map(({ at, kilograms }) => ({ at, kilograms })),
      passports: pet.value.passports.map((passport) => ({
        passport: passport.id,
        number: passport.numberAsTyped,
        template: passport.template,
        status: passportStatus(passport),
        entries: passport.entries,
      })),
      visits: visits.slice(0, 3).map(visitLine),
      drugs: visits.flatMap((visit) => drugsOn(visit, today)),
      vaccines: dosesOf(book, today),
      upcoming: upcomingLines(reader, reader.find(bookings, { where: { pet: id, date: { from: today } } }), () => ({})),
    });
  },
};

function shownOf(pet: Pet) {
  const { state, sex, neutered, bornIsEstimate, chips, tattoos, registrations } = pet;
  const { latinName, breedCode, breed, born, deceased, coat, features, photo, note } = pet;
  const always = { state, sex, neutered, bornIsEstimate, chips, tattoos, registrations };
  return { ...always, ...onlyDefined({ latinName, breedCode, breed, born, deceased, coat, features, photo, note }) };
}

function coOwnersOf(reader: StoreReader, { coOwners }: Pet) {
  const people = reader.getMany(
    clients,
    coOwners.map(({ client }) => client),
  );
  return people.map(({ id, name, phones }) => ({ client: id, name, ...onlyDefined({ phone: phones[0]?.number }) }));
}

/** Where two texts wait to be joined, the first stands in the list. */
function visitLine({ id, date, status, vetName, reason, diagnosis }: Visit) {
  const shown = (entries: Visit['reason']): string => settled(entries) ?? entries[0]?.value ?? '';
  const is = status === 'SIGNED' ? status : ('DRAFT' as const);
  return { record: id, date, status: is, vet: vetName, reason: shown(reason), diagnosis: shown(diagnosis) };
}

function drugsOn({ id, prescriptions }: Visit, today: CivilDate) {
  const replaced = new Set(prescriptions.map(({ replaces }) => replaces));
  return prescriptions.flatMap((each) => {
    if (each.kind !== 'DOSED' || replaced.has(each.id)) return [];
    const until = addDays(each.date, each.days - 1);
    return each.date <= today && today <= until
      ? [{ record: id, name: each.medicine.name, from: each.date, until }]
      : [];
  });
}

function dosesOf(book: readonly MedicalRecord[], today: CivilDate) {
  const given = book.filter((entry) => isOf(entry, 'VACCINATION'));
  return unique(given.map(({ vaccine }) => vaccine)).flatMap((vaccine) => {
    const dose = lastDose(given, vaccine);
    if (dose === undefined) return [];
    const { id, date, nextDue } = dose;
    return [
      { record: id, vaccine, date, ...onlyDefined({ nextDue }), overdue: nextDue !== undefined && nextDue < today },
    ];
  });
}
