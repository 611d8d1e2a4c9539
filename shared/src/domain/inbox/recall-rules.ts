import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { createdBy, type Stamp, stampOrder } from '../document.ts';
import { type Call, type CallOutcome, type Recall, recallId } from './recall.ts';
import { inboxVersion } from './version.ts';

export function openRecall(
  { pet, client, vaccine, due }: Pick<Recall, 'pet' | 'client' | 'vaccine' | 'due'>,
  stamp: Stamp,
): Recall {
  const id = recallId(pet, vaccine, due);
  return { id, kind: 'RECALL', pet, client, vaccine, due, calls: [], ...createdBy(stamp, inboxVersion) };
}

export interface CallRequest {
  readonly id: Call['id'];
  readonly outcome: CallOutcome;
  readonly note?: string | undefined;
  /** When the owner asked to be called again. */
  readonly notBefore?: CivilDate | undefined;
}

/** Notes a call (task D11). After an outcome that ends the line no further call is made. */
export function noteCall(
  recall: Recall,
  request: CallRequest,
  stamp: Stamp,
): Result<Recall, Failure<'RECALL_CLOSED' | 'TOO_MANY_ENTRIES'>> {
  if (!isToCall(recall)) return err(failure('RECALL_CLOSED'));
  if (recall.calls.length >= 100) return err(failure('TOO_MANY_ENTRIES', { list: 'calls', most: 100 }));
  const note = tidyLine(request.note ?? '', 500);
  const call = {
    id: request.id,
    stamp,
    outcome: request.outcome,
    ...onlyDefined({ note: note === '' ? undefined : note }),
  };
  const { notBefore: _before, ...kept } = recall;
  return ok({
    ...kept,
    ...onlyDefined({ notBefore: request.notBefore }),
    calls: [...recall.calls, call],
    changed: stamp,
  });
}

/** Whether somebody still has to call, on that day if one is given. */
export function isToCall({ calls, notBefore }: Recall, today?: CivilDate): boolean {
  const open = calls.every(({ outcome }) => outcome === 'NO_ANSWER' || outcome === 'CALL_AGAIN');
  return open && (today === undefined || notBefore === undefined || notBefore <= today);
}

export function lastCall({ calls }: Recall): Call | undefined {
  return calls.toSorted((a, b) => (stampOrder(a.stamp) < stampOrder(b.stamp) ? -1 : 1)).at(-1);
}
