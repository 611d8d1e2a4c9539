import { present } from '../../base/assert.ts';
import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import { prescriptionPack } from '../../domain/records/prescription-packs.ts';
import type { Weight } from '../../domain/pets/weight.ts';
import type { Measured, Measurement } from '../../domain/records/measurement.ts';
import type { VisitChange } from '../../domain/records/visit-changes.ts';
import { changeVisit, type Editor, startVisit, type VisitStart } from '../../domain/records/visit-rules.ts';
import { signVisit } from '../../domain/records/visit-signing.ts';
import type { DraftVisit, SignedVisit, TextField, Visit } from '../../domain/records/visit.ts';
import { given } from '../given.ts';
import { aStamp, at, staffId, today } from './stamp.ts';

const names: Readonly<Record<string, string>> = { U1: 'Anna Sokolova', U2: 'Mikhail Orlov', U3: 'Emily Carter' };

/** One of the demo clinic's vets at a minute after nine; U2 works in room VT-1, U3 in VT-2. */
export function anEditor(by = 'U2', minute = 0, device = by === 'U3' ? 'VT-2' : 'VT-1'): Editor {
  return { stamp: aStamp({ by, minute, device }), name: names[by] ?? by };
}

export const russianLaw = present(prescriptionPack('RU', today), 'the law');
export const europeanLaw = present(prescriptionPack('EU', today), 'the law');
/** Baron weighed 25 kg a month ago. */
export const aMonthAgo: Weight = {
  id: derivedId('Weight', 'October'),
  at: at('12:00', '2026-10-16'),
  kilograms: quantity(25),
  source: { kind: 'SCALES' },
};
export const surroundings = { today, law: russianLaw, weights: [aMonthAgo] };

export const aVisitStart: VisitStart = {
  booking: {
    id: derivedId('Booking', 'L1-A-261116-003'),
    pet: derivedId('Pet', 'Baron'),
    status: 'IN_PROGRESS',
    date: today,
    location: derivedId('Location', 'L1'),
  },
  vet: staffId('U2'),
  vetName: 'Mikhail Orlov',
  clinicName: 'Paw & Tail',
};

/** Writes a text field, having seen all that the visit shows in it. */
export function writing(field: TextField, text: string, seen?: Visit): VisitChange {
  return { change: 'WRITE', field, text, seen: (seen?.[field] ?? []).map(({ at, device }) => ({ at, device })) };
}

export function measuring(measured: Measured, at: Measurement['at'], confirmed = false): VisitChange {
  return { change: 'MEASURE', id: derivedId('Measurement', at, JSON.stringify(measured)), at, measured, confirmed };
}

/** A draft with one text in it, written by U2 at nine. */
export function aDraft(
  changes: readonly VisitChange[] = [writing('history', 'Вакцинирован, обработан')],
  editor = anEditor(),
): DraftVisit {
  return given(startVisit(aVisitStart, changes, surroundings, editor));
}

export function changed(visit: Visit, changes: readonly VisitChange[], editor: Editor): DraftVisit {
  return given(changeVisit(visit, changes, surroundings, editor));
}

export function signed(visit: Visit, editor: Editor): SignedVisit {
  return given(signVisit(visit, editor));
}
