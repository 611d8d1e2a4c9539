import { describe, expect, it } from 'vitest';
import { pendingOf, readMigrations } from './migrate.ts';
import { fileURLToPath } from 'node:url';

const step = (name: string, checksum = `of ${name}`) => ({ name, sql: 'select 1', checksum });
const applied = (...names: string[]) => new Map(names.map((name) => [name, `of ${name}`]));

describe('the plan of a migration', () => {
  it('takes what is new in the order of its numbers', () => {
    const plan = pendingOf([step('0001_a.sql'), step('0002_b.sql'), step('0003_c.sql')], applied('0001_a.sql'));
    expect(plan).toMatchObject({ ok: true, value: [{ name: '0002_b.sql' }, { name: '0003_c.sql' }] });
  });

  it('refuses an applied step that reads differently now', () => {
    expect(pendingOf([step('0001_a.sql', 'other')], applied('0001_a.sql'))).toMatchObject({
      ok: false,
      error: { code: 'MIGRATION_EDITED', details: { name: '0001_a.sql' } },
    });
  });

  it('refuses a database that is ahead of this build', () => {
    expect(pendingOf([step('0001_a.sql')], applied('0001_a.sql', '0002_b.sql'))).toMatchObject({
      ok: false,
      error: { code: 'MIGRATION_AHEAD', details: { name: '0002_b.sql' } },
    });
  });

  it('refuses a new step that comes before an applied one', () => {
    expect(pendingOf([step('0001_a.sql'), step('0002_b.sql')], applied('0002_b.sql'))).toMatchObject({
      ok: false,
      error: { code: 'MIGRATION_OUT_OF_ORDER', details: { name: '0001_a.sql', last: '0002_b.sql' } },
    });
  });
});

describe('the shipped migrations', () => {
  it('have each a number of its own', () => {
    const directory = fileURLToPath(new URL('../../../migrations', import.meta.url));
    const numbers = readMigrations(directory).map(({ name }) => Number(name.slice(0, 4)));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => number > 0)).toBe(true);
  });
});
