import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { plusDays, plusMinutes } from '../../base/instant.ts';
import { quantity } from '../../base/quantity.ts';
import { aClient } from '../../testing/builders/client.ts';
import { aChip, aPassport, aPet } from '../../testing/builders/pet.ts';
import { aStamp, nine, today } from '../../testing/builders/stamp.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import type { Proposal } from '../acceptance.ts';
import { eraseClient } from '../clients/erasure.ts';
import { taskSchema } from '../inbox/task.ts';
import type { Passport } from '../passports/passport.ts';
import type { PassportEntry } from '../passports/passport-entry.ts';
import { breeds, breedsOf } from './breeds.ts';
import { type ChipEntry, readChip } from './chip.ts';
import { markChip, putMark, putWarning, weighPet } from './findings-rules.ts';
import { addCoOwner, changeOwner, ownersOf, removeCoOwner } from './ownership-rules.ts';
import { acceptPet, petNeeds } from './pet-acceptance.ts';
import { petsCollection } from './pet-collection.ts';
import { mergePets, mergePetsWithReport } from './pet-merge.ts';
import {
  archivePet,
  changePet,
  isExpected,
  registerPet,
  reportDeath,
  restorePet,
  type TypedPet,
  withdrawDeath,
} from './pet-rules.ts';
import { type Pet, petSchema } from './pet.ts';
import { speciesGroup, speciesList } from './species.ts';
import { currentWeight, type Weight, weightCurve } from './weight.ts';

const stamp = aStamp({ minute: 5 });
const context = { stamp, today };
const irina = aClient();
const tom = aClient({ id: derivedId('Client', 'Tom Harris'), name: { given: 'Tom', family: 'Harris' } });
const baron = aPet();
const typed: TypedPet = {
  name: ' Рекс ',
  species: 'DOG',
  sex: 'MALE',
  neutered: 'NO',
  born: civilDate('2022-04-10'),
  bornIsEstimate: false,
};
const weight = (name: string, minute: number, kilograms: number): Weight => ({
  id: derivedId('Weight', name),
  at: plusMinutes(nine, minute),
  kilograms: quantity(kilograms),
  source: { kind: 'SCALES' },
});

