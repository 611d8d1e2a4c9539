import { silentLogger } from '@lapka/shared/base/logger.ts';
import { describe, expect, it } from 'vitest';
import { inProcessBus } from '../../src/events/in-process-bus.ts';
import { eventOfMessage, messageOf, topicOf } from '../../src/events/kafka-message.ts';
import { anEvent, eventBusContract, listener } from '../contracts/event-bus-contract.ts';
import { clinicOf } from '../support/documents.ts';

eventBusContract('this process', async () => inProcessBus(silentLogger));

describe('the bus in this process', () => {
  it('answers which clinics have to wait, and goes on with the others', async () => {
    const bus = inProcessBus(silentLogger);
    const listening = listener(['visit_moved']);
    await bus.subscribe({
      ...listening.consumer('choosy'),
      take: async (event) => {
        if (event.clinic === clinicOf('A')) throw new Error('not of A');
        await listening.consumer('choosy').take(event);
      },
    });
    const heldBack = await bus.publish([
      anEvent('A', 'visit_moved'),
      anEvent('B', 'visit_moved'),
      anEvent('A', 'visit_moved'),
    ]);
    expect([...heldBack]).toEqual([clinicOf('A')]);
    expect(listening.taken.map(({ clinic }) => clinic)).toEqual([clinicOf('B')]);
  });
});

describe('an event as a message', () => {
  it('goes to the topic of its family under the key of its clinic, and comes back as it was', () => {
    const event = anEvent('A', 'vaccination_appointment_created', { pet: 'x', list: [1, { a: null }] });
    const message = messageOf('lapka', event);
    expect(message).toMatchObject({ topic: 'lapka.vaccination', key: clinicOf('A') });
    expect(topicOf('test', 'visit')).toBe('test.visit');
    expect(eventOfMessage(message.value)).toEqual(event);
  });

  it('is none when it is not one of ours', () => {
    for (const value of ['', '{', 'null', '[]', '{"clinic":"x"}', JSON.stringify({ ...anEvent('A', 'x'), more: 1 })]) {
      expect(eventOfMessage(value)).toBeUndefined();
    }
  });
});
