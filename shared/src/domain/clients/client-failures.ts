import { defineFailures } from '../../base/failure.ts';

export const clientFailures = defineFailures({
  CLIENT_ERASED: {
    cause: 'The person asked to be erased; the entry is kept only as a number for money and medical facts.',
    remedy: 'Register the person anew if they come back.',
    ru: 'Данные этого клиента удалены по его просьбе. При повторном визите заведите новую карточку.',
    en: 'This person’s data was erased on request. Register them anew if they come back.',
  },
  CLIENT_MERGED: {
    cause: 'The entry was joined with another one of the same person, which speaks for both.',
    remedy: 'Make the change on the entry named in the details.',
    ru: 'Эта карточка объединена с другой. Откройте основную.',
    en: 'This entry was joined with another one. Open the main entry.',
  },
  SAME_CLIENT: {
    cause: 'An entry was to be joined with, or kept apart from, itself.',
    remedy: 'Choose two different entries.',
    ru: 'Это одна и та же карточка.',
    en: 'This is one and the same entry.',
  },
  NOT_MERGED: {
    cause: 'The entries to be separated were not joined.',
    remedy: 'Read both entries again.',
    ru: 'Эти карточки не объединены.',
    en: 'These entries are not joined.',
  },
  NO_CONSENT_TO_WITHDRAW: {
    cause: 'Nothing stands for this purpose.',
    remedy: 'Nothing has to be done; without consent nothing is sent.',
    ru: 'Согласия на это и так нет.',
    en: 'There is no consent for this.',
  },
});
