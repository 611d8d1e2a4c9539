import { implement } from '@orpc/server';
import { bridgeContract } from '@lapka/shared/bridge/contract.ts';
import type { SessionLine, SessionState } from '@lapka/shared/bridge/session.ts';
import { mayRun } from '@lapka/shared/domain/accounts/rights.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { staff, type StaffId, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { setOwnPin } from '../identity/set-own-pin.ts';
import { answered, callerIn, commandContextOf, refuse, signedIn } from './answer-call.ts';
import type { Serving } from './serving.ts';
import type { Context, Place, Session } from './session.ts';
import { sessionState, shownPerson } from './session-state.ts';

/** The calls about the session itself. */
export function sessionCalls(serving: Serving) {
  const bridge = implement(bridgeContract.session).$context<Context>();
  const { store, sessions, pins, lease, desk } = serving;
  const state = (session: Session): SessionState =>
    store.read((reader) => sessionState(session, reader, { lease, location: desk.location }));
  return {
    people: bridge.people.handler(() =>
      store.read((reader) =>
        reader.find(staff, { where: { 'state.status': 'ACTIVE' } }).map((person) => shownPerson(person, desk.location)),
      ),
    ),
    signIn: bridge.signIn.handler(async ({ input, context: { session } }) => {
      answered(await pins.check(input.staff, input.pin, 'signIn'));
      const token = sessions.signIn(session, input.staff);
      return { session: state(session), token };
    }),
    resume: bridge.resume.handler(({ input, context: { session } }) => {
      const token = answered(sessions.resume(session, input.token));
      return { session: state(session), token };
    }),
    touch: bridge.touch.handler(({ context }) => {
      sessions.touch(context.session);
      return {};
    }),
    lock: bridge.lock.handler(({ context }) => {
      sessions.lock(context.session);
      return {};
    }),
    unlock: bridge.unlock.handler(async ({ input, context: { session } }) => {
      const owner = session.work?.staff ?? refuse('NOT_SIGNED_IN');
      answered(await pins.check(owner, input.pin, 'unlock'));
      // While the PIN was compared, somebody else may have signed in over the lock.
      if (session.work?.staff === owner) sessions.unlock(session);
      return state(session);
    }),
    signOut: bridge.signOut.handler(({ context }) => {
      sessions.signOut(context.session);
      return {};
    }),
    current: bridge.current.handler(({ context }) => state(context.session)),
    setPin: bridge.setPin.handler(async ({ input, context: { session } }) => {
      const context = commandContextOf(serving, session, input.operation, 'MAY_HAVE_TO_CHANGE_PIN');
      answered(await setOwnPin(store, pins, input, context));
      for (const other of sessions.working()) {
        if (other.work.staff === context.actor.id && other.session !== session) sessions.lock(other.session);
      }
      return state(session);
    }),
    openEmergency: bridge.openEmergency.handler(async ({ input }) => {
      if (lease.authority() === 'FULL') refuse('EMERGENCY_NOT_NEEDED');
      const manager = store.read((reader) => reader.get(staff, input.manager));
      if (manager === undefined || !isManagerAt(manager, desk.location)) refuse('NOT_A_MANAGER');
      answered(await pins.check(input.manager, input.pin, 'openEmergency'));
      return { until: answered(lease.openEmergency(input.manager)) };
    }),
    list: bridge.list.handler(({ context: { session } }) => linesFor(serving, session)),
    end: bridge.end.handler(({ input, context: { session } }) => {
      const line = linesFor(serving, session).find((each) => each.session === input.session);
      const found = sessions.working().find(({ work }) => work.id === line?.session) ?? refuse('NOT_FOUND');
      sessions.signOut(found.session);
      return {};
    }),
  };
}

function isManagerAt(person: StaffMember, location: LocationId): boolean {
  const held = rolesAt(person, location);
  return held.has('CLINIC_MANAGER') || held.has('CLINIC_OWNER');
}

/** A person sees and ends the own sessions, a manager those of everybody. */
function linesFor(serving: Serving, session: Session) {
  const { store, sessions, desk } = serving;
  return store.read((reader) => {
    const person = signedIn(serving, session, reader);
    const all = mayRun(callerIn(serving, person), 'devices.change').ok;
    const isShown = (owner: StaffId): boolean => all || owner === person.id;
    return sessions.working().flatMap(({ session: each, work }) => {
      const owner = each.owner(reader);
      if (owner === undefined || !isShown(owner.id)) return [];
      const { id, since, touchedAt, isLocked } = work;
      const line = { session: id, since, touchedAt, isLocked, isThis: each === session };
      return [{ ...line, person: shownPerson(owner, desk.location), place: shownPlace(each.place) }];
    });
  });
}

/** A tablet is known to people by its name. */
function shownPlace(place: Place): SessionLine['place'] {
  return place.kind === 'TABLET' ? { kind: 'TABLET', name: place.name } : place;
}
