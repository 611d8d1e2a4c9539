import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { epochMilliseconds, type Instant, instantOf, instantSchema, plusMilliseconds } from '../../base/instant.ts';
import type { JsonObject } from '../../base/json.ts';
import { overlaps, type Span } from '../../base/span.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { zoneSchema } from '../../base/zone.ts';
import type { StaffId } from '../document.ts';
import { slotsNeeded } from '../catalogue/service-rules.ts';
import type { RoomId } from '../settings/settings.ts';
import type { Shift } from '../shifts/shift.ts';
import { runsOf } from '../shifts/shift-times.ts';
import { labelsIn, type SlotLabel } from './slot-label.ts';
import { blockedTimes, type DayPlan, slotsOf, type Taken } from './slots.ts';

/**
 * When somebody can come. Free is what a published shift and the opening hours have in common, without holidays, breaks,
 * blocks, bookings and holds, where also a room is free and both the vet and the room may do the service (C-40).
 */
export interface SlotSearch extends DayPlan {
  readonly shifts: readonly Shift[];
  /** What is held right now; expired holds are not in it. */
  readonly held: readonly Taken[];
  readonly service: ServiceNeed;
  /** The slot begins not before `from` and before `below`. */
  readonly from: Instant;
  readonly below: Instant;
}

export interface ServiceNeed {
  readonly minutes: number;
  readonly slotsRequired: number;
  /** Who may do it and is asked for; none means nobody can. */
  readonly vets: readonly StaffId[];
  /** The rooms it may run in, in the order they are to be filled; undefined when it needs none, as at the owner's home. */
  readonly rooms: readonly RoomId[] | undefined;
}

export const freeSlotSchema = z.strictObject({
  location: idSchema('Location'),
  vet: idSchema('Staff'),
  room: idSchema('Room').optional(),
  date: civilDateSchema,
  time: wallTimeSchema,
  /** Tells the doubled hours of autumn apart. */
  offset: z.string().max(9),
  zone: zoneSchema,
  start: instantSchema,
  end: instantSchema,
  /** The length of one slot in minutes. */
  grid: z.int().min(5).max(60),
});
export type FreeSlot = z.infer<typeof freeSlotSchema>;

/** All free slots by time, of the same time by vet. A service of several slots gets them in one row or not at all (C-06). */
export function freeSlots(search: SlotSearch): FreeSlot[] {
  return found(search).map(written(search));
}

/**
 * The next free slots at different times, for somebody whose slot is gone. At each time the wished vet is offered when
 * free, else another one.
 */
export function nextFreeSlots(search: SlotSearch, count: number, wished?: StaffId): FreeSlot[] {
  const byTime = new Map<number, Found>();
  for (const slot of found(search)) {
    if (!byTime.has(slot.span.start) || slot.vet === wished) byTime.set(slot.span.start, slot);
  }
  return [...byTime.values()].slice(0, count).map(written(search));
}

/** What to say when a slot is gone: the next three free ones, as details of a failure. */
export function offersIn(search: SlotSearch, wished?: StaffId): JsonObject {
  const offers = nextFreeSlots(search, 3, wished);
  return {
    times: offers.map(({ date, time }) => `${date} ${time}`),
    offers: offers.map(({ vet, start, date, time, offset }) => ({ vet, start, date, time, offset })),
  };
}

/** The slot at this time for this vet, if it is free. */
export function freeSlotAt(
  search: SlotSearch,
  { vet, start }: { readonly vet: StaffId; readonly start: Instant },
): FreeSlot | undefined {
  const below = plusMilliseconds(start, 1);
  const slot = found({ ...search, from: start, below, service: { ...search.service, vets: [vet] } })[0];
  return slot === undefined || !search.service.vets.includes(vet) ? undefined : written(search)(slot);
}

interface Found {
  readonly vet: StaffId;
  readonly room: RoomId | undefined;
  readonly span: Span;
  readonly label: (start: number) => SlotLabel;
}

function found(search: SlotSearch): Found[] {
  const { service, location } = search;
  const [from, below] = [epochMilliseconds(search.from), epochMilliseconds(search.below)];
  const count = slotsNeeded(service, location.grid);
  const inRoom = Map.groupBy([...search.booked, ...search.held, ...blockedTimes(search.blocks)], ({ room }) => room);
  const result: Found[] = [];
  for (const run of runsOf(search.shifts.filter(({ state }) => state.is === 'SCHEDULED'))) {
    const vet = run.shifts[0]?.staff;
    if (vet === undefined || run.shifts[0]?.location !== location.id || !service.vets.includes(vet)) continue;
    if (run.span.end <= from || run.span.start >= below) continue;
    const slots = slotsOf(run, search);
    const label = labelsIn(run.span, location.zone);
    const held = search.held.filter((one) => one.vet === vet);
    for (let first = 0; first + count <= slots.length; first++) {
      const row = slots.slice(first, first + count);
      const span = { start: row[0]?.span.start ?? 0, end: row.at(-1)?.span.end ?? 0 };
      if (span.start < from || span.start >= below || row.some(({ status }) => status !== 'AVAILABLE')) continue;
      if (held.some((one) => overlaps(one.span, span))) continue;
      const room = service.rooms?.find((one) => !inRoom.get(one)?.some((other) => overlaps(other.span, span)));
      if (service.rooms === undefined || room !== undefined) result.push({ vet, room, span, label });
    }
  }
  return result.sort((a, b) => a.span.start - b.span.start || (a.vet < b.vet ? -1 : 1));
}

function written({ location }: SlotSearch): (slot: Found) => FreeSlot {
  return ({ vet, room, span, label }) => ({
    location: location.id,
    zone: location.zone,
    vet,
    ...(room === undefined ? {} : { room }),
    ...label(span.start),
    start: instantOf(span.start),
    end: instantOf(span.end),
    grid: location.grid,
  });
}
