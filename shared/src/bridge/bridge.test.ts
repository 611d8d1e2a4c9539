import { isContractProcedure } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256Hex } from '../base/hash.ts';
import { canonicalJson, type JsonValue } from '../base/json.ts';
import { bridgeContract } from './contract.ts';
import { bridgeVersion } from './version.ts';

interface Call {
  readonly path: string;
  readonly meta: object;
  readonly errors: readonly string[];
  readonly input: unknown;
  readonly output: unknown;
}

const objectSchema = z.record(z.string(), z.unknown());

describe('the bridge', () => {
  it('has the shape its version says', () => {
    // Changed on purpose? Then say so in version.ts: a line with date and reason.
    const shape = sha256Hex(canonicalJson(JSON.parse(JSON.stringify(callsOf(bridgeContract))) as JsonValue));
    expect({ version: bridgeVersion, shape }).toEqual({
      version: 1,
      shape: '89aaccaf6fa520249f95636d6e9847bcd0721d438dfc6ec5d3dc1b79892dfc8b',
    });
  });

  it('says of every call what kind it is, and of every command that it carries the id of its operation', () => {
    const calls = callsOf(bridgeContract);
    expect(calls.length).toBeGreaterThan(100);
    for (const { path, meta } of calls) expect(meta, path).toHaveProperty('kind');
    for (const { path, input } of calls.filter(({ path }) => path.startsWith('do.'))) {
      expect(input, path).toHaveProperty('properties.operation');
    }
  });
});

function callsOf(contract: object, above = ''): Call[] {
  return Object.entries(contract).flatMap(([name, inner]: [string, object]) => {
    const path = above === '' ? name : `${above}.${name}`;
    if (!isContractProcedure(inner)) return callsOf(inner, path);
    const { meta, errorMap, inputSchema, outputSchema } = inner['~orpc'];
    const shape = { input: shapeOf(inputSchema), output: shapeOf(outputSchema) };
    return [{ path, meta: { ...meta }, errors: Object.keys(objectSchema.parse(errorMap)).toSorted(), ...shape }];
  });
}

/** A stream's events have a schema that is not zod's own. */
function shapeOf(schema: unknown): unknown {
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) : 'a stream';
}
