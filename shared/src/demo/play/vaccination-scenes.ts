import { present } from '../../base/assert.ts';
import { quantity } from '../../base/quantity.ts';
import { writeDose } from '../../domain/passports/entry-rules.ts';
import { type Pet, pets } from '../../domain/pets/pet.ts';
import { records } from '../../domain/records/record.ts';
import { defaultProtocols } from '../../domain/vaccinations/default-protocols.ts';
import { recordVaccination, type VaccinationRequest } from '../../domain/vaccinations/vaccination-rules.ts';
import { clinicName, deviceOf } from '../organisation/branch.ts';
import type { DosePlan } from '../plan/doses.ts';
import type { StagedVisit } from './booking-scenes.ts';
import type { Show } from './show.ts';
import { type Act, granted } from './stage.ts';

/** A vet gives a dose on a visit: out of the fridge, into the book and into the passport. */
export function vaccinate({ show, plan }: StagedVisit, dose: DosePlan, minute: number): void {
  const { seat } = plan;
  const place = show.place(seat.place);
  show.at(seat.day, minute, seat.place, (at) =>
    show.stage.act(
      'records.vaccinate',
      show.scene(seat.post, deviceOf(seat.post, seat.place), at, seat.place),
      (act) => {
        const product = show.catalogue.product(dose.vaccine);
        const date = show.date(seat.day);
        const id = act.id<'Record'>();
        const take = {
          how: 'USE' as const,
          product,
          quantity: quantity(1),
          stockroom: show.catalogue.stockroom(place).id,
          about: { paper: 'RECORD' as const, record: id },
          price: null,
        };
        const moved = show.cupboard.take(act, date, take);
        const batch = show.cupboard.batch(present(moved[0], 'a dose').batch);
        const given = {
          kind: 'HERE' as const,
          vet: show.branch.staff(seat.post),
          product: product.code,
          batch: { number: batch.lot, expires: present(batch.expiry ?? undefined, 'an expiry') },
          site: '',
        };
        enter(
          show,
          act,
          dose,
          { id, administration: given, vetName: show.cast.signature(seat.post, show.branch) },
          place.index,
        );
      },
    ),
  );
}

/** A dose is copied from the papers an owner brought along. */
export function copyDose(show: Show, dose: DosePlan): void {
  const day = Math.max(dose.pet.since, dose.day + 3);
  show.at(day, 1045, 0, (at) =>
    show.stage.act('records.vaccinate', show.scene('CHIEF', 'VT-2', at, 0), (act) => {
      const elsewhere = { id: act.id<'Record'>(), administration: { kind: 'ELSEWHERE' as const } };
      enter(show, act, dose, { ...elsewhere, vetName: show.cast.signature('CHIEF', show.branch) }, 0, day);
    }),
  );
}

function enter(
  show: Show,
  { stamp, put }: Act,
  dose: DosePlan,
  given: Pick<VaccinationRequest, 'id' | 'administration' | 'vetName'>,
  place: 0 | 1,
  enteredOn = dose.day,
): void {
  const pet: Pet = show.pet(dose.pet);
  const { language } = show.branch;
  const reason = language === 'ru' ? 'По согласованию с владельцем' : 'As agreed with the owner';
  const request: VaccinationRequest = {
    ...given,
    vaccine: dose.vaccine,
    date: show.date(dose.day),
    location: show.place(place).id,
    product: { name: show.catalogue.product(dose.vaccine).name[language].slice(0, 120) },
    clinicName: clinicName[language],
    startsSeries: false,
    atRisk: false,
    due: dose.due === undefined ? { by: 'PROTOCOL' } : { by: 'VET', date: show.date(dose.due), reason },
  };
  const situation = {
    pet,
    history: show.dosesOf(pet.id),
    protocols: defaultProtocols.protocols,
    validity: { validOnDueDay: false },
    today: show.date(enteredOn),
  };
  const { vaccination, recalculated, passportRow } = granted(recordVaccination(situation, request, stamp));
  show.keepDoses(pet.id, [vaccination, ...recalculated]);
  for (const document of [vaccination, ...recalculated]) put(records, document);
  const written = passportRow === undefined ? pet : writeDose(pet, passportRow, stamp);
  if (written !== pet) put(pets, written);
}
