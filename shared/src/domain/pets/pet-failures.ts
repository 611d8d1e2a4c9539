import { defineFailures } from '../../base/failure.ts';

export const petFailures = defineFailures({
  PET_NAME_MISSING: {
    cause: 'The pet has no name.',
    remedy: 'Enter a name; a nameless stray gets a working name.',
    ru: 'Укажите кличку.',
    en: 'Please enter the pet’s name.',
  },
  NOT_DECEASED: {
    cause: 'The pet is not marked as deceased.',
    remedy: 'Nothing has to be taken back.',
    ru: 'Животное не отмечено как умершее.',
    en: 'The pet is not marked as deceased.',
  },
  ALREADY_OWNER: {
    cause: 'The client already owns the pet in that way.',
    remedy: 'Nothing has to be changed.',
    ru: 'Этот клиент уже владелец.',
    en: 'This client already is the owner.',
  },
  NOT_CO_OWNER: {
    cause: 'The client is no co-owner of the pet.',
    remedy: 'Read the pet again.',
    ru: 'Этот клиент не совладелец.',
    en: 'This client is not a co-owner.',
  },
  CHIP_NOT_15_DIGITS: {
    cause: 'The number has not the 15 digits of ISO 11784.',
    remedy: 'Scan it again; for a chip from before the standard, say so.',
    ru: 'В номере чипа должно быть 15 цифр, сейчас {{digits}}.',
    en: 'A chip number has 15 digits; this one has {{digits}}.',
  },
  CHIP_ENTRIES_DIFFER: {
    cause: 'The number was typed twice and came out differently.',
    remedy: 'Read it from the scanner once more.',
    ru: 'Номер чипа введён по-разному. Проверьте ещё раз.',
    en: 'The two entries of the chip number differ. Please check again.',
  },
  CHIP_ALREADY_THERE: {
    cause: 'The pet already has this chip.',
    remedy: 'Nothing has to be added.',
    ru: 'Этот чип уже записан.',
    en: 'This chip is already recorded.',
  },
});
