import { eachOnce, type FieldPolicies, ranked } from '../merge-policies.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import type { Device, Setting } from './settings.ts';

const policies: FieldPolicies<Setting> = {
  kinds: eachOnce,
  state: ranked<Device['state']>(({ is }) => (is === 'REVOKED' ? 1 : 0)),
};

/**
 * Two desks changed one setting. A device that was shut out stays out, whatever else happened to it. The kinds of a room
 * are joined. Everything else is one value each, the opening hours of a week as a whole included, and the later change
 * stands; what it replaced becomes a task.
 */
export function mergeSettings(base: Setting | undefined, ours: Setting, theirs: Setting): Setting {
  return mergeSettingsWithReport(base, ours, theirs).document;
}

export function mergeSettingsWithReport(base: Setting | undefined, ours: Setting, theirs: Setting): Merge<Setting> {
  return mergeWithReport(base, ours, theirs, policies);
}
