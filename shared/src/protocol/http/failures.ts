import { baseFailures } from '../../base/failures.ts';
import { defineFailures } from '../../base/failure.ts';
import { accountFailures } from '../../domain/accounts/accounts-failures.ts';
import { quoteFailures } from '../../domain/catalogue/quote-failures.ts';
import { fileFailures } from '../../domain/files/file-failures.ts';
import { settingsFailures } from '../../domain/settings/settings-failures.ts';
import { staffFailures } from '../../domain/staff/staff-failures.ts';

/** What the server's HTTP part refuses beyond what the rules of a clinic refuse. */
const transportFailures = defineFailures({
  NO_SUCH_ADDRESS: {
    cause: 'The server has nothing under this address.',
    remedy: 'The caller has a bug or belongs to another version; the addresses are in /openapi.json.',
    ru: 'Сервер не знает такого адреса.',
    en: 'The server does not know this address.',
  },
  TOO_MANY_REQUESTS: {
    cause: 'More requests came from one network than people make.',
    remedy: 'Wait for the time given in Retry-After.',
    ru: 'Слишком много запросов. Подождите немного.',
    en: 'Too many requests. Please wait a little.',
  },
  MESSAGE_TOO_LARGE: {
    cause: 'The body of the request is larger than the address takes.',
    remedy: 'Send files by the upload; everything else is small.',
    ru: 'Слишком большой запрос.',
    en: 'The request is too large.',
  },
  NOT_JSON: {
    cause: 'The body is no JSON, or is not said to be.',
    remedy: 'A bug of the caller: send UTF-8 JSON with Content-Type application/json.',
    ru: 'Неверный формат запроса.',
    en: 'The request has the wrong format.',
  },
  DEVICE_TAKEN: {
    cause: 'The device was enrolled before, in another clinic or with another key.',
    remedy: 'A device that starts anew takes a new id.',
    ru: 'Это устройство уже подключено.',
    en: 'This device is enrolled already.',
  },
  DEVICE_REVOKED: {
    cause: 'The device was shut out. It may hand over what it has, and nothing else.',
    remedy: 'Enrol it anew if it is to be used again.',
    ru: 'Доступ этого устройства отозван.',
    en: 'The access of this device was revoked.',
  },
  NO_KEY_KEPT: {
    cause: 'The device has never handed in the sealed key of its database.',
    remedy: 'The database opens on its own computer only; what it had sent is on the server.',
    ru: 'Ключ этого устройства не сохранён на сервере.',
    en: 'The server has no key of this device.',
  },
});

export const httpFailures = {
  ...baseFailures,
  ...accountFailures,
  ...staffFailures,
  ...settingsFailures,
  ...fileFailures,
  REASON_MISSING: quoteFailures.REASON_MISSING,
  ...transportFailures,
};
export type HttpFailureCode = keyof typeof httpFailures;
