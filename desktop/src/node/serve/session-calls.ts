import { implement } from '@orpc/server';
import { bridgeContract } from '@lapka/shared/bridge/contract.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { staff, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { eventQueue } from './event-queue.ts';
import { pinFits } from './pin-hash.ts';
import type { Serving } from './serving.ts';
import type { Context } from './session.ts';

/** The calls about the session itself, and what the node tells by itself. */
export function sessionCalls(serving: Serving) {
  const bridge = implement(bridgeContract).$context<Context>();
  const shown = (person: StaffMember) => ({
    staff: person.id,
    name: person.name,
    roles: [...rolesAt(person, serving.desk.location)],
  });
  return {
    session: {
      people: bridge.session.people.handler(() =>
        serving.store.read((reader) => reader.find(staff, { where: { 'state.status': 'ACTIVE' } }).map(shown)),
      ),
      signIn: bridge.session.signIn.handler(async ({ input, context, errors }) => {
        const person = serving.store.read((reader) => reader.get(staff, input.staff));
        const fits =
          person?.state.status === 'ACTIVE' && person.pin.kind === 'SET' && (await pinFits(input.pin, person.pin.hash));
        if (!fits) throw errors.WRONG_PIN({ data: {} });
        context.session.signIn(person.id);
        return shown(person);
      }),
      signOut: bridge.session.signOut.handler(({ context }) => {
        context.session.signOut();
        return {};
      }),
      current: bridge.session.current.handler(({ context }) => {
        const person = serving.store.read((reader) => context.session.person(reader));
        return person === undefined ? null : shown(person);
      }),
    },
    live: {
      changes: bridge.live.changes.handler(({ signal }) =>
        eventQueue((push) => serving.changes.listen((collections) => push({ collections: [...collections] })), signal),
      ),
      status: bridge.live.status.handler(({ signal }) => eventQueue(serving.onStatus, signal, serving.status())),
    },
  };
}
