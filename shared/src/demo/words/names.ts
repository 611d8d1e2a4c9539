import type { LocalName } from '../../domain/names.ts';

/** Names to make people and animals of; all of them are invented, and none belongs to anybody we know. */
type Pair = readonly [ru: string, en: string];

/** Family names of men; a woman's gets an а. The letters ё, щ, ц and ы are here on purpose: search has to find them. */
export const familyNames: readonly Pair[] = [
  ['Иванов', 'Ivanov'],
  ['Смирнов', 'Smirnov'],
  ['Кузнецов', 'Kuznetsov'],
  ['Попов', 'Popov'],
  ['Васильев', 'Vasilyev'],
  ['Петров', 'Petrov'],
  ['Соколов', 'Sokolov'],
  ['Михайлов', 'Mikhailov'],
  ['Новиков', 'Novikov'],
  ['Фёдоров', 'Fyodorov'],
  ['Морозов', 'Morozov'],
  ['Волков', 'Volkov'],
  ['Алексеев', 'Alekseev'],
  ['Лебедев', 'Lebedev'],
  ['Семёнов', 'Semyonov'],
  ['Егоров', 'Egorov'],
  ['Павлов', 'Pavlov'],
  ['Козлов', 'Kozlov'],
  ['Степанов', 'Stepanov'],
  ['Николаев', 'Nikolaev'],
  ['Орлов', 'Orlov'],
  ['Андреев', 'Andreev'],
  ['Макаров', 'Makarov'],
  ['Никитин', 'Nikitin'],
  ['Захаров', 'Zakharov'],
  ['Зайцев', 'Zaitsev'],
  ['Громов', 'Gromov'],
  ['Яковлев', 'Yakovlev'],
  ['Щербаков', 'Shcherbakov'],
  ['Цветков', 'Tsvetkov'],
];

export const womensNames: readonly Pair[] = [
  ['Анна', 'Anna'],
  ['Мария', 'Maria'],
  ['Елена', 'Elena'],
  ['Ольга', 'Olga'],
  ['Ирина', 'Irina'],
  ['Татьяна', 'Tatyana'],
  ['Наталья', 'Natalya'],
  ['Светлана', 'Svetlana'],
  ['Юлия', 'Yulia'],
  ['Дарья', 'Darya'],
];

export const mensNames: readonly Pair[] = [
  ['Александр', 'Alexander'],
  ['Дмитрий', 'Dmitry'],
  ['Сергей', 'Sergey'],
  ['Андрей', 'Andrey'],
  ['Алексей', 'Alexey'],
  ['Михаил', 'Mikhail'],
  ['Иван', 'Ivan'],
  ['Павел', 'Pavel'],
  ['Артём', 'Artyom'],
  ['Никита', 'Nikita'],
];

/** Patronymics of the men's names: of a son and of a daughter. */
export const patronymics: readonly { readonly son: Pair; readonly daughter: Pair }[] = [
  { son: ['Александрович', 'Alexandrovich'], daughter: ['Александровна', 'Alexandrovna'] },
  { son: ['Дмитриевич', 'Dmitrievich'], daughter: ['Дмитриевна', 'Dmitrievna'] },
  { son: ['Сергеевич', 'Sergeevich'], daughter: ['Сергеевна', 'Sergeevna'] },
  { son: ['Андреевич', 'Andreevich'], daughter: ['Андреевна', 'Andreevna'] },
  { son: ['Алексеевич', 'Alexeevich'], daughter: ['Алексеевна', 'Alexeevna'] },
  { son: ['Михайлович', 'Mikhailovich'], daughter: ['Михайловна', 'Mikhailovna'] },
  { son: ['Иванович', 'Ivanovich'], daughter: ['Ивановна', 'Ivanovna'] },
  { son: ['Павлович', 'Pavlovich'], daughter: ['Павловна', 'Pavlovna'] },
];

export const englishFamilyNames = [
  'Harris',
  'Walker',
  'Bennett',
  'Cooper',
  'Hughes',
  'Foster',
  'Murray',
  'Palmer',
  'Reid',
  'Shaw',
] as const;

export const englishGivenNames = [
  'Tom',
  'Emma',
  'Oliver',
  'Grace',
  'Henry',
  'Lucy',
  'George',
  'Alice',
  'Jack',
  'Sophie',
] as const;

export const petNames: readonly Pair[] = [
  ['Барон', 'Baron'],
  ['Рекс', 'Rex'],
  ['Соня', 'Sonya'],
  ['Муся', 'Musya'],
  ['Барсик', 'Barsik'],
  ['Тимка', 'Timka'],
  ['Буся', 'Busya'],
  ['Граф', 'Graf'],
  ['Джек', 'Jack'],
  ['Луна', 'Luna'],
  ['Персик', 'Persik'],
  ['Снежок', 'Snezhok'],
  ['Ириска', 'Iriska'],
  ['Филя', 'Filya'],
  ['Зевс', 'Zeus'],
  ['Ёжик', 'Yozhik'],
];

export const englishPetNames = [
  'Milo',
  'Bella',
  'Max',
  'Luna',
  'Charlie',
  'Daisy',
  'Oscar',
  'Ruby',
  'Teddy',
  'Coco',
] as const;

export const streets: readonly LocalName[] = [
  { ru: 'ул. Речная', en: 'River Street' },
  { ru: 'ул. Садовая', en: 'Orchard Street' },
  { ru: 'Липовая аллея', en: 'Linden Avenue' },
  { ru: 'ул. Мельничная', en: 'Mill Street' },
  { ru: 'Парковый проезд', en: 'Park Drive' },
  { ru: 'ул. Кузнечная', en: 'Smithy Street' },
  { ru: 'Заречная набережная', en: 'Far Embankment' },
  { ru: 'ул. Ясеневая', en: 'Ash Street' },
  { ru: 'ул. Цветочная', en: 'Flower Street' },
  { ru: 'Школьный переулок', en: 'School Lane' },
];

export const towns: readonly [LocalName, LocalName] = [
  { ru: 'Приречный', en: 'Prirechny' },
  { ru: 'Взморье', en: 'Vzmorye' },
];

export const coats: readonly LocalName[] = [
  { ru: 'рыжий', en: 'ginger' },
  { ru: 'чёрный', en: 'black' },
  { ru: 'белый', en: 'white' },
  { ru: 'серый', en: 'grey' },
  { ru: 'палевый', en: 'fawn' },
  { ru: 'трёхцветный', en: 'tricolour' },
  { ru: 'чепрачный', en: 'saddle-backed' },
  { ru: 'дымчатый', en: 'smoke' },
];
