import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { createTransport } from 'nodemailer';
import type { MailSender } from './mail.ts';

/** Hands messages to a mail server, such as `smtps://user:password@mail.example.com`. */
export function smtpMail(url: string, from: string, logger: Logger): MailSender & Closable {
  const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
  return {
    send: async ({ to, subject, text }) => {
      try {
        await transport.sendMail({ to, subject, text });
        return 'SENT';
      } catch (problem) {
        const code = problem instanceof Error && 'responseCode' in problem ? Number(problem.responseCode) : 0;
        logger.warn('mail server did not take a message', { code });
        return code >= 500 ? 'REFUSED' : 'LATER';
      }
    },
    close: async () => transport.close(),
  };
}
