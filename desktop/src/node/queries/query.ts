import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { CodeOf, InputOf, OutputOf, queryContract } from '@lapka/shared/bridge/contract.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import type { Caller } from '@lapka/shared/domain/accounts/role.ts';
import type { CollectionKey } from '@lapka/shared/domain/collection-key.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { StoreReader } from '../store/store.ts';

/** One question of a screen, answered from one consistent state of the store. Its right is named in the contract. */
export interface Query<Input, Output, Code extends string> {
  /** What it looks at; left out where the right depends on the person alone. */
  readonly target?: (reader: StoreReader, input: Input, context: QueryContext) => Target;
  readonly run: (reader: StoreReader, input: Input, context: QueryContext) => Result<Output, Failure<Code>>;
}

type Ask = typeof queryContract;

/** A query as the bridge describes it: `QueryFor<'desk', 'day'>`. */
export type QueryFor<Area extends keyof Ask, Name extends keyof Ask[Area]> = Query<
  InputOf<Ask[Area][Name]>,
  OutputOf<Ask[Area][Name]>,
  CodeOf<Ask[Area][Name]>
>;

/** Every query of the contract, and no other. */
export type QueryTable = { readonly [Area in keyof Ask]: { readonly [Name in keyof Ask[Area]]: QueryFor<Area, Name> } };

export interface QueryContext {
  readonly now: Instant;
  readonly desk: DeskIdentity;
  readonly caller: Caller;
  /** Whether the server has confirmed the last change of a document. */
  readonly isSent: (collection: CollectionKey<{ readonly id: string }>, id: string) => boolean;
}
