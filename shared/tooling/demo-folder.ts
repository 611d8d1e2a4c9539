import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { addDays, type CivilDate, civilDateSchema, weekdayOf } from '../src/base/civil-date.ts';
import { epochMilliseconds, type Instant, instantOf } from '../src/base/instant.ts';
import { dateAt } from '../src/base/wall-time.ts';
import { zone } from '../src/base/zone.ts';
import { demoStart } from '../src/demo/demo-clinic.ts';
import { demoClinicId, demoId } from '../src/demo/demo-ids.ts';
import { usualOptions } from '../src/demo/demo-options.ts';
import { enrolDesk } from './desk-key.ts';

/** What a demo's folder remembers: which demo it is, and how far its clock is from the machine's. */
const stateSchema = z.object({
  today: civilDateSchema,
  scale: z.int(),
  language: z.enum(['ru', 'en']),
  offset: z.int(),
});
export type DemoState = z.infer<typeof stateSchema>;

export const demoDesks = [
  { name: 'DK-A', series: 'A' },
  { name: 'DK-B', series: 'B' },
] as const;

/** The demo of a folder: as it was begun, or begun now on the latest Monday, when the clinic's morning is at its liveliest. */
export function demoOf(folder: string, wanted: { readonly scale: number; readonly language: 'ru' | 'en' }): DemoState {
  const file = path.join(folder, 'demo.json');
  if (existsSync(file)) return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  mkdirSync(folder, { recursive: true });
  const now = instantOf(Date.now());
  const today = latestMonday(dateAt(now, zone('Europe/Moscow')));
  const start = demoStart({ ...usualOptions, today });
  const state = { ...wanted, today, offset: epochMilliseconds(start) - epochMilliseconds(now) };
  const clinic = { clinic: demoClinicId, location: demoId('Location', 'L1') };
  const devices = demoDesks.map(({ name, series }) => enrolDesk(folder, { ...clinic, name, series, now }));
  writeFileSync(loadFileOf(folder), JSON.stringify({ ...state, devices }));
  writeFileSync(file, JSON.stringify(state));
  return state;
}

/** Keeps the demo's clock where it was moved to. */
export function moveDemoClock(folder: string, state: DemoState, moment: Instant): DemoState {
  const moved = { ...state, offset: epochMilliseconds(moment) - Date.now() };
  writeFileSync(path.join(folder, 'demo.json'), JSON.stringify(moved));
  return moved;
}

/** What the server is given to load. */
export function loadFileOf(folder: string): string {
  return path.join(folder, 'demo-load.json');
}

export function demoNow({ offset }: DemoState): Instant {
  return instantOf(Date.now() + offset);
}

function latestMonday(date: CivilDate): CivilDate {
  return addDays(date, 1 - weekdayOf(date));
}
