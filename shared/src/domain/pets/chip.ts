import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { idSchema } from '../../base/id.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { lineText } from '../../base/text.ts';
import { countryNumbers } from './country-numbers.ts';

/**
 * The transponder under the skin. By ISO 11784 its number has 15 digits, of which the first three name a country or,
 * from 900 on, a manufacturer. The printed number carries no check digit, so it is scanned or entered twice.
 */
export const chipSchema = z.strictObject({
  id: idSchema('Chip'),
  /** Odd old chips keep their number as they show it, in capitals without spaces. */
  number: z.string().regex(/^[0-9A-Z*]{4,20}$/),
  standard: z.enum(['ISO_11784', 'OLD']),
  /** A chip whose implantation nobody knows has the day on which it was first read here (§7.1). */
  marked: z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('IMPLANTED'), on: civilDateSchema }),
    z.strictObject({ how: z.literal('READ'), on: civilDateSchema }),
  ]),
  place: lineText(80).optional(),
  entered: z.enum(['SCANNED', 'TYPED_TWICE']),
  state: z.enum(['WORKS', 'UNREADABLE', 'REMOVED']),
});
export type Chip = z.infer<typeof chipSchema>;

/** A tattoo counts as marking only if it was made before 3 July 2011 (§7.1). */
export const tattooSchema = z.strictObject({
  id: idSchema('Tattoo'),
  number: lineText(40),
  on: civilDateSchema.optional(),
  place: lineText(80).optional(),
});
export type Tattoo = z.infer<typeof tattooSchema>;

export interface ReadChip {
  readonly number: string;
  readonly standard: Chip['standard'];
  readonly warnings: readonly ('UNKNOWN_PREFIX' | 'TEST_NUMBER' | 'OLD_CHIP')[];
}

export type ChipRefusal = Failure<'CHIP_NOT_15_DIGITS' | 'CHIP_ENTRIES_DIFFER'>;

/** How the number came in: from a reader, or typed twice because nothing in it can be checked. */
export type ChipEntry =
  | { readonly how: 'SCANNED'; readonly text: string }
  | { readonly how: 'TYPED_TWICE'; readonly text: string; readonly again: string };

/** Reads a chip number. Chips from before the standard are taken only when somebody says that it is one. */
export function readChip(entry: ChipEntry, isOldChip: boolean): Result<ReadChip, ChipRefusal> {
  const number = compact(entry.text);
  if (entry.how === 'TYPED_TWICE' && compact(entry.again) !== number) return err(failure('CHIP_ENTRIES_DIFFER'));
  if (/^\d{15}$/.test(number) && number !== '0'.repeat(15)) {
    return ok({ number, standard: 'ISO_11784', warnings: warningsOf(number) });
  }
  if (isOldChip && /^[0-9A-Z*]{4,20}$/.test(number)) return ok({ number, standard: 'OLD', warnings: ['OLD_CHIP'] });
  return err(failure('CHIP_NOT_15_DIGITS', { digits: Math.min(number.length, 99) }));
}

/** The day from which the animal counts as marked: its first chip, or an old tattoo. */
export function markedOn({
  chips,
  tattoos,
}: {
  readonly chips: readonly Chip[];
  readonly tattoos: readonly Tattoo[];
}): CivilDate | undefined {
  const days = [
    ...chips.filter(({ state }) => state === 'WORKS').map(({ marked }) => marked.on),
    ...tattoos.flatMap(({ on }) => (on !== undefined && on < lastTattooDay ? [on] : [])),
  ];
  return days.toSorted().at(0);
}

const lastTattooDay = '2011-07-03';

function compact(text: string): string {
  return text
    .slice(0, 60)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.-]/g, '');
}

function warningsOf(number: string): ReadChip['warnings'] {
  const prefix = number.slice(0, 3);
  if (prefix === '999') return ['TEST_NUMBER'];
  return prefix >= '900' || countryNumbers.has(prefix) ? [] : ['UNKNOWN_PREFIX'];
}
