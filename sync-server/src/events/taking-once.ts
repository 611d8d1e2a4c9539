import type { ClinicTransaction, DocumentStore } from '../stores/document-store.ts';
import type { ClinicEvent } from '../stores/outbox.ts';
import type { Consumer } from './event-bus.ts';

/**
 * A consumer that acts within one transaction of the clinic, in which it also notes that it has taken the event: both
 * happen or neither, so that an event that comes twice has one effect.
 */
export function takingOnce(
  store: DocumentStore,
  consumer: Pick<Consumer, 'name' | 'events'>,
  act: (transaction: ClinicTransaction, event: ClinicEvent) => Promise<void>,
): Consumer {
  return {
    name: consumer.name,
    events: consumer.events,
    take: (event) =>
      store.transactClinic(event.clinic, async (transaction) => {
        if (await transaction.takeOnce(consumer.name, event.id)) await act(transaction, event);
      }),
  };
}
