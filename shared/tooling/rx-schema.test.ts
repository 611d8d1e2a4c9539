import { fillWithDefaultSettings, type RxJsonSchema } from 'rxdb';
import { checkSchema } from 'rxdb/plugins/dev-mode';
import { describe, expect, it } from 'vitest';
import { collections } from '../src/domain/collections.ts';
import { rxMigrations, rxSchemaOf } from '../src/domain/rx-schema.ts';
import { z } from 'zod';

describe('the RxDB schema of a collection', () => {
  it('passes the checks of RxDB itself, for each of them', () => {
    for (const definition of collections) {
      const schema = rxSchemaOf(definition) as unknown as RxJsonSchema<{ id: string }>;
      expect(() => checkSchema(schema), definition.key.name).not.toThrow();
      expect(fillWithDefaultSettings(schema).indexes?.length).toBeGreaterThanOrEqual(definition.indexes.length + 1);
    }
  });

  it('knows the size of every id and of every indexed text', () => {
    const bookings = rxSchemaOf(collections.find(({ key }) => key.name === 'bookings')!);
    expect(bookings.properties).toMatchObject({
      id: { type: 'string', maxLength: 36 },
      start: { type: 'string', maxLength: 24 },
      status: { type: 'string', maxLength: 'IN_PROGRESS'.length },
      history: {},
    });
    expect(bookings.version).toBe(0);
  });

  const definition = (schema: z.ZodType, ...index: string[]) => ({ schema, version: 2, indexes: [index] }) as never;

  it('finds fields inside of others and in every member of a union', () => {
    const schema = z.discriminatedUnion('kind', [
      z.object({
        id: z.string().length(36),
        kind: z.literal('A'),
        at: z.object({ day: z.int().min(1).max(31), on: z.boolean() }),
      }),
      z.object({
        id: z.string().length(36),
        kind: z.literal('LONG'),
        at: z.object({ day: z.int().min(0).max(7), on: z.boolean() }),
      }),
    ]);
    expect(rxSchemaOf(definition(schema, 'kind', 'at.day', 'at.on'))).toMatchObject({
      version: 1,
      indexes: [['kind', 'at.day', 'at.on']],
      properties: {
        kind: { type: 'string', maxLength: 4 },
        at: {
          type: 'object',
          properties: { day: { type: 'integer', minimum: 0, maximum: 31 }, on: { type: 'boolean' } },
        },
      },
    });
  });

  it('refuses an index on what has no size, no one type, or is not there', () => {
    const refused =
      (schema: z.ZodType, path: string): (() => unknown) =>
      () =>
        rxSchemaOf(definition(schema, path));
    const id = z.string().length(36);
    expect(refused(z.object({ id, name: z.string() }), 'name')).toThrow('how long');
    expect(refused(z.object({ id, name: z.array(z.string()) }), 'name')).toThrow('no index');
    expect(refused(z.object({ id }), 'name')).toThrow('one kind of value');
    expect(refused(z.object({ id, on: z.boolean().optional() }), 'on')).toThrow('must always be there');
    expect(refused(z.object({ id, at: z.union([z.string().max(5), z.int()]) }), 'at')).toThrow('one kind of value');
  });

  it('has an upgrade for every version there ever was', () => {
    for (const one of collections) expect(() => rxMigrations(one), one.key.name).not.toThrow();
    expect(() => rxMigrations({ version: 3, upgrades: { 2: (old) => old } })).toThrow('from version 1');
  });
});
