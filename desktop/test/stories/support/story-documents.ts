import { derivedId } from '@lapka/shared/base/id.ts';
import { aDevice, series } from '@lapka/shared/testing/builders/settings.ts';
import { type ClinicDocuments, clinicDocuments, cupboards, L1 } from '../../../src/node/testing/clinic-documents.ts';

/** The clinic all stories begin with: its people, five desks, full cupboards, and nobody booked. */
export function storyDocuments(more: ClinicDocuments = {}): ClinicDocuments {
  const clinic = clinicDocuments();
  const rooms = (['VT-1', 'VT-2'] as const).map((name, index) =>
    aDevice({ id: derivedId('Device', name), name, series: series(index === 0 ? 'C' : 'D'), location: L1 }),
  );
  const base: ClinicDocuments = { ...clinic, ...cupboards(), settings: [...(clinic.settings ?? []), ...rooms] };
  const all = { ...base };
  for (const [name, documents] of Object.entries(more) as [keyof ClinicDocuments, ClinicDocuments['settings']][]) {
    Object.assign(all, { [name]: [...(base[name] ?? []), ...(documents ?? [])] });
  }
  return all;
}
