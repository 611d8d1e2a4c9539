import { z } from 'zod';

/** What a notice is about (C-47); people switch channels and topics by it. */
export const noticeTypes = [
  'BOOKING',
  'PAYMENT',
  'CHAT',
  'SYSTEM',
  'REMINDER',
  'STOCK',
  'REVIEW',
  'PROMOTION',
] as const;
export const noticeTypeSchema = z.enum(noticeTypes);
export type NoticeType = z.infer<typeof noticeTypeSchema>;

/** Ways to reach a person beside the entry in the app, which is always made (C-27). */
export const channels = ['EMAIL', 'SMS', 'PUSH', 'TELEGRAM'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;
