import type { Email } from '@lapka/shared/domain/people/email.ts';
import type { Mail } from './mail.ts';
import { en } from './text/en.ts';
import { ru } from './text/ru.ts';

export type MailKind = keyof typeof ru;

/** A message in both languages: nobody has told us yet which one its reader prefers. */
export function mailWithCode(kind: MailKind, to: Email, code: string): Mail {
  const [first, second] = [ru[kind], en[kind]];
  const text = [first.text, second.text].map((words) => words.replace('{{code}}', code)).join('\n\n---\n\n');
  return { to, subject: `${first.subject} / ${second.subject}`, text };
}
