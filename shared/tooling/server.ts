/** `npm run server`: the sync server alone; `npm run server -- verify` and the like: one command of it. */
await import('../../sync-server/src/main.ts');
