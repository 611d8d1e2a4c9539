import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { createIdMaker } from '@lapka/shared/base/id.ts';
import { seededRandom } from '@lapka/shared/base/random.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { openClinicDatabase } from '../../src/node/store/clinic-database.ts';
import { pageSize } from '../../src/node/store/file/driver.ts';
import { faultBehind } from '../../src/node/store/file/fault.ts';
import { storeFolder } from '../../src/node/store/file/store-folder.ts';
import type { LocalStore } from '../../src/node/store/local-store.ts';
import { rescueStore } from '../../src/node/store/rescue/rescue-store.ts';
import { note, type Note, noteId, notes, testCollections } from '../../src/node/store/testing/notes.ts';
import { replicateCopies } from './replicate-copies.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openTill, tillKey } from './till.ts';

const pulled = 20_000;
const unsent = 2_000;
const flipped = { documents: 3_000, unsent: 300 };
const trashedShare = 0.01;

/** Changes bits of a file at rest, and trashes whole pages of it, and looks what is noticed and what can be saved. */
export const bitRotExperiment: Experiment = {
  promise:
    'every flipped bit is noticed before a wrong row is shown; with 1 % of pages trashed every unsent change and 95 % of documents are saved, and the rest is named',
  async run({ rounds = 400, seed }) {
    const flips = await flipBits({ rounds, seed });
    const trash = await trashPages({ rounds: Math.max(1, Math.round(rounds / 40)), seed });
    const kept =
      flips.noticed === flips.flips &&
      flips.wrongRows === 0 &&
      trash.unsentLost === 0 &&
      trash.worstSavedPercent >= 95 &&
      trash.unnamed === 0;
    return { kept, figures: { ...flips, ...trash } };
  },
};

export interface Flips {
  readonly flips: number;
  readonly noticed: number;
  readonly wrongRows: number;
}

export async function flipBits({ rounds, seed }: { readonly rounds: number; readonly seed: number }): Promise<Flips> {
  using folder = temporaryFolder(true);
  const chooser = new SeededChooser(seed);
  const whole = path.join(folder.path, 'whole');
  await fill(whole, flipped.documents, flipped.unsent);
  const content = readFileSync(storeFolder(whole).database);
  const figures = { flips: 0, noticed: 0, wrongRows: 0 };
  for (let round = 0; round < rounds; round++) {
    const broken = path.join(folder.path, 'broken');
    rmSync(broken, { recursive: true, force: true });
    mkdirSync(broken);
    const copy = Buffer.from(content);
    const at = chooser.between(0, copy.length - 1);
    copy.writeUInt8(copy.readUInt8(at) ^ (1 << chooser.between(0, 7)), at);
    writeFileSync(storeFolder(broken).database, copy);
    copyFileSync(storeFolder(whole).mark, storeFolder(broken).mark);
    const seen = await look(broken);
    figures.flips += 1;
    figures.noticed += seen.noticed ? 1 : 0;
    figures.wrongRows += seen.wrongRows;
  }
  return figures;
}

/** Reads everything as a screen would, then has the file checked as the start does. */
async function look(folder: string): Promise<{ readonly noticed: boolean; readonly wrongRows: number }> {
  const opened = await openTill(folder).catch((error: unknown) => {
    if (faultBehind(error)?.fault === 'DAMAGED') return undefined;
    throw error;
  });
  if (opened?.ok !== true) return { noticed: true, wrongRows: 0 };
  const store = opened.value;
  let noticed = false;
  let wrongRows = 0;
  const guarded = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      if (faultBehind(error)?.fault !== 'DAMAGED') throw error;
      noticed = true;
    }
  };
  guarded(() => {
    for (const found of store.read((reader) => reader.find(notes, {}))) wrongRows += isRight(found) ? 0 : 1;
  });
  guarded(() => {
    noticed ||= store.documents.file.pragma('quick_check') !== 'ok';
  });
  await store.close();
  return { noticed, wrongRows };
}

