import { z } from 'zod';
import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';
import type { ClinicId, DeviceId, OperationId } from '@lapka/shared/domain/document.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { StoreUnavailable } from '../../src/stores/store-errors.ts';
import { aWrite } from '../support/documents.ts';
import { openStores } from '../support/open-stores.ts';
import { realScheduler } from '../support/real-scheduler.ts';

/** A server that is nothing but its stores, in a process of its own that may be killed at any moment. */

const pushSchema = z.strictObject({
  clinic: idSchema('Clinic'),
  device: idSchema('Device'),
  push: idSchema('Operation'),
  names: z.array(z.string()),
});
export interface ChildPush {
  readonly clinic: ClinicId;
  readonly device: DeviceId;
  readonly push: OperationId;
  /** A document of each name is to be there once. */
  readonly names: readonly string[];
}
export interface ChildAnswer {
  readonly push: OperationId;
  readonly outcome: 'COMMITTED' | 'RETRY_LATER';
}

const [dataDir = ''] = process.argv.slice(2);
const started = await startEmbeddedPostgres({ dataDir });
if (!started.ok) throw new Error(JSON.stringify(started.error));
const { documents } = await openStores(started.value.url, { durable: true, scheduler: realScheduler });

process.on('message', (message) => {
  const push = pushSchema.parse(message);
  void take(push).then((outcome) => process.send?.({ push: push.push, outcome }));
});
process.on('disconnect', () => void documents.close().then(() => started.value.close()));
process.send?.({ ready: true });

async function take({ clinic, device, push, names }: ChildPush): Promise<ChildAnswer['outcome']> {
  try {
    await documents.transactClinic(clinic, async (transaction) => {
      if ((await transaction.recallPush(device, push)) !== undefined) return;
      await transaction.put(names.map((name) => aWrite('pets', name, { name, passports: [name] })));
      await transaction.publish(names.map((name) => ({ id: name, name: 'pet_seen', payload: {} })));
      await transaction.rememberPush(device, push, {});
    });
    return 'COMMITTED';
  } catch (problem) {
    if (problem instanceof StoreUnavailable) return 'RETRY_LATER';
    throw problem;
  }
}
