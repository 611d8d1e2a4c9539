import { stampOrder } from '../document.ts';
import { byKey, eachField, type FieldPolicies, first, greatest, keepBoth, last } from '../merge-policies.ts';
import { mergeFields } from '../three-way.ts';
import type { InboxEntry } from './inbox.ts';

/**
 * Two devices changed one entry of the inbox. A task that was settled is settled, by whoever did it first. All steps of an
 * enquiry stand, and the newest one says where it is. Of a conversation the newest message and the furthest reading
 * stand. A message is never edited; where its text was erased it stays erased. All readings of a notice and all calls of
 * a recall stand.
 */
const policies: FieldPolicies<InboxEntry> = {
  state: first((state) => (state.status === 'DONE' ? stampOrder(state.done) : 'open')),
  details: eachField(),
  note: keepBoth(8_000),
  text: keepBoth(20_000),
  evidence: byKey(({ file }) => file),
  standing: last(({ since }) => stampOrder(since)),
  steps: byKey(({ stamp }) => stampOrder(stamp)),
  last: last(({ at, message }) => `${at} ${message}`),
  readByClinic: greatest,
  readByOwner: greatest,
  body: first((body) => (body.kind === 'ERASED' ? stampOrder(body.erased) : 'text')),
  readings: byKey(
    ({ reader }) => reader,
    first(({ at }) => at),
  ),
  calls: byKey(({ id }) => id),
};

export function mergeInbox(base: InboxEntry | undefined, ours: InboxEntry, theirs: InboxEntry): InboxEntry {
  return mergeFields(base, ours, theirs, policies);
}
