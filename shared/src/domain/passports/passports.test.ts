import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { quantity } from '../../base/quantity.ts';
import { zone } from '../../base/zone.ts';
import { aChip, aPassport, aPet } from '../../testing/builders/pet.ts';
import { aStamp, nine, today } from '../../testing/builders/stamp.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import type { Acceptance, Proposal } from '../acceptance.ts';
import { taskSchema } from '../inbox/task.ts';
import { acceptPet, petNeeds } from '../pets/pet-acceptance.ts';
import { petsCollection } from '../pets/pet-collection.ts';
import { mergePets } from '../pets/pet-merge.ts';
import { type Pet, petSchema } from '../pets/pet.ts';
import { addPassportEntry, type DoseForPassport, strikeDose, voidPassportEntry, writeDose } from './entry-rules.ts';
import { correctNumber } from './passport-clash.ts';
import { type PassportEntry, passportEntrySchema } from './passport-entry.ts';
import { parsePassportNumber } from './passport-number.ts';
import { closePassport, issuePassport, recordPassport } from './passport-rules.ts';
import { passportTemplates } from './passport-templates.ts';
import { type Passport, passportSchema, passportStatus } from './passport.ts';

const stamp = aStamp({ minute: 5 });
const context = { stamp, today };
const world = (...all: readonly Pet[]) => worldOf({ pets: all }, [petsCollection]);
const chipped = aPet({ chips: [aChip()] });
const id = derivedId('Passport', 'new');
const request = { id, template: 'EU-2026', number: 'xx 001-2345' };
const issue = { on: today, vet: derivedId('Staff', 'U2'), vetName: 'Mikhail Orlov', blank: '000123' };
const number = (text: string) => {
  const parsed = parsePassportNumber(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};

describe('the number of a passport', () => {
  it.each([
    ['xx 00-123 45', 'XX0012345'],
    ['XX0012345', 'XX0012345'],
    ['Хх – 00 12345', 'XX0012345'],
    ['№ 000417', '000417'],
    ['ВЕТ-12/3', 'BET12/3'],
    ['ЖЮ 12-3', 'ЖЮ123'],
  ])('typed as %s is compared as %s (C-30)', (typed, normalised) => {
    expect(parsePassportNumber(typed)).toEqual({ ok: true, value: normalised });
  });

  it.each(['', '12', 'ABC', '!!!!1', 'X'.repeat(41)])('is refused when it is %j', (typed) => {
    expect(parsePassportNumber(typed)).toMatchObject({ error: { code: 'NOT_A_PASSPORT_NUMBER' } });
    expectRuleWithstands(parsePassportNumber, 30);
  });

  it('is the same after it was normalised once more', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'Z', 'ж', 'А', '0', '7', '-', ' ', '№'), maxLength: 30 }),
        (typed) => {
          const once = parsePassportNumber(typed);
          expect(once.ok ? parsePassportNumber(once.value) : once).toEqual(once);
        },
      ),
    );
  });

  it('leaves what was typed beside it', () => {
    const recorded = recordPassport(chipped, request, {}, world(), context);
    expect(recorded).toMatchObject({ value: { passports: [{ number: 'XX0012345', numberAsTyped: 'xx 001-2345' }] } });
  });
});

