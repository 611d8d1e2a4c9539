import { ORPCError } from '@orpc/server';
import { present } from '@lapka/shared/base/assert.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { CommandName, ProtectedRead } from '@lapka/shared/domain/accounts/command-names.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { mayRun } from '@lapka/shared/domain/accounts/rights.ts';
import type { Caller } from '@lapka/shared/domain/accounts/role.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { callerOf } from '@lapka/shared/domain/staff/staff-rules.ts';
import type { Command, CommandContext, CommandInput } from '../commands/command.ts';
import { runCommand } from '../commands/run-command.ts';
import type { Query } from '../queries/query.ts';
import type { StoreReader } from '../store/store.ts';
import type { Answering } from './serving.ts';
import { partyOf, type Session } from './session.ts';
import { mustChangePin } from './session-state.ts';

/** Answers a command of the person at this session. */
export function answerCommand<Output extends JsonObject, Code extends string>(
  serving: Answering,
  session: Session,
  name: CommandName,
  command: Command<JsonObject, Output, Code>,
  input: CommandInput & JsonObject,
): Output {
  const context = commandContextOf(serving, session, input.operation);
  serving.sessions.touch(session);
  return answered(runCommand(serving.store, name, command, input, context));
}

/** Answers a query of the person at this session. */
export function answerQuery<Input, Output, Code extends string>(
  serving: Answering,
  session: Session,
  right: ProtectedRead | CommandName,
  query: Query<Input, Output, Code>,
  input: Input,
): Output {
  const { store, desk, clock, isSent } = serving;
  return store.read((reader) => {
    const caller = callerIn(serving, signedIn(serving, session, reader));
    const context = { now: clock.now(), desk, caller, isSent };
    answered(mayRun(caller, right, query.target?.(reader, input, context)));
    return answered(query.run(reader, input, context));
  });
}

/** In whose name, when and where a command of this session runs. */
export function commandContextOf(
  serving: Answering,
  session: Session,
  operation: OperationId,
  pin?: 'MAY_HAVE_TO_CHANGE_PIN',
): CommandContext {
  const { store, desk, ids, clock, changes, stampTime, status } = serving;
  const actor = store.read((reader) => signedIn(serving, session, reader, pin));
  const now = clock.now();
  const by = { kind: 'STAFF' as const, staff: actor.id };
  const stamp = { operation, at: stampTime(), by, device: desk.device };
  const party = partyOf(actor, desk.location);
  const told = (collections: readonly CollectionName[]): void => changes.note(collections);
  const { connection } = status();
  return { now, stamp, ids, desk, caller: callerIn(serving, actor), actor, party, connection, told };
}

/** The person who may act at this session now; somebody under a PIN that must be changed may not yet. */
export function signedIn(
  { sessions }: Answering,
  session: Session,
  reader: StoreReader,
  pin?: 'MAY_HAVE_TO_CHANGE_PIN',
): StaffMember {
  sessions.lockOverdue();
  const person = session.person(reader) ?? refuse('NOT_SIGNED_IN');
  if (mustChangePin(person) && pin === undefined) refuse('PIN_CHANGE_NEEDED');
  return person;
}

/** What the person may do while this desk has heard of the server, or has not for too long. */
export function callerIn({ lease }: Answering, person: StaffMember): Caller {
  return present(callerOf(person, lease.authority()), 'an active member of staff');
}

/** An expected failure travels as a defined error with its code and details. */
export function answered<T>(result: Result<T, Failure>): T {
  return result.ok ? result.value : refuse(result.error.code, result.error.details);
}

export function refuse(code: string, details: JsonObject = {}): never {
  throw new ORPCError(code, { defined: true, data: details });
}
