import { type Organisation, settings } from '@lapka/shared/domain/settings/settings.ts';
import type { StoreReader } from '../store/store.ts';

/** What is said once for the whole clinic; missing only while a new desk fills. */
export function organisationOf(reader: StoreReader): Organisation | undefined {
  const [organisation] = reader.find(settings, { where: { kind: 'ORGANISATION' } });
  return organisation?.kind === 'ORGANISATION' ? organisation : undefined;
}
