import { present } from '../../base/assert.ts';
import { quantity } from '../../base/quantity.ts';
import { sha256Hex } from '../../base/hash.ts';
import { pets } from '../../domain/pets/pet.ts';
import { prescriptionPack } from '../../domain/records/prescription-packs.ts';
import type { WantedPrescription } from '../../domain/records/prescription-rules.ts';
import { records } from '../../domain/records/record.ts';
import { starterTemplates, templateChanges } from '../../domain/records/templates.ts';
import type { VisitChange } from '../../domain/records/visit-changes.ts';
import { changeVisit, type Editor, startVisit } from '../../domain/records/visit-rules.ts';
import { addAddendum, signVisit } from '../../domain/records/visit-signing.ts';
import type { Visit } from '../../domain/records/visit.ts';
import { weighedIn } from '../../domain/records/weighing.ts';
import { clinicName, deviceOf } from '../organisation/branch.ts';
import { chooserFor } from '../choices.ts';
import { type PrescriptionPlan, weightOn } from '../plan/book.ts';
import { addendumTexts, type CasePlan, cases } from '../words/cases.ts';
import { plainAdvice } from '../words/formulary.ts';
import { picture } from '../words/picture.ts';
import type { StagedVisit } from './booking-scenes.ts';
import { type Act, granted } from './stage.ts';

/** The vet writes the record while the patient is there, signs it afterwards, and now and then adds a line later. */
export function writeRecord(visit: StagedVisit, prescribed: readonly PrescriptionPlan[], length: number): void {
  const { show, plan } = visit;
  const { seat, record, hasAddendum } = plan;
  const device = deviceOf(seat.post, seat.place);
  let written: Visit | undefined;
  show.at(seat.day, seat.minute + 7, seat.place, (at) =>
    show.stage.act('records.saveDraft', show.scene(seat.post, device, at, seat.place), (act) => {
      const start = {
        booking: visit.booking,
        vet: show.branch.staff(seat.post),
        vetName: show.cast.signature(seat.post, show.branch),
        clinicName: clinicName[show.branch.language],
      };
      const draft = granted(
        startVisit(start, changesOf(visit, act, prescribed), surroundings(visit), editor(visit, act)),
      );
      written = draft;
      act.put(records, draft);
      const pet = show.pet(plan.pet);
      const weighed = weighedIn(pet, draft.id, draft.measurements, act.stamp);
      if (weighed !== pet) act.put(pets, weighed);
    }),
  );
  if (record !== 'SIGNED') return;
  show.at(seat.day, seat.minute + 7 + length, seat.place, (at) =>
    show.stage.act('records.sign', show.scene(seat.post, device, at, seat.place), (act) => {
      const draft = present(written, 'a draft');
      const more = prescribed.length === 0 ? [] : prescribed.map((each) => prescription(visit, act, each));
      const full =
        more.length === 0 ? draft : granted(changeVisit(draft, more, surroundings(visit), editor(visit, act)));
      written = granted(signVisit(full, editor(visit, act)));
      act.put(records, written);
    }),
  );
  if (!hasAddendum) return;
  show.at(seat.day + 2, 1050, seat.place, (at) =>
    show.stage.act('records.addAddendum', show.scene(seat.post, device, at, seat.place), (act) => {
      const text = show.branch.say(present(addendumTexts[seat.minute % addendumTexts.length], 'a text'));
      const signed = present(written, 'a record');
      act.put(records, granted(addAddendum(signed, { id: act.id(), text }, editor(visit, act))));
    }),
  );
}

function editor({ show, plan }: StagedVisit, { stamp }: Act): Editor {
  return { stamp, name: show.cast.signature(plan.seat.post, show.branch) };
}

function surroundings({ show, plan }: StagedVisit) {
  const today = show.date(plan.seat.day);
  return { today, law: present(prescriptionPack('RU', today), 'a law'), weights: show.pet(plan.pet).weights };
}

/** Seven of ten records begin with a template of the clinic; the others are typed. */
function changesOf(visit: StagedVisit, act: Act, prescribed: readonly PrescriptionPlan[]): VisitChange[] {
  const { show, plan } = visit;
  const { branch } = show;
  const { seat, pet, doses, service } = plan;
  const chooser = chooserFor(branch.options.seed, branch.index, `${pet.key} record ${seat.day}`);
  const code =
    doses.length > 0 ? 'VACCINATION' : service === 'CAST-CAT' || service === 'SPAY-DOG' ? 'SURGERY-OUT' : 'CHECK-UP';
  const isTemplate = code !== 'CHECK-UP' || (prescribed.length === 0 && chooser.chance(0.55));
  const texts = isTemplate
    ? templateChanges(
        undefined,
        present(
          starterTemplates.find((each) => each.code === code),
          code,
        ),
        branch.language,
      )
    : typed(visit, chooser.pick(cases));
  return [...texts, ...measurements(visit, act, chooser.between(380, 393)), ...attached(visit, act)];
}

