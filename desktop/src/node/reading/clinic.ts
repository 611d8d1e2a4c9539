import { type Failure, failure, type Language } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { paperLanguage } from '@lapka/shared/domain/settings/paper-language.ts';
import { type PreferenceDefinition, preference } from '@lapka/shared/domain/settings/preferences.ts';
import { type Organisation, type Setting, settings } from '@lapka/shared/domain/settings/settings.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { StoreReader } from '../store/store.ts';

/** How the clinic is set up, as far as commands and queries of this desk ask. */
export interface Clinic {
  readonly organisation: Organisation;
  /** The language of its papers and of the names copied into records. */
  readonly language: Language;
  /** What holds at this desk's location. */
  readonly prefer: <Value>(definition: PreferenceDefinition<Value>) => Value;
}

/** Until the first sync has brought the organisation there is no clinic to work in. */
export function clinicOf(
  reader: StoreReader,
  { location }: Pick<DeskIdentity, 'location'>,
): Result<Clinic, Failure<'NOT_FOUND'>> {
  const stored = reader.find(settings, { where: { kind: { in: ['ORGANISATION', 'PREFERENCE'] } } });
  const organisation = stored.find(isOrganisation);
  if (organisation === undefined) return err(failure('NOT_FOUND'));
  return ok({
    organisation,
    language: paperLanguage(organisation),
    prefer: (definition) => preference(stored, definition, location),
  });
}

function isOrganisation(setting: Setting): setting is Organisation {
  return setting.kind === 'ORGANISATION';
}
