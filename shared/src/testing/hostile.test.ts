import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { civilDateSchema, parseCivilDate } from '../base/civil-date.ts';
import { instantOf, instantSchema } from '../base/instant.ts';
import { derivedId, idSchema } from '../base/id.ts';
import { jsonObjectSchema } from '../base/json.ts';
import { parseMoney } from '../base/money-text.ts';
import { money, moneySchema } from '../base/money.ts';
import { parseQuantity } from '../base/quantity.ts';
import { wallTimeSchema } from '../base/wall-time.ts';
import { zoneSchema } from '../base/zone.ts';
import { documentFields } from '../domain/document.ts';
import { expectRuleWithstands, expectSchemaWithstands, inTime, milliseconds } from './hostile.ts';

describe('the fields every document has', () => {
  it('withstand hostile input', () => {
    const stamp = {
      operation: derivedId('Operation', 'a'),
      at: instantOf(0),
      by: { kind: 'STAFF', staff: derivedId('Staff', 'a') },
      device: derivedId('Device', 'a'),
    };
    const merged = { of: stamp.operation, orders: { name: 'x' } };
    expectSchemaWithstands(z.strictObject(documentFields), {
      v: 1,
      created: stamp,
      changed: stamp,
      merged,
      ext: { any: [{ thing: 1 }] },
    });
  });

  it('are made of values that withstand hostile input', () => {
    const schema = z.strictObject({
      id: idSchema('Pet'),
      date: civilDateSchema,
      at: instantSchema,
      time: wallTimeSchema,
      zone: zoneSchema,
      price: moneySchema,
      ext: jsonObjectSchema,
    });
    const good = {
      id: derivedId('Pet', 'a'),
      date: '2026-11-16',
      at: '2026-11-16T07:00:00.000Z',
      time: '10:00',
      zone: 'Europe/Moscow',
      price: money(1, 'RUB'),
      ext: {},
    };
    expectSchemaWithstands(schema, good, 300);
  });
});

describe('the rules that read typed text', () => {
  it('answer hostile input with a value or a code', () => {
    expectRuleWithstands(parseCivilDate);
    expectRuleWithstands(parseQuantity);
    expectRuleWithstands((text) => parseMoney(text, 'RUB'));
  });
});

describe('the hostile checks', () => {
  it('notice a rule that throws, answers without a code or takes too long', () => {
    const slow = (): void => {
      const end = milliseconds() + 60;
      while (milliseconds() < end);
    };
    expect(() => inTime(slow)).toThrow('took 60 ms, and 50 are allowed');
    expect(() => expectRuleWithstands((text) => ({ ok: true, value: BigInt(text) }))).toThrow('Property failed');
    expect(() => expectRuleWithstands(() => ({ ok: false, error: 'not a code' }))).toThrow('Property failed');
    expect(() =>
      expectSchemaWithstands(
        z.any().refine((value) => String(value) !== ''),
        {},
      ),
    ).toThrow('Property failed');
  });
});
