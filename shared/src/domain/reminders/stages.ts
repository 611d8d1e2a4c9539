import { z } from 'zod';
import { addDays, type CivilDate } from '../../base/civil-date.ts';
import { type WallTime, wallTimeSchema, wallTime } from '../../base/wall-time.ts';

/** The steps of the ladder, by days before and after the day a vaccination runs out (C-25). */
export const stageDays = { 'D-14': -14, 'D-3': -3, D0: 0, 'D+7': 7, 'D+30': 30 } as const;
export type Stage = keyof typeof stageDays;
export const stages = ['D-14', 'D-3', 'D0', 'D+7', 'D+30'] as const satisfies readonly Stage[];

/** After the last stage a message makes sense for so many more days; then the recall list has it. */
export const lastStageDays = 14;

/** What a clinic may change about reminders. D-3 is not among it: it cannot be switched off (C-25). */
export const reminderSettingsSchema = z.strictObject({
  stages: z.strictObject({
    'D-14': z.boolean(),
    'D-3': z.literal(true),
    D0: z.boolean(),
    'D+7': z.boolean(),
    'D+30': z.boolean(),
  }),
  /** By the clock of the location. */
  sendAt: wallTimeSchema,
});
export type ReminderSettings = z.infer<typeof reminderSettingsSchema>;

export const defaultReminderSettings: ReminderSettings = {
  stages: { 'D-14': true, 'D-3': true, D0: true, 'D+7': true, 'D+30': true },
  sendAt: wallTime('10:00'),
};

/** When nobody is disturbed, by the owner's clock: from late in the evening to the morning (§7.8). */
export interface QuietHours {
  readonly from: WallTime;
  readonly to: WallTime;
}

export function stageDate(anchor: CivilDate, stage: Stage): CivilDate {
  return addDays(anchor, stageDays[stage]);
}
