import type { Failure } from '@lapka/shared/base/failure.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { OperationId, Stamp } from '@lapka/shared/domain/document.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { StoreTransactor } from '../store/store.ts';

/**
 * One thing a person does. It reads what it needs, lets the domain decide, and writes all of the decision or nothing: it
 * runs inside one transaction and waits for nothing. What it must not fetch by itself is handed in.
 */
export interface Command<Input extends CommandInput, Output, Code extends string> {
  readonly name: string;
  run(transactor: StoreTransactor, input: Input, context: CommandContext): Result<Output, Failure<Code>>;
}

export interface CommandInput {
  readonly operation: OperationId;
}

export interface CommandContext {
  readonly now: Instant;
  readonly stamp: Stamp;
  readonly ids: IdMaker;
  readonly desk: DeskIdentity;
  readonly actor: StaffMember;
}
