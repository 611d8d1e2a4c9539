import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Sighted } from '../stores/device-registry.ts';
import type { Metrics } from './metrics.ts';

export type BusinessEvents = ReturnType<typeof businessEvents>;

/** What happens in the server, in the words of the business: one function for each, which counts and writes it down. */
export function businessEvents(metrics: Metrics, logger: Logger) {
  return {
    signedIn: () => metrics.signIns.inc({ outcome: 'SUCCESS' }),
    signInFailed: (code: string) => metrics.signIns.inc({ outcome: code }),
    passwordChecked: () => metrics.passwordChecks.inc(),
    sessionRenewed: () => metrics.refreshes.inc({ outcome: 'SUCCESS' }),
    renewalRefused: (code: string) => metrics.refreshes.inc({ outcome: code }),
    refreshUsedTwice: (session: string) => {
      metrics.refreshes.inc({ outcome: 'USED_TWICE' });
      logger.warn('a refresh token came twice: the session is closed', { session });
    },
    mailHandled: (outcome: 'SENT' | 'REFUSED' | 'LATER') => metrics.mails.inc({ outcome }),
    clinicSetUp: (clinic: string) => logger.info('clinic set up', { clinic }),
    deviceEnrolled: (clinic: string, device: string) => {
      metrics.devices.inc({ event: 'ENROLLED' });
      logger.info('device enrolled', { clinic, device });
    },
    deviceRevoked: (clinic: string, device: string) => {
      metrics.devices.inc({ event: 'REVOKED' });
      logger.info('device revoked', { clinic, device });
    },
    deviceSighted: (clinic: string, device: string, sighted: Sighted) => {
      metrics.devices.inc({ event: sighted });
      if (sighted !== 'SAME') logger.info('device came with another copy of its store', { clinic, device, sighted });
    },
    recoveryKeyReleased: (clinic: string, device: string) => {
      metrics.devices.inc({ event: 'KEY_RELEASED' });
      logger.warn('the key of a device was released', { clinic, device });
    },
    fileStored: (bytes: number) => {
      metrics.files.inc({ event: 'STORED' });
      metrics.fileBytes.inc(bytes);
    },
    fileRefused: (code: string) => metrics.files.inc({ event: code }),
    filesCleaned: (count: number) => metrics.files.inc({ event: 'CLEANED' }, count),
    answered: (request: { method: string; route: string; status: number }, seconds: number) => {
      metrics.answers.observe({ ...request, status: String(request.status) }, seconds);
    },
    denied: (route: string, code: string, who: string) => logger.info('access denied', { route, code, who }),
    refused: (code: string) => metrics.refusals.inc({ code }),
    bug: (number: string, problem: unknown) => {
      metrics.bugs.inc();
      // The message of an unknown error may carry anything, such as a value a database refused; the stack has the place.
      const places =
        problem instanceof Error ? (problem.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
      const name = problem instanceof Error ? problem.name : typeof problem;
      logger.error('a request failed by a mistake of ours', { number, name, stack: places.slice(0, 8).join('\n') });
    },
  };
}
