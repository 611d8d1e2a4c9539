import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { mergeVisits } from '@lapka/shared/domain/records/visit-merge.ts';
import { starterTemplates } from '@lapka/shared/domain/records/templates.ts';
import type { Visit } from '@lapka/shared/domain/records/visit.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { shownOfVisit } from '@lapka/shared/domain/records/visit-content.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aPrescription } from '@lapka/shared/testing/builders/prescription.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { aVaccination } from '@lapka/shared/testing/builders/vaccination.ts';
import { aDraft, anEditor, changed, signed, writing } from '@lapka/shared/testing/builders/visit.ts';
import { noteKeptFile } from '../../reading/kept-files.ts';
import { baron, goods, irina } from '../clinic-documents.ts';
import type { FixtureClinic } from '../clinic-fixture.ts';
import type { ExamplesOf } from '../command-example.ts';
import { atWork, kept, tablets, todaysVisit } from './at-work.ts';

const pet = baron.id;
const booking = todaysVisit().id;
const draft: Visit = { ...aDraft([writing('reason', 'Limps')]), pet };
const given = { records: [draft] };
const closed = signed(draft, anEditor());

/** Two vets have written in one field without knowing of each other. */
const [mikhail, emily] = [anEditor('U2', 1), anEditor('U3', 2)];
const bothWrote = mergeVisits(
  draft,
  changed(draft, [writing('diagnosis', 'Pododermatitis')], mikhail),
  changed(draft, [writing('diagnosis', 'Foreign body?')], emily),
);
/** Somebody was still typing when it was signed. */
const typedLate = mergeVisits(draft, closed, changed(draft, [writing('notes', 'Call tomorrow')], emily));
const [lateEdit] = typedLate.status === 'SIGNED' ? typedLate.lateEdits : [];
const { by: _by, at: _at, date: _date, law: _law, ...prescription } = aPrescription();

const hash = 'a'.repeat(64);
const file = { hash, name: 'left-paw.jpg', description: '' };
const keptPicture = (clinic: FixtureClinic): void => {
  clinic.store.transact((transactor) => noteKeptFile(transactor, hash, { mediaType: 'image/jpeg', bytes: 12_345 }));
};

const givenHere = { where: 'HERE' as const, product: goods.rabies.id, batch: null, site: 'left shoulder', booking };
const vaccination = {
  pet,
  date: civilDate('2026-11-16'),
  given: givenHere,
  startsSeries: false,
  atRisk: false,
  due: { by: 'PROTOCOL' as const },
};
const vaccinated = kept((clinic) => clinic.as('U2').do.records.vaccinate({ ...clinic.once(), ...vaccination }));
const noted = kept((clinic) => clinic.as('U5').do.records.note({ ...clinic.once(), pet, text: 'Irina called' }));

