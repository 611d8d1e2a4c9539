import type { Failure } from '@lapka/shared/base/failure.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { CodeOf, commandContract, InputOf, OutputOf } from '@lapka/shared/bridge/contract.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import type { Caller } from '@lapka/shared/domain/accounts/role.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { Party } from '@lapka/shared/domain/bookings/transitions.ts';
import type { OperationId, Stamp } from '@lapka/shared/domain/document.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { StoreReader, StoreTransactor } from '../store/store.ts';

/**
 * One thing a person does. It reads what it needs, lets the domain decide, and writes all of the decision or nothing: it
 * runs inside one transaction and waits for nothing. What it must not fetch by itself is handed in. Rights are judged
 * before it runs, by its name in the rights matrix and by what it is about to touch.
 */
export interface Command<Input, Output, Code extends string> {
  /** What it is about to touch; left out where the right depends on the person alone. */
  readonly target?: (reader: StoreReader, input: Input, context: CommandContext) => Target;
  readonly run: (transactor: StoreTransactor, input: Input, context: CommandContext) => Result<Output, Failure<Code>>;
}

type Do = typeof commandContract;

/** A command as the bridge describes it: `CommandFor<'bookings', 'book'>`. The id of the operation is in its stamp. */
export type CommandFor<Area extends keyof Do, Name extends keyof Do[Area]> = Command<
  Omit<InputOf<Do[Area][Name]>, 'operation'>,
  OutputOf<Do[Area][Name]>,
  CodeOf<Do[Area][Name]>
>;

/** Every command of the contract, and no other. */
export type CommandTable = {
  readonly [Area in keyof Do]: { readonly [Name in keyof Do[Area]]: CommandFor<Area, Name> };
};

export interface CommandInput {
  readonly operation: OperationId;
}

export interface CommandContext {
  readonly now: Instant;
  readonly stamp: Stamp;
  readonly ids: IdMaker;
  readonly desk: DeskIdentity;
  readonly caller: Caller;
  /** The person behind the caller. */
  readonly actor: StaffMember;
  /** In whose name the person acts on bookings here. */
  readonly party: Party;
  /** Whether this desk is in touch with the server, or since when it is not. */
  readonly connection: DeskStatus['connection'];
  /** Makes the screens ask again about these, for what is no document and so is told by no commit. */
  readonly told: (collections: readonly CollectionName[]) => void;
}
