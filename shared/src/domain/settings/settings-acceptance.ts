import { type Acceptance, accepted, followsOnStored, type Proposal } from '../acceptance.ts';
import { bothChangedTask } from '../inbox/both-changed.ts';
import type { Need, World } from '../world.ts';
import { mergeSettingsWithReport } from './settings-merge.ts';
import { type Setting, settings } from './settings.ts';

/**
 * Settings are joined. The one thing that is refused is a series letter that another device has: it is given by the
 * server when a device is let in, so no honest device sends it, and two desks with one letter would give out one number
 * twice.
 */
export function acceptSetting(proposal: Proposal<Setting>, world: World): Acceptance<Setting> {
  const { stored, base, wanted } = proposal;
  if (stored !== undefined && stored.kind !== wanted.kind) return { kind: 'refuse', reason: 'KIND_CHANGED' };
  if (wanted.kind === 'DEVICE') {
    const holders = world.byKey(settings, 'series', wanted.series);
    if (holders.some(({ id }) => id !== wanted.id)) return { kind: 'refuse', reason: 'SERIES_TAKEN' };
  }
  if (stored === undefined || followsOnStored(proposal)) return accepted;
  const { document, replaced } = mergeSettingsWithReport(base, wanted, stored);
  const also = bothChangedTask({ collection: 'settings', id: wanted.id }, wanted, stored, replaced);
  return { kind: 'merge', document, also };
}

export function settingNeeds({ wanted }: Proposal<Setting>): Need[] {
  return wanted.kind === 'DEVICE' ? [{ kind: 'byKey', collection: settings, key: 'series', value: wanted.series }] : [];
}
