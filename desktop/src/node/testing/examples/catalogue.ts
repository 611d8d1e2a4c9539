import { present } from '@lapka/shared/base/assert.ts';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import type { CatalogueEntry } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { detailsOfEntry } from '@lapka/shared/domain/catalogue/entry-details.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { defaultProtocols } from '@lapka/shared/domain/vaccinations/default-protocols.ts';
import { protocolOf } from '@lapka/shared/domain/vaccinations/protocol.ts';
import {
  aPackageTemplate,
  aPlan,
  aProduct,
  aPromotion,
  aService,
  aSupplier,
  priceList,
  rub,
} from '@lapka/shared/testing/builders/catalogue.ts';
import type { ExamplesOf } from '../command-example.ts';

const rabies = present(protocolOf(defaultProtocols.protocols, 'V-RAB'), 'the protocol');
const consultation = aService();

/** What a form sends back of an entry. */
function shown<Entry extends CatalogueEntry>(entry: Entry) {
  const { id: _id, kind: _kind, v: _v, created: _created, changed: _changed, ...details } = entry;
  return { ...details, seen: seenOf(detailsOfEntry(entry)) };
}

export const catalogueExamples: ExamplesOf<'catalogue'> = {
  changeService: {
    by: 'U1',
    given: { catalogue: [consultation] },
    writes: ['catalogue'],
    call(bridge, once) {
      const { prices: _, ...details } = shown(consultation);
      return bridge.do.catalogue.changeService({ ...once, ...details, service: consultation.id, minutes: 45 });
    },
  },
  changePrices: {
    by: 'U1',
    writes: ['catalogue'],
    call: (bridge, once) =>
      bridge.do.catalogue.changePrices({
        ...once,
        list: priceList,
        validFrom: civilDate('2026-12-01'),
        prices: [
          { of: 'SERVICE', service: consultation.id, base: rub(1650), perKg: null, tiers: [], perKm: rub(66) },
          { of: 'PRODUCT', product: aProduct().id, price: rub(68) },
          { of: 'PLAN', plan: aPlan().id, price: rub(1390) },
        ],
      }),
  },
  changeProduct: {
    by: 'U4',
    writes: ['catalogue'],
    call(bridge, once) {
      const { prices: _, ...details } = shown(aProduct());
      return bridge.do.catalogue.changeProduct({ ...once, ...details, product: aProduct().id, cold: true });
    },
  },
  changePackage: {
    by: 'U1',
    writes: ['catalogue'],
    call: (bridge, once) =>
      bridge.do.catalogue.changePackage({
        ...once,
        ...shown(aPackageTemplate()),
        package: aPackageTemplate().id,
        visits: 6,
      }),
  },
  changePlan: {
    by: 'U1',
    writes: ['catalogue'],
    call(bridge, once) {
      const { prices: _, ...details } = shown(aPlan());
      return bridge.do.catalogue.changePlan({ ...once, ...details, plan: aPlan().id, status: 'ARCHIVED' });
    },
  },
  changePromotion: {
    by: 'U1',
    writes: ['catalogue'],
    call(bridge, once) {
      const { seen: _, ...details } = shown(aPromotion());
      return bridge.do.catalogue.changePromotion({ ...once, ...details, code: 'WINTER10' });
    },
  },
  changeSupplier: {
    by: 'U4',
    writes: ['catalogue'],
    call(bridge, once) {
      const { sealedBankDetails: _, ...details } = shown(aSupplier());
      return bridge.do.catalogue.changeSupplier({ ...once, ...details, supplier: aSupplier().id, status: 'SUSPENDED' });
    },
  },
  changeProtocol: {
    by: 'U2',
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.catalogue.changeProtocol({ ...once, seen: seenOf(rabies), protocol: { ...rabies, startWeeks: 13 } }),
  },
};
