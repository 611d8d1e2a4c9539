import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { LocalName } from '@lapka/shared/domain/names.ts';
import { fullName, type PersonName, shortName } from '@lapka/shared/domain/people/person-name.ts';
import { currentLanguage } from './i18n.ts';

/** `20.11.2026` or `20/11/2026`. */
export function shortDate(date: CivilDate): string {
  return formatted(date, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** `пятница, 20 ноября` or `Friday 20 November`. */
export function longDate(date: CivilDate): string {
  return formatted(date, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** A calendar day has no zone: it is written as if it were noon in UTC, so that no zone can move it. */
function formatted(date: CivilDate, style: Intl.DateTimeFormatOptions): string {
  const locale = currentLanguage() === 'ru' ? 'ru-RU' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
}

/** `Соколова Анна Сергеевна` as the language of the screen writes it. */
export function personName(name: PersonName): string {
  return fullName(name, currentLanguage());
}

/** `Орлов М. А.`, where there is little room. */
export function briefName(name: PersonName): string {
  return shortName(name, currentLanguage());
}

export function localName(name: LocalName): string {
  return name[currentLanguage()];
}
