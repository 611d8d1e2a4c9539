/** One layer: a folder, what it may import, and which globals of other runtimes it must not touch. */
export interface Layer {
  readonly folder: string;
  /** Folders (or files) of the project it may import, beside itself. */
  readonly imports: readonly string[];
  /** Packages it may import; `*` at the end stands for anything below. */
  readonly packages: readonly string[];
  readonly globals: 'pure' | 'node' | 'browser' | 'any';
  /** What to do instead, said to the person whose import was refused. */
  readonly instead: string;
}

const base = 'shared/src/base';
const domain = 'shared/src/domain';
const protocol = 'shared/src/protocol';
const bridge = 'shared/src/bridge';
const store = 'desktop/src/node/store';
const identity = 'desktop/src/node/desk-identity.ts';
const reading = 'desktop/src/node/reading';
const stores = 'sync-server/src/stores';
const react = ['react', 'react-dom', 'react-dom/*', 'react-i18next', 'i18next', '@mantine/*', '@tabler/icons-react'];

/** The import table of the architecture. The longest matching folder is a file's layer. */
export const layers: readonly Layer[] = [
  {
    folder: base,
    imports: [],
    packages: ['zod', 'temporal-polyfill', 'uuidv7', '@noble/hashes/*'],
    globals: 'pure',
    instead: 'base knows nothing of the clinic and does no I/O: take what you need as a parameter',
  },
  {
    folder: domain,
    imports: [base],
    packages: ['zod'],
    globals: 'pure',
    instead: 'rules are pure: take state, request and context as parameters and return the decision',
  },
  {
    folder: protocol,
    imports: [base, domain],
    packages: ['zod'],
    globals: 'pure',
    instead: 'the protocol only describes messages: sockets live in node/replication and in gateway',
  },
  {
    folder: bridge,
    imports: [base, domain],
    packages: ['zod', '@orpc/contract'],
    globals: 'pure',
    instead: 'the bridge only describes calls: they are served in node/serve and made in ui/bridge',
  },
  {
    folder: 'shared/src/demo',
    imports: [base, domain],
    packages: ['zod'],
    globals: 'pure',
    instead: 'the demo clinic is made by rules from a seed: loading it is the work of the server',
  },
  {
    folder: 'shared/src/testing',
    imports: [base, domain, protocol, bridge],
    packages: ['zod', 'fast-check', 'vitest'],
    globals: 'pure',
    instead: 'test helpers that need a runtime live beside the tests of that runtime',
  },
  {
    folder: 'shared/tooling',
    imports: ['shared/src', 'desktop', 'sync-server'],
    packages: ['*'],
    globals: 'any',
    instead: 'tooling may import anything',
  },
  {
    folder: store,
    imports: [base, domain],
    packages: ['node:*', 'better-sqlite3', 'rxdb', 'rxdb/*', 'rxjs', 'zod'],
    globals: 'node',
    instead: 'the store keeps documents and knows no network, bridge or screen',
  },
  {
    folder: reading,
    imports: [base, domain, store, identity],
    packages: ['zod'],
    globals: 'node',
    instead: 'what commands and queries both look up; it reads through the store and nothing else',
  },
  {
    folder: 'desktop/src/node/commands',
    imports: [base, domain, bridge, store, identity, reading],
    packages: ['node:crypto', 'zod'],
    globals: 'node',
    instead: 'a command decides with the domain and writes through the store: hand other capabilities in',
  },
  {
    folder: 'desktop/src/node/queries',
    imports: [base, domain, bridge, store, identity, reading],
    packages: ['zod'],
    globals: 'node',
    instead: 'a query reads through the store and nothing else',
  },
  {
    folder: 'desktop/src/node/replication',
    imports: [base, domain, protocol, store],
    packages: ['node:*', 'rxdb', 'rxdb/*', 'rxjs', 'ws', 'zod'],
    globals: 'node',
    instead: 'replication carries documents and decides no business: rules belong to shared/src/domain',
  },
  {
    folder: 'desktop/src/node',
    imports: [base, domain, protocol, bridge, 'desktop/src/node', 'desktop/package.json'],
    packages: ['node:*', 'ws', 'zod', '@orpc/*', 'rxdb', 'rxdb/*', 'rxjs'],
    globals: 'node',
    instead:
      'the clinic node runs under plain Node: screens belong to desktop/src/ui, Electron to desktop/src/electron',
  },
  {
    folder: 'desktop/src/electron',
    imports: [base, 'desktop/src/electron'],
    packages: ['node:*', 'electron', 'electron-updater', 'zod'],
    globals: 'browser',
    instead: 'the Electron shell is thin: put logic where plain Node or the browser can run it',
  },
  {
    folder: 'desktop/src/ui',
    imports: [base, domain, bridge, 'desktop/src/ui'],
    packages: [
      ...react,
      '@tanstack/*',
      '@orpc/client',
      '@orpc/client/*',
      '@orpc/contract',
      '@orpc/tanstack-query',
      'dayjs',
      'dayjs/*',
      '@fontsource-variable/*',
      'zod',
    ],
    globals: 'browser',
    instead: 'the screen reaches the clinic node over ui/bridge only',
  },
  {
    folder: 'sync-server/src/sync',
    imports: [base, domain, protocol, stores],
    packages: [],
    globals: 'node',
    instead: 'sync decides: SQL lives in stores, sockets in gateway, HTTP in http',
  },
  {
    folder: stores,
    imports: [base, domain, stores],
    packages: ['node:*', 'pg', 'mongodb', 'aws4fetch', 'zod'],
    globals: 'node',
    instead: 'stores keep and answer: decisions belong to sync and to the domain',
  },
  {
    folder: 'sync-server/src/reminders',
    imports: [base, domain, stores, 'sync-server/src/events'],
    packages: ['node:*', 'zod'],
    globals: 'node',
    instead: 'reminders read only what was committed, and send through a channel adapter',
  },
  {
    folder: 'sync-server/src/embedded',
    imports: [base],
    packages: ['node:*', 'pg', 'zod'],
    globals: 'node',
    instead: 'the launcher knows Postgres and nothing of the product',
  },
  {
    folder: 'sync-server/src/demo',
    imports: [base, domain, 'shared/src/demo', stores],
    packages: ['node:*', 'zod'],
    globals: 'node',
    instead: 'the loader brings what the generator made into the store: make it in shared/src/demo',
  },
  {
    folder: 'sync-server/src',
    imports: [base, domain, protocol, 'sync-server/src'],
    packages: [
      'node:*',
      'express',
      'ws',
      'pg',
      'pino',
      'prom-client',
      'mongodb',
      '@platformatic/kafka',
      'zod',
      'helmet',
      'express-rate-limit',
      'rate-limiter-flexible',
      'jose',
      'otplib',
      'undici',
      'redis',
      'web-push',
      'nodemailer',
    ],
    globals: 'node',
    instead: 'the server knows nothing of the desktop',
  },
  {
    folder: 'sync-server/portal',
    imports: [base, domain, protocol, 'sync-server/portal'],
    packages: [...react, '@tanstack/*', '@fontsource-variable/*', 'zod'],
    globals: 'browser',
    instead: 'the portal reaches the server over HTTP and its socket only',
  },
];