describe('a passport', () => {
  it('is issued for a marked animal, of a form that is in force (§7.1)', () => {
    const issued = issuePassport(chipped, request, issue, world(), context);
    expect(issued).toMatchObject({
      value: { passports: [{ template: 'EU-2026', issue: { where: 'HERE', blank: '000123' }, recorded: stamp }] },
    });
    expect(issued.ok && petSchema.safeParse(issued.value).success).toBe(true);
  });

  it.each<[string, Pet, Partial<typeof request>, Partial<typeof issue>, string]>([
    ['an animal without a chip', aPet(), {}, {}, 'ANIMAL_NOT_MARKED'],
    ['a day before the chip', chipped, {}, { on: civilDate('2021-07-31') }, 'TEMPLATE_NOT_ISSUABLE'],
    ['a form that is not issued any more', chipped, { template: 'EU-577/2013' }, {}, 'TEMPLATE_NOT_ISSUABLE'],
    ['a form nobody knows', chipped, { template: 'MARS-1' }, {}, 'TEMPLATE_UNKNOWN'],
    ['a species the form is not for', aPet({ ...chipped, species: 'RABBIT' }), {}, {}, 'TEMPLATE_NOT_FOR_SPECIES'],
    ['a number that does not fit the form', chipped, { number: '0012345' }, {}, 'NUMBER_NOT_OF_TEMPLATE'],
    ['a number that is none', chipped, { number: '?' }, {}, 'NOT_A_PASSPORT_NUMBER'],
    ['tomorrow', chipped, {}, { on: civilDate('2026-11-17') }, 'DATE_IN_FUTURE'],
    ['a deceased animal', aPet({ ...chipped, deceased: today }), {}, {}, 'PET_DECEASED'],
    [
      'an animal that has one',
      aPet({ ...chipped, passports: [aPassport({ number: number('XX777') })] }),
      {},
      {},
      'PASSPORT_IN_USE',
    ],
  ])('is not issued for %s', (_, pet, wrong, when, code) => {
    expect(issuePassport(pet, { ...request, ...wrong }, { ...issue, ...when }, world(), context)).toMatchObject({
      error: { code },
    });
  });

  it('of the old EU form was issued until 21 April 2026 and may still be recorded', () => {
    const old = { ...request, template: 'EU-577/2013' };
    const on = (day: string) => ({ ...issue, on: civilDate(day) });
    expect(issuePassport(chipped, old, on('2026-04-21'), world(), context).ok).toBe(true);
    expect(issuePassport(chipped, old, on('2026-04-22'), world(), context)).toMatchObject({
      error: { code: 'TEMPLATE_NOT_ISSUABLE' },
    });
    expect(issuePassport(chipped, request, on('2026-04-21'), world(), context)).toMatchObject({
      error: { code: 'TEMPLATE_NOT_ISSUABLE' },
    });
    expect(recordPassport(chipped, old, { on: civilDate('2020-01-01'), by: 'Klinik' }, world(), context)).toMatchObject(
      {
        value: { passports: [{ issue: { where: 'ELSEWHERE', by: 'Klinik' } }] },
      },
    );
  });

  it('from a clinic’s own booklet needs no chip', () => {
    expect(
      issuePassport(aPet(), { ...request, template: 'RU-FREE', number: '77/12' }, issue, world(), context).ok,
    ).toBe(true);
  });

  it('has a number nobody else ever had, also not on a lost one (R-023, C-30)', () => {
    const other = aPet({
      id: derivedId('Pet', 'Rex'),
      name: 'Рекс',
      passports: [aPassport({ state: { status: 'LOST', on: today } })],
    });
    const taken = recordPassport(chipped, request, {}, world(other), context);
    expect(taken).toMatchObject({
      error: { code: 'PASSPORT_NUMBER_TAKEN', details: { number: 'XX0012345', name: 'Рекс', pet: other.id } },
    });
    const own = aPet({ ...chipped, passports: [aPassport({ state: { status: 'LOST', on: today } })] });
    expect(recordPassport(own, request, {}, world(own), context)).toMatchObject({
      error: { code: 'PASSPORT_NUMBER_TAKEN' },
    });
  });

  it('is lost, cancelled or replaced once and for all', () => {
    const pet = aPet({ passports: [aPassport()] });
    const lost = closePassport(pet, aPassport().id, { status: 'LOST', on: today }, context);
    if (!lost.ok) throw new Error('expected a lost passport');
    expect(lost.value.passports.map(passportStatus)).toEqual(['LOST']);
    expect(closePassport(lost.value, aPassport().id, { status: 'REPLACED', on: today, by: id }, context)).toMatchObject(
      { error: { code: 'PASSPORT_CLOSED' } },
    );
    expect(closePassport(pet, id, { status: 'LOST', on: today }, context)).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect(closePassport(pet, aPassport().id, { status: 'LOST', on: civilDate('2026-11-17') }, context)).toMatchObject({
      error: { code: 'DATE_IN_FUTURE' },
    });
  });

  it('has a form with its own dates, sections and basis in law', () => {
    expect(passportTemplates.map(({ code }) => code)).toEqual(['EU-577/2013', 'EU-2026', 'EAEU-317', 'RU-FREE']);
    for (const { sections, basis, issuableFrom } of passportTemplates) {
      expect(sections).toContain('RABIES');
      expect(basis.length).toBeGreaterThan(10);
      expect(issuableFrom < today).toBe(true);
    }
  });
});