function typed({ show }: StagedVisit, { reason, finding, diagnosis, treatment }: CasePlan): VisitChange[] {
  const say = (field: 'reason' | 'diagnosis' | 'treatment', text: typeof reason): VisitChange => ({
    change: 'WRITE',
    field,
    text: show.branch.say(text),
    seen: [],
  });
  const [system, text] = finding;
  return [
    say('reason', reason),
    { change: 'FIND', system, finding: { state: 'ABNORMAL', text: show.branch.say(text) }, seen: [] },
    { change: 'ALL_NORMAL' },
    say('diagnosis', diagnosis),
    say('treatment', treatment),
  ];
}

/** Fourteen weights make a curve; more of the same animal are not taken. */
function measurements({ show, plan }: StagedVisit, { id, now }: Act, tenths: number): VisitChange[] {
  const { pet, seat } = plan;
  const measure = (measured: Extract<VisitChange, { change: 'MEASURE' }>['measured']): VisitChange => ({
    change: 'MEASURE',
    id: id<'Measurement'>(),
    at: now,
    measured,
    confirmed: true,
  });
  const isWeighed = show.pet(pet).weights.length < 14;
  const isWarm = pet.species === 'DOG' || pet.species === 'CAT';
  return [
    ...(isWeighed ? [measure({ what: 'WEIGHT', value: quantity(weightOn(show.branch, pet, seat.day)) })] : []),
    ...(isWarm ? [measure({ what: 'TEMPERATURE', value: quantity(tenths / 10) })] : []),
  ];
}

function attached({ show, plan }: StagedVisit, { id }: Act): VisitChange[] {
  if (plan.files === 0) return [];
  const content = picture(plan.pet.key, plan.seat.day);
  const file = {
    hash: sha256Hex(content),
    name: `${plan.pet.name[1].toLowerCase()}.svg`,
    mediaType: 'image/svg+xml',
    bytes: content.length,
    description: show.branch.say({ ru: 'Снимок', en: 'Picture' }),
  };
  show.keepFile(file.hash, content);
  return [{ change: 'ATTACH', file: { id: id<'Attachment'>(), file } }];
}

function prescription({ show, plan }: StagedVisit, { id }: Act, planned: PrescriptionPlan): VisitChange {
  const common = {
    id: id<'Prescription'>(),
    diagnosis: show.branch.say({ ru: 'См. диагноз', en: 'See diagnosis' }),
    cascade: false,
  };
  if (planned.kind === 'ADVICE') {
    const text = show.branch.say(present(plainAdvice[planned.index], 'advice'));
    return prescribe({ ...common, kind: 'FREE_TEXT', chronic: false, group: 'OTHER', text });
  }
  const { medicine, dose, dispensed } = planned;
  const product = show.catalogue.product(medicine.code);
  const { language } = show.branch;
  const unit = unitNames[product.unit]?.[language] ?? product.unit.toLowerCase();
  return prescribe({
    ...common,
    kind: 'DOSED',
    chronic: plan.pet.problem !== undefined && medicine.days >= 30,
    medicine: {
      code: medicine.code,
      name: product.name[language],
      substance: medicine.substance,
      strength: medicine.strength,
      form: '',
      group: medicine.group,
    },
    dose: { amount: dose, unit: medicine.dose.by === 'UNIT' ? show.branch.say(medicine.dose.unit) : unit },
    route: show.branch.say(medicine.route),
    frequency: medicine.frequency,
    days: medicine.days,
    dispensed: { amount: dispensed, unit },
    instructions: show.branch.say(medicine.instructions),
    warnings: [],
    withdrawal: '',
  });
}

function prescribe(wanted: WantedPrescription): VisitChange {
  return { change: 'PRESCRIBE', prescription: wanted };
}

const unitNames: Readonly<Record<string, { readonly ru: string; readonly en: string }>> = {
  TABLET: { ru: 'табл.', en: 'tablet' },
  CAPSULE: { ru: 'капс.', en: 'capsule' },
  ML: { ru: 'мл', en: 'ml' },
  BOTTLE: { ru: 'фл.', en: 'bottle' },
};
