import type { Instant } from '../../base/instant.ts';
import type { JsonObject } from '../../base/json.ts';
import { onlyDefined } from '../../base/optional.ts';
import { rolesAt } from '../accounts/role.ts';
import type { ClientId } from '../clients/client.ts';
import { createdBy, type Stamp, type StaffId } from '../document.ts';
import type { StaffMember } from '../staff/staff.ts';
import type { Addressee, Notice, NoticeId } from './notice.ts';
import type { NoticeType } from './notice-type.ts';
import type { Subject } from './subject.ts';
import { inboxVersion } from './version.ts';

export interface NewNotice {
  /** Derived from what it tells where several devices may tell it. */
  readonly id: NoticeId;
  readonly type: NoticeType;
  readonly to: Addressee;
  readonly topic: string;
  readonly details: JsonObject;
  readonly link?: Subject | undefined;
}

export function createNotice({ id, type, to, topic, details, link }: NewNotice, stamp: Stamp): Notice {
  return {
    id,
    kind: 'NOTICE',
    type,
    to,
    topic,
    details,
    ...onlyDefined({ link }),
    readings: [],
    ...createdBy(stamp, inboxVersion),
  };
}

/** Whether a notice is for a member of staff: by name, or by a role held where it matters. */
export function isForStaff({ to }: Notice, member: StaffMember): boolean {
  switch (to.kind) {
    case 'STAFF':
      return to.staff === member.id;
    case 'ROLE':
      return rolesAt(member, to.location ?? 'ANYWHERE').has(to.role);
    case 'CLIENT':
      return false;
  }
}

export function isForClient({ to }: Notice, client: ClientId): boolean {
  return to.kind === 'CLIENT' && to.client === client;
}

/** Everybody reads for themselves; the first reading counts. */
export function markNoticeRead(notice: Notice, reader: StaffId | ClientId, at: Instant, stamp: Stamp): Notice {
  const isFull = notice.readings.length >= 200;
  if (isFull || notice.readings.some((reading) => reading.reader === reader)) return notice;
  return { ...notice, readings: [...notice.readings, { reader, at }], changed: stamp };
}

export function unreadCount(notices: readonly Notice[], reader: StaffId | ClientId): number {
  return notices.filter(({ readings }) => !readings.some((reading) => reading.reader === reader)).length;
}
