import path from 'node:path';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { nameOfFile } from '../files/file-parts.ts';
import { emptyChain } from '../stores/audit-chain.ts';
import { diskBlobs } from '../stores/blobs/disk-blobs.ts';
import type { ClinicReader, StoredDocument } from '../stores/document-store.ts';
import { clinicFileName, type ClinicLine } from './clinic-file.ts';
import type { CommandParts } from './command-parts.ts';
import { writeSealed } from './sealed-lines.ts';

const pageSize = 500;

/** Writes down everything of one clinic at one moment. Accounts stay: they belong to persons, not to clinics. */
export async function exportClinic(
  { account, operations, files, blobs }: Pick<CommandParts, 'account' | 'operations' | 'files' | 'blobs'>,
  clinic: ClinicId,
  folder: string,
): Promise<Result<{ readonly lines: number }, Failure<'NO_SUCH_CLINIC'>>> {
  if (!(await operations.clinics()).includes(clinic)) return err(failure('NO_SUCH_CLINIC', { clinic }));
  const kept = diskBlobs(path.join(folder, 'blobs'));
  const lines = await account.documents.readClinic(clinic, (reader) => {
    const everything = async function* (): AsyncIterable<ClinicLine> {
      let audit: ClinicLine[] = [];
      let end = emptyChain;
      for await (const entries of auditPages(reader)) {
        audit = audit.concat(entries.map(({ at, content }) => ({ is: 'AUDIT', at, content })));
        end = entries.at(-1) ?? end;
      }
      const head = await reader.head();
      const exportedAt = account.clock.now();
      yield { is: 'CLINIC', format: 1, clinic, exportedAt, head, audit: { number: end.number, hash: end.hash } };
      yield* documentLines(reader);
      yield* audit;
      for (const { device } of await account.devices.ofClinic(clinic)) {
        const known = await account.devices.find(device);
        if (known !== undefined) yield { is: 'DEVICE', device, publicKey: known.publicKey };
      }
      for (let after = ''; ;) {
        const page = await files.storedAfter(clinic, after, pageSize);
        for (const { hash, bytes, mediaType } of page) {
          const stream = await blobs.read(nameOfFile(clinic, hash));
          if (stream !== undefined) await kept.put(nameOfFile(clinic, hash), { size: bytes, sha256: hash }, stream);
          yield { is: 'FILE', hash, bytes, mediaType };
        }
        const last = page.at(-1);
        if (last === undefined) break;
        after = last.hash;
      }
    };
    return writeSealed(path.join(folder, clinicFileName), asText(everything()));
  });
  return ok({ lines });
}

async function* documentLines(reader: ClinicReader): AsyncIterable<ClinicLine> {
  for (const { key, serverStore } of collections) {
    for (let after = 0; ;) {
      const page = await reader.changesAfter(key.name, after, pageSize);
      for (const stored of page.documents) {
        const revisions = serverStore === 'records' ? await reader.recordHistory(stored.document.id) : [stored];
        yield* revisions.map(documentLine);
      }
      const last = page.documents.at(-1);
      if (last === undefined || page.complete) break;
      after = last.number;
    }
  }
}

function documentLine({ collection, deleted, device, operation, document }: StoredDocument): ClinicLine {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- documents are plain JSON
  return { is: 'DOCUMENT', collection, deleted, device, operation, document: document as unknown as JsonObject };
}

export async function* auditPages(reader: Pick<ClinicReader, 'auditAfter'>) {
  for (let after = 0; ;) {
    const entries = await reader.auditAfter(after, pageSize);
    const last = entries.at(-1);
    if (last === undefined) return;
    yield entries;
    after = last.number;
  }
}

async function* asText(lines: AsyncIterable<ClinicLine>): AsyncIterable<string> {
  for await (const line of lines) yield JSON.stringify(line);
}
