import { createPrivateKey, sign } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createIdMaker, derivedId, idSchema } from '@lapka/shared/base/id.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { z } from 'zod';
import { SystemClock, systemRandom } from '../../src/system.ts';
import { pushedIn, pushText, RawDesk } from '../support/raw-desk.ts';
import { benchDocuments } from './bench-clinic.ts';

/** The clients of the server's benchmark, in a process of their own: they keep nothing, so the server is what is measured. */

const deskSchema = z.object({ device: idSchema('Device'), name: z.string(), privateKey: z.string() });
export type BenchDesk = z.input<typeof deskSchema>;

const taskSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('PUSH'), url: z.string(), desks: z.array(deskSchema), documents: z.int() }),
  z.object({ role: z.literal('PULL'), url: z.string(), desk: deskSchema }),
  z.object({ role: z.literal('LATENCY'), url: z.string(), from: deskSchema, to: deskSchema, samples: z.int() }),
  z.object({ role: z.literal('IDLE'), url: z.string(), desk: deskSchema, sockets: z.int() }),
]);
export type ClientTask = z.input<typeof taskSchema>;

export interface CountedRun {
  readonly milliseconds: number;
  readonly documents: number;
}

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const ids = createIdMaker(new SystemClock(0), systemRandom);

switch (task.role) {
  case 'PUSH':
    process.send?.(await push(task.url, task.desks, task.documents));
    process.disconnect();
    break;
  case 'PULL':
    process.send?.(await pull(task.url, task.desk));
    process.disconnect();
    break;
  case 'LATENCY':
    process.send?.({ took: await latency(task.url, task.from, task.to, task.samples) });
    process.disconnect();
    break;
  case 'IDLE':
    process.send?.({ open: await idle(task.url, task.desk, task.sockets) });
    process.once('disconnect', () => process.exit(0));
}

function open(url: string, { device, name, privateKey }: z.output<typeof deskSchema>, copy = name): Promise<RawDesk> {
  const key = createPrivateKey(privateKey);
  const incarnation = derivedId('Incarnation', copy);
  return RawDesk.open(url, {
    id: device,
    incarnation,
    signature: (nonce) =>
      sign(null, Buffer.from(`lapka-hello:${nonce}:${device}:${incarnation}`), key).toString('base64url'),
  });
}

/** All desks send everything they have at once, and are done when the last answer says that it is committed. */
async function push(
  url: string,
  desks: readonly z.output<typeof deskSchema>[],
  documents: number,
): Promise<CountedRun> {
  const work = await Promise.all(
    desks.map(async (desk, index) => {
      const line = await open(url, desk);
      return { line, frames: pushFrames(line, documents, index + 1) };
    }),
  );
  const started = performance.now();
  const answers = await Promise.all(work.flatMap(({ line, frames }) => frames.map((frame) => line.sendText(frame))));
  const milliseconds = performance.now() - started;
  const accepted = answers.flatMap((text) => pushedIn(text).rows).filter(({ outcome }) => outcome === 'ACCEPTED');
  await Promise.all(work.map(({ line }) => line.close()));
  return { milliseconds, documents: accepted.length };
}

/** Frames as a node cuts them: of one collection, at most 500 rows. */
function pushFrames(line: RawDesk, count: number, seed: number) {
  const made = Map.groupBy(benchDocuments(count, seed), ({ collection }) => collection);
  return [...made].flatMap(
    ([collection, all]: [CollectionName, typeof made extends Map<unknown, infer V> ? V : never]) =>
      Array.from({ length: Math.ceil(all.length / 500) }, (_, page) => {
        const rows = all.slice(page * 500, page * 500 + 500);
        const wanted = rows.map(({ document }) => ({ wanted: onWire(document), deleted: false }));
        return pushText(line.nextRequest(), collection, ids.next<'Operation'>(), wanted);
      }),
  );
}

async function pull(url: string, desk: z.output<typeof deskSchema>): Promise<CountedRun> {
  const line = await open(url, desk);
  let documents = 0;
  const started = performance.now();
  for (const collection of ['clients', 'pets', 'stock'] as const) {
    for (let after = 0, complete = false; !complete;) {
      const page = await line.pull(collection, after);
      documents += page.text.match(/\{"number":\d+,"deleted":/g)?.length ?? 0;
      ({ number: after, complete } = page);
    }
  }
  const milliseconds = performance.now() - started;
  await line.close();
  return { milliseconds, documents };
}

/** From the moment one desk sends a change until another has it, in milliseconds. */
async function latency(
  url: string,
  from: z.output<typeof deskSchema>,
  to: z.output<typeof deskSchema>,
  samples: number,
): Promise<readonly number[]> {
  const [sender, receiver] = [await open(url, from), await open(url, to)];
  const took: number[] = [];
  let after = (await receiver.pull('pets', 0)).number;
  for (let sample = 0; sample < samples; sample++) {
    const wanted = onWire(aPet({ id: ids.next<'Pet'>(), name: `Rex ${sample}` }));
    const arrived = Promise.withResolvers<void>();
    const look = async (): Promise<void> => {
      const page = await receiver.pull('pets', after);
      if (!page.text.includes(wanted.id)) return;
      after = page.number;
      arrived.resolve();
    };
    receiver.onChanged = () => {
      void look().catch(arrived.reject);
    };
    const started = performance.now();
    const pushed = sender.push('pets', ids.next<'Operation'>(), [{ wanted, deleted: false }]);
    await arrived.promise;
    took.push(performance.now() - started);
    await pushed;
    await delay(5);
  }
  await Promise.all([sender.close(), receiver.close()]);
  return took;
}

/** Lines that say nothing but that they are there; each is a copy of one device. */
async function idle(url: string, desk: z.output<typeof deskSchema>, sockets: number): Promise<number> {
  let left = sockets;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await open(url, desk, `copy ${left}`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  return sockets;
}
