import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { VisitChange } from '@lapka/shared/domain/records/visit-changes.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { aPrescription } from '@lapka/shared/testing/builders/prescription.ts';
import { measuring, writing } from '@lapka/shared/testing/builders/visit.ts';
import { baron, batches, goods } from '../../testing/clinic-documents.ts';
import { type FixtureClinic, openFixtureClinic, refusalOf } from '../../testing/clinic-fixture.ts';
import { atWork, tablets, todaysVisit } from '../../testing/examples/at-work.ts';

let clinic: FixtureClinic;
beforeEach(async () => {
  clinic = await openFixtureClinic({ documents: atWork() });
});
afterEach(() => clinic.close());

const booking = todaysVisit().id;
const pet = baron.id;
const save = (...changes: VisitChange[]) =>
  clinic.as('U2').do.records.saveDraft({ ...clinic.once(), booking, changes });
const screen = () => clinic.as('U2').ask.records.visit({ booking });
const given = (batch: (typeof batches)['rabiesThen']['id'] | null = null) => ({
  where: 'HERE' as const,
  product: goods.rabies.id,
  batch,
  site: 'left shoulder',
  booking,
});
const dose = {
  pet,
  date: civilDate('2026-11-16'),
  startsSeries: false,
  atRisk: false,
  due: { by: 'PROTOCOL' as const },
};
const vaccinate = (of: Partial<ReturnType<typeof given>> = {}) =>
  clinic.as('U2').do.records.vaccinate({ ...clinic.once(), ...dose, given: { ...given(), ...of } });
const bill = () => clinic.as('U2').ask.money.invoice({ of: { what: 'VISIT', booking } });

describe('a draft', () => {
  it('starts with its first content and is one document however often it saves itself (R-072, C-42)', async () => {
    const [first, second] = [await save(writing('reason', 'Limps')), await save(writing('reason', 'Limps badly'))];
    expect(second.record).toBe(first.record);
    const { visit } = await screen();
    expect(visit?.reason.map(({ value }) => value)).toEqual(['Limps badly']);
    expect(clinic.read((reader) => reader.count(records, {}))).toBe(1);
  });

  it('puts what was weighed on the curve, and takes it off with the measurement (R-024)', async () => {
    const weighed = measuring({ what: 'WEIGHT', value: quantity(25.2) }, at('09:58'));
    await save(weighed);
    expect((await screen()).patient.kilograms).toBe(quantity(25.2));
    if (weighed.change !== 'MEASURE') throw new Error('not measured');
    await save(writing('notes', 'wrong dog'), { change: 'REMOVE_MEASUREMENT', id: weighed.id });
    expect((await screen()).patient.kilograms).toBe(quantity(25));
  });

  it('points out a temperature outside the range of the species', async () => {
    await save(measuring({ what: 'TEMPERATURE', value: quantity(40.4) }, at('09:58')));
    expect((await screen()).warnings).toMatchObject([{ what: 'TEMPERATURE', side: 'HIGH' }]);
  });

  it('fills with a template what nobody has written in', async () => {
    await save(writing('diagnosis', 'Healthy for his age'));
    const filled = { booking, changes: [], template: 'CHECK-UP' };
    await clinic.as('U2').do.records.saveDraft({ ...clinic.once(), ...filled });
    const { visit } = await screen();
    expect(visit?.diagnosis.map(({ value }) => value)).toEqual(['Healthy for his age']);
    expect(visit?.reason.map(({ value }) => value)).toEqual(['Плановый осмотр, жалоб нет.']);
    const unknown = { booking, changes: [], template: 'NONE' };
    const refused = clinic.as('U2').do.records.saveDraft({ ...clinic.once(), ...unknown });
    expect(await refusalOf(refused)).toBe('VISIT_TEMPLATE_UNKNOWN');
  });

  it('is not signed when somebody wrote after the screen was drawn (R-017)', async () => {
    const drawn = await save(writing('reason', 'Limps'));
    await save(writing('reason', 'Limps badly'));
    const signing = { record: drawn.record, seen: drawn.seen };
    expect(await refusalOf(clinic.as('U2').do.records.sign({ ...clinic.once(), ...signing }))).toBe(
      'CHANGED_MEANWHILE',
    );
  });

  it('names no file that this node does not keep (C-55)', async () => {
    const file = { hash: 'b'.repeat(64), name: 'x-ray.png', description: '' };
    const attached = clinic.as('U2').do.records.attach({ ...clinic.once(), pet, file });
    expect(await refusalOf(attached)).toBe('FILE_NOT_THERE');
  });
});

