import { isIP } from 'node:net';
import { timingSafeEqual, createHash } from 'node:crypto';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { z } from 'zod';
import type { Health } from '../../observe/health.ts';
import type { Metrics } from '../../observe/metrics.ts';
import { describeApi } from '../openapi.ts';
import { none, type Route, type RouteShape } from '../route.ts';

export interface OperationParts {
  readonly health: Health;
  readonly metrics: Metrics;
  /** Who may read the figures from elsewhere; without one only this machine may. */
  readonly metricsToken: string | undefined;
}

const liveSchema = z.strictObject({ live: z.literal(true) });
const readySchema = z.strictObject({
  live: z.literal(true),
  ready: z.boolean(),
  /** What keeps the server from being ready, part by part. */
  reasons: z.array(z.string()),
});

/** What those who run the server ask it. `others` are the routes beside these, for the description of all. */
export function operationRoutes(
  { health, metrics, metricsToken }: OperationParts,
  others: readonly RouteShape[],
): readonly Route[] {
  const asked = {
    method: 'GET',
    who: 'ANYBODY',
    pace: 'UNLIMITED',
    input: none,
    takesBytes: false,
    failures: [],
  } as const;
  const readiness = async () => {
    const { reasons } = await health.look();
    const value = readySchema.parse({ live: true, ready: reasons.length === 0, reasons });
    return ok({ kind: 'JSON' as const, status: value.ready ? 200 : 503, value });
  };
  const routes: Route[] = [
    {
      ...asked,
      path: '/health/live',
      summary: 'The process runs; restart it when this does not answer',
      answer: liveSchema,
      handle: async () => ok({ kind: 'JSON', status: 200, value: { live: true } }),
    },
    {
      ...asked,
      path: '/health/ready',
      summary: 'Whether to send requests here (200) or not (503), with the reasons',
      answer: readySchema,
      handle: readiness,
    },
    { ...asked, path: '/health', summary: 'The same as /health/ready', answer: readySchema, handle: readiness },
    {
      ...asked,
      path: '/metrics',
      summary: 'The figures of this server for Prometheus',
      answer: 'TEXT',
      failures: ['NOT_SIGNED_IN'],
      handle: async ({ header, origin }) => {
        if (!mayRead(metricsToken, header('authorization'), origin.address)) return err(failure('NOT_SIGNED_IN'));
        await health.measure();
        return ok({ kind: 'TEXT', type: metrics.registry.contentType, text: await metrics.registry.metrics() });
      },
    },
    {
      ...asked,
      path: '/openapi.json',
      summary: 'This description',
      answer: z.record(z.string(), z.unknown()),
      handle: async () => ok({ kind: 'JSON', status: 200, value: describeApi([...routes, ...others]) }),
    },
  ];
  return routes;
}

function mayRead(token: string | undefined, authorization: string | undefined, address: string): boolean {
  if (token === undefined) return isLoopback(address);
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ''));
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return isIP(plain) !== 0 && (plain === '::1' || plain.startsWith('127.'));
}
