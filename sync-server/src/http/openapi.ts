import { type JsonObject, jsonObjectSchema, type JsonValue } from '@lapka/shared/base/json.ts';
import { httpFailures, type HttpFailureCode } from '@lapka/shared/protocol/http/failures.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { z } from 'zod';
import type { RouteShape } from './route.ts';
import { statusOf } from './statuses.ts';

/** The description of the HTTP part (OpenAPI 3.1), made of the same schemas that parse it. */
export function describeApi(routes: readonly RouteShape[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lapka sync server',
      version: '1',
      description:
        'Accounts, devices and files. Documents travel over the WebSocket /sync, described in shared/src/protocol/SPEC.md.',
    },
    components: {
      securitySchemes: {
        person: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of a sign-in.' },
        device: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of a device.' },
      },
      schemas: { Failure: schemaOf(failureSchema, 'output') },
    },
    paths,
  };
}

const failureSchema = z.strictObject({
  code: z.string(),
  details: z.record(z.string(), z.unknown()),
  request: z.string(),
});

function operationOf(route: RouteShape): JsonObject {
  const { method, path, summary, right, input, takesBytes } = route;
  const { body, params, query }: Readonly<Record<string, z.core.$ZodType | undefined>> = input.shape;
  const content = takesBytes ? { 'application/octet-stream': {} } : body && jsonContent(schemaOf(body, 'input'));
  return {
    operationId: `${method.toLowerCase()} ${path}`.replaceAll(/[^a-zA-Z]+/g, '_').replaceAll(/^_|_$/g, ''),
    summary,
    ...(right === undefined ? {} : { description: `Needs the right \`${right}\`.` }),
    ...securityOf(route),
    parameters: [...parametersIn('path', params), ...parametersIn('query', query)],
    ...(content === undefined ? {} : { requestBody: { required: true, content } }),
    responses: responsesOf(route),
  };
}

function securityOf({ who }: RouteShape): JsonObject {
  switch (who) {
    case 'ANYBODY':
      return { security: [] };
    case 'PERSON':
    case 'STAFF':
      return { security: [{ person: [] }] };
    case 'DEVICE':
      return { security: [{ device: [] }] };
    case 'STAFF_OR_DEVICE':
      return { security: [{ person: [] }, { device: [] }] };
  }
}

function parametersIn(place: 'path' | 'query', schema: z.core.$ZodType | undefined): JsonObject[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Record<string, z.core.$ZodType> = schema.shape;
  return Object.entries(shape).map(([name, each]) => ({
    name,
    in: place,
    required: !z.safeParse(each, undefined).success,
    schema: schemaOf(each, 'input'),
  }));
}

function responsesOf({ answer, failures, who, right, input }: RouteShape): JsonObject {
  const success =
    answer instanceof z.ZodVoid
      ? { 204: { description: 'Done.' } }
      : { 200: { description: 'Done.', content: contentOf(answer) } };
  const general: HttpFailureCode[] = [
    ...(Object.keys(input.shape).length > 0 ? (['BAD_INPUT'] as const) : []),
    ...(who === 'ANYBODY' ? [] : (['NOT_SIGNED_IN', 'SESSION_EXPIRED', 'SESSION_REVOKED'] as const)),
    ...(right === undefined ? [] : (['NOT_ALLOWED'] as const)),
    'TOO_MANY_REQUESTS',
    'RETRY_LATER',
  ];
  const byStatus = Map.groupBy(new Set([...general, ...failures]), (code) => String(statusOf(failure(code))));
  const refusals = [...byStatus].map(([status, codes]): [string, JsonObject] => [
    status,
    {
      description: codes.map((code) => `\`${code}\`: ${httpFailures[code].cause}`).join('\n\n'),
      content: jsonContent({ $ref: '#/components/schemas/Failure' }),
    },
  ]);
  return { ...success, ...Object.fromEntries(refusals) };
}

function contentOf(answer: Exclude<RouteShape['answer'], z.ZodVoid>): JsonObject {
  if (answer === 'BYTES') return { 'application/octet-stream': {} };
  if (answer === 'TEXT') return { 'text/plain': {} };
  return jsonContent(schemaOf(answer, 'output'));
}

function jsonContent(schema: JsonValue): JsonObject {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return jsonObjectSchema.parse(JSON.parse(JSON.stringify(rest)));
}
