import { describe, expect, it } from 'vitest';
import { codeOf } from '../testing/given.ts';
import { seenOf, stillAsSeen } from './seen.ts';

describe('what a person saw of something', () => {
  const shown = { name: 'Барон', born: '2021-05-03', coat: undefined };

  it('is the same mark for the same content, whatever the order of its fields', () => {
    expect(seenOf(shown)).toBe(seenOf({ born: '2021-05-03', name: 'Барон' }));
    expect(codeOf(stillAsSeen(shown, seenOf(shown)))).toBe('ok');
  });

  it('tells when somebody changed it meanwhile (R-017)', () => {
    expect(codeOf(stillAsSeen({ ...shown, name: 'Барон II' }, seenOf(shown)))).toBe('CHANGED_MEANWHILE');
    expect(codeOf(stillAsSeen({ ...shown, coat: 'палевый' }, seenOf(shown)))).toBe('CHANGED_MEANWHILE');
  });
});
