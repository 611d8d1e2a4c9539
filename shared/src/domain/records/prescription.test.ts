import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { ofThousandths, quantity } from '../../base/quantity.ts';
import { aPrescription } from '../../testing/builders/prescription.ts';
import { at, staffId, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { amountForCourse, doseByWeight, type DoseRule, doseRuleSchema, timesIn } from './dose.ts';
import { type LabelSurroundings, labelOf } from './label.ts';
import { prescriptionLaw, prescriptionPack, prescriptionPacks } from './prescription-packs.ts';
import { isValidOn, needsPrescription, writePrescription } from './prescription-rules.ts';
import { type MedicineGroup, prescriptionSchema } from './prescription.ts';

const written = { by: { kind: 'STAFF', staff: staffId('U2') }, at: at('10:00'), date: today } as const;
const pack = (law: 'EU' | 'RU' | 'GB', date = today) => prescriptionPack(law, date)!;

function lastDay(law: 'EU' | 'RU' | 'GB', group: MedicineGroup, chronic = false): string | undefined {
  const { by: _by, at: _at, date: _date, law: _law, ...wanted } = aPrescription({ chronic, diagnosis: 'Пиодермия' });
  const medicine = { ...wanted.medicine, group };
  return given(writePrescription({ ...wanted, medicine }, pack(law), written)).law.validUntil;
}

describe('a prescription under the law (R-070)', () => {
  it('R-070: is valid 5 days for antimicrobials in the EU, 30 days in Russia and a year for chronic illness', () => {
    expect(lastDay('EU', 'ANTIMICROBIAL')).toBe('2026-11-21');
    expect(lastDay('EU', 'OTHER')).toBeUndefined();
    expect(lastDay('RU', 'ANTIMICROBIAL')).toBe('2026-12-16');
    expect(lastDay('RU', 'OTHER', true)).toBe('2027-11-16');
    expect(lastDay('GB', 'CONTROLLED')).toBe('2026-12-14');
  });

  it('keeps the law it was written under, and may be filled up to and including its last day', () => {
    const { law: _law, by: _by, at: _at, date: _date, ...wanted } = aPrescription();
    const prescription = given(writePrescription(wanted, pack('RU'), written));
    expect(prescription.law.pack).toBe('RU-776');
    expect(prescriptionSchema.parse(prescription)).toEqual(prescription);
    expect([
      isValidOn(prescription, civilDate('2026-12-16')),
      isValidOn(prescription, civilDate('2026-12-17')),
    ]).toEqual([true, false]);
  });

  it('must show the diagnosis for antimicrobials in the EU', () => {
    const { by: _by, at: _at, date: _date, law: _law, ...wanted } = aPrescription({ diagnosis: ' ' });
    expect(codeOf(writePrescription(wanted, pack('EU'), written))).toBe('DIAGNOSIS_NOT_SHOWN');
    expect(codeOf(writePrescription(wanted, pack('RU'), written))).toBe('ok');
  });

  it('is needed for the groups the law names', () => {
    expect(needsPrescription(pack('RU'), aPrescription())).toBe(true);
    const harmless = aPrescription();
    expect(needsPrescription(pack('RU'), { ...harmless, medicine: { ...harmless.medicine, group: 'OTHER' } })).toBe(
      false,
    );
  });

  it('follows a table of laws with the days they came into force', () => {
    expect(prescriptionPack('RU', civilDate('2025-02-28'))).toBeUndefined();
    expect(prescriptionPack('RU', civilDate('2025-03-01'))?.version).toBe('RU-776');
    expect(prescriptionLaw('RU', civilDate('2024-01-01')).version).toBe('RU-776');
    expect(prescriptionLaw('GB', today).version).toBe('GB-2013');
    expect(prescriptionLaw('DE', today).version).toBe('EU-2019/6');
    expect(new Set(prescriptionPacks.map(({ version }) => version)).size).toBe(prescriptionPacks.length);
  });
});

describe('a dose by weight', () => {
  /** Amoxicillin with clavulanic acid, 12.5 to 20 mg/kg, tablets of 250 mg in halves. */
  const rule: DoseRule = {
    perKg: quantity(12.5),
    leastPerKg: quantity(12.5),
    mostPerKg: quantity(20),
    strength: quantity(250),
    step: quantity(0.5),
  };

  it('is rounded to what can be divided, and to the safe side when the nearest step leaves the range', () => {
    expect(doseByWeight(quantity(20), rule)).toEqual({
      ok: true,
      value: { units: quantity(1), milligrams: quantity(250), perKg: quantity(12.5) },
    });
    expect(doseByWeight(quantity(25), rule)).toEqual({
      ok: true,
      value: { units: quantity(1.5), milligrams: quantity(375), perKg: quantity(15) },
    });
    // 22 kg: 275 mg is 1.1 tablets; one tablet is 11.364 mg/kg and too little, so it is one and a half.
    expect(doseByWeight(quantity(22), rule)).toMatchObject({ ok: true, value: { units: quantity(1.5) } });
  });

  it('of a liquid is exact to the step of the syringe', () => {
    const meloxicam: DoseRule = {
      perKg: quantity(0.1),
      leastPerKg: quantity(0.05),
      mostPerKg: quantity(0.2),
      strength: quantity(1.5),
      step: quantity(0.1),
    };
    expect(doseByWeight(quantity(25.2), meloxicam)).toMatchObject({ ok: true, value: { units: quantity(1.7) } });
  });

  it('is refused without a weight, outside the safe range, above the most at once, and where no step is safe', () => {
    expect(codeOf(doseByWeight(undefined, rule))).toBe('WEIGHT_UNKNOWN');
    expect(codeOf(doseByWeight(quantity(0), rule))).toBe('WEIGHT_UNKNOWN');
    expect(codeOf(doseByWeight(quantity(25), { ...rule, perKg: quantity(20.001) }))).toBe('DOSE_OUT_OF_RANGE');
    expect(codeOf(doseByWeight(quantity(4), rule))).toBe('DOSE_NOT_DIVISIBLE');
    expect(codeOf(doseByWeight(quantity(60), { ...rule, mostAtOnce: quantity(500) }))).toBe('DOSE_NOT_DIVISIBLE');
  });

  it('is always within the safe range, whole steps, and never a throw, whatever the numbers', () => {
    const amount = fc
      .oneof(fc.integer({ min: 1, max: 100_000_000 }), fc.integer({ min: 1, max: 50_000 }))
      .map(ofThousandths);
    const rules = fc.record({ perKg: amount, leastPerKg: amount, mostPerKg: amount, strength: amount, step: amount });
    fc.assert(
      fc.property(amount, rules, (weight, wanted) => {
        doseRuleSchema.parse(wanted);
        const dose = doseByWeight(weight, wanted);
        if (!dose.ok) return;
        expect(dose.value.units % wanted.step).toBe(0);
        const given = BigInt(dose.value.units) * BigInt(wanted.strength);
        expect(given >= BigInt(wanted.leastPerKg) * BigInt(weight)).toBe(true);
        expect(given <= BigInt(wanted.mostPerKg) * BigInt(weight)).toBe(true);
      }),
    );
  });
});

describe('the amount for a course', () => {
  it('counts the times in so many days and rounds up to what can be divided', () => {
    expect(timesIn({ every: 'HOURS', hours: 12 }, 7)).toBe(14);
    expect(timesIn({ every: 'HOURS', hours: 48 }, 7)).toBe(4);
    expect(timesIn({ every: 'DAYS', days: 30 }, 90)).toBe(3);
    expect(timesIn({ every: 'AS_NEEDED', mostPerDay: 3 }, 5)).toBe(15);
    expect(timesIn({ every: 'ONCE' }, 5)).toBe(1);
    const course = amountForCourse(quantity(1.5), { every: 'HOURS', hours: 12 }, 7, quantity(1));
    expect(course).toEqual({ ok: true, value: quantity(21) });
    expect(amountForCourse(quantity(0.25), { every: 'ONCE' }, 1, quantity(1))).toEqual({
      ok: true,
      value: quantity(1),
    });
  });

  it('is refused when it is larger than anything a clinic hands out', () => {
    expect(codeOf(amountForCourse(quantity(100_000), { every: 'HOURS', hours: 1 }, 366, quantity(1)))).toBe(
      'COURSE_TOO_LARGE',
    );
  });
});

describe('a label', () => {
  const surroundings: LabelSurroundings = {
    clinic: { name: 'Paw & Tail', address: '12 Embankment St.', phone: '+7 000 555-00-01' },
    vet: 'Mikhail Orlov',
    owner: 'Ирина Волкова',
    pet: { name: 'Барон', species: 'DOG' },
    batch: { number: 'AMC-B', expires: civilDate('2027-06-30') },
    storage: '',
  };

  it('has every field that any of the laws asks for', () => {
    const { fields, missing } = labelOf(aPrescription(), surroundings);
    expect(missing).toEqual([]);
    expect(fields).toMatchObject({
      date: '2026-11-16',
      medicine: { name: 'Амоксициллин/клавуланат', strength: '250 мг', form: 'таблетки' },
      quantity: { amount: quantity(21), unit: 'TABLET' },
      directions: {
        dose: { amount: quantity(1.5), unit: 'TABLET' },
        frequency: { every: 'HOURS', hours: 12 },
        days: 7,
      },
      warnings: ['FOR_ANIMAL_TREATMENT_ONLY', 'KEEP_OUT_OF_REACH_OF_CHILDREN', 'давать с кормом'],
    });
  });

  it('says what is missing', () => {
    const bare = { ...surroundings, clinic: { name: 'Paw & Tail', address: '', phone: '' }, batch: undefined };
    expect(labelOf(aPrescription(), bare).missing).toEqual(['clinic', 'batch']);
  });
});
