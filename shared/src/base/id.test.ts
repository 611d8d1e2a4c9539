import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { SeededChooser } from '../testing/seeded-chooser.ts';
import { createIdMaker, derivedId, idSchema } from './id.ts';

describe('an id maker', () => {
  it('grows within one millisecond and across milliseconds', () => {
    const clock = new FakeClock();
    const maker = createIdMaker(clock, new SeededChooser(1));
    const made: string[] = [];
    for (let round = 0; round < 5_000; round++) {
      if (round % 1_000 === 999) clock.advance(1);
      made.push(maker.next());
    }
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('still grows when the clock steps back a little, and stays unique when it steps back an hour', () => {
    const clock = new FakeClock('2026-11-16T08:00:00.000Z');
    const maker = createIdMaker(clock, new SeededChooser(2));
    const before = maker.next();
    clock.jumpTo('2026-11-16T07:59:58.000Z');
    expect(maker.next() > before).toBe(true);
    clock.jumpTo('2026-11-16T07:00:00.000Z');
    expect(maker.next()).not.toBe(before);
  });

  it('gives the same ids for the same clock and seed', () => {
    const ids = () => {
      const maker = createIdMaker(new FakeClock(), new SeededChooser(7));
      return [maker.next(), maker.next()];
    };
    expect(ids()).toEqual(ids());
  });

  it('makes what its own parser accepts', () => {
    const schema = idSchema('Pet');
    expect(schema.safeParse(createIdMaker(new FakeClock(), new SeededChooser(3)).next<'Pet'>()).success).toBe(true);
    expect(schema.safeParse(derivedId('Task', 'a', 'b')).success).toBe(true);
  });
});

describe('a derived id', () => {
  it('depends on every part and on nothing else', () => {
    expect(derivedId('Task', 'a', 'b')).toBe(derivedId('Task', 'a', 'b'));
    const others = [derivedId('Task', 'ab'), derivedId('Task', 'b', 'a'), derivedId('Note', 'a', 'b')];
    expect(new Set([derivedId('Task', 'a', 'b'), ...others]).size).toBe(4);
  });
});

describe('the id parser', () => {
  it('refuses everything that is not one of our ids', () => {
    fc.assert(fc.property(fc.anything(), (value) => !idSchema('Pet').safeParse(value).success));
    expect(idSchema('Pet').safeParse('0198f7a0-0000-4000-8000-000000000000').success).toBe(false);
    expect(idSchema('Pet').safeParse('0198F7A0-0000-7000-8000-000000000000').success).toBe(false);
  });
});
