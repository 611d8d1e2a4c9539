import { Releases } from '@lapka/shared/base/disposal.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../support/test-database.ts';
import { lateCommit, lateCommitOfSequence } from './late-commit.ts';

let releases: Releases;
let url: string;
beforeEach(async () => {
  releases = new Releases();
  ({ url } = releases.use(await testDatabase()));
});
afterEach(() => releases.close());

describe('a late commit', () => {
  it('is missed by no reader, however long the transactions before it took', async () => {
    const report = await lateCommit(url, { rows: 1_200, seed: 11 });
    expect(report).toMatchObject({ rows: 1_200, skipped: 0, doubled: 0 });
    expect(report.polls).toBeGreaterThan(100);
  });

  it('is missed when numbers come from a sequence, so the test above would notice', async () => {
    expect((await lateCommitOfSequence(url, { rows: 600, seed: 11 })).skipped).toBeGreaterThan(0);
  });
});
