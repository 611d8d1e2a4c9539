import { z } from 'zod';
import { type Channel, channels, channelSchema, type NoticeType, noticeTypeSchema } from '../inbox/notice-type.ts';
import { agreesTo, type Consent } from './consent.ts';

/** How an owner wants to be reached: the channels and topics that were switched away from what they are by default. */
export const notificationsSchema = z.strictObject({
  channels: z.partialRecord(channelSchema, z.boolean()),
  topics: z.partialRecord(noticeTypeSchema, z.boolean()),
});
export type Notifications = z.infer<typeof notificationsSchema>;

export const notificationsByDefault: Notifications = { channels: {}, topics: {} };

/** E-mail and push on, SMS and Telegram off until asked for. */
const channelIsOn: Readonly<Record<Channel, boolean>> = { EMAIL: true, SMS: false, PUSH: true, TELEGRAM: false };

/** What belongs to the service is on, marketing is off (C-28). */
const topicIsOn: Readonly<Record<NoticeType, boolean>> = {
  BOOKING: true,
  PAYMENT: true,
  CHAT: true,
  SYSTEM: true,
  REMINDER: true,
  STOCK: false,
  REVIEW: true,
  PROMOTION: false,
};

/**
 * Where a notice goes beside the app, in which it always is (C-27). Reminders and promotions need consent as well as
 * the switch; what belongs to a visit does not (C-28).
 */
export function channelsFor(
  { notifications, consents }: { readonly notifications: Notifications; readonly consents: readonly Consent[] },
  type: NoticeType,
): readonly Channel[] {
  if (!(notifications.topics[type] ?? topicIsOn[type])) return [];
  if (type === 'REMINDER' && !agreesTo(consents, 'REMINDERS')) return [];
  if (type === 'PROMOTION' && !agreesTo(consents, 'MARKETING')) return [];
  return channels.filter((channel) => notifications.channels[channel] ?? channelIsOn[channel]);
}
