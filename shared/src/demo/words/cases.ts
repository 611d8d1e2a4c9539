import type { LocalName } from '../../domain/names.ts';
import type { System } from '../../domain/records/findings.ts';

/** What a vet writes about an ailment, in the short words vets write. */
export interface CasePlan {
  readonly reason: LocalName;
  readonly finding: readonly [System, LocalName];
  readonly diagnosis: LocalName;
  readonly treatment: LocalName;
}

export const cases: readonly CasePlan[] = [
  {
    reason: { ru: 'Лижет лапу 3 дня, хромает после прогулки.', en: 'Licking a paw for 3 days, lame after walks.' },
    finding: [
      'SKIN',
      { ru: 'Межпальцевая эритема, гиперемия, ЛУ б/о.', en: 'Interdigital erythema, lymph nodes normal.' },
    ],
    diagnosis: { ru: 'Пододерматит.', en: 'Pododermatitis.' },
    treatment: {
      ru: 'Хлоргексидин 0,05 % местно 2 р/д, 7 дней.',
      en: 'Chlorhexidine 0.05 % locally twice daily, 7 days.',
    },
  },
  {
    reason: { ru: 'Чешет ухо, трясёт головой 5 дней.', en: 'Scratching an ear, shaking the head for 5 days.' },
    finding: [
      'EARS',
      {
        ru: 'AD: гиперемия, бурый экссудат, болезненность. AS: б/о.',
        en: 'Right: red, brown discharge, painful. Left: normal.',
      },
    ],
    diagnosis: { ru: 'Наружный отит справа.', en: 'Otitis externa, right.' },
    treatment: { ru: 'Чистка лосьоном ч/д, капли по назначению.', en: 'Lotion every other day, drops as prescribed.' },
  },
  {
    reason: { ru: 'Рвота 3 р. за сутки, ел на улице.', en: 'Vomited three times today, ate something outside.' },
    finding: [
      'ABDOMEN',
      {
        ru: 'Умеренная болезненность в эпигастрии, перистальтика усилена.',
        en: 'Epigastrium mildly painful, borborygmi.',
      },
    ],
    diagnosis: { ru: 'Острый гастрит.', en: 'Acute gastritis.' },
    treatment: {
      ru: 'Голод 12 ч, дробное кормление, противорвотное в/м.',
      en: 'Fast for 12 h, small meals, antiemetic i.m.',
    },
  },
  {
    reason: { ru: 'Хромота на левую ЗК после бега.', en: 'Lame on the left hind leg after running.' },
    finding: [
      'MUSCULOSKELETAL',
      {
        ru: 'Опора ограничена, отёка нет, «выдвижной ящик» отр.',
        en: 'Weight-bearing lameness, no swelling, drawer sign negative.',
      },
    ],
    diagnosis: { ru: 'Растяжение связок коленного сустава.', en: 'Sprain of the stifle.' },
    treatment: { ru: 'Покой 10 дней, НПВС 5 дней.', en: 'Rest for 10 days, NSAID for 5 days.' },
  },
  {
    reason: { ru: 'Частые позывы к мочеиспусканию, моча с кровью.', en: 'Frequent urination, blood in the urine.' },
    finding: ['UROGENITAL', { ru: 'Мочевой пузырь небольшой, болезненный.', en: 'Bladder small and painful.' }],
    diagnosis: { ru: 'Идиопатический цистит.', en: 'Idiopathic cystitis.' },
    treatment: { ru: 'Влажный корм, обогащение среды, обезболивание.', en: 'Wet food, enrichment, pain relief.' },
  },
  {
    reason: { ru: 'Зуд, расчёсы на шее, сезонно.', en: 'Itching, scratches on the neck, seasonal.' },
    finding: [
      'SKIN',
      { ru: 'Экскориации, алопеция 2×3 см, эктопаразитов нет.', en: 'Excoriations, alopecia 2×3 cm, no parasites.' },
    ],
    diagnosis: { ru: 'Атопический дерматит, обострение.', en: 'Atopic dermatitis, flare-up.' },
    treatment: { ru: 'Преднизолон курсом, шампунь 2 р/нед.', en: 'Course of prednisolone, shampoo twice a week.' },
  },
  {
    reason: { ru: 'Слезотечение, щурит глаз.', en: 'Watery eye, squinting.' },
    finding: [
      'EYES',
      { ru: 'OD: конъюнктива гиперемирована, флюоресцеин отр.', en: 'Right: conjunctiva red, fluorescein negative.' },
    ],
    diagnosis: { ru: 'Конъюнктивит.', en: 'Conjunctivitis.' },
    treatment: { ru: 'Капли 3 р/д, 7 дней, воротник.', en: 'Drops three times daily, 7 days, collar.' },
  },
  {
    reason: { ru: 'Кашель по утрам, быстро устаёт.', en: 'Coughs in the morning, tires quickly.' },
    finding: [
      'HEART',
      { ru: 'Систолический шум III/VI слева, ритм правильный.', en: 'Systolic murmur III/VI left, regular rhythm.' },
    ],
    diagnosis: { ru: 'Эндокардиоз митрального клапана, ст. B2.', en: 'Mitral valve disease, stage B2.' },
    treatment: { ru: 'Пимобендан пожизненно, контроль ЧДД во сне.', en: 'Pimobendan for life, count breaths at rest.' },
  },
  {
    reason: { ru: 'Пьёт много, худеет при хорошем аппетите.', en: 'Drinks a lot, loses weight with good appetite.' },
    finding: ['GENERAL', { ru: 'BCS 3/9, тургор снижен, СЖО 1,5 с.', en: 'BCS 3/9, skin turgor low, CRT 1.5 s.' }],
    diagnosis: { ru: 'ХБП, ст. 2 по IRIS.', en: 'CKD, IRIS stage 2.' },
    treatment: {
      ru: 'Диета Renal, контроль АД и креатинина ч/з 4 нед.',
      en: 'Renal diet, blood pressure and creatinine in 4 weeks.',
    },
  },
  {
    reason: { ru: 'Неприятный запах изо рта, роняет корм.', en: 'Bad breath, drops food.' },
    finding: [
      'MOUTH',
      { ru: 'Зубной камень 2–3 ст., гингивит, 108 подвижен.', en: 'Tartar grade 2–3, gingivitis, tooth 108 loose.' },
    ],
    diagnosis: { ru: 'Пародонтит.', en: 'Periodontitis.' },
    treatment: { ru: 'Рекомендована чистка зубов под седацией.', en: 'Dental cleaning under sedation recommended.' },
  },
];

