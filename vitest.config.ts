import { defineConfig } from 'vitest/config';

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(`Lapka's tests need Node 24 and this is ${process.version}: start them with npm test.`);
}

const node = { environment: 'node' as const, testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      // Pure code without mutable state at module level: test files share their modules, which halves the time.
      { test: { name: 'shared', include: ['shared/src/**/*.test.ts'], isolate: false, ...node } },
      { test: { name: 'tooling', include: ['shared/tooling/**/*.test.ts'], ...node } },
      {
        test: {
          name: 'desktop',
          include: ['desktop/src/node/**/*.test.ts', 'desktop/src/electron/**/*.test.ts', 'desktop/test/**/*.test.ts'],
          ...node,
        },
      },
      { test: { name: 'ui', include: ['desktop/src/ui/**/*.test.{ts,tsx}'], ...node } },
      {
        test: {
          name: 'server',
          include: ['sync-server/src/**/*.test.ts', 'sync-server/test/**/*.test.ts'],
          exclude: ['sync-server/test/services/**'],
          globalSetup: ['sync-server/test/support/embedded-setup.ts'],
          ...node,
        },
      },
      {
        test: {
          name: 'services',
          include: ['sync-server/test/services/**/*.service.test.ts'],
          globalSetup: ['sync-server/test/support/services-setup.ts'],

          ...node,
        },
      },
    ],
  },
});
