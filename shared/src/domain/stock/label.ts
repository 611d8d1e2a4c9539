import type { CivilDate } from '../../base/civil-date.ts';
import type { Language } from '../../base/failure.ts';
import { formatQuantity, type Quantity } from '../../base/quantity.ts';
import type { Product } from '../catalogue/catalogue.ts';
import { boundedQuantity } from './levels.ts';
import type { Batch } from './stock.ts';

/** What the one who hands out a medicine knows. */
export interface DispensingFacts {
  readonly clinic: { readonly name: string; readonly address: string; readonly phone: string };
  readonly vet: string;
  readonly owner: string;
  readonly pet: { readonly name: string; readonly species: string };
  readonly date: CivilDate;
  readonly product: Product;
  readonly batches: readonly { readonly batch: Batch; readonly quantity: Quantity }[];
  /** Dose, route, how often, how many days. */
  readonly directions: string;
}

/** What stands on the label of a dispensed medicine, line by line (§7.4). */
export interface DispensingLabel {
  readonly clinic: string;
  readonly vet: string;
  readonly date: CivilDate;
  readonly owner: string;
  readonly patient: string;
  readonly medicine: string;
  readonly quantity: string;
  readonly directions: string;
  readonly warnings: readonly string[];
  readonly withdrawal: string;
  readonly batches: readonly string[];
  readonly storage: string;
}

/** Warnings that stand on every label. */
const always: Readonly<Record<Language, readonly string[]>> = {
  ru: ['Только для животных', 'Хранить в недоступном для детей месте'],
  en: ['For animal treatment only', 'Keep out of reach of children'],
};

/** Every field a label must have under US, UK and EU practice together; what a product does not have stays empty. */
export function dispensingLabel(facts: DispensingFacts, language: Language): DispensingLabel {
  const { clinic, vet, owner, pet, date, product, batches, directions } = facts;
  const { strength, form, warnings, withdrawal, storage } = product.label;
  const total = batches.reduce((all, { quantity }) => all + quantity, 0);
  return {
    clinic: [clinic.name, clinic.address, clinic.phone].filter(isWritten).join(', '),
    vet,
    date,
    owner,
    patient: `${pet.name} (${pet.species})`,
    medicine: [product.name[language], strength, form].filter(isWritten).join(', '),
    quantity: formatQuantity(boundedQuantity(total), language),
    directions,
    warnings: [...always[language], ...warnings],
    withdrawal,
    batches: batches.map(({ batch }) => [batch.lot, batch.expiry ?? ''].filter(isWritten).join(' / ')),
    storage,
  };
}

function isWritten(text: string): boolean {
  return text.trim() !== '';
}