export const recordExamples: ExamplesOf<'records'> = {
  saveDraft: {
    by: 'U2',
    given: atWork(),
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.saveDraft({ ...once, booking, changes: [writing('reason', 'Licks a paw for three days')] }),
  },
  voidDraft: {
    by: 'U2',
    given,
    writes: ['records'],
    call: (bridge, once) => bridge.do.records.voidDraft({ ...once, record: draft.id, reason: 'the wrong animal' }),
  },
  joinTexts: {
    by: 'U2',
    given: { records: [bothWrote] },
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.joinTexts({
        ...once,
        record: draft.id,
        change: {
          change: 'WRITE',
          field: 'diagnosis',
          text: 'Pododermatitis; no foreign body',
          seen: bothWrote.diagnosis.map((entry) => ({ at: entry.at, device: entry.device })),
        },
      }),
  },
  sign: {
    by: 'U2',
    given,
    writes: ['records'],
    call: (bridge, once) => bridge.do.records.sign({ ...once, record: draft.id, seen: seenOf(shownOfVisit(draft)) }),
  },
  addAddendum: {
    by: 'U3',
    given: { records: [closed] },
    writes: ['records'],
    call: (bridge, once) => bridge.do.records.addAddendum({ ...once, record: draft.id, text: 'The owner called' }),
  },
  settleLateEdit: {
    by: 'U2',
    given: { records: [typedLate] },
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.settleLateEdit({
        ...once,
        record: draft.id,
        lateEdit: lateEdit?.id ?? derivedId('LateEdit', 'none'),
        decision: { is: 'ADDED', text: 'Call tomorrow' },
      }),
  },
  prescribe: {
    by: 'U2',
    given: atWork(),
    writes: ['invoices', 'records', 'stock'],
    call: (bridge, once) => bridge.do.records.prescribe({ ...once, booking, prescription, dispense: tablets(14) }),
  },
  vaccinate: {
    by: 'U2',
    given: atWork(),
    writes: ['invoices', 'records', 'stock'],
    call: (bridge, once) => bridge.do.records.vaccinate({ ...once, ...vaccination }),
  },
  voidVaccination: {
    by: 'U2',
    given: atWork(),
    first: vaccinated.first,
    writes: ['records', 'stock'],
    call: (bridge, once, clinic) =>
      bridge.do.records.voidVaccination({ ...once, record: vaccinated.in(clinic).record, reason: 'the wrong vaccine' }),
  },
  setNextDue: {
    by: 'U2',
    given: { records: [aVaccination({ pet })] },
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.setNextDue({
        ...once,
        record: aVaccination().id,
        due: { by: 'VET', date: civilDate('2027-05-01'), reason: 'travels abroad' },
      }),
  },
  refuseVaccine: {
    by: 'U5',
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.refuseVaccine({ ...once, pet, vaccine: 'V-KC', reason: 'never meets other dogs' }),
  },
  measure: {
    by: 'U4',
    writes: ['pets', 'records'],
    call: (bridge, once) =>
      bridge.do.records.measure({
        ...once,
        pet,
        at: at('09:55'),
        measured: { what: 'WEIGHT', value: quantity(25.2) },
        remark: '',
        confirmed: false,
      }),
  },
  note: {
    by: 'U5',
    writes: ['records'],
    call: (bridge, once) => bridge.do.records.note({ ...once, pet, text: 'Irina called: he eats again' }),
  },
  enterResult: {
    by: 'U4',
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.enterResult({
        ...once,
        pet,
        laboratory: 'Vetlab',
        panel: 'Blood count',
        sampled: civilDate('2026-11-14'),
        values: [{ name: 'HCT', value: '44', unit: '%', reference: '37–55', flag: 'NORMAL' }],
        comment: '',
        files: [],
      }),
  },
  attach: {
    by: 'U5',
    first: keptPicture,
    writes: ['records'],
    call: (bridge, once) => bridge.do.records.attach({ ...once, pet, file }),
  },
  voidEntry: {
    by: 'U2',
    first: noted.first,
    writes: ['records'],
    call: (bridge, once, clinic) =>
      bridge.do.records.voidEntry({ ...once, record: noted.in(clinic).record, reason: 'another Irina' }),
  },
  changeTemplate: {
    by: 'U1',
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.records.changeTemplate({
        ...once,
        change: { do: 'REMOVE', code: starterTemplates[0]?.code ?? 'CHECK-UP' },
      }),
  },
  takeConsent: {
    by: 'U5',
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.takeConsent({
        ...once,
        paper: { is: 'NEW', pet, procedure: 'Dental cleaning', textVersion: '2026-01', text: 'I agree …' },
        answer: { answer: 'ACCEPTED', client: irina.id, name: 'Irina Volkova', how: { by: 'PAPER' }, remark: '' },
      }),
  },
  estimate: {
    by: 'U5',
    writes: ['records'],
    call: (bridge, once) =>
      bridge.do.records.estimate({
        ...once,
        pet,
        validUntil: civilDate('2026-12-16'),
        lines: [{ code: 'DENT', name: 'Dental cleaning', quantity: quantity(1), least: rub(4500), most: rub(7100) }],
      }),
  },
};
