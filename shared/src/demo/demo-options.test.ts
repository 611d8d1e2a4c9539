import { describe, expect, it } from 'vitest';
import { civilDate } from '../base/civil-date.ts';
import { codeOf, given } from '../testing/given.ts';
import { demoClinic, demoStart, type DemoDocument } from './demo-clinic.ts';
import { checkOptions, type DemoOptions, usualOptions } from './demo-options.ts';

/** The first weeks of a demo; they take a second and not ten. */
function beginning(options: DemoOptions): DemoDocument[] {
  const parts: DemoDocument[] = [];
  for (const { documents } of demoClinic(options)) {
    parts.push(...documents);
    if (parts.length > 2_000) break;
  }
  return parts;
}

describe('what a demo clinic may be made of (§10)', () => {
  it('begins on a Monday and has from one to ten branches', () => {
    expect(given(checkOptions({ ...usualOptions, today: civilDate('2027-01-04'), scale: 10 })).scale).toBe(10);
    expect(codeOf(checkOptions({ ...usualOptions, today: civilDate('2026-11-17') }))).toBe('DEMO_TODAY_NOT_MONDAY');
    for (const scale of [0, 11, 1.5, Number.NaN]) {
      expect(codeOf(checkOptions({ ...usualOptions, scale }))).toBe('DEMO_SCALE_UNKNOWN');
    }
  });

  it('has the same ids in both languages, and other words', () => {
    const [russian, english] = [beginning(usualOptions), beginning({ ...usualOptions, language: 'en' })];
    expect(english.map(({ document }) => document.id)).toEqual(russian.map(({ document }) => document.id));
    expect(english).not.toEqual(russian);
  }, 120_000);

  it('is another one with another seed', () => {
    expect(beginning({ ...usualOptions, seed: 7 })).not.toEqual(beginning(usualOptions));
  }, 120_000);

  it('starts its clock at twenty to ten at the first place', () => {
    expect(demoStart(usualOptions)).toBe('2026-11-16T06:40:00.000Z');
  });
});
