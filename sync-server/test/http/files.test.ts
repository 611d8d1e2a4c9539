import { createHash, randomBytes } from 'node:crypto';
import { largestPiece } from '@lapka/shared/protocol/http/files.ts';
import { tokenWords } from '@lapka/shared/protocol/http/devices.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanFiles } from '../../src/files/clean-files.ts';
import { parseRange } from '../../src/files/download.ts';
import { memoryBlobs } from '../../src/stores/memory/memory-blobs.ts';
import { BlobsUnavailable, type BlobStore } from '../../src/stores/blob-store.ts';
import { diskBlobs } from '../../src/stores/blobs/disk-blobs.ts';
import { s3Blobs } from '../../src/stores/blobs/s3-blobs.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { aClinic, anInvited, done, signInAs } from '../support/account-world.ts';
import { aDesk } from '../support/desk.ts';
import { s3Server } from '../support/s3-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { memoryServer, postgresServer, type TestServer } from '../support/test-server.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** As much of a PNG as tells its kind, and then noise. */
const aPicture = (size: number) => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(size - 8)]);

const drivers: Record<string, () => Promise<{ server: TestServer; close: () => Promise<void> }>> = {
  'memory and memory': async () => {
    const server = await memoryServer();
    return { server, close: () => server.close() };
  },
  'Postgres and a disk': async () => {
    const folder = temporaryFolder();
    const server = await postgresServer({ blobs: diskBlobs(folder.path) });
    return { server, close: () => server.close().then(() => folder.close()) };
  },
  'memory and S3': async () => {
    const s3 = await s3Server();
    const server = await memoryServer({ blobs: s3Blobs(s3.options) });
    return { server, close: () => server.close().then(() => s3.close()) };
  },
};

