import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk, type Result } from '@lapka/shared/base/result.ts';
import type { Enquiry, EnquiryId } from '@lapka/shared/domain/inbox/enquiry.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { foundOf } from '../../reading/found.ts';

/** Lets a rule take an enquiry one step on from where somebody saw it. */
export function changeEnquiry<Code extends string>(
  transactor: StoreTransactor,
  { enquiry, seen }: { readonly enquiry: EnquiryId; readonly seen: number },
  rule: (stored: Enquiry) => Result<Enquiry, Failure<Code>>,
): Result<ReturnType<typeof enquiryAnswer>, Failure<Code | 'NOT_FOUND' | 'CHANGED_MEANWHILE'>> {
  const stored = foundOf(transactor, inbox, 'ENQUIRY', enquiry);
  if (!stored.ok) return stored;
  if (stored.value.steps.length !== seen) return err(failure('CHANGED_MEANWHILE'));
  return mapOk(rule(stored.value), (changed) => {
    transactor.put(inbox, changed);
    return enquiryAnswer(changed);
  });
}

/** How it stands, for the screen that changed it. */
export function enquiryAnswer({ id, steps }: Enquiry) {
  return { enquiry: id, steps: steps.length };
}
