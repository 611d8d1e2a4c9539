import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { MailSender } from './mail.ts';

/** Puts each message into a file, for a server without a mail server and for tests: whoever may read the folder gets it. */
export function folderMail(folder: string, clock: Clock): MailSender {
  return {
    send: async ({ to, subject, text }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = path.join(folder, `${clock.now().replaceAll(':', '')}-${randomUUID().slice(0, 8)}.txt`);
      await writeFile(`${name}.new`, `To: ${to}\nSubject: ${subject}\n\n${text}\n`, { mode: 0o600 });
      await rename(`${name}.new`, name);
      return 'SENT';
    },
  };
}
