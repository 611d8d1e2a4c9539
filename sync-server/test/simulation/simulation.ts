import type { CommandName } from '@lapka/shared/domain/accounts/command-names.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { wallMomentAt } from '@lapka/shared/base/wall-time.ts';
import { fairWeather } from '@lapka/shared/testing/network-pair.ts';
import { actors, type Deed } from './actors.ts';
import { doAtDesk } from './desk-work.ts';
import { type Evidence, gather, unrestOf } from './evidence.ts';
import { emptyShelf, faults, type Shelf } from './faults.ts';
import { type Invariant, invariants } from './invariants.ts';
import { yearOfReminders } from './year-of-reminders.ts';
import { storesInMemory, type ServerStores } from './server-stores.ts';
import type { SimulatedDesk } from './simulated-desk.ts';
import { clinicZone, SimulatedWorld } from './simulated-world.ts';
import { liveIn, VirtualTime } from './virtual-time.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly desks: number;
  readonly steps: number;
  readonly logger?: Logger;
  readonly stores?: (time: VirtualTime) => Promise<ServerStores>;
  /** Breaks something on purpose when all is quiet, to see that it is noticed. */
  readonly sabotage?: (world: SimulatedWorld) => Promise<void>;
}

export interface Finding {
  readonly invariant: string;
  readonly promise: string;
  readonly broken: readonly string[];
}

export interface Report {
  readonly seed: number;
  readonly desks: number;
  readonly steps: number;
  readonly hash: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** The step that could not be finished, when one could not. */
  readonly failedAt: number | undefined;
  readonly lastEvents: readonly string[];
}

