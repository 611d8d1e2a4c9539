import { assert } from '../base/assert.ts';
import { sameJson } from '../base/json.ts';
import { type DocumentFields, stampOrder } from './document.ts';
import { eachField, type FieldPolicies, type NameOf } from './merge-policies.ts';
import { Merging, type Policy, type Replaced } from './merging.ts';

/**
 * Joins two changes of one document field by field. A field that only one side changed takes that side's value; where
 * both changed it, each differently, the field's policy decides, and without a policy the later change stands.
 *
 * Symmetric, idempotent and, with the policies of `merge-policies.ts`, free of order: however many devices changed the
 * same base, the result is the same whoever arrives first.
 */
export function mergeFields<Document extends DocumentFields>(
  base: Document | undefined,
  ours: Document,
  theirs: Document,
  policies: FieldPolicies<Document> = {},
  together: readonly Together<Document>[] = [],
): Document {
  return mergeWithReport(base, ours, theirs, policies, together).document;
}

/** Fields that make sense as one value only, such as a status and what comes with it. */
export interface Together<Document> {
  readonly fields: readonly NameOf<Document>[];
  readonly policy: Policy<object>;
}

export interface Merge<Document> {
  readonly document: Document;
  /** What was not kept. Acceptance makes a task of what a person should know about. */
  readonly replaced: readonly Replaced[];
}

export function mergeWithReport<Document extends DocumentFields>(
  base: Document | undefined,
  ours: Document,
  theirs: Document,
  policies: FieldPolicies<Document> = {},
  together: readonly Together<Document>[] = [],
): Merge<Document> {
  assert(ours.id === theirs.id, `${ours.id} and ${theirs.id} are two documents`);
  if (sameJson(ours, theirs)) return { document: ours, replaced: [] };
  const merging = new Merging(ours, theirs);
  const split = (document: Document | undefined): object => splitFields(document ?? {}, together);
  const groups = Object.fromEntries(together.map((group) => [groupName(group), group.policy]));
  const merged = eachField<object>({ ext: eachField<object>(), ...policies, ...groups })(
    { path: '', base: split(base), ours: split(ours), theirs: split(theirs) },
    merging,
  );
  const document = {
    ...joinFields(merged ?? {}, together),
    id: ours.id,
    v: Math.max(ours.v, theirs.v),
    created: stampOrder(ours.created) <= stampOrder(theirs.created) ? ours.created : theirs.created,
    ...merging.changed(),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field, or group of fields, is as one side had it
  return { document: document as unknown as Document, replaced: merging.replaced() };
}

const decidedHere = new Set(['id', 'v', 'created', 'changed', 'merged']);

/** The fields to decide, with each group as one field. */
function splitFields(document: object, together: readonly Together<never>[]): object {
  const left = new Map<string, unknown>(Object.entries(document).filter(([name]) => !decidedHere.has(name)));
  for (const group of together) {
    const inGroup = group.fields.filter((name: string) => left.has(name));
    const value = Object.fromEntries(inGroup.map((name) => [name, left.get(name)]));
    for (const name of inGroup) left.delete(name);
    if (inGroup.length > 0) left.set(groupName(group), value);
  }
  return Object.fromEntries(left);
}

function joinFields(fields: object, together: readonly Together<never>[]): object {
  const names = new Set(together.map(groupName));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]: [string, object]) =>
      names.has(name) ? Object.entries(value) : [[name, value]],
    ),
  );
}

function groupName({ fields }: { readonly fields: readonly string[] }): string {
  return fields.join('+');
}
