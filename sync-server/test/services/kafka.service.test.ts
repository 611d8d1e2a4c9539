import { randomUUID } from 'node:crypto';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kafkaBus } from '../../src/events/kafka-bus.ts';
import { anEvent, eventBusContract, listener } from '../contracts/event-bus-contract.ts';
import { service } from '../support/service.ts';
import { realScheduler } from '../support/real-scheduler.ts';

const brokers = service('TEST_KAFKA_BROKERS').split(',');
const open = (prefix = `test-${randomUUID()}`) =>
  kafkaBus({ brokers, prefix, scheduler: realScheduler, logger: silentLogger });

eventBusContract('Kafka', open);

describe('Kafka', () => {
  let releases: Releases;
  beforeEach(() => {
    releases = new Releases();
  });
  afterEach(() => releases.close());

  it('keeps what was published while no consumer was there, and goes on after a restart where it was', async () => {
    const prefix = `test-${randomUUID()}`;
    const events = [0, 1, 2, 3].map((index) => anEvent('A', 'visit_moved', { index }));
    const first = await open(prefix);
    await first.publish(events.slice(0, 2));
    const before = listener(['visit_moved']);
    await first.subscribe(before.consumer('reminders'));
    await before.until(2);
    await first.close();
    const second = releases.use(await open(prefix));
    await second.publish(events.slice(2));
    const after = listener(['visit_moved']);
    await second.subscribe(after.consumer('reminders'));
    await after.until(2);
    expect([...before.taken, ...after.taken].map(({ payload }) => payload['index'])).toEqual([0, 1, 2, 3]);
  });

  it('says so when there is no broker', async () => {
    const bus = releases.use(
      await kafkaBus({ brokers: ['127.0.0.1:1'], prefix: 'nowhere', scheduler: realScheduler, logger: silentLogger }),
    );
    await expect(bus.publish([anEvent('A', 'visit_moved')])).rejects.toThrow(Error);
  });
});
