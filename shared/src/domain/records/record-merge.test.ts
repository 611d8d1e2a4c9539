import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import { aNote, anAnswer, anEstimate, aRefusal } from '../../testing/builders/book-entry.ts';
import { aStamp, at, deviceId } from '../../testing/builders/stamp.ts';
import { aVaccination } from '../../testing/builders/vaccination.ts';
import { aDraft, anEditor, changed, signed, surroundings, writing } from '../../testing/builders/visit.ts';
import { given } from '../../testing/given.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { worldOf } from '../../testing/memory-world.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import type { Acceptance } from '../acceptance.ts';
import { taskSchema } from '../inbox/task.ts';
import { voidedBy } from '../voidable.ts';
import { lastAnswer } from './owner-paper.ts';
import { acceptRecord } from './record-acceptance.ts';
import { recordCollection } from './record-collection.ts';
import { type Fact, mergeFacts, mergeRecords } from './record-merge.ts';
import { type MedicalRecord, recordSchema } from './record.ts';
import { type VisitChange, visitChangeSchema } from './visit-changes.ts';
import { contentOf, unsettledFields } from './visit-content.ts';
import { changeVisit } from './visit-rules.ts';
import { addAddendum, voidDraft } from './visit-signing.ts';
import { textFields, type Visit } from './visit.ts';

const draft = aDraft();
const devices = ['VT-1', 'VT-2', 'DK-A'];
const vets = ['U1', 'U2', 'U3'];

/** What one person did to the visit on one device. */
const doings = fc.record({
  minute: fc.integer({ min: 1, max: 4 }),
  device: fc.constantFrom(...devices),
  vet: fc.constantFrom(...vets),
  writes: fc.uniqueArray(
    fc.record({
      field: fc.constantFrom(...textFields.slice(0, 3), 'notes' as const),
      text: fc.constantFrom('а', 'б', 'в г'),
    }),
    { selector: ({ field }) => field, maxLength: 3 },
  ),
  finding: fc.option(fc.constantFrom('шум', 'хрипы')),
  weight: fc.option(fc.integer({ min: 24, max: 26 })),
  empties: fc.boolean(),
  end: fc.constantFrom('OPEN', 'OPEN', 'SIGNED', 'VOIDED', 'ADDENDUM'),
});
type Doing = typeof doings extends fc.Arbitrary<infer Each> ? Each : never;

function doneTo(from: Visit, doing: Doing): Visit {
  const editor = anEditor(doing.vet, doing.minute, doing.device);
  const changes: VisitChange[] = doing.writes.map(({ field, text }) => writing(field, `${text} ${doing.vet}`, from));
  if (doing.empties) changes.push(writing('history', '', from));
  if (doing.finding !== null) {
    changes.push({ change: 'FIND', system: 'HEART', finding: { state: 'ABNORMAL', text: doing.finding }, seen: [] });
  }
  if (doing.weight !== null) {
    const measured = { what: 'WEIGHT', value: quantity(doing.weight) } as const;
    const id = derivedId<'Measurement'>('Measurement', doing.device, String(doing.minute));
    changes.push({ change: 'MEASURE', id, at: editor.stamp.at, measured, confirmed: true });
  }
  const written = changed(from, changes, editor);
  if (doing.end === 'VOIDED') return given(voidDraft(written, `причина ${doing.device}`, editor));
  if (doing.end === 'OPEN' || contentOf(written).length === 0) return written;
  const record = signed(written, editor);
  const text = { id: derivedId('Addendum', doing.device, String(doing.minute)), text: `дополнение ${doing.device}` };
  return doing.end === 'ADDENDUM' ? given(addAddendum(record, text, editor)) : record;
}

/** One person does one thing at a time on one device: the same doing is the same document. */
const visits = doings.map((doing) => {
  const visit = doneTo(draft, doing);
  const operation = derivedId('Operation', JSON.stringify(doing));
  return { ...visit, changed: { ...visit.changed, operation } };
});

const typedIn = (visit: MedicalRecord): string[] =>
  visit.kind !== 'VISIT'
    ? []
    : [
        ...textFields.flatMap((field) => visit[field].map(({ value }) => value)),
        ...Object.values(visit.findings).flatMap((entries) =>
          entries.flatMap(({ value }) => (value.state === 'ABNORMAL' ? [value.text] : [])),
        ),
        ...visit.measurements.map(({ id }) => id),
        ...visit.voids.map(({ reason }) => reason),
        ...(visit.status === 'SIGNED' ? visit.addenda.map(({ text }) => text) : []),
      ];