describe('the lines of a passport', () => {
  const passport = aPassport();
  const pet = aPet({ passports: [passport] });
  const line = (name: string) =>
    ({ id: derivedId('PassportEntry', name), vetName: 'M. Orlov', state: { status: 'VALID' } }) as const;
  const titre: PassportEntry = {
    ...line('t'),
    kind: 'RABIES_TITRE',
    sampled: today,
    laboratory: 'Lab',
    unitsPerMillilitre: quantity(0.5),
  };
  const dose: DoseForPassport = {
    record: derivedId('Record', 'dose'),
    product: 'Rabies vaccine',
    manufacturer: 'Maker',
    batch: 'RB2407',
    date: today,
    diseases: ['RABIES'],
    validFrom: civilDate('2026-12-07'),
    validUntil: civilDate('2027-11-15'),
    vetName: 'M. Orlov',
  };

  it('are written into a passport in use that has a section for them', () => {
    const written = addPassportEntry(pet, passport.id, titre, context);
    expect(written).toMatchObject({ value: { passports: [{ entries: [titre] }] } });
    const booklet = aPet({ passports: [aPassport({ template: 'RU-FREE' })] });
    expect(addPassportEntry(booklet, passport.id, titre, context)).toMatchObject({
      error: { code: 'NOT_IN_THIS_TEMPLATE' },
    });
    expect(addPassportEntry(pet, id, titre, context)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(addPassportEntry(pet, passport.id, { ...titre, sampled: civilDate('2026-11-17') }, context)).toMatchObject({
      error: { code: 'DATE_IN_FUTURE' },
    });
    for (const closed of [
      { state: { status: 'LOST', on: today } },
      { uniqueness: { kind: 'CONFLICT', pet: pet.id, passport: id } },
    ] as const) {
      expect(addPassportEntry(aPet({ passports: [aPassport(closed)] }), passport.id, titre, context)).toMatchObject({
        error: { code: 'PASSPORT_CLOSED' },
      });
    }
  });

  it('are struck out with a reason and stay', () => {
    const written = aPet({ passports: [aPassport({ entries: [titre] })] });
    const struck = voidPassportEntry(written, passport.id, titre.id, 'wrong animal', stamp);
    expect(struck).toMatchObject({
      value: { passports: [{ entries: [{ id: titre.id, state: { status: 'VOIDED', reason: 'wrong animal' } }] }] },
    });
    expect(struck.ok && voidPassportEntry(struck.value, passport.id, titre.id, 'again', stamp)).toMatchObject({
      error: { code: 'ALREADY_VOIDED' },
    });
    expect(voidPassportEntry(written, passport.id, titre.id, ' ', stamp)).toMatchObject({
      error: { code: 'REASON_MISSING' },
    });
    expect(voidPassportEntry(pet, passport.id, titre.id, 'x', stamp)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('show a rabies dose with the days on which it is valid (story 1)', () => {
    const written = writeDose(pet, dose, stamp);
    expect(written.passports[0]?.entries).toMatchObject([
      {
        kind: 'RABIES',
        batch: 'RB2407',
        date: '2026-11-16',
        validFrom: '2026-12-07',
        validUntil: '2027-11-15',
        record: dose.record,
      },
    ]);
    expect(petSchema.safeParse(written).success).toBe(true);
    expect(writeDose(written, dose, stamp)).toEqual(written);
    expect(writeDose(aPet(), dose, stamp)).toEqual(aPet());
  });

  it('show rabies and the other diseases of a combined vaccine each in its section', () => {
    const entries = writeDose(pet, { ...dose, diseases: ['RABIES', 'LEPTOSPIROSIS'] }, stamp).passports[0]?.entries;
    expect(entries).toMatchObject([{ kind: 'RABIES' }, { kind: 'OTHER_VACCINATION', diseases: ['LEPTOSPIROSIS'] }]);
  });

  it('are struck out when the dose is voided', () => {
    const struck = strikeDose(writeDose(pet, dose, stamp), dose.record, 'wrong batch', stamp);
    expect(struck.passports[0]?.entries).toMatchObject([{ state: { status: 'VOIDED', reason: 'wrong batch' } }]);
    expect(strikeDose(struck, dose.record, 'again', stamp)).toBe(struck);
  });

  it('are the same on two devices that both wrote the dose', () => {
    const [x, y] = [writeDose(pet, dose, aStamp({ device: 'a' })), writeDose(pet, dose, aStamp({ device: 'b' }))];
    expect(mergePets(pet, x, y).passports[0]?.entries).toHaveLength(1);
  });

  it('withstand hostile input', () => {
    const tapeworm = {
      ...line('w'),
      kind: 'TAPEWORM',
      product: 'x',
      at: instantSchema.parse('2026-11-16T07:00:00.000Z'),
      zone: zone('Europe/Moscow'),
    };
    expectSchemaWithstands(passportEntrySchema, titre, 60);
    expectSchemaWithstands(passportEntrySchema, tapeworm, 60);
    expectSchemaWithstands(
      passportSchema,
      aPassport({ entries: writeDose(pet, dose, stamp).passports[0]?.entries ?? [] }),
    );
  });
});

describe('one number in two pets, found at sync (C-30)', () => {
  const holder = (name: string, minute: number, given: Partial<Passport> = {}): Pet =>
    aPet({
      id: derivedId('Pet', name),
      name,
      passports: [aPassport({ id: derivedId('Passport', name), recorded: aStamp({ minute, device: name }), ...given })],
      changed: aStamp({ minute, device: name }),
    });
  const accept = (wanted: Pet, stored: Pet | undefined, others: readonly Pet[], base = stored): Acceptance<Pet> => {
    const proposal: Proposal<Pet> = { wanted, stored, base, device: stamp.device, now: nine };
    const known = stored === undefined ? others : [...others, stored];
    return acceptPet(proposal, announced(world(...known), petNeeds(proposal)));
  };
  /** What the server holds after a push, pets by id. */
  const after = (server: ReadonlyMap<string, Pet>, wanted: Pet, base?: Pet): Map<string, Pet> => {
    const stored = server.get(wanted.id);
    const others = [...server.values()].filter((pet) => pet.id !== wanted.id);
    const decision = accept(wanted, stored, others, base ?? stored);
    const next = new Map(server);
    const isTold = decision.kind !== 'park' || decision.also.some(({ collection }) => collection === 'inbox');
    if (!isTold) throw new Error('parked without a task');
    const isPlain = decision.kind === 'accept' || decision.kind === 'refuse';
    next.set(wanted.id, isPlain ? wanted : decision.document);
    for (const { collection, document, base: seen } of isPlain ? [] : (decision.also ?? [])) {
      const present = server.get(document.id);
      if (collection !== 'pets' || present === undefined) continue;
      next.set(document.id, mergePets(seen as Pet, document as Pet, present));
    }
    return next;
  };
  const [early, late] = [holder('early', 1), holder('late', 2)];

  it('parks the later one with a task that shows both booklets', () => {
    const decision = accept(late, undefined, [early]);
    expect(decision).toMatchObject({
      kind: 'park',
      reason: 'PASSPORT_CLASH',
      document: {
        passports: [
          { number: 'XX0012345', numberAsTyped: 'XX 00-123 45', uniqueness: { kind: 'CONFLICT', pet: early.id } },
        ],
      },
    });
    const tasks = decision.kind === 'park' ? decision.also.map(({ document }) => taskSchema.parse(document)) : [];
    expect(tasks).toMatchObject([
      {
        task: 'PASSPORT_CLASH',
        subject: { id: late.id },
        details: { keeps: { name: 'early' }, inConflict: { name: 'late' } },
      },
    ]);
    expect(decision.kind === 'park' && decision.document.passports.map(passportStatus)).toEqual(['CONFLICT']);
    expect(decision.kind === 'park' && petsCollection.keys(decision.document)).toContainEqual({
      key: 'passport',
      value: 'XX0012345',
      unique: false,
    });
  });

  it('puts the later one in conflict also when the earlier one arrives last', () => {
    const decision = accept(early, undefined, [late]);
    expect(decision).toMatchObject({
      kind: 'merge',
      document: early,
      also: [
        {
          collection: 'pets',
          document: {
            id: late.id,
            passports: [{ uniqueness: { kind: 'CONFLICT', passport: early.passports[0]?.id } }],
          },
        },
        { collection: 'inbox', document: { task: 'PASSPORT_CLASH' } },
      ],
    });
  });

  it('counts lost passports, too', () => {
    const lost = holder('early', 1, { state: { status: 'LOST', on: today } });
    expect(accept(late, undefined, [lost])).toMatchObject({ kind: 'park' });
  });

  it('says it once: a later edit of a pet in conflict is just an edit', () => {
    const parked = accept(late, undefined, [early]);
    if (parked.kind !== 'park') throw new Error('expected a parked pet');
    const edited: Pet = { ...parked.document, name: 'renamed', changed: stamp };
    expect(accept(edited, parked.document, [early])).toEqual({ kind: 'accept' });
  });

  it('ends for the other one when the number that was typed wrong is corrected', () => {
    const server = after(after(new Map(), early), late);
    const stored = server.get(early.id);
    if (stored === undefined) throw new Error('expected the pet');
    const corrected = correctNumber(
      stored,
      derivedId('Passport', 'early'),
      'XX 00-123 46',
      world(...server.values()),
      stamp,
    );
    if (!corrected.ok) throw new Error(corrected.error.code);
    const healed = after(server, corrected.value);
    expect([...healed.values()].flatMap(({ passports }) => passports.map(passportStatus))).toEqual([
      'ACTIVE',
      'ACTIVE',
    ]);
  });

  it('is not corrected into a number that is taken', () => {
    const server = after(after(new Map(), early), late);
    const stored = server.get(late.id) ?? late;
    const wrong = correctNumber(stored, derivedId('Passport', 'late'), 'XX0012345', world(...server.values()), stamp);
    expect(wrong).toMatchObject({ error: { code: 'PASSPORT_NUMBER_TAKEN' } });
    expect(correctNumber(stored, id, 'XX1', world(), stamp)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('finds one booklet that two desks recorded for one pet', () => {
    const base = aPet();
    const desk = (name: string, minute: number): Pet => ({
      ...base,
      passports: [aPassport({ id: derivedId('Passport', name), recorded: aStamp({ minute, device: name }) })],
      changed: aStamp({ minute, device: name }),
    });
    const decision = accept(desk('b', 2), desk('a', 1), [], base);
    expect(decision).toMatchObject({ kind: 'park', also: [{ document: { task: 'PASSPORT_CLASH' } }] });
    expect(decision.kind === 'park' && decision.document.passports.map(passportStatus).toSorted()).toEqual([
      'ACTIVE',
      'CONFLICT',
    ]);
  });

  it('comes out the same in whatever order the desks reach the server, with one passport that keeps the number', () => {
    const holders = ['a', 'b', 'c', 'd'].map((name, index) => holder(name, index % 3));
    fc.assert(
      fc.property(fc.shuffledSubarray(holders, { minLength: 4 }), (order) => {
        const outcome = (pushed: readonly Pet[]) => {
          const server = pushed.reduce<Map<string, Pet>>((held, pet) => after(held, pet), new Map());
          return holders.map(({ id: pet }) => server.get(pet)?.passports.map(({ uniqueness }) => uniqueness));
        };
        expect(outcome(order)).toEqual(outcome(holders));
        expect(
          outcome(order)
            .flat()
            .filter((each) => each?.kind === 'UNIQUE'),
        ).toHaveLength(1);
      }),
    );
  });
});
