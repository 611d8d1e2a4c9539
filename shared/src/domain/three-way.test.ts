import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../base/id.ts';
import { type Instant, instantOf } from '../base/instant.ts';
import type { DocumentFields, Merged, Stamp } from './document.ts';
import { byKey, eachField, eachOnce, greatest, keepBoth, type FieldPolicies, ranked } from './merge-policies.ts';
import { describeMergeLaws } from '../testing/merge-laws.ts';
import { mergeFields, mergeWithReport } from './three-way.ts';

interface Card extends DocumentFields {
  readonly name: string;
  readonly note?: string;
  readonly tags: readonly string[];
  readonly phones: readonly { readonly number: string; readonly label: string }[];
  readonly home: { readonly city: string; readonly street: string };
  readonly lastSeen: number;
  readonly state: 'OPEN' | 'CLOSED';
  readonly reason?: string;
  readonly ext?: Readonly<Record<string, number>>;
  readonly merged?: Merged | undefined;
}

const policies: FieldPolicies<Card> = {
  note: keepBoth(1_000),
  tags: eachOnce,
  phones: byKey(({ number }) => number, eachField()),
  home: eachField(),
  lastSeen: greatest,
};
const together = [
  {
    fields: ['state', 'reason'] as const,
    policy: ranked<object>((state) => ('state' in state && state.state === 'CLOSED' ? 1 : 0)),
  },
];

const merge = (base: Card | undefined, ours: Card, theirs: Card): Card =>
  mergeFields(base, ours, theirs, policies, together);

const stamp = (minute: number, device: string): Stamp => ({
  operation: derivedId('Operation', String(minute), device),
  at: instantOf(1_794_000_000_000 + minute * 60_000) satisfies Instant,
  by: { kind: 'SYSTEM' },
  device: derivedId('Device', device),
});

const base: Card = {
  id: 'card',
  v: 1,
  created: stamp(0, 'a'),
  changed: stamp(0, 'a'),
  name: 'Volkova',
  tags: ['calm', 'regular'],
  phones: [
    { number: '+70005550101', label: 'mobile' },
    { number: '+70005550102', label: 'work' },
  ],
  home: { city: 'Moscow', street: 'Embankment 1' },
  lastSeen: 3,
  state: 'OPEN',
};

const changedBy = (minute: number, device: string, changes: Partial<Card>, from: Card = base): Card => ({
  ...from,
  ...changes,
  changed: stamp(minute, device),
});

