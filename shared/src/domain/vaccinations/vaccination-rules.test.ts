import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import { aPassport, aPet } from '../../testing/builders/pet.ts';
import { aStamp, today } from '../../testing/builders/stamp.ts';
import { aVaccinationRequest } from '../../testing/builders/vaccination.ts';
import { codeOf, given } from '../../testing/given.ts';
import { expectSchemaWithstands } from '../../testing/hostile.ts';
import { strikeDose, writeDose } from '../passports/entry-rules.ts';
import type { Pet } from '../pets/pet.ts';
import { defaultProtocols } from './default-protocols.ts';
import {
  recordVaccination,
  setNextDue,
  type VaccinationRequest,
  type VaccinationSituation,
  voidVaccination,
} from './vaccination-rules.ts';
import {
  type GivenVaccination,
  lastDose,
  type Vaccination,
  vaccinationCard,
  vaccinationSchema,
} from './vaccination.ts';

const rex = aPet({ name: 'Рекс', born: civilDate('2022-04-10') });

const situation = (more: Partial<VaccinationSituation> = {}): VaccinationSituation => ({
  pet: rex,
  history: [],
  protocols: defaultProtocols.protocols,
  validity: { validOnDueDay: false },
  today,
  ...more,
});

const refused = (request: Partial<VaccinationRequest>, pet: Pet = rex): unknown => {
  const result = recordVaccination(situation({ pet }), aVaccinationRequest(request), aStamp());
  return result.ok ? 'ok' : result.error;
};

/** Doses of one vaccine on these days, each entered in its turn. */
function book(vaccine: string, dates: readonly string[], pet: Pet = rex): GivenVaccination[] {
  return dates.reduce<GivenVaccination[]>((history, date, index) => {
    const request = aVaccinationRequest({ vaccine, date: civilDate(date) });
    const at = situation({ pet, history, today: civilDate('2030-01-01') });
    const { vaccination, recalculated } = given(recordVaccination(at, request, aStamp({ minute: index })));
    return [...replaced(history, recalculated), vaccination];
  }, []);
}

function replaced<Each extends Vaccination>(history: readonly Each[], changed: readonly Each[]): Each[] {
  return history.map((dose) => changed.find(({ id }) => id === dose.id) ?? dose);
}

