import { describe, expect, it } from 'vitest';
import { addDays } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import { aPet } from '../../testing/builders/pet.ts';
import { aStamp, at, deviceId, staffId, today } from '../../testing/builders/stamp.ts';
import {
  aDraft,
  anEditor,
  aVisitStart,
  changed,
  europeanLaw,
  measuring,
  signed,
  surroundings,
  writing,
} from '../../testing/builders/visit.ts';
import { codeOf, given } from '../../testing/given.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import type { Acceptance } from '../acceptance.ts';
import { taskSchema } from '../inbox/task.ts';
import { currentWeight } from '../pets/weight.ts';
import { settled } from './entries.ts';
import { systems } from './findings.ts';
import { openLateEdits } from './late-edits.ts';
import { type Measurement, measurementsOf } from './measurement.ts';
import { acceptVisit, textsToJoinTask, visitNeeds } from './visit-acceptance.ts';
import type { VisitChange } from './visit-changes.ts';
import { contentOf, unsettledFields } from './visit-content.ts';
import { mergeVisits } from './visit-merge.ts';
import type { JoiningChange } from './visit-changes.ts';
import { changeVisit, joinTexts, startVisit } from './visit-rules.ts';
import { addAddendum, adoptLateEdit, dismissLateEdit, signVisit, voidDraft } from './visit-signing.ts';
import { type SignedVisit, type Visit, visitId, visitSchema } from './visit.ts';
import { weighedIn } from './weighing.ts';

const weight = (kilograms: number) => ({ what: 'WEIGHT', value: quantity(kilograms) }) as const;
const temperature = (degrees: number) => ({ what: 'TEMPERATURE', value: quantity(degrees) }) as const;

const weightOf = (visit: Visit): number | undefined =>
  currentWeight(weighedIn(aPet(), visit.id, visit.measurements, aStamp()))?.kilograms;

const push = (stored: Visit | undefined, base: Visit | undefined, wanted: Visit): Acceptance<Visit> =>
  acceptVisit(
    { stored, base, wanted, device: deviceId('VT-2'), now: at('13:00') },
    announced(worldOf({}), stored === undefined ? visitNeeds(wanted) : []),
  );

const stored = (decision: Acceptance<Visit>, wanted: Visit): Visit => {
  if (decision.kind === 'refuse') throw new Error(decision.reason);
  return visitSchema.parse(decision.kind === 'accept' ? wanted : decision.document);
};

const sidesOf = (decision: Acceptance<Visit>) => ('also' in decision ? (decision.also ?? []) : []);
const tasksOf = (decision: Acceptance<Visit>): string[] =>
  sidesOf(decision).map(({ document }) => taskSchema.parse(document).task);

const joining = (text: string, seen: Visit): JoiningChange => ({
  change: 'WRITE',
  field: 'diagnosis',
  text,
  seen: seen.diagnosis.map(({ at: when, device }) => ({ at: when, device })),
});

