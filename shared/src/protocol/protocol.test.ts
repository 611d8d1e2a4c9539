import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256Hex } from '../base/hash.ts';
import { canonicalJson, type JsonValue } from '../base/json.ts';
import { byeCodes, byeReasons } from './bye.ts';
import { downSchema } from './down.ts';
import { ownerDownSchema, ownerHelloSchema } from './owner.ts';
import { parseDown, parseUp } from './parse.ts';
import { upSchema } from './up.ts';
import { lowestProtocolVersion, protocolVersion } from './version.ts';

/** The shape of all messages as one hash. */
function fingerprint(): string {
  const schemas = [upSchema, downSchema, ownerHelloSchema, ownerDownSchema].map((schema) =>
    z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }),
  );
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify(schemas)) as JsonValue));
}

describe('the protocol', () => {
  it('has the shape its version says', () => {
    // Changed on purpose? Then say so in version.ts: a line with date and reason, and a new number where an older side could
    // not understand a newer one; the lowest version still spoken must be able to.
    expect({ version: protocolVersion, shape: fingerprint() }).toEqual({
      version: 2,
      shape: '72096ff980df9d3b38228a82fddfde17a91d6cc6e9c82496c31e6b5eb99eb9aa',
    });
  });

  it('speaks at least its own version', () => {
    expect(lowestProtocolVersion).toBeLessThanOrEqual(protocolVersion);
    expect(lowestProtocolVersion).toBeGreaterThanOrEqual(1);
  });

  it('SESSION-3 gives each reason for closing a code of its own', () => {
    expect(Object.keys(byeCodes).toSorted()).toEqual([...byeReasons].toSorted());
    const codes = Object.values(byeCodes);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => code >= 4000 && code < 5000)).toBe(true);
  });
});

describe('what comes off the line', () => {
  const hello = {
    t: 'HELLO',
    protocol: 2,
    device: '018f0000-0000-7000-8000-000000000001',
    incarnation: '018f0000-0000-7000-8000-000000000002',
    pushes: [],
  };

  it('SESSION-9 is a message of ours or it is nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.json({ maxDepth: 60 })), (text) => {
        expect(parseUp(text)).toEqual({ ok: false, error: 'BAD_FRAME' });
        expect(parseDown(text)).toEqual({ ok: false, error: 'BAD_FRAME' });
      }),
      { numRuns: 500 },
    );
  });

  it('SESSION-9 is nothing with one field more, less or of another kind', () => {
    expect(parseUp(JSON.stringify(hello)).ok).toBe(true);
    const odd = [undefined, null, -1, 1.5, '', 'x'.repeat(300), [], {}, true, 1e300];
    for (const field of Object.keys(hello)) {
      for (const value of odd) {
        if (field === 'pushes' && Array.isArray(value)) continue;
        expect(parseUp(JSON.stringify({ ...hello, [field]: value })).ok, `${field} = ${JSON.stringify(value)}`).toBe(
          false,
        );
      }
    }
    expect(parseUp(JSON.stringify({ ...hello, admin: true })).ok).toBe(false);
  });

  it('SESSION-9 does not change what objects inherit', () => {
    const text = `{"t":"PUSH","request":1,"push":"${hello.device}","collection":"pets","rows":[{"deleted":false,"wanted":
      {"id":"${hello.device}","v":1,"__proto__":{"isAdmin":true}}}]}`;
    expect(parseUp(text).ok).toBe(false);
    expect('isAdmin' in {}).toBe(false);
  });

  it('SESSION-9 is not walked through without end', () => {
    const deep = `{"t":"PONG","x":${'{"x":'.repeat(5_000)}1${'}'.repeat(5_000)}}`;
    const wide = `{"t":"PONG","x":[${'1,'.repeat(600_000)}1]}`;
    expect(parseUp(deep).ok).toBe(false);
    expect(parseUp(wide).ok).toBe(false);
  });
});
