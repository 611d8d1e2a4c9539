import { implement } from '@orpc/server';
import { bridgeContract } from '@lapka/shared/bridge/contract.ts';
import type { CommandName, ProtectedRead } from '@lapka/shared/domain/accounts/command-names.ts';
import { mayRun } from '@lapka/shared/domain/accounts/rights.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { answered, callerIn, refuse, signedIn } from './answer-call.ts';
import type { Serving } from './serving.ts';
import type { Context, Session } from './session.ts';

/** The calls about tablets in the clinic's network. */
export function lanCalls(serving: Serving) {
  const bridge = implement(bridgeContract.lan).$context<Context>();
  const { lan } = serving;
  return {
    state: bridge.state.handler(({ context }) => {
      allowed(serving, context.session, 'health.read');
      const tablets = lan.tablets.list().map(({ id, name, pairedAt, seenAt }) => {
        const seen = seenAt === undefined ? {} : { seenAt };
        return { tablet: id, name, pairedAt, ...seen, isConnected: lan.isConnected(id) };
      });
      return { lan: lan.state(), addresses: [...lan.addresses()], tablets };
    }),
    turnOn: bridge.turnOn.handler(async ({ input, context }) =>
      answered(await lan.turnOn(input, allowed(serving, context.session, 'devices.change').id)),
    ),
    turnOff: bridge.turnOff.handler(async ({ context }) =>
      answered(await lan.turnOff(allowed(serving, context.session, 'devices.change').id)),
    ),
    pairingCode: bridge.pairingCode.handler(({ input, context }) => {
      const by = allowed(serving, context.session, 'devices.change').id;
      if (lan.state().state !== 'ON') refuse('LAN_IS_OFF');
      return lan.pairing.invite({ name: input.name, by });
    }),
    forget: bridge.forget.handler(({ input, context }) => {
      const by = allowed(serving, context.session, 'devices.change').id;
      if (!answered(lan.forget(input.tablet, by))) refuse('NOT_FOUND');
      return {};
    }),
  };
}

/** The person at the session, who must have the right. */
function allowed(serving: Serving, session: Session, right: CommandName | ProtectedRead): StaffMember {
  serving.sessions.touch(session);
  return serving.store.read((reader) => {
    const person = signedIn(serving, session, reader);
    answered(mayRun(callerIn(serving, person), right));
    return person;
  });
}
