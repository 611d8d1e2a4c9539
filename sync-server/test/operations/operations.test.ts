import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { aNote } from '@lapka/shared/testing/builders/book-entry.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nameOfFile } from '../../src/files/file-parts.ts';
import { restoreBackup, restoreSecrets, takeBackup } from '../../src/operations/backup.ts';
import { exportClinic } from '../../src/operations/export-clinic.ts';
import { importClinic } from '../../src/operations/import-clinic.ts';
import { type ClinicVerdict, verifyServer } from '../../src/operations/verify.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { aClinic, done, mailsTo, signInAs } from '../support/account-world.ts';
import { asOwner } from '../support/ask.ts';
import { aDesk } from '../support/desk.ts';
import { deviceOf, operationOf } from '../support/documents.ts';
import { type Operated, operated } from '../support/operated.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const releases = new Releases();
let [server, clinic] = [undefined! as Operated, undefined! as ClinicId];
const report = randomBytes(3_000);
const hash = createHash('sha256').update(report).digest('hex');

beforeAll(async () => {
  server = await operated(releases);
  ({ clinic } = await aClinic(server.account));
  const written = { device: deviceOf('desk'), operation: operationOf('first') };
  const visit = aNote({ id: derivedId('Record', 'visit') });
  await server.account.documents.transactClinic(clinic, async (transaction) => {
    for (const [name, deleted] of [
      ['Rex \u2028 the second', false],
      ['Tom', true],
    ] as const) {
      await transaction.put([
        { collection: 'pets', document: aPet({ id: derivedId('Pet', name), name }), deleted, ...written },
      ]);
    }
    await transaction.put([{ collection: 'records', document: visit, deleted: false, ...written }]);
    const corrected = { ...visit, changed: { ...visit.changed, operation: operationOf('second') } };
    await transaction.put([{ collection: 'records', document: corrected, deleted: false, ...written }]);
    await transaction.publish([{ id: 'told', name: 'seen', payload: {} }]);
  });
  const desk = aDesk(server.account, 'desk');
  await server.account.devices.enrol(clinic, desk.device, desk.publicKey);
  const now = server.account.clock.now();
  await server.files.begin(clinic, { hash, bytes: report.length, mediaType: 'application/pdf' }, now);
  await server.files.stored(clinic, hash, now);
  await server.files.begin(clinic, { hash: 'a'.repeat(64), bytes: 5, mediaType: 'application/pdf' }, now);
  await server.blobs.put(nameOfFile(clinic, hash), { size: report.length, sha256: hash }, Readable.from([report]));
  writeFileSync(`${server.dataDir}/server.secret`, 'a secret');
}, 60_000);
afterAll(() => releases.close());

const own = new Releases();
afterEach(() => own.close());
const folder = (): string => releases.use(temporaryFolder()).path;

/** Everything a clinic has, as it is read. */
async function contentOf({ account, files }: Operated) {
  return await account.documents.readClinic(clinic, async (reader) => ({
    documents: await Promise.all(collections.map(({ key }) => reader.changesAfter(key.name, 0, 1_000))),
    history: await reader.recordHistory(derivedId('Record', 'visit')),
    audit: await reader.auditAfter(0, 1_000),
    head: await reader.head(),
    files: await files.storedAfter(clinic, '', 10),
    devices: await account.devices.ofClinic(clinic),
  }));
}

async function verdicts(parts: Operated, deep = false): Promise<readonly ClinicVerdict[]> {
  const found: ClinicVerdict[] = [];
  for await (const verdict of verifyServer(parts, deep)) found.push(verdict);
  return found;
}

