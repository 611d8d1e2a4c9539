import { z } from 'zod';
import { geoPositionSchema } from '../../base/geo-position.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';

/** Where a person can be found; a home visit needs the coordinates. */
export const addressSchema = z.strictObject({
  id: idSchema('Address'),
  label: lineText(40).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  postcode: lineText(16).optional(),
  city: lineText(120),
  street: lineText(160),
  house: lineText(20).optional(),
  apartment: lineText(20).optional(),
  coordinates: geoPositionSchema.optional(),
});
export type Address = z.infer<typeof addressSchema>;
export type AddressId = Id<'Address'>;

/** One line, from the street to the city, as envelopes and labels have it. */
export function addressLine({ street, house, apartment, city, postcode }: Address): string {
  const place = [street, house, apartment].filter((part) => part !== undefined).join(', ');
  return [place, [postcode, city].filter((part) => part !== undefined).join(' ')].join(', ');
}
