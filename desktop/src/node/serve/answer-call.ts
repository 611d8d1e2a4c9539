import { ORPCError } from '@orpc/server';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { CommandName, ProtectedRead } from '@lapka/shared/domain/accounts/command-names.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { mayRun } from '@lapka/shared/domain/accounts/rights.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { Command, CommandInput } from '../commands/command.ts';
import { runCommand } from '../commands/run-command.ts';
import type { Query } from '../queries/query.ts';
import type { StoreReader } from '../store/store.ts';
import type { Serving } from './serving.ts';
import { callerOf, partyOf, type Session } from './session.ts';

/** Answers a command of the person at this session. */
export function answerCommand<Output extends JsonObject, Code extends string>(
  serving: Serving,
  session: Session,
  name: CommandName,
  command: Command<JsonObject, Output, Code>,
  input: CommandInput & JsonObject,
): Output {
  const { store, desk, ids, clock, changes, stampTime, status } = serving;
  const actor = store.read((reader) => signedIn(session, reader));
  const now = clock.now();
  const by = { kind: 'STAFF' as const, staff: actor.id };
  const stamp = { operation: input.operation, at: stampTime(), by, device: desk.device };
  const party = partyOf(actor, desk.location);
  const told = (collections: readonly CollectionName[]): void => changes.note(collections);
  const { connection } = status();
  const context = { now, stamp, ids, desk, caller: callerOf(actor), actor, party, connection, told };
  return answered(runCommand(store, name, command, input, context));
}

/** Answers a query of the person at this session. */
export function answerQuery<Input, Output, Code extends string>(
  { store, desk, clock, isSent }: Serving,
  session: Session,
  right: ProtectedRead,
  query: Query<Input, Output, Code>,
  input: Input,
): Output {
  return store.read((reader) => {
    const caller = callerOf(signedIn(session, reader));
    const context = { now: clock.now(), desk, caller, isSent };
    answered(mayRun(caller, right, query.target?.(reader, input, context)));
    return answered(query.run(reader, input, context));
  });
}

/** An expected failure travels as a defined error with its code and details. */
function answered<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value;
  throw new ORPCError(result.error.code, { defined: true, data: result.error.details });
}

function signedIn(session: Session, reader: StoreReader): StaffMember {
  const person = session.person(reader);
  if (person === undefined) throw new ORPCError('NOT_SIGNED_IN', { defined: true, data: {} });
  return person;
}