describe('a backup', () => {
  it('brings everything back as it was, on a new time line, and the numbers go on', async () => {
    const kept = folder();
    const now = server.account.clock.now();
    expect(done(await takeBackup(server, kept, now))).toMatchObject({ files: 1, bytes: 3_000, missingTexts: 0 });
    const fresh = await operated(own);
    done(await restoreSecrets(kept, fresh.dataDir));
    expect(done(await restoreBackup(fresh, kept))).toEqual({ files: 1 });
    expect(await contentOf(fresh)).toEqual(await contentOf(server));
    expect((await contentOf(fresh)).history.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(readFileSync(`${fresh.dataDir}/server.secret`, 'utf8')).toBe('a secret');
    expect(await fresh.account.documents.epoch()).not.toBe(await server.account.documents.epoch());
    expect(await verdicts(fresh, true)).toMatchObject([{ clinic, files: 1, broken: [] }]);
    expect(await signInAs(fresh.account, 'anna')).toMatchObject({ ok: true });
    const { head } = await contentOf(fresh);
    await fresh.account.documents.transactClinic(clinic, async (transaction) => {
      const document = aPet({ id: derivedId('Pet', 'later'), name: 'Later' });
      const origin = { deleted: false, device: deviceOf('desk'), operation: operationOf('later') };
      expect(await transaction.put([{ collection: 'pets', document, ...origin }])).toMatchObject([
        { number: head + 1 },
      ]);
      await transaction.publish([{ id: 'later', name: 'seen', payload: {} }]);
    });
    const told: string[] = [];
    await fresh.stores.outbox.drain(10, async (events) => {
      told.push(...events.map(({ id }) => id));
      return new Set();
    });
    expect(told).toEqual(['told', 'later']);
  });

  it('taken again into the same folder copies new files only', async () => {
    const kept = folder();
    const now = server.account.clock.now();
    await takeBackup(server, kept, now);
    expect(done(await takeBackup(server, kept, now))).toMatchObject({ files: 0 });
  });

  it('is not used when a byte of it has changed or its end is missing, nor over data, nor by another build', async () => {
    const kept = folder();
    await takeBackup(server, kept, server.account.clock.now());
    expect(await restoreBackup(server, kept)).toMatchObject({ error: { code: 'NOT_EMPTY' } });
    expect(await restoreSecrets(kept, server.dataDir)).toMatchObject({ error: { code: 'NOT_EMPTY' } });
    const fresh = await operated(own);
    await asOwner(fresh.databaseUrl, (client) =>
      client.query(`insert into schema_migration values ('9999_later', 'x')`),
    );
    expect(await restoreBackup(fresh, kept)).toMatchObject({ error: { code: 'OTHER_BUILD' } });
    const file = `${kept}/database.jsonl.gz`;
    const whole = readFileSync(file);
    for (const at of [20, whole.length >> 1, whole.length - 20]) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      writeFileSync(file, spoilt);
      expect(await restoreBackup(fresh, kept), String(at)).toMatchObject({ error: { code: 'FILE_DAMAGED' } });
    }
    writeFileSync(file, whole);
    truncateSync(file, whole.length - 500);
    expect(await restoreBackup(fresh, kept)).toMatchObject({ error: { code: 'FILE_DAMAGED' } });
    expect(await restoreBackup(fresh, folder())).toMatchObject({ error: { code: 'FILE_DAMAGED' } });
  });

  it('is not taken by a user of the database who sees no clinic', async () => {
    const url = new URL(server.databaseUrl);
    const name = `walled_${randomBytes(4).toString('hex')}`;
    await asOwner(server.databaseUrl, async (client) => {
      await client.query(`create role ${name} login password 'x'`);
      await client.query(`grant pg_read_all_data to ${name}`);
    });
    url.username = name;
    url.password = 'x';
    const taken = await takeBackup({ ...server, databaseUrl: url.href }, folder(), server.account.clock.now());
    expect(taken).toMatchObject({ error: { code: 'WALLED_IN' } });
    await asOwner(server.databaseUrl, async (client) => {
      await client.query(`drop owned by ${name}`);
      await client.query(`drop role ${name}`);
    });
  });
});

describe('a clinic', () => {
  it('moves to another server with documents, history, audit, devices and files, and its owner is invited', async () => {
    const kept = folder();
    done(await exportClinic(server, clinic, kept));
    const other = await operated(own);
    expect(done(await importClinic(other, kept))).toEqual({ clinic, invited: 1 });
    const [was, is] = [await contentOf(server), await contentOf(other)];
    const bodies = (content: typeof was) =>
      content.documents.map(({ documents }) => documents.map(({ document, deleted }) => ({ document, deleted })));
    expect(bodies(is)).toEqual(bodies(was));
    expect(is.history.map(({ document }) => document)).toEqual(was.history.map(({ document }) => document));
    expect(is.audit.slice(0, was.audit.length)).toEqual(was.audit);
    expect(is.devices.map(({ device }) => device)).toEqual(was.devices.map(({ device }) => device));
    expect(is.files).toMatchObject([{ hash }]);
    expect(await mailsTo(other.account, 'anna')).toHaveLength(1);
    expect(await verdicts(other, true)).toMatchObject([{ broken: [] }]);
    expect(await importClinic(other, kept)).toMatchObject({ error: { code: 'NOT_EMPTY' } });
  });

  it('that is not here is not exported, and what is no export is not imported', async () => {
    const nowhere = derivedId('Clinic', 'nowhere');
    expect(await exportClinic(server, nowhere, folder())).toMatchObject({ error: { code: 'NO_SUCH_CLINIC' } });
    expect(await importClinic(server, folder())).toMatchObject({ error: { code: 'FILE_DAMAGED' } });
  });
});

describe('looking a server through', () => {
  it('finds a changed audit entry, an unreadable document, a lost text and a lost file, each by name', async () => {
    const kept = folder();
    await takeBackup(server, kept, server.account.clock.now());
    const spoilt = await operated(own);
    done(await restoreBackup(spoilt, kept));
    await asOwner(spoilt.databaseUrl, async (client) => {
      for (const table of ['audit', 'record_revision']) await client.query(`alter table ${table} disable trigger user`);
      await client.query(`update audit set content = '{"event":"NOTHING_HAPPENED"}' where number = 2`);
      await client.query(`update pets set body = body - 'name' where not deleted`);
      await client.query('delete from record_revision');
    });
    await spoilt.blobs.remove(nameOfFile(clinic, hash));
    const [verdict] = await verdicts(spoilt);
    expect(verdict?.broken).toEqual([
      'audit entry 2 is not as it was written',
      expect.stringMatching(/^pets .* is nothing this build reads$/),
      expect.stringMatching(/^records cannot be read: revision 2 of record .* is not there$/),
      `file ${hash} is missing or damaged`,
    ]);
    await spoilt.blobs.put(nameOfFile(clinic, hash), { size: 3_000, sha256: hash }, Readable.from([report]));
    writeFileSync(`${spoilt.dataDir}/files/${nameOfFile(clinic, hash)}`, randomBytes(3_000));
    const isFound = async (deep: boolean) =>
      (await verdicts(spoilt, deep))[0]?.broken.some((line) => line.includes(hash));
    expect(await isFound(false)).toBe(false);
    expect(await isFound(true)).toBe(true);
  });
});
