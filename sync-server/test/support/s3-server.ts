import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { S3Options } from '../../src/stores/blobs/s3-blobs.ts';

/**
 * A small store that speaks as much S3 as we use, and is as strict: it checks the signature of every request (version 4),
 * the announced length and the hash of the body, and hands out lists in pages.
 */
export interface S3Server extends Closable {
  readonly options: S3Options;
  /** Answers 503 to everything until it is called again. */
  goAway(away: boolean): void;
}

const credentials = { accessKey: 'AKIDEXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const bucket = 'lapka';
const region = 'eu-test-1';
const pageSize = 10;

export async function s3Server(): Promise<S3Server> {
  const kept = new Map<string, Buffer>();
  let isAway = false;
  const server = createServer((request, response) => {
    if (isAway) return void response.writeHead(503).end();
    serve(kept, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    options: { endpoint: `http://127.0.0.1:${port}`, bucket, region, ...credentials },
    goAway: (away) => {
      isAway = away;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

async function serve(kept: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://localhost');
  const refuse = (status: number, code: string): void => {
    response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
  };
  const body = await buffer(request);
  if (signatureOf(request, url) !== /Signature=([0-9a-f]+)/.exec(request.headers.authorization ?? '')?.[1]) {
    return refuse(403, 'SignatureDoesNotMatch');
  }
  const hash = createHash('sha256').update(body).digest('hex');
  if (request.headers['x-amz-content-sha256'] !== hash) return refuse(400, 'XAmzContentSHA256Mismatch');
  const [, inBucket, name = ''] = /^\/([^/]+)\/(.*)$/.exec(url.pathname) ?? [];
  if (inBucket !== bucket) return refuse(404, 'NoSuchBucket');
  if (name === '') return list(kept, url.searchParams, response);
  const held = kept.get(name);
  switch (request.method) {
    case 'PUT':
      if (Number(request.headers['content-length']) !== body.length) return refuse(411, 'MissingContentLength');
      kept.set(name, body);
      return void response.writeHead(200).end();
    case 'DELETE':
      kept.delete(name);
      return void response.writeHead(204).end();
    default:
      return held === undefined ? refuse(404, 'NoSuchKey') : send(held, request, response);
  }
}

function send(held: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const part = from === undefined ? held : held.subarray(Number(from), Number(to) + 1);
  response.writeHead(from === undefined ? 200 : 206, { 'content-length': part.length });
  response.end(request.method === 'HEAD' ? undefined : part);
}

function list(kept: Map<string, Buffer>, query: URLSearchParams, response: ServerResponse): void {
  const after = query.get('continuation-token') ?? '';
  const names = [...kept.keys()]
    .filter((name) => name.startsWith(query.get('prefix') ?? '') && name > after)
    .toSorted();
  const page = names.slice(0, pageSize);
  const next = names.length > pageSize ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  const keys = page.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('');
  response.writeHead(200).end(`<ListBucketResult>${keys}${next}</ListBucketResult>`);
}

/** The signature as the documentation of AWS describes it, worked out by itself. */
function signatureOf(request: IncomingMessage, url: URL): string {
  const authorization = request.headers.authorization ?? '';
  const signed = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const scope = /Credential=[^/]+\/([^,]+)/.exec(authorization)?.[1] ?? '';
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const query = [...url.searchParams]
    .map((pair) => pair.map(encoded).join('='))
    .toSorted()
    .join('&');
  const headers = signed.map((name) => `${name}:${String(request.headers[name])}\n`).join('');
  const payload = String(request.headers['x-amz-content-sha256']);
  const canonical = [request.method, url.pathname, query, headers, signed.join(';'), payload].join('\n');
  const date = String(request.headers['x-amz-date']);
  const text = ['AWS4-HMAC-SHA256', date, scope, hash(canonical)].join('\n');
  const key = [date.slice(0, 8), region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${credentials.secretKey}`,
  );
  return createHmac('sha256', key).update(text).digest('hex');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
