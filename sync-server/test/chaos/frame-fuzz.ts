import { derivedId } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import type { JsonValue } from '@lapka/shared/base/json.ts';
import { largestFrame } from '@lapka/shared/protocol/frames.ts';
import { parseUp } from '@lapka/shared/protocol/parse.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import type { NodeSession } from '../../src/gateway/node-session.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { clinicOf } from '../support/documents.ts';
import { testDevice } from '../support/test-device.ts';
import { spoiltText, withSpoiltValue } from './http-fuzz.ts';

export interface FrameFuzzReport {
  readonly frames: number;
  /** Those that still were messages of ours. */
  readonly understood: number;
  readonly sessions: number;
  /** Sessions that ended by a mistake of ours, and anything thrown. */
  readonly broken: number;
  readonly memoryGrowthMb: number;
}

/** Spoils right frames and gives them to sessions that were let in; a session that ends is followed by another. */
export async function fuzzFrames(frames: number, seed: number): Promise<FrameFuzzReport> {
  const chooser = new SeededChooser(seed);
  const clock = new FakeClock();
  const stores = memoryStores({ clock });
  const device = testDevice(clinicOf('fuzzed'), 'fuzzed');
  await stores.devices.enrol(device.clinic, device.id, device.publicKey);
  const gateway = new Gateway({ store: stores.documents, ...stores, clock, scheduler: clock, logger: silentLogger });
  let [understood, sessions, broken, memoryBefore] = [0, 0, 0, 0];
  let session: NodeSession | undefined;
  const open = async (): Promise<NodeSession> => {
    sessions += 1;
    let nonce = '';
    const opened = gateway.open({
      send: (text) => {
        nonce ||= /"nonce":"([^"]+)"/.exec(text)?.[1] ?? '';
      },
      unread: () => 0,
      hold: () => undefined,
      close: (_code, reason) => {
        if (reason === 'BROKEN') broken += 1;
        session = undefined;
      },
      cut: () => undefined,
    });
    const { id, incarnation } = device;
    opened.received(JSON.stringify({ t: 'HELLO', protocol: 1, device: id, incarnation, pushes: [] }));
    opened.received(JSON.stringify({ t: 'PROOF', signature: device.signature(nonce) }));
    await settled();
    return opened;
  };
  const right = rightFrames();
  for (let count = 0; count < frames; count++) {
    if (count === Math.min(2_000, frames >> 1)) memoryBefore = heapMb();
    session ??= await open();
    const frame = chooser.pick(right);
    const text = chooser.chance(0.7)
      ? JSON.stringify(withSpoiltValue(chooser, frame))
      : spoiltText(chooser, JSON.stringify(frame));
    if (text.length > largestFrame) continue;
    if (parseUp(text).ok) understood += 1;
    session.received(text);
    if (count % 8 === 0) await settled();
  }
  await settled();
  const memoryGrowthMb = heapMb() - memoryBefore;
  await gateway.close();
  return { frames, understood, sessions, broken, memoryGrowthMb };
}

function rightFrames(): readonly JsonValue[] {
  const pet: JsonValue = JSON.parse(JSON.stringify(aPet({ id: derivedId('Pet', 'fuzzed') }))) as JsonValue;
  const push = derivedId('Operation', 'fuzzed');
  const request = 7;
  return [
    { t: 'PUSH', request, push, collection: 'pets', rows: [{ wanted: pet, deleted: false }] },
    { t: 'PUSH', request, push, collection: 'pets', rows: [{ base: pet, wanted: pet, deleted: true }] },
    { t: 'PULL', request, collection: 'pets', after: 0, limit: 100 },
    { t: 'PULL_DAYS', request, from: '2026-11-16', below: '2026-11-23' },
    { t: 'HASH', request, collection: 'pets', version: 1 },
    { t: 'AUDIT', request, entries: [] },
    { t: 'PONG' },
  ];
}

/** What was begun has gone as far as it goes by itself: the stores are in memory. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function heapMb(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage.rss() / 1e6);
}

export const frameFuzzExperiment: Experiment = {
  promise: 'nothing that is sent over the socket makes a session fail or the server grow',
  run: async ({ rounds = 200_000, seed }) => {
    const figures = await fuzzFrames(rounds, seed);
    const isFuzz = figures.understood > rounds / 100 && figures.understood < rounds;
    return { kept: isFuzz && figures.broken === 0 && figures.memoryGrowthMb < 100, figures: { ...figures } };
  },
};
