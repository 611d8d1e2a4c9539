import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { BlobsUnavailable, type BlobStore, type ByteRange, type ExpectedBytes } from '../blob-store.ts';
import { BytesMismatch, checkedBytes, mismatchAsAnswer } from './checked-bytes.ts';

export interface S3Options {
  /** The address of the store, without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * Bytes in any store that speaks S3. The hash we expect is part of the signature, so the store refuses other bytes as we
 * do; a put that breaks off leaves nothing, because its length was announced.
 */
export function s3Blobs({ endpoint, bucket, region, accessKey, secretKey }: S3Options): BlobStore {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: 's3',
    retries: 0,
  });
  const root = `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const call = async (method: string, url: string, more: CallOptions = {}): Promise<Response> => {
    const headers = { 'x-amz-content-sha256': more.sha256 ?? emptyHash, ...more.headers };
    const signed = await client.sign(`${root}${url}`, { method, headers });
    return await reach(() => fetch(signed.url, { method, headers: signed.headers, ...more.send }));
  };
  return {
    put: (name, expected, bytes) => mismatchAsAnswer(put(call, name, expected, bytes)),
    read: async (name, range) => {
      const response = await call('GET', `/${name}`, range && { headers: { range: rangeText(range) } });
      if (!(await isThere(response))) return undefined;
      return response.body === null ? Readable.from([]) : Readable.fromWeb(response.body);
    },
    size: async (name) => {
      const response = await call('HEAD', `/${name}`);
      return (await isThere(response)) ? Number(response.headers.get('content-length')) : undefined;
    },
    remove: async (name) => void (await isThere(await call('DELETE', `/${name}`))),
    list: (prefix) => names(call, prefix),
    check: async () => {
      const response = await call('GET', '/?list-type=2&max-keys=1');
      await mustBeOk(response);
      await response.body?.cancel();
    },
  };
}

interface CallOptions {
  readonly sha256?: string;
  readonly headers?: Record<string, string>;
  readonly send?: { readonly body: ReadableStream; readonly duplex: 'half' };
}

type Call = (method: string, url: string, options?: CallOptions) => Promise<Response>;

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

async function put(call: Call, name: string, expected: ExpectedBytes, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  let mismatch: BytesMismatch | undefined;
  const body = Readable.toWeb(
    Readable.from(
      (async function* () {
        try {
          yield* checkedBytes(bytes, expected);
        } catch (problem) {
          if (problem instanceof BytesMismatch) mismatch = problem;
          throw problem;
        }
      })(),
    ),
  );
  const headers = { 'content-length': String(expected.size) };
  try {
    const response = await call('PUT', `/${name}`, {
      sha256: expected.sha256,
      headers,
      send: { body, duplex: 'half' },
    });
    const text = await response.text();
    if (/<Code>(XAmzContentSHA256Mismatch|BadDigest)<\/Code>/.test(text)) throw new BytesMismatch();
    if (!response.ok) throw new BlobsUnavailable(`the store answered ${response.status}`);
  } catch (problem) {
    // The request fails because we broke it off.
    throw mismatch ?? problem;
  }
}

async function* names(call: Call, prefix: string): AsyncIterable<string> {
  let token: string | undefined;
  do {
    const query = new URLSearchParams({
      'list-type': '2',
      prefix,
      ...(token !== undefined && { 'continuation-token': token }),
    });
    const response = await call('GET', `/?${query.toString()}`);
    await mustBeOk(response);
    const text = await response.text();
    for (const [, key = ''] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) yield unescaped(key);
    const next = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(text)?.[1];
    token = next === undefined ? undefined : unescaped(next);
  } while (token !== undefined);
}

/** Whether the store has it; one that answers with something else is away. */
async function isThere(response: Response): Promise<boolean> {
  if (response.status === 404) {
    await response.body?.cancel();
    return false;
  }
  await mustBeOk(response);
  return true;
}

async function mustBeOk(response: Response): Promise<void> {
  if (response.ok) return;
  await response.body?.cancel();
  throw new BlobsUnavailable(`the store answered ${response.status}`);
}

async function reach(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (problem) {
    throw new BlobsUnavailable('the store cannot be reached', { cause: problem });
  }
}

function rangeText({ first, last }: ByteRange): string {
  return `bytes=${first}-${last}`;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
