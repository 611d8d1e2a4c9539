import { pino, type Logger as Pino } from 'pino';
import type { Logger } from '@lapka/shared/base/logger.ts';

/** Structured lines on the standard error output; the standard output belongs to whoever started us. */
export function pinoLogger(level: string): Logger {
  return wrapped(pino({ level, base: null }, pino.destination(2)));
}

function wrapped(inner: Pino): Logger {
  return {
    debug: (event, fields) => inner.debug(fields ?? {}, event),
    info: (event, fields) => inner.info(fields ?? {}, event),
    warn: (event, fields) => inner.warn(fields ?? {}, event),
    error: (event, fields) => inner.error(fields ?? {}, event),
    with: (fields) => wrapped(inner.child(fields)),
  };
}
