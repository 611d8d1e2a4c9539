import { assert } from '@lapka/shared/base/assert.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { DeviceId, OperationId } from '@lapka/shared/domain/document.ts';
import type { ClinicSession } from './clinic-session.ts';

export async function recallPush(
  session: ClinicSession,
  device: DeviceId,
  push: OperationId,
): Promise<JsonObject | undefined> {
  const [remembered] = await session.rows<{ readonly answer: JsonObject }>({
    name: 'push-recall',
    text: 'select answer from push_memory where device = $1 and push = $2',
    values: [device, push],
  });
  return remembered?.answer;
}

export async function rememberPush(
  session: ClinicSession,
  at: Instant,
  device: DeviceId,
  push: OperationId,
  answer: JsonObject,
): Promise<void> {
  const remembered = await session.rows({
    name: 'push-remember',
    text: `insert into push_memory (device, push, answer, answered_at) values ($1, $2, $3, $4)
      on conflict do nothing returning push`,
    values: [device, push, JSON.stringify(answer), at],
  });
  assert(remembered.length === 1, `push ${push} was answered before`);
}

/** For all clinics, so in the role that sees them all. */
export async function forgetBefore(rows: ClinicSession['rows'], moment: Instant): Promise<void> {
  await rows({ name: 'pushes-forget', text: 'delete from push_memory where answered_at < $1', values: [moment] });
  await rows({ name: 'events-forget', text: 'delete from consumer_inbox where taken_at < $1', values: [moment] });
}
