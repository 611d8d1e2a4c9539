import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine, tidyText } from '../../base/text.ts';
import { createdBy, type Stamp, type StaffId } from '../document.ts';
import type { Enquiry, EnquiryStatus, EnquiryStep, Priority } from './enquiry.ts';
import { inboxVersion } from './version.ts';

/** Where an enquiry may go from where it is (C-46). An owner who answers a resolved one has it opened again. */
export const enquirySteps: Readonly<Record<EnquiryStatus, readonly EnquiryStatus[]>> = {
  NEW: ['ASSIGNED', 'REJECTED'],
  ASSIGNED: ['ASSIGNED', 'IN_PROGRESS', 'REJECTED'],
  IN_PROGRESS: ['ASSIGNED', 'WAITING_OWNER', 'RESOLVED', 'REJECTED'],
  WAITING_OWNER: ['IN_PROGRESS', 'RESOLVED', 'REJECTED'],
  RESOLVED: ['IN_PROGRESS'],
  REJECTED: [],
};

/** How soon somebody should look, before a person says otherwise. */
const priorityOfKind: Readonly<Record<Enquiry['enquiry'], Priority>> = {
  QUESTION: 'NORMAL',
  TICKET: 'NORMAL',
  COMPLAINT: 'HIGH',
  REPORT: 'HIGH',
};

export type EnquiryRequest = Pick<Enquiry, 'id' | 'enquiry' | 'client' | 'source' | 'title' | 'text' | 'about'> & {
  readonly evidence: readonly Enquiry['evidence'][number][];
  /** The owner says that the animal is not well. */
  readonly isUrgent: boolean;
};

export function openEnquiry(
  { isUrgent, title, text, evidence, ...request }: EnquiryRequest,
  stamp: Stamp,
): Result<Enquiry, Failure<'MESSAGE_EMPTY'>> {
  const [shortly, fully] = [tidyLine(title, 160), tidyText(text, 8_000)];
  if (shortly === '' || fully === '') return err(failure('MESSAGE_EMPTY'));
  return ok({
    ...request,
    kind: 'ENQUIRY',
    title: shortly,
    text: fully,
    evidence: [...evidence],
    priority: isUrgent ? 'URGENT' : priorityOfKind[request.enquiry],
    standing: { status: 'NEW', since: stamp },
    steps: [{ stamp, to: 'NEW' }],
    ...createdBy(stamp, inboxVersion),
  });
}

export interface NextStep {
  readonly to: EnquiryStatus;
  /** Who takes care of it from now on. */
  readonly assignee?: StaffId | undefined;
  readonly said?: string | undefined;
}

type StepRefusal = Failure<'ENQUIRY_STEP_NOT_ALLOWED' | 'ASSIGNEE_MISSING' | 'REASON_MISSING' | 'TOO_MANY_ENTRIES'>;

/** Takes the next step. Assigning needs a person, an end needs a word about it. */
export function advanceEnquiry(enquiry: Enquiry, next: NextStep, stamp: Stamp): Result<Enquiry, StepRefusal> {
  const { to } = next;
  const { status: from, assignee: before } = enquiry.standing;
  const allowed = enquirySteps[from];
  if (!allowed.includes(to)) {
    return err(failure('ENQUIRY_STEP_NOT_ALLOWED', { from, to, allowed: [...allowed] }));
  }
  const said = tidyLine(next.said ?? '', 1_000);
  if (to === 'ASSIGNED' && next.assignee === undefined) return err(failure('ASSIGNEE_MISSING'));
  if ((to === 'RESOLVED' || to === 'REJECTED') && said === '') return err(failure('REASON_MISSING'));
  if (enquiry.steps.length >= 200) return err(failure('TOO_MANY_ENTRIES', { list: 'steps', most: 200 }));
  const step: EnquiryStep = { stamp, to, ...onlyDefined({ said: said === '' ? undefined : said }) };
  return ok({
    ...enquiry,
    standing: { status: to, since: stamp, ...onlyDefined({ assignee: next.assignee ?? before }) },
    steps: [...enquiry.steps, step],
    changed: stamp,
  });
}

export function setPriority(enquiry: Enquiry, priority: Priority, stamp: Stamp): Enquiry {
  return enquiry.priority === priority ? enquiry : { ...enquiry, priority, changed: stamp };
}
