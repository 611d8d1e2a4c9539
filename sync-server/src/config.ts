import { z } from 'zod';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';

/** What the server is told by its environment, read once. Every line of this table is in the README too. */
const environmentSchema = z.object({
  DATA_DIR: z.string().min(1).default('data/server'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4100),
  DATABASE_URL: z.url().optional(),
  MONGO_URL: z.url().optional(),
  KAFKA_BROKERS: z.string().min(1).optional(),
  LAPKA_LOG: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Moves the server's clock, for demonstrations: milliseconds. */
  CLOCK_OFFSET: z.coerce.number().int().default(0),
});

export interface Config {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly mongoUrl: string | undefined;
  readonly kafkaBrokers: readonly string[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly clockOffset: number;
}

export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, Failure<'BAD_CONFIG'>> {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return err(failure('BAD_CONFIG', { fields }));
  }
  const { DATA_DIR, HOST, PORT, DATABASE_URL, MONGO_URL, KAFKA_BROKERS, LAPKA_LOG, CLOCK_OFFSET } = parsed.data;
  return ok({
    dataDir: DATA_DIR,
    host: HOST,
    port: PORT,
    databaseUrl: DATABASE_URL,
    mongoUrl: MONGO_URL,
    kafkaBrokers: KAFKA_BROKERS?.split(',').map((broker) => broker.trim()) ?? [],
    logLevel: LAPKA_LOG,
    clockOffset: CLOCK_OFFSET,
  });
}