describe('two vets write in one draft (story 8)', () => {
  const draft = aDraft();
  const first = changed(
    draft,
    [writing('reason', 'Лижет лапу 3 дня'), measuring(temperature(38.9), at('10:12'))],
    anEditor('U2', 75),
  );
  const second = changed(
    draft,
    [writing('treatment', 'Хлоргексидин 2 р/д, 7 дней'), measuring(weight(25.2), at('10:20'))],
    anEditor('U3', 85),
  );

  it('story 8: different fields become one record with all four, no conflict, two authors in its history', () => {
    expect(push(draft, draft, first)).toEqual({ kind: 'accept' });
    const decision = push(first, draft, second);
    expect(decision.kind).toBe('merge');
    const both = stored(decision, second);
    expect(settled(both.reason)).toBe('Лижет лапу 3 дня');
    expect(settled(both.treatment)).toBe('Хлоргексидин 2 р/д, 7 дней');
    expect(measurementsOf(both.measurements, 'TEMPERATURE').map(({ measured }) => measured.value)).toEqual([38_900]);
    expect(weightOf(both)).toBe(25_200);
    expect(both.authors.map(({ name }) => name).toSorted()).toEqual(['Emily Carter', 'Mikhail Orlov']);
    expect(unsettledFields(both)).toEqual([]);
  });

  const both = mergeVisits(draft, first, second);
  const ours = changed(both, [writing('diagnosis', 'Пододерматит')], anEditor('U2', 100));
  const theirs = changed(both, [writing('diagnosis', 'Foreign body?')], anEditor('U3', 101));
  const clash = mergeVisits(both, ours, theirs);

  it('story 8: the same field shows both texts with author and time; it cannot be signed and the rest is untouched', () => {
    expect(clash.diagnosis).toEqual([
      {
        value: 'Foreign body?',
        by: { kind: 'STAFF', staff: staffId('U3') },
        at: at('10:41'),
        device: deviceId('VT-2'),
      },
      { value: 'Пододерматит', by: { kind: 'STAFF', staff: staffId('U2') }, at: at('10:40'), device: deviceId('VT-1') },
    ]);
    const { diagnosis: _clashed, authors: _authors, changed: _changed, merged: _merged, ...rest } = clash;
    const { diagnosis: _empty, authors: _before, changed: _then, merged: _also, ...before } = both;
    expect(rest).toEqual(before);
    const signing = signVisit(clash, anEditor('U2', 110));
    expect(signing).toEqual({ ok: false, error: { code: 'TEXTS_TO_JOIN', details: { fields: ['diagnosis'] } } });
  });

  it('story 8: the server parks it with one task, which two devices make only once', () => {
    const decision = push(ours, both, theirs);
    expect(decision).toMatchObject({ kind: 'park', reason: 'TEXTS_TO_JOIN' });
    expect(tasksOf(decision)).toEqual(['TEXTS_TO_JOIN']);
    const again = push(theirs, both, ours);
    expect('also' in again && again.also).toEqual('also' in decision && decision.also);
    const merged = stored(decision, theirs);
    const unrelated = changed(merged, [writing('notes', 'Звонить после шести')], anEditor('U3', 120));
    expect(push(merged, merged, unrelated)).toEqual({ kind: 'accept' });
  });

  it('a desk that merged by itself brings the task about as well, because the result is what counts', () => {
    expect(tasksOf(push(ours, ours, mergeVisits(both, ours, theirs)))).toEqual(['TEXTS_TO_JOIN']);
  });

  it('story 8: once a vet has joined the texts the record is signed', () => {
    const joinedText = changed(
      clash,
      [writing('diagnosis', 'Пододерматит; инородное тело исключить', clash)],
      anEditor('U2', 130),
    );
    expect(settled(joinedText.diagnosis)).toBe('Пододерматит; инородное тело исключить');
    expect(signed(joinedText, anEditor('U2', 140)).signature.name).toBe('Mikhail Orlov');
  });

  it('story 8: joining is refused when a third text came while the vet was reading, and takes all that was seen', () => {
    const third = changed(both, [writing('diagnosis', 'Атопия?')], anEditor('U1', 102, 'VT-3'));
    const three = mergeVisits(both, clash, third);
    const join = (seen: Visit) => joinTexts(three, joining('Пододерматит', seen), surroundings, anEditor('U2', 130));
    expect(codeOf(join(clash))).toBe('CHANGED_MEANWHILE');
    expect(settled(given(join(three)).diagnosis)).toBe('Пододерматит');
    const finding: JoiningChange = { change: 'FIND', system: 'SKIN', finding: { state: 'NORMAL' }, seen: [] };
    expect(codeOf(joinTexts(three, finding, surroundings, anEditor()))).toBe('ok');
    expect(codeOf(joinTexts(three, { change: 'FOLLOW_UP', seen: [] }, surroundings, anEditor()))).toBe('ok');
  });

  it('story 8: the task about texts is known by what waits, and there is none once they are joined', () => {
    const [task] = sidesOf(push(ours, both, theirs));
    expect(textsToJoinTask(clash)).toBe(task?.document.id);
    expect(textsToJoinTask(both)).toBeUndefined();
  });

  it('a text that arrived while somebody joined the others is not lost', () => {
    const third = changed(both, [writing('diagnosis', 'Атопия?')], anEditor('U1', 102, 'VT-3'));
    const three = mergeVisits(both, clash, third);
    const joinedText = changed(three, [writing('diagnosis', 'Пододерматит', clash)], anEditor('U2', 130));
    expect(joinedText.diagnosis.map(({ value }) => value)).toEqual(['Атопия?', 'Пододерматит']);
  });

  it('story 8: two temperatures are two measurements, and the weight is that of the latest exam, whatever came last', () => {
    const warm = changed(draft, [measuring(temperature(38.9), at('10:12'))], anEditor('U2', 75));
    const warmer = changed(
      draft,
      [measuring(temperature(39.4), at('10:40')), measuring(weight(24.9), at('09:50'))],
      anEditor('U3', 105),
    );
    const merged = mergeVisits(draft, warmer, mergeVisits(draft, warm, second));
    const temperatures = measurementsOf(merged.measurements, 'TEMPERATURE');
    expect(temperatures.map(({ at: when, measured }) => [when, measured.value])).toEqual([
      [at('10:12'), 38_900],
      [at('10:40'), 39_400],
    ]);
    expect(weightOf(merged)).toBe(25_200);
  });

  it('two doses put in the place of one prescription wait for a vet like two texts', () => {
    const prescribing = (days: number, name: string): VisitChange => ({
      change: 'PRESCRIBE',
      prescription: {
        kind: 'FREE_TEXT',
        id: derivedId('Prescription', name),
        ...(name !== 'first' && { replaces: derivedId('Prescription', 'first') }),
        diagnosis: '',
        chronic: false,
        cascade: false,
        group: 'OTHER',
        text: `Хлоргексидин, ${days} дней`,
      },
    });
    const before = changed(draft, [prescribing(7, 'first')], anEditor('U2', 60));
    const longer = changed(before, [prescribing(10, 'longer')], anEditor('U2', 70));
    const shorter = changed(before, [prescribing(5, 'shorter')], anEditor('U3', 71));
    const merged = mergeVisits(before, longer, shorter);
    expect(merged.prescriptions.map(({ id }) => id).toSorted()).toEqual(
      [derivedId('Prescription', 'longer'), derivedId('Prescription', 'shorter')].toSorted(),
    );
    expect(codeOf(signVisit(merged, anEditor('U2', 80)))).toBe('TEXTS_TO_JOIN');
    const settledOne = changed(
      merged,
      [{ change: 'REMOVE_PRESCRIPTION', id: derivedId('Prescription', 'longer') }],
      anEditor('U2', 81),
    );
    expect(codeOf(signVisit(settledOne, anEditor('U2', 82)))).toBe('ok');
  });
});

