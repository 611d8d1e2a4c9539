import { httpFailures } from '@lapka/shared/protocol/http/failures.ts';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { describeApi } from '../../src/http/openapi.ts';
import { statusOf } from '../../src/http/statuses.ts';
import { memoryServer } from '../support/test-server.ts';
import { everyRoute, nameOf } from '../support/every-route.ts';

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().min(5),
  security: z.array(z.partialRecord(z.enum(['person', 'device']), z.array(z.never()))),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: z.object({}) }),
  ),
  requestBody: z.object({ required: z.literal(true), content: z.record(z.string(), z.object({})) }).optional(),
  responses: z.record(z.string().regex(/^[2-5]\d\d$/), z.object({ description: z.string() })),
});
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'delete']), operationSchema),
  ),
});

const routes = everyRoute();
const document = documentSchema.parse(describeApi(routes));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
);

describe('the description of the API', () => {
  it('is served, and describes every route there is and no others', async () => {
    const server = await memoryServer();
    const served = await server.call('GET', '/openapi.json');
    expect(documentSchema.parse(served.body)).toEqual(document);
    expect(operations.map(({ name }) => name).toSorted()).toEqual(routes.map(nameOf).toSorted());
    for (const { method, path } of routes) {
      const { body } = await server.call(method, path.replaceAll(/\{\w+\}/g, 'x'));
      expect(JSON.stringify(body), path).not.toContain('NO_SUCH_ADDRESS');
    }
    await server.close();
  });

  it('names every operation once, every parameter of its path, and what may go wrong', () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { name, operation } of operations) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const described = operation.parameters.filter((each) => each.in === 'path').map((each) => each.name);
      expect(described, name).toEqual(inPath);
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        name,
      ).toBe(true);
      expect(operation.security.length === 0 || '401' in operation.responses, name).toBe(true);
    }
  });

  it('asks for a token wherever the route does', () => {
    for (const route of routes) {
      const operation = operations.find(({ name }) => name === nameOf(route))?.operation;
      expect(operation?.security.length === 0, nameOf(route)).toBe(route.who === 'ANYBODY');
    }
  });

  it('has a status for every refusal, and a sentence in both languages', () => {
    for (const [code, text] of Object.entries(httpFailures)) {
      const status = statusOf({ code: code as keyof typeof httpFailures, details: {} });
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(text.ru, code).toMatch(/[а-я]/i);
      expect(text.en.length, code).toBeGreaterThan(5);
    }
  });

  it('holds no reference to something that is not there', () => {
    const text = JSON.stringify(describeApi(routes));
    const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference));
    expect([...references]).toEqual(['#/components/schemas/Failure']);
  });
});
