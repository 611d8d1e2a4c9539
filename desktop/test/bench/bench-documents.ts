import { fillWithDefaultSettings, getDefaultRxDocumentMeta, now, type RxDocumentData } from 'rxdb';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';

/** A document of about 500 bytes with three things it is found by, as most of a clinic's are. */
export interface BenchDocument {
  readonly id: string;
  readonly owner: string;
  readonly kind: string;
  readonly date: string;
  readonly number: number;
  readonly text: string;
}

export const benchSchema = fillWithDefaultSettings<BenchDocument>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    owner: { type: 'string', maxLength: 40 },
    kind: { type: 'string', maxLength: 40 },
    date: { type: 'string', maxLength: 10 },
    number: { type: 'number' },
    text: { type: 'string' },
  },
  required: ['id', 'owner', 'kind', 'date'],
  indexes: ['owner', 'kind', ['date', 'owner']],
});

/** Makes documents one after the other: ids grow with time, as a clinic's do, and owners come in any order. */
export class BenchDocuments {
  readonly #chooser: SeededChooser;
  readonly #owners: readonly string[];
  #made = 0;

  constructor(seed: number, owners: number) {
    this.#chooser = new SeededChooser(seed);
    this.#owners = Array.from({ length: owners }, () => this.#id(0));
  }

  next(): BenchDocument {
    const number = (this.#made += 1);
    const day = String((number % 28) + 1).padStart(2, '0');
    const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, '0');
    return {
      id: this.#id(number),
      owner: this.#chooser.pick(this.#owners),
      kind: `KIND_${number % 9}`,
      date: `20${20 + (Math.floor(number / 336) % 7)}-${month}-${day}`,
      number,
      text: `${number} ${'анамнез '.repeat(20)}`,
    };
  }

  batch(size: number): BenchDocument[] {
    return Array.from({ length: size }, () => this.next());
  }

  #id(number: number): string {
    const time = (1_763_000_000_000 + number * 97).toString(16).padStart(12, '0');
    const [a, b, c] = [this.#hex(), this.#hex(), this.#hex()];
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${(b + c).slice(0, 12)}`;
  }

  #hex(): string {
    return this.#chooser.uint32().toString(16).padStart(8, '0');
  }
}

export function stored(document: BenchDocument): RxDocumentData<BenchDocument> {
  const meta = { ...getDefaultRxDocumentMeta(), lwt: now() };
  return { ...document, _deleted: false, _attachments: {}, _meta: meta, _rev: '1-bench' };
}