describe('a visit that is signed (story 9)', () => {
  const draft = aDraft();
  const record = signed(draft, anEditor('U2', 140));

  it('story 9: signed at 11:20 it refuses edits and names the way out; an addendum at 11:45 stands with name and time', () => {
    expect(record.signature).toMatchObject({ stamp: { at: at('11:20') }, name: 'Mikhail Orlov' });
    const edit = changeVisit(record, [writing('reason', 'Другое')], surroundings, anEditor('U2', 150));
    expect(edit).toEqual({ ok: false, error: { code: 'RECORD_SIGNED', details: { by: 'Mikhail Orlov' } } });
    const text = { id: derivedId('Addendum', '1'), text: 'Результат посева: рост отсутствует' };
    const added = given(addAddendum(record, text, anEditor('U3', 165)));
    expect(added.addenda).toEqual([
      { ...text, by: { kind: 'STAFF', staff: staffId('U3') }, name: 'Emily Carter', at: at('11:45') },
    ]);
    expect(contentOf(added)).toEqual(contentOf(record));
    expect(visitSchema.parse(added)).toEqual(added);
  });

  it('is signed once, by one, and not while it is empty or voided', () => {
    expect(codeOf(signVisit(record, anEditor('U3', 150)))).toBe('RECORD_SIGNED');
    expect(codeOf(signVisit(given(voidDraft(draft, 'не тот пациент', anEditor())), anEditor()))).toBe('RECORD_VOIDED');
    expect(codeOf(signVisit(changed(draft, [writing('history', ' ', draft)], anEditor()), anEditor()))).toBe(
      'RECORD_EMPTY',
    );
    expect(codeOf(addAddendum(draft, { id: derivedId('Addendum', '1'), text: 'x' }, anEditor()))).toBe(
      'RECORD_NOT_SIGNED',
    );
    expect(codeOf(addAddendum(record, { id: derivedId('Addendum', '1'), text: ' ' }, anEditor()))).toBe('TEXT_MISSING');
    expect(codeOf(voidDraft(draft, ' ', anEditor()))).toBe('REASON_MISSING');
  });

  it('keeps what another device had typed into the draft as a late edit, unchanged itself, with a task', () => {
    const late = changed(draft, [writing('treatment', 'Мазь 2 р/д'), { change: 'ALL_NORMAL' }], anEditor('U3', 145));
    const decision = push(record, draft, late);
    expect(decision).toMatchObject({ kind: 'park', reason: 'LATE_EDIT_OF_SIGNED' });
    expect(tasksOf(decision)).toEqual(['LATE_EDIT_OF_SIGNED']);
    const merged = stored(decision, late);
    expect(contentOf(merged)).toEqual(contentOf(record));
    const open = openLateEdits(merged as SignedVisit);
    expect(open).toHaveLength(1 + systems.length);
    const edit = open.find(({ field }) => field === 'treatment');
    const other = open.find(({ field }) => field === 'findings/EYES');
    expect(edit).toMatchObject({ value: 'Мазь 2 р/д', at: at('11:25') });
    expect(push(merged, record, merged)).toEqual({ kind: 'accept' });

    const addendum = { id: derivedId('Addendum', '2'), text: 'Мазь 2 р/д (Э. Картер)' };
    const adopted = given(adoptLateEdit(merged, edit!.id, addendum, anEditor('U2', 170)));
    expect(adopted.addenda.map(({ text }) => text)).toEqual(['Мазь 2 р/д (Э. Картер)']);
    const dismissed = given(dismissLateEdit(adopted, other!.id, anEditor('U2', 171)));
    expect(openLateEdits(dismissed)).toHaveLength(open.length - 2);
    expect(codeOf(dismissLateEdit(dismissed, other!.id, anEditor('U2', 172)))).toBe('LATE_EDIT_DECIDED');
    expect(codeOf(dismissLateEdit(dismissed, derivedId('LateEdit', 'none'), anEditor()))).toBe('NOT_FOUND');
    expect(codeOf(dismissLateEdit(draft, edit!.id, anEditor()))).toBe('RECORD_NOT_SIGNED');
  });

  it('does not call late what the signed record says itself', () => {
    const same = changed(draft, [writing('history', 'Вакцинирован, обработан', draft)], anEditor('U3', 145));
    const merged = mergeVisits(draft, record, same);
    expect(merged.status === 'SIGNED' && openLateEdits(merged)).toEqual([]);
  });

  it('signed on two devices keeps the earlier signature, and all of the other one beside it', () => {
    const other = signed(changed(draft, [writing('diagnosis', 'Дерматит')], anEditor('U3', 138)), anEditor('U3', 139));
    const merged = mergeVisits(draft, record, other);
    expect(merged.status === 'SIGNED' && merged.signature.name).toBe('Emily Carter');
    expect(mergeVisits(draft, other, record)).toEqual(merged);
    expect(merged.status === 'SIGNED' && openLateEdits(merged).map(({ field, value }) => [field, value])).toEqual([
      ['signature', { at: at('11:20'), name: 'Mikhail Orlov' }],
    ]);
  });

  it('is refused from a device that knew the signature and changes or takes back anything', () => {
    const forged = {
      ...record,
      notes: [{ value: 'x', by: record.created.by, at: at('12:00'), device: deviceId('X') }],
    };
    expect(push(record, record, forged)).toEqual({ kind: 'refuse', reason: 'RECORD_SIGNED' });
    expect(push(record, record, draft)).toEqual({ kind: 'refuse', reason: 'RECORD_SIGNED' });
    const added = given(addAddendum(record, { id: derivedId('Addendum', '1'), text: 'x' }, anEditor()));
    expect(push(added, added, record)).toEqual({ kind: 'refuse', reason: 'RECORD_SIGNED' });
    expect(push(record, record, added)).toEqual({ kind: 'accept' });
  });
});

