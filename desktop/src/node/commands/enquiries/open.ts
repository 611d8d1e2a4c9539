import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { openEnquiry } from '@lapka/shared/domain/inbox/enquiry-rules.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { found } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { enquiryAnswer } from './change-enquiry.ts';

export const open: CommandFor<'enquiries', 'open'> = {
  run(transactor, { client, about, ...request }, { ids, stamp }) {
    if (client !== undefined) {
      const owner = found(transactor, clients, client);
      if (!owner.ok) return owner;
    }
    const id = ids.next<'Enquiry'>();
    return mapOk(openEnquiry({ id, ...request, ...onlyDefined({ client, about }) }, stamp), (enquiry) => {
      transactor.put(inbox, enquiry);
      return enquiryAnswer(enquiry);
    });
  },
};
