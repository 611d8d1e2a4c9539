import { Releases } from '@lapka/shared/base/disposal.ts';
import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Runs something on a durable Postgres that is made for it and gone afterwards. */
export async function withEmbedded<T>(act: (url: string) => Promise<T>): Promise<T> {
  const releases = new Releases();
  try {
    const started = await startEmbeddedPostgres({ dataDir: releases.use(temporaryFolder()).path });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    return await act(releases.use(started.value).url);
  } finally {
    await releases.close();
  }
}
