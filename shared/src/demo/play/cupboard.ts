import { present } from '../../base/assert.ts';
import type { Quantity } from '../../base/quantity.ts';
import type { Product, Stockroom } from '../../domain/catalogue/catalogue.ts';
import { drawControlled } from '../../domain/stock/controlled-rules.ts';
import {
  type About,
  type Batch,
  type BatchId,
  type Movement,
  stock,
  type StockEntry,
} from '../../domain/stock/stock.ts';
import { takeStock, type TakeRequest } from '../../domain/stock/taking-rules.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import type { StaffId } from '../../domain/document.ts';
import type { Pet } from '../../domain/pets/pet.ts';
import { type Act, granted } from './stage.ts';

/** What is in the cupboards while the history is played: the entries of each product, as the rules want them. */
export class Cupboard {
  readonly #entries = new Map<string, StockEntry[]>();
  readonly #batches = new Map<BatchId, Batch>();
  /** Numbered blanks that are left, lowest first. */
  readonly #serials = new Map<string, string[]>();

  entriesOf(product: Product['id']): readonly StockEntry[] {
    return this.#entries.get(product) ?? [];
  }

  batch(id: BatchId): Batch {
    return present(this.#batches.get(id), 'a batch');
  }

  /** Writes entries down; a batch that is known already stays as it came first. */
  keep({ put }: Act, entries: readonly (Batch | Movement)[]): void {
    for (const entry of entries) {
      if (entry.kind === 'BATCH') {
        if (this.#batches.has(entry.id)) continue;
        this.#batches.set(entry.id, entry);
      }
      const known = this.#entries.get(entry.product) ?? [];
      this.#entries.set(entry.product, known);
      known.push(entry);
      put(stock, entry);
    }
  }

  /** Takes something from a stockroom, whatever expires first. */
  take(
    act: Act,
    date: CivilDate,
    request: Pick<TakeRequest, 'how' | 'product' | 'quantity' | 'stockroom' | 'about' | 'price'>,
  ): Movement[] {
    const { product, quantity } = request;
    const serials = product.tracking === 'SERIAL' ? this.#nextSerials(product.code, quantity / 1000) : [];
    const wanted = { ...request, batch: null, cost: null, codes: [], serials };
    const moved = granted(takeStock(wanted, this.entriesOf(product.id), { stamp: act.stamp, date }));
    this.keep(act, moved);
    return moved;
  }

  /** Draws a controlled drug for a patient; what is left over is thrown away before a witness. */
  draw(
    act: Act,
    date: CivilDate,
    request: {
      product: Product;
      stockroom: Stockroom['id'];
      used: Quantity;
      wasted: Quantity;
      pet: Pet;
      witness: StaffId;
      about: About;
    },
  ): void {
    const { product, stockroom, used, wasted, pet, witness, about } = request;
    const take = {
      how: 'USE' as const,
      product,
      quantity: used,
      stockroom,
      batch: null,
      about,
      cost: null,
      price: null,
      codes: [],
      serials: [],
    };
    const draw = { take, wasted, pet: pet.id, client: pet.owner, witness };
    this.keep(act, granted(drawControlled(draw, this.entriesOf(product.id), { stamp: act.stamp, date })));
  }

  addSerials(product: string, serials: readonly string[]): void {
    this.#serials.set(product, [...(this.#serials.get(product) ?? []), ...serials]);
  }

  #nextSerials(product: string, count: number): string[] {
    const left = this.#serials.get(product) ?? [];
    this.#serials.set(product, left.slice(count));
    return left.slice(0, count);
  }
}
