import { z } from 'zod';
import { longText } from '../../base/text.ts';
import { codeSchema, nameSchema } from '../names.ts';
import type { VisitChange } from './visit-changes.ts';
import { type TextField, textFields, type Visit } from './visit.ts';

/** Texts a vet starts a visit with. A clinic edits its own; these few are what a new one finds. */
export const visitTemplateSchema = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  /** Whether systems nobody looked at become normal with it. */
  allNormal: z.boolean(),
  texts: z.partialRecord(z.enum(textFields), z.strictObject({ ru: longText(4000), en: longText(4000) })),
});
export type VisitTemplate = z.infer<typeof visitTemplateSchema>;

/** The changes that bring a template into a visit. What somebody has written already stays. */
export function templateChanges(
  visit: Pick<Visit, TextField> | undefined,
  { texts, allNormal }: VisitTemplate,
  language: 'ru' | 'en',
): VisitChange[] {
  const written = textFields.flatMap((field): VisitChange[] => {
    const text = texts[field]?.[language];
    const isEmpty = visit === undefined || visit[field].length === 0;
    return text !== undefined && isEmpty ? [{ change: 'WRITE', field, text, seen: [] }] : [];
  });
  return allNormal ? [...written, { change: 'ALL_NORMAL' }] : written;
}

export const starterTemplates: readonly VisitTemplate[] = [
  {
    code: 'CHECK-UP',
    name: { ru: 'Плановый осмотр', en: 'Routine check-up' },
    allNormal: true,
    texts: {
      reason: { ru: 'Плановый осмотр, жалоб нет.', en: 'Routine check-up, no complaints.' },
      diagnosis: { ru: 'Клинически здоров(а).', en: 'Clinically healthy.' },
      instructions: { ru: 'Следующий осмотр через 12 месяцев.', en: 'Next check-up in 12 months.' },
    },
  },
  {
    code: 'VACCINATION',
    name: { ru: 'Осмотр перед вакцинацией', en: 'Examination before vaccination' },
    allNormal: true,
    texts: {
      reason: { ru: 'Вакцинация. Жалоб нет, аппетит сохранён.', en: 'Vaccination. No complaints, eating normally.' },
      diagnosis: {
        ru: 'Клинически здоров(а), противопоказаний к вакцинации нет.',
        en: 'Clinically healthy, fit for vaccination.',
      },
      instructions: {
        ru: 'Сутки покой. Вялость 1–2 дня возможна; при отёке морды, рвоте или затруднённом дыхании – сразу в клинику.',
        en: 'Rest for a day. Mild lethargy for 1–2 days is normal; come at once if the face swells, with vomiting or laboured breathing.',
      },
    },
  },
  {
    code: 'RECHECK',
    name: { ru: 'Повторный приём', en: 'Recheck' },
    allNormal: false,
    texts: {
      reason: { ru: 'Повторный приём. Динамика со слов владельца: ', en: 'Recheck. Progress as told by the owner: ' },
      treatment: { ru: 'Лечение продолжить без изменений.', en: 'Continue the treatment unchanged.' },
    },
  },
  {
    code: 'OTITIS',
    name: { ru: 'Наружный отит', en: 'Otitis externa' },
    allNormal: false,
    texts: {
      reason: { ru: 'Трясёт головой, чешет уши.', en: 'Shaking the head, scratching the ears.' },
      tests: { ru: 'Отоскопия, цитология отпечатка.', en: 'Otoscopy, cytology of a smear.' },
      diagnosis: { ru: 'Наружный отит.', en: 'Otitis externa.' },
      instructions: {
        ru: 'Уши чистить лосьоном через день. Не прекращать капли раньше срока. Контроль через 10–14 дней.',
        en: 'Clean the ears with lotion every other day. Do not stop the drops early. Recheck in 10–14 days.',
      },
    },
  },
  {
    code: 'GASTRO',
    name: { ru: 'Рвота и диарея', en: 'Vomiting and diarrhoea' },
    allNormal: false,
    texts: {
      reason: { ru: 'Рвота и/или диарея, длительность: ', en: 'Vomiting and/or diarrhoea, for how long: ' },
      history: {
        ru: 'Смена корма, посторонние предметы, обработка от паразитов, контакты: ',
        en: 'Change of food, foreign objects, worming, contacts: ',
      },
      diagnosis: { ru: 'Острый гастроэнтерит.', en: 'Acute gastroenteritis.' },
      instructions: {
        ru: 'Дробное кормление лечебной диетой. Вода в свободном доступе. При крови, вялости или рвоте более 3 раз в сутки – сразу в клинику.',
        en: 'Small meals of the prescribed diet. Free access to water. Come at once with blood, lethargy or vomiting more than three times a day.',
      },
    },
  },
  {
    code: 'LAMENESS',
    name: { ru: 'Хромота', en: 'Lameness' },
    allNormal: false,
    texts: {
      reason: { ru: 'Хромота, конечность и длительность: ', en: 'Lameness, which leg and for how long: ' },
      tests: { ru: 'Ортопедический осмотр. Рентген: ', en: 'Orthopaedic examination. X-ray: ' },
      instructions: { ru: 'Ограничение нагрузки, прогулки на поводке.', en: 'Restricted exercise, walks on the lead.' },
    },
  },
  {
    code: 'SKIN',
    name: { ru: 'Зуд и поражение кожи', en: 'Itching and skin lesions' },
    allNormal: false,
    texts: {
      reason: { ru: 'Зуд, локализация и сезонность: ', en: 'Itching, where and in which season: ' },
      tests: { ru: 'Соскоб, трихоскопия, цитология.', en: 'Skin scraping, hair pluck, cytology.' },
    },
  },
  {
    code: 'SURGERY-OUT',
    name: { ru: 'Выписка после операции', en: 'Discharge after surgery' },
    allNormal: false,
    texts: {
      treatment: { ru: 'Операция прошла без осложнений.', en: 'The operation went without complications.' },
      instructions: {
        ru: 'Воротник до снятия швов. Шов не мочить, осматривать каждый день. Снятие швов через 10–12 дней.',
        en: 'Collar until the stitches are out. Keep the wound dry and look at it every day. Stitches out in 10–12 days.',
      },
    },
  },
];
