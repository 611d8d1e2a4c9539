import { createIdMaker } from '@lapka/shared/base/id.ts';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Random } from '@lapka/shared/base/random.ts';
import { AccessTokens } from '../accounts/access-tokens.ts';
import type { AccountParts } from '../accounts/account-parts.ts';
import { Passwords } from '../accounts/passwords.ts';
import type { ServerSecret } from '../accounts/server-secret.ts';
import { Turns } from '../accounts/turns.ts';
import type { FileParts } from '../files/file-parts.ts';
import { type BusinessEvents, businessEvents } from '../observe/business-events.ts';
import { Health } from '../observe/health.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { AccountStore } from '../stores/account-store.ts';
import type { BlobStore } from '../stores/blob-store.ts';
import type { DeviceRegistry } from '../stores/device-registry.ts';
import type { DocumentStore } from '../stores/document-store.ts';
import type { FileIndex } from '../stores/file-index.ts';
import type { OperationsStore } from '../stores/operations-store.ts';
import type { Route } from './route.ts';
import { clinicRoutes } from './routes/clinic-routes.ts';
import { deviceRoutes } from './routes/device-routes.ts';
import { fileRoutes } from './routes/file-routes.ts';
import { myRoutes } from './routes/my-routes.ts';
import { operationRoutes } from './routes/operation-routes.ts';
import { signInRoutes } from './routes/sign-in-routes.ts';

export interface ApiParts {
  readonly documents: DocumentStore;
  readonly devices: DeviceRegistry;
  readonly accounts: AccountStore;
  readonly files: FileIndex;
  readonly operations: OperationsStore;
  readonly blobs: BlobStore;
  readonly secret: ServerSecret;
  readonly metrics: Metrics;
  readonly metricsToken: string | undefined;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logger: Logger;
}

export interface Api {
  readonly routes: readonly Route[];
  readonly account: AccountParts;
  readonly file: FileParts;
  readonly health: Health;
  readonly events: BusinessEvents;
}

/** Everything that is served over HTTP, on given stores. */
export function createApi(parts: ApiParts): Api {
  const { accounts, blobs, clock, devices, documents, files, metrics, operations, scheduler, secret } = parts;
  const events = businessEvents(metrics, parts.logger);
  const passwords = new Passwords(scheduler, events.passwordChecked);
  const account: AccountParts = {
    accounts,
    documents,
    devices,
    secret,
    clock,
    events,
    passwords,
    tokens: new AccessTokens(secret),
    ids: createIdMaker(clock, parts.random),
  };
  const turns = new Turns({ scheduler, atOnce: 16, mostWaiting: 128, longestWait: 20_000 });
  const file: FileParts = { index: files, blobs, clock, events, turns };
  const checks = [
    { name: 'the database', check: () => operations.check() },
    { name: 'the file store', check: () => blobs.check() },
  ];
  const health = new Health({ checks, metrics, store: operations, passwords });
  const business = [
    ...signInRoutes(account),
    ...myRoutes(account),
    ...clinicRoutes(account),
    ...deviceRoutes(account),
    ...fileRoutes(file),
  ];
  const { metricsToken } = parts;
  const routes = [...operationRoutes({ health, metrics, metricsToken }, business), ...business];
  return { routes, account, file, health, events };
}
