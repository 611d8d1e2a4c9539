import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';

/** A server in a process of its own, for tests that kill it. It says where it is, and closes when its input ends. */
const [dataDir = ''] = process.argv.slice(2);
const started = await startEmbeddedPostgres({ dataDir, durability: 'none' });
if (!started.ok) throw new Error(JSON.stringify(started.error));
const { url, adopted } = started.value;
process.stdout.write(`${JSON.stringify({ url, adopted })}\n`);
process.stdin.resume();
process.stdin.on('end', () => void started.value.close());
