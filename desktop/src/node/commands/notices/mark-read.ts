import { ok } from '@lapka/shared/base/result.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { isForStaff, markNoticeRead } from '@lapka/shared/domain/inbox/notice-rules.ts';
import { isOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';

export const markRead: CommandFor<'notices', 'markRead'> = {
  run(transactor, { notices }, { actor, now, stamp }) {
    const own = transactor
      .getMany(inbox, notices)
      .filter((entry) => isOf(entry, 'NOTICE'))
      .filter((notice) => isForStaff(notice, actor));
    for (const notice of own) transactor.put(inbox, markNoticeRead(notice, actor.id, now, stamp));
    return ok({ read: own.length });
  },
};
