import { andThen, mapOk, ok } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { oneCurrency } from '@lapka/shared/domain/amounts.ts';
import { catalogue, type PriceList } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { addUnitPrice, hasRoomForPrice } from '@lapka/shared/domain/catalogue/entry-details.ts';
import type { PriceId } from '@lapka/shared/domain/catalogue/price-terms.ts';
import { addServicePrice } from '@lapka/shared/domain/catalogue/service-rules.ts';
import { weightPriceOf } from '@lapka/shared/domain/catalogue/weight-price.ts';
import { foundOf } from '../../reading/found.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandContext, CommandFor } from '../command.ts';

export const changePrices: CommandFor<'catalogue', 'changePrices'> = {
  run(transactor, { list: id, validFrom, prices }, context) {
    const list = foundOf(transactor, catalogue, 'PRICE_LIST', id);
    if (!list.ok) return list;
    const made: PriceId[] = [];
    for (const wanted of prices) {
      const dated = { id: context.ids.next<'Price'>(), list: id, validFrom };
      const put = putPrice(transactor, list.value, wanted, dated, context);
      if (!put.ok) return put;
      made.push(dated.id);
    }
    return ok({ prices: made });
  },
};

type Wanted = Order<'catalogue', 'changePrices'>['prices'][number];
type Dated = Pick<Order<'catalogue', 'changePrices'>, 'list' | 'validFrom'> & { readonly id: PriceId };

function putPrice(
  transactor: StoreTransactor,
  { currency }: PriceList,
  wanted: Wanted,
  dated: Dated,
  { stamp }: CommandContext,
) {
  switch (wanted.of) {
    case 'SERVICE': {
      const { base, perKg, tiers, perKm } = wanted;
      const terms = andThen(oneCurrency([base], currency), () =>
        mapOk(weightPriceOf(perKg, tiers), (weight) => ({ base, weight, perKm })),
      );
      if (!terms.ok) return terms;
      return changeOneOf(transactor, catalogue, 'SERVICE', wanted.service, (service) =>
        andThen(hasRoomForPrice(service), () => addServicePrice(service, { ...dated, terms: terms.value }, stamp)),
      );
    }
    case 'PRODUCT':
      return changeOneOf(transactor, catalogue, 'PRODUCT', wanted.product, (product) =>
        andThen(oneCurrency([wanted.price], currency), () =>
          mapOk(hasRoomForPrice(product), () => addUnitPrice(product, { ...dated, price: wanted.price }, stamp)),
        ),
      );
    case 'PLAN':
      return changeOneOf(transactor, catalogue, 'PLAN', wanted.plan, (plan) =>
        andThen(oneCurrency([wanted.price], currency), () =>
          mapOk(hasRoomForPrice(plan), () => addUnitPrice(plan, { ...dated, price: wanted.price }, stamp)),
        ),
      );
  }
}
