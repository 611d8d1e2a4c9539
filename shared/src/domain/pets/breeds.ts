import type { Species } from './species.ts';

/** A breed of the pick list; anything else is typed as free text. */
export interface Breed {
  readonly code: string;
  readonly species: Species;
  readonly ru: string;
  readonly en: string;
}

/** What Russian and English clinics see most; a clinic's own list comes on top. */
export const breeds: readonly Breed[] = [
  ...of('DOG', [
    ['MIXED_DOG', 'Метис', 'Mixed breed'],
    ['YORKSHIRE_TERRIER', 'Йоркширский терьер', 'Yorkshire Terrier'],
    ['LABRADOR', 'Лабрадор-ретривер', 'Labrador Retriever'],
    ['POMERANIAN', 'Померанский шпиц', 'Pomeranian'],
    ['GERMAN_SHEPHERD', 'Немецкая овчарка', 'German Shepherd'],
    ['JACK_RUSSELL', 'Джек-рассел-терьер', 'Jack Russell Terrier'],
    ['CORGI', 'Вельш-корги', 'Welsh Corgi'],
    ['CHIHUAHUA', 'Чихуахуа', 'Chihuahua'],
    ['FRENCH_BULLDOG', 'Французский бульдог', 'French Bulldog'],
    ['GOLDEN_RETRIEVER', 'Золотистый ретривер', 'Golden Retriever'],
    ['HUSKY', 'Сибирский хаски', 'Siberian Husky'],
    ['DACHSHUND', 'Такса', 'Dachshund'],
    ['BEAGLE', 'Бигль', 'Beagle'],
  ]),
  ...of('CAT', [
    ['DOMESTIC_CAT', 'Домашняя', 'Domestic'],
    ['BRITISH_SHORTHAIR', 'Британская короткошёрстная', 'British Shorthair'],
    ['SCOTTISH_FOLD', 'Шотландская вислоухая', 'Scottish Fold'],
    ['MAINE_COON', 'Мейн-кун', 'Maine Coon'],
    ['SIBERIAN', 'Сибирская', 'Siberian'],
    ['SPHYNX', 'Сфинкс', 'Sphynx'],
    ['PERSIAN', 'Персидская', 'Persian'],
    ['BENGAL', 'Бенгальская', 'Bengal'],
    ['RUSSIAN_BLUE', 'Русская голубая', 'Russian Blue'],
    ['ORIENTAL', 'Ориентальная', 'Oriental'],
  ]),
  ...of('RABBIT', [
    ['DWARF_RABBIT', 'Карликовый кролик', 'Dwarf rabbit'],
    ['LOP_RABBIT', 'Вислоухий баран', 'Lop rabbit'],
  ]),
  ...of('RODENT', [
    ['GUINEA_PIG', 'Морская свинка', 'Guinea pig'],
    ['RAT', 'Крыса', 'Rat'],
    ['HAMSTER', 'Хомяк', 'Hamster'],
  ]),
  ...of('BIRD', [
    ['BUDGERIGAR', 'Волнистый попугай', 'Budgerigar'],
    ['COCKATIEL', 'Корелла', 'Cockatiel'],
    ['PARROT', 'Попугай', 'Parrot'],
  ]),
  ...of('FERRET', [['FERRET', 'Хорёк', 'Ferret']]),
  ...of('REPTILE', [
    ['TURTLE', 'Черепаха', 'Turtle'],
    ['GECKO', 'Геккон', 'Gecko'],
  ]),
  ...of('OTHER', [['HEDGEHOG', 'Ёж', 'Hedgehog']]),
];

export function breedsOf(species: Species): readonly Breed[] {
  return breeds.filter((breed) => breed.species === species);
}

function of(species: Species, rows: readonly (readonly [string, string, string])[]): Breed[] {
  return rows.map(([code, ru, en]) => ({ code, species, ru, en }));
}
