import { type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId, type Id } from '../../base/id.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { dateAt } from '../../base/wall-time.ts';
import type { Stamp } from '../document.ts';
import type { Pet } from '../pets/pet.ts';
import type { PetContext } from '../pets/pet-rules.ts';
import { isInUse, type Passport, type PassportId } from './passport.ts';
import type { PassportEntry, PassportEntryId, PassportLine } from './passport-entry.ts';
import { replacePassport } from './passport-rules.ts';
import { passportTemplate } from './passport-templates.ts';

const mostEntries = 500;

/** A line as it stands in a passport once a vet has signed it. */
export function entryOf(line: PassportLine, id: PassportEntryId, vetName: string): PassportEntry {
  return { ...line, id, vetName, state: { status: 'VALID' } };
}

/** Writes a line into a passport that is in use and has a section for it. */
export function addPassportEntry(
  pet: Pet,
  id: PassportId,
  entry: PassportEntry,
  { stamp, today }: PetContext,
): Result<
  Pet,
  Failure<'NOT_FOUND' | 'PASSPORT_CLOSED' | 'NOT_IN_THIS_TEMPLATE' | 'DATE_IN_FUTURE' | 'TOO_MANY_ENTRIES'>
> {
  const passport = pet.passports.find((each) => each.id === id);
  if (passport === undefined) return err(failure('NOT_FOUND'));
  if (!isInUse(passport)) return err(failure('PASSPORT_CLOSED', { number: passport.number }));
  if (!hasSection(passport, entry)) return err(failure('NOT_IN_THIS_TEMPLATE', { section: entry.kind }));
  const date = entryDate(entry);
  if (date > today) return err(failure('DATE_IN_FUTURE', { date }));
  if (passport.entries.length >= mostEntries) {
    return err(failure('TOO_MANY_ENTRIES', { list: 'entries', most: mostEntries }));
  }
  return ok(replacePassport(pet, withEntries(passport, [entry]), stamp));
}

/** Strikes a line out; it stays to be read. */
export function voidPassportEntry(
  pet: Pet,
  id: PassportId,
  entry: PassportEntryId,
  reason: string,
  stamp: Stamp,
): Result<Pet, Failure<'NOT_FOUND' | 'ALREADY_VOIDED' | 'REASON_MISSING'>> {
  const passport = pet.passports.find((each) => each.id === id);
  const found = passport?.entries.find((each) => each.id === entry);
  if (passport === undefined || found === undefined) return err(failure('NOT_FOUND'));
  if (found.state.status === 'VOIDED') return err(failure('ALREADY_VOIDED'));
  const said = tidyLine(reason, 300);
  if (said === '') return err(failure('REASON_MISSING'));
  return ok(replacePassport(pet, voided(passport, [found], said, stamp), stamp));
}

/** A dose of the medical book, as far as passports write it down. */
export interface DoseForPassport {
  readonly record: Id<'Record'>;
  readonly product: string;
  readonly manufacturer?: string | undefined;
  readonly batch: string;
  readonly date: CivilDate;
  readonly diseases: readonly string[];
  readonly validFrom: CivilDate;
  readonly validUntil?: CivilDate | undefined;
  readonly vetName: string;
}

/**
 * Writes a dose into every passport of the animal that is in use: rabies in its own section, what else the vaccine
 * protects from among the others. Writing the same dose again changes nothing; without a passport nothing is written.
 */
export function writeDose(pet: Pet, dose: DoseForPassport, stamp: Stamp): Pet {
  return pet.passports.filter(isInUse).reduce((written, passport) => {
    const entries = entriesOf(passport.id, dose).filter(
      (entry) => hasSection(passport, entry) && !passport.entries.some(({ id }) => id === entry.id),
    );
    const fits = entries.length > 0 && passport.entries.length + entries.length <= mostEntries;
    return fits ? replacePassport(written, withEntries(passport, entries), stamp) : written;
  }, pet);
}

/** Strikes out what a voided dose left in the passports. */
export function strikeDose(pet: Pet, record: DoseForPassport['record'], reason: string, stamp: Stamp): Pet {
  return pet.passports.reduce((struck, passport) => {
    const lines = passport.entries.filter(
      (entry) => 'record' in entry && entry.record === record && entry.state.status === 'VALID',
    );
    return lines.length === 0 ? struck : replacePassport(struck, voided(passport, lines, reason, stamp), stamp);
  }, pet);
}

function entriesOf(passport: PassportId, dose: DoseForPassport): PassportEntry[] {
  const { record, product, batch, date, diseases, validFrom, validUntil, vetName } = dose;
  const shared = {
    vetName,
    state: { status: 'VALID' as const },
    product,
    batch,
    date,
    record,
    ...onlyDefined({ manufacturer: dose.manufacturer }),
  };
  const idOf = (section: string): PassportEntryId => derivedId('PassportEntry', passport, record, section);
  const others = diseases.filter((disease) => disease !== 'RABIES');
  const entries: PassportEntry[] = [];
  if (diseases.includes('RABIES') && validUntil !== undefined) {
    entries.push({ id: idOf('RABIES'), kind: 'RABIES', ...shared, validFrom, validUntil });
  }
  if (others.length > 0) {
    const until = onlyDefined({ validUntil });
    entries.push({ id: idOf('OTHER'), kind: 'OTHER_VACCINATION', ...shared, diseases: others, ...until });
  }
  return entries;
}

/** The day a line is about, at the place where it was written. */
export function entryDate(entry: PassportEntry): CivilDate {
  if (entry.kind === 'TAPEWORM') return dateAt(entry.at, entry.zone);
  return entry.kind === 'RABIES_TITRE' ? entry.sampled : entry.date;
}

function hasSection(passport: Passport, { kind }: PassportEntry): boolean {
  return passportTemplate(passport.template)?.sections.includes(kind) === true;
}

function withEntries(passport: Passport, entries: readonly PassportEntry[]): Passport {
  return { ...passport, entries: [...passport.entries, ...entries] };
}

function voided(passport: Passport, lines: readonly PassportEntry[], reason: string, stamp: Stamp): Passport {
  const ids = new Set(lines.map(({ id }) => id));
  return {
    ...passport,
    entries: passport.entries.map((entry) =>
      ids.has(entry.id) ? { ...entry, state: { status: 'VOIDED', voided: stamp, reason } } : entry,
    ),
  };
}
