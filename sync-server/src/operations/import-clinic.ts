import path from 'node:path';
import { present } from '@lapka/shared/base/assert.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { collectionNamed } from '@lapka/shared/domain/collections.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { isActive, ownsClinic } from '@lapka/shared/domain/staff/staff-rules.ts';
import { staffSchema } from '@lapka/shared/domain/staff/staff.ts';
import { invite } from '../accounts/invitations.ts';
import { nameOfFile } from '../files/file-parts.ts';
import { chain, type ChainEnd, emptyChain } from '../stores/audit-chain.ts';
import { diskBlobs } from '../stores/blobs/disk-blobs.ts';
import type { DocumentWrite } from '../stores/document-store.ts';
import { clinicFileName, type ClinicLine, clinicLineSchema } from './clinic-file.ts';
import type { CommandParts } from './command-parts.ts';
import { checkSealed, sealedLines } from './sealed-lines.ts';

export type ImportRefusal = Failure<'FILE_DAMAGED' | 'NOT_EMPTY' | 'OTHER_BUILD'>;

type Parts = Pick<CommandParts, 'account' | 'operations' | 'files' | 'blobs'>;

const batch = 500;

/**
 * Brings a clinic that was exported into a server that does not have it, all or nothing. Its owners are sent
 * invitations, because accounts stayed where they were; its devices are let in with the keys they have.
 */
export async function importClinic(
  parts: Parts,
  folder: string,
): Promise<Result<{ readonly clinic: ClinicId; readonly invited: number }, ImportRefusal>> {
  const file = path.join(folder, clinicFileName);
  const checked = await checkClinicFile(file);
  if (!checked.ok) return checked;
  const clinic = checked.value;
  if ((await parts.operations.clinics()).includes(clinic)) return err(failure('NOT_EMPTY', { what: clinic }));
  const { documents, devices, clock } = parts.account;
  // Before the clinic: bytes that nobody names do no harm, a clinic that names bytes we do not have does.
  for await (const line of parsedLines(file)) if (line?.is === 'FILE') await takeFile(parts, clinic, folder, line);
  await documents.transactClinic(clinic, async (transaction) => {
    let writes: DocumentWrite[] = [];
    for await (const line of parsedLines(file)) {
      if (line?.is === 'AUDIT') await transaction.audit([{ at: line.at, content: line.content }]);
      if (line?.is !== 'DOCUMENT') continue;
      writes.push(present(writeOf(line), 'a document that was checked'));
      if (writes.length < batch) continue;
      await transaction.put(writes);
      writes = [];
    }
    await transaction.put(writes);
  });
  for await (const line of parsedLines(file)) {
    if (line?.is === 'DEVICE') await devices.enrol(clinic, line.device, line.publicKey);
    if (line?.is === 'FILE') {
      await parts.files.begin(clinic, line, clock.now());
      await parts.files.stored(clinic, line.hash, clock.now());
    }
  }
  return ok({ clinic, invited: await inviteOwners(parts, clinic) });
}

/** Whether the whole file fits its seal, this build and the end of its own audit, before anything of it is used. */
async function checkClinicFile(file: string): Promise<Result<ClinicId, Failure<'FILE_DAMAGED' | 'OTHER_BUILD'>>> {
  const sealed = await checkSealed(file);
  if (!sealed.ok) return sealed;
  const lines = parsedLines(file);
  const first = (await lines.next()).value;
  if (first?.is !== 'CLINIC') return err(failure('FILE_DAMAGED', { file }));
  let end: ChainEnd = emptyChain;
  for await (const line of lines) {
    if (line === undefined) return err(failure('OTHER_BUILD'));
    if (line.is === 'DOCUMENT' && writeOf(line) === undefined) return err(failure('OTHER_BUILD'));
    if (line.is === 'AUDIT') end = chain(end, [{ at: line.at, content: line.content }]).at(-1) ?? end;
  }
  return end.hash === first.audit.hash ? ok(first.clinic) : err(failure('FILE_DAMAGED', { file }));
}

async function* parsedLines(file: string): AsyncGenerator<ClinicLine | undefined, undefined> {
  for await (const line of sealedLines(file)) yield clinicLineSchema.safeParse(JSON.parse(line)).data;
  return undefined;
}

function writeOf({ collection, document, ...origin }: Extract<ClinicLine, { is: 'DOCUMENT' }>) {
  const parsed = collectionNamed(collection)?.schema.safeParse(document);
  if (parsed?.success !== true) return undefined;
  const { deleted, device, operation } = origin;
  return { collection, document: parsed.data, deleted, device, operation };
}

async function takeFile(
  { blobs }: Parts,
  clinic: ClinicId,
  folder: string,
  { hash, bytes }: Extract<ClinicLine, { is: 'FILE' }>,
): Promise<void> {
  const name = nameOfFile(clinic, hash);
  const stream = await diskBlobs(path.join(folder, 'blobs')).read(name);
  if (stream !== undefined) await blobs.put(name, { size: bytes, sha256: hash }, stream);
}

async function inviteOwners({ account }: Parts, clinic: ClinicId): Promise<number> {
  const staff = await account.documents.readClinic(clinic, (reader) => reader.changesAfter('staff', 0, 10_000));
  let invited = 0;
  for (const { document, deleted } of staff.documents) {
    const member = staffSchema.safeParse(document);
    if (deleted || !member.success) continue;
    const { data: owner } = member;
    if (!ownsClinic(owner) || !isActive(owner) || owner.email === undefined) continue;
    const sent = await invite(account, clinic, owner, { staff: owner.id, email: owner.email });
    if (sent.ok) invited += 1;
  }
  return invited;
}