describe('a visit and its booking', () => {
  const first = [writing('reason', 'Хромота')];

  it('R-072: there is none for a cancelled or missed booking, and no empty one to fill in later', () => {
    for (const status of ['CANCELLED', 'NO_SHOW'] as const) {
      const start = { ...aVisitStart, booking: { ...aVisitStart.booking, status } };
      expect(codeOf(startVisit(start, first, surroundings, anEditor()))).toBe('VISIT_DID_NOT_HAPPEN');
    }
    expect(codeOf(startVisit(aVisitStart, [], surroundings, anEditor()))).toBe('RECORD_EMPTY');
    expect(codeOf(startVisit(aVisitStart, [writing('reason', ' \n ')], surroundings, anEditor()))).toBe('RECORD_EMPTY');
  });

  it('C-42: two devices that start it without knowing of each other have one record in the end', () => {
    const ours = aDraft(first, anEditor('U2'));
    const theirs = aDraft([writing('history', 'Упал с дивана')], anEditor('U3'));
    expect(ours.id).toBe(theirs.id);
    expect(ours.id).toBe(visitId(aVisitStart.booking.id, aVisitStart.booking.pet));
    const merged = stored(push(ours, undefined, theirs), theirs);
    expect([settled(merged.reason), settled(merged.history)]).toEqual(['Хромота', 'Упал с дивана']);
    expect(visitId(aVisitStart.booking.id, derivedId('Pet', 'Milo'))).not.toBe(ours.id);
  });

  it('R-072: one that was written for a booking another device cancelled is kept, with a task', () => {
    const visit = aDraft(first);
    const booking = { ...aVisitStart.booking, code: 'L1-A-261116-003', status: 'CANCELLED' };
    const proposal = { stored: undefined, base: undefined, wanted: visit, device: deviceId('VT-1'), now: at('13:00') };
    const decision = acceptVisit(proposal, announced(worldOf({ bookings: [booking] }), visitNeeds(visit)));
    expect(decision).toMatchObject({ kind: 'park', document: visit, reason: 'STATUS_CONFLICT' });
    expect(tasksOf(decision)).toEqual(['STATUS_CONFLICT']);
  });

  it('an id that does not follow from the booking, and an empty record, are refused', () => {
    const visit = aDraft(first);
    const elsewhere = { ...visit, id: derivedId('Record', 'other') };
    expect(push(undefined, undefined, elsewhere)).toEqual({ kind: 'refuse', reason: 'RECORD_ID_WRONG' });
    const empty = { ...visit, reason: [] };
    expect(push(undefined, undefined, empty)).toEqual({ kind: 'refuse', reason: 'RECORD_EMPTY' });
  });

  it('R-073: keeps the names of vet and clinic as they were', () => {
    expect(aDraft(first)).toMatchObject({ vetName: 'Mikhail Orlov', clinicName: 'Paw & Tail' });
  });
});

