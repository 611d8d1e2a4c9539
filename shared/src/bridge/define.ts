import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { jsonObjectSchema } from '../base/json.ts';
import type { CommandName, ProtectedRead } from '../domain/accounts/command-names.ts';
import type { CollectionName } from '../domain/collection-key.ts';

/**
 * How a call of the bridge is described. A command changes something: it carries the id of its operation, fixed before
 * it is sent, so that a double click or a lost answer ends in one effect; who may do it is in the rights matrix under its
 * name. A query only reads: it names the collections it reads from, so that the screen asks again when one of them has
 * changed, and the right it needs.
 */
export interface CallMeta {
  readonly kind?: 'command' | 'query' | 'session' | 'desk' | 'stream';
  /** The collections whose changes make a query's answer stale. */
  readonly reads?: readonly CollectionName[];
  readonly right?: ProtectedRead | CommandName;
}

const call = oc.$meta<CallMeta>({});

/** What every call may fail with: no clinic yet, no session, bad input, a part that does not answer, a bug. */
const everywhere = [
  'BAD_INPUT',
  'NOT_ENROLLED_YET',
  'NOT_SIGNED_IN',
  'PIN_CHANGE_NEEDED',
  'RETRY_LATER',
  'BUG',
] as const;
const rightsFailures = ['NOT_ALLOWED', 'NOT_AT_THIS_LOCATION', 'NOT_YOURS', 'ONLINE_SIGN_IN_NEEDED'] as const;
const storeFailures = [
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
  return call
    .meta({ kind: 'command' })
    .input(z.strictObject({ operation: idSchema('Operation'), ...spec.input }))
    .output(spec.output)
    .errors(errorMap([...everywhere, ...rightsFailures, ...storeFailures, ...spec.errors]));
}

export function query<
  const Fields extends z.core.$ZodLooseShape,
  Output extends z.ZodType,
  const Code extends string,
>(spec: {
  readonly input: Fields;
  readonly output: Output;
  readonly reads: readonly CollectionName[];
  readonly right: ProtectedRead;
  readonly errors?: readonly Code[];
}) {
  return call
    .meta({ kind: 'query', reads: spec.reads, right: spec.right })
    .input(z.strictObject({ ...spec.input }))
    .output(spec.output)
    .errors(errorMap([...everywhere, ...rightsFailures, ...(spec.errors ?? [])]));
}

/** A call about the session itself; it needs no session and no right. */
export function sessionCall<
  const Fields extends z.core.$ZodLooseShape,
  Output extends z.ZodType,
  const Code extends string,
>(spec: {
  readonly input: Fields;
  readonly output: Output;
  readonly reads?: readonly CollectionName[];
  readonly errors?: readonly Code[];
}) {
  return call
    .meta({ kind: 'session', reads: spec.reads ?? [] })
    .input(z.strictObject({ ...spec.input }))
    .output(spec.output)
    .errors(errorMap([...everywhere, ...(spec.errors ?? [])]));
}

/** A call about this computer and not about the clinic: it changes no document, but needs a right. */
export function deskCall<
  const Fields extends z.core.$ZodLooseShape,
  Output extends z.ZodType,
  const Code extends string,
>(spec: {
  readonly input: Fields;
  readonly output: Output;
  readonly right: ProtectedRead | CommandName;
  readonly errors?: readonly Code[];
}) {
  return call
    .meta({ kind: 'desk', right: spec.right })
    .input(z.strictObject({ ...spec.input }))
    .output(spec.output)
    .errors(errorMap([...everywhere, ...rightsFailures, ...(spec.errors ?? [])]));
}

/** What the node tells by itself, from the moment it is asked to. */
export function stream<Output extends z.ZodType>(output: Output) {
  return call.meta({ kind: 'stream' }).input(z.strictObject({})).output(eventIterator(output));
}

type ErrorMapOf<Code extends string> = { [Key in Code]: { data: typeof jsonObjectSchema } };

function errorMap<Code extends string>(codes: readonly Code[]): ErrorMapOf<Code> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from exactly these codes
  return Object.fromEntries(codes.map((code) => [code, { data: jsonObjectSchema }])) as ErrorMapOf<Code>;
}
