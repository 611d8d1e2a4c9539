/** Every visible word of the owners' pages, in Russian. */
export const ru = {
  title: 'Здравствуйте, {{name}}!',
  connecting: 'Подключаемся…',
  linkBroken: 'Ссылка не подходит. Попросите клинику прислать новую.',
  notices: 'Напоминания',
  empty: 'Пока напоминаний нет',
  emptyHint: 'Мы напишем, когда питомцу понадобится прививка.',
  vaccinationDue: '{{pets}}: пора на прививку',
  visit: '{{pets}}: вы записаны на приём',
  dueOn: 'до {{date}}',
  vaccine: { 'V-RAB': 'бешенство', 'V-KC': 'питомниковый кашель', 'V-MYX': 'миксоматоз и ВГБК', other: 'прививка' },
};

export type Texts = Resource<typeof ru>;

type Resource<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Resource<T[Key]> };
