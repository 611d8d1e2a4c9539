import { defineFailures } from '../../base/failure.ts';

export const holdFailures = defineFailures({
  SLOT_BUSY: {
    cause: 'Somebody else holds the slot or has booked it, or it is no slot at all.',
    remedy: 'Offer the next free slots; they are in the details.',
    ru: 'Это время уже занято. Ближайшее свободное: {{times}}.',
    en: 'This time is taken. Next free: {{times}}.',
  },
  HOLD_EXPIRED: {
    cause: 'The hold had ended before it was confirmed.',
    remedy: 'Hold the slot again, or one of the next free ones in the details.',
    ru: 'Время на подтверждение вышло. Ближайшее свободное: {{times}}.',
    en: 'The time to confirm has run out. Next free: {{times}}.',
  },
  NOT_YOUR_HOLD: {
    cause: 'Somebody else made this hold.',
    remedy: 'A bug of the caller, or a guess: only the holder may confirm.',
    ru: 'Это время держит кто-то другой.',
    en: 'Somebody else holds this time.',
  },
});