export interface Trash {
  readonly trashings: number;
  readonly pagesTrashed: number;
  readonly unsentLost: number;
  readonly worstSavedPercent: number;
  /** Lost documents the report did not name. */
  readonly unnamed: number;
  readonly slowestRescueMs: number;
}

export async function trashPages({ rounds, seed }: { readonly rounds: number; readonly seed: number }): Promise<Trash> {
  using folder = temporaryFolder(true);
  const whole = path.join(folder.path, 'whole');
  await fill(whole, pulled, unsent);
  const figures = {
    trashings: 0,
    pagesTrashed: 0,
    unsentLost: 0,
    worstSavedPercent: 100,
    unnamed: 0,
    slowestRescueMs: 0,
  };
  for (let round = 0; round < rounds; round++) {
    const broken = path.join(folder.path, 'broken');
    rmSync(broken, { recursive: true, force: true });
    cpSync(whole, broken, { recursive: true });
    figures.pagesTrashed += trash(storeFolder(broken).database, new SeededChooser(seed + round));
    const started = performance.now();
    const clock = new FakeClock();
    const ids = createIdMaker(clock, seededRandom(seed + round));
    const parts = { collections: testCollections, program: '1', clock, scheduler: clock, ids, logger: silentLogger };
    const report = rescueStore({ folder: broken, key: tillKey, ...parts });
    if (!report.ok) throw new Error(`seed ${seed + round}: ${report.error.code}`);
    figures.slowestRescueMs = Math.max(figures.slowestRescueMs, Math.round(performance.now() - started));
    const opened = await openTill(broken);
    if (!opened.ok) throw new Error(`seed ${seed + round}: ${opened.error.code}`);
    const found = new Map(opened.value.read((reader) => reader.find(notes, {})).map((one) => [one.amount, one]));
    await opened.value.close();
    const named = new Set(report.value.missing.map(({ id }) => id));
    for (let number = 0; number < pulled + unsent; number++) {
      const isSaved = isRight(found.get(number));
      if (number >= pulled && !isSaved) figures.unsentLost += 1;
      if (!isSaved && !named.has(noteId(number))) figures.unnamed += 1;
    }
    const saved = Math.floor((found.size / (pulled + unsent)) * 10_000) / 100;
    figures.worstSavedPercent = Math.min(figures.worstSavedPercent, saved);
    figures.trashings += 1;
  }
  return figures;
}

function trash(database: string, chooser: SeededChooser): number {
  const content = readFileSync(database);
  let trashed = 0;
  for (let page = 0; page < content.length / pageSize; page++) {
    if (!chooser.chance(trashedShare)) continue;
    for (let at = page * pageSize; at < (page + 1) * pageSize; at += 4) content.writeUInt32LE(chooser.uint32(), at);
    trashed += 1;
  }
  writeFileSync(database, content);
  return trashed;
}

/** A store with documents the server has, and some it has not; the latter are numbered after the former. */
async function fill(folder: string, sent: number, local: number): Promise<void> {
  const opened = await openTill(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const database = await openClinicDatabase(store, testCollections);
  const documents = Array.from({ length: sent }, (_, number) => written(number));
  await replicateCopies(database, documents);
  write(store, sent, sent + local);
  store.read((reader) => reader.find(notes, { limit: 1 }));
  await database.close();
  await store.close();
}

function write(store: LocalStore, from: number, to: number): void {
  for (let number = from; number < to; number += 50) {
    store.transact((tx) => {
      for (let one = number; one < Math.min(to, number + 50); one++) tx.put(notes, written(one));
    });
  }
}

function written(number: number): Note {
  return note(number, { text: `${number} ${'lorem ipsum '.repeat(30)}` });
}

function isRight(found: Note | undefined): boolean {
  return found !== undefined && JSON.stringify(found) === JSON.stringify(written(found.amount));
}