describe.each(Object.keys(drivers))('files over HTTP, on %s', (driver) => {
  let server: TestServer;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ server, close } = await drivers[driver]!());
  });
  afterAll(() => close());

  let count = 0;
  const someClinic = async () => {
    const name = `owner${(count += 1)}`;
    const clinic = await aClinic(server.world, name);
    const vet = `vet${count}`;
    await anInvited(server.world, clinic, vet, ['VET']);
    const { accessToken: token } = done(await signInAs(server.world, vet));
    return { ...clinic, token, ...client(server, token) };
  };

  it('arrive in pieces, complete themselves, and are given out whole or in part (C-55)', async () => {
    const { begin, piece, state, download } = await someClinic();
    const bytes = aPicture(1_000_000);
    expect(await begin(bytes)).toMatchObject({ status: 200, body: { received: 0, stored: false } });
    expect(await piece(bytes, 0, 400_000)).toMatchObject({ body: { received: 400_000, stored: false } });
    expect(await state(bytes)).toMatchObject({ body: { received: 400_000, bytes: 1_000_000 } });
    expect(await piece(bytes, 400_000, 1_000_000)).toMatchObject({
      body: { received: 1_000_000, stored: true, until: null },
    });
    const whole = await download(bytes);
    expect(whole.status).toBe(200);
    expect(whole.bytes.equals(bytes)).toBe(true);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'attachment',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
    });
    const part = await download(bytes, 'bytes=10-19');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/1000000']);
    expect(part.bytes.equals(bytes.subarray(10, 20))).toBe(true);
    expect(await download(bytes, 'bytes=1000000-')).toMatchObject({
      status: 416,
      body: { details: { size: 1_000_000 } },
    });
    expect(await begin(bytes)).toMatchObject({ body: { stored: true } });
  });

  it('go on where the line broke, and are not mixed up when pieces come twice or out of turn', async () => {
    const { begin, piece, download } = await someClinic();
    const bytes = aPicture(300_000);
    await begin(bytes);
    await piece(bytes, 0, 100_000);
    expect(await piece(bytes, 0, 100_000)).toMatchObject({
      status: 409,
      body: { code: 'UPLOAD_ELSEWHERE', details: { offset: 100_000 } },
    });
    expect(await piece(bytes, 200_000, 300_000)).toMatchObject({ body: { details: { offset: 100_000 } } });
    const racing = await Promise.all([100_001, 150_000, 200_000].map((to) => piece(bytes, 100_000, to)));
    const won = racing.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const { received } = won[0]!.body as { received: number };
    expect(await piece(bytes, received, 300_000)).toMatchObject({ body: { stored: true } });
    expect((await download(bytes)).bytes.equals(bytes)).toBe(true);
  });

  it('are thrown away when they are not what was said: other bytes, another kind, too many', async () => {
    const { begin, put, piece, state } = await someClinic();
    const bytes = aPicture(1_000);
    await begin(bytes);
    const changed = Buffer.from(bytes);
    changed[500] = (changed[500] ?? 0) ^ 1;
    expect(await put(bytes, changed, 0)).toMatchObject({ status: 409, body: { code: 'FILE_NOT_AS_SAID' } });
    expect((await state(bytes)).status).toBe(404);
    const page = Buffer.from(`<html>${'<script>alert(1)</script>'.repeat(20)}`);
    await begin(page);
    expect(await piece(page, 0, page.length)).toMatchObject({ status: 415, body: { code: 'FILE_KIND_REFUSED' } });
    await begin(page);
    expect((await piece(page, 0, 10)).status).toBe(200);
    expect(await piece(page, 10, page.length)).toMatchObject({ body: { code: 'FILE_KIND_REFUSED' } });
    await begin(bytes);
    expect(await put(bytes, Buffer.concat([bytes, bytes]), 0)).toMatchObject({ status: 413 });
    expect(await begin(page, { mediaType: 'text/html' })).toMatchObject({ status: 415 });
    expect(await begin(bytes, { bytes: 500_000_000 })).toMatchObject({
      status: 413,
      body: { details: { most: 41_943_040 } },
    });
  });

  it('of one clinic do not exist for another', async () => {
    const [ours, theirs] = [await someClinic(), await someClinic()];
    const bytes = aPicture(5_000);
    await ours.begin(bytes);
    await ours.piece(bytes, 0, 5_000);
    expect((await theirs.download(bytes)).status).toBe(404);
    expect((await theirs.state(bytes)).status).toBe(404);
    expect(await theirs.begin(bytes)).toMatchObject({ body: { received: 0, stored: false } });
    expect((await ours.download(bytes)).status).toBe(200);
  });

  it('are for staff with the right and for devices; one that was shut out may only hand over', async () => {
    const { world, call } = server;
    const clinic = await someClinic();
    const desk = aDesk(world, `${clinic.clinic} desk`);
    await world.devices.enrol(clinic.clinic, desk.device, desk.publicKey);
    const proof = desk.proof((at) => tokenWords(desk.device, at));
    const { accessToken } = (await call('POST', '/v1/devices/token', { body: { proof } })).body as {
      accessToken: string;
    };
    const bytes = aPicture(2_000);
    const device = client(server, accessToken);
    expect((await device.begin(bytes)).status).toBe(200);
    expect(await device.piece(bytes, 0, 2_000)).toMatchObject({ body: { stored: true } });
    expect((await device.download(bytes)).status).toBe(200);
    expect((await client(server, undefined).download(bytes)).status).toBe(401);
  });
});