describe('a pet', () => {
  it('is registered for an owner with what the desk typed (story 1, R-020, R-022)', () => {
    const registered = registerPet(
      derivedId('Pet', 'Rex'),
      irina,
      { ...typed, coat: 'рыжий', features: 'шрам на ухе', breed: 'метис' },
      context,
    );
    expect(registered).toMatchObject({
      value: {
        name: 'Рекс',
        owner: irina.id,
        ownerSince: today,
        species: 'DOG',
        born: '2022-04-10',
        coat: 'рыжий',
        features: 'шрам на ухе',
      },
    });
    expect(registered.ok && petSchema.safeParse(registered.value).success).toBe(true);
  });

  it('is not registered without a name, born tomorrow, or for an owner who is gone', () => {
    expect(registerPet(baron.id, irina, { ...typed, name: ' \u0000' }, context)).toMatchObject({
      error: { code: 'PET_NAME_MISSING' },
    });
    expect(registerPet(baron.id, irina, { ...typed, born: civilDate('2026-11-17') }, context)).toMatchObject({
      error: { code: 'DATE_IN_FUTURE' },
    });
    expect(registerPet(baron.id, eraseClient(irina, stamp), typed, context)).toMatchObject({
      error: { code: 'CLIENT_ERASED' },
    });
  });

  it('is changed without touching what has rules of its own', () => {
    const before = aPet({ weights: [weight('a', 0, 25)], passports: [aPassport()], coat: 'палевый', note: 'x' });
    const changed = changePet(before, typed, context);
    expect(changed).toMatchObject({
      value: { name: 'Рекс', weights: before.weights, passports: before.passports, changed: stamp },
    });
    expect(changed.ok && ['coat', 'note', 'breedCode', 'latinName'].some((field) => field in changed.value)).toBe(
      false,
    );
  });

  it('belongs to one of eight species, which make four groups (C-32)', () => {
    expect(speciesList.map(speciesGroup)).toEqual(['DOG', 'CAT', 'BIRD', 'OTHER', 'OTHER', 'OTHER', 'OTHER', 'OTHER']);
    expect(new Set(breeds.map(({ code }) => code)).size).toBe(breeds.length);
    for (const species of speciesList) expect(breedsOf(species).length).toBeGreaterThan(0);
    for (const { code, ru, en } of breeds) {
      expect(petSchema.safeParse(aPet({ breedCode: code, breed: ru })).success).toBe(true);
      expect(en).not.toBe('');
    }
  });

  it('dies on a day that has come, and the day can be corrected or taken back', () => {
    const died = reportDeath(baron, civilDate('2026-11-15'), context);
    if (!died.ok) throw new Error('expected a death');
    expect(isExpected(baron)).toBe(true);
    expect(isExpected(died.value)).toBe(false);
    expect(reportDeath(died.value, civilDate('2026-11-15'), context)).toEqual({ ok: true, value: died.value });
    expect(reportDeath(died.value, civilDate('2026-11-14'), context)).toMatchObject({
      value: { deceased: '2026-11-14' },
    });
    expect(reportDeath(baron, civilDate('2026-11-17'), context)).toMatchObject({ error: { code: 'DATE_IN_FUTURE' } });
    expect(reportDeath(baron, civilDate('2021-05-02'), context)).toMatchObject({ error: { code: 'BEFORE_BIRTH' } });
    const back = withdrawDeath(died.value, stamp);
    expect(back.ok && isExpected(back.value)).toBe(true);
    expect(withdrawDeath(baron, stamp)).toMatchObject({ error: { code: 'NOT_DECEASED' } });
  });

  it('is taken off the list without losing its history (R-012, R-025, C-53)', () => {
    const archived = archivePet(aPet({ weights: [weight('a', 0, 25)] }), 'REMOVED_BY_OWNER', stamp);
    expect(archived).toMatchObject({
      state: { status: 'ARCHIVED', reason: 'REMOVED_BY_OWNER' },
      weights: [{}],
      name: 'Барон',
    });
    expect(isExpected(archived)).toBe(false);
    expect(isExpected(restorePet(archived, stamp))).toBe(true);
  });

  it('withstands hostile input', () => {
    const line = { id: derivedId('PassportEntry', '1'), vetName: 'x', state: { status: 'VALID' } } as const;
    const full = aPet({
      coOwners: [{ client: tom.id, since: today }],
      pastOwners: [{ id: derivedId('Ownership', '1'), client: tom.id, role: 'PRIMARY', until: today }],
      weights: [weight('a', 0, 25)],
      allergies: [
        { id: derivedId('Allergy', '1'), substance: 'penicillin', severity: 'SEVERE', state: { status: 'ACTIVE' } },
      ],
      alerts: [{ id: derivedId('Alert', '1'), kind: 'BITES', state: { status: 'ACTIVE' } }],
      problems: [
        {
          id: derivedId('Problem', '1'),
          text: 'CKD',
          code: { system: 'SNOMED', code: '1' },
          state: { status: 'ACTIVE' },
        },
      ],
      chips: [aChip()],
      registrations: [{ id: derivedId('Registration', '1'), registry: 'Horriot', number: '1' }],
      passports: [aPassport({ entries: [{ ...line, kind: 'OTHER', date: today, text: 'x' }] })],
      deceased: today,
    });
    expectSchemaWithstands(petSchema, full, 300);
    expectRuleWithstands((text) => {
      const wild = { ...typed, name: text, coat: text, features: text, note: text, breed: text, latinName: text };
      const result = registerPet(baron.id, irina, wild, context);
      return result.ok && !petSchema.safeParse(result.value).success ? { ok: false, error: 'does not parse' } : result;
    });
  });
});