describe('a three-way merge', () => {
  it('takes each field from the side that changed it', () => {
    const ours = changedBy(1, 'a', { name: 'Orlova' });
    const theirs = changedBy(2, 'b', { note: 'call after six' });
    expect(merge(base, ours, theirs)).toMatchObject({
      name: 'Orlova',
      note: 'call after six',
      changed: theirs.changed,
    });
  });

  it('lets the later change of one value stand and reports the other', () => {
    const ours = changedBy(2, 'a', { name: 'Orlova' });
    const theirs = changedBy(1, 'b', { name: 'Petrova' });
    expect(mergeWithReport(base, ours, theirs, policies).replaced).toEqual([
      { path: 'name', kept: 'Orlova', other: 'Petrova' },
    ]);
    expect(merge(base, ours, theirs).name).toBe('Orlova');
  });

  it('decides changes of the same moment by device, the same way on both sides', () => {
    const ours = changedBy(1, 'a', { name: 'Orlova' });
    const theirs = changedBy(1, 'b', { name: 'Petrova' });
    expect(merge(base, ours, theirs)).toEqual(merge(base, theirs, ours));
  });

  it('keeps both texts, without repeating what one contains of the other', () => {
    const ours = changedBy(1, 'a', { note: 'bites' });
    const theirs = changedBy(2, 'b', { note: 'afraid of cats' });
    expect(merge(base, ours, theirs).note).toBe('afraid of cats\n— — —\nbites');
    expect(merge(base, ours, changedBy(2, 'b', { note: 'bites when scared' })).note).toBe('bites when scared');
  });

  it('keeps a text that one side wrote and the other cleared', () => {
    const noted = changedBy(0, 'a', { note: 'bites' });
    const { note: _, ...cleared } = changedBy(2, 'a', {}, noted);
    expect(merge(noted, cleared, changedBy(1, 'b', { note: 'bites men' }, noted)).note).toBe('bites men');
    expect(merge(noted, cleared, noted).note).toBeUndefined();
  });

  it('falls back to the later text when both do not fit, and reports the other', () => {
    const ours = changedBy(1, 'a', { note: 'x'.repeat(700) });
    const theirs = changedBy(2, 'b', { note: 'y'.repeat(700) });
    const { document, replaced } = mergeWithReport(base, ours, theirs, policies);
    expect(document.note).toBe(theirs.note);
    expect(replaced).toEqual([{ path: 'note', kept: theirs.note, other: ours.note }]);
  });

  it('joins lists by key: additions of both, removals of either, a change over a removal', () => {
    const [mobile, work] = base.phones;
    const ours = changedBy(1, 'a', { phones: [mobile!, { number: '+70005550109', label: 'neighbour' }] });
    const theirs = changedBy(2, 'b', { phones: [mobile!, { ...work!, label: 'evenings' }], tags: ['regular', 'new'] });
    const merged = merge(base, ours, theirs);
    expect(merged.phones).toEqual([
      mobile,
      { ...work, label: 'evenings' },
      { number: '+70005550109', label: 'neighbour' },
    ]);
    expect(merged.tags).toEqual(['regular', 'new']);
    expect(merge(base, ours, changedBy(2, 'b', { phones: [...base.phones].toReversed() })).phones).toEqual(ours.phones);
  });

  it('joins objects by field and numbers by the greatest', () => {
    const ours = changedBy(2, 'a', { home: { city: 'Tver', street: 'Embankment 1' }, lastSeen: 8 });
    const theirs = changedBy(3, 'b', { home: { city: 'Moscow', street: 'Orchard 4' }, lastSeen: 5 });
    expect(merge(base, ours, theirs)).toMatchObject({ home: { city: 'Tver', street: 'Orchard 4' }, lastSeen: 8 });
  });

  it('moves fields that belong together as one value', () => {
    const ours = changedBy(1, 'a', { state: 'CLOSED', reason: 'moved away' });
    const theirs = changedBy(2, 'b', { state: 'OPEN', reason: 'came back' });
    expect(merge(base, ours, theirs)).toMatchObject({ state: 'CLOSED', reason: 'moved away' });
  });

  it('carries what other programs stored, key by key', () => {
    const merged = merge(base, changedBy(1, 'a', { ext: { a: 1 } }), changedBy(2, 'b', { ext: { 'b/c': 2 } }));
    expect(merged.ext).toEqual({ a: 1, 'b/c': 2 });
  });

  it('remembers when a field was changed, so that a third device is judged by the field and not by the document', () => {
    const first = changedBy(1, 'a', { name: 'Orlova' });
    const late = changedBy(3, 'b', { lastSeen: 9 });
    const second = changedBy(2, 'c', { name: 'Petrova' });
    expect(merge(base, merge(base, first, late), second).name).toBe('Petrova');
    expect(merge(base, first, merge(base, late, second)).name).toBe('Petrova');
  });

  it('forgets those times with the next change', () => {
    const merged = merge(base, changedBy(1, 'a', { name: 'Orlova' }), changedBy(5, 'b', { lastSeen: 9 }));
    const edited = changedBy(6, 'a', { name: 'Orlova-Reid' }, merged);
    expect(merge(merged, edited, changedBy(4, 'b', { name: 'Petrova' }, merged)).name).toBe('Orlova-Reid');
  });

  it('refuses to join two different documents', () => {
    expect(() => merge(base, base, { ...base, id: 'other' })).toThrow('card and other are two documents');
  });
});

describe('every three-way merge', () => {
  const changes = fc.record(
    {
      name: fc.constantFrom('Volkova', 'Orlova', 'Petrova', 'Reid'),
      note: fc.constantFrom('bites', 'bites men', 'calm', 'afraid of cats', ''),
      tags: fc.uniqueArray(fc.constantFrom('calm', 'regular', 'new', 'debt'), { maxLength: 4 }),
      phones: fc.uniqueArray(
        fc.record({
          number: fc.constantFrom('+70005550101', '+70005550102', '+70005550103', 'a/b'),
          label: fc.constantFrom('mobile', 'work', 'home'),
        }),
        { selector: ({ number }) => number, maxLength: 4 },
      ),
      home: fc.record({
        city: fc.constantFrom('Moscow', 'Tver'),
        street: fc.constantFrom('Embankment 1', 'Orchard 4'),
      }),
      lastSeen: fc.integer({ min: 0, max: 5 }),
      state: fc.constantFrom('OPEN' as const, 'CLOSED' as const),
      reason: fc.constantFrom('moved', 'came back'),
    },
    { requiredKeys: [] },
  );
  const change = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('a', 'b', 'c'), changes)
    .map(([minute, device, changed]) => changedBy(minute, device, changed));
  describeMergeLaws('cards', { merge, changes: change, bases: [base, base, undefined], runs: 300 });
});
