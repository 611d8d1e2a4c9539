import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { plusDays, plusMilliseconds } from '../../base/instant.ts';
import { money } from '../../base/money.ts';
import { quantity } from '../../base/quantity.ts';
import { aNote, anAnswer, anEstimate } from '../../testing/builders/book-entry.ts';
import { aPet } from '../../testing/builders/pet.ts';
import { aStamp, at, today } from '../../testing/builders/stamp.ts';
import { aDraft, aMonthAgo, anEditor, signed } from '../../testing/builders/visit.ts';
import { codeOf, given } from '../../testing/given.ts';
import { voidedBy } from '../voidable.ts';
import { addAnswer, recordEntry, voidEntry, type WantedEntry } from './book-entry-rules.ts';
import { bookEntrySchema, estimateSchema } from './book-entry.ts';
import { estimateTotal } from './owner-paper.ts';
import { unsignedDrafts, unsignedDraftTask } from './unsigned-drafts.ts';

const shared = {
  id: derivedId<'Record'>('Record', 'entry'),
  date: today,
  location: derivedId<'Location'>('Location', 'L1'),
  authorName: 'Daria Kim',
  clinicName: 'Paw & Tail',
};
const situation = { pet: aPet({ weights: [aMonthAgo] }), today, confirmed: false };

const weighing = (kilograms: number): WantedEntry => ({
  ...shared,
  kind: 'MEASUREMENT',
  measurement: {
    id: derivedId('Measurement', 'desk'),
    at: at('09:10'),
    by: aStamp({ by: 'U4' }).by,
    measured: { what: 'WEIGHT', value: quantity(kilograms) },
  },
});

describe('a fact of one day', () => {
  it('is recorded in the book of the animal, under the name of that day', () => {
    const lab: WantedEntry = {
      ...shared,
      kind: 'LAB_RESULT',
      laboratory: 'In-house',
      panel: 'Биохимия',
      sampled: today,
      values: [{ name: 'Креатинин', value: '< 0.5', unit: 'мг/дл', reference: '0.5–1.8', flag: 'LOW' }],
      comment: '',
      files: [],
    };
    const recorded = given(recordEntry(situation, lab, aStamp({ by: 'U4' })));
    expect(recorded).toMatchObject({ status: 'RECORDED', pet: derivedId('Pet', 'Baron'), authorName: 'Daria Kim' });
    expect(bookEntrySchema.parse(recorded)).toEqual(recorded);
  });

  it('does not lie in the future or before the birth, and asks about a surprising weight', () => {
    const note: WantedEntry = { ...shared, kind: 'NOTE', text: 'Звонок' };
    const coded = (wanted: WantedEntry, confirmed = false): string =>
      codeOf(recordEntry({ ...situation, confirmed }, wanted, aStamp({ minute: 15 })));
    expect(codeOf(recordEntry(situation, weighing(24), aStamp()))).toBe('MEASURED_IN_FUTURE');
    expect(coded({ ...note, date: addDays(today, 1) })).toBe('DATE_IN_FUTURE');
    expect(coded({ ...note, date: civilDate('2021-05-02') })).toBe('BEFORE_BIRTH');
    expect(coded(weighing(24))).toBe('ok');
    expect(coded(weighing(20))).toBe('WEIGHT_CHANGE_UNCONFIRMED');
    expect(coded(weighing(20), true)).toBe('ok');
    expect(coded(weighing(121), true)).toBe('MEASUREMENT_OUT_OF_LIMITS');
  });

  it('is voided once, with a reason', () => {
    const voided = given(voidEntry(aNote(), 'не тот пациент', aStamp({ minute: 1 })));
    expect(voided).toMatchObject({ status: 'VOIDED', voids: [{ reason: 'не тот пациент' }], text: aNote().text });
    expect(bookEntrySchema.parse(voided)).toEqual(voided);
    expect(codeOf(voidEntry(voided, 'ещё раз', aStamp()))).toBe('ALREADY_VOIDED');
  });
});

describe('an estimate', () => {
  it('comes to so much from and so much to', () => {
    const tooth = { code: 'EXTR', name: 'Удаление зуба', quantity: quantity(2) };
    const { lines } = anEstimate();
    const estimate = anEstimate({
      lines: [...lines, { ...tooth, least: money(0, 'RUB'), most: money(240_000, 'RUB') }],
    });
    expect(estimateTotal(estimate)).toEqual({ least: money(450_000, 'RUB'), most: money(850_000, 'RUB') });
  });

  it('has one currency, and no line whose most is less than its least', () => {
    const [line] = anEstimate().lines;
    const spoiled = { ...line, least: money(1, 'EUR'), most: money(2, 'EUR') };
    expect(estimateSchema.safeParse({ ...anEstimate(), lines: [spoiled] }).success).toBe(false);
    const reversed = { ...line, least: money(2, 'RUB'), most: money(1, 'RUB') };
    expect(estimateSchema.safeParse({ ...anEstimate(), lines: [reversed] }).success).toBe(false);
  });

  it('is accepted until its last day and declined at any time', () => {
    const { stamp: _stamp, ...accepting } = anAnswer(0, 'ACCEPTED');
    const last = addDays(today, 14);
    const accepted = given(addAnswer(anEstimate(), accepting, last, aStamp({ minute: 5 })));
    expect(accepted.answers).toHaveLength(1);
    const late = addDays(last, 1);
    expect(codeOf(addAnswer(anEstimate(), accepting, late, aStamp()))).toBe('ESTIMATE_EXPIRED');
    expect(codeOf(addAnswer(anEstimate(), { ...accepting, answer: 'DECLINED' }, late, aStamp()))).toBe('ok');
    const voided = { ...anEstimate(), ...given(voidedBy(aStamp(), 'опечатка')) };
    expect(codeOf(addAnswer(voided, accepting, today, aStamp()))).toBe('ALREADY_VOIDED');
  });
});

describe('the list of unsigned drafts', () => {
  it('story 9: shows a draft once it is 24 hours old, one task however often it is looked', () => {
    const draft = aDraft();
    const day = plusDays(draft.created.at, 1);
    expect(unsignedDrafts([draft, signed(draft, anEditor())], plusMilliseconds(day, -1))).toEqual([]);
    expect(unsignedDrafts([draft, signed(draft, anEditor())], day)).toEqual([draft]);
    expect(unsignedDraftTask(draft, aStamp()).id).toBe(unsignedDraftTask(draft, aStamp({ device: 'VT-2' })).id);
    expect(unsignedDraftTask(draft, aStamp())).toMatchObject({
      task: 'UNSIGNED_DRAFT',
      subject: { collection: 'records', id: draft.id },
      details: { vet: 'Mikhail Orlov', since: at('09:00') },
    });
  });
});
