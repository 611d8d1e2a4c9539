import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { ru } from './ru.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'portal';
    resources: { portal: typeof ru };
  }
}

/** The texts of the owners' pages, in the language of the owner's browser where we have it. */
export async function startTexts(): Promise<void> {
  const preferred = navigator.language.startsWith('ru') ? 'ru' : 'en';
  await i18next.use(initReactI18next).init({
    resources: { ru: { portal: ru }, en: { portal: en } },
    defaultNS: 'portal',
    lng: preferred,
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = preferred;
}
