import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { type Currency, currencySchema, type Money, sum } from '../../base/money.ts';
import { lineText, longText } from '../../base/text.ts';
import { positiveQuantitySchema, priceSchema } from '../amounts.ts';
import { stampOrder, stampSchema } from '../document.ts';
import { codeSchema } from '../names.ts';
import { fileReferenceSchema } from './visit-items.ts';

/**
 * Papers the owner decides about: what a treatment will cost from and to, and what the owner agrees to before it. What
 * the owner said is added with name, way and time, and never changed; the last word counts.
 */
export const ownerAnswerSchema = z.strictObject({
  stamp: stampSchema,
  answer: z.enum(['ACCEPTED', 'DECLINED', 'WITHDRAWN']),
  client: idSchema('Client'),
  name: lineText(160),
  how: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('SCREEN'), signature: fileReferenceSchema }),
    z.strictObject({ by: z.literal('PAPER'), scan: fileReferenceSchema.optional() }),
    z.strictObject({ by: z.literal('PHONE'), witness: idSchema('Staff') }),
    z.strictObject({ by: z.literal('PORTAL') }),
  ]),
  remark: longText(500, 0),
});
export type OwnerAnswer = z.infer<typeof ownerAnswerSchema>;

const answers = z.array(ownerAnswerSchema).max(100);

/** One line of an estimate: so much at least and so much at most, for the whole quantity. */
export const estimateLineSchema = z
  .strictObject({
    code: codeSchema,
    name: lineText(160),
    quantity: positiveQuantitySchema,
    least: priceSchema,
    most: priceSchema,
  })
  .refine(({ least, most }) => least.currency === most.currency && least.minor <= most.minor, {
    error: 'the most is less than the least',
  });
export type EstimateLine = z.infer<typeof estimateLineSchema>;

export const estimateFields = {
  currency: currencySchema,
  lines: z.array(estimateLineSchema).min(1).max(100),
  validUntil: civilDateSchema,
  answers,
};

/** The text is copied with its version: what was agreed to must be readable for ever. */
export const consentFields = {
  procedure: lineText(300),
  textVersion: lineText(40),
  text: longText(20_000),
  answers,
};

export interface Estimated {
  readonly currency: Currency;
  readonly lines: readonly EstimateLine[];
}

export function isOfOneCurrency({ currency, lines }: Estimated): boolean {
  return lines.every(({ least }) => least.currency === currency);
}

/** What an estimate comes to, from and to. */
export function estimateTotal({ lines, currency }: Estimated): { readonly least: Money; readonly most: Money } {
  const least = lines.map((line) => line.least);
  const most = lines.map((line) => line.most);
  return { least: sum(least, currency), most: sum(most, currency) };
}

/** What the owner said last; undefined before the first word. */
export function lastAnswer(given: readonly OwnerAnswer[]): OwnerAnswer | undefined {
  return given.toSorted((a, b) => (stampOrder(a.stamp) < stampOrder(b.stamp) ? -1 : 1)).at(-1);
}
