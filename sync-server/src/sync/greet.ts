import type { Hello } from '@lapka/shared/protocol/up.ts';
import type { TimeLine } from '../stores/document-store.ts';
import type { SyncParts } from './accept-push.ts';
import type { Pusher } from './taking.ts';

/** What a node is told at its welcome, or that its incarnation belongs to another device. */
export type Greeting =
  | { readonly kind: 'WELCOME'; readonly timeLine: TimeLine; readonly copy: 'KNOWN' | 'STALE' }
  | { readonly kind: 'NOT_YOURS' };

/**
 * Whether this copy of a desk's store is the one the server knows. What the server took last must be the last push the
 * copy had an answer to or one it has sent since; if it is neither, the copy is older than what it once sent: it was
 * restored from a backup, or cloned (SESSION-6).
 */
export function greet({ store }: SyncParts, { clinic, device, incarnation }: Pusher, hello: Hello): Promise<Greeting> {
  return store.readClinic(clinic, async (reader) => {
    const copy = await reader.deskCopy(incarnation);
    if (copy !== undefined && copy.device !== device) return { kind: 'NOT_YOURS' };
    const isKnown = copy === undefined || hello.pushes.includes(copy.lastPush);
    return { kind: 'WELCOME', timeLine: await reader.timeLine(), copy: isKnown ? 'KNOWN' : 'STALE' };
  });
}
