import { jsonText } from '../../base/json.ts';
import { mergeAppended } from '../append-only.ts';
import { byKey, eachField, eachOnce, type FieldPolicies } from '../merge-policies.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import type { CatalogueEntry, Service } from './catalogue.ts';
import type { Supplier } from './trade.ts';

/**
 * Two desks changed the same entry. Prices are only ever added, so all of both stand and the latest day counts; names,
 * overrides, packs, shelves and the like are joined one by one. Of two values that exclude each other the later stands,
 * and so does a list that must not become empty by two removals: the services of a package, the scope of a promotion.
 */
export function mergeCatalogueEntries(
  base: CatalogueEntry | undefined,
  ours: CatalogueEntry,
  theirs: CatalogueEntry,
): CatalogueEntry {
  return mergeCatalogueEntriesWithReport(base, ours, theirs).document;
}

export function mergeCatalogueEntriesWithReport(
  base: CatalogueEntry | undefined,
  ours: CatalogueEntry,
  theirs: CatalogueEntry,
): Merge<CatalogueEntry> {
  if (isService(ours) && isService(theirs)) {
    return mergeWithReport(isService(base) ? base : undefined, ours, theirs, servicePolicies);
  }
  if (isOther(ours) && isOther(theirs) && ours.kind === theirs.kind) {
    return mergeWithReport(isOther(base) ? base : undefined, ours, theirs, otherPolicies);
  }
  // No id belongs to two kinds.
  return { document: mergeAppended(base, ours, theirs), replaced: [] };
}

const servicePolicies: FieldPolicies<Service> = {
  name: eachField(),
  prices: byKey(({ id }) => id),
  overrides: byKey(({ location }) => location, eachField()),
  roomKinds: eachOnce,
};

type Other = Exclude<CatalogueEntry, Service>;

const otherPolicies: FieldPolicies<Other> = {
  name: eachField(),
  prices: byKey(({ id }) => id),
  packs: byKey(({ code }) => code, eachField({ name: eachField(), barcodes: eachOnce })),
  barcodes: eachOnce,
  label: eachField({ warnings: eachOnce }),
  included: byKey(({ id }) => id, eachField({ name: eachField() })),
  discounts: byKey(({ category }) => category),
  contacts: byKey<Supplier['contacts'][number]>(jsonText),
  shelves: byKey(({ code }) => code),
};

function isService(entry: CatalogueEntry | undefined): entry is Service {
  return entry?.kind === 'SERVICE';
}

function isOther(entry: CatalogueEntry | undefined): entry is Other {
  return entry !== undefined && entry.kind !== 'SERVICE';
}
