import { z } from 'zod';

/** The animals a clinic sees (C-32). */
export const speciesList = ['DOG', 'CAT', 'BIRD', 'RABBIT', 'FERRET', 'RODENT', 'REPTILE', 'OTHER'] as const;
export const speciesSchema = z.enum(speciesList);
export type Species = z.infer<typeof speciesSchema>;

/** The four kinds that statistics and other systems know. */
export type SpeciesGroup = 'DOG' | 'CAT' | 'BIRD' | 'OTHER';

export function speciesGroup(species: Species): SpeciesGroup {
  switch (species) {
    case 'DOG':
    case 'CAT':
    case 'BIRD':
      return species;
    case 'RABBIT':
    case 'FERRET':
    case 'RODENT':
    case 'REPTILE':
    case 'OTHER':
      return 'OTHER';
  }
}
