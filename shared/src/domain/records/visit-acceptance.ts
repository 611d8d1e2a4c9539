import { derivedId, type Id } from '../../base/id.ts';
import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal, type SideDocument } from '../acceptance.ts';
import { bookings } from '../bookings/booking.ts';
import { bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask, type TaskKind } from '../inbox/task.ts';
import type { Need, World } from '../world.ts';
import { openLateEdits, signedOrder } from './late-edits.ts';
import { contentOf, placeOf, unsettledFields } from './visit-content.ts';
import { mergeVisits } from './visit-merge.ts';
import { importedVisitId, type Visit, visitId } from './visit.ts';

/**
 * What becomes of a visit that arrives from a device. Two changes of one draft are joined; where both wrote in one field
 * the visit is parked with both texts, and a task asks a vet to join them. What is typed into a draft that was signed
 * meanwhile is parked beside it, with a task. A signed visit itself is never changed: a device that knew of the signature
 * and sends other content is refused.
 *
 * A visit written for a booking that was cancelled on another device is kept; a task asks what is true.
 */
export function acceptVisit(proposal: Proposal<Visit>, world: World): Acceptance<Visit> {
  const { stored, base, wanted } = proposal;
  const refusal = refusalOf(proposal);
  if (refusal !== undefined) return { kind: 'refuse', reason: refusal };
  const document = stored === undefined || followsOnStored(proposal) ? wanted : mergeVisits(base, wanted, stored);
  const also = [...missedVisit(proposal, world), ...textsToJoin(stored, document), ...lateEdits(stored, document)];
  const [first] = also;
  if (first !== undefined) return { kind: 'park', document, reason: first.task, also: also.map(({ side }) => side) };
  return sameJson(document, wanted) ? accepted : { kind: 'merge', document };
}

/** The booking, which may have been cancelled meanwhile. */
export function visitNeeds({ origin }: Visit): readonly Need[] {
  return origin.from === 'BOOKING' ? [{ kind: 'get', collection: bookings, id: origin.booking }] : [];
}

function refusalOf({ stored, base, wanted }: Proposal<Visit>): string | undefined {
  if (wanted.id !== idOf(wanted)) return 'RECORD_ID_WRONG';
  if (stored === undefined && wanted.status === 'DRAFT' && contentOf(wanted).length === 0) return 'RECORD_EMPTY';
  if (wanted.status === 'SIGNED' && unsettledFields(wanted).length > 0) return 'TEXTS_TO_JOIN';
  if (base?.status !== 'SIGNED') return undefined;
  if (wanted.status !== 'SIGNED' || signedOrder(wanted) !== signedOrder(base)) return 'RECORD_SIGNED';
  const kept = new Set(wanted.addenda.map(({ id }) => id));
  return base.addenda.some(({ id }) => !kept.has(id)) ? 'RECORD_SIGNED' : undefined;
}

/** The id follows from what the visit belongs to, so that one booking has one visit of an animal (C-42). */
function idOf({ origin, pet }: Visit): Visit['id'] {
  return origin.from === 'BOOKING' ? visitId(origin.booking, pet) : importedVisitId(origin.source, origin.key);
}

interface Side {
  readonly task: TaskKind;
  readonly side: SideDocument;
}

function missedVisit({ stored, wanted }: Proposal<Visit>, world: World): Side[] {
  if (stored !== undefined || wanted.origin.from !== 'BOOKING') return [];
  const booking = world.get(bookings, wanted.origin.booking);
  if (booking?.status !== 'CANCELLED' && booking?.status !== 'NO_SHOW') return [];
  return [taskAbout(wanted, 'STATUS_CONFLICT', [booking.id], { code: booking.code, status: booking.status })];
}

/** The task about texts that wait in a visit; undefined when none do. */
export function textsToJoinTask(visit: Visit): Id<'Task'> | undefined {
  const waiting = waitingPlaces(visit);
  return waiting.length === 0 ? undefined : taskId(visit, 'TEXTS_TO_JOIN', waiting);
}

/** One task per clash: the same entries in the same fields are the same task on every device. */
function textsToJoin(stored: Visit | undefined, document: Visit): Side[] {
  const waiting = waitingPlaces(document);
  if (waiting.length === 0 || sameJson(waiting, stored === undefined ? [] : waitingPlaces(stored))) return [];
  return [taskAbout(document, 'TEXTS_TO_JOIN', waiting, { fields: unsettledFields(document) })];
}

function waitingPlaces(visit: Visit): string[] {
  if (visit.status === 'SIGNED') return [];
  const fields = new Set(unsettledFields(visit));
  return contentOf(visit)
    .filter(({ field }) => fields.has(field))
    .map(placeOf)
    .toSorted();
}

function lateEdits(stored: Visit | undefined, document: Visit): Side[] {
  if (document.status !== 'SIGNED') return [];
  const known = new Set(stored?.status === 'SIGNED' ? openLateEdits(stored).map(({ id }) => id) : []);
  const fresh = openLateEdits(document).filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return [];
  const fields = [...new Set(fresh.map(({ field }) => field))];
  return [taskAbout(document, 'LATE_EDIT_OF_SIGNED', fresh.map(({ id }) => id).toSorted(), { fields })];
}

function taskId({ id }: Visit, task: TaskKind, parts: readonly string[]): Id<'Task'> {
  return derivedId('Task', task, id, ...parts);
}

function taskAbout(
  visit: Visit,
  task: TaskKind,
  parts: readonly string[],
  details: { readonly [name: string]: string | readonly string[] },
): Side {
  const document = createTask({
    id: taskId(visit, task, parts),
    kind: task,
    subject: { collection: 'records', id: visit.id },
    details: { pet: visit.pet, date: visit.date, authors: visit.authors.map(({ name }) => name), ...details },
    stamp: bySystem(visit.changed),
  });
  return { task, side: alongside(document) };
}
