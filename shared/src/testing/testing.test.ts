import { describe, expect, it } from 'vitest';
import { FakeClock } from './fake-clock.ts';
import { NetworkPair } from './network-pair.ts';
import { SeededChooser } from './seeded-chooser.ts';

describe('the fake clock', () => {
  it('runs what is scheduled in order of due time with the clock on that time', () => {
    const clock = new FakeClock('2026-11-16T07:00:00.000Z');
    const seen: string[] = [];
    clock.after(2_000, () => seen.push(`second at ${clock.now()}`));
    clock.after(1_000, () => {
      seen.push(`first at ${clock.now()}`);
      clock.after(500, () => seen.push(`between at ${clock.now()}`));
    });
    const cancel = clock.after(1_200, () => seen.push('cancelled'));
    cancel();
    clock.advance(5_000);
    expect(seen).toEqual([
      'first at 2026-11-16T07:00:01.000Z',
      'between at 2026-11-16T07:00:01.500Z',
      'second at 2026-11-16T07:00:02.000Z',
    ]);
    expect(clock.now()).toBe('2026-11-16T07:00:05.000Z');
    expect(clock.nextDue()).toBeUndefined();
  });
});

describe('the seeded chooser', () => {
  it('repeats its choices for a seed', () => {
    const choices = (seed: number) => {
      const chooser = new SeededChooser(seed);
      return [
        chooser.between(1, 6),
        chooser.pick(['a', 'b', 'c']),
        chooser.weighted({ x: 1, y: 3 }),
        chooser.shuffled([1, 2, 3, 4]),
      ];
    };
    expect(choices(5)).toEqual(choices(5));
    expect(new SeededChooser(1).shuffled([1, 2, 3]).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it('respects probabilities and weights', () => {
    const chooser = new SeededChooser(9);
    let hits = 0;
    let heavy = 0;
    for (let round = 0; round < 4_000; round++) {
      if (chooser.chance(0.25)) hits += 1;
      if (chooser.weighted({ light: 1, heavy: 3 }) === 'heavy') heavy += 1;
    }
    expect(Math.abs(hits - 1_000)).toBeLessThan(120);
    expect(Math.abs(heavy - 3_000)).toBeLessThan(120);
  });
});

describe('the network pair', () => {
  const pairOf = (seed: number) => {
    const pair = new NetworkPair<number>(new SeededChooser(seed));
    const arrived: number[] = [];
    pair.b.onMessage((message) => arrived.push(message));
    return { pair, arrived };
  };

  it('delivers in order and only when told to', () => {
    const { pair, arrived } = pairOf(1);
    for (const message of [1, 2, 3]) pair.a.send(message);
    expect(arrived).toEqual([]);
    pair.deliverNext();
    expect(arrived).toEqual([1]);
    expect(pair.flush()).toBe(2);
    expect(arrived).toEqual([1, 2, 3]);
  });

  it('drops, doubles and overtakes in bad weather, the same way for the same seed', () => {
    const storm = (seed: number) => {
      const { pair, arrived } = pairOf(seed);
      pair.setWeather({ drop: 0.2, duplicate: 0.2, reorder: 0.5 });
      for (let message = 0; message < 200; message++) pair.a.send(message);
      pair.flush();
      return { arrived, dropped: pair.droppedCount() };
    };
    const { arrived, dropped } = storm(3);
    expect(dropped).toBeGreaterThan(10);
    expect(arrived.length).toBeGreaterThan(new Set(arrived).size);
    expect(arrived).not.toEqual(arrived.toSorted((a, b) => a - b));
    expect(storm(3)).toEqual({ arrived, dropped });
  });

  it('loses what is on the line when it is cut, tells both ends and stays cut', () => {
    const { pair, arrived } = pairOf(1);
    const told: string[] = [];
    pair.a.onCut(() => told.push('a'));
    pair.b.onCut(() => told.push('b'));
    pair.a.send(1);
    pair.cut();
    pair.cut();
    pair.a.send(2);
    pair.flush();
    expect(arrived).toEqual([]);
    expect(told).toEqual(['a', 'b']);
    expect(pair.droppedCount()).toBe(2);
  });

  it('copies messages, so the two sides never share an object', () => {
    const pair = new NetworkPair<{ list: number[] }>(new SeededChooser(1));
    const message = { list: [1] };
    let received: { list: number[] } | undefined;
    pair.b.onMessage((value) => {
      received = value;
    });
    pair.a.send(message);
    message.list.push(2);
    pair.flush();
    expect(received).toEqual({ list: [1] });
  });
});
