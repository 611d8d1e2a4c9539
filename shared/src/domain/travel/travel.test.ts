import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, type CivilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { type Instant, instantSchema, plusMinutes } from '../../base/instant.ts';
import { quantity } from '../../base/quantity.ts';
import { zone } from '../../base/zone.ts';
import { aChip, aPassport, aPet } from '../../testing/builders/pet.ts';
import type { EntryOf, PassportEntry } from '../passports/passport-entry.ts';
import type { Pet } from '../pets/pet.ts';
import { judgeRabies, protectingDose, type RabiesDose } from './rabies-validity.ts';
import { type TravelLaw, travelLaw, travelLaws } from './travel-law.ts';
import { type Journey, travelReadiness } from './travel-readiness.ts';

const law = (destination: string, day = '2026-11-16'): TravelLaw => {
  const found = travelLaw(destination, civilDate(day));
  if (found === undefined) throw new Error(`no law for ${destination}`);
  return found;
};
const dose = (date: string, validUntil: string): RabiesDose => ({
  date: civilDate(date),
  validUntil: civilDate(validUntil),
});
const grown = { born: civilDate('2022-04-10'), marked: civilDate('2022-08-01') };

describe('the validity of a rabies vaccination (§7.1)', () => {
  it('begins on day 21 after a primary dose (story 1: 2026-11-16 is valid from 2026-12-07)', () => {
    expect(judgeRabies([dose('2026-11-16', '2027-11-15')], grown, law('DE'))).toEqual([
      { counts: true, as: 'PRIMARY', date: '2026-11-16', validFrom: '2026-12-07', validUntil: '2027-11-15' },
    ]);
  });

  it('goes on at once after a booster inside the validity, also on its last day', () => {
    const judged = judgeRabies([dose('2025-11-20', '2026-11-19'), dose('2026-11-19', '2027-11-18')], grown, law('DE'));
    expect(judged[1]).toMatchObject({ as: 'BOOSTER', validFrom: '2026-11-19' });
    expect(protectingDose(judged, civilDate('2026-11-19'))).toMatchObject({ as: 'BOOSTER' });
  });

  it('begins anew after a late dose', () => {
    const judged = judgeRabies([dose('2025-11-20', '2026-11-19'), dose('2026-11-20', '2027-11-19')], grown, law('DE'));
    expect(judged[1]).toMatchObject({ as: 'PRIMARY', validFrom: '2026-12-11' });
    expect(protectingDose(judged, civilDate('2026-12-10'))).toBeUndefined();
  });

  it('does not come earlier because of a second dose during the wait', () => {
    const judged = judgeRabies([dose('2026-11-16', '2027-11-15'), dose('2026-11-20', '2027-11-19')], grown, law('DE'));
    expect(judged[1]).toMatchObject({ as: 'BOOSTER', validFrom: '2026-12-07' });
  });

  it('needs an animal of 12 weeks', () => {
    const born = civilDate('2026-08-01');
    const at = (day: CivilDate) => judgeRabies([dose(day, '2027-10-01')], { born, marked: born }, law('DE'));
    expect(at(addDays(born, 83))).toMatchObject([{ counts: false, because: 'TOO_YOUNG' }]);
    expect(at(addDays(born, 84))).toMatchObject([{ counts: true }]);
  });

  it('needs the chip first, or on the same day', () => {
    const at = (marked: string | undefined) =>
      judgeRabies(
        [dose('2026-10-24', '2027-10-23')],
        { ...grown, marked: marked === undefined ? undefined : civilDate(marked) },
        law('DE'),
      );
    expect(at('2026-10-24')).toMatchObject([{ counts: true }]);
    expect(at('2026-10-25')).toMatchObject([{ counts: false, because: 'NOT_MARKED' }]);
    expect(at(undefined)).toMatchObject([{ counts: false, because: 'NOT_MARKED' }]);
  });

  it('does not depend on the order in which doses are listed', () => {
    const day = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(civilDate('2022-08-01'), days));
    const doses = fc.array(
      day.map((date) => ({ date, validUntil: addDays(date, 364) })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(doses, (all) => {
        const judged = judgeRabies(all, grown, law('DE'));
        expect(judgeRabies(all.toReversed(), grown, law('DE'))).toEqual(judged);
        for (const each of judged) {
          expect(each.counts && each.validFrom >= each.date).toBe(true);
        }
      }),
    );
  });
});

