import { advanceEnquiry } from '@lapka/shared/domain/inbox/enquiry-rules.ts';
import type { CommandFor } from '../command.ts';
import { changeEnquiry } from './change-enquiry.ts';

export const advance: CommandFor<'enquiries', 'advance'> = {
  run: (transactor, { to, said, ...seen }, { stamp }) =>
    changeEnquiry(transactor, seen, (enquiry) => advanceEnquiry(enquiry, { to, said }, stamp)),
};
