import { derivedId } from '../../base/id.ts';
import { type Instant, laterOf, millisecondsBetween, plusDays } from '../../base/instant.ts';
import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, type Proposal, type SideDocument } from '../acceptance.ts';
import { freeSlotAt, nextFreeSlots, type SlotSearch } from '../availability/free-slots.ts';
import type { Stamp } from '../document.ts';
import { bothChangedTask, bySystem, changedBecauseOf } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { Need, World } from '../world.ts';
import { type Booking, longestHistory, quoteOf } from './booking.ts';
import { agreedSlot, changedBooking } from './booking-change.ts';
import type { Waiting } from './booking-event.ts';
import { mergeBookingsWithReport } from './booking-merge.ts';
import { shareTime, timeTakenBy } from './booking-times.ts';
import { claimOf, hasSameSlot, keepsSlot, rivalNeeds, rivalsOf } from './slot-conflict.ts';
import { withoutSlot } from './slot-rules.ts';
import { slotSearch, slotSearchNeeds, type SlotQuestion } from './slot-search.ts';
import { overruled } from './standing.ts';

/**
 * What becomes of a booking that arrives from a device. It is joined with what is known of it; then it is looked whether
 * its slot is its own. Who loses a slot is not dropped: the booking waits as PENDING with the next three free slots, and
 * a task tells the desk to call the owner. Where only the room is taken and another one is free, it gets that one and
 * nobody is bothered. A cancel or a no-show that turned out wrong, because the patient was here, becomes a task, too.
 */
export function acceptBooking(proposal: Proposal<Booking>, world: World): Acceptance<Booking> {
  const { wanted, now } = proposal;
  if (wanted.history.length > longestHistory - 100) return { kind: 'refuse', reason: 'TOO_MANY_ENTRIES' };
  const decision: Decision = { world, now, stamp: bySystem({ ...wanted.changed, at: now, device: proposal.device }) };
  const { document, also } = joined(proposal, decision);
  const acknowledged = proposal.stored !== undefined && hasSameSlot(proposal.stored, document);
  const clashes = rivalsOf(document, world).map((rival) => ({
    rival,
    keeps: keepsSlot(claimOf(document, acknowledged), claimOf(rival, true)),
  }));
  let current = document;
  for (const { rival, keeps } of clashes) {
    if (keeps !== 'THEIRS' || shareTime(current, rival) === undefined) continue;
    current = givenWay(current, rival, decision);
    if (current.status === 'PENDING') {
      also.push(conflictTask(document, rival, current.waiting, decision));
      return { kind: 'park', document: current, reason: 'SLOT_CONFLICT', also };
    }
  }
  for (const { rival, keeps } of clashes) {
    if (keeps !== 'OURS') continue;
    const other = givenWay(rival, current, decision);
    also.push({ collection: 'bookings', document: other, base: rival });
    if (other.status === 'PENDING') also.push(conflictTask(rival, current, other.waiting, decision));
  }
  return also.length === 0 && sameJson(current, wanted) ? accepted : { kind: 'merge', document: current, also };
}

export function bookingNeeds({ wanted, stored }: Proposal<Booking>): Need[] {
  return [wanted, ...(stored === undefined ? [] : [stored])].flatMap(rivalNeeds);
}

/** What the search for other slots looks at, asked only when a slot is in fact wanted by two. */
export function moreBookingNeeds(proposal: Proposal<Booking>, world: World): Need[] {
  const { stored, base, wanted, now } = proposal;
  const document = stored === undefined ? wanted : mergeBookingsWithReport(base, wanted, stored).document;
  const rivals = rivalsOf(document, world);
  return rivals.length === 0 ? [] : [document, ...rivals].flatMap((one) => slotSearchNeeds(questionFor(one, now)));
}

interface Decision {
  readonly world: World;
  readonly now: Instant;
  readonly stamp: Stamp;
}

/** The booking with everything known of it, and what a person has to hear of that. */
function joined(
  { stored, base, wanted }: Proposal<Booking>,
  { stamp }: Decision,
): { readonly document: Booking; readonly also: SideDocument[] } {
  if (stored === undefined) return { document: wanted, also: [] };
  const subject = { collection: 'bookings', id: wanted.id } as const;
  const { document, replaced } = mergeBookingsWithReport(base, wanted, stored);
  const known = new Set(overruled(stored.history).map(({ id }) => id));
  const tasks = overruled(document.history)
    .filter(({ id }) => !known.has(id))
    .map((event) =>
      createTask({
        id: derivedId('Task', 'STATUS_CONFLICT', event.id),
        kind: 'STATUS_CONFLICT',
        subject,
        details: {
          code: document.code,
          status: document.status,
          overruled: event.to,
          reason: 'reason' in event ? event.reason : null,
          at: event.stamp.at,
          by: event.stamp.by,
        },
        stamp,
      }),
    );
  return { document, also: [...tasks.map(alongside), ...bothChangedTask(subject, wanted, stored, replaced)] };
}

/** The booking that has to make room: in another room where that is all it takes, else waiting. */
function givenWay(loser: Booking, winner: Booking, { world, now, stamp: cause }: Decision): Booking {
  const stamp = changedBecauseOf(cause, loser);
  const search = searchBeside(loser, winner, slotSearch(world, questionFor(loser, now), []));
  const { vet, start } = loser;
  if (search !== undefined && vet !== undefined && shareTime(loser, winner) === 'ROOM') {
    const slot = freeSlotAt(search, { vet, start });
    if (slot !== undefined) return changedBooking(loser, [{ kind: 'SLOT', slot: agreedSlot(slot) }], stamp);
  }
  return withoutSlot(loser, winner.id, search === undefined ? [] : nextFreeSlots(search, 3, vet), stamp);
}

/** Slots as long as the lost one, with the winner's time taken, whether or not it is stored yet. */
function searchBeside(
  { start, end }: Booking,
  winner: Booking,
  found: ReturnType<typeof slotSearch>,
): SlotSearch | undefined {
  if (!found.ok) return undefined;
  const { booked, service } = found.value;
  const minutes = millisecondsBetween(start, end) / 60_000;
  const taken = timeTakenBy(winner) ?? [];
  return { ...found.value, booked: booked.concat(taken), service: { ...service, minutes, slotsRequired: 1 } };
}

/** The two weeks after the time that was lost, or from now on when it has passed. */
function questionFor(booking: Booking, now: Instant): SlotQuestion {
  const from = laterOf(now, booking.start);
  return {
    location: booking.location,
    services: quoteOf(booking).lines.map(({ service }) => service),
    home: booking.visit.type !== 'IN_CLINIC',
    from,
    below: plusDays(from, 14),
    except: booking.id,
  };
}

function conflictTask(loser: Booking, winner: Booking, waiting: Waiting, { stamp }: Decision): SideDocument {
  const offers = waiting.why === 'SLOT_CONFLICT' ? waiting.offers : [];
  const lost = loser.history.filter((event) => event.kind === 'STATUS' && event.to === 'PENDING').length;
  const task = createTask({
    id: derivedId('Task', 'SLOT_CONFLICT', loser.id, winner.id, String(lost)),
    kind: 'SLOT_CONFLICT',
    subject: { collection: 'bookings', id: loser.id },
    details: {
      code: loser.code,
      winner: winner.id,
      winnerCode: winner.code,
      date: loser.date,
      time: loser.time,
      times: offers.map(({ date, time }) => `${date} ${time}`),
    },
    stamp,
  });
  return alongside(task);
}
