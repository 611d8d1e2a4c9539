import type { CivilDate } from '../../base/civil-date.ts';

/** A table made by law or custom, one version of it. Versions are never changed, only followed by a newer one. */
export interface Versioned {
  readonly version: string;
  readonly validFrom: CivilDate;
}

/** The version in force on a day: the newest that had begun by then. */
export function inForce<Table extends Versioned>(versions: readonly Table[], date: CivilDate): Table | undefined {
  let found: Table | undefined;
  for (const table of versions) {
    if (table.validFrom <= date && (found === undefined || table.validFrom > found.validFrom)) found = table;
  }
  return found;
}
