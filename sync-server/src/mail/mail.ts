import type { Email } from '@lapka/shared/domain/people/email.ts';

/** A message to one person. */
export interface Mail {
  readonly to: Email;
  readonly subject: string;
  readonly text: string;
}

/** Carries messages out of the house: to a mail server, or to a file where there is none. */
export interface MailSender {
  /**
   * `SENT` once somebody else answers for it; `REFUSED` when it will never be taken; `LATER` when it may be tried again.
   * A message may be sent twice when the process dies in between.
   */
  send(mail: Mail): Promise<'SENT' | 'REFUSED' | 'LATER'>;
}
