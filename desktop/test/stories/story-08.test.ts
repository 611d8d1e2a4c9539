import { afterEach, expect, it } from 'vitest';
import { derivedId } from '@lapka/shared/base/id.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import type { InputOf } from '@lapka/shared/bridge/contract.ts';
import type { recordCommands } from '@lapka/shared/bridge/commands/records.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { measuring, writing } from '@lapka/shared/testing/builders/visit.ts';
import { baron, type PersonKey } from '../../src/node/testing/clinic-documents.ts';
import { refusalOf } from '../../src/node/testing/clinic-fixture.ts';
import { todaysVisit } from '../../src/node/testing/examples/at-work.ts';
import { StoryClinic } from './support/story-clinic.ts';
import type { StoryDesk } from './support/story-desk.ts';
import { storyDocuments } from './support/story-documents.ts';

const visit = todaysVisit('IN_PROGRESS');
const booking = visit.id;
type Changes = InputOf<typeof recordCommands.saveDraft>['changes'];

let clinic: StoryClinic;
afterEach(() => clinic.close());

const save = (desk: StoryDesk, person: PersonKey, ...changes: Changes) =>
  desk.as(person).do.records.saveDraft({ ...desk.once(), booking, changes });
const screen = (desk: StoryDesk, person: PersonKey = 'U2') => desk.as(person).ask.records.visit({ booking });

it('story 8: two vets edit one SOAP', async () => {
  clinic = await StoryClinic.open({ documents: storyDocuments({ bookings: [visit] }), start: at('10:00') });
  const [first, second] = [await clinic.desk('VT-1'), await clinic.desk('VT-2')];
  await save(first, 'U2', writing('notes', 'Барон, третий приём'));
  await clinic.settled();

  await first.goOffline();
  await second.goOffline();
  clinic.clock.jumpTo(at('10:12'));
  const { record } = await save(
    first,
    'U2',
    writing('reason', 'Лижет лапу 3 дня'),
    measuring({ what: 'TEMPERATURE', value: quantity(38.9) }, at('10:12')),
  );
  clinic.clock.jumpTo(at('10:40'));
  await save(
    second,
    'U3',
    writing('treatment', 'Хлоргексидин 2 р/д, 7 дней'),
    measuring({ what: 'WEIGHT', value: quantity(25.2) }, at('10:35')),
    measuring({ what: 'TEMPERATURE', value: quantity(39.4) }, at('10:40')),
  );
  await first.goOnline();
  await second.goOnline();
  await clinic.settled();
  for (const desk of [first, second]) {
    const { visit: joined, unsettled, patient } = await screen(desk);
    expect(unsettled).toEqual([]);
    expect(textsOf(joined?.reason)).toEqual(['Лижет лапу 3 дня']);
    expect(textsOf(joined?.treatment)).toEqual(['Хлоргексидин 2 р/д, 7 дней']);
    expect(joined?.measurements.map(({ measured }) => measured.what).toSorted()).toEqual([
      'TEMPERATURE',
      'TEMPERATURE',
      'WEIGHT',
    ]);
    expect(joined?.authors).toHaveLength(2);
    expect(patient.kilograms).toBe(quantity(25.2));
  }

  await first.goOffline();
  await second.goOffline();
  clinic.clock.jumpTo(at('10:50'));
  await save(first, 'U2', writing('diagnosis', 'Пододерматит'));
  clinic.clock.jumpTo(at('10:52'));
  await save(second, 'U3', writing('diagnosis', 'Foreign body?'));
  // An older exam arrives later and does not change what the animal weighs.
  await second.as('U4').do.records.measure({
    ...second.once(),
    pet: baron.id,
    at: at('09:30'),
    measured: { what: 'WEIGHT', value: quantity(24.8) },
    remark: '',
    confirmed: true,
  });
  await first.goOnline();
  await second.goOnline();
  await clinic.settled();
  const clash = await screen(first);
  expect(clash.unsettled).toEqual(['diagnosis']);
  const both = clash.visit?.diagnosis ?? [];
  expect(both).toHaveLength(2);
  expect(both).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        value: 'Foreign body?',
        by: { kind: 'STAFF', staff: derivedId('Staff', 'U3') },
        at: expect.stringMatching('T07:52'),
      }),
      expect.objectContaining({
        value: 'Пододерматит',
        by: { kind: 'STAFF', staff: derivedId('Staff', 'U2') },
        at: expect.stringMatching('T07:50'),
      }),
    ]),
  );
  expect(textsOf(clash.visit?.reason)).toEqual(['Лижет лапу 3 дня']);
  expect(clash.patient.kilograms).toBe(quantity(25.2));
  expect(tasksAbout(first, record)).toEqual(['TEXTS_TO_JOIN OPEN']);
  const signing = { record, seen: clash.seen! };
  expect(await refusalOf(first.as('U2').do.records.sign({ ...first.once(), ...signing }))).toBe('TEXTS_TO_JOIN');

  const text = 'Пододерматит, инородного тела нет';
  const seen = both.map((entry) => ({ at: entry.at, device: entry.device }));
  const change = { change: 'WRITE' as const, field: 'diagnosis' as const, text, seen };
  const joined = await first.as('U2').do.records.joinTexts({ ...first.once(), record, change });
  await first.as('U2').do.records.sign({ ...first.once(), record, seen: joined.seen });
  await clinic.settled();
  const signed = (await screen(second)).visit;
  expect(signed).toMatchObject({ status: 'SIGNED', diagnosis: [{ value: text }] });
  expect(tasksAbout(second, record)).toEqual(['TEXTS_TO_JOIN DONE']);
  for (const desk of [first, second]) {
    await desk.syncedAgain();
    expect(await desk.syncedAgain()).toEqual({ pushed: 0, pulled: 0 });
  }
});

function textsOf(entries: readonly { readonly value: string }[] = []): string[] {
  return entries.map(({ value }) => value);
}

function tasksAbout(desk: StoryDesk, record: string): string[] {
  return desk
    .all('inbox')
    .map(
      (entry) => entry as unknown as { kind: string; task: string; subject: { id: string }; state: { status: string } },
    )
    .filter(({ kind, subject }) => kind === 'TASK' && subject.id === record)
    .map(({ task, state }) => `${task} ${state.status}`);
}