describe('a travel law', () => {
  it('is the one in force at the destination on the day', () => {
    expect(law('DE', '2026-04-21').version).toBe('EU-2013');
    expect(law('DE', '2026-04-22').version).toBe('EU-2026');
    expect(law('KZ').version).toBe('EAEU-317');
    expect(travelLaw('AQ', civilDate('2026-11-16'))).toBeUndefined();
  });

  it('never holds together with another one for the same country', () => {
    const days = travelLaws.flatMap(({ from, until }) => [
      from,
      addDays(from, -1),
      ...(until === undefined ? [] : [until, addDays(until, 1)]),
    ]);
    const countries = [...new Set(travelLaws.flatMap((each) => each.countries))];
    for (const country of countries) {
      for (const day of days) {
        const inForce = travelLaws.filter(
          (each) =>
            each.countries.includes(country) && each.from <= day && (each.until === undefined || day <= each.until),
        );
        expect(inForce.length).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('the readiness for a journey', () => {
  const arrival = instantSchema.parse('2026-11-16T10:00:00.000Z');
  const hoursBefore = (hours: number): Instant => plusMinutes(arrival, -hours * 60);
  const journey: Journey = {
    destination: 'DE',
    from: 'RU',
    arrival,
    zone: zone('Europe/Berlin'),
    animals: 1,
    returning: false,
  };
  const line = (name: string) =>
    ({ id: derivedId('PassportEntry', name), vetName: 'M. Orlov', state: { status: 'VALID' } }) as const;
  const rabies = (date: string, validUntil: string): PassportEntry => ({
    ...line(`rabies ${date}`),
    kind: 'RABIES',
    product: 'V-RAB',
    batch: 'RB2407',
    date: civilDate(date),
    validFrom: civilDate(date),
    validUntil: civilDate(validUntil),
  });
  const others = (date: string, ...diseases: string[]): PassportEntry => ({
    ...line(`others ${date}`),
    kind: 'OTHER_VACCINATION',
    product: 'V-DHPPI',
    batch: 'D1',
    date: civilDate(date),
    diseases,
  });
  const titre = (sampled: string, units: number): PassportEntry => ({
    ...line(`titre ${sampled}`),
    kind: 'RABIES_TITRE',
    sampled: civilDate(sampled),
    laboratory: 'Reference laboratory',
    unitsPerMillilitre: quantity(units),
  });
  const tapeworm = (hours: number): EntryOf<'TAPEWORM'> => ({
    ...line(`tapeworm ${hours}`),
    kind: 'TAPEWORM',
    product: 'A-PRZ',
    at: hoursBefore(hours),
    zone: zone('Europe/Moscow'),
  });
  const travelling = (entries: PassportEntry[], pet: Partial<Pet> = {}): Pet =>
    aPet({ chips: [aChip()], passports: [aPassport({ entries })], ...pet });
  const valid = rabies('2026-03-01', '2027-02-28');
  const struck: PassportEntry = { ...valid, state: { status: 'VOIDED', voided: aPassport().recorded, reason: 'x' } };
  const answerOf = (pet: Pet, requirement: string, change: Partial<Journey> = {}) => {
    const readiness = travelReadiness(pet, { ...journey, ...change });
    if (!readiness.ok) throw new Error(readiness.error.code);
    return readiness.value.answers.find((answer) => answer.requirement === requirement);
  };

  it('is complete with chip, passport and a valid rabies vaccination, from a listed country', () => {
    expect(travelReadiness(travelling([valid]), journey)).toMatchObject({
      value: { ready: true, law: 'EU-2026', day: '2026-11-16' },
    });
  });

  it('says for each demand what is missing', () => {
    const readiness = travelReadiness(aPet(), { ...journey, animals: 6 });
    expect(readiness.ok && readiness.value.answers.filter(({ met }) => !met)).toEqual([
      { requirement: 'ANIMALS', met: false, because: 'TOO_MANY_ANIMALS' },
      { requirement: 'MARKING', met: false, because: 'NOT_MARKED' },
      { requirement: 'PASSPORT', met: false, because: 'NO_PASSPORT' },
      { requirement: 'RABIES', met: false, because: 'NO_DOSE' },
    ]);
    expect(answerOf(travelling([valid], { species: 'RABBIT' }), 'SPECIES')).toMatchObject({
      because: 'OTHER_RULES_FOR_SPECIES',
    });
  });

  it.each([
    [
      'still waiting, with the day it ends',
      [rabies('2026-11-16', '2027-11-15')],
      { because: 'STILL_WAITING', readyOn: '2026-12-07' },
    ],
    ['expired', [rabies('2025-03-01', '2026-02-28')], { because: 'EXPIRED' }],
    ['given too young', [rabies('2021-07-01', '2022-06-30')], { because: 'DOSE_TOO_YOUNG' }],
    ['given before the chip', [rabies('2021-07-30', '2022-07-29')], { because: 'DOSE_BEFORE_MARKING' }],
    ['struck out', [struck], { because: 'NO_DOSE' }],
  ])('sees that the rabies vaccination is %s', (_, entries, expected) => {
    expect(answerOf(travelling(entries), 'RABIES')).toMatchObject({ met: false, ...expected });
  });

  it('counts passports that are in use and good for the area only', () => {
    const [passport] = travelling([valid]).passports;
    if (passport === undefined) throw new Error('expected a passport');
    const lost = aPet({
      chips: [aChip()],
      passports: [{ ...passport, state: { status: 'LOST', on: civilDate('2026-11-01') } }],
    });
    const booklet = aPet({ chips: [aChip()], passports: [{ ...passport, template: 'RU-FREE' }] });
    for (const pet of [lost, booklet]) {
      expect(answerOf(pet, 'PASSPORT')).toMatchObject({ because: 'NO_PASSPORT' });
      expect(answerOf(pet, 'RABIES')).toMatchObject({ because: 'NO_DOSE' });
    }
  });

  it('takes an old tattoo for a chip', () => {
    const born = civilDate('2010-05-03');
    const tattooed = (on: string) =>
      travelling([valid], {
        born,
        chips: [],
        tattoos: [{ id: derivedId('Tattoo', '1'), number: 'RKF 1', on: civilDate(on) }],
      });
    expect(answerOf(tattooed('2011-07-02'), 'MARKING')).toMatchObject({ met: true });
    expect(answerOf(tattooed('2011-07-03'), 'MARKING')).toMatchObject({ met: false });
  });

  describe('with a blood test', () => {
    const chain = [rabies('2026-01-10', '2027-01-09')];
    const from = { from: 'TH' };

    it('needs none from a listed country, and one from others', () => {
      expect(answerOf(travelling(chain), 'TITRE')).toMatchObject({ met: true, by: 'NOT_NEEDED' });
      expect(answerOf(travelling(chain), 'TITRE', from)).toMatchObject({ because: 'NO_SAMPLE' });
    });

    it.each([
      ['0.5 units are enough', '2026-03-01', 0.5, { met: true }],
      ['less is too low', '2026-03-01', 0.499, { because: 'TITRE_TOO_LOW' }],
      ['30 days after the vaccination is early enough', '2026-02-09', 1, { met: true }],
      ['29 days is too early', '2026-02-08', 1, { because: 'SAMPLE_TOO_EARLY' }],
      ['3 months before entry is enough', '2026-08-16', 1, { met: true }],
      ['a day less has to wait', '2026-08-17', 1, { because: 'STILL_WAITING', readyOn: '2026-11-17' }],
    ])('%s', (_, sampled, units, expected) => {
      expect(answerOf(travelling([...chain, titre(sampled, units)]), 'TITRE', from)).toMatchObject(expected);
    });

    it('is not repeated while boosters are in time', () => {
      const boosted = [
        rabies('2024-01-10', '2025-01-09'),
        rabies('2025-01-09', '2026-01-08'),
        rabies('2026-01-08', '2027-01-07'),
      ];
      const late = [
        rabies('2024-01-10', '2025-01-09'),
        rabies('2025-01-10', '2026-01-09'),
        rabies('2026-01-08', '2027-01-07'),
      ];
      expect(answerOf(travelling([...boosted, titre('2024-03-01', 2)]), 'TITRE', from)).toMatchObject({ met: true });
      expect(answerOf(travelling([...late, titre('2024-03-01', 2)]), 'TITRE', from)).toMatchObject({
        because: 'EXPIRED',
      });
    });

    it('needs no wait for coming back', () => {
      const pet = travelling([...chain, titre('2026-11-10', 2)]);
      expect(answerOf(pet, 'TITRE', from)).toMatchObject({ because: 'STILL_WAITING' });
      expect(answerOf(pet, 'TITRE', { ...from, returning: true })).toMatchObject({ met: true });
    });
  });

  describe('to a country without the fox tapeworm', () => {
    it.each(['FI', 'IE', 'MT', 'NO', 'XI', 'GB'])('%s wants dogs treated 24 to 120 hours before', (destination) => {
      const at = (hours: number) => answerOf(travelling([valid, tapeworm(hours)]), 'TAPEWORM', { destination });
      expect([23.99, 24, 120, 120.01].map((hours) => at(hours)?.met)).toEqual([false, true, true, false]);
      expect(at(23.5)).toMatchObject({ because: 'TREATED_OUTSIDE_HOURS' });
      expect(answerOf(travelling([valid]), 'TAPEWORM', { destination })).toMatchObject({ because: 'NOT_TREATED' });
    });

    it('wants nothing of cats, elsewhere, or from another such country', () => {
      expect(answerOf(travelling([valid], { species: 'CAT' }), 'TAPEWORM', { destination: 'FI' })).toMatchObject({
        by: 'NOT_NEEDED',
      });
      expect(answerOf(travelling([valid]), 'TAPEWORM')).toMatchObject({ by: 'NOT_NEEDED' });
      expect(answerOf(travelling([valid]), 'TAPEWORM', { destination: 'FI', from: 'NO' })).toMatchObject({
        by: 'NOT_NEEDED',
      });
    });
  });

  describe('inside the EAEU', () => {
    const toKazakhstan = { destination: 'KZ', zone: zone('Asia/Almaty') };
    const five = ['DISTEMPER', 'HEPATITIS', 'PARVOVIRUS', 'LEPTOSPIROSIS'];
    const booklet = (entries: PassportEntry[], pet: Partial<Pet> = {}) =>
      aPet({ passports: [aPassport({ template: 'RU-FREE', entries })], ...pet });

    it('wants all vaccinations 20 days before, and no chip', () => {
      const papers = [rabies('2026-10-27', '2027-10-26'), others('2026-10-27', ...five)];
      expect(travelReadiness(booklet(papers), { ...journey, ...toKazakhstan })).toMatchObject({
        value: { ready: true, law: 'EAEU-317' },
      });
      const late = [rabies('2026-10-28', '2027-10-27'), others('2026-10-28', ...five)];
      expect(answerOf(booklet(late), 'RABIES', toKazakhstan)).toMatchObject({
        because: 'STILL_WAITING',
        readyOn: '2026-11-17',
      });
      expect(answerOf(booklet(late), 'VACCINATIONS', toKazakhstan)).toMatchObject({
        because: 'STILL_WAITING',
        readyOn: '2026-11-17',
      });
    });

    it('names the diseases that are missing, and fewer for cats', () => {
      const papers = [rabies('2026-03-01', '2027-02-28'), others('2026-03-01', 'DISTEMPER', 'PARVOVIRUS')];
      expect(answerOf(booklet(papers), 'VACCINATIONS', toKazakhstan)).toMatchObject({
        because: 'DISEASES_MISSING',
        diseases: ['HEPATITIS', 'LEPTOSPIROSIS'],
      });
      expect(answerOf(booklet(papers, { species: 'CAT' }), 'VACCINATIONS', toKazakhstan)).toMatchObject({
        diseases: ['PANLEUKOPENIA'],
      });
    });

    it('takes two animals as personal, not three', () => {
      expect(answerOf(booklet([]), 'ANIMALS', { ...toKazakhstan, animals: 2 })).toMatchObject({ met: true });
      expect(answerOf(booklet([]), 'ANIMALS', { ...toKazakhstan, animals: 3 })).toMatchObject({
        because: 'TOO_MANY_ANIMALS',
      });
    });
  });

  it('is not guessed where the law is unknown', () => {
    expect(travelReadiness(travelling([valid]), { ...journey, destination: '__proto__' })).toMatchObject({
      error: { code: 'NO_TRAVEL_LAW' },
    });
  });
});
