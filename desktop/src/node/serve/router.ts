import { implement, ORPCError } from '@orpc/server';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import { bridgeContract } from '@lapka/shared/bridge/contract.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import { staff, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { JoinedChanges } from '../changes.ts';
import { book } from '../commands/book.ts';
import type { Command, CommandInput } from '../commands/command.ts';
import { runCommand } from '../commands/run-command.ts';
import { vaccinate } from '../commands/vaccinate.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import { bookingChoices } from '../queries/choices.ts';
import { bookingsOfDay } from '../queries/day.ts';
import { findPets } from '../queries/find-pets.ts';
import type { Store } from '../store/store.ts';
import { eventQueue } from './event-queue.ts';
import { pinFits } from './pin-hash.ts';
import type { Session } from './session.ts';

/** What the calls of the bridge are answered with. */
export interface Serving {
  readonly store: Store;
  readonly desk: DeskIdentity;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly changes: JoinedChanges;
  status(): DeskStatus;
  onStatus(listener: (status: DeskStatus) => void): () => void;
  isSent(id: string): boolean;
}

export type BridgeRouter = ReturnType<typeof createRouter>;

/** The answers to the bridge's calls. The same router serves Electron's port and the browser's socket. */
export function createRouter(serving: Serving) {
  const bridge = implement(bridgeContract).$context<{ readonly session: Session }>();
  const signedIn = bridge.middleware(async ({ context, next }) => {
    const person = context.session.person();
    if (person === undefined) throw new ORPCError('NOT_SIGNED_IN', { defined: true, data: {} });
    return next({ context: { person } });
  });

  return bridge.router({
    session: {
      people: bridge.session.people.handler(() =>
        serving.store.read((reader) =>
          reader
            .find(staff, { where: { active: true }, sort: { by: 'name' } })
            .map(({ id, name, roles }) => ({ staff: id, name, roles })),
        ),
      ),
      signIn: bridge.session.signIn.handler(async ({ input, context, errors }) => {
        const person = serving.store.read((reader) => reader.get(staff, input.staff));
        if (person?.pinHash === undefined || !(await pinFits(input.pin, person.pinHash))) {
          throw errors.WRONG_PIN({ data: {} });
        }
        context.session.signIn(person);
        return { staff: person.id, name: person.name, roles: person.roles };
      }),
      signOut: bridge.session.signOut.handler(({ context }) => {
        context.session.signOut();
        return {};
      }),
      current: bridge.session.current.handler(({ context }) => {
        const person = context.session.person();
        return person === undefined ? null : { staff: person.id, name: person.name, roles: person.roles };
      }),
    },
    live: {
      changes: bridge.live.changes.handler(({ signal }) =>
        eventQueue((push) => serving.changes.listen((collections) => push({ collections: [...collections] })), signal),
      ),
      status: bridge.live.status.handler(({ signal }) =>
        eventQueue((push) => serving.onStatus(push), signal, serving.status()),
      ),
    },
    desk: {
      day: bridge.desk.day
        .use(signedIn)
        .handler(({ input }) =>
          serving.store.read((reader) =>
            bookingsOfDay(reader, serving.desk.location, input.date, (id) => serving.isSent(id)),
          ),
        ),
      findPets: bridge.desk.findPets
        .use(signedIn)
        .handler(({ input }) => serving.store.read((reader) => findPets(reader, input.text))),
      choices: bridge.desk.choices.use(signedIn).handler(() => serving.store.read(bookingChoices)),
      book: bridge.desk.book.use(signedIn).handler(({ input, context }) => answered(run(book, input, context.person))),
      vaccinate: bridge.desk.vaccinate
        .use(signedIn)
        .handler(({ input, context }) => answered(run(vaccinate, input, context.person))),
    },
  });

  function run<Input extends CommandInput & JsonObject, Output extends JsonObject, Code extends string>(
    command: Command<Input, Output, Code>,
    input: Input,
    actor: StaffMember,
  ) {
    const now = serving.clock.now();
    const stamp = {
      operation: input.operation,
      at: now,
      by: { kind: 'STAFF' as const, staff: actor.id },
      device: serving.desk.device,
    };
    return runCommand(serving.store, command, input, { now, stamp, ids: serving.ids, desk: serving.desk, actor });
  }
}

/** An expected failure travels as a defined error with its code and details. */
function answered<T, Code extends string>(result: Result<T, Failure<Code>>): T {
  if (result.ok) return result.value;
  throw new ORPCError(result.error.code, { defined: true, data: result.error.details });
}
