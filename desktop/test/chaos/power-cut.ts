import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { type DiskEvent, readDiskLog } from './disk-log.ts';
import { shimEnvironment } from './shim.ts';
import { type CutMode, SimulatedDisk } from './simulated-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type Audit, audit, openTill } from './till.ts';
import { TillChild } from './till-child.ts';

const modes: readonly CutMode[] = ['none', 'all', 'subset'];

/** Records what a selling desk does to its disk, and opens what a power cut at random moments would have left of it. */
export const powerCutExperiment: Experiment = {
  promise:
    'a power cut at any moment loses nothing acknowledged and corrupts nothing; with NORMAL the same would be noticed',
  async run({ rounds = 1000, seed }) {
    const full = await powerCuts({ rounds, seed, synchronous: undefined });
    const normal = await powerCuts({ rounds: Math.max(20, Math.round(rounds / 10)), seed, synchronous: 'NORMAL' });
    const figures = {
      cuts: full.cuts,
      acknowledged: full.acknowledged,
      cutsWithLoss: full.cutsWithLoss,
      lost: full.lost,
      partial: full.partial,
      refused: full.refused,
      slowestOpenMs: full.slowestOpenMs,
      cutsWithNormal: normal.cuts,
      cutsWithLossWithNormal: normal.cutsWithLoss,
    };
    return { kept: full.cutsWithLoss + full.partial + full.refused === 0 && normal.cutsWithLoss > 0, figures };
  },
};

export interface PowerCuts {
  readonly cuts: number;
  readonly acknowledged: number;
  readonly cutsWithLoss: number;
  readonly lost: number;
  readonly partial: number;
  /** Of the cuts with loss, those the store itself recognised when it was opened, by what lies beside its file. */
  readonly lossesRecognised: number;
  /** Stores that were damaged, or did not open for another reason than that something acknowledged is missing. */
  readonly refused: number;
  readonly slowestOpenMs: number;
}

export async function powerCuts(options: {
  readonly rounds: number;
  readonly seed: number;
  readonly synchronous: 'NORMAL' | undefined;
}): Promise<PowerCuts> {
  using folder = temporaryFolder();
  using target = temporaryFolder(true);
  const chooser = new SeededChooser(options.seed);
  const data = path.join(folder.path, 'data');
  const sales = Math.min(600, Math.max(150, options.rounds));
  const events = await record(folder.path, data, sales, options.synchronous);
  const moments = Array.from({ length: options.rounds }, () =>
    chooser.between(firstOpen(events), events.length),
  ).toSorted((a, b) => a - b);
  const figures = {
    cuts: 0,
    acknowledged: 0,
    cutsWithLoss: 0,
    lossesRecognised: 0,
    lost: 0,
    partial: 0,
    refused: 0,
    slowestOpenMs: 0,
  };
  const disk = new SimulatedDisk();
  let acknowledged = 0;
  let at = 0;
  for (const moment of moments) {
    for (; at < moment; at++) {
      const event = events[at];
      if (event === undefined) break;
      disk.apply(event);
      if (event.kind === 'SAID') acknowledged = Math.max(acknowledged, ...numbersIn(event.text));
    }
    const files = disk.cut(chooser.pick(modes), chooser);
    const started = performance.now();
    const found = await auditAfter(files, data, target.path, acknowledged);
    figures.slowestOpenMs = Math.max(figures.slowestOpenMs, Math.round(performance.now() - started));
    figures.cuts += 1;
    figures.acknowledged = acknowledged;
    switch (found) {
      case 'REFUSED':
        figures.refused += 1;
        break;
      case 'RECOGNISED_LOSS':
        figures.lossesRecognised += 1;
        figures.cutsWithLoss += 1;
        break;
      default:
        figures.lost += found.lost;
        figures.cutsWithLoss += found.lost > 0 ? 1 : 0;
        figures.partial += found.partial + (found.ledgerIsExact ? 0 : 1);
    }
  }
  return figures;
}

async function record(
  root: string,
  data: string,
  sales: number,
  synchronous: string | undefined,
): Promise<DiskEvent[]> {
  mkdirSync(data);
  const log = path.join(root, 'disk.log');
  const env = { ...shimEnvironment('record-disk', root), RECORD_LOG: log, RECORD_FOLDER: data };
  const args = ['--sales', String(sales), ...(synchronous === undefined ? [] : ['--synchronous', synchronous])];
  const till = new TillChild({ folder: data, env, args });
  // It is killed before it can close: a power cut does not wait for that.
  await till.until(() => till.acknowledged >= sales);
  await till.kill();
  return readDiskLog(log);
}

/** Opens what was left with the program's own opening, and looks whether it is whole. */
async function auditAfter(
  files: ReadonlyMap<string, Buffer>,
  from: string,
  to: string,
  acknowledged: number,
): Promise<Audit | 'RECOGNISED_LOSS' | 'REFUSED'> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const [file, content] of files) writeFileSync(path.join(to, path.relative(from, file)), content);
  const opened = await openTill(to);
  // The log of unsent changes or the mark has come further than the file: the store refuses to go on from an older state.
  if (!opened.ok) return opened.error.code === 'STORE_FILE_OLD' ? 'RECOGNISED_LOSS' : 'REFUSED';
  const store = opened.value;
  try {
    if (store.documents.file.pragma('integrity_check') !== 'ok') return 'REFUSED';
    return audit(store, acknowledged);
  } finally {
    await store.close();
  }
}

/** Before the store is first open there is nothing to lose. */
function firstOpen(events: readonly DiskEvent[]): number {
  return events.findIndex((event) => event.kind === 'SAID' && event.text.startsWith('open'));
}

function numbersIn(text: string): number[] {
  return text
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
    .map(Number);
}
