import type { Logger } from '@lapka/shared/base/logger.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { ClinicEvent } from '../stores/outbox.ts';
import type { Consumer, EventBus } from './event-bus.ts';

/** The bus of a server without a broker. It keeps nothing: an event is taken over when all its consumers have taken it. */
export function inProcessBus(logger: Logger): EventBus {
  const consumers: Consumer[] = [];

  const isTaken = async (event: ClinicEvent, consumer: Consumer): Promise<boolean> => {
    try {
      await consumer.take(event);
      return true;
    } catch (problem) {
      const { clinic, id, name } = event;
      logger.error('event not taken', { consumer: consumer.name, event: name, id, clinic, reason: String(problem) });
      return false;
    }
  };

  /** Whether all of them were taken; the first one that was not ends it, because the next ones come after it. */
  const handInOrder = async (events: readonly ClinicEvent[]): Promise<boolean> => {
    for (const event of events) {
      const wanting = consumers.filter((consumer) => consumer.events.includes(event.name));
      const taken = await Promise.all(wanting.map((consumer) => isTaken(event, consumer)));
      if (taken.includes(false)) return false;
    }
    return true;
  };

  return {
    subscribe: async (consumer) => void consumers.push(consumer),
    publish: async (events) => {
      const byClinic = [...Map.groupBy(events, ({ clinic }) => clinic)];
      const outcomes = await Promise.all(
        byClinic.map(async ([clinic, ofClinic]) => ({ clinic, ok: await handInOrder(ofClinic) })),
      );
      return new Set<ClinicId>(outcomes.filter(({ ok }) => !ok).map(({ clinic }) => clinic));
    },
    close: () => Promise.resolve(),
  };
}