describeMergeLaws<MedicalRecord>('visits of one draft', {
  merge: mergeRecords,
  changes: visits,
  bases: [draft, undefined],
  schema: recordSchema,
  typed: typedIn,
  runs: 25,
});

const dose = aVaccination();
const estimate = anEstimate();

/** What may happen to a fact on a device: it is voided, a vet sets a due date, the owner answers. */
const factChanges = fc
  .record({
    fact: fc.constantFrom<Fact>(dose),
    minute: fc.integer({ min: 1, max: 4 }),
    device: fc.constantFrom(...devices),
    what: fc.constantFrom('VOID', 'DUE', 'NOTHING'),
  })
  .map(({ minute, device, what }): MedicalRecord => {
    const stamp = aStamp({ minute, device, by: 'U2', operation: what });
    if (what === 'VOID') return { ...dose, ...given(voidedBy(stamp, `ошибка ${device}`)) };
    if (what === 'NOTHING') return dose;
    const date = civilDate(`2027-0${minute}-01`);
    return { ...dose, due: { by: 'VET', date, reason: `решение ${device}` }, nextDue: date, changed: stamp };
  });

describeMergeLaws<MedicalRecord>('changes of one dose', {
  merge: mergeRecords,
  changes: factChanges,
  bases: [dose],
  schema: recordSchema,
  typed: (record) =>
    record.kind !== 'VACCINATION'
      ? []
      : [
          ...(record.status === 'VOIDED' ? record.voids.map(({ reason }) => reason) : []),
          ...(record.due.by === 'VET' ? [record.due.reason] : []),
        ],
  replaced: (base, ours, theirs) => mergeFacts(base as Fact, ours as Fact, theirs as Fact).replaced,
  runs: 40,
});

const answered = fc
  .record({ minute: fc.integer({ min: 1, max: 6 }), answer: fc.constantFrom('ACCEPTED' as const, 'DECLINED' as const) })
  .map(({ minute, answer }): MedicalRecord => {
    const said = anAnswer(minute, answer, `слова ${minute}`);
    return { ...estimate, answers: [said], changed: said.stamp };
  });

describeMergeLaws<MedicalRecord>('answers to one estimate', {
  merge: mergeRecords,
  changes: answered,
  bases: [estimate],
  schema: recordSchema,
  typed: (record) => (record.kind === 'ESTIMATE' ? record.answers.map(({ remark }) => remark) : []),
  runs: 30,
});

const push = (stored: MedicalRecord, base: MedicalRecord, wanted: MedicalRecord): Acceptance<MedicalRecord> =>
  acceptRecord({ stored, base, wanted, device: deviceId('VT-2'), now: at('13:00') }, worldOf({}));

