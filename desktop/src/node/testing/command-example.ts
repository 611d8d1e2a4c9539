import type { Bridge, commandContract } from '@lapka/shared/bridge/contract.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import type { ClinicDocuments, PersonKey } from './clinic-documents.ts';
import type { FixtureClinic } from './clinic-fixture.ts';

/** One thing somebody does that succeeds in the fixture clinic, to try on every command what must hold for all of them. */
export interface CommandExample {
  readonly by: PersonKey;
  /** What it touches, said independently of the command, to ask the rights matrix about everybody else. */
  readonly target?: Target;
  /** Beside what the fixture clinic has. */
  readonly given?: ClinicDocuments;
  /** What has to be done first and is no document, such as holding a slot. */
  readonly first?: (clinic: FixtureClinic) => Promise<void> | void;
  /** The collections that have other documents afterwards, in alphabetical order. */
  readonly writes: readonly CollectionName[];
  /** Must ask for the same when it is called again. */
  readonly call: (bridge: Bridge, once: Once, clinic: FixtureClinic) => Promise<object>;
}

export interface Once {
  readonly operation: OperationId;
}

type Do = typeof commandContract;

/** An example for each command of an area: a new command without one does not compile. */
export type ExamplesOf<Area extends keyof Do> = { readonly [Name in keyof Do[Area]]: CommandExample };
