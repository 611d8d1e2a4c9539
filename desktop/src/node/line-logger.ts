import { writeSync } from 'node:fs';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { LogFields, Logger } from '@lapka/shared/base/logger.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

/** One JSON object per line on the standard error output, from a level upwards. */
export function lineLogger(clock: Clock, lowest: Level, fixed: LogFields = {}): Logger {
  const write = (level: Level, event: string, fields: LogFields = {}): void => {
    if (levels.indexOf(level) < levels.indexOf(lowest)) return;
    writeSync(2, `${JSON.stringify({ at: clock.now(), level, event, ...fixed, ...fields })}\n`);
  };
  return {
    debug: (event, fields) => write('debug', event, fields),
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
    with: (fields) => lineLogger(clock, lowest, { ...fixed, ...fields }),
  };
}
