import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { epochMilliseconds, type Instant, instantOf } from '@lapka/shared/base/instant.ts';
import type { StoreFolder } from '../file/store-folder.ts';

/** A whole, closed, encrypted copy of the database. */
export interface Backup {
  readonly path: string;
  readonly at: Instant;
}

const hour = 3_600_000;
const day = 24 * hour;
const hourly = 24;
const daily = 7;

const name = /^lapka-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.db$/;

/** All backups of a store, newest first. */
export function backupsIn(folder: StoreFolder): Backup[] {
  if (!existsSync(folder.backups)) return [];
  return readdirSync(folder.backups)
    .flatMap((file) => {
      const at = timeOf(file);
      return at === undefined ? [] : [{ path: join(folder.backups, file), at }];
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

export function backupPath(folder: StoreFolder, at: Instant): string {
  return join(folder.backups, `lapka-${at.replaceAll(/[-:.]/g, '')}.db`);
}

/** Removes the backups that are not to be kept. */
export function prune(folder: StoreFolder, now: Instant): void {
  const kept = new Set(
    backupsToKeep(
      backupsIn(folder).map(({ at }) => at),
      now,
    ),
  );
  for (const { path, at } of backupsIn(folder)) if (!kept.has(at)) rmSync(path);
}

/** The newest of each of the last 24 hours and of each of the last 7 days, and always the newest of all. */
export function backupsToKeep(times: readonly Instant[], now: Instant): Instant[] {
  const newestFirst = times.toSorted((a, b) => (a < b ? 1 : -1));
  const kept = new Set<Instant>(newestFirst.slice(0, 1));
  for (const [length, count] of [
    [hour, hourly],
    [day, daily],
  ] as const) {
    const seen = new Set<number>();
    for (const at of newestFirst) {
      const age = Math.floor((epochMilliseconds(now) - epochMilliseconds(at)) / length);
      if (age < 0 || age >= count || seen.has(age)) continue;
      seen.add(age);
      kept.add(at);
    }
  }
  return newestFirst.filter((at) => kept.has(at));
}

function timeOf(file: string): Instant | undefined {
  const parts = name.exec(file)?.slice(1);
  if (parts === undefined) return undefined;
  const [year, month, date, hours, minutes, seconds, milliseconds] = parts;
  const time = Date.parse(`${year}-${month}-${date}T${hours}:${minutes}:${seconds}.${milliseconds}Z`);
  return Number.isNaN(time) ? undefined : instantOf(time);
}
