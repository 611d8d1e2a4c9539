import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { storeOpenFailures, type StoreOpenFailureCode } from '../store-failures.ts';
import { databaseFiles, moveFile, readIfThere, replaceFile, type StoreFolder } from './store-folder.ts';

const codeSchema = z.custom<StoreOpenFailureCode>((code) => typeof code === 'string' && code in storeOpenFailures);
const reportSchema = z.strictObject({ code: codeSchema, at: z.string() });

export interface PutAside {
  readonly code: StoreOpenFailureCode;
  readonly at: string;
  /** The database as it was found, with what lay beside it. */
  readonly database: string;
}

/** Moves the database out of the way, whole and unchanged, with a note why. Nothing in quarantine is ever removed by us. */
export function putAside(folder: StoreFolder, code: StoreOpenFailureCode, at: Instant): PutAside {
  const place = freePlace(join(folder.quarantine, at.replaceAll(/[-:.]/g, '')));
  mkdirSync(place, { recursive: true });
  replaceFile(join(place, 'report.json'), JSON.stringify({ code, at }));
  for (const file of databaseFiles(folder.database)) {
    if (existsSync(file)) moveFile(file, join(place, basename(file)));
  }
  return { code, at, database: join(place, basename(folder.database)) };
}

/** What was put aside last. */
export function lastPutAside(folder: StoreFolder): PutAside | undefined {
  if (!existsSync(folder.quarantine)) return undefined;
  const places = readdirSync(folder.quarantine).sort();
  for (const place of places.toReversed()) {
    const text = readIfThere(join(folder.quarantine, place, 'report.json'))?.toString('utf8');
    const report = text === undefined ? undefined : reportSchema.parse(JSON.parse(text));
    if (report !== undefined) {
      return { ...report, database: join(folder.quarantine, place, basename(folder.database)) };
    }
  }
  return undefined;
}

function freePlace(wanted: string): string {
  for (let number = 1; ; number++) {
    const place = number === 1 ? wanted : `${wanted}-${number}`;
    if (!existsSync(place)) return place;
  }
}
