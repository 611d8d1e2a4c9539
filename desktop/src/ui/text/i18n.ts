import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { ru } from './ru.ts';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk';
    resources: { desk: typeof ru };
  }
}

const remembered = 'lapka.language';

/** The texts of the desk, in the language this screen used last. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { ru: { desk: ru }, en: { desk: en } },
    defaultNS: 'desk',
    lng: localStorage.getItem(remembered) === 'en' ? 'en' : 'ru',
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ru';
}

export async function switchLanguage(): Promise<void> {
  const next = currentLanguage() === 'ru' ? 'en' : 'ru';
  await i18next.changeLanguage(next);
  localStorage.setItem(remembered, next);
  document.documentElement.lang = next;
}
