import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectDefaultMetrics } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environmentSchema, readConfig } from '../../src/config.ts';
import { commands } from '../../src/operations/commands.ts';
import { createMetrics } from '../../src/observe/metrics.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const readme = textOf('README.md');

describe('the settings of the server', () => {
  const rows = new Map(
    [...readme.matchAll(/^\| `([A-Z0-9_]+)`\s*\| (.*?)\s*\|/gm)].map(([, name = '', fallback = '']) => [
      name,
      fallback,
    ]),
  );

  it('are all in the table of the README, with the defaults they have', () => {
    const shape: Readonly<Record<string, z.ZodType>> = environmentSchema.shape;
    expect([...rows.keys()].toSorted()).toEqual(Object.keys(shape).toSorted());
    for (const [name, schema] of Object.entries(shape)) {
      const parsed = z.union([z.string(), z.number()]).safeParse(schema.safeParse(undefined).data);
      const isShown = parsed.success && parsed.data !== '';
      expect(rows.get(name), name).toMatch(isShown ? `\`${parsed.data}\`` : /^(?!.*`undefined`)/);
    }
  });

  it('are refused by name when they do not fit, and empty ones are as good as none', () => {
    expect(readConfig({ PORT: '70000', S3_ENDPOINT: 'ftp://x' })).toMatchObject({
      error: {
        code: 'BAD_CONFIG',
        details: { fields: [expect.stringMatching(/^PORT/), expect.stringMatching(/^S3/)] },
      },
    });
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toEqual(readConfig({}));
  });

  it('that the compose file gives are all known', () => {
    const given =
      textOf('sync-server/docker-compose.yml').match(/(?<=environment:\n)(?:      [A-Z_]+: .*\n)+/)?.[0] ?? '';
    const names = [...given.matchAll(/^\s+([A-Z_0-9]+):/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !rows.has(name ?? ''))).toEqual([]);
  });
});

describe('what watches the server', () => {
  const metrics = createMetrics();
  collectDefaultMetrics({ register: metrics.registry });
  const alerts = textOf('sync-server/operations/alerts.yml');

  it('asks for figures there are', async () => {
    const families = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name);
    const asked = `${alerts}${textOf('sync-server/operations/grafana-dashboard.json')}`;
    const names = [...asked.matchAll(/\b((?:lapka|nodejs|process)_[a-z0-9_]+)/g)].map(([, name = '']) =>
      name.replace(/_(bucket|count|sum)$/, ''),
    );
    expect(new Set(names).size).toBeGreaterThan(12);
    expect([...new Set(names)].filter((name) => !families.includes(name))).toEqual([]);
  });

  it('names a runbook that is there', () => {
    const runbooks = [...alerts.matchAll(/runbook: (\S+)/g)].map(([, file = '']) => file);
    expect(runbooks.length).toBe([...alerts.matchAll(/- alert:/g)].length);
    expect(runbooks.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});

describe('the commands of the server', () => {
  it('are named in the README or in a runbook', () => {
    const told = `${readme}${textOf('shared/docs/runbooks/backup.md')}`;
    for (const name of Object.keys(commands)) expect(told, name).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