describe('a draft', () => {
  const draft = aDraft();

  it('R-069: has the four parts and notes, and one key makes every system normal that nobody looked at', () => {
    const found = changed(
      draft,
      [
        { change: 'FIND', system: 'SKIN', finding: { state: 'ABNORMAL', text: 'Эритема межпальцевая' }, seen: [] },
        { change: 'ALL_NORMAL' },
      ],
      anEditor('U2', 5),
    );
    expect(settled(found.findings.SKIN ?? [])).toEqual({ state: 'ABNORMAL', text: 'Эритема межпальцевая' });
    const normal = systems.filter((system) => settled(found.findings[system] ?? [])?.state === 'NORMAL');
    expect(normal).toHaveLength(systems.length - 1);
    expect(visitSchema.parse(found)).toEqual(found);
  });

  it('takes pasted text with anything in it, and no finding that nobody describes', () => {
    const abnormal = (text: string): VisitChange => ({
      change: 'FIND',
      system: 'SKIN',
      finding: { state: 'ABNORMAL', text },
      seen: [],
    });
    const pasted = changed(
      draft,
      [
        writing('notes', 'а\u0000\r\nб'),
        abnormal(' эритема\u0007 '),
        { change: 'FOLLOW_UP', followUp: { on: addDays(today, 7), text: '\ufeffконтроль' }, seen: [] },
      ],
      anEditor('U2', 5),
    );
    expect(visitSchema.parse(pasted)).toEqual(pasted);
    expect(settled(pasted.findings.SKIN ?? [])).toEqual({ state: 'ABNORMAL', text: 'эритема' });
    expect(settled(pasted.followUp)).toEqual({ on: '2026-11-23', text: 'контроль' });
    expect(changed(draft, [abnormal(' ')], anEditor()).findings.SKIN).toEqual([]);
  });

  it('an autosave replaces what the same person wrote on the same device, told in time or not', () => {
    const once = changed(draft, [writing('reason', 'Лиж')], anEditor('U2', 1));
    const twice = changed(once, [writing('reason', 'Лижет лапу')], anEditor('U2', 2));
    expect(twice.reason.map(({ value }) => value)).toEqual(['Лижет лапу']);
    expect(twice.authors).toEqual([
      { by: { kind: 'STAFF', staff: staffId('U2') }, name: 'Mikhail Orlov', from: at('09:00'), to: at('09:02') },
    ]);
  });

  it('one that nobody needs is voided with a reason, and writing takes it up again', () => {
    const voided = given(voidDraft(draft, 'не тот пациент', anEditor('U2', 3)));
    expect(codeOf(voidDraft(voided, 'ещё раз', anEditor()))).toBe('RECORD_VOIDED');
    expect(push(draft, draft, voided)).toEqual({ kind: 'accept' });
    const again = changed(voided, [writing('notes', 'всё-таки тот')], anEditor('U2', 4));
    expect(again).toMatchObject({ status: 'DRAFT', voids: [{ reason: 'не тот пациент' }] });
  });

  it('voided on one device and written in on the other goes on, and stays voided when nothing new was written', () => {
    const voided = given(voidDraft(draft, 'не тот пациент', anEditor('U2', 3)));
    const written = changed(draft, [writing('notes', 'пациент тот')], anEditor('U3', 2));
    expect(mergeVisits(draft, voided, written)).toMatchObject({
      status: 'DRAFT',
      voids: [{ reason: 'не тот пациент' }],
    });
    const emptied = changed(draft, [writing('history', '', draft)], anEditor('U3', 2));
    expect(mergeVisits(draft, voided, emptied).status).toBe('VOIDED');
  });

  it('C-43 and R-075: what other programs keep with it is carried along untouched', () => {
    const extended = { ...draft, ext: { horriot: { id: 17, deep: [null, 'ё'] } } };
    const ours = changed(extended, [writing('notes', 'а')], anEditor('U2', 1));
    const theirs = changed(extended, [writing('tests', 'б')], anEditor('U3', 2));
    expect(mergeVisits(extended, ours, theirs)).toMatchObject({ ext: extended.ext });
    expect(signed(mergeVisits(extended, ours, theirs), anEditor('U2', 9)).ext).toEqual(extended.ext);
  });

  it('R-071 and C-55: a file is attached by its hash with a description, before it is uploaded', () => {
    const file = {
      hash: 'a'.repeat(64),
      name: 'лапа.jpg',
      mediaType: 'image/jpeg',
      bytes: 120_000,
      description: 'Левая передняя, до обработки',
    };
    const attaching = { change: 'ATTACH', file: { id: derivedId('Attachment', '1'), file } } as const;
    const attached = changed(draft, [attaching, attaching], anEditor());
    expect(attached.files.map((each) => each.file)).toEqual([file]);
    expect(changed(attached, [{ change: 'REMOVE_FILE', id: attaching.file.id }], anEditor()).files).toEqual([]);
  });

  it('refuses a list that no real visit has', () => {
    const problems = Array.from({ length: 101 }, (_, index): VisitChange => ({
      change: 'ADD_PROBLEM',
      problem: { id: derivedId('Problem', String(index)), text: `№ ${index}`, status: 'ACTIVE' },
    }));
    expect(codeOf(changeVisit(draft, problems, surroundings, anEditor()))).toBe('TOO_MANY_ENTRIES');
    expect(codeOf(changeVisit(draft, problems.slice(1), surroundings, anEditor()))).toBe('ok');
  });

  it('takes all changes of one step or none', () => {
    const steps = [writing('notes', 'а'), measuring(temperature(44), at('09:00'))];
    expect(codeOf(changeVisit(draft, steps, surroundings, anEditor()))).toBe('MEASUREMENT_OUT_OF_LIMITS');
  });
});

