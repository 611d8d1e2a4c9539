import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { EventBus } from './event-bus.ts';
import { KafkaMembership } from './kafka-membership.ts';
import { messageOf, topicOf } from './kafka-message.ts';

export interface KafkaOptions {
  readonly brokers: readonly string[];
  /** Begins the names of our topics and groups, so that several installations may share a broker. */
  readonly prefix?: string;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/**
 * A bus over Kafka: a topic for each family of events, the clinic as key, so that the events of a clinic lie in one
 * partition in their order; a group for each consumer. The client is loaded only here: a server without a broker does
 * without it.
 */
export async function kafkaBus(options: KafkaOptions): Promise<EventBus> {
  const { brokers, prefix = 'lapka', scheduler, logger } = options;
  const kafka = await import('@platformatic/kafka');
  const base = { clientId: prefix, bootstrapBrokers: [...brokers] };
  const releases = new Releases();
  const producer = new kafka.Producer({ ...base, serializers: kafka.stringSerializers, idempotent: true, acks: -1 });
  releases.add(() => producer.close());

  const known = new Set<string>();
  const ensureTopics = async (topics: readonly string[]): Promise<void> => {
    const unknown = [...new Set(topics)].filter((topic) => !known.has(topic));
    if (unknown.length === 0) return;
    const admin = new kafka.Admin(base);
    try {
      const there = new Set(await admin.listTopics());
      const missing = unknown.filter((topic) => !there.has(topic));
      // As many partitions and copies as the broker is set up to make.
      if (missing.length > 0) await admin.createTopics({ topics: missing, partitions: -1, replicas: -1 });
      for (const topic of unknown) known.add(topic);
    } finally {
      await admin.close();
    }
  };

  return {
    subscribe: async (consumer) => {
      const topics = [...new Set(consumer.events.map((name) => topicOf(prefix, name)))];
      await ensureTopics(topics);
      const groupId = `${prefix}.${consumer.name}`;
      const connect = () => new kafka.Consumer({ ...base, groupId, deserializers: kafka.stringDeserializers });
      await releases.use(new KafkaMembership({ consumer, topics, connect, scheduler, logger })).join();
    },
    publish: async (events) => {
      const messages = events.map((event) => messageOf(prefix, event));
      await ensureTopics(messages.map(({ topic }) => topic));
      await producer.send({ messages });
      return new Set();
    },
    close: () => releases.close(),
  };
}
