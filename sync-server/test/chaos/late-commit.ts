import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import pg from 'pg';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { aWrite, clinicOf } from '../support/documents.ts';
import { openStores } from '../support/open-stores.ts';
import { withEmbedded } from '../support/with-embedded.ts';

export interface LateCommitOptions {
  readonly rows: number;
  readonly seed: number;
}

export interface LateCommitReport {
  readonly rows: number;
  readonly polls: number;
  /** Rows that were committed behind the reader's back: below a number it had passed already. */
  readonly skipped: number;
  readonly doubled: number;
}

/** Something that numbers rows, and a reader that asks for what is new after a number. */
interface Feed {
  push(names: readonly string[], pause: () => Promise<void>): Promise<void>;
  pullAfter(after: number): Promise<readonly { readonly name: string; readonly number: number }[]>;
}

const pushers = 4;

/** Four pushers that linger inside their transactions, and a reader that polls all the time. */
export async function lateCommit(url: string, options: LateCommitOptions): Promise<LateCommitReport> {
  const { documents } = await openStores(url);
  const clinic = clinicOf(randomUUID());
  try {
    return await race(options, {
      push: (names, pause) =>
        documents.transactClinic(clinic, async (transaction) => {
          await pause();
          await transaction.put(names.map((name) => aWrite('pets', name, { name })));
          await pause();
        }),
      pullAfter: async (after) => {
        const page = await documents.readClinic(clinic, (reader) => reader.changesAfter('pets', after, 1_000));
        return page.documents.map(({ document, number }) => ({
          name: 'name' in document ? String(document.name) : '',
          number,
        }));
      },
    });
  } finally {
    await documents.close();
  }
}

/** The same race over numbers from a sequence, which loses rows: what shows that the race would notice. */
export async function lateCommitOfSequence(url: string, options: LateCommitOptions): Promise<LateCommitReport> {
  const pool = new pg.Pool({ connectionString: url });
  await pool.query('create table sequenced (number bigserial, name text)');
  try {
    return await race(options, {
      push: async (names, pause) => {
        const client = await pool.connect();
        await client.query('begin');
        await client.query('insert into sequenced (name) select unnest($1::text[])', [names]);
        await pause();
        await client.query('commit');
        client.release();
      },
      pullAfter: async (after) => {
        const { rows } = await pool.query<{ name: string; number: string }>(
          'select name, number from sequenced where number > $1 order by number',
          [after],
        );
        return rows.map(({ name, number }) => ({ name, number: Number(number) }));
      },
    });
  } finally {
    await pool.query('drop table sequenced');
    await pool.end();
  }
}

async function race({ rows, seed }: LateCommitOptions, feed: Feed): Promise<LateCommitReport> {
  const chooser = new SeededChooser(seed);
  const pause = () => delay(chooser.between(0, 3));
  const pushed = new Set<string>();
  const seen = new Map<string, number>();
  let after = 0;
  let polls = 0;
  const pushing = { isOver: false };
  const poll = async (): Promise<boolean> => {
    const news = await feed.pullAfter(after);
    for (const { name, number } of news) {
      seen.set(name, (seen.get(name) ?? 0) + 1);
      after = Math.max(after, number);
    }
    polls += 1;
    return news.length > 0;
  };
  const reading = (async () => {
    // The last look begins after the last commit.
    for (let isLast = false; !isLast; await delay(1)) {
      isLast = pushing.isOver;
      while (await poll());
    }
  })();
  await Promise.all(
    Array.from({ length: pushers }, async () => {
      while (pushed.size < rows) {
        const names = Array.from({ length: Math.min(chooser.between(1, 10), rows - pushed.size) }, () => randomUUID());
        for (const name of names) pushed.add(name);
        await feed.push(names, pause);
      }
    }),
  );
  pushing.isOver = true;
  await reading;
  const counts = [...pushed].map((name) => seen.get(name) ?? 0);
  return {
    rows: pushed.size,
    polls,
    skipped: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}

export const lateCommitExperiment: Experiment = {
  promise: 'A reader that polls while four desks push slowly misses nothing and sees nothing twice',
  run: ({ rounds = 10_000, seed }) =>
    withEmbedded(async (url) => {
      const report = await lateCommit(url, { rows: rounds, seed });
      const sequence = await lateCommitOfSequence(url, { rows: Math.min(rounds, 2_000), seed });
      const kept = report.rows === rounds && report.skipped === 0 && report.doubled === 0 && sequence.skipped > 0;
      return { kept, figures: { ...report, skippedByASequence: sequence.skipped } };
    }),
};