describe('the owners of a pet (C-31)', () => {
  it('change with a date, and the one before stays in the history', () => {
    const sold = changeOwner(baron, tom, civilDate('2026-11-10'), 'продан', context);
    expect(sold).toMatchObject({
      value: {
        owner: tom.id,
        ownerSince: '2026-11-10',
        pastOwners: [{ client: irina.id, role: 'PRIMARY', from: '2021-07-01', until: '2026-11-10', reason: 'продан' }],
      },
    });
    expect(changeOwner(baron, irina, today, '', context)).toMatchObject({ error: { code: 'ALREADY_OWNER' } });
    expect(changeOwner(baron, tom, civilDate('2026-11-17'), '', context)).toMatchObject({
      error: { code: 'DATE_IN_FUTURE' },
    });
    expect(changeOwner(baron, eraseClient(tom, stamp), today, '', context)).toMatchObject({
      error: { code: 'CLIENT_ERASED' },
    });
  });

  it('are one primary owner and co-owners, who may become primary', () => {
    const shared = addCoOwner(baron, tom, civilDate('2026-01-01'), context);
    if (!shared.ok) throw new Error('expected a co-owner');
    expect(ownersOf(shared.value)).toEqual([irina.id, tom.id]);
    expect(addCoOwner(shared.value, tom, today, context)).toMatchObject({ error: { code: 'ALREADY_OWNER' } });
    expect(addCoOwner(baron, irina, today, context)).toMatchObject({ error: { code: 'ALREADY_OWNER' } });
    expect(changeOwner(shared.value, tom, today, '', context)).toMatchObject({
      value: {
        coOwners: [],
        pastOwners: [
          { client: irina.id, role: 'PRIMARY' },
          { client: tom.id, role: 'CO_OWNER', from: '2026-01-01' },
        ],
      },
    });
    const left = removeCoOwner(shared.value, tom.id, today, 'переехал', context);
    expect(left).toMatchObject({
      value: { coOwners: [], pastOwners: [{ client: tom.id, role: 'CO_OWNER', until: today }] },
    });
    expect(removeCoOwner(baron, tom.id, today, '', context)).toMatchObject({ error: { code: 'NOT_CO_OWNER' } });
  });

  it('keep everything medical with the animal (C-29)', () => {
    const before = aPet({ weights: [weight('a', 0, 25)], passports: [aPassport()], alerts: [] });
    const sold = changeOwner(before, tom, today, '', context);
    expect(sold).toMatchObject({ value: { weights: before.weights, passports: before.passports } });
  });
});

describe('the weight of a pet', () => {
  const weigh = (pet: Pet, entry: Weight, confirmed = false) =>
    weighPet(pet, entry, confirmed, plusDays(nine, 1), stamp);

  it('is the one of the latest exam, also when an older exam arrives later (story 8, R-024)', () => {
    const later = weigh(baron, weight('b', 100, 25.2));
    if (!later.ok) throw new Error('expected a weight');
    const older = weigh(later.value, weight('a', 10, 25));
    expect(older.ok && currentWeight(older.value)?.kilograms).toBe(quantity(25.2));
    expect(older.ok && weightCurve(older.value.weights).map(({ kilograms }) => kilograms)).toEqual([
      quantity(25),
      quantity(25.2),
    ]);
    expect(currentWeight(baron)).toBeUndefined();
  });

  it('is corrected by entering it again', () => {
    const pet = aPet({ weights: [weight('a', 0, 52)] });
    expect(weigh(pet, weight('a', 0, 25))).toMatchObject({
      value: { weights: { length: 1, 0: { kilograms: quantity(25) } } },
    });
  });

  it.each([0.009, 120.001, 0, -1])('cannot be %s kg', (kilograms) => {
    expect(weigh(baron, weight('a', 0, kilograms))).toMatchObject({
      error: { code: 'MEASUREMENT_OUT_OF_LIMITS', details: { least: '0.01', most: '120' } },
    });
  });

  it('asks when it changed by more than 15 % since the exam before', () => {
    const pet = aPet({ weights: [weight('a', 0, 20), weight('c', 200, 40)] });
    expect(weigh(pet, weight('b', 100, 23)).ok).toBe(true);
    expect(weigh(pet, weight('b', 100, 23.001))).toMatchObject({
      error: { code: 'WEIGHT_CHANGE_UNCONFIRMED', details: { before: '20', change: 15 } },
    });
    expect(weigh(pet, weight('b', 100, 12))).toMatchObject({ error: { details: { change: -40 } } });
    expect(weigh(pet, weight('b', 100, 12), true).ok).toBe(true);
  });

  it('is not measured in the future', () => {
    expect(weighPet(baron, weight('a', 10, 25), false, nine, stamp)).toMatchObject({
      error: { code: 'MEASURED_IN_FUTURE' },
    });
  });
});