describe('files', () => {
  it('come in pieces of 4 MiB at most, and the refusal reaches the caller', async () => {
    const server = await memoryServer();
    const { world } = server;
    await anInvited(world, await aClinic(world), 'vet', ['VET']);
    const { accessToken } = done(await signInAs(world, 'vet'));
    const { begin, piece } = client(server, accessToken);
    const bytes = aPicture(largestPiece * 2);
    await begin(bytes);
    expect(await piece(bytes, 0, largestPiece + 1)).toMatchObject({ status: 413, body: { code: 'MESSAGE_TOO_LARGE' } });
    expect((await piece(bytes, 0, largestPiece)).status).toBe(200);
    await server.close();
  });

  it('are finished by an empty piece when the server could not put them together at once', async () => {
    let isFull = false;
    const memory = memoryBlobs();
    const blobs: BlobStore = {
      ...memory,
      put: (name, ...rest) =>
        isFull && name.startsWith('files/')
          ? Promise.reject(new BlobsUnavailable('ENOSPC'))
          : memory.put(name, ...rest),
    };
    const server = await memoryServer({ blobs });
    await anInvited(server.world, await aClinic(server.world), 'vet', ['VET']);
    const { accessToken } = done(await signInAs(server.world, 'vet'));
    const { begin, piece, state } = client(server, accessToken);
    const bytes = aPicture(1_000);
    await begin(bytes);
    isFull = true;
    const away = await piece(bytes, 0, 1_000);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await state(bytes)).toMatchObject({ body: { received: 1_000, stored: false } });
    isFull = false;
    expect(await piece(bytes, 1_000, 1_000)).toMatchObject({ body: { stored: true } });
    await server.close();
  });

  it('that nobody goes on with for a week are cleaned away, and stored ones stay', async () => {
    const server = await memoryServer();
    const { world, blobs } = server;
    const { clock } = world;
    const { files: index } = memoryStores({ clock });
    const { clinic } = await aClinic(world);
    const parts = { index, blobs, clock, events: world.events, turns: undefined as never };
    await index.begin(clinic, { hash: hashOf(Buffer.from('idle')), bytes: 10, mediaType: 'image/png' }, clock.now());
    await index.advance(clinic, hashOf(Buffer.from('idle')), { from: 0, to: 3 }, clock.now());
    const piece = Buffer.from('abc');
    const name = `pieces/${clinic}/${hashOf(Buffer.from('idle'))}/000000000000-000000000003`;
    await blobs.put(name, { size: 3, sha256: hashOf(piece) }, one(piece));
    await index.begin(clinic, { hash: hashOf(Buffer.from('kept')), bytes: 10, mediaType: 'image/png' }, clock.now());
    await index.stored(clinic, hashOf(Buffer.from('kept')), clock.now());
    clock.advance(7 * 86_400_000);
    expect(await cleanFiles(parts)).toBe(0);
    clock.advance(1);
    expect(await cleanFiles(parts)).toBe(1);
    expect(await blobs.size(name)).toBeUndefined();
    expect(await index.find(clinic, hashOf(Buffer.from('idle')))).toBeUndefined();
    expect(await index.storedAfter(clinic, '', 10)).toHaveLength(1);
    await server.close();
  });

  it.each([
    [undefined, undefined],
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-900', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=100-', 'NOT_THERE'],
    ['bytes=-0', 'NOT_THERE'],
    ['bytes=20-10', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=0-1', undefined],
    ['bytes=-', undefined],
    [`bytes=${'9'.repeat(40)}-`, undefined],
  ])('answer the range %j with %j', (header, range) => {
    expect(parseRange(header, 100)).toEqual(range);
  });
});

function client(server: TestServer, token: string | undefined) {
  const put = (said: Uint8Array, bytes: Uint8Array, offset: number) =>
    server.call('PUT', `/v1/files/${hashOf(said)}/bytes?offset=${offset}`, { token, bytes });
  return {
    begin: (bytes: Uint8Array, more: object = {}) =>
      server.call('PUT', `/v1/files/${hashOf(bytes)}`, {
        token,
        body: { bytes: bytes.length, mediaType: 'image/png', ...more },
      }),
    put,
    piece: (bytes: Buffer, from: number, to: number) => put(bytes, bytes.subarray(from, to), from),
    state: (bytes: Uint8Array) => server.call('GET', `/v1/files/${hashOf(bytes)}/upload`, { token }),
    download: (bytes: Uint8Array, range?: string) =>
      server.call('GET', `/v1/files/${hashOf(bytes)}`, { token, headers: { ...(range && { range }) } }),
  };
}

async function* one(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}