/** Runs one clinic through so many steps of work and trouble, heals everything, and judges what is left. */
export async function simulate(options: SimulationOptions): Promise<Report> {
  const { seed, desks, steps } = options;
  const time = new VirtualTime('2026-11-16T05:00:00.000Z');
  const goBack = liveIn(time, seed);
  let world: SimulatedWorld | undefined;
  let findings: Finding[] = [];
  let failedAt: number | undefined;
  try {
    const stores = options.stores === undefined ? await storesInMemory(time.clock) : await options.stores(time);
    world = await SimulatedWorld.open({ ...options, time, stores });
    const shelf = emptyShelf();
    for (world.step = 1; world.step <= steps; world.step++) await takeStep(world, shelf);
    failedAt = undefined;
    await heal(world);
    if (options.sabotage !== undefined) {
      await options.sabotage(world);
      await rest(world);
    }
    const evidence = await gather(world);
    findings = judge({ ...evidence, notices: await yearOfReminders(world) });
  } catch (problem) {
    failedAt = world?.step;
    findings = [{ invariant: 'noBug', promise: 'nothing breaks', broken: [stackOf(problem)] }];
  } finally {
    try {
      await world?.close();
    } finally {
      goBack();
    }
  }
  const trace = world?.trace;
  return {
    seed,
    desks,
    steps,
    hash: trace?.hash() ?? '',
    counts: Object.fromEntries([...(trace?.counts ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    findings,
    failedAt,
    lastEvents: trace?.last() ?? [],
  };
}

export function judge(evidence: Evidence): Finding[] {
  return Object.entries<Invariant>(invariants).flatMap(([invariant, { promise, broken }]) => {
    const found = broken(evidence);
    return found.length === 0 ? [] : [{ invariant, promise, broken: found }];
  });
}

async function takeStep(world: SimulatedWorld, shelf: Shelf): Promise<void> {
  const { chooser, time } = world;
  await world.catchUp();
  await pickUpTheDead(world);
  await nightfall(world);
  const on = world.desks.filter((desk) => desk.isOn());
  if (on.length > 0) {
    const desk = chooser.pick(on);
    if (chooser.chance(0.07)) await strike(world, desk, shelf);
    else act(world, desk);
  }
  await time.pass(chooser.chance(0.8) ? chooser.between(200, 30_000) : chooser.between(30_000, 300_000));
}

async function strike(world: SimulatedWorld, desk: SimulatedDesk, shelf: Shelf): Promise<void> {
  const possible = Object.entries(faults).filter(([, fault]) => fault.if?.(world, shelf) ?? true);
  const name = world.chooser.weighted(Object.fromEntries(possible.map(([each, { weight }]) => [each, weight])));
  const fault = faults[name];
  if (fault === undefined) return;
  world.trace.note(`fault at ${desk.name}: ${name}`);
  world.trace.count(`fault ${name}`);
  await fault.strike(world, desk, shelf);
}

/** Somebody does something at a desk; now and then twice, as with a double click, or again after the desk has died. */
function act(world: SimulatedWorld, desk: SimulatedDesk): void {
  const { chooser } = world;
  const names = Object.entries(actors) as [CommandName, (typeof actors)[CommandName] & object][];
  const name = chooser.weighted(Object.fromEntries(names.map(([each, { weight }]) => [each, weight]))) as CommandName;
  const deed = desk.store.read((reader) => actors[name]?.think({ reader, chooser, today: world.today }));
  if (deed === undefined) return world.trace.count(`${name} nothing to do`);
  const operation = desk.ids.next<'Operation'>();
  const first = perform(world, desk, name, deed, operation);
  if (first === undefined || !chooser.chance(0.05)) return;
  const again = perform(world, desk, name, deed, operation, 'AGAIN');
  if (again !== undefined && again !== first) {
    throw new Error(`${name} answered ${first}, and when it was repeated ${again}`);
  }
}

function perform(
  world: SimulatedWorld,
  desk: SimulatedDesk,
  command: CommandName,
  { by, input }: NonNullable<Deed>,
  operation: OperationId,
  how: 'FIRST' | 'AGAIN' = 'FIRST',
): string | undefined {
  const { trace, notebook, step } = world;
  const before = desk.store.sync.lastAudit()?.number;
  const answer = doAtDesk(desk, command, by, operation, input);
  if (desk.isDead()) {
    trace.note(`${desk.name} ${command} is not answered`);
    trace.count(`${command} not answered`);
    return undefined;
  }
  const said = answer.ok ? `ok ${JSON.stringify(answer.output)}` : answer.code;
  trace.note(`${desk.name} ${command} ${how === 'AGAIN' ? 'again ' : ''}${answer.ok ? 'ok' : answer.code}`, said);
  trace.count(answer.ok ? `${command} ok` : `${command} ${answer.code}`);
  if (!answer.ok || how === 'AGAIN') return said;
  const last = desk.store.sync.lastAudit();
  if (last === undefined || last.number === before) throw new Error(`${command} left no audit entry`);
  const documents = last.entry.documents.map(({ collection, id }) => ({ collection, id }));
  notebook.add({ operation, command, desk: desk.name, step, documents });
  return said;
}

async function pickUpTheDead(world: SimulatedWorld): Promise<void> {
  for (const desk of world.desks) {
    if (!desk.isDead()) continue;
    await desk.bury();
    world.later(world.chooser.between(1, 20), `${desk.name} starts again`, () => desk.switchOn());
  }
  if (world.server.gateway() === undefined && !world.isServerAwaited) {
    world.isServerAwaited = true;
    world.later(world.chooser.between(1, 20), 'the server starts again', async () => {
      world.isServerAwaited = false;
      world.server.start();
    });
  }
}

/** The clinic closes at seven and opens at eight; the PCs stay on and the cables are out. */
async function nightfall({ time, desks, trace }: SimulatedWorld): Promise<void> {
  const { time: wall } = wallMomentAt(time.clock.now(), clinicZone);
  if (wall < '19:00') return;
  trace.note('night');
  trace.count('nights');
  const setCables = (plugged: boolean): void => {
    for (const desk of desks) if (desk.isOn()) desk.replication.setCable(plugged);
  };
  setCables(false);
  await time.pass(13 * 3_600_000);
  setCables(true);
}

/** Everything that was broken is mended, and then everything that happens by itself happens. */
async function heal(world: SimulatedWorld): Promise<void> {
  const { desks, server, trace } = world;
  trace.note('everything is mended');
  server.dieAt(undefined);
  for (const desk of desks) desk.liveOn();
  do {
    await pickUpTheDead(world);
    await world.catchUp('ALL');
  } while (desks.some((desk) => !desk.isOn()));
  for (const desk of desks) {
    desk.setClock(0);
    desk.network.setWeather(fairWeather);
    desk.network.setUp(true);
  }
  await rest(world);
}

async function rest(world: SimulatedWorld): Promise<void> {
  const enough = 60;
  // The first minutes are for what is told late: hints, looks at the device, comparisons.
  await world.time.pass(60_000);
  for (let minute = 0; minute < enough && unrestOf(world).length > 0; minute++) await world.time.pass(60_000);
  await world.time.pass(120_000);
}

function stackOf(problem: unknown): string {
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
}
