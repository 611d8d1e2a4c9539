import { present } from '../../base/assert.ts';
import { derivedId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import { plusMinutes } from '../../base/instant.ts';
import { openConversation, sendMessage } from '../../domain/inbox/conversation-rules.ts';
import { type Conversation, conversationId } from '../../domain/inbox/conversation.ts';
import { advanceEnquiry, openEnquiry } from '../../domain/inbox/enquiry-rules.ts';
import { inbox } from '../../domain/inbox/inbox.ts';
import { createNotice } from '../../domain/inbox/notice-rules.ts';
import { createTask } from '../../domain/inbox/task.ts';
import { dueVaccinations, reminderKey } from '../../domain/reminders/due.ts';
import { fullName } from '../../domain/people/person-name.ts';
import { serverDevice } from '../organisation/branch.ts';
import { isOpen } from '../organisation/roster.ts';
import type { OwnerPlan } from '../plan/people.ts';
import type { ReminderPlan } from '../plan/reminders.ts';
import type { VisitPlan } from '../plan/visit-plan.ts';
import type { Day } from '../timeline.ts';
import { chatLines, enquiryTexts } from '../words/cases.ts';
import { lowProducts } from '../words/lots.ts';
import type { StagedVisit } from './booking-scenes.ts';
import { granted } from './stage.ts';
import type { Show } from './show.ts';

/** Reminders go out at ten; everything for one owner on one day is one message. */
export function remindersGoOut(
  show: Show,
  reminders: readonly ReminderPlan[],
  staged: ReadonlyMap<VisitPlan, StagedVisit>,
): void {
  const petOf = (each: ReminderPlan) => (each.about === 'DOSE' ? each.pet : each.visit.pet);
  const together = Map.groupBy(reminders, (each) => `${petOf(each).owner.id} ${each.day}`);
  for (const [, group] of together) {
    const [first] = group;
    if (first === undefined) continue;
    const { owner } = petOf(first);
    show.at(first.day, 600, owner.place, (at) =>
      show.stage.follow({ device: serverDevice, at }, ({ stamp, put }) => {
        const items = group.map((each) =>
          each.about === 'DOSE' ? aboutDose(show, each) : aboutVisit(show, each, staged),
        );
        const id = derivedId<'Notice'>('Notice', 'REMINDER', owner.id, show.date(first.day), '0');
        put(
          inbox,
          createNotice(
            { id, type: 'REMINDER', to: { kind: 'CLIENT', client: owner.id }, topic: 'REMINDER', details: { items } },
            stamp,
          ),
        );
      }),
    );
  }
}

function aboutDose(show: Show, { pet, stage }: Extract<ReminderPlan, { about: 'DOSE' }>): JsonObject {
  const due = present(
    dueVaccinations(show.dosesOf(pet.id)).find(({ vaccine }) => vaccine === 'V-RAB'),
    'a dose that is due',
  );
  return {
    key: reminderKey(due, stage),
    kind: 'VACCINATION',
    petName: show.pet(pet).name,
    vaccine: due.vaccine,
    due: due.due,
  };
}

function aboutVisit(
  show: Show,
  { visit, stage }: Extract<ReminderPlan, { about: 'VISIT' }>,
  staged: ReadonlyMap<VisitPlan, StagedVisit>,
): JsonObject {
  const { booking } = present(staged.get(visit), 'a visit');
  return {
    key: `${booking.id} ${booking.start} ${stage}`,
    kind: 'APPOINTMENT',
    petName: show.pet(visit.pet).name,
    due: booking.date,
  };
}

/** Owners ask, and somebody takes care of it; three of this morning are still new. */
export function enquiries(show: Show, owners: readonly OwnerPlan[]): void {
  const { branch } = show;
  const { figures, timeline } = branch;
  const chooser = branch.chooser('enquiries');
  for (let index = 0; index < figures.enquiries; index++) {
    const owner = chooser.pick(owners);
    const isNew = index < 3;
    const day = isNew ? 0 : chooser.between(Math.max(timeline.first + 5, owner.since + 1), -1);
    const minute = isNew ? 505 + index * 21 : chooser.between(545, 1000);
    const words = chooser.pick(enquiryTexts);
    const end = chooser.weighted({
      RESOLVED: 17,
      REJECTED: 1,
      WAITING_OWNER: day > -12 ? 6 : 0,
      IN_PROGRESS: day > -4 ? 9 : 0,
    });
    const [kind, delay] = [chooser.weighted({ QUESTION: 7, TICKET: 3, COMPLAINT: 1 }), chooser.between(8, 90)];
    show.at(day, minute, 0, (at) => {
      const scene = { by: show.owner(owner.id), device: serverDevice, at, target: { clients: [owner.id] } };
      let enquiry = show.stage.act('enquiries.open', scene, ({ stamp, put, id }) => {
        const request = {
          id: id<'Enquiry'>(),
          enquiry: kind,
          client: owner.id,
          source: 'PORTAL' as const,
          title: branch.say(words.title),
          text: branch.say(words.text),
          evidence: [],
          isUrgent: false,
        };
        const opened = granted(openEnquiry(request, stamp));
        put(inbox, opened);
        return opened;
      });
      if (isNew) return;
      const said = branch.say({ ru: 'Ответили по телефону', en: 'Answered by phone' });
      const steps = [
        { to: 'ASSIGNED' as const, assignee: branch.staff('DESK') },
        { to: 'IN_PROGRESS' as const },
        ...(end === 'IN_PROGRESS' ? [] : [{ to: end, said }]),
      ];
      for (const [number, step] of steps.entries()) {
        const command = number === 0 ? 'enquiries.assign' : 'enquiries.advance';
        enquiry = show.stage.act(
          command,
          show.scene('MANAGER', 'DK-C', plusMinutes(at, delay * (number + 1)), 1),
          ({ stamp, put }) => {
            const next = granted(advanceEnquiry(enquiry, step, stamp));
            put(inbox, next);
            return next;
          },
        );
      }
    });
  }
}

/** Conversations with owners: in general, and about visits. Half of the answers come within 34 minutes. */
export function conversations(show: Show, owners: readonly OwnerPlan[], visits: readonly StagedVisit[]): void {
  const { branch } = show;
  const { threads, messages } = branch.figures;
  const chooser = branch.chooser('conversations');
  const general = chooser.shuffled(owners).slice(0, Math.floor(threads / 2));
  const about = chooser
    .shuffled(visits.filter(({ plan }) => plan.ending === 'COMPLETED' && plan.seat.day < -3))
    .slice(0, threads - general.length);
  const sizes = Array.from({ length: threads }, (_, index) => (index < messages - threads * 5 ? 6 : 5));
  const delays = chooser.shuffled(
    answerDelays(
      chooser,
      sizes.reduce((sum, size) => sum + Math.floor(size / 2), 0),
    ),
  );
  for (const [index, owner] of general.entries()) {
    const day = openDay(show, chooser.between(owner.since + 1, -4));
    talk(
      show,
      owner,
      undefined,
      day,
      present(sizes[index], 'a size'),
      chooser.between(0, chatLines.length - 1),
      delays,
    );
  }
  for (const [index, visit] of about.entries()) {
    const { pet, seat } = visit.plan;
    talk(
      show,
      pet.owner,
      visit,
      openDay(show, seat.day + 1),
      present(sizes[general.length + index], 'a size'),
      chooser.between(0, chatLines.length - 1),
      delays,
    );
  }
}

function talk(
  show: Show,
  owner: OwnerPlan,
  about: StagedVisit | undefined,
  day: Day,
  size: number,
  line: number,
  delays: number[],
): void {
  let minute = 560 + ((line * 37) % 90);
  for (let number = 0; number < size; number++) {
    const byOwner = number % 2 === 0;
    minute += byOwner ? 40 : present(delays.pop(), 'a delay');
    const words = present(chatLines[(line + Math.floor(number / 2)) % chatLines.length], 'words');
    show.at(day, minute, 0, (at) => {
      const scene = byOwner
        ? { by: show.owner(owner.id), device: serverDevice, at, target: { clients: [owner.id] } }
        : show.scene('MANAGER', 'DK-C', at, 1);
      show.stage.act('conversations.write', scene, ({ stamp, put, id }) => {
        const thread = conversationId(owner.id, about?.booking.id);
        const known = show.talks.get(thread);
        const conversation: Conversation = known ?? openConversation(owner.id, about?.booking.id, stamp);
        const authorName = byOwner
          ? fullName(show.client(owner).name, show.branch.language)
          : show.cast.signature('MANAGER', show.branch);
        const text = show.branch.say(byOwner ? words.owner : words.clinic);
        const sent = granted(sendMessage(conversation, { id: id<'Message'>(), text, files: [], authorName }, stamp));
        show.talks.set(thread, sent.conversation);
        put(inbox, sent.message);
        put(inbox, sent.conversation);
      });
    });
  }
}

/** As many below 34 minutes as above, and those in the middle exactly that. */
function answerDelays(chooser: { between(low: number, high: number): number }, count: number): number[] {
  const half = Math.floor((count - 2) / 2);
  return [
    ...Array.from({ length: half }, () => chooser.between(3, 33)),
    ...Array.from({ length: half }, () => chooser.between(35, 95)),
    ...Array.from({ length: count - 2 * half }, () => 34),
  ];
}

function openDay(show: Show, day: Day): Day {
  const days = Array.from({ length: 12 }, (_, step) => day + step);
  return present(
    days.find((each) => isOpen(show.branch.timeline, show.place(0), each)),
    'an open day',
  );
}

/** What the look at the day found this morning: a product runs low, a batch is near its end. */
export function alerts(show: Show): void {
  show.at(0, 511, 0, (at) =>
    show.stage.follow({ device: serverDevice, at }, ({ stamp, put }) => {
      const today = show.date(0);
      const low = show.catalogue.product(Object.keys(lowProducts)[0] ?? '');
      const near = show.catalogue.product('V-RAB');
      for (const [kind, product] of [
        ['LOW_STOCK', low],
        ['NEAR_EXPIRY', near],
      ] as const) {
        const id = derivedId<'Task'>('Task', kind, product.id, show.place(0).id, today);
        const details = { product: product.id, code: product.code, name: product.name[show.branch.language] };
        put(inbox, createTask({ id, kind, subject: { collection: 'catalogue', id: product.id }, details, stamp }));
      }
    }),
  );
}
