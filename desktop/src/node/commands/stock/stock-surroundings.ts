import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Quantity } from '@lapka/shared/base/quantity.ts';
import { mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import { catalogue, type ProductId, type Stockroom } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { fromOf, toOf } from '@lapka/shared/domain/stock/movement.ts';
import type { LyingStock } from '@lapka/shared/domain/stock/moving-rules.ts';
import { entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import {
  type BatchId,
  type Movement,
  type MovementId,
  type Position,
  stock,
  type StockEntry,
  type Stocktake,
} from '@lapka/shared/domain/stock/stock.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { foundOf } from '../../reading/found.ts';

/** Something of a batch, as the screen names it. */
interface Named {
  readonly product: ProductId;
  readonly batch: BatchId;
  readonly position: Position;
  readonly quantity: Quantity;
}

/** The same with its product, and everything that ever moved of it. */
export function lyingStock(
  reader: StoreReader,
  { product: id, batch, position, quantity }: Named,
): Result<{ lying: LyingStock; entries: readonly StockEntry[] }, Failure<'NOT_FOUND'>> {
  const product = foundOf(reader, catalogue, 'PRODUCT', id);
  const known = foundOf(reader, stock, 'BATCH', batch);
  const stockroom = foundOf(reader, catalogue, 'STOCKROOM', position.stockroom);
  if (!product.ok) return product;
  if (!known.ok) return known;
  return mapOk(stockroom, () => ({
    lying: { product: product.value, batch, position, quantity },
    entries: entriesOfProduct(reader, id),
  }));
}

/** Books a movement the domain has decided on. */
export function bookMovement<Refusal>(
  transactor: StoreTransactor,
  decided: Result<Movement, Refusal>,
): Result<{ movements: MovementId[] }, Refusal> {
  return mapOk(decided, (movement) => {
    transactor.put(stock, movement);
    return { movements: [movement.id] };
  });
}

export function bookMovements(
  transactor: StoreTransactor,
  movements: readonly Movement[],
): Result<{ movements: MovementId[] }, never> {
  for (const movement of movements) transactor.put(stock, movement);
  return ok({ movements: movements.map(({ id }) => id) });
}

/** The code of what a movement is about, for the words of a refusal. */
export function codeOf(reader: StoreReader, { product }: Movement): string {
  const known = reader.get(catalogue, product);
  return known?.kind === 'PRODUCT' ? known.code : product;
}

/** Stock belongs to the place its stockroom is at. */
export function atStockroom(
  reader: StoreReader,
  { stockroom }: { readonly stockroom: Stockroom['id'] },
  { desk }: CommandContext,
): Target {
  const room = reader.get(catalogue, stockroom);
  return { location: room?.kind === 'STOCKROOM' ? room.location : desk.location };
}

export function atPosition(
  reader: StoreReader,
  { position }: { readonly position: Position },
  context: CommandContext,
): Target {
  return atStockroom(reader, position, context);
}

export function atMovement(
  reader: StoreReader,
  { movement: id }: { readonly movement: MovementId },
  context: CommandContext,
): Target {
  const movement = reader.get(stock, id);
  const position = movement?.kind === 'MOVEMENT' ? (toOf(movement.move) ?? fromOf(movement.move)) : null;
  return position === null ? { location: context.desk.location } : atStockroom(reader, position, context);
}

export function atStocktake(
  reader: StoreReader,
  { stocktake: id }: { readonly stocktake: Stocktake['id'] },
  context: CommandContext,
): Target {
  const stocktake = reader.get(stock, id);
  if (stocktake?.kind !== 'STOCKTAKE') return { location: context.desk.location };
  return atStockroom(reader, stocktake, context);
}
