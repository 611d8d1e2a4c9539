import { oc } from '@orpc/contract';
import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { jsonObjectSchema } from '../base/json.ts';
import type { CollectionName } from '../domain/collection-key.ts';

/**
 * How a call of the bridge is described. A command changes something: it carries the id of its operation, fixed before
 * it is sent, so that a double click or a lost answer ends in one effect. A query only reads: it names the collections
 * it reads from, so that the screen asks again when one of them has changed.
 */
export interface CallMeta {
  readonly kind?: 'command' | 'query' | 'stream';
  /** The collections whose changes make a query's answer stale. */
  readonly reads?: readonly CollectionName[];
}

const base = oc.$meta<CallMeta>({});

/** What every call may fail with: no session, no right, bad input. */
const everywhere = ['BAD_INPUT', 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'BUG'] as const;
const everyCommand = [
  'STORE_FULL',
  'STORE_READ_ONLY',
  'STORE_OUTCOME_UNKNOWN',
  'SAME_OPERATION_OTHER_CONTENT',
] as const;

export function command<
  const Fields extends z.core.$ZodLooseShape,
  Output extends z.ZodType,
  const Code extends string,
>(spec: { readonly input: Fields; readonly output: Output; readonly errors: readonly Code[] }) {
  return base
    .meta({ kind: 'command' })
    .input(z.strictObject({ operation: idSchema('Operation'), ...spec.input }))
    .output(spec.output)
    .errors(errorMap([...everywhere, ...everyCommand, ...spec.errors]));
}

export function query<Input extends z.ZodType, Output extends z.ZodType, const Code extends string>(spec: {
  readonly input: Input;
  readonly output: Output;
  readonly reads: readonly CollectionName[];
  readonly errors: readonly Code[];
}) {
  return base
    .meta({ kind: 'query', reads: spec.reads })
    .input(spec.input)
    .output(spec.output)
    .errors(errorMap([...everywhere, ...spec.errors]));
}

type ErrorMapOf<Code extends string> = { [Key in Code]: { data: typeof jsonObjectSchema } };

function errorMap<Code extends string>(codes: readonly Code[]): ErrorMapOf<Code> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from exactly these codes
  return Object.fromEntries(codes.map((code) => [code, { data: jsonObjectSchema }])) as ErrorMapOf<Code>;
}