describe('recording a dose', () => {
  it('story 1: is one decision: record, validity, passport row, what to take from the stock and what to charge', () => {
    const request = aVaccinationRequest({ atRisk: false });
    const decision = given(recordVaccination(situation(), request, aStamp()));
    const { vaccination, recalculated, passportRow, consumption } = decision;
    expect(vaccination).toMatchObject({
      date: '2026-11-16',
      nextDue: '2027-11-16',
      standing: { counts: true, as: 'PRIMARY', number: 1, validFrom: '2026-12-07', validUntil: '2027-11-15' },
      diseases: ['RABIES'],
    });
    expect(vaccinationSchema.parse(vaccination)).toEqual(vaccination);
    expect(recalculated).toEqual([]);
    expect(passportRow).toMatchObject({
      batch: 'RB2407',
      diseases: ['RABIES'],
      validFrom: '2026-12-07',
      validUntil: '2027-11-15',
    });
    expect(consumption).toEqual({
      product: 'V-RAB',
      batch: { number: 'RB2407', expires: '2026-12-31' },
      doses: quantity(1),
      service: 'VAC-RAB',
      coveredBy: ['VAC-RAB', 'VAC-CPX'],
    });
  });

  it('R-073: keeps the names of the vet and the clinic of that day', () => {
    expect(given(recordVaccination(situation(), aVaccinationRequest(), aStamp())).vaccination).toMatchObject({
      vetName: 'Mikhail Orlov',
      clinicName: 'Paw & Tail',
    });
  });

  it('is refused with the exact reason', () => {
    const deceased = aPet({ ...rex, deceased: civilDate('2026-11-15') });
    expect(refused({}, deceased)).toEqual({
      code: 'PET_DECEASED',
      details: { name: 'Рекс', deceased: '2026-11-15' },
    });
    expect(refused({ date: civilDate('2026-11-17') })).toMatchObject({ code: 'DATE_IN_FUTURE' });
    expect(refused({ date: civilDate('2022-04-09') })).toMatchObject({ code: 'BEFORE_BIRTH' });
    expect(refused({ vaccine: 'V-NONE' })).toMatchObject({ code: 'VACCINE_UNKNOWN' });
    expect(refused({ vaccine: 'V-RCP' })).toMatchObject({ code: 'WRONG_SPECIES' });
    const expired = { number: 'RB2401', expires: addDays(today, -1) };
    const administration = aVaccinationRequest().administration;
    expect(refused({ administration: { ...administration, batch: expired } as never })).toEqual({
      code: 'BATCH_EXPIRED',
      details: { batch: 'RB2401', expires: '2026-11-15' },
    });
    const puppy = aPet({ ...rex, born: addDays(today, -83) });
    expect(refused({}, puppy)).toEqual({ code: 'TOO_YOUNG', details: { earliest: '2026-11-17' } });
    const reason = 'по инструкции';
    expect(refused({ due: { by: 'VET', date: today, reason } })).toMatchObject({ code: 'DUE_DATE_IMPLAUSIBLE' });
    expect(refused({ due: { by: 'VET', date: civilDate('2036-11-17'), reason } })).toMatchObject({
      code: 'DUE_DATE_IMPLAUSIBLE',
    });
  });

  it('goes through on the last day of the batch, on the first day of the age, and for a dose before the death', () => {
    const batch = { number: 'RB2407', expires: today };
    expect(refused({ administration: { ...aVaccinationRequest().administration, batch } as never })).toBe('ok');
    expect(refused({}, aPet({ ...rex, born: addDays(today, -84) }))).toBe('ok');
    expect(refused({}, aPet({ ...rex, deceased: today }))).toBe('ok');
  });

  it('from the papers of another clinic is kept even when the animal was too young, and moves no stock and no money', () => {
    const puppy = aPet({ ...rex, born: addDays(today, -70) });
    const request = aVaccinationRequest({ administration: { kind: 'ELSEWHERE' } });
    const decision = given(recordVaccination(situation({ pet: puppy }), request, aStamp()));
    const { vaccination, passportRow, consumption } = decision;
    expect(vaccination.standing).toEqual({ counts: false, because: 'TOO_YOUNG', earliest: '2026-11-30' });
    expect([passportRow, consumption]).toEqual([undefined, undefined]);
  });

  it('given too early is stored and does not count: the next date stays', () => {
    const [first, second] = book('V-L4', ['2026-03-09', '2026-03-29']);
    expect(second).toMatchObject({ standing: { counts: false, because: 'TOO_EARLY' }, nextDue: first?.nextDue });
  });

  it('lets the vet set another next date, and the validity follows it', () => {
    const due = { by: 'VET', date: civilDate('2029-11-16'), reason: 'вакцина на 3 года' } as const;
    const { vaccination } = given(recordVaccination(situation(), aVaccinationRequest({ due }), aStamp()));
    expect(vaccination).toMatchObject({ nextDue: '2029-11-16', standing: { validUntil: '2029-11-15' } });
  });
});

it('a dose is written into the passport of the animal, and struck out again when it is voided', () => {
  const decision = given(recordVaccination(situation(), aVaccinationRequest(), aStamp()));
  const travelling = aPet({ ...rex, passports: [aPassport()] });
  const written = writeDose(travelling, decision.passportRow!, aStamp());
  expect(written.passports[0]?.entries).toMatchObject([
    { kind: 'RABIES', validFrom: '2026-12-07', validUntil: '2027-11-15', state: { status: 'VALID' } },
  ]);
  const struck = strikeDose(written, decision.vaccination.id, 'не тот пациент', aStamp({ minute: 1 }));
  expect(struck.passports[0]?.entries).toMatchObject([{ state: { status: 'VOIDED' } }]);
});

