import { afterEach, expect, it } from 'vitest';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { writing } from '@lapka/shared/testing/builders/visit.ts';
import { refusalOf } from '../../src/node/testing/clinic-fixture.ts';
import { todaysVisit } from '../../src/node/testing/examples/at-work.ts';
import { aBooking } from '@lapka/shared/testing/builders/bookings.ts';
import { baron } from '../../src/node/testing/clinic-documents.ts';
import { StoryClinic } from './support/story-clinic.ts';
import { storyDocuments } from './support/story-documents.ts';

const visit = todaysVisit('IN_PROGRESS');
const booking = visit.id;
const cancelled = aBooking({
  name: 'cancelled',
  status: 'CANCELLED',
  core: { pet: baron.id, client: visit.client, code: 'L1-A-261116-002' },
});

let clinic: StoryClinic;
afterEach(() => clinic.close());

it('story 9: a power cut, the signature, an addendum', async () => {
  const documents = storyDocuments({ bookings: [visit, cancelled] });
  clinic = await StoryClinic.open({ documents, start: at('11:00') });
  const desk = await clinic.desk('VT-1');
  const typed = 'Хромает на левую переднюю. '.repeat(15).slice(0, 400);
  // Five characters a second; the screen saves every two seconds, and once more when the vet pauses.
  for (let length = 10; length <= typed.length; length += 10) {
    clinic.clock.advance(2_000);
    await desk.as('U2').do.records.saveDraft({
      ...desk.once(),
      booking,
      changes: [writing('history', typed.slice(0, length))],
    });
  }
  await desk.killAndStart();
  const after = await desk.as('U2').ask.records.visit({ booking });
  expect(after.visit?.history[0]?.value.trim()).toBe(typed.trim());
  expect(after.patient.pet).toBe(baron.id);

  clinic.clock.jumpTo(at('11:20'));
  const record = after.visit!.id;
  await desk.as('U2').do.records.sign({ ...desk.once(), record, seen: after.seen! });
  const edit = { booking, changes: [writing('history', 'something else')] };
  await expect(desk.as('U2').do.records.saveDraft({ ...desk.once(), ...edit })).rejects.toMatchObject({
    code: 'RECORD_SIGNED',
  });
  clinic.clock.jumpTo(at('11:45'));
  await desk.as('U3').do.records.addAddendum({ ...desk.once(), record, text: 'Рентген в норме.' });
  const printed = (await desk.as('U2').ask.records.visit({ booking })).visit;
  expect(printed).toMatchObject({
    status: 'SIGNED',
    history: [{ value: typed.trim() }],
    signature: { name: 'Орлов Михаил Андреевич', stamp: { at: expect.stringMatching('T08:20') } },
    addenda: [{ text: 'Рентген в норме.', name: 'Картер Эмили', at: expect.stringMatching('T08:45') }],
  });

  const none = desk.as('U2').do.records;
  const missed = { booking: cancelled.id, changes: [writing('reason', 'x')] };
  expect(await refusalOf(none.saveDraft({ ...desk.once(), ...missed }))).toBe('VISIT_DID_NOT_HAPPEN');
  await clinic.settled();
  expect((await clinic.stored('records')).map(({ id }) => id)).toEqual([record]);
  await desk.syncedAgain();
  expect(await desk.syncedAgain()).toEqual({ pushed: 0, pulled: 0 });
});

it('story 9: a draft nobody has signed for 24 hours is on the chief vet’s list, and no draft is ever empty', async () => {
  clinic = await StoryClinic.open({ documents: storyDocuments({ bookings: [visit] }), start: at('11:00') });
  const desk = await clinic.desk('VT-1');
  const nothing = { booking, changes: [writing('reason', '   ')] };
  expect(await refusalOf(desk.as('U2').do.records.saveDraft({ ...desk.once(), ...nothing }))).toBe('RECORD_EMPTY');
  const changes = [writing('reason', 'Хромает')];
  const { record } = await desk.as('U2').do.records.saveDraft({ ...desk.once(), booking, changes });
  clinic.clock.jumpTo(at('10:59', '2026-11-17'));
  expect(await desk.as('U1').ask.records.unsigned({})).toEqual([]);
  clinic.clock.jumpTo(at('11:01', '2026-11-17'));
  expect(await desk.as('U1').ask.records.unsigned({})).toEqual([
    { record, pet: baron.id, name: 'Барон', date: '2026-11-16', vet: 'Орлов Михаил Андреевич' },
  ]);
});
