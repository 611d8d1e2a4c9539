import { z } from 'zod';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';

const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .prefault('');

/** What the server is told by its environment, read once. A test compares this with the table in the README. */
export const environmentSchema = z.object({
  DATA_DIR: z.string().default('data/server'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4100),
  DATABASE_URL: z.url().optional(),
  MONGO_URL: z.url().optional(),
  KAFKA_BROKERS: list,
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16),
  SERVER_SECRET: z.string().min(32).optional(),
  SERVER_SECRETS_OLD: list,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Lapka <lapka@localhost>'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().default('lapka'),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().default(''),
  S3_SECRET_KEY: z.string().default(''),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  CORS_ORIGINS: list.pipe(z.array(z.url({ protocol: /^https?$/ }))),
  METRICS_TOKEN: z.string().min(16).optional(),
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(10),
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
  readonly databaseConnections: number;
  /** Undefined where the server keeps a secret of its own with its data. */
  readonly secret: string | undefined;
  readonly oldSecrets: readonly string[];
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly s3: S3Config | undefined;
  readonly trustedProxies: number;
  readonly corsOrigins: readonly string[];
  readonly metricsToken: string | undefined;
  readonly drainSeconds: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly clockOffset: number;
}

export interface S3Config {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, Failure<'BAD_CONFIG'>> {
  // An empty variable is how compose files and shells say that there is none.
  const given = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return err(failure('BAD_CONFIG', { fields }));
  }
  return ok(configOf(parsed.data));
}

function configOf(variables: z.infer<typeof environmentSchema>): Config {
  return {
    dataDir: variables.DATA_DIR,
    host: variables.HOST,
    port: variables.PORT,
    databaseUrl: variables.DATABASE_URL,
    databaseConnections: variables.DATABASE_CONNECTIONS,
    mongoUrl: variables.MONGO_URL,
    kafkaBrokers: variables.KAFKA_BROKERS,
    secret: variables.SERVER_SECRET,
    oldSecrets: variables.SERVER_SECRETS_OLD,
    smtpUrl: variables.SMTP_URL,
    mailFrom: variables.MAIL_FROM,
    s3: s3Of(variables),
    trustedProxies: variables.TRUST_PROXY,
    corsOrigins: variables.CORS_ORIGINS,
    metricsToken: variables.METRICS_TOKEN,
    drainSeconds: variables.DRAIN_SECONDS,
    logLevel: variables.LAPKA_LOG,
    clockOffset: variables.CLOCK_OFFSET,
  };
}

function s3Of(variables: z.infer<typeof environmentSchema>): S3Config | undefined {
  if (variables.S3_ENDPOINT === undefined) return undefined;
  return {
    endpoint: variables.S3_ENDPOINT,
    bucket: variables.S3_BUCKET,
    region: variables.S3_REGION,
    accessKey: variables.S3_ACCESS_KEY,
    secretKey: variables.S3_SECRET_KEY,
  };
}
