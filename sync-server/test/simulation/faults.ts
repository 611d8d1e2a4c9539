import { clients } from '@lapka/shared/domain/clients/client.ts';
import { createdBy } from '@lapka/shared/domain/document.ts';
import { fairWeather } from '@lapka/shared/testing/network-pair.ts';
import { deskCrashPoints, type SimulatedDesk } from './simulated-desk.ts';
import { serverCrashPoints } from './simulated-server.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** What was set aside during a run for a fault that comes later. */
export interface Shelf {
  image?: { readonly desk: string; readonly path: string; readonly step: number };
  backup?: { readonly content: unknown; readonly step: number };
  diskRestoredAt: number;
  serverRestoredAt: number;
  clones: number;
}

export const emptyShelf = (): Shelf => ({ diskRestoredAt: -1, serverRestoredAt: -1, clones: 0 });

export interface Fault {
  readonly weight: number;
  readonly strike: (world: SimulatedWorld, desk: SimulatedDesk, shelf: Shelf) => Promise<void> | void;
  /** What must be so for it to make sense. */
  readonly if?: (world: SimulatedWorld, shelf: Shelf) => boolean;
}

const day = 24 * 60;

/** One line for each thing that goes wrong. The desk it strikes, if it is about one, was chosen and is on. */
export const faults: Readonly<Record<string, Fault>> = {
  'line cut': { weight: 8, strike: (world, desk) => cutLine(world, desk, world.chooser.between(1, 240)) },
  'line cut for days': {
    weight: 1,
    strike: (world, desk) => cutLine(world, desk, world.chooser.between(day, 3 * day)),
  },
  'bad weather': { weight: 4, strike: badWeather },
  'lost answer': { weight: 6, strike: (_world, desk) => desk.network.loseNext('PUSHED') },
  'desk killed': { weight: 6, strike: killDesk },
  'desk restarted': { weight: 2, strike: (world, desk) => restart(world, desk, undefined) },
  'old program': { weight: 1, strike: (world, desk) => restart(world, desk, 1) },
  'server killed': { weight: 4, strike: killServer },
  'clock jumps': { weight: 3, strike: jumpClock },
  'poison document': { weight: 2, strike: poison },
  'disk imaged': { weight: 2, strike: takeImage },
  'disk restored': {
    weight: 2,
    strike: restoreDisk,
    if: (_world, { image, serverRestoredAt }) => image !== undefined && serverRestoredAt < 0,
  },
  'disk cloned': { weight: 1, strike: cloneDisk, if: (_world, { clones }) => clones === 0 },
  'server backed up': { weight: 2, strike: backUpServer, if: (world) => world.server.canBeRestored() },
  'server restored': {
    weight: 2,
    strike: restoreServer,
    if: (_world, { backup, diskRestoredAt }) => backup !== undefined && backup.step > diskRestoredAt,
  },
};

function cutLine(world: SimulatedWorld, desk: SimulatedDesk, minutes: number): void {
  desk.network.setUp(false);
  world.later(minutes, `${desk.name} has a line again`, async () => desk.network.setUp(true));
}

function badWeather(world: SimulatedWorld, desk: SimulatedDesk): void {
  desk.network.setWeather({ drop: 0.05, duplicate: 0.1, reorder: 0.1 });
  world.later(world.chooser.between(5, 60), `${desk.name} has fair weather`, async () =>
    desk.network.setWeather(fairWeather),
  );
}

function killDesk({ chooser }: SimulatedWorld, desk: SimulatedDesk): void {
  if (chooser.chance(0.2)) desk.kill();
  else desk.dieAt(chooser.pick(deskCrashPoints), chooser.between(1, 8));
}

async function restart(_world: SimulatedWorld, desk: SimulatedDesk, protocol: number | undefined): Promise<void> {
  await desk.switchOff();
  desk.setProtocol(protocol);
  await desk.switchOn();
}

function killServer(world: SimulatedWorld): void {
  const { chooser, server, trace } = world;
  if (!chooser.chance(0.3)) return server.dieAt(chooser.pick(serverCrashPoints));
  trace.count('server killed IDLE');
  server.kill();
}

function jumpClock({ chooser }: SimulatedWorld, desk: SimulatedDesk): void {
  desk.setClock(chooser.pick([-3_600_000, -180_000, 0, 180_000, 3_600_000]));
}

/** A document no rule would make: of a program with a bug. */
function poison(_world: SimulatedWorld, desk: SimulatedDesk): void {
  const by = {
    operation: desk.ids.next<'Operation'>(),
    at: desk.now(),
    by: { kind: 'SYSTEM' as const },
    device: desk.identity.device,
  };
  desk.store.transact((transactor) => {
    const [client] = transactor.find(clients, { limit: 1 });
    if (client === undefined) return;
    const name = { family: '', given: '' };
    transactor.put(clients, { ...client, id: desk.ids.next<'Client'>(), name, ...createdBy(by, client.v) });
  });
}

function takeImage({ step }: SimulatedWorld, desk: SimulatedDesk, shelf: Shelf): void {
  shelf.image = { desk: desk.name, path: desk.image(`image ${step}`), step };
}

/** The PC is set back to an image of its disk; what only it had since then is gone. */
async function restoreDisk(world: SimulatedWorld, _desk: SimulatedDesk, shelf: Shelf): Promise<void> {
  const { image } = shelf;
  if (image === undefined) return;
  const desk = world.deskNamed(image.desk);
  if (!desk.isOn()) return;
  const { sync } = desk.store;
  world.notebook.diskIsGone(desk.name, image.step, ({ collection, id }) => !sync.isUnsent(collection, id));
  await desk.switchOff();
  desk.restoreFrom(image.path);
  await desk.switchOn();
  shelf.diskRestoredAt = world.step;
}

/** Somebody copies a PC's disk to another PC and uses both. */
async function cloneDisk(world: SimulatedWorld, desk: SimulatedDesk, shelf: Shelf): Promise<void> {
  shelf.clones += 1;
  const clone = await world.addDesk(`${desk.name}'`, desk.identity.series);
  clone.restoreFrom(desk.image('for the clone'));
  await clone.switchOn();
}

function backUpServer({ server, step }: SimulatedWorld, _desk: SimulatedDesk, shelf: Shelf): void {
  shelf.backup = { content: server.backUp(), step };
}

async function restoreServer(world: SimulatedWorld, _desk: SimulatedDesk, shelf: Shelf): Promise<void> {
  if (shelf.backup === undefined) return;
  await world.server.restore(shelf.backup.content);
  shelf.serverRestoredAt = world.step;
}