describe('a vaccination', () => {
  it('is card, stock and charge in one command: first expiring first, charged once per visit (R-074, V6)', async () => {
    expect(await vaccinate()).toMatchObject({ nextDue: '2027-11-16', validFrom: '2026-12-07' });
    const [line] = await clinic.as('U2').ask.records.card({ pet });
    expect(line).toMatchObject({ vaccine: 'V-RAB', batch: 'RB2407', validUntil: '2027-11-15', isLast: true });
    expect(await quantities()).toEqual({ RB2407: quantity(4), RB2411: quantity(12) });
    expect((await bill()).totals.total).toEqual(rub(2300));
    await vaccinate();
    expect((await bill()).totals.total).toEqual(rub(2300));
  });

  it('takes the batch that was scanned', async () => {
    await vaccinate({ batch: batches.rabiesThen.id });
    expect(await quantities()).toEqual({ RB2407: quantity(5), RB2411: quantity(11) });
  });

  it('that was a mistake is struck, and its dose lies in the cupboard again', async () => {
    const { record } = await vaccinate();
    await clinic.as('U2').do.records.voidVaccination({ ...clinic.once(), record, reason: 'wrong animal' });
    expect(await clinic.as('U2').ask.records.card({ pet })).toEqual([]);
    expect(await quantities()).toEqual({ RB2407: quantity(5), RB2411: quantity(12) });
  });

  it('leaves nothing behind when it is refused', async () => {
    const before = clinic.everything();
    const early = clinic.as('U2').do.records.vaccinate({
      ...clinic.once(),
      ...dose,
      date: civilDate('2026-11-17'),
      given: given(),
    });
    expect(await refusalOf(early)).toBe('DATE_IN_FUTURE');
    expect(clinic.everything()).toEqual(before);
    const notOne = clinic.as('U2').do.records.vaccinate({
      ...clinic.once(),
      ...dose,
      given: { ...given(), product: goods.tablets.id },
    });
    expect(await refusalOf(notOne)).toBe('NOT_A_VACCINE');
  });

  it('from the owner’s papers moves neither stock nor money', async () => {
    const papers = { where: 'ELSEWHERE' as const, vaccine: 'V-KC', product: '', batch: '', vet: '', clinic: '' };
    await clinic.as('U2').do.records.vaccinate({ ...clinic.once(), ...dose, given: papers });
    expect(await clinic.as('U2').ask.records.card({ pet })).toMatchObject([{ vaccine: 'V-KC', vet: '–', clinic: '–' }]);
    expect(await quantities()).toEqual({ RB2407: quantity(5), RB2411: quantity(12) });
  });

  it('offers the batches of what suits the animal, first expiring first', async () => {
    expect(await clinic.as('U2').ask.records.vaccines({ pet })).toMatchObject([
      { code: 'V-RAB', batches: [{ lot: 'RB2407', quantity: quantity(5) }, { lot: 'RB2411' }] },
    ]);
  });
});

describe('a prescription', () => {
  it('is written, handed out, charged, and has its label (R-070, §7.4)', async () => {
    const { by: _by, at: _at, date: _date, law: _law, ...wanted } = aPrescription();
    const medicine = { ...wanted.medicine, code: goods.tablets.code };
    const prescription = { ...wanted, medicine };
    const { record } = await clinic
      .as('U2')
      .do.records.prescribe({ ...clinic.once(), booking, prescription, dispense: tablets(14) });
    expect((await bill()).totals.total).toEqual(rub(1500 + 14 * 62));
    const { label, missing } = await clinic.as('U2').ask.records.label({ record, prescription: wanted.id });
    expect(label).toMatchObject({ batch: { number: 'A', expires: '2027-06-30' }, pet: { name: 'Барон' } });
    expect(missing).not.toContain('batch');
  });

  it('is dosed by weight, with what to hand out for the course (V5)', async () => {
    const rule = {
      perKg: quantity(12.5),
      leastPerKg: quantity(10),
      mostPerKg: quantity(20),
      strength: quantity(250),
      step: quantity(0.5),
    };
    const frequency = { every: 'HOURS' as const, hours: 12 };
    expect(await clinic.as('U2').ask.records.dose({ pet, rule, frequency, days: 7 })).toEqual({
      kilograms: quantity(25),
      units: quantity(1.5),
      milligrams: quantity(375),
      perKg: quantity(15),
      course: quantity(21),
    });
  });
});

describe('beside a visit', () => {
  it('a weight that was a mistake leaves the curve again', async () => {
    const measured = { what: 'WEIGHT' as const, value: quantity(26) };
    const weighing = { pet, at: at('09:50'), measured, remark: '', confirmed: false };
    const { record } = await clinic.as('U4').do.records.measure({ ...clinic.once(), ...weighing });
    const weights = () => clinic.read((reader) => reader.get(pets, pet)?.weights.length);
    expect(weights()).toBe(2);
    await clinic.as('U2').do.records.voidEntry({ ...clinic.once(), record, reason: 'the scales stood on the mat' });
    expect(weights()).toBe(1);
    const ahead = clinic.as('U4').do.records.measure({ ...clinic.once(), ...weighing, at: at('10:30') });
    expect(await refusalOf(ahead)).toBe('MEASURED_IN_FUTURE');
  });
});

async function quantities(): Promise<Record<string, number>> {
  const lying = await clinic.as('U2').ask.stock.batches({ product: goods.rabies.id });
  return Object.fromEntries(lying.map(({ lot, quantity: there }) => [lot, there]));
}
