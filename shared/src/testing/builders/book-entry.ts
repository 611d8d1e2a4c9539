import { derivedId } from '../../base/id.ts';
import { money } from '../../base/money.ts';
import { quantity } from '../../base/quantity.ts';
import { addDays } from '../../base/civil-date.ts';
import { createdBy } from '../../domain/document.ts';
import type { BookEntry, Estimate, VaccineRefusal } from '../../domain/records/book-entry.ts';
import type { OwnerAnswer } from '../../domain/records/owner-paper.ts';
import { aStamp, today } from './stamp.ts';

const fact = (name: string) =>
  ({
    id: derivedId('Record', name),
    pet: derivedId('Pet', 'Baron'),
    date: today,
    location: derivedId('Location', 'L1'),
    authorName: 'Mikhail Orlov',
    clinicName: 'Paw & Tail',
    status: 'RECORDED',
    ...createdBy(aStamp({ by: 'U2' }), 1),
  }) as const;

export type Note = Extract<BookEntry, { kind: 'NOTE'; status: 'RECORDED' }>;

export function aNote(given: Partial<Note> = {}): Note {
  return { ...fact('note'), kind: 'NOTE', text: 'Звонил владелец: аппетит есть', ...given };
}

export type RecordedRefusal = Extract<VaccineRefusal, { status: 'RECORDED' }>;

/** The owner does not want the rabies booster. */
export function aRefusal(given: Partial<RecordedRefusal> = {}): RecordedRefusal {
  return { ...fact('refusal'), kind: 'VACCINE_REFUSAL', vaccine: 'V-RAB', reason: 'не выходит из дома', ...given };
}

export type RecordedEstimate = Extract<Estimate, { status: 'RECORDED' }>;

/** Dental cleaning for 4,500.00 to 6,100.00. */
export function anEstimate(given: Partial<RecordedEstimate> = {}): RecordedEstimate {
  const line = { code: 'DENT', name: 'Чистка зубов', quantity: quantity(1) };
  return {
    ...fact('estimate'),
    kind: 'ESTIMATE',
    currency: 'RUB',
    lines: [{ ...line, least: money(450_000, 'RUB'), most: money(610_000, 'RUB') }],
    validUntil: addDays(today, 14),
    answers: [],
    ...given,
  };
}

export function anAnswer(minute: number, answer: OwnerAnswer['answer'], remark = ''): OwnerAnswer {
  return {
    stamp: aStamp({ minute, by: 'U5' }),
    answer,
    client: derivedId('Client', 'Volkova'),
    name: 'Ирина Волкова',
    how: { by: 'PAPER' },
    remark,
  };
}