describe('the warnings of a pet', () => {
  it('are added and ended, and never disappear', () => {
    const bites = { id: derivedId('Alert', '1'), kind: 'BITES', state: { status: 'ACTIVE' } } as const;
    const warned = putWarning(baron, { list: 'alerts', item: bites }, stamp);
    if (!warned.ok) throw new Error('expected an alert');
    const ended = putWarning(
      warned.value,
      { list: 'alerts', item: { ...bites, state: { status: 'ENDED', on: today } } },
      stamp,
    );
    expect(ended).toMatchObject({ value: { alerts: [{ kind: 'BITES', state: { status: 'ENDED' } }] } });
    const allergy = {
      id: derivedId('Allergy', '1'),
      substance: 'пенициллин',
      severity: 'SEVERE',
      state: { status: 'ACTIVE' },
    } as const;
    const problem = { id: derivedId('Problem', '1'), text: 'ХБП', state: { status: 'ACTIVE' } } as const;
    expect(putWarning(baron, { list: 'allergies', item: allergy }, stamp)).toMatchObject({
      value: { allergies: [allergy] },
    });
    expect(putWarning(baron, { list: 'problems', item: problem }, stamp)).toMatchObject({
      value: { problems: [problem] },
    });
  });

  it('are limited, so that a document stays small', () => {
    const many = aPet({
      alerts: Array.from({ length: 100 }, (_, index) => ({
        id: derivedId('Alert', `${index}`),
        kind: 'OTHER',
        state: { status: 'ACTIVE' },
      })),
    });
    const one = { id: derivedId('Alert', 'one'), kind: 'BITES', state: { status: 'ACTIVE' } } as const;
    expect(putWarning(many, { list: 'alerts', item: one }, stamp)).toMatchObject({
      error: { code: 'TOO_MANY_ENTRIES', details: { list: 'alerts', most: 100 } },
    });
  });
});

describe('the marks of a pet beside the chip', () => {
  it('are old tattoos and entries in registers (§7.1)', () => {
    const tattoo = { id: derivedId('Tattoo', '1'), number: 'RKF 1234', on: civilDate('2011-05-01') };
    const registration = {
      id: derivedId('Registration', '1'),
      registry: 'Хорриот',
      number: '77-1',
      registeredAt: today,
    };
    expect(putMark(baron, { list: 'tattoos', item: tattoo }, stamp)).toMatchObject({ value: { tattoos: [tattoo] } });
    const registered = putMark(baron, { list: 'registrations', item: registration }, stamp);
    expect(registered).toMatchObject({ value: { registrations: [registration] } });
    const full = aPet({
      tattoos: Array.from({ length: 20 }, (_, index) => ({ ...tattoo, id: derivedId('Tattoo', `t${index}`) })),
    });
    expect(putMark(full, { list: 'tattoos', item: tattoo }, stamp)).toMatchObject({
      error: { code: 'TOO_MANY_ENTRIES' },
    });
  });
});

describe('a chip (§7.1)', () => {
  const scanned = (text: string): ChipEntry => ({ how: 'SCANNED', text });

  it('has 15 digits, however they are grouped', () => {
    for (const text of [
      '643094100000001',
      '643 094 100 000 001',
      '643.0941.00000001',
      '６４３０９４１０００００００１',
    ]) {
      expect(readChip(scanned(text), false)).toEqual({
        ok: true,
        value: { number: '643094100000001', standard: 'ISO_11784', warnings: [] },
      });
    }
    for (const text of ['', '64309410000000', '6430941000000012', '000000000000000', '64309410000000X']) {
      expect(readChip(scanned(text), false)).toMatchObject({ error: { code: 'CHIP_NOT_15_DIGITS' } });
    }
  });

  it.each([
    ['643094100000001', []],
    ['900032001234567', []],
    ['999000000000001', ['TEST_NUMBER']],
    ['001000000000001', ['UNKNOWN_PREFIX']],
    ['899000000000001', ['UNKNOWN_PREFIX']],
  ])('%s has the warnings %j about its prefix', (number, warnings) => {
    expect(readChip(scanned(number), false)).toMatchObject({ value: { warnings } });
  });

  it('is typed twice when it is not scanned, because it has no check digit', () => {
    const entry = { how: 'TYPED_TWICE', text: '643094100000001' } as const;
    expect(readChip({ ...entry, again: '643 094100000001' }, false).ok).toBe(true);
    expect(readChip({ ...entry, again: '643094100000010' }, false)).toMatchObject({
      error: { code: 'CHIP_ENTRIES_DIFFER' },
    });
  });

  it('from before the standard is kept with a flag', () => {
    expect(readChip(scanned('012*345*678'), false)).toMatchObject({ error: { code: 'CHIP_NOT_15_DIGITS' } });
    expect(readChip(scanned('012*345*678'), true)).toMatchObject({
      value: { number: '012*345*678', standard: 'OLD', warnings: ['OLD_CHIP'] },
    });
    expectRuleWithstands((text) => readChip({ how: 'TYPED_TWICE', text, again: text }, true));
  });

  it('is noted once, with how and when it came in', () => {
    const chip = { id: derivedId('Chip', '1'), marked: { how: 'READ', on: today }, place: 'шея слева' } as const;
    const marked = markChip(baron, chip, scanned('643094100000001'), false, stamp);
    if (!marked.ok) throw new Error('expected a chip');
    expect(marked.value.pet.chips).toMatchObject([
      { number: '643094100000001', entered: 'SCANNED', state: 'WORKS', marked: { how: 'READ' } },
    ]);
    const again = { ...chip, id: derivedId('Chip', '2') };
    expect(markChip(marked.value.pet, again, scanned('643094100000001'), false, stamp)).toMatchObject({
      error: { code: 'CHIP_ALREADY_THERE' },
    });
    const unborn = { ...chip, marked: { how: 'READ', on: civilDate('2021-05-02') } } as const;
    expect(markChip(baron, unborn, scanned('643094100000001'), false, stamp)).toMatchObject({
      error: { code: 'BEFORE_BIRTH' },
    });
  });
});

