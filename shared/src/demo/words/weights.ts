/** What a grown animal of a breed weighs, in kilograms. */
const typical: Readonly<Record<string, number>> = {
  DOMESTIC_CAT: 4.3,
  BRITISH_SHORTHAIR: 5.4,
  SCOTTISH_FOLD: 4.4,
  MAINE_COON: 7.2,
  SIBERIAN: 5.6,
  SPHYNX: 4.1,
  PERSIAN: 4.6,
  BENGAL: 5.1,
  RUSSIAN_BLUE: 4.4,
  ORIENTAL: 3.8,
  MIXED_DOG: 14,
  YORKSHIRE_TERRIER: 3.1,
  LABRADOR: 29,
  POMERANIAN: 2.8,
  GERMAN_SHEPHERD: 33,
  JACK_RUSSELL: 7.2,
  CORGI: 12,
  CHIHUAHUA: 2.4,
  FRENCH_BULLDOG: 12.5,
  GOLDEN_RETRIEVER: 31,
  HUSKY: 22,
  DACHSHUND: 8.6,
  BEAGLE: 12,
  DWARF_RABBIT: 1.5,
  LOP_RABBIT: 2.2,
  GUINEA_PIG: 0.95,
  RAT: 0.4,
  HAMSTER: 0.12,
  BUDGERIGAR: 0.04,
  COCKATIEL: 0.09,
  PARROT: 0.4,
  FERRET: 1.1,
  TURTLE: 0.7,
  GECKO: 0.06,
  HEDGEHOG: 0.5,
};

export function typicalWeight(breed: string, build: number): number {
  return rounded((typical[breed] ?? 5) * build);
}

/** How much of its grown weight an animal has at an age in days; most are grown at a year. */
export function grown(age: number): number {
  return age >= 365 ? 1 : 0.1 + 0.9 * (1 - Math.exp(-age / 105)) * 1.032;
}

/** As scales show it: to 50 g, small animals to 5 g, the smallest to the gram. */
export function rounded(kilograms: number): number {
  const step = kilograms >= 3 ? 0.05 : kilograms >= 0.5 ? 0.005 : 0.001;
  return Number(Math.max(0.012, Math.round(kilograms / step) * step).toFixed(3));
}