describe('a dose that is entered late or voided', () => {
  it('makes those after it count anew', () => {
    const history = book('V-L4', ['2026-04-06']);
    const late = aVaccinationRequest({
      vaccine: 'V-L4',
      date: civilDate('2026-03-09'),
      administration: { kind: 'ELSEWHERE' },
    });
    const decision = given(recordVaccination(situation({ history }), late, aStamp({ minute: 9 })));
    expect(decision.vaccination).toMatchObject({ standing: { as: 'PRIMARY', number: 1 } });
    expect(decision.recalculated).toMatchObject([
      { id: history[0]?.id, standing: { as: 'PRIMARY', number: 2 }, nextDue: '2027-04-06' },
    ]);
  });

  it('is voided with a reason, once, and the one before it speaks again', () => {
    const history = book('V-RAB', ['2025-11-20', '2026-11-16']);
    const [first, second] = history;
    const decision = given(voidVaccination(situation({ history }), second!, 'не тот пациент', aStamp({ minute: 9 })));
    expect(decision.vaccination).toMatchObject({ status: 'VOIDED', voids: [{ reason: 'не тот пациент' }] });
    expect(decision.recalculated).toEqual([]);
    expect(vaccinationSchema.parse(decision.vaccination)).toEqual(decision.vaccination);
    expect(codeOf(voidVaccination(situation({ history }), decision.vaccination, 'ещё раз', aStamp()))).toBe(
      'ALREADY_VOIDED',
    );
    expect(lastDose([first!, decision.vaccination], 'V-RAB')?.id).toBe(first?.id);
    const firstVoided = given(voidVaccination(situation({ history }), first!, 'ошибка', aStamp({ minute: 9 })));
    expect(firstVoided.recalculated).toMatchObject([{ id: second?.id, standing: { as: 'PRIMARY', number: 1 } }]);
  });

  it('of a vaccine the clinic has given up can still be voided', () => {
    const history = book('V-RAB', ['2025-11-20']);
    const decision = voidVaccination(situation({ history, protocols: [] }), history[0]!, 'ошибка', aStamp());
    expect(given(decision)).toMatchObject({ vaccination: { status: 'VOIDED' }, recalculated: [] });
  });

  it('gets another due date from a vet, and gives it back to the protocol', () => {
    const history = book('V-RAB', ['2026-11-16']);
    const chosen = { by: 'VET', date: civilDate('2027-05-01'), reason: 'выезд' } as const;
    const changed = given(setNextDue(situation({ history }), history[0]!, chosen, aStamp({ minute: 9 })));
    expect(changed).toMatchObject([{ due: chosen, nextDue: '2027-05-01', standing: { validUntil: '2027-04-30' } }]);
    const back = given(setNextDue(situation({ history: changed }), changed[0]!, { by: 'PROTOCOL' }, aStamp()));
    expect(back).toMatchObject([{ nextDue: '2027-11-16' }]);
    const early = { by: 'VET', date: civilDate('2026-11-16'), reason: 'x' } as const;
    expect(codeOf(setNextDue(situation({ history }), history[0]!, early, aStamp()))).toBe('DUE_DATE_IMPLAUSIBLE');
  });
});

describe('the vaccination card', () => {
  it('R-074: lists the doses given, newest first', () => {
    const history = book('V-RAB', ['2024-11-20', '2025-11-20', '2026-11-16']);
    expect(vaccinationCard(history).map(({ date }) => date)).toEqual(['2026-11-16', '2025-11-20', '2024-11-20']);
  });

  it('reads the same whatever order its doses were entered in', () => {
    const days = ['2024-01-10', '2024-02-07', '2024-02-20', '2025-02-07', '2026-01-30'];
    const inOrder = book('V-L4', days);
    const told = (doses: readonly GivenVaccination[]): unknown =>
      vaccinationCard(doses).map(({ date, standing, nextDue }) => ({ date, standing, nextDue }));
    fc.assert(
      fc.property(fc.shuffledSubarray(days, { minLength: days.length }), (shuffled) => {
        expect(told(book('V-L4', shuffled))).toEqual(told(inOrder));
      }),
      { numRuns: 30 },
    );
  });
});

it('vaccinations withstand hostile documents', () => {
  const { vaccination } = given(recordVaccination(situation(), aVaccinationRequest(), aStamp()));
  expectSchemaWithstands(vaccinationSchema, vaccination, 80);
  expect(vaccination.id).toBe(derivedId('Record', 'vaccination', 'V-RAB', today));
});
