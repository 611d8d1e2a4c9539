import type { Instant } from '@lapka/shared/base/instant.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Down, FailedCode, PushResult } from '@lapka/shared/protocol/down.ts';
import type { UpRequest } from '@lapka/shared/protocol/up.ts';
import { RecordsUnavailable, StoreUnavailable } from '../stores/store-errors.ts';
import { acceptAudit } from '../sync/accept-audit.ts';
import { acceptPush, type SyncParts } from '../sync/accept-push.ts';
import { serveDays } from '../sync/serve-days.ts';
import { type PulledPage, servePull } from '../sync/serve-pull.ts';
import type { Pusher } from '../sync/taking.ts';

/** The frame to answer with, and what it told about the clinic's head. */
export interface Answer {
  readonly text: string;
  readonly pushed?: PushResult;
}

/** Answers one request of a node that was let in. A store that is away is the node's to wait for (PUSH-9). */
export async function answerRequest(
  parts: SyncParts,
  pusher: Pusher,
  message: UpRequest,
  now: Instant,
): Promise<Answer> {
  try {
    return await answered(parts, pusher, message, now);
  } catch (problem) {
    if (!(problem instanceof StoreUnavailable || problem instanceof RecordsUnavailable)) throw problem;
    return failed(message, 'RETRY_LATER');
  }
}

async function answered(parts: SyncParts, pusher: Pusher, message: UpRequest, now: Instant): Promise<Answer> {
  const { request } = message;
  switch (message.t) {
    case 'PUSH': {
      const pushed = await acceptPush(parts, pusher, message, now);
      return { ...framed({ t: 'PUSHED', request, ...pushed }), pushed };
    }
    case 'PULL': {
      const page = await servePull(parts, pusher, message);
      return page.ok ? { text: pulledText(request, page.value) } : failed(message, 'BELOW_FLOOR', { ...page.error });
    }
    case 'PULL_DAYS': {
      const documents = await serveDays(parts, pusher, message);
      return framed({ t: 'DAYS_PULLED', request, documents: [...documents] });
    }
    case 'HASH': {
      const { collection, version } = message;
      const { number, hash } = await parts.store.readClinic(pusher.clinic, (reader) =>
        reader.collectionState(collection, version),
      );
      return framed({ t: 'HASHED', request, number, ...(hash === undefined ? {} : { hash }) });
    }
    case 'AUDIT':
      await acceptAudit(parts, pusher, message.entries);
      return framed({ t: 'AUDIT_TAKEN', request });
  }
}

export function failed({ request }: UpRequest, code: FailedCode, details: JsonObject = {}): Answer {
  return framed({ t: 'FAILED', request, code, details });
}

function framed(message: Down): Answer {
  return { text: JSON.stringify(message) };
}

/** The documents are texts already and are not parsed on their way through. */
function pulledText(request: number, { number, complete, documents }: PulledPage): string {
  const rows = documents.map((row) => `{"number":${row.number},"deleted":${row.deleted},"document":${row.text}}`);
  return `{"t":"PULLED","request":${request},"number":${number},"complete":${complete},"documents":[${rows.join(',')}]}`;
}