describe('visits that arrive at the server', () => {
  /** What the server has after these arrived, each from a device that knew the draft, and the tasks it made. */
  function arrived(arrivals: readonly Visit[]): { stored: MedicalRecord; tasks: string[]; parked: boolean[] } {
    return arrivals.reduce<{ stored: MedicalRecord; tasks: string[]; parked: boolean[] }>(
      ({ stored, tasks, parked }, wanted) => {
        const decision = push(stored, draft, wanted);
        const also = 'also' in decision ? (decision.also ?? []) : [];
        const document = 'document' in decision ? decision.document : wanted;
        return {
          stored: recordSchema.parse(document),
          tasks: [...tasks, ...also.map(({ document: task }) => taskSchema.parse(task).id)],
          parked: [...parked, decision.kind !== 'park' || also.length > 0],
        };
      },
      { stored: draft, tasks: [], parked: [] },
    );
  }

  it('are the same record in whatever order they arrive, and a parked one always has a task', () => {
    fc.assert(
      fc.property(fc.array(visits, { minLength: 2, maxLength: 4 }), (changes) => {
        const inOrder = arrived(changes);
        expect(arrived(changes.toReversed()).stored).toEqual(inOrder.stored);
        expect(inOrder.parked).not.toContain(false);
        const again = arrived([...changes, ...changes]);
        expect(again.stored).toEqual(inOrder.stored);
        expect(new Set(again.tasks)).toEqual(new Set(inOrder.tasks));
      }),
      { numRuns: 12 },
    );
  });

  it('and wait with two texts always come with the task that says so', () => {
    fc.assert(
      fc.property(visits, visits, (x, y) => {
        const { stored, tasks } = arrived([x, y]);
        const waits = stored.kind === 'VISIT' && stored.status !== 'SIGNED' && unsettledFields(stored).length > 0;
        expect(waits && tasks.length === 0).toBe(false);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a fact of the book', () => {
  const voided: Fact = { ...dose, ...given(voidedBy(aStamp({ minute: 5 }), 'не та вакцина')) };

  it('keeps both reasons when two people void it, and a void over any other change', () => {
    const other: Fact = { ...dose, ...given(voidedBy(aStamp({ minute: 6, device: 'VT-2' }), 'введена дважды')) };
    const merged = mergeRecords(dose, voided, other);
    expect(
      merged.kind === 'VACCINATION' && merged.status === 'VOIDED' && merged.voids.map(({ reason }) => reason),
    ).toEqual(['не та вакцина', 'введена дважды']);
    expect(push(voided, dose, { ...dose, startsSeries: false, changed: aStamp({ minute: 7 }) })).toMatchObject({
      kind: 'merge',
      document: { status: 'VOIDED' },
    });
  });

  it('never changes otherwise: a device that edits it, unvoids it or turns it into something else is refused', () => {
    const refused = { kind: 'refuse', reason: 'RECORD_FACT_CHANGED' };
    expect(push(dose, dose, { ...dose, vetName: 'Somebody Else' })).toEqual(refused);
    expect(push(voided, voided, { ...dose, changed: aStamp({ minute: 7 }) })).toEqual(refused);
    expect(push(dose, dose, { ...aNote(), id: dose.id })).toEqual({ kind: 'refuse', reason: 'KIND_CHANGED' });
    const answer = { ...estimate, answers: [anAnswer(1, 'ACCEPTED')] };
    expect(push(answer, answer, { ...estimate, changed: aStamp({ minute: 9 }) })).toEqual(refused);
  });

  it('tells a vet when two of them set different due dates, and nobody when the protocol was only worked out again', () => {
    const chosen = (month: string, minute: number): Fact => ({
      ...dose,
      due: { by: 'VET', date: civilDate(`2027-${month}-01`), reason: `месяц ${month}` },
      nextDue: civilDate(`2027-${month}-01`),
      changed: aStamp({ minute, device: month, by: 'U2' }),
    });
    const decision = push(chosen('05', 1), dose, chosen('06', 2));
    expect(decision).toMatchObject({ kind: 'merge', document: { nextDue: '2027-06-01' } });
    const tasks = 'also' in decision ? (decision.also ?? []) : [];
    expect(tasks.map(({ document }) => taskSchema.parse(document).task)).toEqual(['BOTH_CHANGED']);
    const again: Fact = { ...dose, nextDue: civilDate('2027-11-16'), changed: aStamp({ minute: 1, device: 'X' }) };
    expect(push(again, dose, chosen('06', 2))).toEqual({ kind: 'accept' });
  });

  it('an estimate stands as the owner answered last', () => {
    expect(lastAnswer([anAnswer(5, 'DECLINED'), anAnswer(2, 'ACCEPTED')])?.answer).toBe('DECLINED');
    expect(lastAnswer([])).toBeUndefined();
  });
});

describe('the collection of records', () => {
  it('finds the files an entry speaks of', () => {
    const file = { hash: 'b'.repeat(64), name: 'скан.pdf', mediaType: 'application/pdf', bytes: 9, description: '' };
    const scan = { ...anAnswer(1, 'ACCEPTED'), how: { by: 'PAPER', scan: file } as const };
    expect(recordCollection.keys({ ...estimate, answers: [scan] })).toEqual([{ key: 'file', value: file.hash }]);
    expect(recordCollection.keys(dose)).toEqual([]);
  });

  it('C-29: every kind of entry belongs to an animal', () => {
    for (const entry of [aDraft(), dose, estimate, aNote(), aRefusal()]) {
      expect(recordSchema.parse(entry).pet).toBe(derivedId('Pet', 'Baron'));
      expect(recordSchema.safeParse({ ...entry, pet: undefined }).success).toBe(false);
    }
  });

  it('withstands hostile documents and changes', () => {
    const visit = signed(aDraft(), anEditor());
    expectSchemaWithstands(recordSchema, visit, 50);
    expectSchemaWithstands(recordSchema, dose, 40);
    expectSchemaWithstands(recordSchema, { ...estimate, answers: [anAnswer(1, 'ACCEPTED')] }, 40);
    expectSchemaWithstands(visitChangeSchema, writing('reason', 'Хромота'), 40);
    expectRuleWithstands((text) => {
      const result = changeVisit(draft, [writing('reason', text)], surroundings, anEditor());
      if (result.ok) recordSchema.parse(result.value);
      return result;
    });
  });
});
