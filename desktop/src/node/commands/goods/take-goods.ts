import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import type { Money } from '@lapka/shared/base/money.ts';
import { formatQuantity, type Quantity } from '@lapka/shared/base/quantity.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Goods } from '@lapka/shared/bridge/commands/goods.ts';
import { catalogue, type Product } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { inBaseUnits } from '@lapka/shared/domain/catalogue/product-rules.ts';
import { entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import type { StockContext } from '@lapka/shared/domain/stock/stock-context.ts';
import { type About, type Movement, stock, type StockEntry } from '@lapka/shared/domain/stock/stock.ts';
import { takeStock, type TakeRefusal, type TakeRequest } from '@lapka/shared/domain/stock/taking-rules.ts';
import { stockroomWith } from '../../reading/stockrooms.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';

/** What for, and at what price of one base unit. */
export interface Purpose {
  readonly how: TakeRequest['how'];
  readonly about: About;
  readonly price: Money | null;
}

export type TakeGoodsRefusal = TakeRefusal | Failure<'NOT_FOUND' | 'PACK_UNKNOWN' | 'AMOUNT_TOO_LARGE'>;

/** Takes goods out of a cupboard of this place and books the movements. */
export function takeGoods(
  transactor: StoreTransactor,
  goods: Goods,
  purpose: Purpose,
  context: CommandContext,
): Result<Movement[], TakeGoodsRefusal> {
  const wanted = wantedOf(transactor, goods, purpose, context);
  if (!wanted.ok) return wanted;
  const { request, entries } = wanted.value;
  return mapOk(takeStock(request, entries, stockContext(context)), (movements) => {
    for (const movement of movements) transactor.put(stock, movement);
    return movements;
  });
}

/** What the domain needs to decide about goods: the product, the cupboard, and everything that ever moved of it. */
export function wantedOf(
  reader: StoreReader,
  { product: id, pack, count, batch, stockroom: named, codes, serials }: Goods,
  { how, about, price }: Purpose,
  context: CommandContext,
): Result<{ request: TakeRequest; entries: readonly StockEntry[] }, TakeGoodsRefusal> {
  const counted = countedGoods(reader, id, pack, count);
  if (!counted.ok) return counted;
  const { product, quantity } = counted.value;
  const entries = entriesOfProduct(reader, product.id);
  const today = todayAt(context);
  const stockroom = named ?? stockroomWith(reader, context.desk.location, entries, { quantity, batch, today });
  if (stockroom === undefined) {
    return err(failure('NOT_ENOUGH_STOCK', { available: '0', wanted: formatQuantity(quantity, 'en') }));
  }
  return ok({
    request: { how, product, quantity, stockroom, batch, about, cost: null, price, codes, serials },
    entries,
  });
}

/** A product and how much of it in base units. */
export function countedGoods(
  reader: StoreReader,
  id: Product['id'],
  pack: string | null,
  count: Quantity,
): Result<{ product: Product; quantity: Quantity }, Failure<'NOT_FOUND' | 'PACK_UNKNOWN' | 'AMOUNT_TOO_LARGE'>> {
  const product = foundOf(reader, catalogue, 'PRODUCT', id);
  if (!product.ok) return product;
  return mapOk(inBaseUnits(product.value, pack, count), (quantity) => ({ product: product.value, quantity }));
}

export function stockContext(context: CommandContext): StockContext {
  return { stamp: context.stamp, date: todayAt(context) };
}