/** Tests may also import these, whatever their layer. */
export const testImports = ['shared/src/testing', 'desktop/src/node', 'sync-server'];
export const testPackages = [
  'vitest',
  'fast-check',
  'node:*',
  '@playwright/test',
  '@testing-library/*',
  'ws',
  'pg',
  'better-sqlite3',
  'rxdb',
  'rxdb/*',
  'rxjs',
  'jsdom',
  '@orpc/*',
];
/** Folders that hold tests only; everything in them may import everything. */
export const testFolders = ['desktop/test', 'sync-server/test'];

const nodeGlobals = ['process', 'Buffer', '__dirname', '__filename', 'require', 'setImmediate'];
const domGlobals = [
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'HTMLElement',
  'Element',
  'Document',
  'Window',
  'MouseEvent',
  'KeyboardEvent',
  'HTMLInputElement',
  'alert',
  'matchMedia',
  'requestAnimationFrame',
];
const effects = [
  'fetch',
  'console',
  'Date',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'crypto',
  'performance',
  'WebSocket',
];

/** Names that must not appear as globals in a layer of that kind. */
export const forbiddenGlobals: Readonly<Record<Layer['globals'], readonly string[]>> = {
  pure: [...nodeGlobals, ...domGlobals, ...effects],
  node: domGlobals,
  browser: nodeGlobals,
  any: [],
};