describe('changes of a pet on two devices', () => {
  const edit = (minute: number, device: string, changes: Partial<Pet>): Pet => ({
    ...baron,
    ...changes,
    changed: aStamp({ minute, device }),
  });
  const accept = (proposal: Pick<Proposal<Pet>, 'stored' | 'base' | 'wanted'>, others: readonly Pet[] = []) => {
    const whole = { ...proposal, device: stamp.device, now: nine };
    return acceptPet(whole, announced(worldOf({ pets: others }, [petsCollection]), petNeeds(whole)));
  };

  it('keep both weights, both allergies and both notes', () => {
    const allergy = (name: string) =>
      ({ id: derivedId('Allergy', name), substance: name, severity: 'MILD', state: { status: 'ACTIVE' } }) as const;
    const ours = edit(1, 'a', {
      weights: [weight('a', 0, 25)],
      allergies: [allergy('курица')],
      note: 'боится пылесоса',
    });
    const theirs = edit(2, 'b', {
      weights: [weight('b', 5, 25.2)],
      allergies: [allergy('пенициллин')],
      note: 'любит сыр',
    });
    const merged = mergePets(baron, ours, theirs);
    expect(merged.weights).toHaveLength(2);
    expect(merged.allergies.map(({ substance }) => substance).toSorted()).toEqual(['курица', 'пенициллин']);
    expect(merged.note).toBe('боится пылесоса\n— — —\nлюбит сыр');
  });

  it('keep a death that was reported on one of them, with the earlier day', () => {
    const died = edit(1, 'a', { deceased: civilDate('2026-11-15') });
    expect(mergePets(baron, died, edit(2, 'b', { name: 'Барон II' }))).toMatchObject({
      deceased: '2026-11-15',
      name: 'Барон II',
    });
    expect(mergePets(baron, died, edit(2, 'b', { deceased: civilDate('2026-11-14') })).deceased).toBe('2026-11-14');
    expect(mergePets(baron, died, edit(2, 'b', { deceased: civilDate('2026-11-16') })).deceased).toBe('2026-11-15');
  });

  it('let the later owner stand and show the other in a task', () => {
    const emma = aClient({ id: derivedId('Client', 'Emma') });
    const owned = (client: typeof tom, minute: number, device: string) => {
      const sold = changeOwner(baron, client, today, '', { ...context, stamp: aStamp({ minute, device }) });
      if (!sold.ok) throw new Error(sold.error.code);
      return sold.value;
    };
    const [stored, wanted] = [owned(tom, 1, 'a'), owned(emma, 2, 'b')];
    const accepted = accept({ stored, base: baron, wanted });
    expect(accepted).toMatchObject({ kind: 'merge', document: { owner: emma.id, pastOwners: [{ client: irina.id }] } });
    expect(accepted.kind === 'merge' && accepted.also?.map(({ document }) => taskSchema.parse(document))).toMatchObject(
      [
        {
          task: 'BOTH_CHANGED',
          details: { fields: [{ path: 'owner+ownerSince', kept: { owner: emma.id }, other: { owner: tom.id } }] },
        },
      ],
    );
  });

  it('are accepted as they are when nothing meets', () => {
    expect(accept({ stored: undefined, base: undefined, wanted: baron })).toEqual({ kind: 'accept' });
    expect(
      accept({ stored: baron, base: baron, wanted: edit(1, 'a', { chips: [aChip()], passports: [aPassport()] }) }),
    ).toEqual({ kind: 'accept' });
  });

  it('give a task when one chip is in two pets, once', () => {
    const other = aPet({ id: derivedId('Pet', 'Rex'), name: 'Рекс', chips: [aChip()] });
    const chipped = edit(1, 'a', { chips: [aChip({ id: derivedId('Chip', 'x') })] });
    const accepted = accept({ stored: baron, base: baron, wanted: chipped }, [other]);
    expect(accepted).toMatchObject({
      kind: 'merge',
      document: chipped,
      also: [
        { document: { task: 'CHIP_CLASH', details: { number: aChip().number, other: other.id, otherName: 'Рекс' } } },
      ],
    });
    expect(
      accept({ stored: chipped, base: chipped, wanted: { ...chipped, name: 'Барон II', changed: stamp } }, [other]),
    ).toEqual({ kind: 'accept' });
    const removed = aPet({ ...other, chips: [aChip({ state: 'REMOVED' })] });
    expect(accept({ stored: baron, base: baron, wanted: chipped }, [removed])).toEqual({ kind: 'accept' });
  });

  const line = (name: string, text: string, voided?: string): PassportEntry => ({
    id: derivedId('PassportEntry', name),
    vetName: 'M. Orlov',
    kind: 'OTHER',
    date: today,
    text,
    state: voided === undefined ? { status: 'VALID' } : { status: 'VOIDED', voided: stamp, reason: voided },
  });
  const passports = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('p', 'q').map((name) => derivedId('Passport', name)),
      state: fc.constantFrom<Passport['state']>(
        { status: 'ACTIVE' },
        { status: 'LOST', on: today },
        { status: 'CANCELLED', on: today, reason: 'x' },
      ),
      entries: fc.uniqueArray(
        fc.constantFrom(line('1', 'a'), line('1', 'b'), line('1', 'a', 'wrong'), line('2', 'c')),
        { selector: ({ id }) => id },
      ),
    }),
    { selector: ({ id }) => id, maxLength: 2 },
  );
  const changes = fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('a', 'b', 'c'),
      fc.record(
        {
          name: fc.constantFrom('Барон', 'Бароша', 'Baron'),
          deceased: fc.constantFrom(civilDate('2026-11-01'), civilDate('2026-11-02')),
          note: fc.constantFrom('боится', 'боится кошек', 'любит сыр'),
          features: fc.constantFrom('шрам', 'белое пятно'),
          weights: fc.uniqueArray(fc.constantFrom(weight('a', 0, 25), weight('a', 0, 24), weight('b', 9, 26)), {
            selector: ({ id }) => id,
          }),
          passports: passports.map((all) => all.map((each) => aPassport(each))),
          coOwners: fc.uniqueArray(
            fc.record({
              client: fc.constantFrom(tom.id, irina.id),
              since: fc.constantFrom(today, civilDate('2026-01-01')),
            }),
            {
              selector: ({ client }) => client,
            },
          ),
          alerts: fc.uniqueArray(
            fc.record({
              id: fc.constantFrom('1', '2').map((name) => derivedId('Alert', name)),
              kind: fc.constantFrom('BITES' as const, 'ANXIOUS' as const),
              state: fc.constantFrom<Pet['alerts'][number]['state']>(
                { status: 'ACTIVE' },
                { status: 'ENDED', on: today },
              ),
            }),
            { selector: ({ id }) => id },
          ),
        },
        { requiredKeys: [] },
      ),
      fc.option(fc.constantFrom(tom.id, irina.id)),
    )
    .map(([minute, device, change, owner]) =>
      edit(minute, device, { ...change, ...(owner !== null && { owner, ownerSince: today }) }),
    );
  const bases = [baron, { ...baron, passports: [aPassport({ entries: [line('1', 'a')] })] }];
  describeMergeLaws('pets', {
    merge: mergePets,
    changes,
    bases,
    schema: petSchema,
    runs: 80,
    typed: ({ name, note, features, weights, passports: all }) => [
      name,
      note ?? '',
      features ?? '',
      ...weights.map(({ kilograms }) => `${kilograms}`),
      ...all.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'OTHER' ? [entry.text] : []))),
    ],
    replaced: (base, ours, theirs) => mergePetsWithReport(base, ours, theirs).replaced,
  });
});
