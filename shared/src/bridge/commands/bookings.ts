import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { longText } from '../../base/text.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { command } from '../define.ts';

export const bookingCommands = {
  /** Books a known pet for a free slot of a vet in the clinic. */
  book: command({
    input: {
      pet: idSchema('Pet'),
      services: z.array(idSchema('Service')).min(1).max(20),
      location: idSchema('Location'),
      vet: idSchema('Staff'),
      date: civilDateSchema,
      time: wallTimeSchema,
      source: z.enum(['PHONE', 'ONLINE', 'TELEGRAM']),
      note: longText(8_000).optional(),
    },
    output: z.strictObject({ booking: idSchema('Booking'), code: z.string() }),
    errors: [
      'NOT_FOUND',
      'SLOT_BUSY',
      'PET_DECEASED',
      'NUMBERS_USED_UP',
      'NOTHING_TO_QUOTE',
      'SERVICE_NOT_OFFERED',
      'NOT_FOR_SPECIES',
      'NO_PRICE',
      'WEIGHT_OUTSIDE_BRACKETS',
      'NOT_AT_HOME',
      'COORDINATES_MISSING',
      'DISTANCE_MISSING',
      'AMOUNT_TOO_LARGE',
      'CURRENCY_MISMATCH',
    ],
  }),
};
