import type { Instant } from '../../base/instant.ts';
import { jsonText, type JsonValue } from '../../base/json.ts';
import type { Actor } from '../document.ts';
import { type Entries, isUnsettled } from './entries.ts';
import { type System, systems } from './findings.ts';
import type { TextField, Visit } from './visit.ts';

/** One thing somebody entered in a visit, whatever field it stands in. */
export interface Content {
  /** `treatment`, `findings/EYES`, `prescriptions`. */
  readonly field: string;
  /** The same for the same thing on every device. */
  readonly key: string;
  readonly value: JsonValue;
  readonly by: Actor;
  readonly at: Instant;
}

export type VisitContent = Pick<
  Visit,
  TextField | 'findings' | 'followUp' | 'measurements' | 'problems' | 'prescriptions' | 'files'
>;

/** Everything that was entered, in reading order. */
export function contentOf(visit: VisitContent): Content[] {
  return [
    ...entriesByField(visit).flatMap(([field, entries]) =>
      entries.map(({ value, by, at }) => ({ field, key: jsonText(value), value: plain(value), by, at })),
    ),
    ...itemsByField(visit).flatMap(([field, items]) =>
      items.map((item) => ({ field, key: item.id, value: plain(item), by: item.by, at: item.at })),
    ),
  ];
}

/** The part of a visit that somebody saw before deciding about it. */
export function shownOfVisit(visit: Visit): object {
  return { status: visit.status, content: contentOf(visit) };
}

/** What one visit has and another has not. */
export function contentBeyond(visit: VisitContent, known: VisitContent | undefined): Content[] {
  const places = new Set(known === undefined ? [] : contentOf(known).map(placeOf));
  return contentOf(visit).filter((each) => !places.has(placeOf(each)));
}

/** Names a thing in a visit among all that were ever entered there. */
export function placeOf({ field, key }: Pick<Content, 'field' | 'key'>): string {
  return `${field} ${key}`;
}

/**
 * The fields a person has to join before the visit can be signed: several texts in one field, or two things that were
 * put in the place of the same one.
 */
export function unsettledFields(visit: VisitContent): string[] {
  const fields = entriesByField(visit).flatMap(([field, entries]) => (isUnsettled(entries) ? [field] : []));
  if (isReplacedTwice(visit.problems)) fields.push('problems');
  if (isReplacedTwice(visit.prescriptions)) fields.push('prescriptions');
  return fields;
}

function entriesByField(visit: VisitContent): readonly (readonly [field: string, entries: Entries<unknown>])[] {
  return [
    ['reason', visit.reason],
    ['history', visit.history],
    ...systems.map((system) => [findingField(system), visit.findings[system] ?? []] as const),
    ['tests', visit.tests],
    ['diagnosis', visit.diagnosis],
    ['treatment', visit.treatment],
    ['instructions', visit.instructions],
    ['notes', visit.notes],
    ['followUp', visit.followUp],
  ];
}

type Item = { readonly id: string; readonly by: Actor; readonly at: Instant };

function itemsByField(visit: VisitContent): readonly (readonly [field: string, items: readonly Item[]])[] {
  return [
    ['measurements', visit.measurements],
    ['problems', visit.problems],
    ['prescriptions', visit.prescriptions],
    ['files', visit.files],
  ];
}

export function findingField(system: System): string {
  return `findings/${system}`;
}

function isReplacedTwice(items: readonly { readonly replaces?: string | undefined }[]): boolean {
  const replaced = items.flatMap(({ replaces }) => (replaces === undefined ? [] : [replaces]));
  return new Set(replaced).size < replaced.length;
}

function plain(value: unknown): JsonValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what documents hold is plain JSON by their schema
  return value as JsonValue;
}
