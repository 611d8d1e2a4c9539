import type { IdMaker } from '@lapka/shared/base/id.ts';
import { type Instant, plusDays } from '@lapka/shared/base/instant.ts';
import { emailSchema } from '@lapka/shared/domain/people/email.ts';
import { z } from 'zod';
import type { ServerSecret } from '../accounts/server-secret.ts';
import type { WaitingMail } from '../stores/account-entries.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import type { Mail } from './mail.ts';

const mailSchema = z.strictObject({ to: emailSchema, subject: z.string(), text: z.string() });

/** Puts a message where the relay finds it, in the transaction that makes it necessary. */
export async function putMail(
  { mails }: Pick<AccountTransaction, 'mails'>,
  { ids, secret }: { readonly ids: IdMaker; readonly secret: ServerSecret },
  mail: Mail,
  now: Instant,
): Promise<void> {
  const id = ids.next<'Mail'>();
  // A message that could not be sent for a day is of no use: its code has expired.
  const sealed = secret.seal('MAILS', JSON.stringify(mail), id);
  await mails.put({ id, sealed, dueAt: now, tries: 0, expiresAt: plusDays(now, 1) });
}

export function readMail(secret: ServerSecret, { id, sealed }: WaitingMail): Mail {
  return mailSchema.parse(JSON.parse(secret.open('MAILS', sealed, id)));
}
