import { present } from '@lapka/shared/base/assert.ts';
import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { tidyLine } from '@lapka/shared/base/text.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import type { RecordId } from '@lapka/shared/domain/records/record.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import type { VaccinationRequest } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import type { Clinic } from '../../reading/clinic.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { takeGoods, type TakeGoodsRefusal } from '../goods/take-goods.ts';

/** Which dose it is and who gave it: what the card copies. */
type Dose = Pick<VaccinationRequest, 'vaccine' | 'product' | 'administration' | 'vetName' | 'clinicName'>;
type Given = Order<'records', 'vaccinate'>['given'];

/** The dose itself: one given here leaves the cupboard, first expiring first; one given elsewhere is copied. */
export function takeDose(
  transactor: StoreTransactor,
  { organisation, language }: Clinic,
  given: Given,
  record: RecordId,
  context: CommandContext,
): Result<Dose, TakeGoodsRefusal | Failure<'NOT_A_VACCINE'>> {
  if (given.where === 'ELSEWHERE') return ok(copiedDose(given));
  const product = foundOf(transactor, catalogue, 'PRODUCT', given.product);
  if (!product.ok) return product;
  const { code, name, vaccine, tracking } = product.value;
  // Without batch and expiry nobody could say later which dose it was.
  if (vaccine === null || tracking === 'NONE') return err(failure('NOT_A_VACCINE', { code }));
  const goods = { product: given.product, pack: null, count: quantity(1), batch: given.batch, codes: [], serials: [] };
  const about = { paper: 'RECORD' as const, record };
  const taken = takeGoods(transactor, goods, { how: 'USE', about, price: null }, context);
  if (!taken.ok) return taken;
  const [movement] = taken.value;
  const batch = foundOf(transactor, stock, 'BATCH', present(movement, 'the dose that was taken').batch);
  if (!batch.ok) return batch;
  const { lot, expiry } = batch.value;
  if (expiry === null) return err(failure('NOT_A_VACCINE', { code }));
  const { actor } = context;
  return ok({
    vaccine,
    product: { name: name[language].slice(0, 120) },
    administration: {
      kind: 'HERE',
      vet: actor.id,
      product: code,
      batch: { number: lot.slice(0, 40), expires: expiry },
      site: tidyLine(given.site, 120),
    },
    vetName: fullName(actor.name, language),
    clinicName: organisation.name[language],
  });
}

/** As it stands in the owner's papers; what cannot be read there is a dash. */
function copiedDose({ vaccine, product, batch, vet, clinic }: Extract<Given, { where: 'ELSEWHERE' }>): Dose {
  const number = tidyLine(batch, 40);
  return {
    vaccine,
    product: { name: tidyLine(product, 120) || vaccine },
    administration: { kind: 'ELSEWHERE', ...(number === '' ? {} : { batch: number }) },
    vetName: tidyLine(vet, 120) || '–',
    clinicName: tidyLine(clinic, 200) || '–',
  };
}
