import type { Clock } from '@lapka/shared/base/clock.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { BusinessEvents } from '../observe/business-events.ts';
import type { AccountStore } from '../stores/account-store.ts';
import type { DeviceRegistry } from '../stores/device-registry.ts';
import type { DocumentStore } from '../stores/document-store.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Passwords } from './passwords.ts';
import type { ServerSecret } from './server-secret.ts';

/** What signing in, inviting and the like need. */
export interface AccountParts {
  readonly accounts: AccountStore;
  readonly documents: DocumentStore;
  readonly devices: DeviceRegistry;
  readonly secret: ServerSecret;
  readonly passwords: Passwords;
  readonly tokens: AccessTokens;
  readonly ids: IdMaker;
  readonly clock: Clock;
  readonly events: BusinessEvents;
}

/** Where a request comes from: an IP address, as far as the server knows it. */
export interface Origin {
  readonly address: string;
}
