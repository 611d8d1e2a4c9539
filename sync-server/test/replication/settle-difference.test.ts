import { describe, expect, it } from 'vitest';
import {
  type Difference,
  type ReconcileReason,
  settleDifference,
  settleMissing,
} from '../../../desktop/src/node/replication/settle-difference.ts';
import { note } from '../support/sync-desk.ts';

const epoch: ReconcileReason = { why: 'EPOCH', ancestors: 10, epochStart: 20 };
const floor: ReconcileReason = { why: 'FLOOR' };
const hash: ReconcileReason = { why: 'HASH' };

const earlier = { document: note('a', ['earlier']), deleted: false };
const later = { document: note('a', ['later'], 9), deleted: false };
const removed = { ...earlier, deleted: true };
const difference = (given: {
  local?: Difference['local'];
  server?: Omit<Difference['server'], 'number'>;
  number?: number;
  isUnsent?: boolean;
}): Difference => ({
  local: 'local' in given ? given.local : later,
  isUnsent: given.isUnsent ?? false,
  server: { ...(given.server ?? earlier), number: given.number ?? 5 },
});

describe('a document of the server compared with the desk', () => {
  it.each([epoch, floor, hash])('$why: is taken where nothing is here, and where it is the same', (reason) => {
    expect(settleDifference(reason, difference({ local: undefined }))).toBe('TAKE');
    expect(settleDifference(reason, difference({ local: earlier }))).toBe('TAKE');
    expect(settleDifference(reason, difference({ local: removed, server: { ...later, deleted: true } }))).toBe('TAKE');
  });

  it.each<[string, number, Parameters<typeof difference>[0], string]>([
    ['of an ancestor', 10, {}, 'PUSH_ON_TOP'],
    ['of an ancestor that was removed here', 10, { local: removed }, 'PUSH_ON_TOP'],
    ['of what this desk had not seen', 11, {}, 'PUSH_TO_JOIN'],
    ['of what this desk had not seen and has changed', 11, { isUnsent: true }, 'TAKE'],
    ['of the new time line', 21, {}, 'PUSH_TO_JOIN'],
    ['of the new time line, changed here', 21, { isUnsent: true }, 'PUSH_TO_JOIN'],
    ['of the new time line, removed here before', 21, { local: removed }, 'TAKE_OVER'],
  ])('RECONCILE-3 %s (number %i)', (_what, number, given, settlement) => {
    expect(settleDifference(epoch, difference({ ...given, number }))).toBe(settlement);
  });

  it.each([floor, hash])(
    'RECONCILE-4 $why: the later change goes on, and what is on its way up comes first',
    (reason) => {
      expect(settleDifference(reason, difference({ local: earlier, server: later }))).toBe('TAKE_OVER');
      expect(settleDifference(reason, difference({ local: later, server: earlier }))).toBe('PUSH_TO_JOIN');
      expect(settleDifference(reason, difference({ local: later, server: earlier, isUnsent: true }))).toBe('TAKE');
      expect(settleDifference(reason, difference({ local: removed, server: later }))).toBe('TAKE_OVER');
    },
  );
});

describe('a document of the desk that the server has not', () => {
  it('RECONCILE-2 was removed when its removal is forgotten, unless it was changed here', () => {
    expect(settleMissing(floor, false)).toBe('REMOVE');
    expect(settleMissing(floor, true)).toBe('KEEP');
  });

  it('RECONCILE-3 RECONCILE-4 was lost there otherwise', () => {
    expect(settleMissing(epoch, false)).toBe('PUSH_TO_JOIN');
    expect(settleMissing(hash, false)).toBe('PUSH_TO_JOIN');
    expect(settleMissing(hash, true)).toBe('KEEP');
  });
});
