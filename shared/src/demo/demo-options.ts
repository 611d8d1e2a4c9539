import { type CivilDate, daysBetween } from '../base/civil-date.ts';
import { defineFailures, failure, type Failure, type Language } from '../base/failure.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type Figures, wholeBranch } from './figures.ts';
import { exampleToday } from './timeline.ts';

/** What may differ between two demo clinics. The same options give the same documents, to the last byte. */
export interface DemoOptions {
  readonly seed: number;
  /** The demo's today: a Monday. */
  readonly today: CivilDate;
  /** How many branches the chain has, each as large as the clinic of the examples. */
  readonly scale: number;
  readonly language: Language;
  readonly figures: Figures;
}

export const demoSeed = 20261116;

export const usualOptions: DemoOptions = {
  seed: demoSeed,
  today: exampleToday,
  scale: 1,
  language: 'ru',
  figures: wholeBranch,
};

/** Invented phone numbers end at ten branches. */
export const mostBranches = 10;

export const demoFailures = defineFailures({
  DEMO_TODAY_NOT_MONDAY: {
    cause: 'The demo clinic lives in whole weeks, and the given day is no Monday.',
    remedy: 'Give a Monday.',
    ru: 'Демо-клиника начинается с понедельника, а {{today}} – другой день недели.',
    en: 'The demo clinic begins on a Monday, and {{today}} is none.',
  },
  DEMO_SCALE_UNKNOWN: {
    cause: 'The scale is no whole number from 1 to the most the demo can be.',
    remedy: 'Give a scale within the limits.',
    ru: 'Размер демо-клиники – целое число от 1 до {{most}}.',
    en: 'The scale of the demo clinic is a whole number from 1 to {{most}}.',
  },
});

/** Whether a demo can be made with these options. */
export function checkOptions(options: DemoOptions): Result<DemoOptions, Failure<keyof typeof demoFailures>> {
  const { today, scale } = options;
  if (daysBetween(exampleToday, today) % 7 !== 0) return err(failure('DEMO_TODAY_NOT_MONDAY', { today }));
  const isPossible = Number.isInteger(scale) && scale >= 1 && scale <= mostBranches;
  return isPossible ? ok(options) : err(failure('DEMO_SCALE_UNKNOWN', { most: mostBranches }));
}