/** What an illness of long standing is called in the list of problems. */
export const chronicNames = {
  CKD: { ru: 'Хроническая болезнь почек', en: 'Chronic kidney disease' },
  HEART: { ru: 'Болезнь сердца', en: 'Heart disease' },
  ATOPY: { ru: 'Атопический дерматит', en: 'Atopic dermatitis' },
  DIABETES: { ru: 'Сахарный диабет', en: 'Diabetes mellitus' },
  ARTHRITIS: { ru: 'Артроз', en: 'Osteoarthritis' },
} as const satisfies Readonly<Record<string, LocalName>>;

export const allergens: readonly LocalName[] = [
  { ru: 'Пенициллины', en: 'Penicillins' },
  { ru: 'Курица', en: 'Chicken' },
  { ru: 'Укусы блох', en: 'Flea bites' },
  { ru: 'Цефазолин', en: 'Cefazolin' },
];

export const addendumTexts: readonly LocalName[] = [
  { ru: 'По телефону: состояние лучше, аппетит вернулся.', en: 'By phone: better, eating again.' },
  { ru: 'Пришли анализы: в пределах нормы.', en: 'Laboratory results: within the reference range.' },
  { ru: 'Владелец просит продлить курс на 3 дня, согласовано.', en: 'Owner asks to extend by 3 days, agreed.' },
];

export const cancelReasons: readonly LocalName[] = [
  { ru: 'Владелец заболел', en: 'Owner is ill' },
  { ru: 'Не может отпроситься с работы', en: 'Cannot leave work' },
  { ru: 'Питомцу лучше', en: 'The animal is better' },
  { ru: 'Уезжает из города', en: 'Out of town' },
];

export const enquiryTexts: readonly { readonly title: LocalName; readonly text: LocalName }[] = [
  {
    title: { ru: 'Вопрос о вакцинации', en: 'About vaccination' },
    text: { ru: 'Когда нужно повторить прививку перед поездкой?', en: 'When is the next shot due before a trip?' },
  },
  {
    title: { ru: 'Стоимость чистки зубов', en: 'Price of dental cleaning' },
    text: { ru: 'Сколько стоит чистка зубов для кота 5 кг?', en: 'How much is dental cleaning for a 5 kg cat?' },
  },
  {
    title: { ru: 'Подготовка к УЗИ', en: 'Before an ultrasound' },
    text: { ru: 'Нужно ли голодать перед УЗИ?', en: 'Does the animal have to fast before an ultrasound?' },
  },
  {
    title: { ru: 'Документы для поездки', en: 'Papers for travelling' },
    text: { ru: 'Какие документы нужны для поездки с собакой?', en: 'Which papers does a dog need to travel?' },
  },
  {
    title: { ru: 'Вялость после прививки', en: 'Sleepy after the shot' },
    text: {
      ru: 'Второй день вялый после прививки, это нормально?',
      en: 'Sleepy for two days after the shot, is that normal?',
    },
  },
];

export const chatLines: readonly { readonly owner: LocalName; readonly clinic: LocalName }[] = [
  {
    owner: { ru: 'Здравствуйте! Можно перенести приём на вечер?', en: 'Hello! Can we move the visit to the evening?' },
    clinic: { ru: 'Здравствуйте! Да, есть время после 17:00.', en: 'Hello! Yes, there is time after 17:00.' },
  },
  {
    owner: { ru: 'Ест уже лучше, лекарство пьём.', en: 'Eating better, taking the medicine.' },
    clinic: { ru: 'Отлично, продолжайте курс до конца.', en: 'Great, please finish the course.' },
  },
  {
    owner: { ru: 'Можно ли мыть после стрижки?', en: 'May we bathe after grooming?' },
    clinic: { ru: 'Да, через два дня.', en: 'Yes, after two days.' },
  },
  {
    owner: { ru: 'Шов немного покраснел, прислать фото?', en: 'The wound is a little red, shall I send a photo?' },
    clinic: { ru: 'Да, пришлите, пожалуйста. Воротник не снимайте.', en: 'Yes, please. Keep the collar on.' },
  },
  {
    owner: { ru: 'Спасибо большое!', en: 'Thank you very much!' },
    clinic: { ru: 'Пожалуйста, здоровья питомцу!', en: 'You are welcome, get well soon!' },
  },
];