describe('measurements', () => {
  const measure = (measured: Measurement['measured'], confirmed = false, when = at('09:00')): string =>
    codeOf(changeVisit(aDraft(), [measuring(measured, when, confirmed)], surroundings, anEditor()));

  it('refuse what only a slip of the finger can be: temperature 30.0 to 43.0, weight 0.01 to 120 kg', () => {
    const codes = [29.9, 30, 43, 43.1].map((degrees) => measure(temperature(degrees)));
    expect(codes).toEqual(['MEASUREMENT_OUT_OF_LIMITS', 'ok', 'ok', 'MEASUREMENT_OUT_OF_LIMITS']);
    const weights = [0.009, 0.01, 120, 120.001].map((kilograms) => measure(weight(kilograms), true));
    expect(weights).toEqual(['MEASUREMENT_OUT_OF_LIMITS', 'ok', 'ok', 'MEASUREMENT_OUT_OF_LIMITS']);
  });

  it('ask about a weight that changed by more than 15 %, and take it once it is confirmed', () => {
    expect([measure(weight(28.75)), measure(weight(21.25))]).toEqual(['ok', 'ok']);
    const asked = changeVisit(aDraft(), [measuring(weight(28.751), at('09:00'))], surroundings, anEditor());
    expect(asked).toEqual({
      ok: false,
      error: { code: 'WEIGHT_CHANGE_UNCONFIRMED', details: { before: '25', change: 15 } },
    });
    expect(measure(weight(21.249))).toBe('WEIGHT_CHANGE_UNCONFIRMED');
    expect(measure(weight(2.5), true)).toBe('ok');
  });

  it('keep a body condition with its scale and refuse a score beyond it', () => {
    expect(measure({ what: 'BODY_CONDITION', score: quantity(5), of: 9 })).toBe('ok');
    expect(measure({ what: 'BODY_CONDITION', score: quantity(5.5), of: 5 })).toBe('SCORE_BEYOND_SCALE');
    expect(measure({ what: 'PAIN', score: quantity(-1), of: 24, scale: 'CMPS' })).toBe('SCORE_BEYOND_SCALE');
    expect(measure({ what: 'MUSCLE_CONDITION', finding: 'MILD_LOSS' })).toBe('ok');
  });

  it('lie in the past, give or take the clocks of two rooms', () => {
    expect(measure(weight(25), false, at('09:05'))).toBe('ok');
    expect(measure(weight(25), false, at('09:06'))).toBe('MEASURED_IN_FUTURE');
  });
});

describe('a prescription in a visit', () => {
  it('R-070: shows the diagnosis of the visit when it has none of its own, and is refused where the law wants one', () => {
    const prescribing: VisitChange = {
      change: 'PRESCRIBE',
      prescription: {
        kind: 'FREE_TEXT',
        id: derivedId('Prescription', '1'),
        diagnosis: '',
        chronic: false,
        cascade: false,
        group: 'ANTIMICROBIAL',
        text: 'Амоксициллин 250 мг, 2 р/д, 7 дней',
      },
    };
    const inEurope = { ...surroundings, law: europeanLaw };
    expect(codeOf(changeVisit(aDraft(), [prescribing], inEurope, anEditor()))).toBe('DIAGNOSIS_NOT_SHOWN');
    const visit = given(changeVisit(aDraft(), [writing('diagnosis', 'Пиодермия'), prescribing], inEurope, anEditor()));
    expect(visit.prescriptions[0]).toMatchObject({
      diagnosis: 'Пиодермия',
      date: '2026-11-16',
      law: { pack: 'EU-2019/6', validUntil: '2026-11-21' },
    });
  });
});
