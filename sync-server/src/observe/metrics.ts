import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** The figures of one server. Labels are words of ours, never names, ids or addresses, so their number is bounded. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    registry,
    answers: new Histogram({
      name: 'lapka_http_request_seconds',
      help: 'How long HTTP requests took',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    refusals: counter('lapka_http_refusals_total', 'Requests refused, by their code', ['code']),
    bugs: counter('lapka_bugs_total', 'Requests that failed by a mistake of ours'),
    signIns: counter('lapka_sign_ins_total', 'Attempts to sign in', ['outcome']),
    passwordChecks: counter('lapka_password_checks_total', 'Passwords that were looked at'),
    refreshes: counter('lapka_refreshes_total', 'Refresh tokens shown', ['outcome']),
    mails: counter('lapka_mails_total', 'Messages handed to the mail server', ['outcome']),
    devices: counter('lapka_devices_total', 'What happened to devices', ['event']),
    files: counter('lapka_files_total', 'What happened to files', ['event']),
    fileBytes: counter('lapka_file_bytes_total', 'Bytes of files taken in'),
    passwordQueue: gauge('lapka_password_queue', 'Passwords that wait to be looked at'),
    outboxWaiting: gauge('lapka_outbox_waiting', 'Events that wait for the relay'),
    outboxAge: gauge('lapka_outbox_oldest_seconds', 'Age of the oldest event that waits for the relay'),
    mailsWaiting: gauge('lapka_mails_waiting', 'Messages that wait to be sent'),
    remindersOverdue: gauge(
      'lapka_reminders_overdue',
      'Owners whose reminders should have been looked at five minutes ago',
    ),
    ready: gauge('lapka_ready', 'Whether the server is ready to serve'),
  };
}
