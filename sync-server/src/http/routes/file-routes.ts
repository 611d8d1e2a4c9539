import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { beginUploadSchema, fileHashSchema, uploadSchema } from '@lapka/shared/protocol/http/files.ts';
import { z } from 'zod';
import type { Party } from '../../accounts/authenticate.ts';
import { type Download, openFile } from '../../files/download.ts';
import type { FileParts } from '../../files/file-parts.ts';
import { beginUpload, takePiece, uploadState } from '../../files/upload.ts';
import { type Incoming, parseInput, type Reply, type Route, staffIn } from '../route.ts';

const params = z.strictObject({ hash: fileHashSchema });
const beginInput = z.strictObject({ params, body: beginUploadSchema });
const pieceInput = z.strictObject({
  params,
  query: z.strictObject({ offset: z.coerce.number<string>().int().min(0) }),
});
const fileInput = z.strictObject({ params });

const common = { who: 'STAFF_OR_DEVICE', pace: 'USUAL' } as const;
const uploading = { ...common, right: 'records.attach', answer: uploadSchema } as const;

/** Files by the hash of their bytes: in by pieces, out whole or in part, always those of the caller's own clinic. */
export function fileRoutes(parts: FileParts): readonly Route[] {
  return [
    {
      ...uploading,
      method: 'PUT',
      path: '/v1/files/{hash}',
      summary: 'Begins an upload, or says where it stands',
      input: beginInput,
      takesBytes: false,
      failures: ['FILE_KIND_REFUSED', 'FILE_TOO_LARGE', 'FILE_NOT_AS_SAID'],
      handle: async (incoming) => {
        const input = parseInput(beginInput, incoming);
        if (!input.ok) return input;
        return uploadReply(
          await beginUpload(parts, clinicOf(incoming.party), input.value.params.hash, input.value.body),
        );
      },
    },
    {
      ...uploading,
      method: 'GET',
      path: '/v1/files/{hash}/upload',
      summary: 'Where an upload stands: go on from there',
      input: fileInput,
      takesBytes: false,
      failures: ['NOT_FOUND'],
      handle: async (incoming) => {
        const input = parseInput(fileInput, incoming);
        if (!input.ok) return input;
        return uploadReply(await uploadState(parts, clinicOf(incoming.party), input.value.params.hash));
      },
    },
    {
      ...uploading,
      method: 'PUT',
      path: '/v1/files/{hash}/bytes',
      summary: 'The next piece of a file, at most 4 MiB; the last one completes it',
      input: pieceInput,
      takesBytes: true,
      failures: [
        'NOT_FOUND',
        'UPLOAD_ELSEWHERE',
        'MESSAGE_TOO_LARGE',
        'FILE_TOO_LARGE',
        'FILE_KIND_REFUSED',
        'FILE_NOT_AS_SAID',
      ],
      handle: async (incoming) => {
        const input = parseInput(pieceInput, incoming);
        if (!input.ok) return input;
        const { params: file, query } = input.value;
        return uploadReply(await takePiece(parts, clinicOf(incoming.party), file.hash, query.offset, incoming.stream));
      },
    },
    {
      ...common,
      right: 'records.read',
      method: 'GET',
      path: '/v1/files/{hash}',
      summary: 'A file, or the part that the Range header asks for',
      input: fileInput,
      takesBytes: false,
      answer: 'BYTES',
      failures: ['NOT_FOUND', 'RANGE_NOT_THERE', 'DEVICE_REVOKED'],
      handle: (incoming) => download(parts, incoming),
    },
  ];
}

async function download(
  parts: FileParts,
  incoming: Incoming,
): Promise<Result<Reply, Failure<'BAD_INPUT' | 'NOT_FOUND' | 'RANGE_NOT_THERE' | 'DEVICE_REVOKED'>>> {
  const input = parseInput(fileInput, incoming);
  if (!input.ok) return input;
  // A device that was shut out hands over what it has, and gets nothing more.
  if (incoming.party?.kind === 'DEVICE' && incoming.party.revoked) return err(failure('DEVICE_REVOKED'));
  const clinic = clinicOf(incoming.party);
  const opened = await openFile(parts, clinic, input.value.params.hash, incoming.header('range'));
  return opened.ok ? ok(bytesReply(opened.value)) : opened;
}

/** A browser may save it and nothing else: never show or run it. */
function bytesReply({ bytes, mediaType, size, range }: Download): Reply {
  const length = range === undefined ? size : range.last - range.first + 1;
  const headers = {
    'accept-ranges': 'bytes',
    'content-disposition': 'attachment',
    'content-length': String(length),
    'content-type': mediaType,
    ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${size}` }),
  };
  return { kind: 'BYTES', status: range === undefined ? 200 : 206, headers, bytes };
}

function uploadReply<Refusal>(result: Result<z.infer<typeof uploadSchema>, Refusal>): Result<Reply, Refusal> {
  return result.ok ? ok({ kind: 'JSON', status: 200, value: uploadSchema.parse(result.value) }) : result;
}

function clinicOf(party: Party | undefined): ClinicId {
  return party?.kind === 'DEVICE' ? party.clinic : staffIn(party).clinic;
}
