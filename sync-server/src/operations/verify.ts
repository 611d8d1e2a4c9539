import { createHash } from 'node:crypto';
import { collections } from '@lapka/shared/domain/collections.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { nameOfFile } from '../files/file-parts.ts';
import { emptyChain, firstBroken } from '../stores/audit-chain.ts';
import type { ClinicReader } from '../stores/document-store.ts';
import { auditPages } from './export-clinic.ts';
import type { CommandParts } from './command-parts.ts';

export interface ClinicVerdict {
  readonly clinic: ClinicId;
  readonly documents: number;
  readonly files: number;
  /** Kept elsewhere, it betrays that the newest entries were cut off. */
  readonly audit: { readonly number: number; readonly hash: string };
  /** In words; empty when everything is as it was written. */
  readonly broken: readonly string[];
}

type Parts = Pick<CommandParts, 'account' | 'operations' | 'files' | 'blobs'>;

/** Looks through every clinic: the chain of its audit, its documents and texts, its files (`deep`: byte by byte). */
export async function* verifyServer(parts: Parts, deep: boolean): AsyncIterable<ClinicVerdict> {
  for (const clinic of await parts.operations.clinics()) {
    const read = await parts.account.documents.readClinic(clinic, async (reader) => {
      const audit = await auditVerdict(reader);
      const documents = await documentsVerdict(reader);
      return { audit: audit.end, documents: documents.count, broken: [...audit.broken, ...documents.broken] };
    });
    const files = await filesVerdict(parts, clinic, deep);
    yield { clinic, ...read, files: files.count, broken: [...read.broken, ...files.broken] };
  }
}

async function auditVerdict(reader: ClinicReader) {
  let end = emptyChain;
  for await (const entries of auditPages(reader)) {
    const number = firstBroken(end, entries);
    if (number !== undefined) return { end, broken: [`audit entry ${number} is not as it was written`] };
    end = entries.at(-1) ?? end;
  }
  return { end: { number: end.number, hash: end.hash }, broken: [] };
}

async function documentsVerdict(reader: ClinicReader) {
  const head = await reader.head();
  const broken: string[] = [];
  let count = 0;
  for (const { key, schema } of collections) {
    try {
      for (let after = 0; ;) {
        const page = await reader.changesAfter(key.name, after, 500);
        for (const { document, number, deleted } of page.documents) {
          count += 1;
          if (number > head) broken.push(`${key.name} ${document.id} has a number after the newest`);
          const fits = deleted || schema.safeParse(document).success;
          if (!fits) broken.push(`${key.name} ${document.id} is nothing this build reads`);
        }
        const last = page.documents.at(-1);
        if (last === undefined || page.complete) break;
        after = last.number;
      }
    } catch (problem) {
      broken.push(`${key.name} cannot be read: ${problem instanceof Error ? problem.message : ''}`);
    }
  }
  return { count, broken };
}

async function filesVerdict({ files, blobs }: Parts, clinic: ClinicId, deep: boolean) {
  const broken: string[] = [];
  let count = 0;
  for (let after = ''; ;) {
    const page = await files.storedAfter(clinic, after, 500);
    for (const { hash, bytes } of page) {
      count += 1;
      const name = nameOfFile(clinic, hash);
      const isWhole = deep ? (await hashOf(blobs, name)) === hash : (await blobs.size(name)) === bytes;
      if (!isWhole) broken.push(`file ${hash} is missing or damaged`);
    }
    const last = page.at(-1);
    if (last === undefined) return { count, broken };
    after = last.hash;
  }
}

async function hashOf(blobs: Parts['blobs'], name: string): Promise<string | undefined> {
  const stream = await blobs.read(name);
  if (stream === undefined) return undefined;
  const bytes: AsyncIterable<Uint8Array> = stream;
  const hash = createHash('sha256');
  for await (const piece of bytes) hash.update(piece);
  return hash.digest('hex');
}
